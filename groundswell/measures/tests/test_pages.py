"""Pages of a measure as people see them: start, type, paste, look, confirm, take back, correct, redraw, take away."""

from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from groundswell.measures import actions, jobs, queries
from groundswell.measures.models import Batch, Measure, Reading
from groundswell.measures.parsing import read
from tests.cast import at_most, send

BAD = Path(__file__).parent / "bad_inputs"
NUMBER = "943 476 5919"


@pytest.fixture
def client(cast):
    return cast.client(cast.amina)


@pytest.fixture
def load(measure):
    return f"{measure.get_absolute_url()}load/"


def page_of(answer):
    return BeautifulSoup(answer.content, "html.parser")


def again(answer, **more):
    """What the form on the page would send, as a browser would: every field as it stands."""
    form = page_of(answer).select_one("main form:has(input[name=digest])")
    typed = {box["name"]: box["value"] for box in form.select("input[type=hidden]") if box["name"] == "digest"}
    typed |= {box["name"]: box.get("value", "") for box in form.select("input[type=text]")}
    typed |= {box["name"]: box["value"] for box in form.select("input[type=radio][checked]")}
    typed |= {box["name"]: as_sent(box.get_text()) for box in form.select("textarea")}
    return typed | more


def uploaded(client, load, name, data):
    """What somebody sees after choosing a file, once the worker has done its part; and where."""
    answer = send(client, load, file=SimpleUploadedFile(name, data))
    if answer.status_code != 302:
        return answer, load
    jobs.uploads.do(jobs.uploads.READ, {"upload": answer.headers["Location"].split("/")[2], "turn": 1}, timezone.now())
    return client.get(answer.headers["Location"]), answer.headers["Location"]


def as_sent(text):
    """A browser makes line ends one kind, leaves out the first empty line, and sends CRLF."""
    return text.replace("\r\n", "\n").removeprefix("\n").replace("\n", "\r\n")


class TestStarting:
    def test_a_measure_is_started_at_ones_own_place(self, client, cast, places):
        page = page_of(client.get("/measures/start/"))
        assert "Ward 21" in page.select_one("main").get_text()
        typed = {
            "name": "Walks",
            "unit": "",
            "direction": "decrease",
            "interval": "week",
            "target": "1,200",
            "place": "RP5BA-W21",
        }
        answer = send(client, "/measures/start/", **typed)
        made = Measure.objects.get()
        assert answer.headers["Location"] == made.get_absolute_url()
        assert (made.place, made.target, made.started_by) == (places.ward21, 1200, cast.amina)

    def test_a_place_where_one_does_not_work_is_refused(self, client, places):
        answer = client.get("/measures/start/", {"place": "RHQNG-W6"})
        assert "Ward 6" not in page_of(answer).select_one("main").get_text()
        typed = {"name": "Walks", "direction": "decrease", "interval": "week", "place": "RHQNG-W6"}
        assert send(client, "/measures/start/", **typed).status_code == 200
        assert not Measure.objects.exists()

    def test_words_about_a_patient_are_refused_and_kept(self, client, places):
        answer = send(
            client,
            "/measures/start/",
            name=f"Falls of {NUMBER}",
            direction="decrease",
            interval="week",
            place="RP5BA-W21",
        )
        assert page_of(answer).select_one("#id_name")["value"] == f"Falls of {NUMBER}"
        assert not Measure.objects.exists()

    def test_somebody_who_works_nowhere_is_told_what_to_do(self, cast):
        answer = cast.client(cast.newcomer).get("/measures/start/")
        assert answer.status_code == 403
        assert "Join the place where you work" in answer.content.decode()

    def test_nobody_signed_in_is_asked_to_sign_in(self, cast, measure):
        for address in ("/measures/start/", measure.get_absolute_url()):
            assert cast.client().get(address).status_code == 302


class TestTyping:
    def test_today_is_filled_in_and_the_number_is_all_there_is_to_type(self, client, measure):
        address = f"{measure.get_absolute_url()}add/"
        page = page_of(client.get(address))
        assert page.select_one("#id_on_2")["value"]
        assert "Walks in a shift (walks)" in page.get_text()
        assert not page.select_one("#id_time")
        send(client, address, on_0="6", on_1="1", on_2="2025", value="12.5", note="Two off sick")
        made = Reading.objects.get()
        assert (made.on, made.value, made.note) == (date(2025, 1, 6), Decimal("12.5"), "Two off sick")

    def test_no_reading_is_a_gap_and_not_zero(self, client, measure):
        address = f"{measure.get_absolute_url()}add/"
        day = {"on_0": "6", "on_1": "1", "on_2": "2025"}
        assert "tick that there is none" in send(client, address, value="", **day).content.decode()
        assert "take the tick away" in send(client, address, value="3", gap="on", **day).content.decode()
        send(client, address, value="", gap="on", **day)
        assert Reading.objects.get().value is None

    @pytest.mark.parametrize("value", ["<5", "twelve", "12 (est)", "=1+1", "NaN", "99999999999"])
    def test_what_is_not_a_number_is_refused_and_kept_as_typed(self, client, measure, value):
        answer = send(client, f"{measure.get_absolute_url()}add/", on_0="6", on_1="1", on_2="2025", value=value)
        assert page_of(answer).select_one("#id_value")["value"] == value
        assert not Reading.objects.exists()

    def test_a_day_that_has_a_reading_leads_to_it(self, client, measure, cast, monday):
        there = actions.add_reading(measure=measure, on=date(2025, 1, 6), value=Decimal(5), by=cast.amina, at=monday)
        answer = send(client, f"{measure.get_absolute_url()}add/", on_0="6", on_1="1", on_2="2025", value="7")
        assert page_of(answer).select_one(f'a[href="/readings/{there.public_id}/"]')

    def test_the_future_is_refused(self, client, measure):
        answer = send(client, f"{measure.get_absolute_url()}add/", on_0="1", on_1="1", on_2="2100", value="7")
        assert "future" in answer.content.decode()

    def test_a_shift_has_a_time(self, client, measure):
        Measure.objects.update(interval="shift")
        address = f"{measure.get_absolute_url()}add/"
        for clock in ("7:30", "19.30"):
            send(client, address, on_0="6", on_1="7", on_2="2025", value="7", time=clock)
        hours = [row.moment.hour for row in queries.readings_of(measure)]
        assert hours == [6, 18]  # UTC, in summer
        assert "7:30am" in page_of(client.get(measure.get_absolute_url())).get_text()


class TestLoading:
    def test_pasting_the_published_series_shows_it_before_it_is_stored(self, client, load, measure, published):
        answer = send(client, load, text=published)
        page = page_of(answer)
        assert "36 readings, from 1 April 2016 to 1 March 2019, can be added" in page.get_text()
        assert not Reading.objects.exists()
        done = send(client, load, **again(answer, deed="add"))
        assert done.headers["Location"] == measure.get_absolute_url()
        assert (Reading.objects.count(), Batch.objects.get().count) == (36, 36)

    def test_the_same_paste_twice_adds_nothing(self, client, load, published):
        for _time in range(2):
            answer = send(client, load, text=published)
            send(client, load, **again(answer, deed="add"))
        assert "There is nothing new to add" in page_of(answer).get_text()
        assert "36 are already there" in page_of(answer).get_text()
        assert not page_of(answer).select_one("button[value=add]")
        assert (Reading.objects.count(), Batch.objects.count()) == (36, 1)

    @pytest.mark.parametrize(
        "name", sorted(path.name for path in BAD.iterdir() if path.name[0] in "mx" and path.name != "manifest.json")
    )
    def test_any_bad_file_stores_nothing_before_it_is_confirmed(self, client, load, name):
        data = (BAD / name).read_bytes()
        answer, there = uploaded(client, load, name, data)
        assert not Reading.objects.exists()
        try:
            wanted = read(data.decode("utf-8-sig"), today=date(2026, 3, 2)).found
        except ValueError:
            return
        if page_of(answer).select_one("button[value=add]"):
            send(client, there, **again(answer, deed="add"))
            assert Reading.objects.count() == len(wanted)

    def test_an_ambiguous_order_is_asked_and_the_answer_shown_before_it_is_stored(self, client, load):
        text = (BAD / "m06_ambiguous_order.csv").read_text()
        answer = send(client, load, text=text)
        page = page_of(answer)
        assert page.select_one("input[value=day_first]").has_attr("checked")
        assert "Month first: 01/03/2025 is 3 January 2025" in page.get_text()
        answer = send(client, load, **again(answer, deed="add", choice_order="month_first"))
        assert answer.status_code == 200  # another answer is shown first
        assert not Reading.objects.exists()
        send(client, load, **again(answer, deed="add"))
        assert list(Reading.objects.order_by("on").values_list("on", flat=True))[1] == date(2025, 2, 3)

    def test_words_changed_after_the_preview_are_shown_again(self, client, load):
        answer = send(client, load, text="2025-01-06\t5\n2025-01-13\t6")
        changed = again(answer, deed="add", text="2025-01-06\t5\r\n2025-01-13\t66")
        assert "66" in send(client, load, **changed).content.decode()
        assert not Reading.objects.exists()

    def test_one_column_asks_when_it_begins(self, client, load):
        answer = send(client, load, text="5\n6\n\n7")
        assert page_of(answer).select_one("#id_start_0")
        assert not page_of(answer).select_one("button[value=add]")
        answer = send(client, load, **again(answer, start_0="6", start_1="1", start_2="2025"))
        send(client, load, **again(answer, deed="add"))
        found = list(Reading.objects.order_by("on").values_list("on", "value"))
        assert found == [
            (date(2025, 1, 6), 5),
            (date(2025, 1, 13), 6),
            (date(2025, 1, 20), None),
            (date(2025, 1, 27), 7),
        ]

    def test_rows_that_cannot_be_read_are_listed_by_line_with_the_reason(self, client, load):
        page = page_of(uploaded(client, load, "m09.csv", (BAD / "m09_text_in_numbers.csv").read_bytes())[0])
        lines = [
            row.select_one("td").get_text()
            for row in page.select("#left-out ~ div tbody tr")
            if len(row.select("td")) == 3
        ]
        assert lines == ["5", "6", "7", "9", "13", "14", "15"]
        assert "not that number and not zero" in page.get_text()

    def test_a_different_reading_that_is_there_is_kept_and_said(self, client, load, measure, cast, monday):
        actions.add_reading(measure=measure, on=date(2025, 1, 6), value=Decimal(5), by=cast.amina, at=monday)
        answer = send(client, load, text="2025-01-06\t7\n2025-01-13\t6")
        assert "There is already a different reading: 5" in page_of(answer).get_text()
        send(client, load, **again(answer, deed="add"))
        assert Reading.objects.get(on=date(2025, 1, 6)).value == 5

    def test_a_note_about_a_patient_is_left_out_and_its_reading_kept(self, client, load):
        answer = send(client, load, text=f"2025-01-06,7,Seen: {NUMBER}\n2025-01-13,6,fine")
        assert "Its note is left out" in page_of(answer).select_one("#left-out ~ div").get_text()
        send(client, load, **again(answer, deed="add"))
        assert list(Reading.objects.order_by("on").values_list("value", "note")) == [(7, ""), (6, "fine")]

    @pytest.mark.parametrize(
        ("data", "said"),
        [
            (b"x" * 10_000_001, "larger than 10 MB"),
            (b"date,value\n" + b"2025-01-06,1\n" * 100_001, "more than 100,000 rows"),
        ],
    )
    def test_too_much_is_refused_in_words(self, client, load, data, said):
        assert said in uploaded(client, load, "a.csv", data)[0].content.decode()

    def test_an_empty_form_says_what_to_do(self, client, load):
        assert "Paste your numbers, or choose a file" in send(client, load, text="").content.decode()

    def test_a_load_is_taken_back_with_one_button(self, client, load, measure, published):
        send(client, load, **again(send(client, load, text=published), deed="add"))
        undo = page_of(client.get(measure.get_absolute_url())).select_one('form[action^="/loads/"]')["action"]
        assert send(client, undo).headers["Location"] == measure.get_absolute_url()
        assert not Reading.objects.exists()


class TestReading:
    @pytest.fixture
    def full(self, measure, published, cast, monday):
        found = read(published, today=date(2026, 3, 2)).found
        actions.add_readings(measure=measure, found=found, by=cast.amina, at=monday)
        actions.rebase(measure=measure, on=date(2018, 1, 1), reason="New front door", by=cast.amina, at=monday)
        return measure

    def test_the_chart_explains_itself_and_the_numbers_stand_under_it(self, client, full):
        page = page_of(client.get(full.get_absolute_url()))
        assert page.select_one(".app-chart__says p").get_text().count(".") >= 2
        assert len(page.select("svg.cc-chart")) == 2
        assert len(page.select(".app-numbers tbody tr")) == 36
        assert "New front door" in page.get_text()
        ids = [each["id"] for each in page.select("[id]")]
        assert len(ids) == len(set(ids))

    def test_the_source_and_licence_of_published_numbers_stand_on_the_page(self, client, full):
        Measure.objects.update(source="NHS England, Open Government Licence v3.0")
        assert (
            "Open Government Licence"
            in page_of(client.get(full.get_absolute_url())).select_one(".app-source").get_text()
        )

    def test_the_page_keeps_its_budget(self, client, full):
        client.get(full.get_absolute_url())
        with at_most(10):
            assert client.get(full.get_absolute_url()).status_code == 200

    def test_the_way_back_leads_to_the_change_when_one_left_its_address(self, client, full):
        actions.belongs_to(measure=full, title="Same-day scans", address="/changes/abc/")
        back = page_of(client.get(full.get_absolute_url())).select_one(".nhsuk-back-link")
        assert (back["href"], back.get_text()) == ("/changes/abc/", "Same-day scans")

    def test_a_colleague_from_another_ward_reads_and_is_told_who_changes_it(self, cast, full):
        page = page_of(cast.client(cast.next_ward).get(full.get_absolute_url()))
        assert not page.select('main form, a[href$="/add/"]')
        assert "Those who work at Ward 21" in page.get_text()

    @pytest.mark.parametrize("who", ["adil", "sam", "tom", "other_admin", "newcomer"])
    def test_nobody_else_finds_any_of_its_pages(self, cast, full, who):
        client, reading, batch = cast.client(getattr(cast, who)), Reading.objects.first(), Batch.objects.get()
        home = full.get_absolute_url()
        for address in (
            home,
            *(f"{home}{page}" for page in ("edit/", "add/", "load/", "new-limits/", "readings.csv")),
            f"/readings/{reading.public_id}/",
        ):
            assert client.get(address).status_code == 404
        for address in (
            f"{home}load/",
            f"{home}new-limits/2018-01-01/take-back/",
            f"/loads/{batch.public_id}/undo/",
            f"/readings/{reading.public_id}/remove/",
        ):
            assert send(client, address).status_code == 404

    def test_a_measure_that_is_not_there_is_not_found(self, client):
        assert client.get("/measures/nothing/").status_code == 404
        assert client.get("/readings/nothing/").status_code == 404


class TestChanging:
    def test_the_second_of_two_editors_sees_both_versions_and_loses_nothing(self, client, measure, cast, monday):
        address = f"{measure.get_absolute_url()}edit/"
        page = page_of(client.get(address))
        actions.edit(measure=measure, version=1, name="Steps in a shift", by=cast.ward_mate, at=monday)
        typed = {
            "name": "Miles in a shift",
            "unit": "miles",
            "direction": "decrease",
            "interval": "week",
            "target": "10",
        }
        answer = send(client, address, version=page.select_one("#id_version")["value"], **typed)
        assert answer.status_code == 409
        both = page_of(answer)
        assert "Steps in a shift" in both.select_one(".app-differs").get_text()
        assert both.select_one("#id_name")["value"] == "Miles in a shift"
        send(client, address, version=both.select_one("#id_version")["value"], **typed)
        assert Measure.objects.get().name == "Miles in a shift"

    def test_the_second_of_two_correctors_sees_both_versions(self, client, measure, cast, monday):
        reading = actions.add_reading(measure=measure, on=date(2025, 1, 6), value=Decimal(5), by=cast.amina, at=monday)
        address = f"/readings/{reading.public_id}/"
        page = page_of(client.get(address))
        assert page.select_one("#id_value")["value"] == "5"
        actions.correct(
            reading=reading, version=1, on=reading.on, value=Decimal(6), note="", by=cast.ward_mate, at=monday
        )
        typed = {"on_0": "6", "on_1": "1", "on_2": "2025", "value": "7", "note": ""}
        both = page_of(send(client, address, version="1", **typed))
        assert [cell.get_text() for cell in both.select(".app-differs td")] == ["6", "7"]
        assert send(client, address, version=both.select_one("#id_version")["value"], **typed).status_code == 302
        assert Reading.objects.get().value == 7

    def test_a_reading_is_taken_away(self, client, measure, cast, monday):
        reading = actions.add_reading(measure=measure, on=date(2025, 1, 6), value=Decimal(5), by=cast.amina, at=monday)
        assert send(client, f"/readings/{reading.public_id}/remove/").status_code == 302
        assert not Reading.objects.exists()

    def test_limits_are_redrawn_from_a_reading_or_the_reason_is_said(self, client, measure, weeks, cast, monday):
        actions.add_readings(measure=measure, found=weeks(*range(9)), by=cast.amina, at=monday)
        address = f"{measure.get_absolute_url()}limits/new/"
        wrong = send(client, address, on_0="7", on_1="1", on_2="2025", reason="Second hoist")
        assert "There is no reading on 7 January 2025" in wrong.content.decode()
        send(client, address, on_0="10", on_1="2", on_2="2025", reason="Second hoist")
        page = page_of(client.get(f"{measure.get_absolute_url()}limits/"))
        assert "Second hoist" in page.get_text()
        take_back = page.select_one('form[action$="/take-back/"]')["action"]
        assert send(client, take_back).status_code == 302
        assert queries.choices_of(measure) == []
        assert "Decided once and taken back" in page_of(client.get(f"{measure.get_absolute_url()}limits/")).get_text()

    @pytest.mark.parametrize(
        "page", ["add/", "load/", "edit/", "limits/new/", "limits/from/", "limits/set-aside/", "chart/", "links/"]
    )
    def test_a_colleague_from_another_ward_cannot(self, cast, measure, page):
        client = cast.client(cast.next_ward)
        assert client.get(f"{measure.get_absolute_url()}{page}").status_code == 403
        assert send(client, f"{measure.get_absolute_url()}{page}", value="1").status_code == 403


class TestTakingAway:
    def rows(self, client, measure):
        answer = client.get(f"{measure.get_absolute_url()}readings.csv")
        assert answer["Content-Type"].startswith("text/csv")
        assert "attachment" in answer["Content-Disposition"]
        return list(csv.reader(io.StringIO(answer.content.decode(), newline="")))

    def test_words_are_made_safe_and_numbers_stay_numbers(self, client, measure, cast, monday):
        text = (BAD / "m11_formula_injection.csv").read_text()
        found = read(text, today=date(2026, 3, 2)).found
        actions.add_readings(measure=measure, found=found, by=cast.amina, at=monday)
        rows = self.rows(client, measure)[1:]
        assert [row[1] for row in rows] == ["5", "-3", "7", "8", "9"]
        assert not any(row[3].startswith(("=", "+", "-", "@", "\t", "\r")) for row in rows)

    def test_what_was_taken_away_can_be_loaded_again(self, client, measure, weeks, cast, monday):
        actions.add_readings(measure=measure, found=weeks(5, None, "0.25", -3), by=cast.amina, at=monday)
        answer = client.get(f"{measure.get_absolute_url()}readings.csv").content.decode()
        back = read(answer, today=date(2026, 3, 2))
        assert [(each.on, each.value) for each in back.found] == [
            (each.on, each.value) for each in weeks(5, None, "0.25", -3)
        ]
        assert back.outcome == "ok"
