"""Rules somebody asked about: the list, and the page of one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import NoReverseMatch, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groundswell.enabling import rules
from groundswell.enabling.models import RuleChallenge, RuleOutcome, RuleVerdict
from groundswell.enabling.presenters.hops import HopLine, hop_lines
from groundswell.enabling.queries import PAGE, WAITING, Dropped
from groundswell.people.models import Person
from groundswell.people.queries import sight
from groundswell.ui.deeds import Deed
from groundswell.ui.formats import count, day, joined, upper
from groundswell.ui.paging import key_of

COLOURS = {
    RuleVerdict.LAW: "blue", RuleVerdict.REGULATOR: "blue", RuleVerdict.STANDARD: "blue", RuleVerdict.CONTRACT: "blue",
    RuleVerdict.LOCAL_POLICY: "purple", RuleVerdict.HABIT: "orange", RuleVerdict.MYTH: "orange", RuleVerdict.UNKNOWN: "grey",
}  # fmt: skip


@dataclass(frozen=True)
class RuleRow:
    href: str
    title: str
    line: str
    tag: str
    colour: str


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


def rule_row(row: RuleChallenge, now: datetime) -> RuleRow:
    """The rule, what it is, and what happened to it."""
    parts = [str(row.place), said_of_rule(row, now), others_of(row)]
    return RuleRow(
        row.get_absolute_url(),
        row.rule,
        ". ".join(upper(part) for part in parts if part),
        verdict_of(row),
        colour_of(row),
    )


def verdict_of(row: RuleChallenge) -> str:
    if row.outcome == RuleOutcome.DROPPED:
        return _("Dropped")
    return str(row.get_verdict_display()).split(":")[0] if row.verdict else _("Not shown yet")


def colour_of(row: RuleChallenge) -> str:
    if row.outcome == RuleOutcome.DROPPED:
        return "green"
    return COLOURS[RuleVerdict(row.verdict)] if row.verdict else "yellow"


def said_of_rule(row: RuleChallenge, now: datetime) -> str:
    """`nobody has shown it yet, 12 days`, or what it turned out to be and what happened to it."""
    if row.outcome:
        return str(row.get_outcome_display())
    days = days_in_words(row, now)
    if not row.verdict:
        return _("nobody has shown it yet, {days}").format(days=days)
    if row.verdict == RuleVerdict.UNKNOWN:
        return _("nobody could show it in {days}").format(days=days)
    return _("answered after {days}").format(days=days)


def days_in_words(row: RuleChallenge, now: datetime) -> str:
    return count(row.days_open(now), _("day"), _("days"))


def others_of(row: RuleChallenge) -> str:
    """`asked by 7 others`; empty when nobody else was told it."""
    number: int = getattr(row, "others", 0)
    return ngettext("asked by one other", "asked by {n} others", number).format(n=number) if number else ""


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
    days: str
    asked: str
    told_by: str
    others: str
    clock: str
    shown: str
    host: str
    settled: str
    hops: list[HopLine]
    deeds: list[Deed]
    draft: str


def challenge_page(row: RuleChallenge, person: Person, told: bool, now: datetime) -> ChallengePage:
    return ChallengePage(
        tag=verdict_of(row), colour=colour_of(row), said=upper(said_of_rule(row, now)), days=days_in_words(row, now),
        asked=_asked(row), told_by=row.told_by, others=upper(others_of(row)), clock=_clock(row), shown=_shown(row),
        host=rules.host_of(row.source), settled=_settled(row), hops=hop_lines(list(row.hops.all()), row.verdict_at or now),
        deeds=[*_of_owner(row, person), *_of_others(row, person, told)],
        draft=_draft(row) if row.owner_id == person.pk and rules.can_change(row) else "",
    )  # fmt: skip


def _of_owner(row: RuleChallenge, person: Person) -> list[Deed]:
    """What whoever keeps the rule can do: say what it is or who keeps it; then what happens to it."""
    if not rules.may_show(row, person):
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


def _clock(row: RuleChallenge) -> str:
    if row.verdict or row.due_on is None:
        return ""
    said = _("{name} has until the end of {day} to show it. Without an answer it moves up. The days go on counting.")
    return said.format(name=row.owner.called, day=day(row.due_on))


def _shown(row: RuleChallenge) -> str:
    if not row.verdict or not row.verdict_at:
        return ""
    if row.verdict_by is None and row.verdict == RuleVerdict.UNKNOWN:
        return _("Everybody who could be asked was asked. Nobody showed it by {day}.").format(day=day(row.verdict_at))
    who = row.verdict_by.called if row.verdict_by else _("A colleague")
    return _("{who} said so, {day}").format(who=who, day=day(row.verdict_at))


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
