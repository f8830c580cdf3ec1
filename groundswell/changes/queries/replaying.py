"""The last year's changes of a place, and what a draft of its rules of trust would have done with them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from groundswell.changes.models import Change, ChangePlace
from groundswell.enabling.models import RuleBook
from groundswell.enabling.queries import trust_at
from groundswell.enabling.rules import Facts, Replay, pounds_in, replay, suspected
from groundswell.places.models import Place
from groundswell.ui.addresses import address_of

YEAR, MOST = timedelta(days=365), 10_000
SAID = ("pk", "public_id", "place_id", "title", "aim", "reversible", "inside_team", "new_risk", "answers")


@dataclass(frozen=True)
class Past:
    """One change of the past, as far as the rules ask about it."""

    title: str
    href: str
    place_id: int
    facts: Facts


@dataclass(frozen=True)
class Tried:
    """A draft on the last year: what would have come of it, and the changes it was tried on."""

    replay: Replay
    past: list[Past]


def try_draft(draft: RuleBook, at: datetime) -> Tried:
    """Each change by the rules that hold at its own place, today and if the draft were in force. Eight queries."""
    past = last_year(draft.place, at)
    places = Place.objects.in_bulk({one.place_id for one in past}).values()
    today, would = trust_at(*places), trust_at(*places, instead=draft)
    found = replay((one.facts, today[one.place_id].rules, would[one.place_id].rules) for one in past)
    return Tried(found, past)


def last_year(place: Place, at: datetime) -> list[Past]:
    """Changes opened at a place or below it within a year, the newest first; at most ten thousand."""
    within: dict[str, Any] = {"organisation_id": place.organisation_id or place.pk, "opened_at__gt": at - YEAR}
    if not place.is_organisation:
        within["place__path__begins"] = place.path
    of_these = {f"change__{name}": value for name, value in within.items()}
    words: dict[int, list[str]] = defaultdict(list)
    ideas = Change.ideas.through._default_manager.filter(**of_these, idea__held_at=None)
    for change, said in ideas.values_list("change_id", "idea__words"):
        words[change].append(said)
    spread = set(ChangePlace.objects.filter(**of_these, home=False).values_list("change_id", flat=True))
    rows = Change.objects.filter(**within).order_by("-opened_at", "-pk").values_list(*SAID)[:MOST]
    return [_past(row, "\n".join([row[3], row[4], *words[row[0]]]), row[0] in spread) for row in rows]


def _past(row: tuple[Any, ...], words: str, spread: bool) -> Past:
    _pk, key, place, title, _aim, reversible, inside_team, new_risk, answers = row
    facts = Facts(reversible, inside_team and not spread, new_risk, answers, suspected(words), pounds_in(words))
    return Past(title, address_of("changes:change", key), place, facts)
