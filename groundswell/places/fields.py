"""`PlaceField`: choosing a place in a form of any room. The value is a `Place`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from groundswell.places.models import Place
from groundswell.places.queries import find
from groundswell.places.words import FEWEST_LETTERS, asked_for

CHOICES = 10


class Asked(NamedTuple):
    """What the form sent: the text, the key of a chosen place, and the text it was chosen for."""

    text: str = ""
    key: str = ""
    chosen_for: str = ""

    @property
    def choice_holds(self) -> bool:
        return bool(self.key) and self.text in ("", self.chosen_for)


class Finder(forms.Widget):
    """A box to type in; after an answer that is not one exact place, radios of what was found."""

    kinds: tuple[str, ...] = ()

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Asked:
        return Asked(
            *(str(data.get(part) or "").replace("\0", "").strip() for part in (name, f"{name}_key", f"{name}_for"))
        )

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return name not in data and f"{name}_key" not in data

    def shape(self, bound: forms.BoundField, params: dict[str, Any]) -> str:
        """What the `finder` component needs; called by `groundswell.ui.fields.component`."""
        value, chosen = bound.value(), self._chosen(bound)
        options = _options(bound)
        params |= {
            "value": chosen.name or str(chosen) if chosen else value.text if isinstance(value, Asked) else "",
            "key": chosen.key if chosen else "",
            "options": [{"value": one.key, "text": str(one), "hint": {"text": one.whereabouts}} for one in options],
            "again": _("Or search again"),
            "address": self.address(),
            "fewest": FEWEST_LETTERS,
        }
        return "finder"

    def address(self) -> str:
        """Where the script asks for what begins with the letters typed."""
        asked = {"part": "1"} | ({"kinds": ",".join(self.kinds)} if self.kinds else {})
        return f"{reverse('places:find')}?{urlencode(asked)}"

    def _chosen(self, bound: forms.BoundField) -> Place | None:
        if bound.form.is_bound:
            return getattr(bound.form, "cleaned_data", {}).get(bound.name)
        initial = bound.value()
        return initial if isinstance(initial, Place) else _open_places(self.kinds).filter(key=initial or "").first()


class PlaceField(forms.Field):
    """A place found by the first letters of a name or postcode, or by its ODS code. Only open places can be chosen.

    `kinds` limits what can be chosen; `initial` is a `Place` or its key.
    """

    widget = Finder
    default_error_messages = {
        "required": _("Choose a place"),
        "short": _("Type at least three letters of a name, a postcode or an ODS code"),
        "nothing": _("Nothing was found. Try three letters of its name, its postcode or its ODS code"),
        "which": _("Which of these do you mean?"),
    }

    def __init__(self, *, kinds: Iterable[str] | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.kinds = self.widget.kinds = tuple(str(kind) for kind in kinds or ())  # type: ignore[attr-defined]

    def to_python(self, value: Any) -> Place | None:
        asked = value if isinstance(value, Asked) else Asked(key=getattr(value, "key", "") or "")
        if asked.choice_holds:
            chosen = _open_places(self.kinds).filter(key=asked.key).first()
            if chosen:
                return chosen
        return self._searched(asked.text) if asked.text else None

    def _searched(self, text: str) -> Place:
        if not asked_for(text):
            raise ValidationError(self.error_messages["short"], code="short")
        found = find(text, CHOICES, self.kinds, only_open=True)
        if not found:
            raise ValidationError(self.error_messages["nothing"], code="nothing")
        if exact := _exactly(text, found):
            return exact
        raise ValidationError(self.error_messages["which"], code="which", params={"options": found})

    def has_changed(self, initial: Any, data: Any) -> bool:
        key = initial.key if isinstance(initial, Place) else initial or ""
        return not (isinstance(data, Asked) and data.choice_holds and data.key == key)


def _exactly(text: str, found: list[Place]) -> Place | None:
    """The one place whose code or whole name was typed."""
    same_code = [place for place in found if place.ods_code == text.upper()]
    same_name = [place for place in found if place.name.casefold() == text.casefold()]
    return next((places[0] for places in (same_code, same_name) if len(places) == 1), None)


def _open_places(kinds: tuple[str, ...]) -> Any:
    places = Place.objects.open_places().select_related("parent", "organisation")
    return places.filter(kind__in=kinds) if kinds else places


def _options(bound: forms.BoundField) -> list[Place]:
    errors = bound.errors.as_data() if bound.errors else []
    return next((error.params["options"] for error in errors if error.code == "which" and error.params), [])
