"""The Jinja2 environment: NHS macros, our components, formats."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from jinja2 import ChainableUndefined, ChoiceLoader, Environment, PackageLoader
from markupsafe import Markup

from groundswell.ui import fields, formats, ids, links


def environment(**options: Any) -> Environment:
    """Called by Django's template backend with its options."""
    options["undefined"] = ChainableUndefined
    options["trim_blocks"] = options["lstrip_blocks"] = True
    options["loader"] = ChoiceLoader([options["loader"], PackageLoader("nhsuk_frontend_jinja")])
    options["extensions"] = ["jinja2.ext.i18n"]
    made = Environment(**options)  # noqa: S701 - Django's backend passes autoescape=True
    made.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]
    made.globals |= {"static": static, "url": reverse, "controls": Controls(made), "new_key": ids.new_key}
    for name in ("day", "short_day", "moment", "ago", "until", "count", "number", "joined"):
        made.filters[name] = getattr(formats, name)
    made.filters["linked"] = links.linked
    return made


class Controls:
    """Controls of forms as HTML. An empty one is drawn once and remembered; what somebody typed never is."""

    def __init__(self, templates: Environment) -> None:
        self.templates = templates
        self.remembered = lru_cache(maxsize=500)(self._from_text)

    def of(self, bound: forms.BoundField, more: dict[str, Any]) -> Markup:
        name, params = fields.component(bound, **more)
        return self._draw(name, params, remember=not bound.form.is_bound and not bound.value())

    def button(self, text: str, secondary: bool, name: str, value: str) -> Markup:
        classes = "nhsuk-button--secondary" if secondary else ""
        params = {"text": str(text), "preventDoubleClick": True, "classes": classes, "name": name, "value": value}
        return self._draw("button", params, remember=not value)

    def _draw(self, name: str, params: dict[str, Any], *, remember: bool) -> Markup:
        if remember:
            return self.remembered(name, json.dumps(params, default=str))
        return self._html(name, params)

    def _from_text(self, name: str, params: str) -> Markup:
        return self._html(name, json.loads(params))

    def _html(self, name: str, params: dict[str, Any]) -> Markup:
        return self.templates.get_template("components/form/controls.jinja").module.control(name, params)  # type: ignore[attr-defined,no-any-return]


def context(request: HttpRequest) -> dict[str, Any]:
    """What every page may use."""
    return {
        "person": getattr(request, "person", None),
        "demo": settings.DEMO,
        "csrf_token": lambda: get_token(request),
        "request_id": getattr(request, "id", ""),
        "path": request.get_full_path(),
        "printed": gettext("Printed from {address} on {day}").format(
            address=f"{settings.BASE_ADDRESS}{request.path}", day=formats.day(timezone.now())
        ),
    }
