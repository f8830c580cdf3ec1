"""Rules that somebody asked about, on a reader's behalf: not theirs to see is not found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404

from groundswell.enabling.models import RuleChallenge, RuleHop, RuleOutcome, RuleTold, RuleVerdict
from groundswell.enabling.queries.asks import BEFORE_THIS, PAGE, asked_for
from groundswell.enabling.rules import WARN_WORKING_DAYS
from groundswell.enabling.rules import challenges as rules
from groundswell.people.models import Person
from groundswell.people.queries import day_of_sight, sight
from groundswell.places.models import Place
from groundswell.ui.formats import LONDON, london_day
from groundswell.ui.paging import older_than
from groundswell.ui.workdays import due_on

WAITING = "waiting"  # of the facets, the one that is no verdict
WORDS = 6
THANKED = 20  # names in the line of what was dropped


def challenge_for_reader(person: Person, public_id: str) -> RuleChallenge:
    """The question, if `person` may see it; otherwise not found, whatever the reason."""
    rows = _counted().prefetch_related(Prefetch("hops", RuleHop.objects.select_related("person", "place")))
    row = rows.select_related("verdict_by", "outcome_by", "level_place").filter(public_id=public_id).first()
    if row is None or not rules.may_see(row, person, sight(person), had_rule(row), day_of_sight()):
        raise Http404
    return row


def _counted() -> QuerySet[RuleChallenge]:
    """With how many others were told the same."""
    told = RuleTold.objects.filter(challenge=OuterRef("pk")).order_by().values("challenge").annotate(n=Count("pk"))
    rows = RuleChallenge.objects.select_related("place", "organisation", "owner", "asked_by")
    return rows.annotate(others=Coalesce(Subquery(told.values("n")), 0))


def had_rule(row: RuleChallenge) -> frozenset[int]:
    """Ids of everybody who was asked to show it."""
    return frozenset(hop.person_id for hop in row.hops.all() if hop.person_id)


def was_told(row: RuleChallenge, person: Person) -> bool:
    return RuleTold.objects.filter(challenge=row, person=person).exists()


def who_asks(row: RuleChallenge) -> list[Person]:
    """Whoever asked, and everybody who was told the same."""
    told = RuleTold.objects.filter(challenge=row).select_related("person").order_by("at", "pk")
    people = [row.asked_by, *(one.person for one in told)]
    return [person for person in dict.fromkeys(people) if person]


def challenges_seen(person: Person) -> QuerySet[RuleChallenge]:
    """What was asked in the organisations of a person."""
    return _counted().filter(organisation__in=sight(person).organisations)


def rules_found(
    person: Person, text: str = "", facet: str = "", after: str = "", limit: int = PAGE
) -> list[RuleChallenge]:
    """Newest first, one more than `limit` when there are more. Every word has to be there."""
    rows = _with_words(challenges_seen(person), text)
    if facet == WAITING:
        rows = rows.filter(verdict="")
    elif facet in RuleVerdict.values:
        rows = rows.filter(verdict=facet)
    if after:
        rows = rows.filter(older_than(after, "asked_at"))
    return list(rows.order_by("-asked_at", "-pk")[: limit + 1])


def _with_words(rows: QuerySet[RuleChallenge], text: str) -> QuerySet[RuleChallenge]:
    for word in text.replace("\0", "").split()[:WORDS]:
        rows = rows.filter(
            Q(rule__icontains=word)
            | Q(says__icontains=word)
            | Q(outcome_words__icontains=word)
            | Q(place__name__icontains=word)
        )
    return rows


def facets(person: Person, text: str = "") -> dict[str, int]:
    """How many there are of each verdict among those with the words; `waiting` has none yet. One query."""
    seen = RuleChallenge.objects.filter(organisation__in=sight(person).organisations)
    rows = _with_words(seen, text).order_by().values_list("verdict").annotate(n=Count("pk"))
    return {verdict or WAITING: number for verdict, number in rows}


@dataclass(frozen=True)
class Dropped:
    """Rules that went this year, and who said that they may be thanked for asking."""

    number: int
    thanks: tuple[str, ...]


def dropped_this_year(person: Person, now: datetime) -> Dropped:
    """In the organisations of a person, since 1 January. One query."""
    begins = datetime(london_day(now).year, 1, 1, tzinfo=LONDON)
    rows = RuleChallenge.objects.filter(
        organisation__in=sight(person).organisations, outcome=RuleOutcome.DROPPED, outcome_at__gte=begins
    )
    found = list(rows.select_related("asked_by").order_by("outcome_at", "pk")[:BEFORE_THIS])
    asked = dict.fromkeys(row.asked_by for row in found if row.name_shown and row.asked_by)
    return Dropped(len(found), tuple(one.called for one in asked if not one.forgotten_at)[:THANKED])


def rules_to_show(person: Person, today: date) -> QuerySet[RuleChallenge]:
    """What waits for a person, or for somebody away for whom they cover: to be shown, or, where it is ours, to be settled."""
    return RuleChallenge.objects.unsettled().filter(asked_for(person, today, "owner"))


def rules_for_cards(rows: QuerySet[RuleChallenge]) -> QuerySet[RuleChallenge]:
    """The same with what a card needs."""
    return _counted().filter(pk__in=rows.values("pk"))


def rules_to_warn(today: date) -> list[RuleChallenge]:
    """Those that move up within two working days and whose owner was not told."""
    until = due_on(today, WARN_WORKING_DAYS)
    rows = RuleChallenge.objects.waiting().filter(due_on__lte=until, due_on__gte=today, warned_at=None)
    return list(rows.select_related("owner", "place").order_by("due_on", "pk")[:BEFORE_THIS])


def rules_due_before(today: date) -> list[RuleChallenge]:
    """Those whose ten days are over without a word."""
    rows = RuleChallenge.objects.waiting().filter(due_on__lt=today)
    rows = rows.select_related("owner", "asked_by", "place", "level_place")
    return list(rows.order_by("due_on", "pk")[:BEFORE_THIS])


def rules_dropped_at(place: Place, *, since: datetime, until: datetime | None, limit: int = 50) -> list[RuleChallenge]:
    """Rules that whoever answers for exactly that place let go in some time, oldest first. One query."""
    rows = RuleChallenge.objects.filter(level_place=place, outcome=RuleOutcome.DROPPED, outcome_at__gte=since)
    if until:
        rows = rows.filter(outcome_at__lte=until)
    return list(rows.order_by("outcome_at", "pk")[:limit])
