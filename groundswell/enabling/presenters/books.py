"""The rules of a place in plain words: as they are read, as they are edited, and as a list of what needs no asking."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from groundswell.enabling.forms import RuleForm
from groundswell.enabling.models import COSTS, OnClockEnd, Origin, Outcome, Paper, RuleBook, Trigger
from groundswell.enabling.rules import Rule, Rung
from groundswell.enabling.rules.books import office_of
from groundswell.enabling.rules.trust import promise, rule_of, signed
from groundswell.places.models import Place
from groundswell.ui.formats import day, joined, london_day, upper
from groundswell.ui.typed import Version

COLOURS = {Outcome.GO: "green", Outcome.TELL: "blue", Outcome.ASK: "yellow"}
SHORT = {Outcome.GO: gettext_lazy("Go"), Outcome.TELL: gettext_lazy("Tell"), Outcome.ASK: gettext_lazy("Ask")}
WANTED_BY = {
    Origin.LAW: gettext_lazy("the law"), Origin.REGULATOR: gettext_lazy("the regulator"),
    Origin.COMMISSIONER: gettext_lazy("the commissioner"), Origin.OURS: gettext_lazy("us"), Origin.HABIT: gettext_lazy("habit"),
}  # fmt: skip
# The page that replays a draft shows changes, whose room lies above this one: it is called by name.
REPLAY_ADDRESS_NAME = "changes:try_rules"

Named = Mapping[Trigger, Rung | None]


@dataclass(frozen=True)
class RuleCard:
    """One rule as somebody reads it. `own` says that the draft at hand has it; `differs`, that it is not as it holds now."""

    trigger: str
    what: str
    question: str
    outcome: str
    colour: str
    follows: str
    limit: str
    source: str
    origin: str
    why: str
    papers: str
    own: bool
    differs: bool


def rule_cards(
    rules: Iterable[Rule],
    named: Named,
    here: Place,
    own: Collection[str] = (),
    now: Mapping[Trigger, Rule] | None = None,
) -> list[RuleCard]:
    """As they are read at `here`: whoever decides there is named without it."""
    return [_card(rule, named.get(rule.trigger), here, rule.trigger in own, now) for rule in rules]


def _card(rule: Rule, to: Rung | None, here: Place, own: bool, now: Mapping[Trigger, Rule] | None) -> RuleCard:
    return RuleCard(
        trigger=rule.trigger.value, what=str(rule.trigger.label), question=rule.question, outcome=str(SHORT[rule.outcome]),
        colour=COLOURS[rule.outcome], follows=_follows(rule, to, here), limit=_limit(rule), source=upper(_source(rule)),
        origin=_("Wanted by {who}").format(who=WANTED_BY[rule.origin]), why=rule.why,
        papers=joined([str(Paper(code).label) for code in rule.papers]), own=own,
        differs=bool(now and _says(rule) != _says(now[rule.trigger])),
    )  # fmt: skip


def changed_in(cards: Sequence[RuleCard]) -> str:
    """`The draft changes 2 of 12 rules: buying or a contract and a cost once.`"""
    found = [card.what.lower() for card in cards if card.differs]
    if not found:
        return _("So far the draft says the same as what holds now.")
    said = _("The draft changes {n} of {all} rules: {what}.")
    return said.format(n=len(found), all=len(cards), what=joined(found))


def _says(rule: Rule) -> tuple[object, ...]:
    return (
        rule.outcome, rule.question, rule.decider, rule.office, rule.working_days, rule.on_clock_end, rule.origin, set(rule.papers),
        rule.limit_pounds, rule.why, rule.may_loosen,
    )  # fmt: skip


def _source(rule: Rule) -> str:
    """`rule 3 of the trust, agreed 4 March 2026`; below it `..., loosened here by rule 3 of Ward 21, agreed 9 May 2026`."""
    if rule.changed and rule.above:
        return _("set by {above}, {changed} by {source}").format(
            above=rule.above.source, changed=rule.changed, source=rule.source
        )
    return rule.source


def _follows(rule: Rule, to: Rung | None, here: Place) -> str:
    """What happens when the answer is yes: whom to ask or tell, by when, and what silence means."""
    if rule.outcome == Outcome.GO:
        return str(Outcome.GO.label) + "."
    who = _who(rule, to, here)
    if rule.outcome == Outcome.TELL:
        return _("Go, and let {who} know.").format(who=who)
    days = ngettext("{n} working day", "{n} working days", rule.working_days).format(n=rule.working_days)
    silence = _("Silence counts as yes.") if rule.on_clock_end == OnClockEnd.COUNTS_AS_YES else _("Then it moves up.")
    return _("Ask {who}: an answer within {days}. {silence}").format(who=who, days=days, silence=silence)


def _who(rule: Rule, to: Rung | None, here: Place) -> str:
    if to:
        return to.person.called if to.place == here else f"{to.person.called}, {to.place}"
    return _("{office} (nobody is named yet)").format(office=office_of(rule))


def _limit(rule: Rule) -> str:
    if rule.limit_pounds is None or rule.trigger not in COSTS or rule.outcome == Outcome.GO:
        return ""
    return _("Up to £{n}: go, nobody is asked.").format(n=f"{rule.limit_pounds:,}")


@dataclass(frozen=True)
class VersionLine:
    """One version that was ever in force: when, signed by whom."""

    number: int
    title: str
    line: str
    href: str


def version_lines(books: Sequence[RuleBook]) -> list[VersionLine]:
    return [
        VersionLine(
            book.number, version_title(book), upper(version_when(book)),
            reverse("enabling:rules_version", args=[book.place.key, book.number]),
        )
        for book in books
    ]  # fmt: skip


def version_title(book: RuleBook) -> str:
    return _("Version {number}").format(number=book.number)


def version_when(book: RuleBook) -> str:
    who = book.agreed_by.called if book.agreed_by else _("a colleague")
    said = _("agreed by {who}, {day}").format(who=who, day=day(book.agreed_on))
    if book.ended_at:
        return _("{said}; it held until {day}").format(said=said, day=day(london_day(book.ended_at)))
    return _("{said}; in force").format(said=said)


def rules_in(book: RuleBook) -> list[Rule]:
    """The rules of one version, as they are written there."""
    return [rule_of(row, book) for row in book.rules.all()]


def address(place: Place) -> str:
    return reverse("enabling:rules", args=[place.key])


def promise_of(*books: RuleBook) -> str:
    """The promise with its names and days; empty where nobody has signed one."""
    return signed(*books)


def promise_to_sign() -> str:
    return promise()


def replay_address(place: Place) -> str:
    """Where the draft is replayed; empty when there is no such room."""
    try:
        return reverse(REPLAY_ADDRESS_NAME, args=[place.key])
    except NoReverseMatch:
        return ""


@dataclass(frozen=True)
class WithoutAsking:
    """What a place says in public to its people: go first, then tell, then ask."""

    go: list[RuleCard]
    tell: list[RuleCard]
    ask: list[RuleCard]
    signed: str
    source: str


def without_asking(
    rules: Mapping[Trigger, Rule], named: Named, books: Sequence[RuleBook], here: Place
) -> WithoutAsking:
    def of(outcome: Outcome) -> list[RuleCard]:
        return rule_cards([rule for rule in rules.values() if rule.outcome == outcome], named, here)

    return WithoutAsking(of(Outcome.GO), of(Outcome.TELL), of(Outcome.ASK), signed(*books), _sources(books))


def _sources(books: Sequence[RuleBook]) -> str:
    if not books:
        return _("Nobody has written rules for this place yet, so the rules every place starts with hold.")
    said = _("Rules of {place}, {version}, {when}.")
    return " ".join(
        said.format(place=book.place, version=version_title(book).lower(), when=version_when(book)) for book in books
    )


def both_versions(saved: Rule, form: RuleForm) -> list[Version]:
    """The saved rule and the typed one, side by side."""
    typed = form.written
    names = [name for name in form.fields if name not in ("name", "which", "version")]
    return [Version(str(form.fields[name].label), _plain(saved, name), _plain(typed, name)) for name in names]


def _plain(rule: Rule, name: str) -> str:
    if name == "to":
        return rule.decider.called if rule.decider else upper(office_of(rule))
    if name == "papers":
        return joined([str(Paper(code).label) for code in rule.papers])
    value = getattr(rule, name)
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    return str(getattr(value, "label", "" if value is None else value))
