"""Where a story went: the tree for any family, who is named in it, and the sentences over all places."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from groundswell.changes import drivers
from groundswell.changes.models import Change
from groundswell.measures.models import Reading
from groundswell.stories import actions, tree
from groundswell.stories.models import Adoption, Audience, Story
from groundswell.stories.presenters.spread import summary
from groundswell.stories.queries import Adopted
from groundswell.stories.tree import Branch
from tests.cast import Cast, Places, at_most

from .conftest import TOLD

NAMES = st.sampled_from(
    ["Ward 6", "Larwood Surgery", "A trust whose name goes on over several lines", "Antidisestablishment" * 3]
)


@st.composite
def families(draw, most: int = 90) -> Branch:
    """A tree of up to so many places, each under one that was there before."""
    number = draw(st.integers(0, most))
    under = [draw(st.integers(0, place)) for place in range(number)]
    named = [draw(st.booleans()) for _ in range(number)]
    name = draw(NAMES)
    below: dict[int, list[int]] = {}
    for child, parent in enumerate(under, start=1):
        below.setdefault(parent, []).append(child)

    def made(place: int) -> Branch:
        is_named = place == 0 or named[place - 1]
        return Branch(
            f"{name} {place}" if is_named else "", "It helped", is_named=is_named,
            parts=tuple(made(part) for part in below.get(place, [])),
        )  # fmt: skip

    return made(0)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=60)
@given(families())
def test_no_two_boxes_touch_all_text_fits_and_nobody_is_lost(family: Branch):
    root, left_out = tree.cut(tree.counted(family))
    boxes = list(tree.walk(root))
    assert len(boxes) <= tree.MOST_BOXES
    assert tree.size([root]) + left_out == tree.size([family])
    picture = tree.drawn(root)
    assert [box.words for box in picture.boxes] == [one.words for one in boxes]
    for box in picture.boxes:
        assert all(len(line) <= drivers.LETTERS for line in box.lines)
        assert "".join(box.lines).replace(" ", "") == box.words.replace(" ", "")
        assert 0 <= box.x <= box.x + drivers.WIDE <= picture.width
        assert 0 <= box.y <= box.y + box.height <= picture.height
    for one, other in combinations(picture.boxes, 2):
        beside = one.x + drivers.WIDE < other.x or other.x + drivers.WIDE < one.x
        assert beside or one.y + one.height < other.y or other.y + other.height < one.y
    assert len(picture.lines) == len(boxes) - 1


def test_unnamed_places_are_counted_where_nobody_named_comes_after():
    hidden = Branch("", is_named=False, parts=(Branch("", is_named=False),))
    before = Branch("", is_named=False, parts=(Branch("Ward 6"),))
    found = tree.counted(Branch("Ward 21", parts=(hidden, Branch("", is_named=False), before)))
    assert [one.words for one in tree.walk(found)] == [
        "Ward 21", "A place you cannot read about", "Ward 6", "3 places you cannot read about",
    ]  # fmt: skip


class TestSummary:
    def one(
        self, days: int | None = None, *, helped: bool | None = None, partly: bool = False, adapted: str = ""
    ) -> Adopted:
        on = None if days is None else TOLD.date() + timedelta(days=days)
        return Adopted(None, TOLD, adapted, helped, partly, "", on)  # type: ignore[arg-type]

    def test_every_result_is_counted_once(self):
        rows = [
            self.one(helped=True), self.one(helped=True, partly=True), self.one(helped=False), self.one(adapted="x"), self.one()
        ]  # fmt: skip
        assert summary(rows)[:3] == (
            "5 places took it up.", "It held at 1, it helped in part at 1, it did not help at 1, it is too early to say at 2.",
            "1 of them does something differently.",
        )  # fmt: skip

    def test_a_middle_value_from_five_places_on(self):
        four = [self.one(days) for days in (2, 30, 9, 12)]
        assert summary(four)[-1] == "The first readings came within 5 weeks."
        assert summary([*four, self.one(8)])[-1] == "Half of those who count had a first reading within 9 days."
        assert summary([self.one()])[-1] == "There is no first reading yet."

    def test_of_one_place_it_is_said_as_of_one(self):
        assert summary([self.one(3, helped=True, adapted="x")]) == (
            "One place took it up.", "It held there.", "The first reading came within 1 week.",
        )  # fmt: skip
        assert summary([self.one(helped=False)])[1] == "It did not help there."
        assert summary([self.one()])[1] == "It is too early to say what came of it."

    def test_nobody_took_it_up(self):
        assert summary([]) == ()


@pytest.mark.django_db
class TestPage:
    def get(self, cast: Cast, who, story: Story) -> BeautifulSoup:
        answer = cast.client(who).get(reverse("stories:spread", args=[story.public_id]))
        assert answer.status_code == 200
        return BeautifulSoup(answer.content, "html.parser")

    def told_there(self, cast: Cast, adoption: Adoption, **more) -> Story:
        Change.objects.filter(pk=adoption.change_id).update(stopped_at=None)
        adoption.change.change_places.update(state="working")
        told = actions.tell(
            change=Change.objects.get(pk=adoption.change_id), title="There too", worked=True, did="We did.", learned="It does.",
            by=adoption.person, at=TOLD + timedelta(days=20), **more,
        )  # fmt: skip
        assert told
        return told

    @pytest.fixture
    def family(self, cast: Cast, places: Places, tell, take_up):
        """Ward 21, taken up by the surgery, which told a story of its own; Ward 6 took it up from there."""
        story = tell(audience=Audience.EVERYONE)
        own = self.told_there(cast, take_up(story, seat="clinical"))
        take_up(own, by=cast.next_ward, place=places.ward17)
        return story, own

    def test_from_where_it_began_to_the_last_place(self, cast: Cast, family):
        story, own = family
        for read in (story, own):
            page = self.get(cast, cast.amina, read)
            listed = [item.find(string=True, recursive=True).strip() for item in page.select("main > ul li")]
            assert listed[0].startswith("Ward 21, Doncaster")
            assert listed[1].startswith("Larwood Surgery: no result yet")
            assert listed[2].startswith("Ward 17, Doncaster")
            assert len(page.select("svg rect")) == 3
            assert len(page.select("svg rect[stroke-width='4']")) == 1
        assert page.find("a", href=story.get_absolute_url())

    def test_what_may_not_be_read_is_counted_and_not_named(self, cast: Cast, places: Places, family):
        story, own = family
        Adoption.objects.filter(story=own).update(place=places.ward6, organisation=places.rhq)
        Change.objects.filter(adopted_from__story=own).update(place=places.ward6, organisation=places.rhq)
        page = self.get(cast, cast.amina, story)
        assert "A place you cannot read about" in page.get_text()
        assert "Ward 6" not in page.get_text()

    def test_whoever_took_it_up_does_not_read_above_what_is_closed_to_them(self, cast: Cast, family):
        story, own = family
        Story.objects.filter(pk=own.pk).update(audience=Audience.EVERYONE)
        Story.objects.filter(pk=story.pk).update(audience="")
        page = self.get(cast, cast.sam, own)
        assert "A place you cannot read about" in page.get_text()
        assert "Ward 21" not in page.find("main").get_text()
        assert "Larwood Surgery" in page.get_text()

    def test_in_the_order_of_the_day_with_their_words(self, cast: Cast, places: Places, tell, take_up):
        story = tell(audience=Audience.EVERYONE)
        late = take_up(story, by=cast.sam, place=places.ward6, at=TOLD + timedelta(days=30), adapted="A shelf.")
        take_up(story, at=TOLD + timedelta(days=9))
        actions.bring_result(adoption=late, helped=True, result="Half.", by=cast.sam, at=TOLD + timedelta(days=60))
        page = self.get(cast, cast.grace, story)
        rows = [" ".join(row.get_text(" ").split()) for row in page.select("#places .app-row")]
        assert rows[0].startswith("Larwood Surgery")
        assert rows[1].startswith("Ward 6, Sheffield")
        assert "Different here: A shelf. It helped. Half." in rows[1]
        assert "2 places took it up. It held at 1, it is too early to say at 1." in page.get_text()

    def test_pages_made_up_are_the_first(self, cast: Cast, tell):
        story = tell(audience=Audience.EVERYONE)
        for page in ("x", "-1", "", "99999999", "²"):
            answer = cast.client(cast.grace).get(reverse("stories:spread", args=[story.public_id]), {"page": page})
            assert answer.status_code == 200

    def test_budget(self, cast: Cast, family):
        story, _own = family
        client = cast.client(cast.grace)
        address = reverse("stories:spread", args=[story.public_id])
        client.get(address)
        with at_most(22):
            client.get(address)

    def test_what_was_counted_before_is_no_news(self, cast: Cast, tell, take_up):
        from importlib import import_module

        from django.apps import apps

        adoption = take_up(tell(audience=Audience.EVERYONE))
        Reading.objects.create(measure=adoption.change.measures.get(), on=date(2026, 8, 3), value=3, at=TOLD)
        import_module("groundswell.stories.migrations.0004_lineage_searches_cards").say_nothing_of_the_past(apps, None)
        adoption.refresh_from_db()
        assert adoption.first_reading_on == date(2026, 8, 3)
