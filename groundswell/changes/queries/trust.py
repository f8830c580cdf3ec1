"""What the rules of trust of each organisation say of a change."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from groundswell.changes.models import Change, ChangePlace, State
from groundswell.changes.queries.parts import rows_of
from groundswell.changes.rules import Here, facts_of
from groundswell.enabling import queries as enabling
from groundswell.enabling.models import Permission, Trigger
from groundswell.enabling.rules import Rule, Rung, suspected, what_follows
from groundswell.people.models import Person
from groundswell.places.models import Place


def has_begun(change: Change) -> bool:
    return rows_of(change)[0].state != State.PAIRING


def what_follows_for(change: Change, asked: list[Permission]) -> list[Here]:
    """One entry an organisation, home first; nothing once it has begun. Two queries."""
    rows = _first_of_each(rows_of(change))
    if has_begun(change) or change.stopped_at:
        return []
    trust, number = enabling.trust_at(*(row.place for row in rows)), len(rows_of(change))
    found = []
    for row in rows:
        held = trust[row.place_id]
        limits = {trigger: rule.limit_pounds for trigger, rule in held.rules.items()}
        follows = what_follows(facts_of(change, number, suspected(_words(change), limits)), held.rules, held.book)
        home = row.place.organisation or row.place
        known = {one.trigger for one in asked if one.organisation_id == home.pk}
        found.append(Here(row.place, home, follows, asked=all(rule.trigger in known for rule in follows.asks)))
    return found


def what_would_follow(change: Change, places: Sequence[Place]) -> list[Here]:
    """What the rules of other places say of the same, with the answers given here: before it is taken up there. Two queries."""
    trust, found = enabling.trust_at(*places), []
    for place in places:
        held = trust[place.pk]
        limits = {trigger: rule.limit_pounds for trigger, rule in held.rules.items()}
        follows = what_follows(facts_of(change, 1, suspected(_words(change), limits)), held.rules, held.book)
        found.append(Here(place, place.organisation or place, follows))
    return found


def _first_of_each(rows: list[ChangePlace]) -> list[ChangePlace]:
    return list({row.organisation_id: row for row in reversed(rows)}.values())[::-1]


def _words(change: Change) -> str:
    """Title, aim and the ideas' own words, but for those held unseen."""
    return "\n".join([change.title, change.aim, *(idea.words for idea in change.ideas.all() if not idea.held_at)])


def named_by(here: list[Here], by: Person, at: datetime) -> dict[tuple[int, str], Rung | None]:
    """Whom the rules of each organisation name, by organisation and trigger; none where nobody decides there yet."""
    return {
        (one.organisation.pk, rule.trigger): enabling.decider_for(rule, one.place, by, at)
        for one in here
        for rule in (*one.follows.asks, *one.follows.tells)
    }


def questions_of(here: list[Here], most: int = 3) -> list[Rule]:
    """At most three open questions over all organisations, each trigger once."""
    found: dict[Trigger, Rule] = {}
    for one in here:
        for rule in one.follows.questions:
            found.setdefault(rule.trigger, rule)
    return list(found.values())[:most]


def permissions_of(change: Change) -> list[Permission]:
    """Who was asked to decide or told, longest wait first."""
    return enabling.permissions_of("changes", change.public_id)
