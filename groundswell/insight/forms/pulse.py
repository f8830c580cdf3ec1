"""What is typed in the room of figures: the pulse, whether it runs, and published results of the staff survey."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from groundswell.insight.pulse import CHOICES, STATEMENTS
from groundswell.insight.survey import Understood, read
from groundswell.ui.fields import ChoiceField, Form, YesNoField

PROBLEMS_SAID = 10


class PulseForm(Form):
    """Five statements; any of them may be left out, but not all."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(f"{number}", words) for number, words in enumerate(CHOICES, 1)]
        for number, statement in enumerate(STATEMENTS, 1):
            self.fields[f"s{number}"] = ChoiceField(label=statement, choices=choices, required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors and not any(self.answers()):
            self.add_error("s1", ValidationError(_("Choose an answer to at least one statement.")))
        return data

    def answers(self) -> list[int | None]:
        """1 to 5 a statement; None for one left out."""
        typed = (self.cleaned_data.get(f"s{number}") for number in range(1, len(STATEMENTS) + 1))
        return [int(one) if one else None for one in typed]


class PulseSettingForm(Form):
    is_on = YesNoField(
        label=_("Does the pulse run here?"),
        help_text=_("Say no where staff already answer another one, so that nobody is asked twice."),
    )


class LoadSurveyForm(Form):
    """Lines of published results. `understood` is what they say once they are checked."""

    text = forms.CharField(
        label=_("Lines of your published results"), widget=forms.Textarea, max_length=100_000,
        help_text=_("Each line: the year, the question, the per cent, the number of answers. For example: 2024; q3d; 68.4; 4535"),
        error_messages={"required": _("Paste at least one line.")},
    )  # fmt: skip

    def __init__(self, *args: Any, last_year: int, known: Collection[tuple[str, int]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.last_year, self.known, self.understood = last_year, known, Understood()
        self.fields["text"].rows = 8  # type: ignore[attr-defined]

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        self.understood = read(text, last_year=self.last_year, known=self.known)
        if problems := self.understood.problems:
            said = [str(_("Line {n}: {words}")).format(n=one.line, words=one.words) for one in problems[:PROBLEMS_SAID]]
            if len(problems) > len(said):
                said.append(str(_("And {n} lines more.")).format(n=len(problems) - len(said)))
            raise ValidationError(" ".join(said))
        if not self.understood.values:
            raise ValidationError(_("There is no line with a value in it."))
        return text
