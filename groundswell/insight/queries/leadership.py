"""Rows of the rooms below, turned into what is worked out of how widely leadership is shared."""

from __future__ import annotations

from collections import Counter
from datetime import date

from groundswell.changes import queries as changes
from groundswell.enabling import queries as enabling
from groundswell.events import queries as events
from groundswell.insight.hierarchy import held_together
from groundswell.insight.leadership import Figures, Member, Played, Rows, figures, first_timers, who_led
from groundswell.insight.measures.intervals import Share
from groundswell.insight.measures.second import FEWEST_FIRST_TIMERS
from groundswell.insight.queries.snapshots import above_of, end_of
from groundswell.places.models import TEAMS, Place
from groundswell.ui.formats import london_day


def leadership_by_place(home: Place, month: date) -> dict[int, Figures]:
    """The figures of an organisation and of every place inside it with a team, as known at the end of the last day of `month`.

    Five questions, however many places there are. A person counts at each of their places and at all above those.
    """
    until = end_of(month)
    works = changes.works_of_ideas(home.pk)
    played = [
        Played(person, part, room, works.get(subject, subject), kind, london_day(at).toordinal())
        for person, part, room, subject, kind, at in events.parts_measured(home.pk, until)
    ]
    led, firsts = who_led(played, month.toordinal()), first_timers(played)
    places = {place.pk: place for place in Place.objects.filter(organisation=home)}
    heads = enabling.heads_measured(home.pk, month)
    found = {pk: _rows(place, heads, month) for pk, place in places.items()}
    _people(found, home, month)
    _teams(found, places, heads)
    made = {pk: figures(rows, led, firsts) for pk, rows in found.items() if rows.teams or rows.members}
    _hold(made, places)
    return made


def _hold(made: dict[int, Figures], places: dict[int, Place]) -> None:
    """LM15 of all places together gives no small count away."""
    counts = {pk: Share(*one["second"]) for pk, one in made.items() if one["second"][1] >= FEWEST_FIRST_TIMERS}
    held = held_together(counts, {pk: place.parent_id for pk, place in places.items() if place.parent_id})
    for pk, one in made.items():
        one["second_held"] = pk in held


def _rows(place: Place, heads: dict[int, dict[str, int]], month: date) -> Rows:
    """Staff groups are for the whole organisation alone: beside a part of it they would say too much of the rest."""
    is_home = place.organisation_id == place.pk
    over, own = None if is_home else heads.get(place.parent_id or 0), heads.get(place.pk)
    return Rows(
        month.toordinal(),
        sum(own.values()) if own else None,
        sum(over.values()) if over else None,
        groups=(own or {}) if is_home else {},
    )


def _people(found: dict[int, Rows], home: Place, month: date) -> None:
    seen: set[int] = set()
    for row in enabling.members_measured(home.pk, end_of(month)):
        at = above_of(row.path)
        member = Member(row.person, at[-1], row.staff_group, row.is_manager, row.person not in seen)
        seen.add(row.person)
        for place in at:
            if place in found:
                found[place].members.append(member)


def _teams(found: dict[int, Rows], places: dict[int, Place], heads: dict[int, dict[str, int]]) -> None:
    """Teams are where people work or are said to work: the places that have no other such place inside them."""
    peopled = {member.team for rows in found.values() for member in rows.members} | set(heads)
    inside: Counter[int] = Counter()
    for pk in peopled:
        if pk in places:
            inside.update(above_of(places[pk].path)[:-1])
    for pk, place in places.items():
        if pk not in peopled or inside[pk] or place.kind not in TEAMS:
            continue
        for over in above_of(place.path):
            if over in found:
                found[over].teams[pk] = place.parent_id or pk
                if pk in heads:
                    found[over].heads[pk] = sum(heads[pk].values())
