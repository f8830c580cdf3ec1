"""The Jinja2 environment: NHS macros, our components, formats."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from jinja2 import ChainableUndefined, ChoiceLoader, Environment, PackageLoader

from groundswell.ui import fields, formats, ids


def environment(**options: Any) -> Environment:
    """Called by Django's template backend with its options."""
    options["undefined"] = ChainableUndefined
    options["trim_blocks"] = options["lstrip_blocks"] = True
    options["loader"] = ChoiceLoader([options["loader"], PackageLoader("nhsuk_frontend_jinja")])
    options["extensions"] = ["jinja2.ext.i18n"]
    made = Environment(**options)  # noqa: S701 - Django's backend passes autoescape=True
    made.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]
    made.globals |= {"static": static, "url": reverse, "component": fields.component, "new_key": ids.new_key}
    for name in ("day", "short_day", "moment", "ago", "until", "count", "number", "joined"):
        made.filters[name] = getattr(formats, name)
    return made


def context(request: HttpRequest) -> dict[str, Any]:
    """What every page may use."""
    return {
        "person": getattr(request, "person", None),
        "demo": settings.DEMO,
        "csrf_token": lambda: get_token(request),
        "request_id": getattr(request, "id", ""),
        "path": request.get_full_path(),
    }
