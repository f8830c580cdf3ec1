"""Who one team changes things with: itself in the middle, others around it in the order of their names, always in the same place."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from groundswell.insight import rules
from groundswell.insight.one_team import Beside
from groundswell.insight.presenters.parts import Said, said
from groundswell.insight.rules import Group, Published
from groundswell.places.models import Kind, Place

DRAWN, LISTED = 12, 100
MIDDLE, WIDE, HIGH = (
    195,
    26,
    150,
)  # the middle in pixels; how far the others stand from it: per cent across, pixels down
LETTERS, LINES = 19, 2
CLINICAL = frozenset({
    Kind.PRACTICE, Kind.CENTRE, Kind.WARD, Kind.CLINIC, Kind.THEATRE, Kind.COMMUNITY_TEAM, Kind.AMBULANCE_STATION, Kind.SURGERY,
})  # fmt: skip
CORPORATE = frozenset({
    Kind.CORPORATE_TEAM, Kind.BOARD, Kind.PARTNERSHIP, Kind.DIVISION, Kind.DIRECTORATE, Kind.REGION, Kind.ICB, Kind.SUB_ICB,
    Kind.COMMISSIONER, Kind.COUNCIL,
})  # fmt: skip


@dataclass(frozen=True)
class Neighbour:
    """One other place. Where it stands in the drawing is text; a place that is not drawn has none."""

    name: str
    shape: str
    what: str
    together: Published
    taken: str
    is_tied: bool
    x: str = ""
    y: str = ""
    number_x: str = ""
    number_y: str = ""
    line: str = ""
    side: str = ""
    words: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Around:
    sentence: Said
    name: str
    shape: str
    drawn: tuple[Neighbour, ...]
    rows: tuple[Neighbour, ...]


def around(group: Group, place: Place, kept: list[Beside], places: Mapping[int, Place]) -> Around | None:
    """None where no month has kept it, or there is nobody beside the team. A place that is gone since is left out."""
    named = sorted(((str(places[pk]), pk, n, taken) for pk, n, taken in kept if pk in places), key=lambda row: row[:2])
    if not named:
        return None
    rows = [_neighbour(group, places[pk], n, taken) for _name, pk, n, taken in named[:LISTED]]
    ties = [row for row in rows if row.is_tied]
    wanted = (ties + [row for row in rows if not row.is_tied])[:DRAWN]
    drawn = [row for row in rows if row in wanted]
    tied = rules.things(group, len(ties))
    sentence = said(
        _("We change things with {tied} of {all} other teams near us."), tied=tied, all=rules.things(group, len(rows))
    )
    placed = tuple(_placed(row, at, len(drawn)) for at, row in enumerate(drawn))
    return Around(sentence, str(place), shape_of(place), placed, tuple(rows))


def shape_of(place: Place) -> str:
    """By the kind of place. Sites, departments and whole trusts have both in them, or do not say."""
    return "circle" if place.kind in CLINICAL else "square" if place.kind in CORPORATE else "diamond"


def shape_words() -> dict[str, str]:
    return {"circle": _("clinical"), "square": _("management or corporate"), "diamond": _("both, or not known")}


def _neighbour(group: Group, place: Place, together: int, taken: str) -> Neighbour:
    words = {
        "": "", "ours": _("they took up ours"), "theirs": _("we took up theirs"), "both": _("each took up the other's"),
    }  # fmt: skip
    return Neighbour(
        str(place), shape_of(place), str(place.get_kind_display()), rules.things(group, together), words[taken], together > 0
    )  # fmt: skip


def _placed(row: Neighbour, at: int, of: int) -> Neighbour:
    """Around the middle like the hours of a clock, the first name just after noon."""
    turn = 2 * math.pi * (at + 0.5) / of
    x, y = 50 + WIDE * math.sin(turn), MIDDLE - HIGH * math.cos(turn)
    lines = textwrap.wrap(row.name, LETTERS) or [""]
    if len(lines) > LINES:
        lines = [*lines[: LINES - 1], lines[LINES - 1][: LETTERS - 1] + "…"]
    top = y + 5 - 8 * (len(lines) - 1)
    thick = min(10, 2 + 2 * int(row.together.drawn or 0))
    return Neighbour(
        row.name, row.shape, row.what, row.together, row.taken, row.is_tied, f"{x:.2f}%", f"{y:.0f}",
        f"{(50 + x) / 2:.2f}%", f"{(MIDDLE + y) / 2:.0f}", f"{thick}", "right" if x >= 50 else "left",
        tuple((words, f"{top + 16 * number:.0f}") for number, words in enumerate(lines)),
    )  # fmt: skip
