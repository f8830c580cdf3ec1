"""From files to one tree: a tiny sample in both layouts, and what is wrong with a row."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from groundswell.places.actions import CircularFiles, Loaded, load_ods
from groundswell.places.models import Kind, Link, Place, Role
from groundswell.places.queries import above
from groundswell.places.tests.conftest import FIRST_DAY, PUBLISHED, TIDY

HEADING = "ods_code,name,role,subtype,parent_code,icb_code,region_code,postcode,status,open_date,close_date"


def codes(places: list[Place]) -> list[str | None]:
    return [place.ods_code for place in places]


def test_bassetlaw_spans_two_boards_and_two_regions(tiny: Loaded) -> None:
    area, trust, hospital = (Place.objects.get(ods_code=code) for code in ("02Q", "RP5", "RP5BA"))
    assert codes(above(area)) == ["Y60", "QT1"]
    assert codes(above(trust)) == ["Y63", "QF7"]
    assert codes(above(hospital)) == ["Y63", "QF7", "RP5"]
    assert (area.organisation, trust.organisation, hospital.organisation) == (area, trust, trust)


def test_a_code_outlives_its_kind(tiny: Loaded) -> None:
    area = Place.objects.get(ods_code="02Q")
    assert area.kind == Kind.SUB_ICB
    assert list(area.roles.order_by("since").values_list("code", "since", "until")) == [
        ("RO98", date(2013, 4, 1), date(2022, 6, 30)),
        ("RO319", date(2022, 7, 1), None),
    ]


def test_every_kind_carries_its_roles(tiny: Loaded) -> None:
    def roles(code: str) -> list[str]:
        return sorted(Role.objects.filter(place__ods_code=code).values_list("code", flat=True))

    assert roles("QT1") == ["RO261", "RO318"]
    assert (roles("Y60"), roles("RP5"), roles("RP5BA")) == (["RO209"], ["RO197"], ["RO198"])
    assert (roles("C84001"), roles("U05001"), roles("Y08125")) == (["RO76"], ["RO272"], ["RO177"])
    assert roles("7A1") == ["RO142"]


def test_networks_are_dated_links_across_the_tree(tiny: Loaded) -> None:
    links = Link.objects.filter(network__ods_code__in=["U05001", "U10748", "U82499"], until=None)
    assert links.count() == 9
    assert not links.filter(place__ods_code="Y08082").exists()  # the special allocation service is in none


def test_closed_places_are_kept_as_closed(tiny: Loaded) -> None:
    misterton = Place.objects.get(ods_code="C84052")
    assert (misterton.is_open, misterton.closed_on) == (False, date(2019, 4, 30))
    assert misterton.roles.get().until == date(2019, 4, 30)


def test_a_parent_that_no_file_names_is_a_nameless_placeholder(tiny: Loaded) -> None:
    board, trust, welsh = (Place.objects.get(ods_code=code) for code in ("Z9B2Z", "RER", "7A1"))
    assert (board.name, board.kind, board.placeholder) == ("", Kind.ICB, True)
    assert (trust.kind, welsh.kind) == (Kind.TRUST, Kind.HEALTH_BOARD)
    assert str(board) == "Z9B2Z (name not published yet)"
    assert Place.objects.get(ods_code="RERRK").organisation == trust
    assert any("RERRK" in note for note in tiny.notes)


def test_the_same_files_again_change_nothing(tiny: Loaded) -> None:
    again = load_ods(TIDY, at=date(2026, 9, 1))
    assert (again.changes, again.problems, again.notes) == (0, [], [])
    assert again.unchanged[Kind.PRACTICE] == tiny.added[Kind.PRACTICE] == 14


def test_published_reports_read_as_the_tidy_files_do(tiny: Loaded) -> None:
    result = load_ods(PUBLISHED, at=FIRST_DAY)
    assert (result.problems, result.added.total()) == ([], 0)
    assert set(result.changed) == {Kind.PRACTICE, Kind.CENTRE}  # they say since when a practice had its parent
    assert Place.objects.get(ods_code="C84001").parentages.get().since == date(2013, 4, 1)
    assert load_ods(TIDY, at=FIRST_DAY).changes == 0


@pytest.mark.django_db
def test_published_reports_alone_make_a_tree_of_nameless_boards_and_regions() -> None:
    result = load_ods(PUBLISHED, at=FIRST_DAY)
    assert codes(above(Place.objects.get(ods_code="C84001"))) == ["Y60", "QT1", "02Q"]
    assert codes(above(Place.objects.get(ods_code="RP5BA"))) == ["Y63", "QF7", "RP5"]
    assert result.added["placeholder"] == Place.objects.filter(placeholder=True).count() > 0
    named = load_ods(TIDY, at=FIRST_DAY)
    assert Place.objects.get(ods_code="QT1").name == "NHS Nottingham and Nottinghamshire ICB"
    assert named.problems == []


@pytest.mark.django_db
def test_a_zipped_report_is_read(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "etr.zip", "w") as archive:
        archive.write(PUBLISHED / "etr.csv", "etr.csv")
    assert load_ods(tmp_path, at=FIRST_DAY).added[Kind.TRUST] == 3


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("RP5,,nhs_trust,,,,,,active,,", "has no name"),
        ("R P,A,nhs_trust,,,,,,active,,", "'R P' is not an ODS code"),
        ("RP5,A,nhs_trust,,,,,,open,,", "'open' is not a known status"),
        ("RP5,A,palace,,,,,,active,,", "'palace' '' is not a known role"),
        ("RP5,A,nhs_trust,,,,,,active,31/3/2026,", "'31/3/2026' is not a date"),
        ("RP5,A,nhs_trust,,,,,,inactive,2020-01-01,2019-01-01", "closes on 2019-01-01, before it opens"),
        ("RP5,A,nhs_trust,,", "has 5 columns, not 11"),
        (f"RP5,{'A' * 151},nhs_trust,,,,,,active,,", "the name is longer than 150 letters"),
    ],
)
def test_a_row_that_cannot_be_used_is_told_with_file_and_line(tmp_path: Path, row: str, words: str) -> None:
    (tmp_path / "trusts.csv").write_text(f"{HEADING}\nRX1,GOOD,nhs_trust,,,,,,active,,\n{row}\n")
    result = load_ods(tmp_path, at=FIRST_DAY)
    (problem,) = result.problems
    assert str(problem).startswith(f"trusts.csv, line 3: {words}")
    assert (result.added.total(), Place.objects.get().name) == (1, "Good")


@pytest.mark.django_db
def test_two_different_facts_under_one_code_are_told_and_the_first_is_kept(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(f"{HEADING}\nRX1,ONE,nhs_trust,,,,,,active,,\nRX1,ONE,nhs_trust,,,,,,active,,\n")
    (tmp_path / "b.csv").write_text(f"{HEADING}\nRX1,TWO,nhs_trust,,,,,,active,,\n")
    result = load_ods(tmp_path, at=FIRST_DAY)
    assert [str(problem) for problem in result.problems] == [
        "b.csv, line 2: says something else than a.csv, line 2, which was kept"
    ]
    assert Place.objects.get().name == "One"


@pytest.mark.django_db
def test_a_membership_of_nobody_and_a_file_of_something_else_are_told(tmp_path: Path) -> None:
    (tmp_path / "members.csv").write_text("practice_code,pcn_code,start_date,end_date\nC1234,U1234,2020-01-01,\n")
    (tmp_path / "shopping.csv").write_text("milk,eggs\n1,2\n")
    words = sorted(str(problem) for problem in load_ods(tmp_path, at=FIRST_DAY).problems)
    assert words == [
        "members.csv, line 2: no file names C1234",
        "shopping.csv: not an ODS file this program knows; it was not read",
    ]


@pytest.mark.django_db
def test_files_that_go_in_a_circle_load_nothing(tmp_path: Path) -> None:
    rows = "RX1,ONE,nhs_trust,,RX2,,,,active,,\nRX2,TWO,nhs_trust,,RX1,,,,active,,\n"
    (tmp_path / "trusts.csv").write_text(f"{HEADING}\n{rows}")
    with pytest.raises(CircularFiles, match="would belong to itself"):
        load_ods(tmp_path, at=FIRST_DAY)
    assert not Place.objects.exists()


@pytest.mark.django_db
def test_the_command_reports_what_it_did(tmp_path: Path) -> None:
    out = io.StringIO()
    call_command("load_ods", str(TIDY), stdout=out)
    assert "NHS trust                            3         0          0" in out.getvalue()
    assert "- No file names RER" in out.getvalue()
    with pytest.raises(CommandError, match="not a directory"):
        call_command("load_ods", str(tmp_path / "nowhere"))
    with pytest.raises(CommandError, match="No ODS file"):
        call_command("load_ods", str(tmp_path), stdout=out)


def test_progress_goes_up_to_the_end(db: None) -> None:
    told: list[tuple[int, int, str]] = []
    load_ods(TIDY, at=FIRST_DAY, progress=lambda done, total, doing: told.append((done, total, doing)))
    shares = [done / total for done, total, _doing in told]
    assert shares == sorted(shares)
    assert shares[-1] == 1


def test_a_later_edition_needs_only_its_own_file(tiny: Loaded, later: Callable[..., Path]) -> None:
    result = load_ods(later("etr"), at=FIRST_DAY)
    assert (result.changes, result.unchanged[Kind.TRUST]) == (0, 3)
