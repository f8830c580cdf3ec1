"""Which frameworks an organisation follows, as rows to open; and one version with its statements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from groundswell.insight.evidence import KINDS, MONTHS, Period, known
from groundswell.insight.forms import StatementForm, VersionForm
from groundswell.insight.models import Framework
from groundswell.insight.months import before, months_back
from groundswell.insight.presenters.evidence import valid, window
from groundswell.insight.presenters.parts import MonthLink
from groundswell.places.models import Place
from groundswell.ui.formats import day, upper
from groundswell.ui.typed import Version


@dataclass(frozen=True)
class Card:
    """One version in a list."""

    title: str
    href: str
    line: str
    tag: str = ""
    colour: str = "grey"
    new: bool = False
    kind: str = ""


@dataclass(frozen=True)
class StatementCard:
    code: str
    title: str
    question: str
    kinds: tuple[str, ...]


@dataclass(frozen=True)
class Choices:
    """Other periods and other versions, all by links."""

    lengths: tuple[MonthLink, ...]
    ends: tuple[MonthLink, ...]
    versions: tuple[MonthLink, ...]


def packs(place: Place, frameworks: Sequence[Framework]) -> list[Card]:
    """What a pack can be made of, each leading to it."""
    return [
        Card(one.name, reverse("insight:pack", args=[place.key, one.code]), f"{upper(one.owner)}. {valid(one)}") for one in frameworks
    ]  # fmt: skip


def version_cards(place: Place, frameworks: Sequence[Framework], today: date, *, drafts: bool) -> list[Card]:
    return [
        Card(one.name, one.address_at(place), f"{upper(one.owner)}. {valid(one)}", _state(one, frameworks, today), kind=_whose(one))
        for one in frameworks
        if drafts or not one.is_draft
    ]  # fmt: skip


def version_card(one: Framework) -> Card:
    """The head of its own page."""
    note = " ".join(
        part for part in (one.note, "" if one.checked else _("Not yet checked against the owner’s own page.")) if part
    )
    return Card(one.name, "", f"{upper(one.owner)}. {valid(one)}", note, kind=_whose(one))


def _whose(one: Framework) -> str:
    return _("Came with Groundswell") if one.is_shipped else _("Our own")


def _state(one: Framework, all_of_them: Sequence[Framework], today: date) -> str:
    if one.is_draft:
        return _("Draft")
    if one.until is not None and one.until < today:
        return _("Ended")
    if one.since > today:
        return _("From {day}").format(day=day(one.since))
    own = any(other.code == one.code and not other.is_shipped and other.holds_on(today) for other in all_of_them)
    return _("Not followed: our own is") if one.is_shipped and own else _("Followed now")


def statement_cards(framework: Framework) -> list[StatementCard]:
    return [
        StatementCard(one.code, one.title, one.question, tuple(str(KINDS[code].label) for code in known(one.kinds)))
        for one in framework.statements.all()
    ]


def period_of(to: date | None, months: str, today: date) -> Period:
    """Whole months that are over: the asked ones, or the last twelve."""
    last = before(today)
    length = int(months) if months in {str(one) for one in MONTHS} else MONTHS[0]
    return Period.ending(to if to is not None and to <= last else last, length)


def asked(period: Period, months: int, version: str = "") -> str:
    """As it stands in an address after the question mark."""
    return f"to={period.until:%Y-%m}&months={months}" + (f"&version={version}" if version else "")


def months_in(period: Period) -> int:
    return (period.until.year - period.since.year) * 12 + period.until.month - period.since.month + 1


def choices(
    address: str, period: Period, framework: Framework, versions: Sequence[Framework], today: date, version: str
) -> Choices:
    """`version`: the id that the address asks for, when it does."""
    here, ends = months_in(period), months_back(before(today), date.min)
    length_words = {12: _("Twelve months"), 3: _("Three months")}
    lengths = tuple(
        MonthLink(f"{address}?{asked(period, one, version)}", length_words[one], one == here) for one in MONTHS
    )
    last = tuple(
        MonthLink(f"{address}?{asked(Period.ending(end, here), here, version)}", window(Period.ending(end, here)), end == period.until)
        for end in ends
    )  # fmt: skip
    others = tuple(
        MonthLink(f"{address}?{asked(period, here, one.public_id)}", f"{_whose(one)}: {valid(one)}", one == framework)
        for one in versions
        if one.code == framework.code and not one.is_draft
    )
    return Choices(lengths, last, others)


def both_versions(form: VersionForm | StatementForm, saved: dict[str, object]) -> list[Version]:
    """Side by side, for the second of two editors."""
    names = [name for name in form.fields if name != "edits"]
    return [
        Version(str(form.fields[name].label), _said(saved[name]), _said(form.cleaned_data.get(name))) for name in names
    ]


def _said(value: object) -> str:
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, date):
        return day(value)
    if isinstance(value, list):
        return "; ".join(str(KINDS[code].label) for code in known(value))
    return "" if value is None else str(value)
