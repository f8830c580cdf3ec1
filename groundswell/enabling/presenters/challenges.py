"""Rules somebody asked about: the list, and the page of one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import NoReverseMatch, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from groundswell.enabling import rules
from groundswell.enabling.cards import for_whom
from groundswell.enabling.forms import VERDICT_HINTS
from groundswell.enabling.models import RuleChallenge, RuleOutcome, RuleVerdict
from groundswell.enabling.presenters.hops import HopLine, hop_lines
from groundswell.enabling.queries import PAGE, WAITING, Dropped
from groundswell.enabling.rule_rows import (
    RuleRow,
    colour_of,
    days_in_words,
    others_of,
    rule_row,
    said_of_rule,
    verdict_of,
)
from groundswell.enabling.rules import Rung
from groundswell.people.models import Person
from groundswell.people.queries import sight
from groundswell.ui.deeds import Deed
from groundswell.ui.formats import count, day, joined, london_day, upper
from groundswell.ui.paging import key_of


@dataclass(frozen=True)
class Facet:
    href: str
    text: str
    here: bool


@dataclass(frozen=True)
class Pager:
    newer: str
    older: str


@dataclass(frozen=True)
class RulesPage:
    rows: list[RuleRow]
    facets: list[Facet]
    dropped: str
    pager: Pager


def rules_page(
    found: Sequence[RuleChallenge],
    numbers: Mapping[str, int],
    dropped: Dropped,
    asked: Mapping[str, str],
    now: datetime,
) -> RulesPage:
    """`asked` is what stands behind the question mark: `q`, `verdict`, `after`."""
    return RulesPage(
        rows=[rule_row(row, now) for row in found[:PAGE]], facets=_facets(numbers, asked), dropped=dropped_line(dropped),
        pager=_pager(found, asked),
    )  # fmt: skip


def _link(asked: Mapping[str, str], **more: str) -> str:
    return "?" + urlencode({name: value for name, value in {**asked, **more}.items() if value})


def _facets(numbers: Mapping[str, int], asked: Mapping[str, str]) -> list[Facet]:
    chosen = asked.get("verdict", "")
    known = [("", _("All"), sum(numbers.values())), (WAITING, _("Not shown yet"), numbers.get(WAITING, 0))]
    known += [(code, str(label).split(":")[0], numbers.get(code, 0)) for code, label in RuleVerdict.choices]
    return [
        Facet(_link(asked, verdict=code, after=""), f"{text} ({number})", code == chosen)
        for code, text, number in known
        if number or not code or code == chosen
    ]


def _pager(found: Sequence[RuleChallenge], asked: Mapping[str, str]) -> Pager:
    older = _link(asked, after=key_of(found[PAGE - 1], "asked_at")) if len(found) > PAGE else ""
    return Pager(_link(asked, after="") if asked.get("after") else "", older)


def dropped_line(dropped: Dropped) -> str:
    """`Dropped this year: 4 rules, thanks to Amina Yusuf.` Only names of those who said yes."""
    if not dropped.number:
        return ""
    said = _("Dropped this year: {rules}").format(rules=count(dropped.number, _("rule"), _("rules")))
    return (
        _("{said}, thanks to {names}.").format(said=said, names=joined(list(dropped.thanks)))
        if dropped.thanks
        else f"{said}."
    )


@dataclass(frozen=True)
class ChallengePage:
    tag: str
    colour: str
    said: str
    asked: str
    told_by: str
    others: str
    clock: str
    cover: str
    shown: str
    host: str
    settled: str
    hops: list[HopLine]
    deeds: list[Deed]
    draft: str


def challenge_page(row: RuleChallenge, person: Person, told: bool, above: Rung | None, now: datetime) -> ChallengePage:
    """`above` is who is asked next when nobody answers."""
    return ChallengePage(
        tag=verdict_of(row), colour=colour_of(row), said=_said(row, now),
        asked=_asked(row), told_by=row.told_by, others=upper(others_of(row)), clock=_clock(row, above), shown=_shown(row, now),
        cover=for_whom(row.owner, person, now),
        host=rules.host_of(row.source), settled=_settled(row), hops=hop_lines(list(row.hops.all()), row.verdict_at or now),
        deeds=[*_of_owner(row, person, now), *_of_others(row, person, told)],
        draft=_draft(row) if row.owner_id == person.pk and rules.can_change(row) else "",
    )  # fmt: skip


def _of_owner(row: RuleChallenge, person: Person, now: datetime) -> list[Deed]:
    """What whoever keeps the rule can do: say what it is or who keeps it; then what happens to it."""
    if not rules.may_show(row, person, london_day(now)):
        return []
    if not row.verdict:
        return [
            Deed(_("Say what it is"), _at("show_rule", row), main=True),
            Deed(_("Somebody else keeps it"), _at("pass_rule_on", row)),
        ]
    return [
        Deed(_("Say what happens to it"), _at("settle_rule", row), main=True),
        Deed(_("Put it right"), _at("show_rule", row)),
    ]


def _of_others(row: RuleChallenge, person: Person, told: bool) -> list[Deed]:
    if row.owner_id == person.pk or not rules.may_say_told(row, person, sight(person), told):
        return []
    return [Deed(_("I was told this too"), _at("say_told", row), post=True)]


def _at(name: str, row: RuleChallenge) -> str:
    return reverse(f"enabling:{name}", args=[row.public_id])


def _asked(row: RuleChallenge) -> str:
    return _("{who} asked at {place}, {day}").format(who=upper(row.asker), place=row.place, day=day(row.asked_at))


def _said(row: RuleChallenge, now: datetime) -> str:
    """Whether it is real and ours to change comes before how long it took."""
    if not row.verdict or row.verdict == RuleVerdict.UNKNOWN or row.outcome:
        return upper(said_of_rule(row, now))
    return str(VERDICT_HINTS.get(RuleVerdict(row.verdict), _("Real, and not ours to change."))).rstrip(".")


def _clock(row: RuleChallenge, above: Rung | None) -> str:
    if row.verdict or row.due_on is None:
        return ""
    about = {"name": row.owner.called, "day": day(row.due_on)}
    if above is None:
        return _("{name} has until the end of {day} to show it. Nobody above can be asked.").format(**about)
    said = _(
        "{name} has until the end of {day} to show it. Without an answer it moves up to {above}, {place}. "
        "The days go on counting."
    )
    return said.format(above=above.person.called, place=above.place, **about)


def _shown(row: RuleChallenge, now: datetime) -> str:
    if not row.verdict or not row.verdict_at:
        return ""
    if row.verdict_by is None and row.verdict == RuleVerdict.UNKNOWN:
        return _("Everybody who could be asked was asked. Nobody showed it by {day}.").format(day=day(row.verdict_at))
    who = row.verdict_by.called if row.verdict_by else _("A colleague")
    said = _("{who} said so, {day}").format(who=who, day=day(row.verdict_at))
    days = days_in_words(row, now)
    return _("{said}, after {days}").format(said=said, days=days) if days else said


def _settled(row: RuleChallenge) -> str:
    if not row.outcome:
        return ""
    who = row.outcome_by.called if row.outcome_by else _("a colleague")
    said = _("{what} ({who}, {day}).").format(what=row.get_outcome_display(), who=who, day=day(row.outcome_at))
    if row.outcome != RuleOutcome.DROPPED:
        return said
    return _("{said} Thank you, {name}, for asking.").format(said=said, name=row.asker)


def _draft(row: RuleChallenge) -> str:
    """Where the rules of trust of the place are drafted; empty where there is no such page."""
    try:
        return reverse("enabling:rules", args=[row.level_place.key])
    except NoReverseMatch:
        return ""
