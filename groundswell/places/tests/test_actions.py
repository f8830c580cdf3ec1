"""Teams open, close, move and change their names."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from groundswell.places.actions import Loaded, close_place, move_place, open_place, rename_place
from groundswell.places.models import Kind, Parentage, Place
from groundswell.places.queries import find, place_by_key
from groundswell.ui.verdicts import Refused

TUESDAY = date(2026, 3, 3)
APRIL = date(2026, 4, 1)


@pytest.fixture
def ward(tiny: Loaded) -> Place:
    return open_place(name=" Ward 21 ", kind=Kind.WARD, parent=place_by_key("RP5BA"), at=TUESDAY)


def test_a_new_team_stands_in_its_site_and_organisation(ward: Place) -> None:
    assert (ward.name, ward.opened_on, ward.ods_code) == ("Ward 21", TUESDAY, None)
    assert ward.is_under(place_by_key("RP5"))
    assert ward.organisation == place_by_key("RP5")
    assert ward.parentages.get().since == TUESDAY


def test_a_day_is_the_day_in_london(tiny: Loaded) -> None:
    at = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)
    assert open_place(name="Bay", kind=Kind.WARD, parent=place_by_key("RP5"), at=at).opened_on == date(2026, 7, 1)


def test_an_organisation_outside_the_files_is_its_own(db: None) -> None:
    hospice = open_place(name="A hospice", kind=Kind.CENTRE, parent=None, at=TUESDAY)
    assert (hospice.organisation, hospice.path) == (hospice, f"/{hospice.pk}/")


def test_a_closed_team_stays_findable_but_last(ward: Place) -> None:
    open_place(name="Ward 22", kind=Kind.WARD, parent=place_by_key("RP5BA"), at=TUESDAY)
    close_place(place=ward, at=APRIL)
    assert [place.name for place in find("ward")] == ["Ward 22", "Ward 21"]
    assert ward.closed_on == APRIL
    with pytest.raises(Refused, match="closed already"):
        close_place(place=ward, at=APRIL)


def test_a_place_with_open_teams_does_not_close(ward: Place) -> None:
    with pytest.raises(Refused, match="1 open place"):
        close_place(place=place_by_key("RP5BA"), at=APRIL)
    assert place_by_key("RP5BA").is_open


def test_moving_a_division_carries_its_wards_and_keeps_the_past(ward: Place) -> None:
    division = open_place(name="Medicine", kind=Kind.DIVISION, parent=place_by_key("RP5"), at=TUESDAY)
    move_place(place=ward, to=division, at=APRIL)
    move_place(place=division, to=place_by_key("RX1"), at=date(2026, 5, 1))
    ward.refresh_from_db()
    assert ward.is_under(place_by_key("RX1"))
    assert ward.organisation == place_by_key("RX1")
    assert list(ward.parentages.order_by("pk").values_list("parent__name", "since", "until")) == [
        ("Bassetlaw Hospital", TUESDAY, date(2026, 3, 31)),
        ("Medicine", APRIL, None),
    ]
    assert find("ward 21 nottingham") == [ward]


def test_a_practice_inside_keeps_itself_as_organisation_when_what_is_above_moves(tiny: Loaded) -> None:
    move_place(place=place_by_key("02Q"), to=place_by_key("QF7"), at=APRIL)
    larwood = place_by_key("C84001")
    assert larwood.is_under(place_by_key("Y63"))
    assert larwood.organisation == larwood


def test_moving_twice_in_a_day_leaves_one_move(ward: Place) -> None:
    move_place(place=ward, to=place_by_key("RP5DR"), at=APRIL)
    move_place(place=ward, to=place_by_key("RP5MM"), at=APRIL)
    rows = Parentage.objects.filter(place=ward).order_by("pk")
    assert [row.parent.ods_code for row in rows] == ["RP5BA", "RP5MM"]
    assert [row.held_on(date(2026, 3, 31)) for row in rows] == [True, False]
    assert [row.held_on(APRIL) for row in rows] == [False, True]


def test_a_place_that_moved_meanwhile_is_judged_as_it_stands_now(ward: Place) -> None:
    stale = Place.objects.get(pk=ward.pk)
    bay = open_place(name="Bay 1", kind=Kind.OTHER, parent=ward, at=TUESDAY)
    move_place(place=ward, to=place_by_key("RP5DR"), at=APRIL)
    move_place(place=stale, to=place_by_key("RP5MM"), at=date(2026, 4, 2))
    bay.refresh_from_db()
    assert bay.is_under(place_by_key("RP5MM"))
    with pytest.raises(Refused, match="into itself"):
        move_place(place=stale, to=bay, at=date(2026, 4, 3))


def test_a_renamed_site_is_found_by_its_new_name_and_so_are_its_teams(tiny: Loaded) -> None:
    site = place_by_key("RP5MM")
    ward = open_place(name="Ward 3", kind=Kind.WARD, parent=site, at=TUESDAY)
    assert find("ward montagu") == [ward]
    rename_place(place=site, name="Mexborough Hospital", at=APRIL)
    assert find("ward mexborough") == [ward]
    assert find("ward montagu") == []
    assert site.former_names.get().until == date(2026, 3, 31)
