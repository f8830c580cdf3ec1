"""What is recorded at a place and inside it in a period, as rows for a pack. Only the organisation's own side of shared work.

No free words of people but titles; names only of those who said yes on the page of the story (`Naming`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from groundswell.benefits.models import Benefit
from groundswell.changes.models import Change, ChangePlace, CoLead, PartnerSeat, Seat, Test
from groundswell.enabling.models import (
    Ask,
    AskHop,
    Commitment,
    Outcome,
    Permission,
    PermissionHop,
    RuleChallenge,
    RuleOutcome,
    Status,
    Why,
)
from groundswell.ideas.models import Idea, NameMode, Stage
from groundswell.insight.evidence import Came, Counted, Period, Record, Told, Tried, Work
from groundswell.insight.queries.frameworks import home_of
from groundswell.insight.queries.snapshots import end_of
from groundswell.measures import queries as measures
from groundswell.measures.models import Measure, Purpose
from groundswell.measures.queries import Picture
from groundswell.places.models import Place
from groundswell.stories.models import Adoption, Audience, Naming, Story
from groundswell.ui.formats import joined, london_day

MOST_WORKS = 1000
FEWEST_READINGS = 2  # in the period: a chart of nothing new is no evidence


def record_of(place: Place, period: Period) -> Record:
    """About fifteen questions, however much there is."""
    changes = list(_changes(place, period)[: MOST_WORKS + 1])
    cut, changes = len(changes) > MOST_WORKS, changes[:MOST_WORKS]
    return Record(period, tuple(_works(place, period, changes)), _counted(place, period), cut)


def _span(period: Period) -> tuple[datetime, datetime]:
    """From the first moment to the first after it, in London."""
    return end_of(period.since - timedelta(days=1)), end_of(period.until)


def _here(place: Place) -> Q:
    """At the place and inside it, and of its own organisation alone."""
    return Q(organisation=home_of(place), place__path__startswith=place.path)


def _changes(place: Place, period: Period) -> QuerySet[Change]:
    """Those of which something with a day happened in the period; none with an idea that is held for what it may tell."""
    since, until = _span(period)
    rows = ChangePlace.objects.filter(_here(place), change=OuterRef("pk"))
    days, moments = (period.since, period.until), {"gte": since, "lt": until}
    tests = Test.objects.filter(Q(started_on__range=days) | Q(ended_on__range=days), change=OuterRef("pk"))
    came = Benefit.objects.standing().filter(work_room="changes", work_id=OuterRef("public_id"))
    told = Story.objects.filter(change=OuterRef("pk"), **_within("told_at", moments))
    taken = Adoption.objects.filter(story__change=OuterRef("pk"), **_within("at", moments))
    happened = (
        Q(**_within("opened_at", moments)) | Q(**_within("stopped_at", moments)) | Exists(tests) | Exists(told) | Exists(taken)
        | Exists(rows.filter(normal_on__range=days)) | Exists(came.filter(**_within("claimed_at", moments)))
    )  # fmt: skip
    held = Idea.objects.filter(changes=OuterRef("pk"), held_at__isnull=False)
    found = Change.objects.filter(Exists(rows), happened, ~Exists(held), opened_at__lt=until)
    return found.order_by("-moved_at", "-pk").prefetch_related(
        Prefetch("change_places", ChangePlace.objects.select_related("place").order_by("-home", "pk")),
        Prefetch("co_leads", CoLead.objects.filter(accepted_at__lt=until).select_related("person").order_by("pk")),
        Prefetch("tests", Test.objects.filter(started_on__lte=period.until).order_by("number")),
        "ideas",
        Prefetch("partners", PartnerSeat.objects.filter(made_at__lt=until)),
    )


def _within(name: str, moments: dict[str, datetime]) -> dict[str, datetime]:
    return {f"{name}__{how}": at for how, at in moments.items()}


def _works(place: Place, period: Period, changes: Sequence[Change]) -> Iterable[Work]:
    home, (_since, until) = home_of(place), _span(period)
    stories, came = _stories(place, period, changes), _benefits(place, period, changes)
    taken = set(
        Adoption.objects.filter(change__in=changes, organisation=home, at__lt=until).values_list("change_id", flat=True)
    )
    for change in changes:
        rows = list(change.change_places.all())
        here = [row for row in rows if row.organisation_id == home.pk and row.place.path.startswith(place.path)]
        yield Work(
            change.public_id, change.title, change.get_absolute_url(), joined([str(row.place) for row in here]),
            both_seats={row.seat for row in _sitting(change, until)} >= set(Seat),
            partner=any(_was_there(seat, period) for seat in change.partners.all()),
            across=any(row.organisation_id != home.pk for row in rows),
            took_up=change.pk in taken,
            normal_on=min((row.normal_on for row in here if row.normal_on), default=None),
            stopped_on=london_day(change.stopped_at) if change.stopped_at else None,
            tests=tuple(_tried(test, period) for test in change.tests.all()),
            came=tuple(came[change.public_id]), story=stories.get(change.pk),
        )  # fmt: skip


def _sitting(change: Change, until: datetime) -> list[CoLead]:
    """Who sat in a seat at the end of the period."""
    return [row for row in change.co_leads.all() if row.left_at is None or row.left_at >= until]


def _was_there(seat: PartnerSeat, period: Period) -> bool:
    return seat.ended_at is None or london_day(seat.ended_at) >= period.since


def _tried(test: Test, period: Period) -> Tried:
    """As it stood: a test that ended later ran on."""
    ended = test.ended_on is not None and test.ended_on <= period.until
    return Tried(test.started_on, test.ended_on if ended else None, test.decision if ended else "")


def _stories(place: Place, period: Period, changes: Sequence[Change]) -> dict[int, Told]:
    """Those that are not for the places that took part alone, told by the end and not withdrawn since."""
    _since, until = _span(period)
    rows = Story.objects.filter(change__in=changes, withdrawn_at=None, told_at__lt=until).exclude(
        audience=Audience.PLACE
    )
    rows = rows.annotate(  # type: ignore[no-redef]
        taken=Count("adoptions", filter=Q(adoptions__at__lt=until), distinct=True)
    ).prefetch_related(Prefetch("namings", Naming.objects.select_related("person").order_by("pk")))
    found = {}
    by_id = {change.pk: change for change in changes}
    for row in rows:
        change, yes = by_id[row.change_id], [one.person for one in row.namings.all()]
        seats = {seat.person_id for seat in _sitting(change, until)}
        owners = {idea.owner_id for idea in change.ideas.all() if idea.name_mode == NameMode.OPEN}
        found[row.change_id] = Told(
            row.title, row.get_absolute_url(), london_day(row.told_at), row.worked, row.taken,  # type: ignore[attr-defined]
            tuple(person.called for person in yes if person.pk in seats),
            tuple(person.called for person in yes if person.pk in owners),
        )  # fmt: skip
    return found


def _benefits(place: Place, period: Period, changes: Sequence[Change]) -> defaultdict[str, list[Came]]:
    """Size, basis and whether it was checked. The words of a claim may be those of a patient and stay where they are."""
    since, until = _span(period)
    rows = Benefit.objects.standing().filter(
        _here(place), work_room="changes", work_id__in=[change.public_id for change in changes], claimed_at__gte=since,
        claimed_at__lt=until,
    )  # fmt: skip
    found: defaultdict[str, list[Came]] = defaultdict(list)
    for row in rows.order_by("claimed_at", "pk"):
        said = ", ".join(part for part in (row.headline, _basis(row), str(row.get_state_display()).lower()) if part)
        found[row.work_id].append(Came(row.kind, said, london_day(row.claimed_at)))
    return found


def _basis(row: Benefit) -> str:
    return str(row.get_basis_display()).lower()


def _counted(place: Place, period: Period) -> Counted:
    """Ideas with a name on them alone; what is late is late at the end of the period."""
    since, until = _span(period)
    moments = {"gte": since, "lt": until}
    open_ideas = Idea.objects.shown().filter(_here(place), name_mode=NameMode.OPEN)
    asks = Ask.objects.filter(_here(place))
    standing = asks.filter(Q(ended_at=None) | Q(ended_at__gte=until), asked_at__lt=until)
    hop = AskHop.objects.filter(ask=OuterRef("pk"), why__in=(Why.SILENCE, Why.BROKEN), at__lt=until)
    wanted = Permission.objects.filter(_here(place), outcome=Outcome.ASK, asked_at__lt=until).filter(
        Q(withdrawn_at=None) | Q(withdrawn_at__gte=until), Q(decided_at=None) | Q(decided_at__gte=until)
    )
    passed = PermissionHop.objects.filter(permission=OuterRef("pk"), why=Why.SILENCE, at__lt=until)
    promises = Commitment.objects.filter(
        ask__organisation=home_of(place), ask__place__path__startswith=place.path
    ).aggregate(
        kept=Count("pk", filter=Q(**_within("kept_at", moments))), moved=Count("pk", filter=Q(**_within("moved_at", moments))),
        broken=Count("pk", filter=Q(**_within("broken_at", moments))),
    )  # fmt: skip
    ideas = open_ideas.aggregate(
        fixed=Count("pk", filter=Q(**_within("fixed_at", moments))),
        silent=Count(
            "pk", filter=Q(noticed_at__lt=until, due_on__lte=period.until, joined_to=None, fixed_at=None)
            & ~Q(stage=Stage.RESTING) & (Q(heard_at=None) | Q(heard_at__gte=until)),
        ),
    )  # fmt: skip
    return Counted(
        just_fixed=ideas["fixed"], asks_cleared=asks.filter(status=Status.KEPT, **_within("ended_at", moments)).count(),
        promises_kept=promises["kept"], promises_moved=promises["moved"], promises_broken=promises["broken"],
        rules_changed=RuleChallenge.objects.filter(
            _here(place), outcome__in=(RuleOutcome.CHANGED, RuleOutcome.DROPPED), **_within("outcome_at", moments)
        ).count(),
        asks_late=standing.filter(Q(by_when__lte=period.until) | Exists(hop)).count(),
        permissions_late=wanted.filter(Q(due_on__lte=period.until) | Exists(passed)).count(),
        ideas_silent=ideas["silent"],
    )  # fmt: skip


def measures_of(place: Place, period: Period, works: Iterable[str]) -> dict[str, list[Measure]]:
    """Those with readings in the period, by the change they belong to: outcomes and the most readings first. Two questions."""
    count = Count("readings", filter=Q(readings__on__range=(period.since, period.until), readings__value__isnull=False))
    rows = (
        Measure.objects.filter(organisation=home_of(place), changes__public_id__in=list(works))
        .annotate(in_period=count)
        .filter(in_period__gte=FEWEST_READINGS)
        .prefetch_related(Prefetch("changes", Change.objects.only("pk", "public_id")))
    )
    order = list(Purpose)
    found: defaultdict[str, list[Measure]] = defaultdict(list)
    for row in sorted(set(rows), key=lambda one: (order.index(Purpose(one.purpose)), -one.in_period, one.pk)):
        for change in row.changes.all():
            found[change.public_id].append(row)
    return found


def charts_of(chosen: list[Measure], period: Period) -> dict[int, Picture]:
    """As they stood at the end of the period, without what people wrote on them. Two questions."""
    return measures.charts_for_others(chosen, period.until) if chosen else {}
