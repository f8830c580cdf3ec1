"""Finding, the tree read upward and downward, neighbours."""

from __future__ import annotations

from datetime import date

import pytest
from django.http import Http404

from groundswell.places.actions import Loaded, open_place
from groundswell.places.models import Kind, Place
from groundswell.places.queries import above, find, neighbours, organisation_of, place_by_key, under
from tests.cast import at_most


def test_a_place_is_found_by_its_key_in_any_case_or_not_at_all(tiny: Loaded) -> None:
    assert place_by_key("rp5").name.startswith("Doncaster")
    with pytest.raises(Http404):
        place_by_key("nowhere")


@pytest.mark.parametrize("typed", ["bawtry", "BAW", "blyth bawtry", "medical baw", "C84101", "dn10 6rq", "DN106"])
def test_any_word_the_postcode_or_the_code_leads_to_a_practice(tiny: Loaded, typed: str) -> None:
    assert "C84101" in [place.ods_code for place in find(typed)]


@pytest.mark.parametrize("typed", ["", "ba", "zzz", "%", "' or 1=1 --", "\\", "bawtry zzz", "\x00"])
def test_too_little_or_nonsense_finds_nothing(tiny: Loaded, typed: str) -> None:
    assert find(typed) == []


def test_finding_takes_three_queries_and_naming_what_was_found_none(tiny: Loaded) -> None:
    with at_most(3):
        lines = [place.whereabouts for place in find("bassetlaw hospital")]
    assert lines[0] == "Site of Doncaster and Bassetlaw Teaching Hospitals NHS Foundation Trust, S81 0BD, RP5BA"


def test_a_team_is_found_by_its_own_name_and_by_where_it_is(tiny: Loaded) -> None:
    ward = open_place(name="Ward 21", kind=Kind.WARD, parent=place_by_key("RP5BA"), at=date(2026, 3, 3))
    assert ward in find("ward")
    assert find("ward 21 bassetlaw") == [ward]
    assert ward.whereabouts == "Ward at Bassetlaw Hospital"


def test_above_is_ordered_from_the_region_and_under_holds_everything_below(tiny: Loaded) -> None:
    hospital = place_by_key("RP5BA")
    with at_most(1):
        assert [place.ods_code for place in above(hospital)] == ["Y63", "QF7", "RP5"]
    assert {place.ods_code for place in under(place_by_key("RP5"))} == {"RP5", "RP5BA", "RP5DR", "RP5MM"}
    assert organisation_of(hospital) == place_by_key("RP5")
    assert not under(Place()).exists()


def test_under_does_not_confuse_ids_that_begin_alike(db: None) -> None:
    one, other = (
        Place.objects.create(name=name, kind=Kind.TRUST, path=path) for name, path in (("A", "/1/"), ("B", "/11/"))
    )
    assert set(under(one)) == {one}
    assert set(under(other)) == {other}


def test_practices_of_the_same_network_are_the_nearest_neighbours(tiny: Loaded) -> None:
    larwood = place_by_key("C84001")
    near = neighbours(larwood, date(2026, 3, 3))
    assert [place.ods_code for place in near[:1]] == ["C84101"]  # Bawtry and Blyth, of Larwood & Bawtry PCN
    assert larwood not in near
    assert all(place.is_open and place.kind == Kind.PRACTICE for place in near)
    assert len(neighbours(larwood, date(2026, 3, 3), limit=2)) == 2
