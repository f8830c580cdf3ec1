"""What people type when they tell a story, take one up, and bring a result back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from groundswell.measures.models import Measure
from groundswell.stories.models import Audience
from groundswell.ui.fields import ChoiceField, Form, LineField, WordsField, YesNoField

NO_CHART = "none"


class TellForm(Form):
    """The story. A chart is asked for when something was counted, the audience when a co-lead tells it."""

    title = LineField(
        label=_("The result in one line"), max_length=120,
        help_text=_("For example: Two walks fewer per drug round on Ward 21"),
    )  # fmt: skip
    worked = YesNoField(
        label=_("Did it help?"), help_text=_("A story of something that did not help saves others the way.")
    )
    did = WordsField(label=_("What we did"), rows=6, help_text=_("About five steps, each on its own line."))
    surprised = WordsField(label=_("What surprised us"), rows=3, required=False)
    learned = WordsField(label=_("What we learned"), rows=4)
    waited = WordsField(
        label=_("What it waited for, and how long"), rows=4, required=False,
        help_text=_("Counted from what was recorded, each on its own line. Change it if it reads wrong."),
    )  # fmt: skip
    needed = WordsField(
        label=_("What you would need to do the same"), rows=3, required=False,
        help_text=_("People, time, things, a yes from somebody."),
    )  # fmt: skip
    measure = ChoiceField(label=_("Which chart shows it?"))
    audience = ChoiceField(label=_("Who can read it"))
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, measures: Sequence[Measure] = (), readers: dict[str, str] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.measures = {measure.public_id: measure for measure in measures}
        self._offer_charts()
        self._offer_readers(readers)

    def _offer_charts(self) -> None:
        if not self.measures:
            del self.fields["measure"]
            return
        named = [(key, measure.name) for key, measure in self.measures.items()]
        self.fields["measure"].choices = [*named, (NO_CHART, _("No chart"))]  # type: ignore[attr-defined]

    def _offer_readers(self, readers: dict[str, str] | None) -> None:
        """`readers` says for each audience, in a sentence, who will see it; none when it is not asked here."""
        if readers is None:
            del self.fields["audience"]
            return
        field = self.fields["audience"]
        field.choices = [("organisation", Audience.ORGANISATION.label), ("everyone", Audience.EVERYONE.label)]  # type: ignore[attr-defined]
        field.hints = {"organisation": readers[Audience.ORGANISATION], "everyone": readers[Audience.EVERYONE]}  # type: ignore[attr-defined]

    def clean_measure(self) -> Measure | None:
        return self.measures.get(self.cleaned_data["measure"])

    def clean_audience(self) -> str:
        return Audience.EVERYONE if self.cleaned_data["audience"] == "everyone" else Audience.ORGANISATION


class ResultForm(Form):
    helped = ChoiceField(
        label=_("Did it help here?"), choices=[("yes", _("Yes")), ("partly", _("In part")), ("no", _("No"))], inline=True,
        error_messages={"required": _("Choose yes, in part or no.")},
    )  # fmt: skip
    result = WordsField(
        label=_("What came of it here"), rows=4, max_length=2000,
        help_text=_("In a few words: what changed, what you did differently, what you would tell the next place."),
    )  # fmt: skip

    @property
    def came(self) -> dict[str, Any]:
        typed = self.cleaned_data
        return {"helped": typed["helped"] != "no", "partly": typed["helped"] == "partly", "result": typed["result"]}
