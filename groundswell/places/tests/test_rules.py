"""Rules, words, names and the tree: no database."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groundswell.places import rules
from groundswell.places.models import Kind, Place, Status
from groundswell.places.ods.cells import plain_name
from groundswell.places.tree import Tree
from groundswell.places.words import WEIGHT_OF_CLOSED, asked_for, leading_to


def a_place(**more: object) -> Place:
    return Place(**{"pk": 1, "name": "Ward 21", "kind": Kind.WARD, "path": "/1/"} | more)


def test_a_team_needs_a_place_to_stand_in_and_an_organisation_does_not() -> None:
    assert rules.may_open(name="Ward 21", kind=Kind.WARD, parent=a_place())
    assert "which organisation" in rules.may_open(name="Ward 21", kind=Kind.WARD, parent=None).reason
    assert rules.may_open(name="A hospice", kind=Kind.CENTRE, parent=None)


def test_nothing_opens_without_a_name_or_inside_a_closed_place() -> None:
    assert not rules.may_open(name="  ", kind=Kind.WARD, parent=a_place())
    assert "closed" in rules.may_open(name="Bay", kind=Kind.WARD, parent=a_place(status=Status.INACTIVE)).reason


def test_levels_end_before_the_path_is_full() -> None:
    assert not rules.may_open(name="Bay", kind=Kind.WARD, parent=a_place(path="/" + "1/" * rules.DEEPEST))


def test_a_place_with_open_places_inside_cannot_close() -> None:
    assert rules.may_close(a_place(), open_inside=0)
    assert "2 open places" in rules.may_close(a_place(), open_inside=2).reason
    assert "1 open place " in rules.may_close(a_place(), open_inside=1).reason
    assert not rules.may_close(a_place(status=Status.INACTIVE), open_inside=0)


def test_a_place_cannot_move_into_itself_nor_to_where_it_is_nor_to_a_closed_place() -> None:
    ward, site = a_place(pk=2, path="/1/2/", parent_id=1), a_place(pk=3, path="/3/")
    assert rules.may_move(ward, site)
    assert "into itself" in rules.may_move(ward, a_place(pk=4, path="/1/2/4/")).reason
    assert "already" in rules.may_move(ward, a_place(pk=1, path="/1/")).reason
    assert "closed" in rules.may_move(ward, a_place(pk=3, path="/3/", status=Status.INACTIVE)).reason


def test_nothing_is_under_a_place_without_a_path() -> None:
    assert not a_place(path="/1/").is_under(Place())


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("bas", ["bas"]),
        ("ba", []),
        ("st mary", ["st", "mary"]),
        ("King's Mill", ["kings", "mill"]),
        ("DN22 7XF", ["dn227xf"]),
        ("retford dn22 7x", ["retford", "dn227x"]),
        ("university of the north", ["university", "north"]),
        ("the", ["the"]),
        ("%_'\"\\", []),
        ("Ysbyty Gwynedd â", ["ysbyty", "gwynedd", "a"]),
    ],
)
def test_what_is_looked_for(typed: str, words: list[str]) -> None:
    assert asked_for(typed) == words


def test_a_trust_weighs_less_than_a_centre_and_every_open_place_less_than_a_closed_one() -> None:
    def weight(kind: str, status: str = Status.ACTIVE) -> int:
        return leading_to(name="Retford", kind=kind, status=status)["retford"]

    assert weight(Kind.TRUST) < weight(Kind.SITE) < weight(Kind.CENTRE)
    assert weight(Kind.CENTRE, Status.DORMANT) < WEIGHT_OF_CLOSED <= weight(Kind.TRUST, Status.INACTIVE)


def test_a_site_that_shares_its_trusts_name_is_likelier_meant() -> None:
    def weight(parent: str) -> int:
        return leading_to(name="Bassetlaw Hospital", kind=Kind.SITE, status="active", parent=parent)["bassetlaw"]

    assert weight("Doncaster and Bassetlaw Teaching Hospitals") < weight("Sheffield Teaching Hospitals")


def test_a_team_is_found_under_the_name_of_where_it_belongs() -> None:
    words = leading_to(name="Ward 21", kind=Kind.WARD, status="active", of_place="Bassetlaw Hospital")
    assert words["ward"] < words["bassetlaw"]


@pytest.mark.parametrize(
    ("published", "read"),
    [
        (
            "DONCASTER AND BASSETLAW TEACHING HOSPITALS NHS FOUNDATION TRUST",
            "Doncaster and Bassetlaw Teaching Hospitals NHS Foundation Trust",
        ),
        ("NHS NOTTINGHAM AND NOTTINGHAMSHIRE ICB - 02Q", "NHS Nottingham and Nottinghamshire ICB - 02Q"),
        ("KING'S MILL HOSPITAL", "King's Mill Hospital"),
        ("THE SURGERY (DR O'NEILL & PTNRS)", "The Surgery (Dr O'Neill & Ptnrs)"),
        ("ST. MARY'S PCN", "St. Mary's PCN"),
        ("Written with care", "Written with care"),
    ],
)
def test_names_in_capitals_are_put_in_reading_case(published: str, read: str) -> None:
    assert plain_name(published) == read


@st.composite
def forests(draw: st.DrawFn) -> dict[int, int | None]:
    """Every place's parent has a smaller number, so there is no circle."""
    size = draw(st.integers(1, 40))
    return {1: None} | {n: draw(st.one_of(st.none(), st.integers(1, n - 1))) for n in range(2, size + 1)}


@given(forests(), st.sets(st.integers(1, 40)))
def test_a_path_continues_the_parents_and_the_organisation_is_the_nearest_one_above(
    parents: dict[int, int | None], organisations: set[int]
) -> None:
    tree = Tree(parents, organisations).grow()
    for place, parent in parents.items():
        organisation, path = tree.stands[place]
        above = tree.stands[parent] if parent else (None, "/")
        assert path == f"{above[1]}{place}/"
        assert organisation == (place if place in organisations else above[0])
    assert tree.circular == []


def test_a_circle_is_noticed() -> None:
    assert Tree({1: 2, 2: 1, 3: None}, set()).grow().circular
