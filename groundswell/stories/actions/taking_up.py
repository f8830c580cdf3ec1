"""Take a story up elsewhere, say what is different there, bring its result back, spread."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from groundswell.changes import actions as changes
from groundswell.changes import queries as change_queries
from groundswell.changes.brought import Brought, tried
from groundswell.changes.models import Change
from groundswell.events import actions as events
from groundswell.events.kinds import Part
from groundswell.ideas import actions as ideas
from groundswell.ideas.models import Stage
from groundswell.measures import actions as measures
from groundswell.measures.models import Measure
from groundswell.people.models import Person
from groundswell.people.queries import sight
from groundswell.places.models import Place
from groundswell.stories import kinds, queries, rules
from groundswell.stories.actions.shelf import put_on_the_shelf, record, remember, show_measures
from groundswell.stories.models import Adoption, Story
from groundswell.ui.ids import new_id


@transaction.atomic
def take_up(
    *, story: Story, place: Place, title: str, reversible: bool, inside_team: bool, new_risk: bool, by: Person, at: datetime,
    aim: str = "", aim_by: date | None = None, adapted: str = "", answers: Mapping[str, bool] | None = None, seat: str = "",
) -> Adoption:  # fmt: skip
    """Begin the same at another place, as a change of its own with the same things counted; the lineage stays.

    The driver diagram comes along, and what was tested there, to be used here.
    """
    Story.objects.select_for_update().get(pk=story.pk)
    taken = frozenset(story.adoptions.values_list("place_id", flat=True))
    rules.may_take_up(sight(by), place, queries.origin(story), taken).or_refuse()
    public_id = new_id()
    change = changes.open_change(
        title=title, place=place, reversible=reversible, inside_team=inside_team, new_risk=new_risk, by=by, at=at,
        aim=aim, aim_by=aim_by, drivers=story.change.drivers, answers=answers, brought=_what_comes_along(story, public_id),
    )  # fmt: skip
    copies = _count_the_same(story, change, by=by, at=at)
    if seat:
        changes.pair(change=change, seat=seat, person=by, by=by, at=at)
    adoption = Adoption.objects.create(
        public_id=public_id, story=story, change=change, place=place, organisation_id=place.organisation_id or place.pk,
        adapted=adapted, measure=copies.get(story.measure_id), person=by, at=at,
    )  # fmt: skip
    credits = [(by, Part.ADOPTER), *((owner, Part.OWNER) for owner in change_queries.owners(story.change))]
    record(kinds.STORY_TAKEN_UP, story, at=at, by=by, place=place, credits=credits, facts={"where": place.in_full})
    events.record(
        kinds.TAKEN_UP_FROM, subject=change.subject, place=place, at=at, by=by, facts={"where": story.place.in_full}
    )
    remember(story)
    show_measures(story)
    return adoption


def _what_comes_along(story: Story, public_id: str) -> Brought:
    """For the new change; `public_id` is that of the adoption to come."""
    beside = reverse("stories:beside", args=[public_id]) if story.measure_id else ""
    return Brought(story.place.in_full, story.get_absolute_url(), beside, tried(change_queries.tests_of(story.change)))


def tell_where_it_came_from(change: Change, *, by: Person, at: datetime) -> None:
    """Those from whom it was taken up hear that there is a story of its own now."""
    adoption = queries.adoption_of(change)
    if adoption:
        facts = {"where": adoption.place.in_full}
        record(kinds.TOLD_THERE, adoption.story, at=at, by=by, place=adoption.place, facts=facts)


@transaction.atomic
def adapt(*, adoption: Adoption, adapted: str, version: int, by: Person, at: datetime) -> bool:
    """What is different here; false when somebody saved a newer version in between."""
    seats = change_queries.seats_of(adoption.change)
    rules.may_adapt(adoption, by, in_a_seat=seats.holds(by), seats_empty=not seats.accepted).or_refuse()
    rows = Adoption.objects.filter(pk=adoption.pk, adapted_version=version)
    changed = rows.update(adapted=adapted, adapted_version=version + 1)
    adoption.refresh_from_db(fields=["adapted", "adapted_version"])
    if changed:
        events.record(kinds.ADAPTED, subject=adoption.change.subject, place=adoption.place, at=at, by=by)
    return bool(changed)


@transaction.atomic
def say_first_reading(*, adoption: Adoption, at: datetime) -> bool:
    """Those from whom it was taken up hear, once, that this place has begun to count."""
    on = queries.first_reading_of(adoption)
    if on is None or not Adoption.objects.filter(pk=adoption.pk, first_reading_on=None).update(first_reading_on=on):
        return False
    has_spread = spread(adoption=adoption, at=at)  # which says the same to the owners
    record(
        kinds.FIRST_READING_THERE, adoption.story, at=at, by=None, place=adoption.place, facts={"where": adoption.place.in_full},
        but=change_queries.owners(adoption.story.change) if has_spread else (),
    )  # fmt: skip
    return True


def _count_the_same(story: Story, change: Change, *, by: Person, at: datetime) -> dict[int | None, Measure]:
    """Measures with the same name, unit, direction, interval and target at the new place, without readings."""
    copies: dict[int | None, Measure] = {}
    for measure in queries.measures_of(story.change):
        copies[measure.pk] = measures.count_the_same(measure=measure, place=change.place, by=by, at=at)
        changes.link_measure(change=change, measure=copies[measure.pk], by=by, at=at)
    return copies


@transaction.atomic
def bring_result(
    *, adoption: Adoption, helped: bool, result: str, by: Person, at: datetime, partly: bool = False
) -> None:
    """What came of it here, told straight away to those it came from."""
    Adoption.objects.select_for_update().get(pk=adoption.pk)
    adoption.refresh_from_db(fields=["returned_at"])
    seats = change_queries.seats_of(adoption.change)
    rules.may_bring_result(adoption, by, in_a_seat=seats.holds(by), seats_empty=not seats.accepted).or_refuse()
    adoption.returned_at, adoption.returned_by, adoption.helped, adoption.result = at, by, helped, result
    adoption.partly = helped and partly
    adoption.save(update_fields=["returned_at", "returned_by", "helped", "partly", "result"])
    Story.objects.filter(pk=adoption.story_id).update(changed_at=at)
    put_on_the_shelf(adoption.story)
    record(
        kinds.RESULT_RETURNED, adoption.story, at=at, by=by, place=adoption.place, credits=[(by, Part.ADOPTER)],
        facts={"where": adoption.place.in_full, "result": came_of_it(adoption)},
    )  # fmt: skip
    spread(adoption=adoption, at=at)


def came_of_it(adoption: Adoption) -> str:
    if not adoption.helped:
        return str(_("it did not help"))
    return str(_("it helped in part") if adoption.partly else _("it helped"))


@transaction.atomic
def spread(*, adoption: Adoption, at: datetime) -> int:
    """Move ideas that are normal practice at home on to *spread*, once this place has a reading of its own; how many."""
    readings = queries.own_readings(adoption)
    held = adoption.story.change.ideas.select_for_update(of=("self",)).order_by(
        "pk"
    )  # two ticks at once move each once
    found = [idea for idea in held if rules.is_spread(idea.stage, readings)]
    for idea in found:
        ideas.move_on(idea=idea, to=Stage.SPREAD, at=at)
        events.record(
            kinds.IDEA_SPREAD, subject=idea.subject, place=idea.place, at=at, tell=[idea.owner],
            facts={"where": adoption.place.in_full},
        )  # fmt: skip
    return len(found)
