"""How a change is said on pages of the rooms above."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from groundswell.changes.models import Seat
from groundswell.ui.formats import count, days_between


def days_said(since: datetime, now: datetime) -> str:
    return count(days_between(since, now), _("day"), _("days"))


def lost_lines(lost: Sequence[tuple[str, datetime]], now: datetime) -> list[str]:
    """`Without a clinical co-lead for 3 days.`"""
    since = {
        Seat.CLINICAL: (_("Without a clinical co-lead for {days}"), _("Without a clinical co-lead since today")),
        Seat.MANAGERIAL: (_("Without a managerial co-lead for {days}"), _("Without a managerial co-lead since today")),
    }
    return [since[Seat(seat)][days_between(when, now) < 1].format(days=days_said(when, now)) for seat, when in lost]
