"""Questions about ideas, always asked on somebody's behalf."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import CharField, Count, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.http import Http404

from groundswell.ideas import alike, finding, memory, rules
from groundswell.ideas.models import Idea, Joining, NotTheSame, Remembered, Stage, Support
from groundswell.people.models import Person, RoleCode, RoleGrant, current
from groundswell.people.queries import organisation_id, sight
from groundswell.people.taking_part import takes_part
from groundswell.places.models import Place
from groundswell.places.queries import ids_under
from groundswell.ui.formats import london_day
from groundswell.ui.paging import key_of, older_than

PAGE = 20
NAME = ("person__name", "person__forgotten_at")
ON_A_CARD = (
    "public_id", "organisation_id", "words", "stage", "noticed_at", "moved_at", "due_on", "held_at", "fixed_at",
    "fixed_check_on", "work_address",
    "name_mode", "unconfirmed_until", "release_at",
    "owner__name", "owner__forgotten_at", "place__name", "place__ods_code", "place__placeholder",
)  # fmt: skip


def idea_for(person: Person, public_id: str) -> Idea:
    """The idea, if `person` may see it; otherwise not found, whatever the reason."""
    try:
        idea = Idea.objects.select_related("owner", "place", "heard_by", "asked").get(public_id=public_id)
    except Idea.DoesNotExist:
        raise Http404 from None
    seen = sight(person)
    if not rules.may_see(idea, person, seen) and not rules.may_see(
        idea, person, seen, shared_with(idea), takes_part(person, "ideas", public_id)
    ):
        raise Http404
    return idea


def together(person: Person, public_ids: list[str]) -> list[Idea]:
    """Of those sent at once, the ones that `person` may see, in the order in which they were sent. One query."""
    rows = Idea.objects.filter(public_id__in=public_ids[: rules.MOST_TOGETHER]).select_related(
        "owner", "place", "asked"
    )
    return [idea for idea in rows.order_by("pk") if rules.may_see(idea, person, sight(person))]


def readable_among(person: Person, public_ids: Iterable[str]) -> set[str]:
    """Which of some ideas `person` may see as the owner or at home; not those of others, seen by a change. One query."""
    rows, seen = Idea.objects.filter(public_id__in=list(public_ids)).select_related("place"), sight(person)
    return {idea.public_id for idea in rows if rules.may_see(idea, person, seen)}


def shared_with(idea: Idea) -> frozenset[int]:
    """Organisations besides its own whose people see the idea, because they take part in its change."""
    return memory.shown_to("ideas", idea.public_id)


@dataclass(frozen=True)
class Page:
    """A slice of a list, newest first, with the keys of its neighbours."""

    ideas: list[Idea]
    older: str = ""


def ideas_under(
    person: Person, place: Place, *, stages: tuple[str, ...] = (), before: str = "", limit: int = PAGE
) -> Page:
    """Ideas of a place and everything below it that `person` may see, newest first."""
    mine = sight(person).organisations
    if organisation_id(place) not in mine:
        return Page([])
    rows = Idea.objects.shown().filter(_listed_at(place))
    if stages:
        rows = rows.filter(stage__in=stages)
    if before:
        rows = rows.filter(older_than(before, "noticed_at"))
    found = list(rows.select_related("owner", "place").only(*ON_A_CARD).newest_first()[: limit + 1])
    # Asked here and not there: the place implies it but for teams that moved, and it spoils the database's guess of how many.
    seen = [row for row in found[:limit] if row.organisation_id in mine]
    return Page(seen, key_of(seen[-1], "noticed_at") if seen and len(found) > limit else "")


def oldest_under(
    place: Place, *, stages: tuple[str, ...], by: str = "noticed_at", limit: int = PAGE
) -> tuple[list[Idea], int]:
    """Ideas of some stages on which nobody works as a change, as all of its organisation may see them: those that stand
    longest first, and how many there are. Who asks is known above to be of the organisation."""
    rows = Idea.objects.shown().filter(
        _listed_at(place), organisation=organisation_id(place), stage__in=stages, work_address=""
    )
    found = list(rows.select_related("owner", "place").only(*ON_A_CARD).order_by(by, "pk")[: limit + 1])
    return found[:limit], rows.count() if len(found) > limit else len(found)


def _at_place(place: Place) -> Q:
    """A whole organisation is one indexed column; a part of it is the tree."""
    if place.organisation_id == place.pk:
        return Q(organisation_id=place.pk)
    return Q(place__in=Place.objects.under(place))


def _listed_at(place: Place) -> Q:
    """The same for a list read newest first: with the places named one by one, the index that ends in the date is used."""
    if place.organisation_id == place.pk:
        return Q(organisation_id=place.pk)
    ids = ids_under(place)
    return Q(place_id=ids[0]) if len(ids) == 1 else Q(place_id__in=ids)


def ideas_of(owner: Person, limit: int = PAGE) -> list[Idea]:
    """What became of mine: the owner's ideas, what moved last first."""
    return list(Idea.objects.filter(owner=owner).select_related("place").order_by("-moved_at", "-pk")[:limit])


def answers_wanted(person: Person, at: datetime) -> QuerySet[Idea]:
    """Ideas that wait for this person's answer: theirs is the nearest place where somebody answers, it is their
    turn, or the clock ran out.

    An executive is asked only where nobody nearer answers; a late answer then goes up to everyone else on the way.
    """
    where, seen = Q(pk__in=[]), sight(person)
    for grant in seen.grants:
        if grant.role in rules.ANSWERERS:
            here = _at_place(grant.place)
            late = Q(pk__in=[]) if seen.holds(RoleCode.EXECUTIVE, grant.place) else Q(due_on__lt=london_day(at))
            known = Q() if grant.role in rules.HEARS_FIRST else Q(unconfirmed_until=None)
            where |= here & known & (~Exists(_nearer(grant.place, at)) | late | Q(asked=person))
    return Idea.objects.unheard().filter(where).exclude(owner=person)


def _nearer(place: Place, at: datetime) -> QuerySet[RoleGrant]:
    """Grants to answer below `place`, on the way down to the idea's own place."""
    way = ExpressionWrapper(OuterRef("place__path"), output_field=CharField())
    rows = RoleGrant.objects.filter(current(at), role__in=rules.ANSWERERS, person__is_active=True)
    return (
        rows.exclude(place=place)
        .exclude(person_id=Coalesce(OuterRef("owner_id"), 0))  # nobody when the name is hidden
        .annotate(way=way)
        .filter(place__path__begins=place.path, way__startswith=F("place__path"))
    )


def ideas_for_cards(rows: QuerySet[Idea]) -> QuerySet[Idea]:
    """Ideas with what a card needs."""
    return rows.select_related("owner", "place")


def fixes_to_check(person: Person, today: date) -> QuerySet[Idea]:
    """Fixes old enough to be asked about, of this owner."""
    return Idea.objects.filter(owner=person, stage=Stage.WORKING, fixed_check_on__lte=today)


def joinings_wanted(person: Person) -> QuerySet[Joining]:
    return Joining.objects.filter(idea__owner=person, accepted_at=None, declined_at=None, undone_at=None)


def joinings_for_cards(rows: QuerySet[Joining]) -> QuerySet[Joining]:
    """Proposals to join two ideas with what a card needs."""
    return rows.select_related("idea", "into", "proposed_by")


def held_words(person: Person) -> QuerySet[Idea]:
    """Words that wait for the information governance lead."""
    where = Q(pk__in=[])
    for grant in sight(person).grants:
        if grant.role == RoleCode.IG_LEAD:
            where |= _at_place(grant.place)
    return Idea.objects.exclude(held_at=None).filter(where)


def new_near(person: Person, since: datetime, limit: int = PAGE) -> list[Idea]:
    """What others noticed lately where this person works, and below, newest first. Nothing when they work nowhere."""
    places = sight(person).places
    where = Q(pk__in=[])
    for place in places:
        where |= _listed_at(place)
    rows = Idea.objects.shown().filter(where, noticed_at__gte=since).exclude(owner=person)
    return list(rows.select_related("owner", "place").newest_first()[:limit]) if places else []


def open_joining(idea: Idea) -> Joining | None:
    """The proposal or the joining that holds for an idea, if there is one."""
    rows = Joining.objects.filter(idea=idea, declined_at=None, undone_at=None).select_related("into", "proposed_by")
    found = next(iter(rows[:1]), None)
    if found:
        found.idea = idea
    return found


@dataclass(frozen=True)
class Supporters:
    """How many say so, and who can help; `mine` are the kinds the asking person gave."""

    happens_here: int
    helpers: list[Person]
    mine: frozenset[str]


NO_SUPPORT = Supporters(0, [], frozenset())


def supporters(idea: Idea, person: Person) -> Supporters:
    rows = list(Support.objects.filter(idea=idea).select_related("person").only("kind", *NAME).order_by("at")[:100])
    helpers = [row.person for row in rows if row.kind == Support.Kind.CAN_HELP]
    happens = sum(row.kind == Support.Kind.HAPPENS_HERE for row in rows)
    return Supporters(happens, helpers, frozenset(row.kind for row in rows if row.person_id == person.pk))


def can_help(idea: Idea, person: Person) -> bool:
    """Did `person` say that they can help with it?"""
    return Support.objects.filter(idea=idea, person=person, kind=Support.Kind.CAN_HELP).exists()


def tried_before(person: Person, text: str, *, but: str = "", limit: int = 5, likely: bool = True) -> list[Remembered]:
    """What looks like it, the likest first: ideas, changes and stories, resting ones too, of what `person` may find.

    `but`: the idea that is asked about, left out together with all that this person said is not the same.
    """
    apart = {("ideas", but), *not_the_same(person, but)} if but else set()
    seen = sight(person)
    found = alike.alike(text, organisations=seen.organisations, above=seen.above, limit=limit, but=apart)
    return [one.row for one in found if one.likely or not likely]


def not_the_same(person: Person, public_id: str) -> list[tuple[str, str]]:
    """Rooms and ids that somebody said are not the same as an idea."""
    rows = NotTheSame.objects.filter(person=person, idea__public_id=public_id)
    return list(rows.values_list("room", "subject_id")[:200])


def ideas_named(rows: list[Remembered]) -> dict[str, Idea]:
    """The ideas among what was found, by public id."""
    named = [row.subject_id for row in rows if row.room == "ideas"]
    return {idea.public_id: idea for idea in Idea.objects.filter(public_id__in=named)} if named else {}


def shown_at_home(person: Person, rows: list[Remembered]) -> set[int]:
    """Keys of the rows that an organisation of this person has a part in, rather than reads as everyone does."""
    mine = {memory.reader(pk) for pk in sight(person).organisations}
    return {row.pk for row in rows if not mine.isdisjoint(row.shown.split())}


def may_find(person: Person, room: str, subject_id: str) -> bool:
    """Whether a subject is remembered and shown to this person."""
    shown = Remembered.objects.filter(room=room, subject_id=subject_id).values_list("shown", flat=True)
    seen = sight(person)
    mine = set(memory.readers(seen.organisations, seen.above))
    return any(not mine.isdisjoint(words.split()) for words in shown)


def search(person: Person, text: str, *, page: int = 0) -> tuple[list[Remembered], bool]:
    """A page of what `person` may find, and whether there is more."""
    seen, first = sight(person), page * PAGE
    found = finding.search(text, organisations=seen.organisations, above=seen.above, limit=PAGE + 1, offset=first)
    return found[:PAGE], len(found) > PAGE


def stage_counts(place: Place) -> dict[str, int]:
    rows = Idea.objects.shown().filter(_at_place(place)).values("stage").annotate(number=Count("pk"))
    return {row["stage"]: row["number"] for row in rows}
