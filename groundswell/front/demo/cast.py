"""The cast of nine and the teams they work in. The organisations are real; the people and what they say are made up.

Data only: the demonstration, the tests, the screenshots and the guide all build the same people from here.
Every address ends in `.example`, which can never receive mail.
"""

from __future__ import annotations

from dataclasses import dataclass

LABEL = "Made up for the demonstration"


@dataclass(frozen=True)
class Team:
    """A made-up team at a real site or practice."""

    key: str
    name: str
    kind: str
    parent: str


@dataclass(frozen=True)
class Member:
    """One of the cast. `roles` are pairs of a right and the key of the place where it holds."""

    key: str
    name: str
    email: str
    title: str
    place: str
    staff_group: str
    clinical: bool
    managerial: bool
    roles: tuple[tuple[str, str], ...] = ()
    tries: str = ""


TEAMS = (
    Team("RP5BA-W21", "Ward 21", "ward", "RP5BA"),
    Team("RP5BA-MAU", "Medical assessment", "ward", "RP5BA"),
    Team("RP5DR-W17", "Ward 17", "ward", "RP5DR"),
    Team("C84001-REC", "Reception and care navigation", "surgery", "C84001"),
    Team("RHQNG-W6", "Ward 6", "ward", "RHQNG"),
)

CAST = (
    Member(
        "amina", "Amina Yusuf", "amina.yusuf@rp5.example", "Healthcare assistant", "RP5BA-W21",
        "nursing_support", clinical=True, managerial=False,
        tries="Notice something in one sentence and see what became of it.",
    ),
    Member(
        "grace", "Sister Grace Okafor", "grace.okafor@rp5.example", "Ward manager", "RP5BA-W21",
        "nursing_midwifery", clinical=True, managerial=True,
        roles=(("answerer", "RP5BA-W21"), ("place_lead", "RP5BA-W21"), ("enabler", "RP5BA-W21")),
        tries="Answer new ideas and lead a change with somebody.",
    ),
    Member(
        "adil", "Dr Adil Hussain", "adil.hussain@c84001.example", "GP partner", "C84001",
        "medical_dental", clinical=True, managerial=False, roles=(("answerer", "C84001"),),
        tries="Take up what worked in a hospital, in general practice.",
    ),
    Member(
        "pat", "Pat Smith", "pat.smith@c84001.example", "Practice manager", "C84001",
        "general_management", clinical=False, managerial=True,
        roles=(("answerer", "C84001"), ("place_lead", "C84001"), ("place_admin", "C84001")),
        tries="Take the managerial seat and promise to clear one thing.",
    ),
    Member(
        "meera", "Dr Meera Patel", "meera.patel@rp5.example", "Consultant physician", "RP5BA",
        "medical_dental", clinical=True, managerial=False,
        roles=(("answerer", "RP5BA"), ("decider", "RP5BA")),
        tries="Plan a test, read the chart and say what was learned.",
    ),
    Member(
        "helen", "Helen Marsh", "helen.marsh@rp5.example", "Chief executive", "RP5",
        "general_management", clinical=False, managerial=True,
        roles=(("executive", "RP5"), ("enabler", "RP5")),
        tries="See what is asked of you and what is on the board of the trust.",
    ),
    Member(
        "tom", "Tom Reid", "tom.reid@qt1.example", "System improvement lead", "QT1",
        "commissioning", clinical=False, managerial=True,
        roles=(("system_viewer", "QT1"), ("enabler", "QT1")),
        tries="Look across practices and hospital for shared stories.",
    ),
    Member(
        "jean", "Jean Walker", "jean.walker@partner.example", "Partner by experience", "RP5",
        "other", clinical=False, managerial=False, roles=(("partner", "RP5"),),
        tries="Bring what it is like to be cared for here.",
    ),
    Member(
        "sam", "Sam Blake", "sam.blake@rhq.example", "Physiotherapist", "RHQNG-W6",
        "ahp", clinical=True, managerial=False,
        tries="Come from another trust: see only what was shared.",
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Colleagues:
    """So many people of a team, without names: nobody can be them. Below eleven in a place no figure is shown there."""

    place: str
    title: str
    staff_group: str
    number: int


COLLEAGUES = (
    Colleagues("RP5BA-W21", "Staff nurse", "nursing_midwifery", 8),
    Colleagues("RP5BA-W21", "Healthcare assistant", "nursing_support", 4),
    Colleagues("RP5BA-MAU", "Staff nurse", "nursing_midwifery", 6),
    Colleagues("RP5DR-W17", "Staff nurse", "nursing_midwifery", 12),
    Colleagues("C84001-REC", "Care navigator", "admin_corporate", 10),
)


def called(key: str) -> Member:
    """The member of the cast with that key."""
    return next(member for member in CAST if member.key == key)
