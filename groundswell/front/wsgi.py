"""The web server's way in. Addresses are loaded before the first request, so that nobody waits for them."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "groundswell.front.settings")
application = get_wsgi_application()
_ = get_resolver().url_patterns
