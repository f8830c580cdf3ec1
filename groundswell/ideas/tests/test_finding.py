"""Search: the index gives the newest that a reader may find and no more, and what it gives is ranked. The same on both databases."""

from __future__ import annotations

import json
import random

import pytest
from django.db import connection
from django.utils import timezone

from groundswell.ideas import finding, memory, newest
from groundswell.ideas.models import Remembered
from tests.cast import at_most

pytestmark = pytest.mark.django_db
MINE = ["qxeveryone", "qxorg1"]


def remembered(pk, text, shown="qxorg1", title=""):
    return Remembered(pk=pk, room="ideas", subject_id=f"x{pk}", title=title, address="/", text=text, shown=shown,
                      at=timezone.now(), meant=True)  # fmt: skip


def found(text, organisation=1, **more):
    return [row.pk for row in finding.search(text, organisations=[organisation], **more)]


class TestNewest:
    IDS = (1, 8191, 8192, 16_384, 131_071, 131_072, 262_143, 262_144, 300_000, 999_999, 1_000_000, 3_000_000)

    @pytest.fixture
    def far_apart(self):
        """One text in each corner of blocks and shelves."""
        Remembered.objects.bulk_create(remembered(pk, "The trolley is empty") for pk in self.IDS)

    @pytest.mark.parametrize("most", [1, 2, 5, 100])
    @pytest.mark.parametrize("asked", ["trolley", "trolley empty", "troll*", "troll* empty"])
    def test_the_newest_come_first_and_none_is_passed_over(self, far_apart, asked, most):
        assert newest.holding([asked], MINE, most) == {0: sorted(self.IDS, reverse=True)[:most]}

    def test_it_finds_what_a_plain_look_at_every_row_finds(self):
        made = random.Random(7)
        shown = ["qxorg1", "qxorg2", "qxorg1 qxorg2", "qxorg11", "qxeveryone", "qxeveryone qxorg2", ""]
        rows = [
            remembered(pk, " ".join(made.sample("trolley sling hoist lamp door".split(), 3)), made.choice(shown))
            for pk in made.sample(range(1, 600_000), 400)
        ]
        Remembered.objects.bulk_create(rows)
        asked = ["trolley", "sling door", "ho*", "curtain", "lamp"]

        def plainly(words, most):
            held = [row.pk for row in rows if {"qxeveryone", "qxorg1"} & set(row.shown.split())
                    and all(any(one.startswith(word.rstrip("*")) for one in row.text.split()) for word in words.split())]  # fmt: skip
            return sorted(held, reverse=True)[:most]

        for most in (3, 50, 400):
            expected = {place: ids for place, words in enumerate(asked) if (ids := plainly(words, most))}
            assert newest.holding(asked, MINE, most) == expected

    def test_an_empty_house_holds_nothing(self):
        assert newest.holding(["trolley", "troll*"], MINE, 10) == {}

    def test_a_text_that_is_shown_to_others_now_is_found_by_them_alone(self):
        Remembered.objects.bulk_create([remembered(140_000, "The trolley is empty")])
        Remembered.objects.update(shown="qxorg2")
        assert newest.holding(["trolley"], MINE, 10) == {}
        assert newest.holding(["trolley"], ["qxeveryone", "qxorg2"], 10) == {0: [140_000]}

    @pytest.mark.skipif("connection.vendor != 'postgresql'", reason="FTS5 walks from the newest back by itself")
    @pytest.mark.parametrize("asked", ["trolley", "trolley empty", "troll*"])
    def test_a_word_that_all_texts_hold_is_not_read_to_its_end(self, asked):
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO ideas_remembered (id, room, subject_id, title, address, text, outcome, shown, at, meant) "
                "SELECT n * 100, 'ideas', 'x' || n, '', '/', 'The trolley is empty', '', 'qxorg1', now(), true "
                "FROM generate_series(1, 4000) AS n"
            )
            cursor.execute("ANALYZE ideas_remembered")
            statement, params = newest.statement([asked], MINE, 40)
            cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {statement}", params)
            plan = cursor.fetchone()[0]
        plan = json.loads(plan) if isinstance(plan, str) else plan
        read = [node["Actual Rows"] * node["Actual Loops"] for node in nodes(plan[0]["Plan"])
                if node["Node Type"] == "Bitmap Heap Scan"]  # fmt: skip
        assert read
        assert 40 <= sum(read) <= 200  # two blocks of 82 texts, of 4,000


def nodes(plan):
    yield plan
    for part in plan.get("Plans", []):
        yield from nodes(part)


class TestSearch:
    def test_words_themselves_come_before_what_begins_like_them(self):
        Remembered.objects.bulk_create(
            [remembered(1, "A scan at noon"), remembered(2, "The scanner, the scanner, the scanner")]
        )
        assert found("scan") == [1, 2]

    def test_a_word_of_the_title_tells_more_than_one_of_the_text(self):
        Remembered.objects.bulk_create(
            [remembered(1, "It is empty", title="Trolley"), remembered(2, "The trolley is empty", title="Stores")]
        )
        assert found("trolley") == [1, 2]

    def test_what_says_it_oftener_and_shorter_comes_first(self):
        Remembered.objects.bulk_create(
            [
                remembered(1, "Sling, sling, sling"),
                remembered(2, "The sling " + "and something else " * 30),
                remembered(3, "Sling"),
            ]
        )
        assert found("sling") == [1, 3, 2]

    def test_a_common_word_is_asked_for_once_and_shows_its_newest_forty(self):
        Remembered.objects.bulk_create(remembered(pk, "The trolley is empty") for pk in range(1, 101))
        with at_most(1):
            assert sorted(found("trolley", limit=100)) == list(range(61, 101))
        assert found("trolley", limit=20) + found("trolley", limit=20, offset=20) == found("trolley", limit=100)
        assert found("trolley", offset=40) == []

    def test_beginnings_fill_up_what_the_words_themselves_leave(self):
        rows = [remembered(pk, "The scan is late") for pk in range(1, 11)]
        rows += [remembered(pk, "The scanner is late") for pk in range(11, 101)]
        Remembered.objects.bulk_create(rows)
        held = found("scan late", limit=100)
        assert sorted(held[:10]) == list(range(1, 11))
        assert sorted(held[10:]) == list(range(71, 101))

    def test_one_letter_is_no_beginning(self):
        Remembered.objects.bulk_create(
            [remembered(1, "The trolley of bay B"), remembered(2, "The trolley of the barge")]
        )
        assert found("b") == [1]

    def test_it_finds_only_what_the_reader_may_find(self):
        Remembered.objects.bulk_create(
            [remembered(1, "trolley", "qxorg1"), remembered(2, "trolley", "qxorg11"), remembered(3, "trolley", memory.EVERYONE),
             remembered(4, "trolleys", "qxorg2"), remembered(5, "trolley", "")]
        )  # fmt: skip
        assert sorted(found("trolley", 1)) == [1, 3]
        assert sorted(found("troll", 2)) == [3, 4]
        assert sorted(found("trolley", 3)) == [3]
