"""The whole packaged set, loaded once: the numbers its README gives, the standing facts, and finding in it."""

from __future__ import annotations

from datetime import date

import pytest

from groundswell.places.actions import Loaded, load_ods
from groundswell.places.models import Kind, Link, Place, Status, Succession
from groundswell.places.queries import above, find

pytestmark = pytest.mark.django_db
ROWS = {
    "regions": 7, "icbs": 42, "commissioners": 320, "trusts": 278, "trust_sites": 29_721, "pcns": 1_366,
    "gp_practices": 8_655, "other_prescribing_centres": 8_030, "pcn_members": 7_705, "icb_successors_2026": 15,
}  # fmt: skip
NEW_BOARDS = {"D7T5G", "S0E4D", "S1Y5D", "S9B9J", "T6Y0W", "Z9B2Z"}


def named(kind: str, **more: object) -> int:
    return Place.objects.filter(kind=kind, placeholder=False, **more).count()


def test_every_row_is_loaded(everything: Loaded) -> None:
    assert {name.split(".")[0]: rows for name, rows in everything.rows.items()} == ROWS
    assert everything.problems == []
    assert named(Kind.SUB_ICB) + named(Kind.COMMISSIONER) == ROWS["commissioners"]
    counts = {Kind.REGION: 7, Kind.ICB: 42, Kind.TRUST: 278, Kind.SITE: 29_721, Kind.NETWORK: 1_366,
              Kind.PRACTICE: 8_655, Kind.CENTRE: 8_030}  # fmt: skip
    assert {kind: named(kind) for kind in counts} == counts
    assert (Link.objects.count(), Link.objects.exclude(until=None).count()) == (7_705, 1_481)
    assert Succession.objects.filter(inferred=True, on=date(2026, 4, 1)).count() == 15


def test_the_open_ones_are_those_the_data_counts(everything: Loaded) -> None:
    assert named(Kind.TRUST, status=Status.ACTIVE) == 206
    assert named(Kind.TRUST, status=Status.ACTIVE, parent=None) == 3  # the Welsh ones
    assert named(Kind.NETWORK, status=Status.ACTIVE) == 1_285
    practices = Place.objects.filter(kind=Kind.PRACTICE, status=Status.ACTIVE)
    welsh = practices.filter(parent__kind=Kind.HEALTH_BOARD)
    assert (practices.count() - welsh.count(), welsh.count()) == (6_220, 398)


def test_boards_that_no_file_names_are_placeholders_with_their_trusts(everything: Loaded) -> None:
    boards = Place.objects.filter(kind=Kind.ICB, placeholder=True)
    assert {board.ods_code for board in boards} == NEW_BOARDS
    assert all(board.parent and board.parent.kind == Kind.REGION for board in boards.select_related("parent"))
    assert Place.objects.filter(kind=Kind.TRUST, status=Status.ACTIVE, parent__in=boards).count() == 53


def test_bassetlaw_in_the_whole_of_england(everything: Loaded) -> None:
    def line(code: str) -> list[str | None]:
        return [place.ods_code for place in above(Place.objects.get(ods_code=code))]

    assert line("02Q") == ["Y60", "QT1"]
    assert line("RP5") == ["Y63", "QF7"]
    assert [line(code) for code in ("RP5BA", "RP5DR", "RP5MM")] == [["Y63", "QF7", "RP5"]] * 3
    active = Place.objects.filter(kind=Kind.PRACTICE, status=Status.ACTIVE, parent__ods_code="02Q")
    assert active.count() == 10
    assert Link.objects.filter(network__ods_code__in=["U05001", "U10748", "U82499"], until=None).count() == 9


def test_every_place_stands_in_the_tree(everything: Loaded) -> None:
    places = Place.objects.values_list("pk", "parent", "path")
    paths = {pk: path for pk, _parent, path in places}
    assert all(path == f"{paths[parent] if parent else '/'}{pk}/" for pk, parent, path in places)
    roots = Place.objects.filter(parent=None).exclude(kind=Kind.REGION)
    assert set(roots.values_list("kind", flat=True)) == {Kind.TRUST, Kind.HEALTH_BOARD, Kind.COMMISSIONER, Kind.CENTRE}
    assert not Place.objects.filter(kind=Kind.SITE).exclude(parent__kind=Kind.TRUST).exists()


def test_loading_again_changes_nothing(everything: Loaded) -> None:
    again = load_ods(at=date(2026, 9, 1))
    assert again.changes == 0
    assert again.unchanged.total() == sum(ROWS.values())


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("bassetlaw hosp", "RP5BA"),
        ("doncaster royal", "RP5DR"),
        ("doncaster", "RP5"),
        ("larwood", "C84001"),
        ("S81 0BD", "RP5BA"),
        ("s810bd", "RP5BA"),
        ("rp5mm", "RP5MM"),
        ("02q", "02Q"),
    ],
)
def test_the_likeliest_place_comes_first(everything: Loaded, typed: str, first: str) -> None:
    assert find(typed)[0].ods_code == first


def test_results_are_ten_at_most_open_ones_first(everything: Loaded) -> None:
    found = find("darlington", limit=50)
    openness = [place.is_open for place in found]
    assert False in openness
    assert openness == sorted(openness, reverse=True)
    assert len(find("hospital")) == 10
    assert all(place.is_open for place in find("darlington", limit=50, only_open=True))
    assert {place.kind for place in find("darlington", kinds=[Kind.PRACTICE])} == {Kind.PRACTICE}
