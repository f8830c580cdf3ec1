"""Evidence falls out: what a pack holds, what it never holds, and what it costs."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime, timedelta

import pytest
from bs4 import BeautifulSoup
from django.apps import apps
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from groundswell.changes.models import Change, ChangePlace, Test
from groundswell.enabling.models import Ask, Commitment
from groundswell.ideas.models import Idea
from groundswell.insight import actions, queries
from groundswell.insight.evidence import (
    ALL,
    KINDS,
    Came,
    Counted,
    Period,
    Record,
    Source,
    Told,
    Tried,
    Work,
    found_in,
    known,
    stopped_changes,
    stopped_tests,
)
from groundswell.insight.evidence.work import _OF_WORK
from groundswell.insight.models import Framework, Snapshot
from groundswell.insight.presenters.evidence import pack
from groundswell.insight.presenters.evidence_figures import FIGURES, Around
from groundswell.insight.presenters.frameworks import period_of
from groundswell.measures.models import Measure
from groundswell.stories import actions as stories
from groundswell.stories.models import Audience
from groundswell.ui.formats import london_day
from tests.cast import at_most, send
from tests.house.test_words import OLDEST, age
from tests.house.world import build_world

Person = apps.get_model("people.Person")
YEAR = Period.ending(date(2026, 10, 31))
NIGHT = datetime(2026, 11, 1, 2, tzinfo=UTC)
ASKED = "to=2026-10"


class TestPure:
    def test_every_kind_has_where_it_comes_from(self):
        assert {one.code for one in ALL if one.source is Source.WORK} == set(_OF_WORK)
        assert {one.code for one in ALL if one.source is Source.FIGURE} == set(FIGURES)
        counted = {one.code for one in ALL if one.source is Source.COUNT} - {"promises"}
        assert counted <= set(Counted.__dataclass_fields__)
        for one in ALL:
            if one.source is Source.WORK or one.code in counted:
                assert "{n}" in str(one.one)
                assert "{n}" in str(one.many)

    def test_a_gone_kind_is_passed_over_and_each_is_once(self):
        assert known(["stories", "gone", "stories", "tests"]) == ["stories", "tests"]

    def test_a_period_is_whole_months(self):
        assert Period(date(2025, 11, 1), date(2026, 10, 31)) == YEAR
        assert Period.ending(date(2026, 2, 28), 3) == Period(date(2025, 12, 1), date(2026, 2, 28))
        assert not YEAR.holds(None)
        days = (date(2025, 10, 31), date(2025, 11, 1), date(2026, 10, 31))
        assert [YEAR.holds(day) for day in days] == [False, True, True]

    def test_what_is_asked_for_is_months_that_are_over(self):
        today = date(2026, 11, 27)
        assert period_of(None, "", today) == YEAR
        assert period_of(date(2026, 11, 30), "9", today) == YEAR
        assert period_of(date(2026, 9, 30), "3", today) == Period(date(2026, 7, 1), date(2026, 9, 30))

    def test_each_rule_both_ways(self):
        tried = Tried(date(2026, 3, 1), date(2026, 3, 9), "abandon")
        told = Told("A result", "/s/", date(2026, 7, 1), False, 2)
        rich = Work(
            "a", "A", "/a/", "Ward 21", True, True, True, True, date(2026, 4, 1), date(2026, 5, 1), (tried,),
            tuple(Came(kind, kind, date(2026, 6, 1)) for kind in ("safety", "experience", "access", "equity", "staff_experience",
                                                                  "time_to_care", "cash_releasing", "carbon")), told,
        )  # fmt: skip
        poor = Work("b", "B", "/b/", "Ward 21")
        old = Period.ending(date(2019, 12, 31))
        for code in _OF_WORK:
            assert [one.key for one in found_in(Record(YEAR, (rich, poor)), code)] == ["a"], code
        for code in set(_OF_WORK) - {"co_led", "with_partners", "across", "taken_up", "took_up"}:
            assert not found_in(Record(old, (rich, poor)), code), code
        assert (stopped_tests(Record(YEAR, (rich,))), stopped_changes(Record(YEAR, (rich,)))) == (1, 1)
        assert found_in(Record(YEAR, (rich,)), "co_led")[0].title == "A result"


@pytest.mark.django_db
class TestShipped:
    def test_four_are_in_the_tables_with_known_kinds(self):
        found = {one.code: one for one in Framework.objects.filter(organisation=None)}
        assert set(found) == {"cqc-well-led", "nhs-impact", "quality-account", "board-report"}
        assert [one.code for one in found["cqc-well-led"].statements.all()] == [f"wl{n}" for n in range(1, 9)]
        assert [one.code for one in found["nhs-impact"].statements.all()] == [f"impact{n}" for n in range(1, 6)]
        for one in found.values():
            for statement in one.statements.all():
                assert statement.kinds == known(statement.kinds)
                assert statement.kinds
                assert statement.question.endswith("?")

    def test_every_kind_answers_something(self):
        used = {code for one in Framework.objects.all() for row in one.statements.all() for code in row.kinds}
        assert used == set(KINDS)

    def test_loading_again_changes_nothing(self):
        before = list(Framework.objects.order_by("pk").values())
        actions.load_shipped()
        assert list(Framework.objects.order_by("pk").values()) == before


def address(name: str, place, code: str = "board-report", asked: str = ASKED) -> str:
    return f"{reverse(f'insight:{name}', args=[place.key, code])}?{asked}"


def read(cast, where: str, person=None) -> str:
    page = BeautifulSoup(cast.client(person or cast.amina).get(where).content, "html.parser")
    return " ".join(page.main.get_text(" ").split())


@pytest.fixture
def figures(cast, places):
    """The snapshot of the month, so that numbers may be shown for the trust."""
    return lambda: actions.make_snapshots(home=places.rp5, month=date(2026, 10, 31), at=NIGHT)


@pytest.mark.django_db
class TestThePage:
    def test_from_the_verbs_to_what_a_board_reads(self, cast, places, story, figures):
        figures()
        said = read(cast, address("pack", places.rp5))
        assert "1 November 2025 to 31 October 2026" in said
        assert "Made by Groundswell from work recorded here. It is not a judgement and not a score." in said
        assert "1 change was led by a clinician and a manager together." in said
        assert "Two walks fewer per drug round Ward 21" in said
        assert "1 story was told." in said
        assert "Patient or carer experience: 7 points on a scale, measured, claimed" in said
        assert "Walks in a drug round" in said
        assert "Version 1, from 1 January 2020" in said
        assert "Nothing recorded yet, or too little to say, of:" in said
        assert "Made on" in said

    def test_a_chart_is_drawn_once_and_said_again(self, cast, places, story, figures):
        figures()
        ChangePlace.objects.filter(change=story.change).update(state="normal", normal_on=date(2026, 8, 1))
        page = BeautifulSoup(
            cast.client(cast.amina).get(address("pack", places.rp5, "cqc-well-led")).content, "html.parser"
        )
        assert len(page.find_all("svg", class_="cc-chart")) == 1
        assert "Its chart stands under" in page.main.get_text(" ")
        ids = [tag["id"] for tag in page.find_all(id=True)]
        assert len(ids) == len(set(ids))

    def test_patients_words_are_never_there(self, cast, places, story, figures):
        figures()
        for name in ("pack", "pack_file"):
            answer = cast.client(cast.amina).get(address(name, places.rp5, "quality-account")).content.decode()
            assert "Wilhelmina" not in answer
            assert "7 points on a scale" in answer

    def test_a_name_appears_only_with_a_yes(self, cast, places, story, figures):
        figures()
        everywhere = [
            address(name, places.rp5, code)
            for name in ("pack", "pack_file")
            for code in ("board-report", "cqc-well-led")
        ]

        def shown() -> str:
            return " ".join(
                cast.client(cast.helen).get(where).content.decode().split("<main", 1)[-1] for where in everywhere
            )

        for person in Person.objects.all():
            assert person.name not in shown()
        stories.be_named(story=story, by=cast.grace, yes=True, at=timezone.now())
        assert f"Led by {cast.grace.called}" in shown()
        assert cast.manager.called not in shown()
        stories.be_named(story=story, by=cast.amina, yes=True, at=timezone.now())
        assert f"Noticed by {cast.amina.called}" in shown()
        stories.be_named(story=story, by=cast.grace, yes=False, at=timezone.now())
        assert cast.grace.called not in shown()

    def test_a_story_for_few_or_withdrawn_is_not_told(self, cast, places, story, figures):
        figures()
        story.audience = Audience.PLACE
        story.save()
        said = read(cast, address("pack", places.rp5))
        assert "Two walks fewer" not in said
        assert "Trolley next to the bay" in said, "the change is known to all who work here"
        story.audience, story.withdrawn_at, story.withdrawn_reason = Audience.EVERYONE, timezone.now(), "Wrong."
        story.save()
        assert "Two walks fewer" not in read(cast, address("pack", places.rp5))

    def test_another_organisations_work_never_appears(self, cast, places, story, figures):
        """A practice takes the story up, and a trust of its own does something: neither is named here."""
        figures()
        taken = stories.change_audience(story=story, to="everyone", by=cast.grace, at=timezone.now())
        taken = stories.take_up(
            story=story, place=places.larwood, title="Trolley at the treatment room", reversible=True, inside_team=True,
            new_risk=False, by=cast.adil, at=datetime(2026, 8, 3, 9, tzinfo=UTC),
        )  # fmt: skip
        other = Change.objects.create(
            title="Theirs alone", place=places.ward6, organisation=places.rhq, reversible=True, inside_team=True, new_risk=False,
            opened_at=NIGHT - timedelta(days=30), moved_at=NIGHT,
        )  # fmt: skip
        ChangePlace.objects.create(
            change=other, place=places.ward6, organisation=places.rhq, joined_at=NIGHT, home=True
        )
        for code in ("board-report", "cqc-well-led", "nhs-impact", "quality-account"):
            said = read(cast, address("pack", places.rp5, code))
            assert "Theirs alone" not in said
            assert "Larwood" not in said
            assert taken.change.title not in said
        assert "1 change was taken up at another place." in read(cast, address("pack", places.rp5))
        assert taken.change.title in read(cast, address("pack", places.larwood), cast.adil)

    def test_shared_work_shows_this_organisations_own_side(self, cast, places, trolley, figures):
        figures()
        ChangePlace.objects.create(change=trolley, place=places.larwood, organisation=places.larwood, joined_at=NIGHT)
        theirs = Measure.objects.create(
            name="Theirs", direction="decrease", place=places.larwood, organisation=places.larwood, started_at=NIGHT,
        )  # fmt: skip
        trolley.measures.add(theirs)
        for week in range(12):
            theirs.readings.create(on=date(2026, 3, 2) + timedelta(weeks=week), value=week, at=NIGHT)
        said = read(cast, address("pack", places.rp5))
        assert "1 change was done with another organisation." in said
        assert "Larwood" not in said
        assert "Theirs" not in said

    def test_a_board_above_does_not_read_what_lies_below(self, cast, places, trolley):
        said = read(cast, address("pack", places.qf7), cast.commissioner)
        assert "Trolley" not in said
        assert "Nothing is recorded here yet in this period." in said

    def test_ideas_with_a_hidden_name_are_not_counted_and_their_words_never_shown(self, cast, places, figures):
        figures()
        about = {
            "organisation": places.rp5,
            "place": places.ward21,
            "noticed_at": NIGHT - timedelta(days=90),
            "moved_at": NIGHT,
        }
        for words, mode in (("Openly said.", "open"), ("Kept back.", "not_kept")):
            Idea.objects.create(
                words=words,
                name_mode=mode,
                owner=cast.amina if mode == "open" else None,
                due_on=date(2026, 9, 1),
                **about,
            )
        Idea.objects.create(
            words="Mended.",
            owner=cast.amina,
            due_on=date(2026, 9, 1),
            fixed_at=NIGHT - timedelta(days=60),
            stage="working",
            **about,
        )
        said = read(cast, address("pack", places.rp5, "quality-account"))
        assert "1 idea has had no answer by its day." in said
        assert "1 thing that somebody noticed was fixed at once." in said
        assert not any(words in said for words in ("Openly said", "Kept back", "Mended"))

    def test_what_is_still_not_good_is_said(self, cast, places, figures):
        figures()
        about = {
            "organisation": places.rp5, "place": places.ward21, "kind": "estate", "holder": cast.helen, "held_since": NIGHT,
            "level": "executive", "level_place": places.rp5, "asked_at": NIGHT - timedelta(days=90),
        }  # fmt: skip
        late = Ask.objects.create(what="A lamp", by_when=date(2026, 9, 1), **about)
        Ask.objects.create(what="Not late", by_when=date(2027, 9, 1), **about)
        cleared = Ask.objects.create(what="A key", status="kept", ended_at=NIGHT - timedelta(days=9), **about)
        for ask, what in ((late, "broken_at"), (cleared, "kept_at")):
            Commitment.objects.create(
                ask=ask, person=cast.helen, made_at=NIGHT - timedelta(days=50), due_on=date(2026, 10, 1),
                **{what: NIGHT - timedelta(days=9)},
            )  # fmt: skip
        said = read(cast, address("pack", places.rp5))
        assert "1 thing in the way is past its day." in said
        assert "1 promise was broken." in said
        assert "1 thing in the way was cleared." in said
        assert "Promises to clear the way: 1 kept, 0 moved to another day in time, 1 broken." in said
        assert "Nothing recorded yet for: Where it went" in said
        assert "lamp" not in said, "an ask may name somebody"

    def test_few_people_no_numbers(self, cast, places, story, figures):
        figures()
        assert Snapshot.objects.get(place=places.ward21).figures == {}
        said = read(cast, address("pack", places.ward21))
        assert "Numbers are not shown" in said
        assert "1 change was led" not in said
        assert "Changes led by a clinician and a manager together." in said

    def test_an_empty_place_says_what_to_do(self, cast, places):
        said = read(cast, address("pack", places.ward17), cast.next_ward)
        assert "Nothing is recorded here yet in this period. It fills by itself" in said

    def test_other_periods_by_links_alone(self, cast, places, story):
        page = BeautifulSoup(cast.client(cast.amina).get(address("pack", places.rp5)).content, "html.parser")
        assert page.main.find("form") is None
        hrefs = [link["href"] for link in page.main.find_all("a", href=True)]
        assert any("to=2026-10&months=3" in href for href in hrefs)
        assert "Two walks fewer" not in read(cast, address("pack", places.rp5, asked="to=2026-10&months=3"))
        assert "Two walks fewer" in read(cast, address("pack", places.rp5, asked="to=2026-09&months=3"))
        assert (
            cast.client(cast.amina).get(address("pack", places.rp5, asked="to=x&months=y&version=z")).status_code == 200
        )

    def test_who_reads(self, cast, places):
        for name in ("pack", "pack_paper", "pack_file"):
            assert cast.client(cast.sam).get(address(name, places.rp5)).status_code == 404
            assert cast.client(cast.amina).get(address(name, places.rp5)).status_code == 200
            assert cast.client(cast.amina).get(address(name, places.rp5, "no-such")).status_code == 404
            assert send(cast.client(cast.amina), address(name, places.rp5)).status_code == 405

    def test_the_way_there(self, cast, places):
        there = reverse("insight:evidence", args=[places.rp5.key])
        client = cast.client(cast.amina)
        assert there in client.get(places.rp5.get_absolute_url()).content.decode()
        assert there in client.get(reverse("insight:leadership", args=["RP5"])).content.decode()
        assert address("pack", places.rp5).split("?")[0] in client.get(there).content.decode()
        assert there not in cast.client(cast.sam).get(places.rp5.get_absolute_url()).content.decode()

    def test_queries_do_not_grow_with_work_or_statements(self, cast, places, trolley, figures):
        figures()
        client = cast.client(cast.amina)
        client.get(address("pack", places.rp5))
        for number in range(30):
            made = Change.objects.create(
                title=f"Change {number}", place=places.ward21, organisation=places.rp5, reversible=True, inside_team=True,
                new_risk=False, opened_by=cast.grace, opened_at=NIGHT - timedelta(days=90), moved_at=NIGHT,
            )  # fmt: skip
            ChangePlace.objects.create(
                change=made, place=places.ward21, organisation=places.rp5, joined_at=NIGHT, home=True
            )
            Test.objects.create(change=made, number=1, question="?", prediction="!", scale="one_day", started_on=date(2026, 9, 1),
                                ended_on=date(2026, 9, 9), decision="abandon")  # fmt: skip
        for code in ("board-report", "cqc-well-led", "nhs-impact"):
            with at_most(38):  # the staff survey and the pulse are a question each
                said = client.get(address("pack", places.rp5, code)).content.decode()
        assert "30 changes" in client.get(address("pack", places.rp5, "board-report")).content.decode()
        assert "Embedding" in said


@pytest.mark.django_db
class TestTakenAway:
    def test_the_paper_is_tagged_and_says_what_the_page_says(self, cast, places, story, figures):
        figures()
        answer = cast.client(cast.amina).get(address("pack_paper", places.rp5))
        assert answer["Content-Type"] == "application/pdf"
        reader = PdfReader(io.BytesIO(answer.content))
        assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
        said = " ".join(" ".join(page.extract_text().split()) for page in reader.pages)
        for words in (
            "Evidence: Report to the board", "1 November 2025 to 31 October 2026", "not a judgement and not a score",
            "Two walks fewer per drug round", "1 change was led by a clinician and a manager together.",
            "What is still not good", "Version 1",
        ):  # fmt: skip
            assert words in said, words
        assert "/Figure" in tags(reader)

    def test_the_file_has_a_line_a_thing(self, cast, places, story, figures):
        figures()
        answer = cast.client(cast.amina).get(address("pack_file", places.rp5))
        rows = list(csv.reader(io.StringIO(answer.content.decode())))
        assert {len(row) for row in rows} == {7}
        assert next(row[:2] for row in rows if row[3].startswith("1 change was led")) == ["b3", "Who leads"]
        assert any(
            row[3] == "Two walks fewer per drug round" and row[4] == "Ward 21" and row[6].startswith("http")
            for row in rows
        )
        assert "evidence-RP5-board-report-2026-10.csv" in answer["Content-Disposition"]


def tags(reader: PdfReader) -> list[str]:
    found: list[str] = []

    def walk(node: object) -> None:
        node = node.get_object() if hasattr(node, "get_object") else node
        for one in node if isinstance(node, list) else [node] if isinstance(node, dict) else []:
            one = one.get_object() if hasattr(one, "get_object") else one
            if isinstance(one, dict):
                found.append(str(one.get("/S", "")))
                walk(one.get("/K"))

    walk(reader.trailer["/Root"]["/StructTreeRoot"]["/K"])
    return found


@pytest.mark.django_db
def test_a_raw_number_never_reaches_a_pack(cast, places, monkeypatch):
    """The last step looks through the whole of it."""
    from groundswell.insight.presenters import evidence as presenters
    from groundswell.insight.rules import NotPublished

    monkeypatch.setattr(presenters._Making, "late", lambda self: ((5,),))
    framework = queries.version_for(places.rp5, "board-report", date(2026, 10, 31))
    with pytest.raises(NotPublished):
        pack(places.rp5, framework, Record(YEAR), None, {}, {}, Around(places.rp5, (), ()), date(2026, 11, 27))


@pytest.mark.django_db
def test_the_whole_world_of_the_product_makes_a_pack(cast, places):
    """Whatever the verbs made, every framework can be written, printed and taken away."""
    build_world(cast, places)
    month = f"to={london_day(timezone.now()) - timedelta(days=31):%Y-%m}"
    for code in ("board-report", "cqc-well-led", "nhs-impact", "quality-account"):
        for name in ("pack", "pack_file", "pack_paper"):
            assert cast.client(cast.amina).get(address(name, places.rp5, code, month)).status_code == 200


@pytest.mark.django_db
def test_the_pages_are_easy_to_read(cast, places, story, figures):
    figures()
    wanted = [reverse(f"insight:{name}", args=["RP5"]) for name in ("evidence", "frameworks")]
    ages = {
        where: age(cast.client(cast.amina).get(where).content.decode())
        for where in (*wanted, address("pack", places.rp5))
    }
    assert not {where: years for where, years in ages.items() if years > OLDEST}
