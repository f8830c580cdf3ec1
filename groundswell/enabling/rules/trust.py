"""Rules of trust: what follows from a few plain answers, and who may ask for more or less. Vocabulary d9, promise 3.

A change that is reversible, stays inside the team and brings no new risk is *go*, everywhere and for ever: no book of rules
can take that away. Each other rule is about one trigger, and is asked about only when the words suggest it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from groundswell.enabling.models import OnClockEnd, Origin, Outcome, Paper, RuleBook, Trigger, TrustRule
from groundswell.people.models import Person, RoleCode
from groundswell.ui.formats import day

MOST_QUESTIONS = 3
TIGHTER = tuple(Outcome)  # from the loosest to the tightest


@dataclass(frozen=True)
class Rule:
    """What follows when one trigger is true, at one place, with its source in words.

    `changed` says how a place below differs from what was set `above` it: "loosened here", "tightened here", or nothing.
    """

    trigger: Trigger
    outcome: Outcome
    question: str
    source: str
    working_days: int = 5
    on_clock_end: OnClockEnd = OnClockEnd.MOVES_UP
    origin: Origin = Origin.OURS
    papers: tuple[str, ...] = ()
    decider: Person | None = None
    office: str = ""
    limit_pounds: int | None = None
    why: str = ""
    may_loosen: bool = False
    changed: str = ""
    above: Rule | None = None
    pk: int | None = None


def _starting(trigger: Trigger, question: str, outcome: Outcome = Outcome.ASK, **more: object) -> Rule:
    return Rule(trigger, outcome, question, _("the rules every place starts with"), **more)  # type: ignore[arg-type]


def starting_rules() -> dict[Trigger, Rule]:
    """What holds until an organisation has written its own. Careful where law or safety is near, light elsewhere."""
    law, regulator = Origin.LAW, Origin.REGULATOR
    rules = [
        _starting(Trigger.DATA, _("Will you collect or share details that identify people, in a new way?"), working_days=10,
                  origin=law, papers=(Paper.DPIA,), office=RoleCode.IG_LEAD),
        _starting(Trigger.DEVICE, _("Does it bring in new software or a new device?"), working_days=10, origin=regulator,
                  papers=(Paper.SAFETY_CASE, Paper.DTAC)),
        _starting(Trigger.PROTOCOL, _("Does it change how a medicine is given, or a clinical protocol?"), papers=(Paper.RISK,),
                  office=RoleCode.SAFETY),
        _starting(Trigger.ANOTHER_TEAM, _("Does it change how another team works?"), Outcome.TELL, may_loosen=True),
        _starting(Trigger.STAFF_TERMS, _("Does it change anybody's hours, pay or duties?"), origin=law),
        _starting(Trigger.RECURRING_COST, _("Does it cost something every month or year?"), may_loosen=True, office=RoleCode.FINANCE),
        _starting(Trigger.ONE_OFF_COST, _("Does it cost more than £250 once?"), limit_pounds=250, may_loosen=True),
        _starting(Trigger.ESTATE, _("Does it need building work, or a fixture moved?"), origin=regulator),
        _starting(Trigger.CONTRACT, _("Do you need to buy something new, or change a contract?"), origin=law),
        _starting(Trigger.EQUALITY, _("Could it make things harder for some groups of people?"), origin=law, papers=(Paper.EIA,)),
        _starting(Trigger.SERVICE, _("Does a service move, close or change a lot for the public?"), working_days=10, origin=law,
                  papers=(Paper.EIA, Paper.QIA)),
        _starting(Trigger.RESEARCH, _("Do you want to prove something for other places, beyond improving your own?"), origin=regulator,
                  papers=(Paper.HRA,)),
    ]  # fmt: skip
    return {rule.trigger: rule for rule in rules}


def rules_at(books: Sequence[RuleBook]) -> dict[Trigger, Rule]:
    """The rules that hold at a place. `books` are those in force above it and there, the highest first, with their rules.

    The organisation sets them; a place below may always ask for more, and for less only where those above allow it.
    """
    found = starting_rules()
    for book in books:
        for row in book.rules.all():
            rule = rule_of(row, book)
            found[rule.trigger] = rule if book.place.is_organisation else below(rule, found[rule.trigger])
    return found


def below(rule: Rule, above: Rule) -> Rule:
    """What holds where a place writes `rule` and `above` was set above it."""
    fixed = fixing(above)
    return above if fixed and looser_in(rule, fixed) else replace(rule, changed=_changed(rule, above), above=above)


def fixing(rule: Rule) -> Rule | None:
    """The nearest rule, this one or above it, below which nobody may ask for less; none where everybody may."""
    if not rule.may_loosen:
        return rule
    return fixing(rule.above) if rule.above else None


def looser_in(rule: Rule, above: Rule) -> tuple[str, ...]:
    """In what it asks for less than `above`: the names of those fields of its form, none where it does not."""
    if above.outcome == Outcome.GO:
        return ()
    if tighter(above, rule):
        return ("outcome",)
    same = rule.outcome == above.outcome
    silent = OnClockEnd.COUNTS_AS_YES
    less = {
        "to": same and (rule.decider, rule.office) != (above.decider, above.office),
        "on_clock_end": same and rule.on_clock_end == silent != above.on_clock_end,
        "papers": not set(above.papers) <= set(rule.papers),
        "limit_pounds": (rule.limit_pounds or 0) > (above.limit_pounds or 0),
    }
    return tuple(name for name, true in less.items() if true)


def _changed(rule: Rule, above: Rule) -> str:
    if looser_in(rule, above):
        return _("loosened here")
    return _("tightened here") if looser_in(above, rule) else ""


def rule_of(row: TrustRule, book: RuleBook) -> Rule:
    return Rule(
        Trigger(row.trigger), Outcome(row.outcome), row.question, source_of(book, row.number), row.working_days,
        OnClockEnd(row.on_clock_end), Origin(row.origin), tuple(row.papers), row.decider, row.office, row.limit_pounds, row.why,
        row.may_loosen, pk=row.pk,
    )  # fmt: skip


def source_of(book: RuleBook, number: int) -> str:
    """`Rule 2 of Doncaster and Bassetlaw, agreed 4 March 2026`."""
    if book.agreed_on is None:
        return _("rule {number} of the draft of {place}").format(number=number, place=book.place)
    return _("rule {number} of {place}, agreed {day}").format(number=number, place=book.place, day=day(book.agreed_on))


def tighter(one: Rule, other: Rule) -> bool:
    return TIGHTER.index(one.outcome) > TIGHTER.index(other.outcome)


@dataclass(frozen=True)
class Facts:
    """What is known of a change. `answers` are those given, by trigger; `suspected` are triggers its words suggest."""

    reversible: bool
    inside_team: bool
    new_risk: bool
    answers: Mapping[str, bool] = field(default_factory=dict)
    suspected: Collection[str] = ()
    pounds: float | None = None  # the largest amount its words name

    @property
    def is_plain(self) -> bool:
        """Reversible, inside the team, no new risk."""
        return self.reversible and self.inside_team and not self.new_risk

    @property
    def true(self) -> frozenset[str]:
        """Triggers that are true: those answered with yes, and another team where it leaves this one."""
        said = {trigger for trigger, answer in self.answers.items() if answer}
        return frozenset(said if self.inside_team else said | {Trigger.ANOTHER_TEAM})


@dataclass(frozen=True)
class Follows:
    """What follows: the outcome and one sentence with its reason; whom to ask, whom to tell, what is not answered yet."""

    outcome: Outcome
    sentence: str
    source: str
    signed: str = ""
    asks: tuple[Rule, ...] = ()
    tells: tuple[Rule, ...] = ()
    questions: tuple[Rule, ...] = ()
    both_seats: bool = False

    @property
    def is_go(self) -> bool:
        """Nobody needs to be asked, one seat is enough, and no question is open."""
        return self.outcome != Outcome.ASK and not self.both_seats and not self.questions

    @property
    def papers(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(paper for rule in (*self.asks, *self.tells) for paper in rule.papers))


def what_follows(facts: Facts, rules: Mapping[Trigger, Rule], book: RuleBook | None = None) -> Follows:
    """*Go*, *tell* or *ask one person*, from the rules that hold at a place. `book` is the one in force there, which is cited.

    d3: *go* and *tell* inside the team need one seat; *ask*, or another team, needs both.
    """
    true = [rules[trigger] for trigger in Trigger if trigger in facts.true]
    asks = tuple(rule for rule in true if rule.outcome == Outcome.ASK)
    tells = tuple(rule for rule in true if rule.outcome == Outcome.TELL)
    open_to = tuple(rules[Trigger(code)] for code in facts.suspected if code not in facts.answers)[:MOST_QUESTIONS]
    outcome = Outcome.ASK if asks else Outcome.TELL if tells else Outcome.GO
    both = bool(asks) or not facts.is_plain
    goes = next((rule for rule in true if rule.outcome == Outcome.GO), None)
    source = (asks or tells or ((goes,) if goes else ()) or (None,))[0]
    cited = (
        source.source if source else source_of(book, 1) if book else _("the first rule of trust, the same everywhere")
    )
    return Follows(
        outcome, _sentence(facts, asks, tells, both), cited, signed=signed(book) if outcome == Outcome.GO and not both else "",
        asks=asks, tells=tells, questions=open_to, both_seats=both,
    )  # fmt: skip


def _sentence(facts: Facts, asks: Sequence[Rule], tells: Sequence[Rule], both: bool) -> str:
    if asks:
        return _("Ask first, because it is about: {what}.").format(what=_names(asks))
    if both:
        return _("Both co-leads say yes before it starts, because {why}.").format(why=_why_both(facts))
    if tells:
        return _("You do not need permission. Go, and let them know, because it is about: {what}.").format(
            what=_names(tells)
        )
    return _("You do not need permission: it can be undone, it stays inside the team and it brings no new risk.")


def _why_both(facts: Facts) -> str:
    reasons = [
        (not facts.inside_team, _("it reaches beyond the team")),
        (not facts.reversible, _("it cannot simply be undone")),
        (facts.new_risk, _("it may bring a new risk")),
    ]
    return _(" and ").join(words for true, words in reasons if true)


def _names(rules: Iterable[Rule]) -> str:
    return ", ".join(str(rule.trigger.label).lower() for rule in rules)


def signed(*books: RuleBook | None) -> str:
    """`If you stayed inside this rule and it did not work, we stand behind you. Helen Marsh, 4 March 2026`."""
    names = [f"{book.agreed_by.called}, {day(book.agreed_on)}" for book in books if book and book.agreed_by]
    return f"{promise()} {'; '.join(names)}" if names else ""


def promise() -> str:
    """What whoever brings rules into force signs."""
    return _("If you stayed inside this rule and it did not work, we stand behind you.")
