"""A made-up trust with three years of work, as the rows that the verbs write: seeded, so that two runs make the same.

At its full size 10,000 staff in 240 wards of twelve divisions, 15,000 ideas, 5,000 changes with their seats, tests, permissions, asks
and promises; waits with heavy tails; what wards are lively and which hold more of what is decided is drawn once. Written with
`bulk_create`.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

START, MONTH, DAYS = datetime(2023, 1, 2, 9, tzinfo=UTC), date(2025, 12, 31), 1_090
END = datetime(2026, 1, 1, tzinfo=UTC)
BATCH = 2_000
GROUPS = (
    "nursing_midwifery",
    "nursing_midwifery",
    "nursing_support",
    "medical_dental",
    "ahp",
    "admin_corporate",
    "general_management",
)
OFFICE = {"admin_corporate", "general_management"}
ORIGINS = {"identifiable_data": "law", "new_software_or_device": "regulator", "affects_staff_terms": "law",
           "one_off_cost_over_limit": "ours", "recurring_cost_over_limit": "ours", "procurement_or_contract": "law",
           "estates_or_capital": "regulator", "equality_impact_likely": "commissioner", "affects_another_team": "habit"}  # fmt: skip
LEVELS = ("team", "division", "executive")


@dataclass(frozen=True)
class Size:
    staff: int = 10_000
    divisions: int = 12
    wards: int = 240
    ideas: int = 15_000
    changes: int = 5_000
    asks: int = 3_000


SMALL = Size(720, 6, 30, 600, 260, 90)


class Trust:
    """`home` and its `wards`, and who works where; `log` is written last, in the order of days."""

    def __init__(self, rng: random.Random, size: Size) -> None:
        from groundswell.people.models import Membership

        self.rng, self.size, self.until = rng, size, END
        self.home, self.wards = _places(size)
        self.rows: list[Membership] = _people(rng, size, self.wards)
        self.at = defaultdict(list)
        for row in self.rows:
            self.at[row.place_id].append(row)
        _heads(self.home, self.at)
        self.lively = [1 / (1 + number) ** 0.7 for number in range(len(self.wards))]
        rng.shuffle(self.lively)
        self.log: list[tuple[Any, list[Any]]] = []

    @property
    def liveliest(self) -> Any:
        return self.wards[self.lively.index(max(self.lively))]

    def somebody(self, place: int, manages: bool | None = None) -> Any:
        """Some do much and most a little. With `manages` somebody who does or does not, where there is one."""
        here = [row for row in self.at[place] if manages in (None, row.managerial)] or self.at[place]
        return here[int(len(here) * self.rng.random() ** 2.5)]

    def happened(self, kind: str, subject: Any, at: datetime, by: Any = None, part: str = "", **facts: str) -> None:
        """With the part that somebody played. `by` is a membership; none: the clock. After the last day nothing happened."""
        from groundswell.events.models import Credit, Event

        if at >= self.until:
            return
        event = Event(
            kind=kind, room=subject._meta.app_label, subject_id=subject.public_id, title="x", address="/x/", place=subject.place,
            organisation=self.home, actor_id=by and by.person_id, at=at, facts=facts,
        )  # fmt: skip
        credit = by and part and Credit(
            person_id=by.person_id, part=part, at=at, place_id=by.place_id, staff_group=by.staff_group, clinical=by.clinical,
            managerial=by.managerial,
        )  # fmt: skip
        self.log.append((event, credit))

    def write_log(self) -> None:
        from groundswell.events.models import Credit, Event

        self.log.sort(key=lambda row: row[0].at)
        Event.objects.bulk_create([event for event, _credit in self.log], batch_size=BATCH)
        credits = []
        for event, credit in self.log:
            if credit:
                credit.event = event
                credits.append(credit)
        Credit.objects.bulk_create(credits, batch_size=BATCH)

    def wait(self, typical: float) -> timedelta:
        """Log-normal: half within `typical` days, one in a hundred more than twelve times as long."""
        return timedelta(days=typical * self.rng.lognormvariate(0, 1.1))


def fill(rng: random.Random, size: Size = Size()) -> Trust:
    here = Trust(rng, size)
    works = _tried(here, _noticed(here))
    _permissions(here, works)
    _in_the_way(here, works)
    here.write_log()
    return here


def one_more_day(here: Trust) -> int:
    """What a working day adds. How many events."""
    from groundswell.ideas.models import Idea

    here.log, here.until, made = [], END + timedelta(days=1), []
    for number in range(here.size.ideas * 3 // DAYS):  # a lively day
        ward, at = here.rng.choices(here.wards, here.lively)[0], END + timedelta(hours=9, minutes=number)
        owner = here.somebody(ward.pk)
        idea = Idea(
            words="x",
            owner_id=owner.person_id,
            place=ward,
            organisation=here.home,
            noticed_at=at,
            moved_at=at,
            due_on=at.date(),
        )
        made.append(idea)
        here.happened("idea_noticed", idea, at, owner, "owner")
        here.happened("commented", idea, at + timedelta(hours=2), here.somebody(ward.pk), "commenter")
    Idea.objects.bulk_create(made)
    here.write_log()
    return len(here.log)


def _places(size: Size) -> tuple[Any, list[Any]]:
    from groundswell.places.models import Kind, Place

    def make(name: str, kind: str, above: Any = None, key: str | None = None) -> Any:
        row = Place(
            name=name, kind=kind, parent=above, organisation=above and (above.organisation or above), **({"key": key} if key else {})
        )  # fmt: skip
        row.save()
        row.path = f"{above.path if above else '/'}{row.pk}/"
        row.organisation = row.organisation or row
        row.save()
        return row

    trust = make("Made-up trust", Kind.TRUST, key="BENCH")
    divisions = [make(f"Division {n + 1}", Kind.DIVISION, trust) for n in range(size.divisions)]
    return trust, [make(f"Ward {n + 1}", Kind.WARD, divisions[n % size.divisions]) for n in range(size.wards)]


def _people(rng: random.Random, size: Size, wards: list[Any]) -> list[Any]:
    from groundswell.people.models import Membership, Person

    people = Person.objects.bulk_create(
        [Person(email=f"p{n}@bench.example", name=f"Person {n}", password="!") for n in range(size.staff)],
        batch_size=BATCH,
    )
    groups = [rng.choice(GROUPS) for _person in people]
    return Membership.objects.bulk_create(
        [Membership(person=one, place=rng.choice(wards), staff_group=group, clinical=group not in OFFICE,
                    managerial=group == "general_management", joined_by="invitation", since=START,
                    confirmed_at=START) for one, group in zip(people, groups, strict=True)],
        batch_size=BATCH,
    )  # fmt: skip


def _heads(home: Any, at: dict[int, list[Any]]) -> None:
    """How many of each group work on each ward, in each division and in all: as many as have an account."""
    from groundswell.people.models import Headcount
    from groundswell.places.models import Place

    found: Counter[tuple[int, str]] = Counter()
    above = {
        place.pk: [int(part) for part in place.path.split("/") if part]
        for place in Place.objects.in_bulk(list(at)).values()
    }
    for ward, rows in at.items():
        found.update((place, row.staff_group) for row in rows for place in above[ward])
    Headcount.objects.bulk_create(
        [Headcount(place_id=place, staff_group=group, since=START.date(), heads=heads, said_at=START)
         for (place, group), heads in found.items()], batch_size=BATCH,
    )  # fmt: skip


def _noticed(here: Trust) -> list[tuple[Any, Any]]:
    """Ideas, each with the membership of who noticed."""
    from groundswell.ideas.models import Idea

    rng, made, owners = here.rng, [], []
    for number in range(here.size.ideas):
        ward = rng.choices(here.wards, here.lively)[0]
        at, owner = START + timedelta(days=DAYS * number / here.size.ideas), here.somebody(ward.pk)
        heard = at + here.wait(3) if rng.random() < 0.85 else None
        by = here.somebody(ward.pk, manages=True)
        made.append(
            Idea(words="x", owner_id=owner.person_id, place=ward, organisation=here.home, noticed_at=at, moved_at=at, due_on=at.date(),
                 stage="heard" if heard else "noticed", heard_at=heard, heard_by_id=by.person_id if heard else None,
                 answer="x" if heard else "", fixed_at=at if rng.random() < 0.1 else None)
        )  # fmt: skip
        owners.append((owner, by))
    Idea.objects.bulk_create(made, batch_size=BATCH)
    for idea, (owner, by) in zip(made, owners, strict=True):
        here.happened("idea_noticed", idea, idea.noticed_at, owner, "owner")
        if idea.heard_at:
            here.happened("idea_heard", idea, idea.heard_at, by, "answerer")
        if idea.fixed_at:
            here.happened("idea_fixed", idea, idea.fixed_at, owner, "owner")
        for _n in range(rng.randrange(4)):
            here.happened("commented", idea, idea.noticed_at + here.wait(4), here.somebody(idea.place_id), "commenter")
    return [(idea, owner) for idea, (owner, _by) in zip(made, owners, strict=True)]


def _tried(here: Trust, ideas: list[tuple[Any, Any]]) -> list[Any]:
    from groundswell.changes.models import Change, ChangePlace, Test

    rng, works, tests, places = here.rng, [], [], []
    taken = rng.sample(ideas, here.size.changes)
    for idea, _owner in taken:
        opened = idea.noticed_at + here.wait(10)
        works.append(
            Change(title="A change of made-up people", place=idea.place, organisation=here.home, reversible=rng.random() < 0.8,
                   inside_team=rng.random() < 0.8, new_risk=rng.random() < 0.2, opened_by_id=idea.owner_id, opened_at=opened,
                   moved_at=opened, stopped_at=opened + here.wait(90) if rng.random() < 0.15 else None, stopped_reason="x")
        )  # fmt: skip
    Change.objects.bulk_create(works, batch_size=BATCH)
    Change.ideas.through.objects.bulk_create(
        [Change.ideas.through(change=work, idea=idea) for work, (idea, _owner) in zip(works, taken, strict=True)],
        batch_size=BATCH,
    )
    for work, (_idea, owner) in zip(works, taken, strict=True):
        here.happened("change_opened", work, work.opened_at, owner, "owner")
        others = [
            ward for ward in rng.choices(here.wards, here.lively, k=rng.choice((0, 0, 0, 1, 2))) if ward != work.place
        ]
        leads = _paired(here, work)
        normal = _tested(here, work, leads, [work.place, *others], tests)
        places += [
            ChangePlace(change=work, place=place, organisation=here.home, joined_at=work.opened_at, home=place == work.place,
                        state="normal" if normal else "trying", normal_on=normal) for place in {work.place, *others}
        ]  # fmt: skip
        if work.stopped_at:
            here.happened("change_stopped", work, work.stopped_at, leads[0])
    ChangePlace.objects.bulk_create(places, batch_size=BATCH)
    Test.objects.bulk_create(tests, batch_size=BATCH)
    return works


def _paired(here: Trust, work: Any) -> list[Any]:
    """Who leads: mostly a clinician and a manager of the ward, sometimes one alone."""
    leads, at = [here.somebody(work.place_id, manages=False)], work.opened_at + here.wait(3)
    here.happened("seat_taken", work, at, leads[0], "clinical_co_lead", seat="clinical")
    if here.rng.random() < 0.6:
        leads.append(here.somebody(work.place_id, manages=True))
        here.happened("seat_taken", work, at + here.wait(3), leads[1], "managerial_co_lead", seat="managerial")
    return leads


def _tested(here: Trust, work: Any, leads: list[Any], wards: list[Any], tests: list[Any]) -> date | None:
    """Tests, with people who join and help. The day on which it became normal practice, if it did."""
    from groundswell.changes.models import Test

    rng, began, decision = here.rng, work.opened_at + here.wait(4), ""
    for number in range(rng.choice((0, 1, 1, 2, 3))):
        helper = here.somebody(rng.choice(wards).pk)
        here.happened("helper_joined", work, began, helper, "joiner")
        here.happened("step_done", work, began + here.wait(4), helper, "task_doer")
        here.happened("test_started", work, began, rng.choice(leads), "tester")
        ended, decision = began + here.wait(14), rng.choice(("adopt", "adapt", "test_again"))
        tests.append(Test(change=work, number=number + 1, question="x", prediction="x", scale="one_week", started_on=began.date(),
                          ended_on=ended.date(), decision=decision))  # fmt: skip
        began = ended + here.wait(15)
    if decision != "adopt" or began >= END:
        return None
    here.happened("made_normal", work, began, leads[0], "tester")
    return began.date()


def _permissions(here: Trust, works: list[Any]) -> None:
    from groundswell.enabling.models import Permission, PermissionHop, PermissionPause

    rng, made, hops, pauses = here.rng, [], [], []
    for work in works:
        plain = work.reversible and work.inside_team and not work.new_risk
        for trigger in rng.sample(sorted(ORIGINS), 0 if plain and rng.random() < 0.8 else rng.choice((1, 1, 2, 3))):
            at, decided = work.opened_at + here.wait(2), rng.random() < 0.93
            no, by_clock = rng.random() < 0.04, ORIGINS[trigger] in ("ours", "habit") and rng.random() < 0.1
            decision = ("no" if no and trigger != "affects_another_team" else "yes") if decided else ""
            made.append(
                Permission(work_room="changes", work_id=work.public_id, work_title="x", work_address="/x/", place=work.place,
                           organisation=here.home, trigger=trigger, source="x", origin=ORIGINS[trigger],
                           asked_by_id=work.opened_by_id, asked_at=at,
                           decider_id=rng.choice(here.rows).person_id, level="division", level_place=here.home, held_since=at,
                           working_days=rng.choice((5, 10)),
                           decision=decision, decided_at=at + here.wait(6) if decided else None, reason="x", would_be_yes="x",
                           automatic=by_clock and decision == "yes")
            )  # fmt: skip
    Permission.objects.bulk_create(made, batch_size=BATCH)
    changes, members = {work.public_id: work for work in works}, {row.person_id: row for row in here.rows}
    for row in made:
        work = changes[row.work_id]
        here.happened("permission_asked", work, row.asked_at, members[row.asked_by_id], permission=row.public_id)
        if row.decided_at:
            kind = (
                "permission_by_clock"
                if row.automatic
                else "permission_given"
                if row.decision == "yes"
                else "permission_refused"
            )
            by = None if row.automatic else members[row.decider_id]
            here.happened(kind, work, row.decided_at, by, permission=row.public_id)
        for number, level in enumerate(LEVELS[: rng.choice((1, 2, 2, 3))]):
            hops.append(
                PermissionHop(
                    permission=row,
                    level=level,
                    place=here.home,
                    why="asked",
                    at=row.asked_at + timedelta(days=7 * number),
                )
            )
        if rng.random() < 0.1:
            pauses.append(
                PermissionPause(permission=row, need="x", at=row.asked_at, ended_at=row.asked_at + here.wait(3))
            )
    PermissionHop.objects.bulk_create(hops, batch_size=BATCH)
    PermissionPause.objects.bulk_create(pauses, batch_size=BATCH)


def _in_the_way(here: Trust, works: list[Any]) -> None:
    from groundswell.enabling.models import Ask, AskBehind, AskHop, AskKind, Commitment

    rng, asks, behind, hops, promises = here.rng, [], [], [], []
    for work in rng.sample(works, here.size.asks):
        at, over = work.opened_at + here.wait(8), rng.random() < 0.8
        asks.append(
            Ask(kind=rng.choice(AskKind.values), what="x", place=work.place, organisation=here.home, asked_by_id=work.opened_by_id,
                asked_at=at, holder_id=rng.choice(here.rows).person_id, held_since=at, level="division", level_place=here.home,
                status="kept" if over else "open",
                ended_at=at + here.wait(20) if over else None)
        )  # fmt: skip
        behind.append(AskBehind(work_room="changes", work_id=work.public_id, work_title="x", work_address="/x/", place=work.place,
                                organisation=here.home, since=at))  # fmt: skip
    Ask.objects.bulk_create(asks, batch_size=BATCH)
    changes, members = {work.public_id: work for work in works}, {row.person_id: row for row in here.rows}
    for ask, row in zip(asks, behind, strict=True):
        row.ask = ask
        here.happened("ask_made", changes[row.work_id], ask.asked_at, members[ask.asked_by_id], ask=ask.public_id)
        if ask.ended_at:
            here.happened(
                "commitment_kept",
                changes[row.work_id],
                ask.ended_at,
                members[ask.holder_id],
                "enabler",
                ask=ask.public_id,
            )
        hops += [
            AskHop(ask=ask, level=level, place=here.home, why="asked", at=ask.asked_at)
            for level in LEVELS[: rng.choice((1, 2, 3))]
        ]
        became = rng.choice(("kept_at", "kept_at", "moved_at", "broken_at")) if ask.ended_at else "ended_at"
        promises.append(
            Commitment(ask=ask, person_id=ask.holder_id, made_at=ask.asked_at, due_on=ask.asked_at.date(), moved_reason="x",
                       **{became: ask.ended_at or ask.asked_at})
        )  # fmt: skip
    AskBehind.objects.bulk_create(behind, batch_size=BATCH)
    AskHop.objects.bulk_create(hops, batch_size=BATCH)
    Commitment.objects.bulk_create(promises, batch_size=BATCH)
