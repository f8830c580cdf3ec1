"""What is around leadership: published values with their source, loaded ones with their day, and no ranking."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime
from fractions import Fraction

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from groundswell.insight import actions, queries, survey
from groundswell.insight.models import LoadedValue
from groundswell.insight.survey.published import Value
from tests.cast import at_most, send

TODAY = date(2026, 8, 12)
LINES = "Year; question; per cent; answers\n2023; q3d; 71.2; 4 640\n2024; 3d; 68.44%; 4,535\n2024; Q3E; 50; 4530"


class TestPublished:
    def test_a_trust_of_four_years(self):
        found = [one for one in survey.published("RP5") if one.question == "q3f"]
        assert [float(one.percent) for one in found] == [48.5, 50.8, 54.9, 52.0]
        assert found[-1].answers == 4535

    def test_all_together_are_weighted_by_answers(self):
        """Against the whole file worked out apart, before rounding."""
        said = {2021: 53.5, 2022: 54.9, 2023: 56.3, 2024: 55.6}
        assert {year: round(float(survey.all_together()["q3f", year]), 1) for year in said} == said

    def test_every_value_belongs_to_a_question_that_held_then(self):
        known = {one.code: one for one in survey.questions()}
        assert len(known) == 10
        for question, year in survey.all_together():
            assert known[question].holds_in(year)

    def test_what_was_not_checked_says_so(self):
        assert {one.code for one in survey.questions() if one.checked} == {"q3f", "q3g", "q3i", "q6a"}

    def test_a_practice_has_none(self):
        assert survey.published("C84001") == ()


class TestReading:
    def read(self, text: str):
        return survey.read(text, last_year=2026, known={("q3f", 2024)})

    def test_lines_as_a_spreadsheet_gives_them(self):
        for text in (LINES, LINES.replace("; ", "\t"), LINES.replace("; ", ",").replace("4,535", "4535")):
            found = self.read(text)
            assert not found.problems, found.problems
            assert found.values == [
                Value(2023, "q3d", Fraction(712, 10), 4640), Value(2024, "q3d", Fraction(684, 10), 4535),
                Value(2024, "q3e", Fraction(50), 4530),
            ]  # fmt: skip

    @pytest.mark.parametrize(
        ("line", "said"),
        [
            ("2024; q3d; 68.4", "A line has a year, a question"),
            ("1999; q3d; 68.4; 400", "1999 is no year of the survey"),
            ("2027; q3d; 68.4; 400", "2027 is no year of the survey"),
            ("2024; q99; 68.4; 400", "“q99” is none of the questions"),
            ("2019; q3d; 68.4; 400", "shown here for 2019"),
            ("2024; q3d; many; 400", "“many” is no per cent"),
            ("2024; q3d; -4; 400", "“-4” is no per cent"),
            ("2024; q3d; ٦٨; 400", "is no per cent"),
            ("2024; q3d; 104; 400", "more than 100 per cent"),
            ("2024; q3d; 68.4; 10", "fewer than 11 answers"),
            ("2024; q3d; 68.4; some", "“some” is no whole number"),
            ("2024; q3f; 68.4; 400", "here already, from the published file"),
        ],
    )
    def test_what_is_wrong_is_said_with_its_line(self, line, said):
        found = self.read(f"2024; q3e; 50; 400\n{line}")
        assert [one.line for one in found.problems] == [2]
        assert said in found.problems[0].words

    def test_twice_the_same(self):
        assert "stands there twice" in self.read("2024;q3d;60;400\n2024;q3d;61;400").problems[0].words

    def test_too_many(self):
        assert self.read("2024;q3d;60;400\n" * 501).problems[0].line == 501


def html_of(cast, key: str, person=None) -> BeautifulSoup:
    page = cast.client(person or cast.amina).get(reverse("insight:surroundings", args=[key]))
    return BeautifulSoup(page.content, "html.parser")


def words(part) -> str:
    return " ".join(part.get_text(" ").split())


@pytest.mark.django_db
class TestThePage:
    def test_sentence_picture_table_and_source(self, cast, places):
        page = html_of(cast, "RP5")
        said = words(page.main)
        assert "In the NHS Staff Survey of 2024, 52.0 in a hundred staff of Doncaster and Bassetlaw" in said
        assert "“I am able to make improvements happen in my area of work” (q3f) 48.5 50.8 54.9 52.0" in said
        assert "All organisations with published values, q3f 53.5 54.9 56.3 55.6" in said
        assert "Open Government Licence v3.0" in said
        assert "q7h, number or wording not yet checked" in said
        picture = page.find(id="survey-room-picture") or page.find(
            "svg", attrs={"aria-labelledby": "survey-room-t survey-room-d"}
        )
        assert picture.title.get_text()
        assert [text.get_text() for text in picture.select("text")][:4] == [
            "Can make improvements happen, 2024", "52.0", "All organisations", "55.6",
        ]  # fmt: skip

    def test_inside_it_stands_as_of_the_whole(self, cast, places):
        assert "Of the whole of Doncaster and Bassetlaw" in words(html_of(cast, "RP5BA-W21").main)
        assert "Of the whole of" not in words(html_of(cast, "RP5").main)

    def test_no_other_organisation_is_named(self, cast, places):
        assert "Sheffield" not in words(html_of(cast, "RP5").main)

    def test_where_nothing_is_published_it_says_what_to_do(self, cast, places):
        said = words(html_of(cast, "C84001", cast.pat).main)
        assert "No values of the NHS Staff Survey are here for Larwood Surgery." in said
        assert "Put the poster up" in said

    def test_it_leads_on_and_is_led_to(self, cast, places):
        here = reverse("insight:surroundings", args=["RP5BA-W21"])
        page = html_of(cast, "RP5BA-W21")
        for name in ("leadership", "bureaucracy", "pulse", "pulse_poster"):
            assert page.find("a", href=reverse(f"insight:{name}", args=["RP5BA-W21"])), name
        for name in ("insight:leadership", "front:place"):
            assert here in cast.client(cast.amina).get(reverse(name, args=["RP5BA-W21"])).content.decode()

    def test_the_file_says_the_same(self, cast, places):
        text = cast.client(cast.amina).get(reverse("insight:surroundings_file", args=["RP5"])).content.decode()
        rows = list(csv.reader(io.StringIO(text)))
        assert [
            "“I am able to make improvements happen in my area of work” (q3f)",
            "48.5",
            "50.8",
            "54.9",
            "52.0",
        ] in rows

    def test_it_is_quick(self, cast, places):
        client = cast.client(cast.amina)
        with at_most(10):
            client.get(reverse("insight:surroundings", args=["RP5BA-W21"]))


@pytest.mark.django_db
class TestLoading:
    here = property(lambda _self: reverse("insight:load_survey", args=["RP5"]))

    @pytest.fixture(autouse=True)
    def today(self, monkeypatch):
        monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 8, 12, 12, tzinfo=UTC))

    def test_looked_at_first_then_stored(self, cast, places):
        client = cast.client(cast.admin)
        looked = send(client, self.here, text=LINES).content.decode()
        assert "3 values were understood." in looked
        assert "2024, q3d (Can make suggestions): 68.4 per cent of 4,535 answers" in looked
        assert not LoadedValue.objects.exists()
        assert send(client, self.here, text=LINES, deed="store").status_code == 302
        said = words(html_of(cast, "RP5BA-W21").main)
        assert "not yet checked) – – 71.2 68.4" in said
        assert "q3d 2023, q3d 2024, q3e 2024: loaded by the organisation on 12 August 2026." in said

    def test_said_again_it_is_corrected(self, cast, places):
        for percent in (60, 61):
            actions.load_values(home=places.rp5, values=[Value(2024, "q3d", Fraction(percent), 400)], on=TODAY)
        (value,) = [one for one in queries.survey_values(places.rp5) if one.question == "q3d"]
        assert value.percent == 61
        assert value.loaded_on == TODAY

    def test_what_is_wrong_stands_beside_the_field_and_nothing_is_lost(self, cast, places):
        for deed in ("", "store"):
            page = send(cast.client(cast.admin), self.here, text="2024; q3d; 168; 400", deed=deed)
            soup = BeautifulSoup(page.content, "html.parser")
            assert "Line 1: 168 is more than 100 per cent." in soup.select_one(".nhsuk-error-message").get_text()
            assert soup.textarea.get_text().strip() == "2024; q3d; 168; 400"
        assert not LoadedValue.objects.exists()

    def test_only_who_says_headcounts_of_the_organisation(self, cast, places):
        for person, status in (
            (cast.admin, 200),
            (cast.helen, 200),
            (cast.grace, 403),
            (cast.amina, 403),
            (cast.sam, 404),
        ):
            assert cast.client(person).get(self.here).status_code == status

    def test_nobody_is_stored_with_it(self, cast, places):
        names = {field.name for field in LoadedValue._meta.get_fields()}
        assert names == {"id", "place", "year", "question", "percent", "answers", "loaded_on"}
