"""What people type when they tell a story, take one up, and bring a result back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
    corrected = LineField(
        label=_("Did you put something right?"), max_length=300, required=False,
        help_text=_("Then say what was wrong. Readers see this line with the day, and who took it up is told."),
    )  # fmt: skip
    audience = ChoiceField(label=_("Who can read it"))
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, measures: Sequence[Measure] = (), readers: Mapping[str, str] | None = None,
        told: bool = False, **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.measures = {measure.public_id: measure for measure in measures}
        self._offer_charts()
        if not told:
            del self.fields["corrected"]
        self._offer_readers(readers)

    def _offer_charts(self) -> None:
        if not self.measures:
            del self.fields["measure"]
            return
        named = [(key, measure.name) for key, measure in self.measures.items()]
        self.fields["measure"].choices = [*named, (NO_CHART, _("No chart"))]  # type: ignore[attr-defined]

    def _offer_readers(self, readers: Mapping[str, str] | None) -> None:
        """`readers` says for each audience, in a sentence, who will see it; none when it is not asked here."""
        if readers is None:
            del self.fields["audience"]
            return
        offer_readers(self.fields["audience"], readers)

    def clean_measure(self) -> Measure | None:
        return self.measures.get(self.cleaned_data["measure"])

    def clean_audience(self) -> str:
        return audience_of(self.cleaned_data["audience"])


ORGANISATION = "organisation"  # the empty code needs a word in a form


def offer_readers(field: Any, readers: Mapping[str, str]) -> None:
    """From the fewest to the most, each with the sentence that names them."""
    field.choices = [(code or ORGANISATION, Audience(code).label) for code in readers]
    field.hints = {code or ORGANISATION: sentence for code, sentence in readers.items()}


def audience_of(chosen: str) -> str:
    return Audience.ORGANISATION if chosen == ORGANISATION else Audience(chosen)


class AudienceForm(Form):
    audience = ChoiceField(label=_("Who can read it"))
    before = forms.ChoiceField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, readers: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            offer_readers(field, readers)

    def clean_audience(self) -> str:
        return audience_of(self.cleaned_data["audience"])


class WithdrawForm(Form):
    reason = LineField(
        label=_("Why?"), max_length=300, help_text=_("Everyone who could read the story reads this line instead.")
    )


class LabelForm(Form):
    thing = LineField(
        label=_("What is it on?"),
        max_length=40,
        required=False,
        help_text=_("One or two words: trolley, referral form, notice board."),
    )


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
