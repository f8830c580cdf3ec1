"""Tell and edit a story; the address of a feed; what is taken away and forgotten."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from groundswell.changes import queries as change_queries
from groundswell.changes.models import Change
from groundswell.events import actions as events
from groundswell.events.kinds import Part
from groundswell.measures import actions as measures
from groundswell.measures.models import Measure
from groundswell.people.models import Person
from groundswell.people.queries import sight
from groundswell.stories import kinds, queries, rules
from groundswell.stories.actions.calls import export_calls, forget_answers
<<<<<<< HEAD
from groundswell.stories.actions.keeping import export_kept, forget_kept
from groundswell.stories.actions.shelf import put_on_the_shelf, record, remember, show_measures, takers
from groundswell.stories.actions.taking_up import tell_where_it_came_from
from groundswell.stories.models import Adoption, Audience, Correction, FeedAddress, Naming, Story
=======
from groundswell.stories.actions.keeping import end_feed_address, export_kept, forget_kept
from groundswell.stories.models import Adoption, Audience, Correction, FeedAddress, Naming, PassingThanks, Story
from groundswell.ui.formats import london_day
from groundswell.ui.ids import new_id

MOST_PASSING_THANKS = 1000  # counted a day and story: beyond it somebody is playing


def _record(kind: Kind, story: Story, *, at: datetime, by: Person | None, **more: Any) -> None:
    """Owners of the ideas are told first, then the pair, then who told the story; `but` hear of it otherwise."""
    seats, but = change_queries.seats_of(story.change), more.pop("but", ())
    people = [*change_queries.owners(story.change), *seats.people, story.told_by, *more.pop("tell", ())]
    tell = [person for person in people if person not in but]
    place = more.pop("place", story.place)
    events.record(kind, subject=story.on_the_line, place=place, at=at, by=by, tell=tell, **more)


def _remember(story: Story) -> None:
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


def _put_on_the_shelf(story: Story) -> None:
    """What the library narrows by, as it is now."""
    told = story.adoptions.filter(helped__isnull=False).values_list("helped", "partly")
    partly = any(partly for _helped, partly in told)
    story.result = rules.result_of([story.worked, *(bool(helped) for helped, _partly in told)], partly=partly)
    story.place_kind, story.system = story.place.kind, queries.system_of(story.place)
    if not hasattr(story, "arrival"):  # what was noticed elsewhere, and whom they asked, is known there alone
        story.idea_kind = queries.kind_noticed(story.change)
        story.permission = queries.needed_permission(story.change)
    story.save(update_fields=["place_kind", "idea_kind", "result", "permission", "system"])
>>>>>>> w/takeup


@transaction.atomic
def tell(
    *, change: Change, title: str, worked: bool, did: str, learned: str, by: Person, at: datetime, surprised: str = "",
    waited: str = "", needed: str = "", measure: Measure | None = None, audience: str = Audience.ORGANISATION,
) -> Story | None:  # fmt: skip
    """Publish what came of a change, for the organisations that took part unless a co-lead says otherwise.

    None when somebody told it in between.
    """
    Change.objects.select_for_update().get(pk=change.pk)
    if queries.told(change):
        return None
    seats, owners = change_queries.seats_of(change), change_queries.owners(change)
    rules.may_tell(by, seats, owners, change_queries.home_row(change).state).or_refuse()
    if audience != Audience.ORGANISATION:
        rules.may_choose_audience(by, seats).or_refuse()
    story = Story.objects.create(
        change=change, title=title, worked=worked, did=did, learned=learned, surprised=surprised, waited=waited,
        needed=needed, measure=measure, audience=audience, place=change.place, organisation=change.organisation,
        told_by=by, told_at=at, changed_at=at, system=queries.system_of(change.place),
    )  # fmt: skip
    put_on_the_shelf(story)
    credits = [(by, Part.TELLER), *((owner, Part.OWNER) for owner in owners)]
    record(kinds.STORY_TOLD, story, at=at, by=by, credits=credits)
    tell_where_it_came_from(change, by=by, at=at)
    remember(story)
    show_measures(story)
    return story


@transaction.atomic
def edit(*, story: Story, version: int, by: Person, at: datetime, corrected: str = "", **fields: Any) -> bool:
    """Change the words; false when somebody saved a newer version in between. `corrected` says to readers what was put right."""
    rules.may_edit(by, change_queries.seats_of(story.change), change_queries.owners(story.change)).or_refuse()
    changed = Story.objects.filter(pk=story.pk, version=version).update(
        version=version + 1, edited_by=by, changed_at=at, **fields
    )  # fmt: skip
    if not changed:
        return False
    before = story.measure
    story.refresh_from_db()
    put_on_the_shelf(story)
    events.retitle(room="stories", subject_id=story.public_id, title=story.title)
    if corrected:
        Correction.objects.create(story=story, words=corrected, at=at, by=by)
        record(kinds.STORY_CORRECTED, story, at=at, by=by, tell=takers(story))
    else:
        record(kinds.STORY_EDITED, story, at=at, by=by)
    remember(story)
    show_measures(story)
    if before and before != story.measure:
        measures.show_to_everyone(measure=before, yes=queries.is_shown_to_everyone(before))
    return True


@transaction.atomic
<<<<<<< HEAD
def make_feed_address(*, by: Person, at: datetime) -> FeedAddress:
    """The secret address of this person's feed; the one they have already when there is one."""
    rules.may_follow(sight(by)).or_refuse()
    made, _fresh = FeedAddress.objects.get_or_create(person=by, ended_at=None, defaults={"made_at": at})
    return made


def end_feed_address(*, by: Person, at: datetime) -> int:
    """The address shows nothing any more; how many were ended."""
    return FeedAddress.objects.filter(person=by, ended_at=None).update(ended_at=at)
=======
def change_audience(*, story: Story, to: str, by: Person, at: datetime) -> None:
    """Open a story to more people, or to fewer; either is recorded."""
    rules.may_change_audience(story, to, by, change_queries.seats_of(story.change)).or_refuse()
    wider = rules.is_wider(to, story.audience)
    _let_read(story, to, at)
    _record(kinds.STORY_SHARED if wider else kinds.STORY_NARROWED, story, at=at, by=by, facts=_readers(story))


def _let_read(story: Story, audience: str, at: datetime, **more: Any) -> None:
    story.audience, story.changed_at = audience, at
    for name, value in more.items():
        setattr(story, name, value)
    story.save(update_fields=["audience", "changed_at", *more])
    _remember(story)
    _show_measures(story)


def _readers(story: Story) -> dict[str, Any]:
    """For the line of time, who can read it now."""
    label = str(Audience(story.audience).label)
    return {"readers": label[:1].lower() + label[1:]}


def _takers(story: Story) -> list[Person]:
    """Who took it up and who leads it there now."""
    rows = story.adoptions.select_related("person", "change")
    leads = [person for row in rows for person in change_queries.seats_of(row.change).people]
    return list(dict.fromkeys([*(row.person for row in rows if row.person), *leads]))


@transaction.atomic
def withdraw(*, story: Story, reason: str, by: Person, at: datetime) -> None:
    """Take the words back openly: those who took part or took it up keep them, its other readers read that and why."""
    Story.objects.select_for_update().get(pk=story.pk)
    story.refresh_from_db(fields=["withdrawn_at", "audience"])
    change = story.change
    rules.may_withdraw(story, by, change_queries.seats_of(change), change_queries.owners(change)).or_refuse()
    closed = Audience.PLACE if story.audience == Audience.PLACE else Audience.ORGANISATION
    taken_back = {"withdrawn_at": at, "withdrawn_by": by, "withdrawn_reason": reason, "withdrawn_from": story.audience}
    _let_read(story, closed, at, **taken_back)
    _record(kinds.STORY_WITHDRAWN, story, at=at, by=by, tell=_takers(story))


@transaction.atomic
def put_back(*, story: Story, by: Person, at: datetime) -> None:
    """A withdrawn story has the readers again that it had."""
    Story.objects.select_for_update().get(pk=story.pk)
    story.refresh_from_db(fields=["withdrawn_at", "withdrawn_from"])
    change = story.change
    rules.may_put_back(story, by, change_queries.seats_of(change), change_queries.owners(change)).or_refuse()
    none = {"withdrawn_at": None, "withdrawn_by": None, "withdrawn_reason": "", "withdrawn_from": ""}
    _let_read(story, story.withdrawn_from, at, **none)
    _record(kinds.STORY_PUT_BACK, story, at=at, by=by, tell=_takers(story), facts=_readers(story))


@transaction.atomic
def be_named(*, story: Story, by: Person, yes: bool, at: datetime) -> None:
    """A yes, or no longer, that one's name stands where anybody reads it."""
    rules.may_be_named(
        by, [*change_queries.owners(story.change), *change_queries.seats_of(story.change).people]
    ).or_refuse()
    if yes:
        Naming.objects.get_or_create(story=story, person=by, defaults={"at": at})
    else:
        Naming.objects.filter(story=story, person=by).delete()


@transaction.atomic
def thank_in_passing(*, story: Story, at: datetime) -> None:
    """Somebody without an account says thank you; those thanked hear of it once a day at most."""
    row, fresh = PassingThanks.objects.get_or_create(story=story, on=london_day(at))
    PassingThanks.objects.filter(pk=row.pk, number__lt=MOST_PASSING_THANKS).update(number=F("number") + 1)
    if fresh:
        _record(kinds.PASSING_THANKS, story, at=at, by=None)


def _show_measures(story: Story) -> None:
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
    _record(kinds.STORY_TAKEN_UP, story, at=at, by=by, place=place, credits=credits, facts={"where": _where(place)})
    events.record(
        kinds.TAKEN_UP_FROM, subject=change.subject, place=place, at=at, by=by, facts={"where": _where(story.place)}
    )
    _remember(story)
    _show_measures(story)
    return adoption


def _what_comes_along(story: Story, public_id: str) -> Brought:
    """For the new change; `public_id` is that of the adoption to come."""
    beside = reverse("stories:beside", args=[public_id]) if story.measure_id else ""
    return Brought(_where(story.place), story.get_absolute_url(), beside, tried(change_queries.tests_of(story.change)))


def _tell_where_it_came_from(change: Change, *, by: Person, at: datetime) -> None:
    """Those from whom it was taken up hear that there is a story of its own now."""
    adoption = queries.adoption_of(change)
    if adoption:
        facts = {"where": _where(adoption.place)}
        _record(kinds.TOLD_THERE, adoption.story, at=at, by=by, place=adoption.place, facts=facts)


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
    _record(
        kinds.FIRST_READING_THERE, adoption.story, at=at, by=None, place=adoption.place, facts={"where": _where(adoption.place)},
        but=change_queries.owners(adoption.story.change) if has_spread else (),
    )  # fmt: skip
    return True


def _where(place: Place) -> str:
    """A team is said with its organisation: there are many wards 21."""
    return str(place) if place.organisation_id in (None, place.pk) else f"{place}, {place.organisation}"


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
    _put_on_the_shelf(adoption.story)
    _record(
        kinds.RESULT_RETURNED, adoption.story, at=at, by=by, place=adoption.place, credits=[(by, Part.ADOPTER)],
        facts={"where": _where(adoption.place), "result": _came_of_it(adoption)},
    )  # fmt: skip
    spread(adoption=adoption, at=at)


def _came_of_it(adoption: Adoption) -> str:
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
            facts={"where": _where(adoption.place)},
        )  # fmt: skip
    return len(found)
>>>>>>> w/takeup


def forget(*, person: Person, at: datetime) -> None:
    """Their name stands nowhere outside any more, and their feed ends; stories they told stay, by a colleague."""
    Naming.objects.filter(person=person).delete()
    forget_answers(person)
    end_feed_address(by=person, at=at)
    forget_kept(person)


def export(*, person: Person) -> dict[str, Any]:
    """What this person told, took up and brought back."""
    words = ("title", "worked", "did", "surprised", "learned", "waited", "needed", "told_at")
    told = Story.objects.filter(told_by=person).order_by("pk")
    taken_up = (
        Adoption.objects.filter(Q(person=person) | Q(returned_by=person))
        .select_related("story", "place")
        .order_by("pk")
    )
    return {
        "stories": [{name: getattr(story, name) for name in words} for story in told],
        "taken_up": [_taken_up(row) for row in taken_up],
        "corrections": list(Correction.objects.filter(by=person).order_by("pk").values("story__title", "words", "at")),
        "named_on": list(Naming.objects.filter(person=person).order_by("pk").values("story__title", "at")),
        "feed_addresses": list(FeedAddress.objects.filter(person=person).order_by("pk").values("made_at", "ended_at")),
        **export_kept(person),
        **export_calls(person),
    }


def _taken_up(row: Adoption) -> dict[str, Any]:
    return {
        "story": row.story.title, "place": str(row.place), "at": row.at, "adapted": row.adapted, "helped": row.helped,
        "result": row.result,
    }  # fmt: skip
