"""What people type about numbers."""

from __future__ import annotations

from datetime import UTC, date, datetime
from datetime import time as clock_time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from groundswell.measures.fields import MeasureForm, NumberField
from groundswell.measures.models import SHARES, ChartKind, Measure
from groundswell.measures.parsing import MAX_BYTES, too_large
from groundswell.places.models import Place
from groundswell.ui.fields import ChoiceField, DayField, Form, LineField, WordsField
from groundswell.ui.formats import LONDON, number


class StartForm(MeasureForm):
    """A new measure at one of the places somebody works at, with its first numbers if they are at hand."""

    text = WordsField(
        label=_("Paste its numbers, if you have them"),
        help_text=_("Copied from a spreadsheet: the dates and the numbers. You see what was understood before anything is stored."),
        rows=4, max_length=MAX_BYTES, required=False, check="none", strip=False,
    )  # fmt: skip
    first = ("name", "direction", "interval", "text")
    place = ChoiceField(label=_("Where do you count?"))
    field_order = ("name", "direction", "interval", "text", "place", "unit", "target", "purpose", "source")

    def __init__(self, *args: Any, places: list[Place], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = {place.key: place for place in places}
        field = self.fields["place"]
        field.choices = [(place.key, str(place)) for place in places]  # type: ignore[attr-defined]
        field.initial = places[0].key if places else None

    def clean_place(self) -> Place:
        return self.places[self.cleaned_data["place"]]


class EditForm(MeasureForm):
    version = forms.IntegerField(widget=forms.HiddenInput)


class ReadingForm(Form):
    """One reading: the day is filled in, the number is the only thing to type."""

    on = DayField(label=_("Which day?"), error_messages={"required": _("Give the day.")})
    time = LineField(
        label=_("At what time?"),
        help_text=_("For example 14:30. Needed when there is more than one a day."),
        max_length=8,
        required=False,
    )
    value = NumberField(label=_("How many?"), required=False)
    denominator = NumberField(label=_("Out of how many?"), required=False)
    gap = forms.BooleanField(label=_("There is no reading for this day: leave a gap"), required=False)
    note = LineField(label=_("What was different, if anything?"), max_length=200, required=False)

    def __init__(self, *args: Any, measure: Measure, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.measure, self.today = measure, today
        self.fields["on"].initial = today
        self.fields["value"].label = f"{measure.name} ({measure.unit})" if measure.unit else measure.name
        if not measure.is_timed:
            del self.fields["time"]
        if not measure.is_out_of:
            del self.fields["denominator"]

    def clean_time(self) -> clock_time | None:
        text = self.cleaned_data["time"].replace(".", ":")
        if not text:
            return None
        try:
            return clock_time.fromisoformat(text.zfill(5))
        except ValueError:
            raise forms.ValidationError(_("Give a time like 14:30.")) from None

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        if on > self.today:
            raise forms.ValidationError(_("This day is in the future."))
        return on

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if "value" in data and (data["value"] is None) is not data.get("gap", False):
            self.add_error(
                "value",
                _("Give a number, or tick that there is none.")
                if data["value"] is None
                else _("There is a number: take the tick away."),
            )
        elif data.get("value") is not None and self.measure.is_per_cent and not 0 <= data["value"] <= 100:
            self.add_error("value", _("A per cent lies between 0 and 100."))
        if self.measure.is_out_of and data.get("value") is not None:
            self._check_size(data)
        return data

    def _check_size(self, data: dict[str, Any]) -> None:
        """Shares and rates need what they are out of; a share is never more than the whole."""
        size = data.get("denominator")
        if size is None or size <= 0:
            if "denominator" not in self.errors:
                self.add_error("denominator", _("Give what it is out of: a number above 0."))
        elif self.measure.chart in SHARES and data["value"] > size:
            self.add_error("value", _("This is more than the {size} it is out of.").format(size=number(size)))

    @property
    def moment(self) -> datetime | None:
        clock = self.cleaned_data.get("time")
        return datetime.combine(self.cleaned_data["on"], clock, LONDON).astimezone(UTC) if clock else None


class CorrectForm(ReadingForm):
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("time", None)


class RebaseForm(Form):
    on = DayField(
        label=_("From which day?"),
        help_text=_("The day of a reading."),
        error_messages={"required": _("Give the day.")},
    )
    reason = LineField(
        label=_("What changed?"),
        help_text=_("For example: the second hoist arrived."),
        error_messages={"required": _("Say what changed.")},
    )


class SetAsideForm(Form):
    on = DayField(
        label=_("Which day?"), help_text=_("The day of a reading."), error_messages={"required": _("Give the day.")}
    )
    reason = LineField(
        label=_("What was different then?"), help_text=_("For example: the system was down for six hours."),
        error_messages={"required": _("Say what was different.")},
    )  # fmt: skip


class FixForm(Form):
    on = DayField(label=_("From which day?"), error_messages={"required": _("Give the first day.")})
    until = DayField(label=_("To which day?"), error_messages={"required": _("Give the last day.")})
    reason = LineField(
        label=_("Why these?"), help_text=_("For example: the year before we began."),
        error_messages={"required": _("Say why these.")},
    )  # fmt: skip


class ChartForm(Form):
    chart = ChoiceField(
        label=_("Which chart?"), choices=ChartKind.choices, error_messages={"required": _("Choose one.")}
    )


class LoadForm(Form):
    """Readings pasted from a spreadsheet, or a CSV file. `understood` words are in `text` after cleaning."""

    text = WordsField(
        label=_("Paste from your spreadsheet"),
        help_text=_("Two columns: the date and the number. Or one column of numbers, and say below when they begin."),
        rows=8, max_length=MAX_BYTES, required=False, check="none", strip=False,
    )  # fmt: skip
    file = forms.FileField(
        label=_("Or choose a file"),
        help_text=_("CSV or a spreadsheet (XLSX), up to 10 MB and 100,000 rows."),
        required=False,
        allow_empty_file=True,
    )
    start = DayField(label=_("If you paste one column: the day of the first number"), required=False)

    def clean_file(self) -> bytes:
        upload = self.cleaned_data["file"]
        content = upload.read(MAX_BYTES + 1) if upload else b""
        if len(content) > MAX_BYTES:
            error = too_large()
            raise forms.ValidationError(str(error), code=error.code)
        return content

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if not data.get("file") and not (data.get("text") or "").strip() and not self.errors:
            if self.files.get("file") is not None:
                self.add_error("file", _("The file is empty. There is nothing to add."))
            else:
                self.add_error("text", _("Paste your numbers, or choose a file."))
        return data
