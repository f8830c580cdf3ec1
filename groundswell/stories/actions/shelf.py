"""What follows every verb: it is recorded, findable by its readers, on the shelf of the library, and its numbers can be read."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from groundswell.changes import queries as change_queries
from groundswell.events import actions as events
from groundswell.events.kinds import Kind
from groundswell.ideas import memory
from groundswell.measures import actions as measures
from groundswell.people.models import Person
from groundswell.stories import queries, rules
from groundswell.stories.models import Audience, Story


def record(kind: Kind, story: Story, *, at: datetime, by: Person | None, **more: Any) -> None:
    """Owners of the ideas are told first, then the pair, then who told the story; `but` hear of it otherwise."""
    seats, but = change_queries.seats_of(story.change), more.pop("but", ())
    people = [*change_queries.owners(story.change), *seats.people, story.told_by, *more.pop("tell", ())]
    tell = [person for person in people if person not in but]
    place = more.pop("place", story.place)
    events.record(kind, subject=story.on_the_line, place=place, at=at, by=by, tell=tell, **more)


def remember(story: Story) -> None:
    """Findable by who may read it: the organisations of the change and of who took it up, or everyone."""
    taken_up = story.adoptions.values_list("organisation_id", flat=True)
    closed = story.audience == Audience.PLACE
    home = [] if closed else change_queries.organisations_of(story.change)
    under = [row.place_id for row in change_queries.rows_of(story.change)] if closed else []
    under += [story.system_id] if story.audience == Audience.SYSTEM and story.system_id else []
    text = "\n".join(filter(None, [story.change.aim, story.did, story.surprised, story.learned, story.needed]))
    memory.remember(
        story.subject, text=text, organisations=[*home, *taken_up], under=under, at=story.told_at, outcome=_outcome(story),
        audience=Audience.EVERYONE if story.is_for_everyone else "",
    )  # fmt: skip


def _outcome(story: Story) -> str:
    if story.withdrawn_at:
        return str(_("Withdrawn"))
    return str(_("It helped") if story.worked else _("It did not help"))


def put_on_the_shelf(story: Story) -> None:
    """What the library narrows by, as it is now."""
    told = story.adoptions.filter(helped__isnull=False).values_list("helped", "partly")
    partly = any(partly for _helped, partly in told)
    story.result = rules.result_of([story.worked, *(bool(helped) for helped, _partly in told)], partly=partly)
    story.place_kind, story.system = story.place.kind, queries.system_of(story.place)
    if not hasattr(story, "arrival"):  # what was noticed elsewhere, and whom they asked, is known there alone
        story.idea_kind = queries.kind_noticed(story.change)
        story.permission = queries.needed_permission(story.change)
    story.save(update_fields=["place_kind", "idea_kind", "result", "permission", "system"])


def show_measures(story: Story) -> None:
    """Who reads the story can read the numbers behind its charts: the one it tells of, and those of who took it up.

    The organisations it comes from see the charts of those who took it up, and the other way round.
    """
    adoptions = list(story.adoptions.select_related("measure", "place", "place__organisation"))
    shown = [measure for measure in (story.measure, *(row.measure for row in adoptions)) if measure]
    readers = [*queries.organisations_of(story.change), *(row.place.organisation or row.place for row in adoptions)]
    for measure in shown:
        for organisation in readers:
            measures.show_to(measure=measure, organisation=organisation)
        measures.show_to_everyone(measure=measure, yes=queries.is_shown_to_everyone(measure))


def takers(story: Story) -> list[Person]:
    """Who took it up and who leads it there now."""
    rows = story.adoptions.select_related("person", "change")
    leads = [person for row in rows for person in change_queries.seats_of(row.change).people]
    return list(dict.fromkeys([*(row.person for row in rows if row.person), *leads]))
