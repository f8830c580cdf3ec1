"""What a phone or a ward computer needs to be of use without signal: the installable app, its worker, the kept page, the greeting."""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache
from pathlib import Path

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.gzip import gzip_page

from groundswell.front.forms import BoxForm
from groundswell.people.middleware import Request
from groundswell.ui.middleware import POLICY

OUTBOX = Path(__file__).parents[2] / "ui" / "static" / "ui" / "outbox"
FILES = (
    "vendor/nhsuk-frontend.min.css", "ui/app.css", "ui/app.js", "ui/icon.svg",
    *(f"ui/outbox/{file.name}" for file in sorted(OUTBOX.glob("*.js"))),
)  # fmt: skip
# Kept once they were used: they are as heavy as all the rest, and who only looks does not need them.
ONCE_USED = (
    *(f"safetext/{name}" for name in ("rules.json", "routes.json", "safetext.js", "handover.js", "names.js", "patterns.js",
                                      "checks.js", "plain.js")),
    "ui/safe-words.js", "ui/right-door.js", "ui/place-finder.js", "vendor/nhsuk-frontend.min.js",
)  # fmt: skip
SALT = "groundswell.outbox"


@login_not_required
@never_cache
def hello(request: Request) -> HttpResponse:
    """Who is here, and what the outbox of this device needs to send as them.

    `secret` opens this person's key after somebody else used the device; it is theirs alone and never stored on the device.
    """
    person = request.person.public_id if request.person else ""
    secret = salted_hmac(SALT, person, algorithm="sha256").hexdigest() if person else ""
    return JsonResponse({"hello": "groundswell", "person": person, "secret": secret, "csrf": get_token(request)})


@login_not_required
def waiting(request: Request) -> HttpResponse:
    """What waits on this device; the device fills it in."""
    return render(request, "front/waiting.jinja", {})


def notice_paths() -> list[str]:
    """Where addresses begin that open a box to type in."""
    return [reverse("ideas:notice"), reverse("ideas:by_poster", args=["-"]).removesuffix("-/")]


@gzip_page
@login_not_required
def without_signal(request: Request) -> HttpResponse:
    """The page a device keeps for when no other can be had. It says nothing about anybody."""
    about = {"form": BoxForm(), "notice_paths": notice_paths()}
    return render(request, "front/without_signal.jinja", about)


@gzip_page
@login_not_required
def service_worker(request: Request) -> HttpResponse:
    response = HttpResponse(_worker(), content_type="text/javascript")
    response["Cache-Control"] = "no-cache"
    response["Content-Security-Policy"] = POLICY
    return response


@lru_cache(maxsize=1)
def _worker() -> str:
    files, later = [static(name) for name in FILES], [static(name) for name in ONCE_USED]
    shell = reverse("front:without_signal")
    kept = render_to_string("front/without_signal.jinja", {"form": BoxForm(), "notice_paths": notice_paths()})
    version = hashlib.sha256(json.dumps([files, later, kept]).encode()).hexdigest()[:12]
    about = {
        "outbox": static("ui/outbox/outbox.js"), "files": files, "once_used": later, "cache": f"groundswell-{version}", "shell": shell,
        "notice_paths": notice_paths(),
    }  # fmt: skip
    return render_to_string("front/service_worker.js", about)


@login_not_required
def manifest(request: Request) -> HttpResponse:
    """What makes it an app on the home screen: it opens on the box."""
    icons = [
        {"src": static(f"ui/icon-{size}.png"), "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}
        for size, purpose in ((192, "any"), (512, "any"), (512, "maskable"))
    ]
    about = {
        "name": "Groundswell", "short_name": "Groundswell", "id": "/", "start_url": reverse("ideas:notice"), "scope": "/",
        "display": "standalone", "lang": "en-GB", "background_color": "#f0f4f5", "theme_color": "#005eb8",
        "description": _("Notice something at work that could be better, and see it become real."), "icons": icons,
        "shortcuts": [
            {"name": _("What needs you"), "url": reverse("front:home")},
            {"name": _("Waiting to be sent"), "url": reverse("front:waiting")},
        ],
    }  # fmt: skip
    response = JsonResponse(about, content_type="application/manifest+json")
    response["Cache-Control"] = "public, max-age=3600"
    return response
