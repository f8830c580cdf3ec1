"""Files and long pastes: kept for whoever uploaded them, read by the worker when large, added once, gone afterwards."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from openpyxl import Workbook

from groundswell.measures import jobs
from groundswell.measures.actions import uploads
from groundswell.measures.models import Batch, Reading, ReadyReading, Upload, UploadState
from groundswell.post import actions as post
from tests.cast import at_most, send

pytestmark = pytest.mark.django_db
LATER = timedelta(minutes=1)
assert jobs  # the worker's tick imports it; that declares who reads and adds


@pytest.fixture
def load(measure):
    return f"{measure.get_absolute_url()}load/"


@pytest.fixture
def client(cast):
    return cast.client(cast.amina)


def rows(number: int, bad: bool = True) -> bytes:
    """So many rows, every second one bad when asked."""
    start = datetime(2000, 1, 1, tzinfo=UTC)
    lines = [
        f"{start + timedelta(hours=n):%Y-%m-%d %H:%M},{'lots' if bad and n % 2 else n % 90},ok" for n in range(number)
    ]
    return "\n".join(["when,value,comment", *lines]).encode()


def choose(client, load, data: bytes, name: str = "falls.csv"):
    return send(client, load, file=SimpleUploadedFile(name, data)).headers["Location"]


def page(client, address):
    return BeautifulSoup(client.get(address).content, "html.parser").main


def digest(shown) -> str:
    return shown.select_one("input[name=digest]")["value"]


class TestLarge:
    @pytest.fixture
    def there(self, client, load):
        return choose(client, load, rows(12_000))

    def test_the_answer_comes_at_once_and_says_how_far_it_is(self, client, there):
        assert Upload.objects.get().state == UploadState.WAITING
        shown = page(client, there)
        assert "It waits to be read." in shown.get_text()
        assert shown.select_one("a[data-look-again]")["href"] == there

    def test_the_worker_reads_it_and_half_is_left_out_with_reasons(self, client, there, monday):
        post.work(timezone.now() + LATER)
        with at_most(8):
            shown = page(client, there)
        assert "6,000 readings" in shown.get_text()
        assert len(shown.select("#left-out ~ div")[0].select("tbody tr")) == 100
        lines = b"".join(client.get(f"{there}left-out.csv")).decode().splitlines()
        assert len(lines) == 6_001
        assert lines[1].startswith("3,")
        assert not Reading.objects.exists()

    def test_it_is_added_whole_and_only_once_and_taken_back_in_one_step(self, client, there, measure, monday):
        post.work(timezone.now() + LATER)
        send(client, there, digest=digest(page(client, there)), deed="add")
        assert "are being added" in page(client, there).get_text()
        post.work(timezone.now() + LATER)
        assert client.get(there).headers["Location"] == measure.get_absolute_url()
        uploads.do(uploads.ADD, {"upload": Upload.objects.get().public_id, "turn": 1}, monday)
        assert (Reading.objects.count(), Batch.objects.get().count) == (6_000, 6_000)
        kept = Upload.objects.get()
        assert (bytes(kept.content), kept.parts.count()) == (b"", 0)
        send(client, f"/loads/{Batch.objects.get().public_id}/undo/")
        assert not Reading.objects.exists()

    def test_its_page_says_how_much_is_ready_and_no_chart_sees_it_before_all_is(
        self, client, there, measure, monday, monkeypatch
    ):
        post.work(timezone.now() + LATER)
        send(client, there, digest=digest(page(client, there)), deed="add")
        lay_out, calls = uploads._lay_out, []

        def third_time_the_power_fails(rows, upload):
            calls.append(len(rows))
            if len(calls) == 3:
                raise RuntimeError
            return lay_out(rows, upload)

        monkeypatch.setattr(uploads, "_lay_out", third_time_the_power_fails)
        job = {"upload": Upload.objects.get().public_id, "turn": 1}
        with pytest.raises(RuntimeError):
            uploads.do(uploads.ADD, job, monday)
        assert "4,000 of 6,000 are ready" in page(client, there).get_text()
        assert not Reading.objects.exists()
        uploads.do(uploads.ADD, job, timezone.now())
        assert (Reading.objects.count(), Batch.objects.get().count, ReadyReading.objects.count()) == (6_000, 6_000, 0)

    def test_what_was_typed_meanwhile_stays(self, client, there, measure, cast, monday):
        post.work(timezone.now() + LATER)
        send(client, there, digest=digest(page(client, there)), deed="add")
        moment = datetime(2000, 1, 1, tzinfo=UTC)
        typed = Reading.objects.create(measure=measure, on=moment.date(), moment=moment, value=77, at=monday)
        post.work(timezone.now() + LATER)
        typed.refresh_from_db()
        assert (typed.value, Batch.objects.get().count, Reading.objects.count()) == (77, 5_999, 6_000)

    def test_deleted_while_it_is_added_nothing_of_it_comes_in(self, client, there, monday):
        post.work(timezone.now() + LATER)
        send(client, there, digest=digest(page(client, there)), deed="add")
        send(client, f"{there}discard/")
        post.work(timezone.now() + LATER)
        assert not Reading.objects.exists()
        assert not ReadyReading.objects.exists()

    def test_the_same_file_again_adds_nothing(self, client, load, monday):
        for _time in range(2):
            there = choose(client, load, rows(12_000))
            post.work(timezone.now() + LATER)
            shown = page(client, there)
            if shown.select_one("button[value=add]"):
                send(client, there, digest=digest(shown), deed="add")
                post.work(timezone.now() + LATER)
        assert "There is nothing new to add" in shown.get_text()
        assert Reading.objects.count() == 6_000

    def test_what_cannot_be_used_says_why(self, client, load, monday):
        there = choose(client, load, rows(100_001, bad=False))
        post.work(timezone.now() + LATER)
        assert "more than 100,000 rows" in page(client, there).get_text()


class TestSmall:
    def test_a_workbook_is_read_at_once(self, client, load):
        book = Workbook()
        for row in (
            ("Falls on Ward 21", None),
            ("Month", "Falls"),
            ("2025-01-01", 5),
            ("2025-02-01", 6),
            ("Total", 11),
        ):
            book.active.append(row)
        out = io.BytesIO()
        book.save(out)
        there = choose(client, load, out.getvalue(), "falls.xlsx")
        shown = page(client, there)
        assert "2 readings" in shown.get_text()
        assert shown.select_one("h1").get_text().endswith("falls.xlsx")
        send(client, there, digest=digest(shown), deed="add")
        assert list(Reading.objects.order_by("on").values_list("value", flat=True)) == [5, 6]

    def test_what_can_be_read_in_two_ways_is_asked_and_the_answer_shown_before_it_is_added(self, client, load):
        there = choose(client, load, b"when,n\n01/03/2025,12\n02/03/2025,9\n03/03/2025,14\n")
        shown = page(client, there)
        assert shown.select_one("input[value=day_first]").has_attr("checked")
        name = shown.select_one("input[value=month_first]")["name"]
        send(client, there, digest=digest(shown), deed="look", **{name: "month_first"})
        shown = page(client, there)
        assert "3 January 2025" in shown.get_text()
        send(client, there, digest=digest(shown), deed="add")
        assert [row.on.month for row in Reading.objects.order_by("on")] == [1, 2, 3]

    def test_the_answer_to_an_older_page_is_shown_anew_and_adds_nothing(self, client, load):
        there = choose(client, load, b"when,n\n01/03/2025,12\n02/03/2025,9\n")
        old = digest(page(client, there))
        send(client, there, digest=old, deed="look")
        send(client, there, digest=old, deed="add")
        assert not Reading.objects.exists()

    def test_a_file_that_cannot_be_read_is_refused_next_to_the_field_and_not_kept(self, client, load):
        answer = send(client, load, file=SimpleUploadedFile("a.pdf", b"%PDF-1.4"))
        assert "This is a PDF" in answer.content.decode()
        assert not Upload.objects.exists()

    def test_deleting_it_adds_nothing(self, client, load, measure):
        there = choose(client, load, rows(10))
        assert send(client, f"{there}discard/").headers["Location"] == measure.get_absolute_url()
        assert not Upload.objects.exists()


class TestWhose:
    @pytest.mark.parametrize("who", ["ward_mate", "grace", "sam", "next_ward", "helen", "auditor"])
    def test_nobody_else_finds_it(self, client, load, cast, who):
        there = choose(client, load, rows(10))
        other = cast.client(getattr(cast, who))
        assert other.get(there).status_code == 404
        assert other.get(f"{there}left-out.csv").status_code == 404
        assert send(other, f"{there}discard/").status_code == 404

    def test_it_goes_after_a_week(self, client, load, monday):
        choose(client, load, rows(10))
        at = Upload.objects.get().at
        assert uploads.tidy(at + timedelta(days=6)) == 0
        assert uploads.tidy(at + timedelta(days=8)) == 1
