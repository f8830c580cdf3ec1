"""What the bureaucracy of one place costs, over twelve months: plain rows in, one dictionary of whole numbers and limits out.

Plain Python, like the measures it calls (LM9 to LM13 are theirs). What comes out is what a snapshot keeps: it can be written as
JSON, holds no key of a person or a change, and is raw: a page shows of it what the gate lets through.

Rows are as known on the last day of the window: what begins after it is not there, what ends after it has no end.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, NamedTuple

from groundswell.insight.measures.approvals import approvals
from groundswell.insight.measures.blocked import BANDS, OLDEST, blocked
from groundswell.insight.measures.clocks import decisions, responses
from groundswell.insight.measures.intervals import Limits, Share, bootstrap
from groundswell.insight.measures.rows import Behind, Blocker, Clock, Day, Key, Life, Passage, Request, Wait, behind
from groundswell.insight.measures.waiting import Spent, spent, together, waiting
from groundswell.insight.rules import FEWEST_CHANGES, FEWEST_PEOPLE

Figures = dict[str, Any]
WINDOW = 365
SEED = 1
ALL_BANDS = (*BANDS, OLDEST)
# Who may drop a permission: only those who made it.
CAN_BE_DROPPED = frozenset({"ours", "habit"})
FEWEST_TEAMS, FEWEST_DECIDED = 5, 8  # before it is asked whether a permission is needed at all


class Permission(NamedTuple):
    """One request for a permission. `start_working` and `end_working` are the same days on the calendar of working days.

    `levels`: through whose hands it went; the last is who decided or has it now. `returned`: how often more was needed first.
    """

    change: Key
    person: Key
    place: Key
    kind: str
    origin: str
    levels: tuple[str, ...]
    start: Day
    end: Day | None
    start_working: Day
    end_working: Day | None
    clock: int
    decision: str
    automatic: bool
    returned: int
    is_ours: bool = True

    @property
    def level(self) -> str:
        return self.levels[-1]


class Change(NamedTuple):
    """One change: raised, opened, first tried, working, over, and what it waited for, each wait with its cause.

    `held`: the same waits, each with what for and the level that has it or had it last: `permission executive`.
    """

    change: Key
    person: Key
    is_plain: bool
    raised: Day
    opened: Day
    began: Day | None
    worked: Day | None
    ended: Day | None
    waits: tuple[tuple[str, Wait], ...]
    held: tuple[tuple[str, Wait], ...] = ()


class Promise(NamedTuple):
    """One dated promise on an ask, and what became of it: kept, moved, broken, or nothing yet."""

    change: Key
    person: Key
    start: Day
    became: str


@dataclass
class Rows:
    """Everything about one place. `typed` is how often each form of the product was filled in during the window."""

    as_of: Day
    as_of_working: Day
    permissions: list[Permission] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    ideas: list[Clock] = field(default_factory=list)
    fixed: list[Day] = field(default_factory=list)
    asks: list[Blocker] = field(default_factory=list)
    promises: list[Promise] = field(default_factory=list)
    typed: Counter[str] = field(default_factory=Counter)

    def in_window(self, day: Day | None) -> bool:
        return day is not None and self.as_of - WINDOW < day <= self.as_of


def figures(rows: Rows) -> Figures:
    """All of it. Permissions of other organisations on changes of this place count where the change is looked at, and nowhere else."""
    asked = [each for each in rows.permissions if each.is_ours and rows.in_window(each.start)]
    return {
        "at_once": at_once(rows), "asked": outcomes(asked), "by_kind": grouped(asked, lambda each: each.kind),
        "by_level": grouped(asked, lambda each: each.level), "decision": time_to_decision(asked, rows),
        "waiting": waiting_share(rows), "approvals": handed_on(rows), "promises": promised(rows), "asks": in_the_way(rows),
        "response": first_response(rows), "typed": dict(rows.typed), "by_origin": by_origin(asked, rows),
        "never_refused": never_refused(asked),
    }  # fmt: skip


def at_once(rows: Rows) -> Figures:
    """Of the changes first tried in the window: those that were plain and for which nobody was asked."""
    began = [each for each in rows.changes if rows.in_window(each.began)]
    asked = {each.change for each in rows.permissions}
    went = sum(each.is_plain and each.change not in asked for each in began)
    return {
        "went": went, "began": len(began), "asked": sum(each.change in asked for each in began),
        "fixed": sum(map(rows.in_window, rows.fixed)), "behind": behind(began),
    }  # fmt: skip


def outcomes(asked: Sequence[Permission]) -> Figures:
    return {
        "asked": len(asked), "refused": sum(each.decision == "no" for each in asked),
        "conditions": sum(each.decision == "yes_with_conditions" for each in asked),
        "by_clock": sum(each.automatic for each in asked), "open": sum(each.end is None for each in asked),
    }  # fmt: skip


def grouped(asked: Iterable[Permission], by: Callable[[Permission], str]) -> dict[str, Figures]:
    found: defaultdict[str, list[Permission]] = defaultdict(list)
    for each in asked:
        found[by(each)].append(each)
    return {name: outcomes(group) for name, group in found.items()}


def time_to_decision(asked: Sequence[Permission], rows: Rows) -> Figures:
    """LM10 in working days. Each is in time by its own clock; a day on which something was missing is a day of waiting."""
    by_clock: defaultdict[int, list[Clock]] = defaultdict(list)
    for each in asked:
        by_clock[each.clock].append(Clock(each.change, each.person, each.start_working, each.end_working))
    each_clock = [decisions(clocks, rows.as_of_working, days) for days, clocks in by_clock.items()]
    found = decisions((clock for clocks in by_clock.values() for clock in clocks), rows.as_of_working, 0)
    return {
        "median": found.median_days, "median_limits": found.median_limits, "p90": found.p90_days, "p90_limits": found.p90_limits,
        "within": [sum(one.within.part for one in each_clock), sum(one.within.whole for one in each_clock)],
        "open": sum(each.end is None for each in asked), "open_past": sum(one.open_past for one in each_clock),
        "late": dict(Counter(each.level for each in asked if is_late(each, rows))),
        "clocks": [min(by_clock), max(by_clock)] if by_clock else None, "behind": found.behind,
    }  # fmt: skip


def is_late(permission: Permission, rows: Rows) -> bool:
    """Still open, for longer than its own clock says."""
    return permission.end is None and rows.as_of_working - permission.start_working > permission.clock


def waiting_share(rows: Rows) -> Figures:
    """LM12, of the changes that lived in the window; and the days for each cause. Days that two causes share are in both."""
    alive = alive_in(rows)
    found = waiting(map(life_of, alive), rows.as_of)
    whole, causes = together(found.changes), {}
    for cause in sorted({cause for each in alive for cause, _wait in each.waits}):
        lives = [life_of(each, cause) for each in alive]
        waited = [(life, days) for life in lives if (days := spent(life, rows.as_of).waiting_days)]
        if waited:
            causes[cause] = {
                "days": sum(days for _life, days in waited),
                "behind": behind(life for life, _days in waited),
            }
    return {
        "days": whole.waiting_days, "of": whole.elapsed_days, "limits": drawn(found.changes, share_waited, found.behind),
        "causes": causes, "behind": found.behind,
    }  # fmt: skip


def alive_in(rows: Rows) -> list[Change]:
    """The changes that lived in the window."""
    return [each for each in rows.changes if each.ended is None or each.ended > rows.as_of - WINDOW]


def life_of(change: Change, cause: str = "") -> Life:
    """From raised to working or stopped, with all its waits or those for one cause."""
    waits = tuple(wait for why, wait in change.waits if not cause or why == cause)
    return Life(change.change, change.person, change.raised, change.ended, waits)


def share_waited(changes: Sequence[Spent]) -> Fraction | None:
    return together(changes).waiting_share


def handed_on(rows: Rows) -> Figures:
    """LM11, of the changes that came to work in the window. A permission that was passed up is one request and several hand-offs."""
    asked: defaultdict[Key, list[Permission]] = defaultdict(list)
    for each in rows.permissions:
        asked[each.change].append(each)
    done = [each for each in rows.changes if rows.in_window(each.worked)]
    found = approvals(
        Passage(each.change, each.person, each.is_plain,
                tuple(Request(one.level, one.returned > 0) for one in asked[each.change]))
        for each in done
    )  # fmt: skip
    hands = approvals(
        Passage(each.change, each.person, each.is_plain,
                tuple(Request(level, False) for one in asked[each.change] for level in one.levels))
        for each in done
    )  # fmt: skip
    return {
        "requests": sum(found.requests), "handoffs": sum(hands.handoffs),
        "requests_limits": drawn(found.requests, mean, found.behind), "handoffs_limits": drawn(hands.handoffs, mean, found.behind),
        "returned": _pair(found.rework), "own_authority": _pair(found.own_authority), "behind": found.behind,
    }  # fmt: skip


def mean(counts: Sequence[int]) -> float:
    return sum(counts) / len(counts)


def drawn(
    rows: Sequence[Any], figure: Callable[[Sequence[Any]], float | Fraction | None], rests_on: Behind
) -> Limits | None:
    """The bootstrap, where the gate will let its figure through at all."""
    if rests_on.changes < FEWEST_CHANGES or rests_on.people < FEWEST_PEOPLE:
        return None
    return bootstrap(rows, figure, seed=SEED)


def promised(rows: Rows) -> Figures:
    """Of the promises made in the window. Kept, of those that were kept or broken; `behind` counts who promised."""
    made = [each for each in rows.promises if rows.in_window(each.start)]
    became = Counter(each.became for each in made)
    settled = [each for each in made if each.became in ("kept", "broken")]
    return {"made": len(made), "became": dict(became), "behind": behind(settled)}


def in_the_way(rows: Rows) -> Figures:
    """LM13, with the bands of age for each level."""
    found = blocked(rows.asks, rows.as_of)
    levels = {
        level: blocked([each for each in rows.asks if each.level == level], rows.as_of) for level in found.by_level
    }
    half = found.median_age_days
    return {
        "open": found.open, "days": found.blocked_days, "median": None if half is None else [half.numerator, half.denominator],
        "by_level": {level: [one.bands[name] for name in ALL_BANDS] for level, one in levels.items()},
    }  # fmt: skip


def first_response(rows: Rows) -> Figures:
    """LM9, of the ideas noticed in the window."""
    found = responses([each for each in rows.ideas if rows.in_window(each.start)], rows.as_of)
    return {
        "median": found.median_days, "limits": found.median_limits, "silent": _pair(found.silent), "behind": found.behind,
    }  # fmt: skip


def by_origin(asked: Iterable[Permission], rows: Rows) -> dict[str, Figures]:
    """Permissions, working days waited so far and fields typed for them, by who wants them."""
    found: defaultdict[str, list[Permission]] = defaultdict(list)
    for each in asked:
        found[each.origin].append(each)
    return {
        origin: {
            "asked": len(group),
            "days": sum((rows.as_of_working if each.end_working is None else each.end_working) - each.start_working for each in group),
            "fields": sum(map(fields_typed, group)), "behind": behind(group),
        }
        for origin, group in found.items()
    }  # fmt: skip


def fields_typed(permission: Permission) -> int:
    """Required fields: the question answered; what is needed, and what was sent; the condition, or the reason and the way to a yes."""
    return 1 + 2 * permission.returned + {"no": 2, "yes_with_conditions": 1}.get(permission.decision, 0)


def never_refused(asked: Iterable[Permission]) -> list[Figures]:
    """Kinds that the organisation itself asks for, decided often at several teams, and never with a no: is it needed at all?"""
    found: defaultdict[str, list[Permission]] = defaultdict(list)
    for each in asked:
        found[each.kind].append(each)
    answer = []
    for kind, group in sorted(found.items()):
        decided = [each for each in group if each.decision]
        teams = len({each.place for each in decided})
        ours = all(each.origin in CAN_BE_DROPPED for each in group)
        if (
            ours
            and teams >= FEWEST_TEAMS
            and len(decided) >= FEWEST_DECIDED
            and all(each.decision != "no" for each in decided)
        ):
            conditions = sum(each.decision == "yes_with_conditions" for each in decided)
            answer.append({"kind": kind, "teams": teams, "decided": len(decided), "conditions": conditions})
    return answer


def _pair(share: Share) -> list[int]:
    return [share.part, share.whole]
