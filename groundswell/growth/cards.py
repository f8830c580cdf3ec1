"""For pages of other rooms: the quiet line, what became real, what could follow, and why it is said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groundswell.growth.models import NextStep
from groundswell.ui.formats import joined, upper

WHY = {
    "new": gettext_lazy("you have not done this yet"), "place": gettext_lazy("it is in your team"),
    "organisation": gettext_lazy("it is where you work"), "topic": gettext_lazy("it is about the same thing"),
}  # fmt: skip


@dataclass(frozen=True)
class Way:
    href: str
    title: str
    line: str


@dataclass(frozen=True)
class Onwards:
    """For one thing that became real."""

    said: str
    ways: tuple[Way, ...]
    put_away: str


def onwards(rows: Sequence[NextStep]) -> Onwards | None:
    if not rows:
        return None
    first = rows[0]
    said = _("“{title}” was taken up elsewhere. What could come next for you:") if first.taken_up else (
        _("“{title}” is normal practice now. What could come next for you:")
    )  # fmt: skip
    put_away = reverse("growth:put_away", args=[first.room, first.subject_id])
    return Onwards(said.format(title=first.title), tuple(_way(row) for row in rows), put_away)


def _way(row: NextStep) -> Way:
    offer = row.opportunity
    assert offer is not None  # noqa: S101 - the question asks for those with one
    why = joined([str(WHY[code]) for code in row.why if code in WHY])
    return Way(
        offer.get_absolute_url(),
        offer.title,
        f"{offer.get_kind_display()}, {offer.place}. {upper(why)}.",
    )
