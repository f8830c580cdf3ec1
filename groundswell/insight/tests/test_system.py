"""Pages of boards, regions and the nation, from what was counted."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.apps import apps
from django.urls import reverse

from groundswell.insight import queries
from groundswell.insight.counted import TeamAt, Tree, of_units
from groundswell.insight.models import Counted
from groundswell.insight.presenters import system_page
from groundswell.insight.tally.codes import Measure
from tests.cast import at_most

OCTOBER, SEPTEMBER = date(2026, 10, 31), date(2026, 9, 30)
NATION = 0


@pytest.fixture
def counted(places):
    """Two boards of ten teams of 20 staff each, in half of which somebody led; and their region and the nation above."""
    region = places.rp5.parent.parent
    for month, led in ((SEPTEMBER, 3), (OCTOBER, 5)):
        for unit, made in made_up(places, region, led):
            Counted.objects.create(unit=unit, month=month, figures=made)
    return places


def made_up(places, region, led):
    icb = places.rp5.parent
    teams = {team: TeamAt(places.rp5.pk, 900 + team % 2, 20) for team in range(1000, 1010)}
    cells = {
        team: {Measure.LED: {0: (1 if number < led else 0, 1, 0, 0)}} for number, team in enumerate(teams)
    }  # fmt: skip
    whole = {
        Measure.COVERAGE: {0: (led, 1, 2, 10)}, Measure.BLOCKED: {6 * 1000 + 40: (3, 120, 0, 0), 2000: (2, 0, 0, 0)},
        Measure.RESPONSE: {2: (9, 0, 0, 0)}, Measure.SILENT: {0: (2, 9, 9, 6)}, Measure.PROGRESSION: {0: (3, 40_000, 20, 0)},
        Measure.MATRIX: {0: (30, 0, 0, 0), 2: (10, 0, 0, 0)}, Measure.SIDES: {1: (30, 0, 0, 0), 2001: (10, 0, 0, 0)},
        Measure.TIED: {0: (40, 1600, 0, 0)}, Measure.TIES: {1: (10, 30, 0, 0)},
    }  # fmt: skip
    above = (icb.pk, region.pk, NATION)
    cells |= dict.fromkeys((places.rp5.pk, *above), whole)
    over = dict.fromkeys(teams, places.rp5.pk) | {places.rp5.pk: icb.pk, icb.pk: region.pk, region.pk: NATION}
    inside = {unit: list(teams) for unit in (places.rp5.pk, *above)} | {team: [team] for team in teams}
    return of_units(cells.items, Tree(inside, teams, over, frozenset(above)))


def read(client, address):
    page = client.get(address)
    assert page.status_code == 200
    return " ".join(BeautifulSoup(page.content, "html.parser").main.get_text(" ").split())


@pytest.mark.django_db
def test_the_nation_says_first_what_only_it_can_clear(cast, counted):
    said = read(cast.client(cast.amina), reverse("insight:nation"))
    assert "In 5 of 10 teams somebody led a change." in said
    assert "3 things in the way can only be cleared nationally." in said
    assert said.index("can only be cleared nationally") < said.index("Board by board")
    assert "50" in said
    assert "24 to 76" in said


@pytest.mark.django_db
def test_a_month_before_can_be_looked_at_and_months_make_a_picture(cast, counted):
    client = cast.client(cast.amina)
    assert "In 3 of 10 teams" in read(client, reverse("insight:nation") + "?month=2026-09")
    page = BeautifulSoup(client.get(reverse("insight:nation")).content, "html.parser")
    (line,) = page.select(".app-smalls polyline")
    assert line["points"] == "0.0,30.8 132.0,22.0"


@pytest.mark.django_db
def test_the_file_says_what_the_page_says(cast, counted):
    text = cast.client(cast.amina).get(reverse("insight:nation_file")).content.decode()
    rows = list(csv.reader(io.StringIO(text)))
    assert ["First answer to an idea, middle, days", "2", "–", "9"] in [row[:4] for row in rows] or any(
        row[0].startswith("First answer") and row[1] == "2" for row in rows
    )


@pytest.mark.django_db
def test_a_board_is_read_by_its_own_people(cast, counted):
    icb = counted.rp5.parent
    address = reverse("insight:leadership", args=[icb.key])
    assert cast.client(cast.amina).get(address).status_code == 404
    person, membership = apps.get_model("people.Person"), apps.get_model("people.Membership")
    works = person.objects.create(email="board@icb.example", name="Somebody of the board")
    membership.objects.create(
        person=works, place=icb, staff_group="commissioning", clinical=False, managerial=True, joined_by="invitation",
        since="2026-01-01T00:00Z", confirmed_at="2026-01-01T00:00Z",
    )  # fmt: skip
    said = read(cast.client(works), address)
    assert f"{counted.rp5}: 5 of 10" in said
    assert "Clinicians elsewhere" in said


@pytest.mark.django_db
def test_a_region_too_says_first_what_only_it_can_clear(cast, counted):
    place = counted.rp5.parent.parent
    figures = Counted.objects.get(unit=place.pk, month=OCTOBER).figures
    said = " ".join(str(part) for part in system_page(place, queries.system_of(place, None)).clears)
    assert said == "Nothing in the way waits for the region."
    figures["blocked"]["by_level"]["5"] = [1, 0, 0, 0]
    Counted.objects.filter(unit=place.pk, month=OCTOBER).update(figures=figures)
    page = system_page(place, queries.system_of(place, None))
    assert "".join(str(part) for part in page.clears) == "1 thing in the way waits for the region."


@pytest.mark.django_db
def test_a_month_that_was_kept_before_steps_were_held_together_opens(cast, counted):
    row = Counted.objects.get(unit=NATION, month=OCTOBER)
    del row.figures["moves_held"]
    row.save()
    assert "From taking part to doing, for each 100 person-years *" in read(
        cast.client(cast.amina), reverse("insight:nation")
    )


@pytest.mark.django_db
def test_few_questions(cast, counted):
    client, address = cast.client(cast.amina), reverse("insight:nation")
    with at_most(12):
        client.get(address)
    with at_most(5):
        system_page(None, queries.system_of(None, None))


@pytest.mark.django_db
def test_nothing_was_counted_yet(cast, places):
    assert "Figures are made on the first day of each month" in read(cast.client(cast.amina), reverse("insight:nation"))


@pytest.mark.django_db
def test_too_few_staff_and_nothing_is_shown(cast, counted):
    Counted.objects.filter(unit=NATION).update(figures={"staff": 9})
    assert "Too few people" in read(cast.client(cast.amina), reverse("insight:nation"))


def test_a_unit_that_would_give_another_away_has_no_figures():
    """Ten staff of one team are what a trust of 50 has beside a division of 40."""
    teams = {1: TeamAt(10, 5, 40), 2: TeamAt(10, 6, 10)}
    over = {1: 5, 2: 6, 5: 10, 6: 10}
    found = dict(of_units(tuple, Tree({1: [1], 2: [2], 5: [1], 6: [2], 10: [1, 2]}, teams, over)))
    assert "coverage" in found[10]
    assert "coverage" not in found[5]
    assert "coverage" not in found[6]
    assert "coverage" not in found[1]
