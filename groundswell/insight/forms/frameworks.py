"""What whoever keeps the frameworks types."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from groundswell.enabling.rules import is_link
from groundswell.insight.evidence import ALL
from groundswell.insight.keeping import MOST_STATEMENTS
from groundswell.insight.models import Framework, Statement
from groundswell.ui.fields import DayField, Form, LineField, SeveralField, WordsField


class VersionForm(Form):
    """What a version is called, whose it is, and from when it holds."""

    name = LineField(label=_("What is it called?"), max_length=120)
    owner = LineField(label=_("Whose is it?"), max_length=120)
    version = LineField(
        label=_("Which version?"), max_length=40, help_text=_("As the owner numbers it, or a number of your own.")
    )
    since = DayField(
        label=_("From which day?"), required=False,
        help_text=_("Packs whose period ends on this day or later follow it. Left open, it is today."),
    )  # fmt: skip
    note = WordsField(label=_("What should a reader know of it?"), rows=3, max_length=500, required=False)
    source = LineField(label=_("Where the owner says it, as a link"), max_length=300, required=False)
    checked = forms.BooleanField(label=_("I compared it with the owner’s own page"), required=False)
    edits = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, taken: Collection[str], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.taken, self.today = taken, today

    def clean_version(self) -> str:
        version: str = self.cleaned_data["version"]
        if version in self.taken:
            raise ValidationError(_("You have a version of this name. Give this one another."))
        return version

    def clean_since(self) -> date:
        return self.cleaned_data["since"] or self.today

    def clean_source(self) -> str:
        link: str = self.cleaned_data["source"]
        if link and not is_link(link):
            raise ValidationError(_("Give the whole link, for example https://www.cqc.org.uk/guidance"))
        return link

    @staticmethod
    def of(framework: Framework) -> dict[str, Any]:
        return {name: getattr(framework, name) for name in VersionForm.base_fields}


class StatementForm(Form):
    """One statement, and which evidence answers it."""

    title = LineField(label=_("What does the owner call it?"), max_length=150)
    question = LineField(
        label=_("What does it ask, in your own plain words?"), max_length=300, required=False,
        help_text=_("Do not copy the owner’s sentences: ask what you would ask a colleague."),
    )  # fmt: skip
    kinds = SeveralField(
        label=_("What answers it?"), choices=[(one.code, one.label) for one in ALL], required=False,
        help_text=_("All of these are recorded already. Nobody fills in anything for a pack."),
    )  # fmt: skip
    order = forms.IntegerField(
        label=_("Where does it stand?"), required=False, min_value=1, max_value=MOST_STATEMENTS,
        help_text=_("1 is the first. Left open, it is the last."),
        error_messages={
            "invalid": _("Give a whole number, for example 3"), "min_value": _("Give 1 or more."),
            "max_value": _("Give a smaller number."),
        },
    )  # fmt: skip
    edits = forms.IntegerField(widget=forms.HiddenInput)

    @staticmethod
    def of(statement: Statement) -> dict[str, Any]:
        names = ("title", "question", "kinds", "order")
        return {name: getattr(statement, name) for name in names} | {"edits": statement.framework.edits}


class EndForm(Form):
    on = DayField(
        label=_("Its last day"), required=False, help_text=_("Left open, it is today. Older packs can still be made with it."),
    )  # fmt: skip

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_on(self) -> date:
        return self.cleaned_data["on"] or self.today
