"""Calls on somebody's behalf: not theirs to see is not found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Case, Count, DateField, Exists, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, TruncDate
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from groundswell.changes.models import Change, ChangePlace, CoLead, State, Test
from groundswell.enabling import queries as enabling
from groundswell.enabling.models import Ask, RuleChallenge
from groundswell.events.kinds import Subject
from groundswell.ideas.models import Idea
from groundswell.ideas.offers import Offer, offered
from groundswell.people.models import Person, RoleGrant
from groundswell.people.queries import day_of_sight, sight
from groundswell.places import queries as places
from groundswell.places.models import Place
from groundswell.stories.models import FOR_EVERYONE, Call, CallAnswer, Reach, Shown, Story
from groundswell.stories.queries.reading import readable
from groundswell.stories.rules import calls as rules
from groundswell.ui.formats import LONDON, london_day
from groundswell.ui.paging import key_of, older_than, page_number

PAGE = 20
ANSWERS = 30
NOTICED = "noticed"
TRYING, NORMAL, STOPPED = "trying", "normal", "stopped"
GROUPS = {
    State.PAIRING: TRYING,
    State.TRYING: TRYING,
    State.WORKING: TRYING,
    State.NORMAL: NORMAL,
    State.STOPPED: STOPPED,
}
MOST_FITTING = 30


def above_me(person: Person, on: date) -> frozenset[int]:
    """Ids of the places where somebody works or holds a role, those above them, and their networks. One query."""
    seen = sight(person)
    return above(on, *seen.places, *(grant.place for grant in seen.grants))


def above(on: date, *some: Place) -> frozenset[int]:
    ids = frozenset(pk for place in some for pk in place.above_ids())
    return ids | places.networks_of(ids, on)


def _readable(person: Person, on: date) -> Q:
    mine = Q(place__in=above_me(person, on))
    return mine | Q(reach=Reach.EVERYONE) if sight(person).memberships else mine


def call_for(person: Person, public_id: str) -> Call:
    """The call, if this person may read it; otherwise not found."""
    today = day_of_sight()
    call = Call.objects.select_related("place", "opened_by", "closed_by").filter(public_id=public_id).first()
    if call is None or not rules.may_read(call, sight(person), above_me(person, today)):
        raise Http404
    return call


@dataclass(frozen=True)
class CallList:
    calls: list[Call]
    older: str = ""


def calls_for(person: Person, *, past: bool, on: date, before: str = "", limit: int = PAGE) -> CallList:
    """Open ones (and those to come), or those that are over; newest first, a page at a time."""
    over = Q(closed_at__isnull=False) | Q(until_on__lt=on)
    rows = Call.objects.filter(_readable(person, on), over if past else ~over, older_than(before, "opened_at"))
    rows = rows.select_related("place").annotate(number=Count("answers")).order_by("-opened_at", "-pk")
    found: list[Call] = [*rows[: limit + 1]]
    shown = found[:limit]
    return CallList(shown, key_of(shown[-1], "opened_at") if len(found) > limit else "")


@dataclass(frozen=True)
class Answers:
    """A page of the places that answer and may be seen, by name; and how many do not give theirs."""

    rows: list[CallAnswer]
    numbers: Counter[str] = field(default_factory=Counter)
    unnamed: int = 0
    page: int = 0
    last: int = 0


def answers_to(call: Call, person: Person, *, state: str = "", page: str = "") -> Answers:
    """By the name of the place, never by how far it is. Two queries, whatever their number."""
    mine = sight(person).organisations
    visible = ~Q(shows=Shown.COUNTED) | Q(organisation__in=mine)
    rows = _with_state(CallAnswer.objects.filter(call=call))
    everybody = list(rows.annotate(seen=Case(When(visible, then=1), default=0)).values_list("state", "seen"))
    numbers = Counter(GROUPS.get(was, NOTICED) for was, seen in everybody if seen)
    wanted = [code for code, group in GROUPS.items() if group == state] if state in (TRYING, NORMAL, STOPPED) else []
    shown = rows.filter(visible, state__in=wanted or [NOTICED]) if state in numbers else rows.filter(visible)
    total = numbers[state] if state in numbers else sum(numbers.values())
    last = max(total - 1, 0) // ANSWERS
    at = page_number(page, last)
    found = shown.select_related("place__organisation", "change", "idea", "linked_by").order_by("place__name", "pk")
    cut = list(found[at * ANSWERS : (at + 1) * ANSWERS])
    return Answers(cut, numbers, len(everybody) - sum(numbers.values()), at, last)


def _with_state(rows: QuerySet[CallAnswer]) -> QuerySet[Any]:
    """How far it is at its home place, since when, and the story that everyone may read."""
    linked = ChangePlace.objects.filter(change=OuterRef("change"), home=True)
    later = ChangePlace.objects.filter(change__ideas=OuterRef("idea"), home=True).order_by("-change")
    begun = Test.objects.filter(Q(change=OuterRef("change")) | Q(change__ideas=OuterRef("idea"))).order_by("started_on")
    told = Story.objects.filter(
        Q(change=OuterRef("change")) | Q(change__ideas=OuterRef("idea")), audience__in=FOR_EVERYONE
    )
    stopped = Coalesce("change__stopped_at", Subquery(later.values("change__stopped_at")[:1]))
    return rows.annotate(
        state=Coalesce(Subquery(linked.values("state")[:1]), Subquery(later.values("state")[:1]), Value(NOTICED)),
        normal_on=Coalesce(Subquery(linked.values("normal_on")[:1]), Subquery(later.values("normal_on")[:1])),
        stopped_on=TruncDate(stopped, tzinfo=LONDON),
        begun_on=Subquery(begun.values("started_on")[:1], output_field=DateField()),
        opened_on=TruncDate(Coalesce("change__opened_at", "idea__noticed_at"), tzinfo=LONDON),
        story=Subquery(told.values("public_id")[:1]),
    )


@dataclass(frozen=True)
class InTheWay:
    """What was asked of the caller's level for what answers the call, and what it has cleared since it called."""

    waiting: list[Ask]
    cleared: list[Ask]
    dropped: list[RuleChallenge]


def in_the_way(call: Call) -> InTheWay:
    """Two queries."""
    linked = Change.objects.filter(
        Q(pk__in=CallAnswer.objects.filter(call=call, change__isnull=False).values("change"))
        | Q(ideas__in=CallAnswer.objects.filter(call=call, idea__isnull=False).values("idea"))
    )
    asks = enabling.asked_of_level(call.place, "changes", linked.values("public_id"))
    until = call.closed_at
    return InTheWay(
        waiting=[ask for ask in asks if not ask.is_over], cleared=[ask for ask in asks if ask.status == "kept"],
        dropped=enabling.rules_dropped_at(call.place, since=call.opened_at, until=until),
    )  # fmt: skip


def stories_worth(call: Call, person: Person) -> list[Story]:
    """The stories it names that this reader may read."""
    rows = call.stories.filter(readable(person)).select_related("place", "place__organisation")
    return list(rows.annotate(taken_up=Count("adoptions")).order_by("title", "pk"))


@dataclass(frozen=True)
class Mine:
    """Something of one's own that can answer a call."""

    code: str
    what: Idea | Change
    place: Place

    @property
    def title(self) -> str:
        return self.what.title if isinstance(self.what, Change) else self.what.first_words


def fitting(call: Call, person: Person, on: date) -> list[Mine]:
    """Changes one leads or helps with and ideas of one's own, from places that the call reaches, not linked yet."""
    linked = CallAnswer.objects.filter(call=call)
    works = _changes_of(person).exclude(pk__in=linked.filter(change__isnull=False).values("change"))
    alone = Idea.objects.filter(owner=person, changes=None, held_at=None, unconfirmed_until=None, joined_to=None)
    alone = alone.exclude(pk__in=linked.filter(idea__isnull=False).values("idea"))
    found = [
        *(Mine(f"change-{row.public_id}", row, row.place) for row in works[:MOST_FITTING]),
        *(Mine(f"idea-{row.public_id}", row, row.place) for row in
          alone.select_related("place__organisation").order_by("-moved_at", "-pk")[:MOST_FITTING]),
    ]  # fmt: skip
    return [one for one in found if _reaches(call, one.place, on)]


def _changes_of(person: Person) -> QuerySet[Change]:
    """Those one leads or helps with, those begun from an idea of one's own, and those whose story one told."""
    seat = CoLead.objects.live().filter(person=person, accepted_at__isnull=False, change=OuterRef("pk"))
    helps = Change.helpers.through._default_manager.filter(change=OuterRef("pk"), person=person)
    owns = Idea.objects.filter(owner=person, changes=OuterRef("pk"))
    told = Story.objects.filter(told_by=person, change=OuterRef("pk"))
    rows = Change.objects.filter(Exists(seat) | Exists(helps) | Exists(owns) | Exists(told))
    return rows.select_related("place__organisation").order_by("-moved_at", "-pk")


def _reaches(call: Call, place: Place, on: date) -> bool:
    if call.reach == Reach.EVERYONE or call.place_id in place.above_ids():
        return True
    return rules.is_for(call, above(on, place))


def answer_for(person: Person, public_id: str) -> CallAnswer:
    """An answer to a call this person may read, from where they work or their own; otherwise not found."""
    row = CallAnswer.objects.select_related("call", "place__organisation", "change", "idea").filter(public_id=public_id)
    found = row.first()
    if found is None or not (found.linked_by_id == person.pk or sight(person).works_in(found.organisation_id)):
        raise Http404
    return found


def shared_stories(public_ids: Iterable[str]) -> list[Story]:
    """Those that everyone here may read: what a call may name."""
    return list(Story.objects.filter(public_id__in=list(public_ids), audience__in=FOR_EVERYONE))


@offered
def calls_that_fit(person: Person, subject: Subject, place: Place) -> Sequence[Offer]:
    """For the page of an idea or a change of one's own: the open calls it can answer. One query when there is none."""
    today = day_of_sight()
    rows = Call.objects.filter(closed_at=None, from_on__lte=today, until_on__gte=today).select_related("place")
    what = {"changes": "change", "ideas": "idea"}[subject.room]
    linked = CallAnswer.objects.filter(call=OuterRef("pk"), **{f"{what}__public_id": subject.id})
    calls = [call for call in rows.exclude(Exists(linked))[:PAGE] if _reaches(call, place, today)]
    if not calls or not _is_mine(person, subject):
        return ()
    said = _("Answer the call of {place}: {title}")
    return [
        Offer(
            said.format(place=call.place, title=call.title),
            f"{reverse('stories:answer_call', args=[call.public_id])}?with={what}-{subject.id}",
        )
        for call in calls
    ]


def _is_mine(person: Person, subject: Subject) -> bool:
    if subject.room == "ideas":
        return Idea.objects.filter(public_id=subject.id, owner=person, changes=None).exists()
    return _changes_of(person).filter(public_id=subject.id).exists()


def who_hears(call: Call, at: datetime) -> list[Person]:
    """Who leads a place that a call is for, each once; the caller's own know of it."""
    rows = RoleGrant.objects.current(at).filter(role__in=rules.LEADS, person__is_active=True)
    if call.reach != Reach.EVERYONE:
        members = places.members_of(call.place, london_day(at))
        below = Q(place__path__begins=call.place.path)
        for path in members:
            below |= Q(place__path__begins=path)
        rows = rows.filter(below)
    rows = rows.exclude(place=call.place).select_related("person").order_by("pk")
    return list(dict.fromkeys(row.person for row in rows))


def who_answered(call: Call) -> list[Person]:
    rows = CallAnswer.objects.filter(call=call, linked_by__isnull=False).select_related("linked_by").order_by("pk")
    return list(dict.fromkeys(row.linked_by for row in rows if row.linked_by))
