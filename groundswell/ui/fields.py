"""Form fields that render as NHS design system components, with label, hint and error."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.templatetags.static import static
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from groundswell.safetext import Finding, sentence
from groundswell.ui.own_numbers import found_in, shapes_here

EXAMPLE = _("Give a day, a month and a year, for example 27 3 2026")
REFUSE, WARN, NONE = "refuse", "warn", "none"  # what a field does with words that may point to a patient


class Form(forms.Form):
    """A form whose first error can be linked from the summary at the top of the page."""

    use_required_attribute = False  # the browser's own bubbles are not accessible; the server answers in words

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)

    def full_clean(self) -> None:
        super().full_clean()
        if self.is_bound and hasattr(self, "cleaned_data"):
            for name, field in list(self.fields.items()):
                if getattr(field, "check", NONE) == WARN:
                    self._ask_about_patients(name)

    def _ask_about_patients(self, name: str) -> None:
        """Words that may point to a patient pass only when the person ticks that they do not.

        `cleaned_data["<name>_confirmed"]` says so: the action then holds them for the information-governance lead.
        """
        tick = f"{name}_not_a_patient"
        found = found_in(self.cleaned_data.get(name) or "")
        self.cleaned_data[f"{name}_confirmed"] = False
        if not found:
            return
        self._place_after(name, tick, forms.BooleanField(label=_("This is not about a patient"), required=False))
        if self[tick].data:
            self.cleaned_data[f"{name}_confirmed"] = True
        else:
            self.add_error(name, sentence(found))

    def _place_after(self, name: str, new: str, field: forms.Field) -> None:
        order = list(self.fields)
        order.insert(order.index(name) + 1, new)
        self.fields[new] = field
        self.order_fields(order)

    def summary(self) -> list[dict[str, str]]:
        """Errors for the summary: `text` and `href` of the field each belongs to."""
        found = []
        for name, errors in self.errors.items():
            href = "#main" if name == "__all__" else f"#{anchor(self[name])}"
            found += [{"text": str(error), "href": href} for error in errors]
        return found


def anchor(bound: forms.BoundField) -> str:
    """The id of the first control of a field, where a link from the error summary must lead."""
    widget = bound.field.widget
    if isinstance(widget, DayWidget):
        return f"{bound.auto_id}_0"
    return bound.auto_id


class _Checked(forms.CharField):
    """Words of a person, with line ends as one kind. Those that may point to a patient are refused next to the field."""

    def __init__(self, *, check: str = REFUSE, **kwargs: Any) -> None:
        said = {
            "required": _("Write something here."),
            "max_length": _("Use at most %(limit_value)d characters: now there are %(show_value)d."),
        }
        super().__init__(error_messages=said | kwargs.pop("error_messages", {}), **kwargs)
        self.check = check

    def to_python(self, value: Any) -> str:
        words = value.replace("\r\n", "\n").replace("\r", "\n") if isinstance(value, str) else value
        return super().to_python(words) or ""

    def validate(self, value: str) -> None:
        super().validate(value)
        if self.check == REFUSE and (found := found_in(value)):
            raise ValidationError(leave_out(found), code="patient")


def leave_out(found: tuple[Finding, ...]) -> str:
    """What to take out, and how to say it instead: at most three, the writer's own words shown back to them alone."""
    parts = [
        str(_("“{words}” may point to a patient. {advice}")).format(words=each.words, advice=each.advice)
        for each in found[:3]
    ]
    return " ".join(parts)


class WordsField(_Checked):
    """Several lines in somebody's own words. Line ends are kept, outer blanks go.

    `check="warn"` is for an idea's own words: see `Form`. `check="none"` is for words checked elsewhere.
    """

    widget = forms.Textarea

    def __init__(self, *, rows: int = 4, max_length: int = 5000, **kwargs: Any) -> None:
        super().__init__(max_length=max_length, **kwargs)
        self.rows = rows


class LineField(_Checked):
    """One line in somebody's own words."""

    def __init__(self, *, max_length: int = 200, **kwargs: Any) -> None:
        super().__init__(max_length=max_length, **kwargs)

    def to_python(self, value: Any) -> str:
        return super().to_python(value).replace("\n", " ")


class ChoiceField(forms.ChoiceField):
    """Radios. `hints` maps a value to the line under its label."""

    widget = forms.RadioSelect

    def __init__(
        self, *, hints: Mapping[str, str | Promise] | None = None, inline: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self.hints, self.inline = hints or {}, inline


class YesNoField(ChoiceField):
    """Yes or no, as true or false."""

    def __init__(self, **kwargs: Any) -> None:
        wanted = {"required": _("Choose yes or no.")}
        super().__init__(choices=[("yes", _("Yes")), ("no", _("No"))], inline=True, error_messages=wanted, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return {True: "yes", False: "no"}.get(value, value)

    def clean(self, value: Any) -> Any:
        return super().clean(self.prepare_value(value)) == "yes"


class SeveralField(forms.MultipleChoiceField):
    """Checkboxes."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, *, hints: dict[str, str] | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.hints = hints or {}


class DayWidget(forms.MultiWidget):
    """Day, month and year in three boxes: quicker and clearer by keyboard than a calendar."""

    def __init__(self) -> None:
        super().__init__([forms.NumberInput(), forms.NumberInput(), forms.NumberInput()])

    def decompress(self, value: date | str | None) -> list[Any]:
        if isinstance(value, str):  # filled in by an address, which anybody can have typed
            value = _day_of(value)
        return [value.day, value.month, value.year] if value else [None, None, None]  # type: ignore[union-attr]


def _day_of(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


class DayField(forms.MultiValueField):
    """One calendar day. Errors say what is wrong with it in words."""

    widget = DayWidget

    def __init__(self, **kwargs: Any) -> None:
        parts = [forms.IntegerField(required=False) for _part in range(3)]
        said = {"required": EXAMPLE} | kwargs.pop("error_messages", {})
        super().__init__(fields=parts, require_all_fields=False, error_messages=said, **kwargs)

    def compress(self, values: list[int | None]) -> date | None:
        if not values or values == [None, None, None]:
            return None
        try:
            day, month, year = (int(part) for part in values)  # type: ignore[arg-type]
            return date(year if year > 99 else 2000 + year, month, day)
        except (TypeError, ValueError, OverflowError):
            raise ValidationError(EXAMPLE) from None


def component(bound: forms.BoundField, **more: Any) -> tuple[str, dict[str, Any]]:
    """The macro's name and its parameters for a bound field."""
    field, widget = bound.field, bound.field.widget
    params: dict[str, Any] = {
        "id": bound.auto_id,
        "name": bound.html_name,
        "label": {"text": str(bound.label)} | more.pop("label", {}),
    }
    if field.help_text:
        params["hint"] = {"text": str(field.help_text)}
    if bound.errors:
        params["errorMessage"] = {"text": str(bound.errors[0])}
    if getattr(field, "check", NONE) != NONE and not hasattr(widget, "shape"):
        params["attributes"] = params.get("attributes", {}) | _safe_words(field)
    name = _shape(bound, field, widget, params)
    return name, params | more


def _safe_words(field: forms.Field) -> dict[str, str]:
    """What `safe-words.js` needs to tell, while somebody types, of words that may point to a patient."""
    said = {
        "one": _("This may point to a patient"), "many": _("{count} things here may point to a patient"),
        "write": _("Write"), "staff": _("They work here"), "accept": _("Not a patient"), "undo": _("Put my words back"),
    }  # fmt: skip
    return {
        "data-safe-words": field.check,  # type: ignore[attr-defined]
        "data-safe-rules": static("safetext/rules.json"),
        **({"data-safe-numbers": json.dumps(shapes)} if (shapes := shapes_here()) else {}),
        "data-safe-text": json.dumps({name: str(words) for name, words in said.items()}),
    }


def _shape(bound: forms.BoundField, field: forms.Field, widget: forms.Widget, params: dict[str, Any]) -> str:
    if hasattr(widget, "shape"):  # a room's own field says which component it is
        return str(widget.shape(bound, params))
    value = bound.value()
    if isinstance(widget, DayWidget):
        return _day(bound, params, value)
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return _choices(field, widget, params, value)
    if isinstance(widget, forms.CheckboxInput):
        params["items"] = [{"value": "on", "text": str(bound.label), "checked": bool(value), "id": bound.auto_id}]
        params.pop("label")
        params["idPrefix"] = params.pop("id")
        return "checkboxes"
    if isinstance(widget, forms.Select):
        choices = field.choices  # type: ignore[attr-defined]
        params["items"] = [{"value": v, "text": str(t), "selected": str(v) == str(value or "")} for v, t in choices]
        return "select"
    if isinstance(widget, forms.FileInput):
        return "fileUpload"
    params["value"] = "" if value is None else str(value)
    if isinstance(widget, forms.Textarea):
        params["rows"] = getattr(field, "rows", 4)
        return "textarea"
    params["type"] = getattr(widget, "input_type", "text")
    params |= {"inputmode": "decimal", "type": "text"} if isinstance(widget, forms.NumberInput) else {}
    params["autocomplete"] = widget.attrs.get("autocomplete", "off")
    if "class" in widget.attrs:
        params["classes"] = widget.attrs["class"]
    return "input"


def _choices(field: forms.Field, widget: forms.Widget, params: dict[str, Any], value: Any) -> str:
    chosen = {str(part) for part in (value if isinstance(value, list | tuple) else [value])}
    hints = getattr(field, "hints", {})
    params["items"] = [
        {"value": v, "text": str(t), "checked": str(v) in chosen}
        | ({"hint": {"text": str(hints[v])}} if v in hints else {})
        for v, t in field.choices  # type: ignore[attr-defined]
        if v != ""
    ]
    params["fieldset"] = {"legend": params.pop("label") | {"classes": "nhsuk-fieldset__legend--s"}}
    params["idPrefix"] = params.pop("id")
    if getattr(field, "inline", False):
        params["classes"] = "nhsuk-radios--inline"
    return (
        "checkboxes" if isinstance(widget, forms.CheckboxSelectMultiple) else "radios"
    )  # the first is one of the second


def _day(bound: forms.BoundField, params: dict[str, Any], value: Any) -> str:
    values = value if isinstance(value, list) else bound.field.widget.decompress(value)  # type: ignore[attr-defined]
    wrong = " nhsuk-input--error" if bound.errors else ""
    params["items"] = [
        {
            "id": f"{bound.auto_id}_{index}",
            "name": f"{bound.html_name}_{index}",
            "label": str(label),
            "value": "" if part is None else str(part),
            "classes": f"nhsuk-input--width-{width}{wrong}",
        }
        for index, (label, width, part) in enumerate(
            zip((_("Day"), _("Month"), _("Year")), (2, 2, 4), values, strict=True)
        )
    ]
    params["fieldset"] = {"legend": params.pop("label") | {"classes": "nhsuk-fieldset__legend--s"}}
    return "dateInput"
