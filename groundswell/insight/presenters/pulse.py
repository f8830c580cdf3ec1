"""The page and the poster of the pulse, and its results as a section of what is around leadership."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from markupsafe import Markup

from groundswell.insight import pulse, rules
from groundswell.insight.measures.intervals import Share
from groundswell.insight.measures.pulse import is_corrected
from groundswell.insight.models import PulseResult
from groundswell.insight.presenters.parts import Line, Section, between, picture, said
from groundswell.insight.quarters import in_words, last_day, next_quarter, quarter_of
from groundswell.insight.rules import Opinion, Published
from groundswell.places.models import Place
from groundswell.ui.formats import day
from groundswell.ui.qr import qr_of
from groundswell.ui.verdicts import Verdict

ALL = Fraction(100)


@dataclass(frozen=True)
class PulsePage:
    """`team`: for which place the answers count; `why_not`: what stands in place of the statements."""

    team: Place | None
    why_not: str
    has_answered: bool
    quarter: str
    ends: str
    again: str


def pulse_page(team: Place | None, verdict: Verdict, *, has_answered: bool, today: date) -> PulsePage:
    quarter = quarter_of(today)
    return PulsePage(
        team, verdict.reason, has_answered, in_words(quarter), day(last_day(quarter)), day(next_quarter(quarter))
    )


@dataclass(frozen=True)
class PulseSheet:
    """One printed sheet: where it hangs, the address as words and as a QR code."""

    place: str
    where: str
    address: str
    qr: Markup


def pulse_sheet(place: Place, home: Place) -> PulseSheet:
    address = f"{settings.BASE_ADDRESS}{reverse('insight:pulse', args=[place.key])}"
    return PulseSheet(str(place), str(home) if home != place else "", address.split("://", 1)[-1], qr_of(address))


def pulse_section(results: Sequence[PulseResult], *, off_since: date | None) -> Section:
    """The five statements in the newest quarter that is over, and their shares in the quarters before."""
    title = _("What people here say in the pulse")
    is_off = _("The pulse has been switched off here since {day}.").format(day=day(off_since)) if off_since else ""
    if not results:
        nothing = _(
            "No quarter is over in which anybody here answered. Put the poster up where people take their break."
        )
        return Section("pulse", title, (is_off or nothing,))
    newest = results[0]
    said_now = opinions(newest)
    bars = [(str(words), one.value, False) for words, one in zip(pulse.SHORT, said_now, strict=True)]
    drawn = picture(
        "pulse-picture", _("Of a hundred answers, how many agree"), (_("The table below has the same numbers."),), bars,
        full=ALL,
    )  # fmt: skip
    earlier = [opinions(one) for one in results[1:]]
    columns = (
        _("Agree, of 100"), _("95% interval"), _("Answers, about"),
        *(_("Agree, of 100: {quarter}").format(quarter=in_words(one.quarter)) for one in results[1:]),
    )  # fmt: skip
    lines = tuple(
        Line(
            str(words),
            (one.value, between(one.low, one.high), one.answers, *(before[number].value for before in earlier)),
        )
        for number, (words, one) in enumerate(zip(pulse.STATEMENTS, said_now, strict=True))
    )
    notes = [*_how_counted(newest), newest.source, is_off]
    if not any(one.value.is_shown for before in (said_now, *earlier) for one in before):
        return Section("pulse", title, _too_few(newest), notes=tuple(one for one in notes if one))
    return Section(
        "pulse", title, _sentence(newest, said_now), columns, lines, drawn, tuple(one for one in notes if one)
    )


def opinions(result: PulseResult) -> list[Opinion]:
    """One for each of the five statements, through the gate."""
    shares = [Share(*one) if one else None for one in result.shares]
    return [rules.opinion(share, result.population) for share in shares]


def _sentence(result: PulseResult, opinions: Sequence[Opinion]) -> tuple[Published | str, ...]:
    quarter = in_words(result.quarter)
    first, second = opinions[0], opinions[1]
    if not any(one.value.is_shown for one in opinions):
        return _too_few(result)
    if not first.value.is_shown or not second.value.is_shown:
        return (_("{quarter}: not all of the five can be shown.").format(quarter=quarter),)
    return said(
        _(
            "{quarter}: of a hundred people who answered, {act} could act on a low-risk idea without asking "
            "first, and {heard} say that someone answers when they raise a problem."
        ),
        quarter=quarter, act=first.value, heard=second.value,
    )  # fmt: skip


def _too_few(result: PulseResult) -> tuple[str, ...]:
    words = _(
        "{quarter}: nothing can be shown. Fewer than 11 people answered, or it would give away what a smaller place beside it said."
    )
    return (words.format(quarter=in_words(result.quarter)),)


def _how_counted(result: PulseResult) -> list[str]:
    shown = [Share(*one) for one in result.shares if one]
    if not shown:
        return []
    if all(is_corrected(share.whole, result.population) for share in shown):
        return [_("The interval allows for how many people work here, as it is said.")]
    if result.population is None:
        return [_("Nobody has said how many people work here, so the interval is wider than it need be.")]
    return [
        _("Fewer people are said to work here than answered, so the interval does not allow for how many they are.")
    ]
