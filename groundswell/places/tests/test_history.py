"""What a later file changes, and what is remembered of before."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from groundswell.places.actions import Loaded, load_ods, open_place
from groundswell.places.models import Kind, Place, Status, Succession
from groundswell.places.queries import find, predecessors, successors

LATER = date(2026, 7, 1)
Edition = Callable[..., Path]


def test_a_closed_practice_keeps_its_place_in_the_tree(tiny: Loaded, later: Edition) -> None:
    result = load_ods(later("epraccur", C84008={12: "20260630", 13: "C"}), at=LATER)
    closed = Place.objects.get(ods_code="C84008")
    assert (closed.status, closed.closed_on) == (Status.INACTIVE, date(2026, 6, 30))
    assert closed.roles.get().until == date(2026, 6, 30)
    assert closed.parent.ods_code == "02Q"
    assert result.changed[Kind.PRACTICE] == 2  # the other row brings the day it joined its parent


def test_a_renamed_trust_is_found_by_its_new_name_and_the_old_one_is_kept(tiny: Loaded, later: Edition) -> None:
    load_ods(later("etr", RP5={2: "IDLE VALLEY NHS FOUNDATION TRUST"}), at=LATER)
    trust = Place.objects.get(ods_code="RP5")
    assert trust.name == "Idle Valley NHS Foundation Trust"
    assert list(trust.former_names.values_list("name", "until")) == [
        ("Doncaster and Bassetlaw Teaching Hospitals NHS Foundation Trust", date(2026, 6, 30))
    ]
    assert [place.ods_code for place in find("idle valley")] == ["RP5"]
    assert trust not in find("doncaster")


def test_a_moved_trust_takes_sites_and_teams_along_and_remembers_where_it_was(tiny: Loaded, later: Edition) -> None:
    ward = open_place(name="Ward 21", kind=Kind.WARD, parent=Place.objects.get(ods_code="RP5BA"), at=date(2026, 3, 3))
    result = load_ods(later("etr", RP5={4: "QT1"}), at=LATER)
    trust, board = Place.objects.get(ods_code="RP5"), Place.objects.get(ods_code="QT1")
    ward.refresh_from_db()
    assert trust.parent == board
    assert ward.is_under(board)
    assert ward.organisation == trust
    assert list(trust.parentages.order_by("pk").values_list("parent__ods_code", "since", "until")) == [
        ("QF7", None, date(2026, 6, 30)),
        ("QT1", LATER, None),
    ]
    assert (result.changes, result.changed[Kind.TRUST]) == (1, 1)
    assert load_ods(later("etr"), at=date(2026, 8, 1)).changes == 1  # and back, with an edition that says so
    assert trust.parentages.count() == 3


def test_the_day_a_practice_joined_its_new_parent_is_the_files_own(tiny: Loaded, later: Edition) -> None:
    load_ods(later("epraccur", C84001={15: "02X", 16: "20260401"}), at=LATER)
    practice = Place.objects.get(ods_code="C84001")
    assert list(practice.parentages.order_by("pk").values_list("parent__ods_code", "since", "until")) == [
        ("02Q", None, date(2026, 3, 31)),
        ("02X", date(2026, 4, 1), None),
    ]


def test_a_correction_on_the_same_day_leaves_no_backward_row(tiny: Loaded, later: Edition) -> None:
    load_ods(later("etr", RP5={4: "QT1"}), at=LATER)
    load_ods(later("etr", RP5={4: "QF7"}), at=LATER)
    rows = Place.objects.get(ods_code="RP5").parentages.order_by("pk")
    assert list(rows.values_list("parent__ods_code", "since", "until")) == [
        ("QF7", None, date(2026, 6, 30)),
        ("QF7", LATER, None),
    ]


def test_a_code_that_becomes_another_kind_of_body_keeps_what_it_was(tiny: Loaded, later: Edition) -> None:
    load_ods(later("epraccur", C84008={26: "9"}), at=LATER)
    place = Place.objects.get(ods_code="C84008")
    assert (place.kind, place.subtype) == (Kind.CENTRE, "community_health_service")
    assert list(place.roles.order_by("pk").values_list("code", "since", "until")) == [
        ("RO76", date(1974, 4, 1), LATER),
        ("RO177", LATER, None),
    ]


def test_a_placeholder_gets_its_name_when_a_file_names_it(tiny: Loaded, tmp_path: Path) -> None:
    heading = "ods_code,name,role,subtype,parent_code,icb_code,region_code,postcode,status,open_date,close_date"
    (tmp_path / "icbs.csv").write_text(f"{heading}\nZ9B2Z,A NEW BOARD,icb,,Y60,Z9B2Z,Y60,,active,2026-04-01,\n")
    before = Place.objects.get(ods_code="Z9B2Z")
    result = load_ods(tmp_path, at=LATER)
    board = Place.objects.get(ods_code="Z9B2Z")
    assert (board.pk, board.name, board.placeholder) == (before.pk, "A New Board", False)
    assert board.former_names.count() == 0
    assert Place.objects.get(ods_code="G6V2S").path.startswith(board.path)
    assert (result.changed[Kind.ICB], load_ods(tmp_path, at=LATER).changes) == (1, 0)


def test_merged_boards_are_linked_closed_and_remembered(tiny: Loaded, tmp_path: Path, later: Edition) -> None:
    heading = "ods_code,name,role,subtype,parent_code,icb_code,region_code,postcode,status,open_date,close_date"
    rows = (
        "QT1,NHS NOTTINGHAM AND NOTTINGHAMSHIRE ICB,icb,,Y60,QT1,Y60,,inactive,2022-07-01,2026-03-31",
        "M1D2L,NHS EAST MIDLANDS ICB,icb,,Y60,M1D2L,Y60,,active,2026-04-01,",
    )
    (tmp_path / "icbs.csv").write_text("\n".join((heading, *rows)))
    (tmp_path / "successors.csv").write_text("new_icb_code,old_icb_code\nM1D2L,QT1\n")
    result = load_ods(later("eccg", _02Q={4: "M1D2L"}), at=LATER)
    old, new, area = (Place.objects.get(ods_code=code) for code in ("QT1", "M1D2L", "02Q"))
    assert (old.is_open, successors(old), predecessors(new)) == (False, [new], [old])
    assert Succession.objects.get().on == date(2026, 4, 1)
    assert Succession.objects.get().inferred
    assert Place.objects.get(ods_code="C84001").is_under(new)
    assert area.parentages.filter(parent=old, until__isnull=False).exists()
    assert (result.problems, result.added["takeover"]) == ([], 1)
    assert load_ods(tmp_path, at=LATER).changes == 0


def test_a_membership_that_ends_and_one_that_begins_are_both_kept(tiny: Loaded, tmp_path: Path) -> None:
    rows = "C84001,U05001,2019-07-01,2026-03-31\nC84001,U10748,2026-04-01,\n"
    practice = Place.objects.get(ods_code="C84001")
    start = practice.links.get().since
    (tmp_path / "members.csv").write_text(
        "practice_code,pcn_code,start_date,end_date\n" + rows.replace("2019-07-01", start.isoformat())
    )
    result = load_ods(tmp_path, at=LATER)
    assert (result.changed["membership"], result.added["membership"]) == (1, 1)
    assert list(practice.links.order_by("since").values_list("network__ods_code", "until")) == [
        ("U05001", date(2026, 3, 31)),
        ("U10748", None),
    ]
