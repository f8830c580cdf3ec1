"""The driver diagram: an outline read and written, where its boxes stand, and its page."""

from __future__ import annotations

from contextlib import suppress

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from groundswell.changes import actions, drivers
from groundswell.changes.drivers import Driver, NotAnOutline
from groundswell.changes.models import Change
from groundswell.changes.tests.making import MONDAY, SECOND, led, text_of
from tests.cast import at_most, send

OUTLINE = """Supplies are where they are used
- The trolley holds what a round needs
-- Stock by what was fetched last week
-- Labels that can be read at night
- The night shift fills it
The store is nearer"""
IDEAS = ("Stock by what was fetched last week", "Labels that can be read at night")
WORDS = st.text(alphabet="abcdefg hij", min_size=1, max_size=90).map(lambda text: " ".join(text.split())).filter(bool)


@st.composite
def trees(draw, level: int = 0) -> tuple[Driver, ...]:
    parts = st.just(()) if level == 2 else trees(level=level + 1)
    return tuple(Driver(draw(WORDS), draw(parts)) for _ in range(draw(st.integers(0, 3 - level))))


def numbered(found: tuple[Driver, ...], before: str = "") -> tuple[Driver, ...]:
    """The same with words that occur once."""
    return tuple(
        Driver(f"{before}{number} {one.words}", numbered(one.parts, f"{before}{number}."))
        for number, one in enumerate(found)
    )


class TestReading:
    def test_what_was_read_is_written_the_same(self):
        assert drivers.written(drivers.read(OUTLINE)) == OUTLINE
        assert drivers.ideas_of(drivers.read(OUTLINE)) == IDEAS

    @given(trees())
    def test_any_tree_is_written_and_read_again(self, found):
        tree = numbered(found)
        assert drivers.read(drivers.written(tree)) == tree

    @given(st.text())
    def test_whatever_is_typed_is_read_or_says_why_not(self, text):
        with suppress(NotAnOutline):
            found = drivers.read(text)
            assert drivers.read(drivers.written(found)) == found

    def test_dashes_of_other_programs_count(self):
        assert drivers.read("A\n  \u2013 B\n\t\u2022 \u2022 C\n\n -  - D\n\u2014\n") == (
            Driver("A", (Driver("B", (Driver("C"), Driver("D"))),)),
        )

    @pytest.mark.parametrize(
        ("text", "says"),
        [
            ("- A", "Line 1 has too many dashes for the line above it."), ("A\n\n-- B", "Line 3 has too many dashes"),
            ("A\n- B\n--- C", "Line 3 has more than two dashes."), ("A\n- B\n-- C\n-- C", "Line 4 says the same"),
            ("x" * 101, "Line 1 is longer than 100 letters."), ("A\n" * 41, "Leave it at 40 lines. There are 41."),
        ],
    )  # fmt: skip
    def test_what_is_no_outline_says_which_line(self, text, says):
        with pytest.raises(NotAnOutline, match=says):
            drivers.read(text)

    def test_an_idea_in_other_words_is_followed_and_one_that_moved_is_itself(self):
        before = drivers.read(OUTLINE)
        after = drivers.read(OUTLINE.replace("-- Labels that can be read at night", "-- Labels in large print"))
        assert drivers.reworded(before, after) == {IDEAS[1]: "Labels in large print"}
        swapped = drivers.read("A\n- B\n-- " + "\n-- ".join(reversed(IDEAS)))
        assert drivers.reworded(before, swapped) == {}


class TestLayout:
    @given(trees(), st.text(alphabet="ab ", max_size=300))
    def test_no_two_boxes_touch_and_all_stand_inside(self, found, aim):
        diagram = drivers.laid_out(aim, found)
        for number, one in enumerate(diagram.boxes):
            assert one.x >= 0
            assert one.x + drivers.WIDE <= diagram.width
            assert one.y >= 0
            assert one.y + one.height <= diagram.height
            for other in diagram.boxes[number + 1 :]:
                assert one.x != other.x or one.y + one.height <= other.y or other.y + other.height <= one.y

    @given(trees())
    def test_every_box_but_the_aim_hangs_on_one_of_the_column_before(self, found):
        diagram = drivers.laid_out("An aim", found)
        assert len(diagram.lines) == len(diagram.boxes) - 1
        assert all(start.level == end.level - 1 for start, end in diagram.lines)
        assert diagram.boxes[0].words == "An aim"


@pytest.mark.django_db
class TestPage:
    @pytest.fixture
    def change(self, cast, places) -> Change:
        return led(cast, places)

    def at(self, change: Change) -> str:
        return f"{change.get_absolute_url()}drivers/"

    def draw(self, cast, change: Change, outline: str = OUTLINE, version: int = 0):
        return send(cast.client(cast.grace), self.at(change), outline=outline, version=version)

    def test_it_is_drawn_and_says_the_same_as_a_list(self, cast, change):
        assert "Nothing drawn yet" in text_of(cast.client(cast.amina).get(self.at(change)))
        assert self.draw(cast, change)["Location"] == self.at(change)
        soup = BeautifulSoup(cast.client(cast.amina).get(self.at(change)).content, "html.parser")
        assert soup.select_one("svg title").get_text() == "What the aim depends on"
        assert len(soup.select("svg rect")) == 7
        assert len(soup.select("svg path")) == 6
        assert [item.get_text() for item in soup.select("main ul ul ul li")] == list(IDEAS)
        assert "The aim depends on 2 primary drivers, with 2 ideas that would change it." in soup.get_text()
        assert soup.select_one("textarea") is None

    def test_a_test_says_which_idea_it_tries_and_keeps_it_in_other_words(self, cast, change):
        self.draw(cast, change)
        client, start = cast.client(cast.grace), f"{change.get_absolute_url()}tests/new/"
        assert f"{IDEAS[1]} Test it" in text_of(client.get(self.at(change)))
        asked = BeautifulSoup(client.get(start, {"tries": IDEAS[1]}).content, "html.parser")
        assert asked.select_one("select[name=tries] option[selected]").get_text() == IDEAS[1]
        send(
            client, start, question="Fewer walks?", prediction="Half", scale="one_shift", tries=IDEAS[0], started_on_0=SECOND.day,
            started_on_1=SECOND.month, started_on_2=SECOND.year,
        )  # fmt: skip
        assert f"{IDEAS[0]} Test 1: under way" in text_of(client.get(self.at(change)))
        self.draw(cast, change, OUTLINE.replace(IDEAS[0], "Stock by what was asked for"), version=1)
        assert "Stock by what was asked for Test 1: under way" in text_of(client.get(self.at(change)))
        assert send(client, start, question="x", prediction="y", scale="one_shift", tries="Made up").status_code == 200

    def test_without_a_diagram_a_test_asks_nothing_more(self, cast, change):
        assert "driver diagram does it try" not in text_of(
            cast.client(cast.grace).get(f"{change.get_absolute_url()}tests/new/")
        )

    def test_what_is_wrong_is_said_next_to_the_field_and_nothing_typed_is_lost(self, cast, change):
        answer = self.draw(cast, change, "A\n--- B")
        assert "Line 2 has more than two dashes." in text_of(answer)
        assert "--- B" in answer.content.decode()
        answer = self.draw(cast, change, "NHS number 943 476 5919 waits")
        assert "943 476 5919" in BeautifulSoup(answer.content, "html.parser").select_one("textarea").get_text()
        assert Change.objects.get().drivers == ""

    def test_the_second_of_two_sees_both_and_keeps_theirs(self, cast, change):
        self.draw(cast, change, "Hers")
        answer = self.draw(cast, change, "Mine", version=0)
        assert "Somebody saved a newer version" in text_of(answer)
        soup = BeautifulSoup(answer.content, "html.parser")
        assert soup.select_one("textarea").get_text().strip() == "Mine"
        assert soup.select_one("input[name=version]")["value"] == "1"
        assert self.draw(cast, change, "Mine", version=1).status_code == 302

    def test_hostile_words_are_words(self, cast, change):
        self.draw(cast, change, "<script>alert(1)</script>\n- </svg><b>x")
        assert b"<script>alert" not in cast.client(cast.grace).get(self.at(change)).content

    def test_it_keeps_its_budget(self, cast, change):
        actions.draw_drivers(change=change, outline=OUTLINE, version=0, by=cast.grace, at=MONDAY)
        client = cast.client(cast.grace)
        with at_most(10):
            client.get(self.at(change))
