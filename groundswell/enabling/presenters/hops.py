"""The way something has gone, in sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groundswell.enabling.models import Hop, Why
from groundswell.ui.formats import count, day, days_between

SAID = {
    Why.ASKED: gettext_lazy("asked, {day}"), Why.PASSED_ON: gettext_lazy("passed on, {day}"),
    Why.SILENCE: gettext_lazy("moved up after silence, {day}"),
    Why.BROKEN: gettext_lazy("moved up after a promised day passed, {day}"), Why.HIGHER: gettext_lazy("asked by the team, {day}"),
    Why.COVER: gettext_lazy("covers for somebody away, {day}"), Why.GONE: gettext_lazy("moved up because whoever had it left, {day}"),
}  # fmt: skip


@dataclass(frozen=True)
class HopLine:
    """Who had it, from when, for how long, and why it came to them."""

    sentence: str
    words: str


def hop_lines(hops: Sequence[Hop], end: datetime) -> list[HopLine]:
    """First holder first, each with how long they had it; the last had it until `end`."""
    ends = [*(hop.at for hop in hops[1:]), end]
    return [
        HopLine(f"{_came(hop)}; {_had(days_between(hop.at, until))}", hop.words)
        for hop, until in zip(hops, ends, strict=True)
    ]


def _came(hop: Hop) -> str:
    who = hop.person.called if hop.person else _("A colleague")
    return f"{who}, {hop.place} ({hop.get_level_display()}): {str(SAID[Why(hop.why)]).format(day=day(hop.at))}"


def _had(days: int) -> str:
    return _("had it {days}").format(days=count(days, _("day"), _("days"))) if days else _("had it less than a day")
