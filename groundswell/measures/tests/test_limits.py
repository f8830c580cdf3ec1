"""What people decide about limits, which chart it is, weekends, files and links: outcomes, as a person sees them."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

import commoncause
from groundswell.events.models import Event
from groundswell.measures import actions, presenters, queries
from groundswell.measures.models import LimitsChoice, Measure, Reading
from groundswell.measures.parsing import Found
from groundswell.measures.queries import charts, pictures, weekdays
from groundswell.ui.verdicts import Refused
from groundswell.ui.workdays import is_working_day
from tests.cast import at_most, send

pytestmark = pytest.mark.django_db
FIRST = date(2025, 1, 6)


@pytest.fixture
def daily(cast, places, monday):
    """Forty days: fifty or so, ten fewer at weekends; the tenth is far out."""
    measure = actions.start_measure(
        name="Scans a day", direction="increase", interval="day", place=places.ward21, by=cast.amina, at=monday
    )
    days = [FIRST + timedelta(days=number) for number in range(40)]
    found = [
        Found(line=n, on=on, value=Decimal(200 if n == 9 else 50 + n % 3 - (0 if is_working_day(on) else 10)))
        for n, on in enumerate(days)
    ]
    actions.add_readings(measure=measure, found=found, by=cast.amina, at=monday)
    return measure


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


def chart_of(measure: Measure) -> commoncause.Chart:
    return queries.chart_of(measure).chart


class TestChoices:
    def test_a_reading_set_aside_is_shown_and_counts_for_nothing(self, daily, cast, monday):
        before = chart_of(daily)
        actions.set_aside(measure=daily, on=day(9), reason="Counted twice", by=cast.amina, at=monday)
        after = chart_of(daily)
        assert after.points[9].value == before.points[9].value == 200
        assert after.points[9].excluded == "Counted twice"
        assert after.points[0].lines.centre < before.points[0].lines.centre
        with pytest.raises(Refused, match="set aside already"):
            actions.set_aside(measure=daily, on=day(9), reason="x", by=cast.amina, at=monday)
        with pytest.raises(Refused, match="no reading"):
            actions.set_aside(measure=daily, on=day(99), reason="x", by=cast.amina, at=monday)

    def test_limits_from_some_readings_are_theirs_alone(self, daily, cast, monday):
        actions.fix_limits(measure=daily, on=day(10), until=day(30), reason="Before", by=cast.amina, at=monday)
        part = chart_of(daily).parts[0]
        assert part.baseline == 21
        with pytest.raises(Refused, match="Take that back first"):
            actions.fix_limits(measure=daily, on=day(10), until=day(31), reason="x", by=cast.amina, at=monday)

    @pytest.mark.parametrize(
        ("first", "last", "why"), [(0, 10, "12 readings or more. There are 11"), (20, 3, "comes before the first")]
    )
    def test_too_few_or_the_wrong_way_round_is_said(self, daily, cast, monday, first, last, why):
        with pytest.raises(Refused, match=why):
            actions.fix_limits(measure=daily, on=day(first), until=day(last), reason="x", by=cast.amina, at=monday)

    def test_not_across_new_limits(self, daily, cast, monday):
        actions.rebase(measure=daily, on=day(15), reason="Second scanner", by=cast.amina, at=monday)
        with pytest.raises(Refused, match="New limits begin within these days"):
            actions.fix_limits(measure=daily, on=day(5), until=day(25), reason="x", by=cast.amina, at=monday)

    def test_who_when_and_why_stand_on_the_chart(self, daily, cast, monday):
        actions.rebase(measure=daily, on=day(20), reason="Second scanner", by=cast.amina, at=monday)
        assert "New limits: Second scanner (Amina Yusuf, 2 March 2026)" in pictures.said_of(
            queries.choices_of(daily)[0]
        )
        assert "Amina Yusuf, 2 March" in str(queries.chart_of(daily).wide)

    def test_taken_back_it_is_as_before_and_the_history_is_whole(self, daily, cast, monday):
        before = chart_of(daily)
        made = actions.set_aside(measure=daily, on=day(9), reason="Counted twice", by=cast.amina, at=monday)
        actions.take_choice_back(choice=made, by=cast.grace, at=monday)
        assert chart_of(daily) == before
        again = actions.set_aside(measure=daily, on=day(9), reason="It was", by=cast.amina, at=monday)
        assert LimitsChoice.objects.count() == 2
        assert queries.choices_of(daily) == [again]
        kinds = list(Event.objects.filter(room="measures").order_by("pk").values_list("kind", flat=True))
        assert kinds[-3:] == ["set_aside", "choice_taken_back", "set_aside"]

    def test_a_choice_whose_readings_are_gone_is_passed_over(self, daily, cast, monday):
        actions.fix_limits(measure=daily, on=day(10), until=day(21), reason="Before", by=cast.amina, at=monday)
        for reading in queries.readings_of(daily)[10:13]:
            actions.remove(reading=reading, by=cast.amina, at=monday)
        assert chart_of(daily).parts[0].baseline > 12

    def test_the_page_suggests_and_a_person_decides(self, cast, places, monday):
        measure = actions.start_measure(
            name="Walks", direction="decrease", interval="day", place=places.ward21, by=cast.amina, at=monday
        )
        found = [Found(line=n, on=day(n), value=Decimal((50 if n < 16 else 40) + n % 3)) for n in range(32)]
        actions.add_readings(measure=measure, found=found, by=cast.amina, at=monday)
        client = cast.client(cast.amina)
        with at_most(12):
            page = client.get(f"{measure.get_absolute_url()}limits/").content.decode()
        assert "they now vary around 41" in page
        assert f"limits/new/?on={day(16)}" in page
        assert 'value="22"' in client.get(f"{measure.get_absolute_url()}limits/new/?on={day(16)}").content.decode()

    @pytest.mark.parametrize("typed", ["yesterday", "2025-13-40", "9" * 40])
    def test_a_day_that_somebody_made_up_in_the_address_is_an_empty_field(self, daily, cast, typed):
        page = cast.client(cast.amina).get(f"{daily.get_absolute_url()}limits/new/", {"on": typed})
        assert page.status_code == 200
        assert typed not in page.content.decode()


class TestKinds:
    def test_shares_are_worked_out_and_written_in_per_cent(self, cast, places, monday):
        measure = actions.start_measure(
            name="Seen the same day", direction="increase", interval="day", place=places.ward21, by=cast.amina, at=monday,
            target=Decimal(80),
        )  # fmt: skip
        found = [Found(line=n, on=day(n), value=Decimal(40 + n % 5), denominator=Decimal(60)) for n in range(20)]
        actions.add_readings(measure=measure, found=found, by=cast.amina, at=monday)
        assert charts.advice(measure, queries.readings_of(measure)).chart == "p"
        page = cast.client(cast.amina).get(measure.get_absolute_url()).content.decode()
        assert "so many out of so many" in page
        send(cast.client(cast.amina), f"{measure.get_absolute_url()}chart/", chart="p")
        measure.refresh_from_db()
        chart = chart_of(measure)
        assert chart.kind == "p"
        assert chart.points[0].value == pytest.approx(40 / 60)
        assert chart.points[0].target == pytest.approx(0.8)
        assert "%" in queries.chart_of(measure).sentence

    def test_a_chart_of_shares_needs_what_they_are_out_of(self, daily, cast):
        answer = send(cast.client(cast.amina), f"{daily.get_absolute_url()}chart/", chart="u")
        assert "do not say what they are out of" in answer.content.decode()
        daily.refresh_from_db()
        assert daily.chart == "xmr"

    @pytest.mark.parametrize("kind", ["run", "c", "g", "t"])
    def test_the_same_readings_on_another_chart(self, daily, cast, monday, kind):
        actions.draw_as(measure=daily, chart=kind, by=cast.amina, at=monday)
        daily.refresh_from_db()
        picture = queries.chart_of(daily)
        assert picture.chart.kind == kind
        assert picture.sentence.count(". ") >= 1


class TestWeekdays:
    def test_a_weekend_that_is_not_the_same_service_is_seen(self, daily, cast, monday):
        actions.set_aside(measure=daily, on=day(9), reason="Counted twice", by=cast.amina, at=monday)
        both = weekdays.side_by_side(daily, queries.readings_of(daily), queries.choices_of(daily))
        assert both.sentence == (
            "On average 51 on working days and 40.9 on weekends and bank holidays. "
            "The weekend lies outside what is usual on working days: it is not the same service."
        )
        assert both.working.chart.readings + both.other.chart.readings == 40

    def test_new_limits_begin_for_both_on_their_first_day(self, daily, cast, monday):
        """Decided for a Thursday; weekends had ten fewer before it, and none fewer since."""
        for row in Reading.objects.filter(measure=daily, on__gte=day(17)):
            row.value = 50 + row.on.day % 3
            row.save()
        before = weekdays.side_by_side(daily, queries.readings_of(daily), queries.choices_of(daily))
        assert "not the same service" in before.sentence
        actions.rebase(measure=daily, on=day(17), reason="Two scans on both days", by=cast.amina, at=monday)
        after = weekdays.side_by_side(daily, queries.readings_of(daily), queries.choices_of(daily))
        assert "lies within what is usual on working days" in after.sentence
        parts = {point.on: point.part for point in after.other.chart.points}
        assert next(on for on, part in parts.items() if part == 2) == day(19), "the Saturday after"

    def test_bank_holidays_stand_with_the_weekend(self):
        easter = [Reading(on=on, value=1) for on in (date(2026, 4, 3), date(2026, 4, 4), date(2026, 4, 7))]
        working, other = weekdays.split(easter)
        assert [row.on.day for row in working] == [7]
        assert [row.on.day for row in other] == [3, 4]

    def test_the_page_and_its_two_charts(self, daily, cast):
        client = cast.client(cast.amina)
        with at_most(9):
            page = client.get(f"{daily.get_absolute_url()}weekdays/").content.decode()
        assert page.count("<figure") == 2
        assert page.count('<th scope="row">') == 40
        assert page.index("14 February 2025") < page.index("13 February 2025"), "newest first"
        assert "Weekends and bank holidays" in page

    def test_a_weekly_number_says_why_not(self, measure, cast):
        page = cast.client(cast.amina).get(f"{measure.get_absolute_url()}weekdays/").content.decode()
        assert "needs a number taken every day" in page


class TestFilesAndLinks:
    def test_the_file_has_every_parameter_and_makes_the_same_chart(self, daily, cast, monday):
        actions.rebase(measure=daily, on=day(20), reason="Second scanner", by=cast.amina, at=monday)
        actions.set_aside(measure=daily, on=day(9), reason="Counted twice", by=cast.amina, at=monday)
        page = cast.client(cast.amina).get(f"{daily.get_absolute_url()}chart.csv")
        assert commoncause.from_csv(page.content.decode()) == chart_of(daily)
        picture = cast.client(cast.amina).get(f"{daily.get_absolute_url()}chart.svg")
        assert picture["Content-Type"].startswith("image/svg+xml")
        assert picture.content.startswith(b"<svg")

    def test_whoever_has_the_link_sees_the_chart_and_nothing_else(self, daily, cast, monday, client):
        actions.set_aside(measure=daily, on=day(9), reason="Counted twice by Zebedee", by=cast.amina, at=monday)
        send(cast.client(cast.amina), f"{daily.get_absolute_url()}links/")
        (link,) = queries.links_of(daily)
        with at_most(4):
            page = client.get(link.get_absolute_url())
        said = page.content.decode()
        assert "Scans a day" in said
        for hidden in ("Zebedee", "Amina", daily.public_id + "/"):
            assert hidden not in said.replace(f"m-{daily.public_id}", "")
        assert "noindex" in said

    def test_an_ended_link_is_like_one_that_never_was(self, daily, cast, client):
        mine = cast.client(cast.amina)
        send(mine, f"{daily.get_absolute_url()}links/")
        (link,) = queries.links_of(daily)
        send(mine, f"{daily.get_absolute_url()}links/{link.key}/end/")
        assert client.get(link.get_absolute_url()).status_code == 404
        assert queries.links_of(daily) == []


class TestSizes:
    @pytest.fixture
    def shares(self, cast, places, monday):
        return actions.start_measure(
            name="Seen the same day", direction="increase", interval="day", place=places.ward21, by=cast.amina, at=monday,
            chart="p",
        )  # fmt: skip

    @pytest.mark.parametrize(
        ("value", "size", "said"),
        [("5", "", "what it is out of"), ("9", "5", "more than the 5"), ("5", "0", "above 0")],
    )
    def test_what_it_is_out_of_is_asked_and_the_typed_number_kept(self, shares, cast, value, size, said):
        typed = {"on_0": "2", "on_1": "3", "on_2": "2026", "value": value, "denominator": size}
        page = send(cast.client(cast.amina), f"{shares.get_absolute_url()}add/", **typed).content.decode()
        assert said in page
        assert f'value="{value}"' in page
        assert not shares.readings.exists()

    def test_a_share_is_typed_and_corrected(self, shares, cast):
        client = cast.client(cast.amina)
        typed = {"on_0": "2", "on_1": "3", "on_2": "2026"}
        send(client, f"{shares.get_absolute_url()}add/", value="15", denominator="20", **typed)
        reading = shares.readings.get()
        assert chart_of(shares).points[0].value == 0.75
        send(client, f"/readings/{reading.public_id}/", value="18", denominator="20", version="1", **typed)
        assert chart_of(shares).points[0].value == 0.9


class TestStart:
    def test_numbers_at_hand_lead_from_the_first_page_to_the_chart(self, cast, places):
        client = cast.client(cast.amina)
        lines = ["Falls on Ward 21", "Month\tFalls"]
        lines += [f"01/{month:02}/{year}\t{9 + month % 4}" for year in (2024, 2025) for month in range(1, 13)]
        pasted = "\n".join([*lines, "Total\t246"])
        typed = {"name": "Falls", "direction": "decrease", "interval": "month", "place": "RP5BA-W21"}
        there = send(client, "/measures/start/", text=pasted, **typed).headers["Location"]
        page = client.get(there).content.decode()
        assert "24 readings" in page
        assert "Add 24 readings" in page
        send(client, there, digest="1", deed="add")
        chart = chart_of(Measure.objects.get())
        assert (chart.readings, chart.kind) == (24, "xmr")

    def test_the_sheet_of_a_place_has_a_row_for_each(self, daily, measure, cast):
        client = cast.client(cast.amina)
        with at_most(8):
            page = client.get("/measures/?place=RP5BA-W21").content.decode()
        assert page.count('<tr role="row"') == 3
        assert f'href="{daily.get_absolute_url()}"' in page
        assert 'href="/measures/start/?place=RP5BA-W21"' in page
        theirs = cast.client(cast.sam).get("/measures/?place=RP5BA-W21").content.decode()
        assert theirs.count("<tr") == 0
        assert "/measures/start/" not in theirs

    def test_what_is_never_below_nothing_has_no_usual_range_below_nothing(self, measure, weeks, cast, monday):
        actions.add_readings(measure=measure, found=weeks(4, 0, 5, 1, 6, 0), by=cast.amina, at=monday)
        rows = presenters.rows_of(queries.chart_of(measure), queries.readings_of(measure))
        assert all(row.usual.endswith(" or less") for row in rows)
        actions.add_readings(measure=measure, found=weeks(*[None] * 6, -1), by=cast.amina, at=monday)
        rows = presenters.rows_of(queries.chart_of(measure), queries.readings_of(measure))
        assert all(row.usual.startswith("-") for row in rows if row.usual)
