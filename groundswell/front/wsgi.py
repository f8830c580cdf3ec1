"""The web server's way in. A worker loads its addresses and shows itself one page before it takes the first request."""

import gc
import io
import os
from typing import Any

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "groundswell.front.settings")
application = get_wsgi_application()
_ = get_resolver().url_patterns


def _ignore(status: str, headers: Any, exc_info: Any = None, /) -> Any:
    """The answer's status and headers are nobody's here."""


def warm(paths: tuple[str, ...] = ("/health/ready", "/about/", "/sign-in/")) -> None:
    """Compile the page templates and open the database, so that nobody waits for it."""
    host = next((name.lstrip(".") for name in settings.ALLOWED_HOSTS if name.strip("*")), "localhost")
    for path in paths:
        environ = {
            "REQUEST_METHOD": "GET", "PATH_INFO": path, "SERVER_NAME": host, "SERVER_PORT": "443", "HTTP_HOST": host,
            "wsgi.url_scheme": "https", "wsgi.input": io.BytesIO(), "wsgi.errors": io.StringIO(),
            "SERVER_PROTOCOL": "HTTP/1.1",
        }  # fmt: skip
        answer = application(environ, _ignore)
        b"".join(answer)
        answer.close()


def settle() -> None:
    """What is loaded stays loaded: the collector need not look at it again, which held up some answers by 0.1 s."""
    gc.collect()
    gc.freeze()


warm()
settle()
