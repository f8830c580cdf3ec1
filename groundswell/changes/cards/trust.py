"""What the rules of trust say of a change, as somebody reads it before it starts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groundswell.changes.rules import Here
from groundswell.enabling.models import Paper, Permission
from groundswell.enabling.rules import Rule, Rung
from groundswell.ui.formats import day, joined, london_day, upper
from groundswell.ui.workdays import due_on


@dataclass(frozen=True)
class ToAsk:
    """One person the rules name: what about, by when, why, and what papers."""

    what: str
    who: str
    due: str
    source: str
    papers: str
    missing: bool


@dataclass(frozen=True)
class FollowsCard:
    """What one organisation says: go, tell or ask, with the reason and where it stands written."""

    place: str
    sentence: str
    source: str
    signed: str
    go: bool
    asks: list[ToAsk]
    tells: list[ToAsk]
    asked: bool


Named = Mapping[tuple[int, str], Rung | None]


def follows_cards(here: Sequence[Here], asked: Sequence[Permission], named: Named, now: datetime) -> list[FollowsCard]:
    return [_card(one, asked, named, now) for one in here]


def _card(here: Here, asked: Sequence[Permission], named: Named, now: datetime) -> FollowsCard:
    follows, home = here.follows, here.organisation
    known = {row.trigger for row in asked if row.organisation_id == home.pk}

    def lines(rules: Sequence[Rule]) -> list[ToAsk]:
        return [_to_ask(rule, named[home.pk, rule.trigger], now) for rule in rules if rule.trigger not in known]

    return FollowsCard(
        place=str(home), sentence=follows.sentence, source=upper(follows.source), signed=follows.signed, go=follows.is_go,
        asks=lines(follows.asks), tells=lines(follows.tells), asked=here.asked,
    )  # fmt: skip


def _to_ask(rule: Rule, to: Rung | None, now: datetime) -> ToAsk:
    return ToAsk(
        what=str(rule.trigger.label), who=f"{to.person.called}, {to.place}" if to else _("Nobody is named yet"),
        due=_("answers by {day}").format(day=day(due_on(london_day(now), rule.working_days))), source=upper(rule.source),
        papers=joined([str(Paper(code).label) for code in rule.papers]), missing=to is None,
    )  # fmt: skip


def trust_line(here: Sequence[Here]) -> tuple[str, str, bool]:
    """For the page of the change: one sentence, what to do about it if anything, and whether it is go."""
    if not here:
        return "", "", False
    questions = sum(len(one.follows.questions) for one in here)
    if questions:
        said = ngettext("One short question first", "{n} short questions first", min(questions, 3)).format(
            n=min(questions, 3)
        )
        return _("It may be about: {what}.").format(what=_about(here)), said, False
    if stop := next((one for one in here if not one.asked), None):
        return stop.follows.sentence, _("See who is asked"), False
    first = next((one for one in here if not one.follows.is_go), here[0])
    sentence = (
        f"{first.follows.sentence} {upper(first.follows.source)}." if first.follows.is_go else first.follows.sentence
    )
    return sentence, "", first.follows.is_go


def _about(here: Sequence[Here]) -> str:
    rules = {rule.trigger: rule for one in here for rule in one.follows.questions}
    return ", ".join(str(trigger.label).lower() for trigger in rules)
