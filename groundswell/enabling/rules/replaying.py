"""What a draft of the rules would have done with changes of the past. Vocabulary d9."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from groundswell.enabling.models import Outcome, Trigger
from groundswell.enabling.rules.trust import Facts, Rule

SHOWN = 50
Rules = Mapping[Trigger, Rule]


class Way(NamedTuple):
    """How one change went: at once or not, and how many were asked."""

    at_once: bool
    asks: int


class Different(NamedTuple):
    """A change that would have gone another way: its number in the list, and both ways."""

    number: int
    today: Way
    draft: Way


@dataclass(frozen=True)
class Replay:
    """How many changes went at once and how many people were asked, by the rules of today and by the draft."""

    changes: int = 0
    go_today: int = 0
    go_under_draft: int = 0
    asks_today: int = 0
    asks_under_draft: int = 0
    others: int = 0  # how many would have gone another way
    different: tuple[Different, ...] = ()  # the first fifty of them

    @property
    def asks_saved(self) -> int:
        return self.asks_today - self.asks_under_draft


def replay(changes: Iterable[tuple[Facts, Rules, Rules]]) -> Replay:
    """Each change by the rules of today and by the draft that hold at its place."""
    ways = [(_went(facts, today), _went(facts, draft)) for facts, today, draft in changes]
    other = [Different(number, *pair) for number, pair in enumerate(ways) if pair[0] != pair[1]]
    return Replay(
        len(ways), sum(today.at_once for today, _draft in ways), sum(draft.at_once for _today, draft in ways),
        sum(today.asks for today, _draft in ways), sum(draft.asks for _today, draft in ways), len(other), tuple(other[:SHOWN]),
    )  # fmt: skip


def _went(facts: Facts, rules: Rules) -> Way:
    """A trigger that nobody was asked about counts as true where the words suggest it."""
    true = facts.true | {code for code in facts.suspected if facts.answers.get(code, True)}
    asks = sum(_asks(rules[Trigger(code)], facts) for code in true)
    return Way(not asks and facts.is_plain, asks)


def _asks(rule: Rule, facts: Facts) -> bool:
    within = rule.limit_pounds is not None and facts.pounds is not None and facts.pounds <= rule.limit_pounds
    return rule.outcome == Outcome.ASK and not within
