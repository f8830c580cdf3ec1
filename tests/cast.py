"""The cast and their places, built in a few queries. Fixtures `places` and `cast` are there in every test.

    def test_a_stranger_cannot_see_it(cast, places):
        idea = actions.notice(words="...", place=places.ward21, by=cast.amina, at=MONDAY)
        assert cast.client(cast.sam).get(idea.get_absolute_url()).status_code == 404

The people are those of the demonstration (`groundswell.front.demo.cast`), plus a few colleagues without a name who hold
the remaining rights. Organisations and codes are real, from a handful of rows of the open ODS data.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from groundswell.front.demo.cast import CAST, TEAMS, Member
from groundswell.people.models import Membership, Person, RoleGrant
from groundswell.places.models import ORGANISATIONS, Kind, Parentage, Place
from groundswell.ui.ids import new_key

LONG_AGO = datetime(2020, 1, 6, 9, 0, tzinfo=UTC)
MONDAY = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)

# name here, key, name, kind, parent: parents come first.
PLACES = (
    ("midlands", "Y60", "Midlands", Kind.REGION, None),
    ("north_east", "Y63", "North East and Yorkshire", Kind.REGION, None),
    ("qt1", "QT1", "NHS Nottingham and Nottinghamshire Integrated Care Board", Kind.ICB, "Y60"),
    ("qf7", "QF7", "NHS South Yorkshire Integrated Care Board", Kind.ICB, "Y63"),
    ("bassetlaw_area", "02Q", "NHS Nottingham and Nottinghamshire ICB - 02Q", Kind.SUB_ICB, "QT1"),
    ("rp5", "RP5", "Doncaster and Bassetlaw Teaching Hospitals NHS Foundation Trust", Kind.TRUST, "QF7"),
    ("rhq", "RHQ", "Sheffield Teaching Hospitals NHS Foundation Trust", Kind.TRUST, "QF7"),
    ("bassetlaw", "RP5BA", "Bassetlaw Hospital", Kind.SITE, "RP5"),
    ("doncaster", "RP5DR", "Doncaster Royal Infirmary", Kind.SITE, "RP5"),
    ("northern_general", "RHQNG", "Northern General Hospital", Kind.SITE, "RHQ"),
    ("larwood", "C84001", "Larwood Surgery", Kind.PRACTICE, "02Q"),
    ("newgate", "C84024", "Newgate Medical Group", Kind.PRACTICE, "02Q"),
)
TEAM_NAMES = {
    "RP5BA-W21": "ward21",
    "RP5BA-MAU": "assessment",
    "RP5DR-W17": "ward17",
    "C84001-REC": "reception",
    "RHQNG-W6": "ward6",
}

# Colleagues who hold the rights that nobody of the nine holds, at the trust unless said otherwise.
EXTRAS = (
    Member(
        "next_ward", "A nurse from the next ward", "next.ward@rp5.example", "Staff nurse", "RP5DR-W17",
        "nursing_midwifery", clinical=True, managerial=False,
    ),
    Member(
        "ward_mate", "A nurse on the same ward", "ward.mate@rp5.example", "Staff nurse", "RP5BA-W21",
        "nursing_midwifery", clinical=True, managerial=False,
    ),
    Member(
        "admin", "The trust's place admin", "place.admin@rp5.example", "Workforce officer", "RP5",
        "admin_corporate", clinical=False, managerial=False, roles=(("place_admin", "RP5"),),
    ),
    Member(
        "ig", "The trust's IG lead", "ig.lead@rp5.example", "Information governance lead", "RP5",
        "admin_corporate", clinical=False, managerial=True, roles=(("ig_lead", "RP5"),),
    ),
    Member(
        "manager", "The trust's operations manager", "manager@rp5.example", "Operations manager", "RP5BA",
        "general_management", clinical=False, managerial=True, roles=(("manager", "RP5BA"),),
    ),
    Member(
        "coach", "The trust's improvement coach", "coach@rp5.example", "Improvement coach", "RP5",
        "admin_corporate", clinical=False, managerial=False, roles=(("coach", "RP5"),),
    ),
    Member(
        "auditor", "The trust's auditor", "auditor@rp5.example", "Internal auditor", "RP5",
        "admin_corporate", clinical=False, managerial=False, roles=(("auditor", "RP5"),),
    ),
    Member(
        "finance", "The trust's finance lead", "finance@rp5.example", "Finance business partner", "RP5",
        "admin_corporate", clinical=False, managerial=True, roles=(("finance", "RP5"),),
    ),
    Member(
        "safety", "The trust's patient safety lead", "safety@rp5.example", "Patient safety lead", "RP5",
        "admin_corporate", clinical=False, managerial=True, roles=(("safety", "RP5"),),
    ),
    Member(
        "other_admin", "Another trust's place admin", "place.admin@rhq.example", "Workforce officer", "RHQ",
        "admin_corporate", clinical=False, managerial=True, roles=(("place_admin", "RHQ"), ("ig_lead", "RHQ")),
    ),
    # The board above the trust: where a test says so, the first takes part in a change of the trust and the second never does.
    Member(
        "guest", "The board's improvement lead", "guest@qf7.example", "Improvement lead", "QF7",
        "commissioning", clinical=False, managerial=True, roles=(("system_viewer", "QF7"),),
    ),
    Member(
        "commissioner", "The board's commissioner", "commissioner@qf7.example", "Commissioning manager", "QF7",
        "commissioning", clinical=False, managerial=True, roles=(("system_viewer", "QF7"),),
    ),
)  # fmt: skip


@dataclass
class Places:
    """The real tree around Bassetlaw, and the made-up teams in it."""

    midlands: Place
    north_east: Place
    qt1: Place
    qf7: Place
    bassetlaw_area: Place
    rp5: Place
    rhq: Place
    bassetlaw: Place
    doncaster: Place
    northern_general: Place
    larwood: Place
    newgate: Place
    ward21: Place
    assessment: Place
    ward17: Place
    reception: Place
    ward6: Place


@dataclass
class Cast:
    """The nine, and colleagues who hold the other rights. `newcomer` has an account and works nowhere yet."""

    amina: Person
    grace: Person
    adil: Person
    pat: Person
    meera: Person
    helen: Person
    tom: Person
    jean: Person
    sam: Person
    next_ward: Person
    ward_mate: Person
    admin: Person
    ig: Person
    finance: Person
    safety: Person
    manager: Person
    coach: Person
    auditor: Person
    other_admin: Person
    guest: Person
    commissioner: Person
    newcomer: Person

    @staticmethod
    def client(person: Person | None = None, **more: object) -> Client:
        """A browser in which `person` is signed in (nobody when left out)."""
        client = Client(**more)
        if person is not None:
            client.force_login(person)
        return client

    def everybody(self) -> dict[str, Person]:
        return dict(vars(self))


def build_places() -> Places:
    """Some twenty places in four queries."""
    rows = [(name, key, title, kind, parent, True) for name, key, title, kind, parent in PLACES]
    rows += [(TEAM_NAMES[team.key], team.key, team.name, Kind(team.kind), team.parent, False) for team in TEAMS]
    made = {
        key: Place(key=key, ods_code=key if real else None, name=title, kind=kind, opened_on=date(1991, 4, 1))
        for _name, key, title, kind, _parent, real in rows
    }
    Place.objects.bulk_create(made.values())
    for _name, key, _title, kind, parent, _real in rows:
        place, above = made[key], made.get(parent)
        place.parent = above
        place.path = f"{above.path if above else '/'}{place.pk}/"
        place.organisation = place if kind in ORGANISATIONS else above.organisation
    Place.objects.bulk_update(made.values(), ["parent", "path", "organisation"])
    Parentage.objects.bulk_create(
        Parentage(place=place, parent=place.parent) for place in made.values() if place.parent
    )
    return Places(**{name: made[key] for name, key, *_ in rows})


def build_cast(places: Places) -> Cast:
    """Everybody, with memberships and grants, in three queries."""
    by_key = {place.key: place for place in vars(places).values()}
    members = {member.key: member for member in (*CAST, *EXTRAS)}
    people = {key: Person(email=one.email, name=one.name, demo=one in CAST) for key, one in members.items()}
    people["newcomer"] = Person(email="newcomer@nhs.example", name="A newcomer")
    for person in people.values():
        person.set_unusable_password()
    Person.objects.bulk_create(people.values())
    Membership.objects.bulk_create(
        Membership(
            person=people[key], place=by_key[one.place], title=one.title, staff_group=one.staff_group,
            clinical=one.clinical, managerial=one.managerial, joined_by=Membership.Joined.INVITATION,
            since=LONG_AGO, confirmed_at=LONG_AGO,
        )
        for key, one in members.items()
    )  # fmt: skip
    RoleGrant.objects.bulk_create(
        RoleGrant(person=people[key], place=by_key[place], role=role, since=LONG_AGO)
        for key, one in members.items()
        for role, place in one.roles
    )
    return Cast(**people)


@pytest.fixture
def places(db: None) -> Places:
    return build_places()


@pytest.fixture
def cast(places: Places) -> Cast:
    return build_cast(places)


@pytest.fixture
def monday() -> datetime:
    """A Monday morning with a full working week ahead."""
    return MONDAY


def send(client: Client, address: str, **typed: object):
    """Post what somebody typed, with the request key every form carries."""
    return client.post(address, {"request_key": new_key(), **typed})


@contextlib.contextmanager
def at_most(queries: int) -> Iterator[CaptureQueriesContext]:
    """A page's budget: fail and list the queries when the block makes more than `queries`."""
    with CaptureQueriesContext(connection) as caught:
        yield caught
    lines = [f"{number}. {query['sql'][:300]}" for number, query in enumerate(caught.captured_queries, 1)]
    assert len(lines) <= queries, f"{len(lines)} queries, the budget is {queries}:\n" + "\n".join(lines)
