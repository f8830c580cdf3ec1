"""Parts of forms that the rooms above use too: the three plain questions, and whom to ask."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from groundswell.enabling.rules import Rung, level_of
from groundswell.people.models import Membership
from groundswell.people.queries import people_in
from groundswell.ui.fields import ChoiceField, Form, LineField, YesNoField

ANYBODY = "anybody"
MOST = 6


class PlainForm(Form):
    """Reversible, inside the team, no new risk? What is left open counts as the careful answer."""

    reversible = YesNoField(label=_("Can it be undone if it does not work?"), required=False)
    inside_team = YesNoField(label=_("Does it stay inside the team?"), required=False)
    new_risk = YesNoField(
        label=_("Could it bring a new risk for patients or staff?"), required=False,
        help_text=_("Not sure about one of the three? Leave it open. Then both co-leads say yes before it starts."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not self.data.get(self.add_prefix("new_risk")):
            data["new_risk"] = True
        return data


class WhomForm(Form):
    """`to` offers the ladder, lowest first; `name` finds anybody in `organisations`. `rung` is who was chosen."""

    to = ChoiceField(label=_("Who can clear it?"), error_messages={"required": _("Choose who is asked")})
    name = LineField(
        label=_("Their name or job title"), required=False, max_length=60, check="none",
        help_text=_("Only when it is somebody else. A few letters are enough."),
    )  # fmt: skip
    which = forms.ChoiceField(widget=forms.RadioSelect, label=_("Which of them?"), required=False)

    def __init__(
        self, *args: Any, ladder: Sequence[Rung], organisations: Iterable[int], at: datetime, first: Rung | None = None,
        but: Collection[int] = (), **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        open_to = [rung for rung in ladder if rung.person.pk not in but]
        self.rungs = {rung.person.public_id: rung for rung in _offered(open_to, first)}
        self.organisations, self.at, self.but = tuple(organisations), at, frozenset(but)
        said = [(key, f"{rung.person.called}, {rung.place}") for key, rung in self.rungs.items()]
        self.fields["to"].choices = [*said, (ANYBODY, _("Somebody else"))]  # type: ignore[attr-defined]
        self.initial.setdefault("to", first.person.public_id if first else ANYBODY)
        if self.data.get("to") != ANYBODY:
            self.fields.pop("which")
        self.rung: Rung | None = None

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        self.errors.pop("which", None)  # who may be chosen is known only from here on
        if (to := data.get("to")) == ANYBODY:
            self._find(data.get("name", ""))
        elif to in self.rungs:
            self.rung = self.rungs[to]
        return data

    def _find(self, name: str) -> None:
        found = people_in(self.organisations, name, self.at) if name else []
        rows = [row for row in found if row.person_id not in self.but]
        chosen = [row for row in rows if row.person.public_id == self.data.get("which")]
        if len(rows) < 2:
            self.fields.pop("which", None)
        else:
            self.fields["which"].choices = [(row.person.public_id, f"{row.person.called}, {row}") for row in rows]  # type: ignore[attr-defined]
        if not name:
            self.add_error("name", _("Type a name or a job title."))
        elif not rows:
            self.add_error("name", _("Nobody of that name works here. Look at how it is written."))
        elif len(rows) > 1 and not chosen:
            self.add_error("which", _("Several people fit. Choose one."))
        else:
            self.rung = _rung((chosen or rows)[0])


def _offered(ladder: Sequence[Rung], first: Rung | None) -> list[Rung]:
    """The one suggested first, then the others from the lowest up."""
    found = [first, *ladder] if first else list(ladder)
    return list({rung.person.pk: rung for rung in reversed(found)}.values())[::-1][:MOST]


def _rung(row: Membership) -> Rung:
    return Rung(row.person, row.place, level_of(row.place))
