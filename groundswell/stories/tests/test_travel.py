"""Stories between two installations: what leaves, what is refused, what is told back. The other one is a second key here."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from groundswell.changes.models import Change
from groundswell.events import jobs as event_jobs  # noqa: F401 - weekly letters are declared
from groundswell.events.models import Event, Notice
from groundswell.measures.models import Measure, Reading
from groundswell.post.actions import work as run_jobs
from groundswell.stories import actions as story_actions
from groundswell.stories import documents, fetching, jobs, queries, sealed
from groundswell.stories.actions import travel as actions
from groundswell.stories.models import Adoption, Arrival, Audience, Installation, Report, Story, Travelled
from groundswell.stories.queries import travel
from groundswell.stories.rules import travel as rules
from groundswell.ui.ids import new_key
from groundswell.ui.verdicts import Refused
from tests.cast import Cast, Places, at_most, send

from .conftest import TOLD
from .test_pages import soup, words

THERE = Ed25519PrivateKey.from_private_bytes(b"the other installation, 32 bytes")
STRANGER = Ed25519PrivateKey.from_private_bytes(b"a key that nobody trusts, 32 byt")
LATER = TOLD + timedelta(days=3)
ADDRESS = "https://there.example.org/travel/secretsecret/"


@pytest.fixture
def there(cast: Cast) -> Installation:
    print_of = sealed.fingerprint_of(sealed.public_half(THERE))
    return actions.trust(name="Northshire", fingerprint=print_of, address=ADDRESS, by=cast.admin, at=TOLD)


def resealed(document: dict[str, Any], key: Ed25519PrivateKey = THERE, **more: Any) -> dict[str, Any]:
    """What the other installation would have written with these parts."""
    rest = {name: value for name, value in (document | more).items() if name not in ("key", "signature")}
    return sealed.seal(rest, key)


@pytest.fixture
def theirs(tell: Callable[..., Story]) -> dict[str, Any]:
    """A story as the other installation sends it: one of ours, under another id and their key."""
    made = travel.document_of(tell(audience=Audience.EVERYONE))
    Story.objects.update(audience=Audience.ORGANISATION)
    tale = made["story"] | {
        "title": "Cups nearer to the beds",
        "place": {"name": "Ward 9, Northshire Hospital", "kind": "ward"},
    }
    return resealed(
        made, id="theirs1", story=tale, **{"from": {"name": "Northshire", "address": "https://there.example.org"}}
    )


def take_in(document: dict[str, Any], at: datetime = TOLD, by: Any = None) -> tuple[str, Any]:
    return actions.take_in(content=sealed.written(document), by=by, at=at)


def newer(document: dict[str, Any], days: int = 1, **tale: Any) -> dict[str, Any]:
    as_of = (datetime.fromisoformat(document["as_of"]) + timedelta(days=days)).isoformat()
    return resealed(document, as_of=as_of, story=document["story"] | tale)


class TestSealed:
    @settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(st.data())
    def test_a_changed_byte_anywhere_is_refused(self, theirs: dict[str, Any], data: st.DataObject):
        content = bytearray(sealed.written(theirs))
        at = data.draw(st.integers(0, len(content) - 1))
        content[at] = data.draw(st.integers(0, 255).filter(lambda byte: byte != content[at]))
        with pytest.raises(sealed.Unreadable):
            sealed.read(bytes(content))

    @settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(st.data())
    def test_so_is_one_byte_more_or_less(self, theirs: dict[str, Any], data: st.DataObject):
        content = sealed.written(theirs)
        at = data.draw(st.integers(0, len(content) - 1))
        more = content[:at] + bytes([data.draw(st.integers(0, 255))]) + content[at:]
        for wrong in (content[:at] + content[at + 1 :], more):
            if wrong != content:
                with pytest.raises(sealed.Unreadable):
                    sealed.read(wrong)

    @pytest.mark.parametrize(
        "content",
        [b"", b"{}", b"[]", b"null", b"\xff\xfe", b'{"key": 1}', b"[" * 100_000, b'{"a": NaN}\n', b'{\n "a": 1.5\n}\n',
         b"x" * 400_000],
    )  # fmt: skip
    def test_anything_else_is_refused_in_words(self, content: bytes):
        with pytest.raises(sealed.Unreadable, match=r"[A-Z].*\.$"):
            sealed.read(content)

    def test_the_key_follows_from_the_secret_and_is_the_same_next_time(self):
        assert sealed.own_fingerprint() == sealed.own_fingerprint()
        assert len(sealed.own_fingerprint()) == sealed.FINGERPRINT


class TestWhatLeaves:
    def test_no_person_is_in_it(self, cast: Cast, idea: Any, tell: Any):
        said = sealed.written(travel.document_of(tell(audience=Audience.EVERYONE))).decode()
        for person in cast.everybody().values():
            assert not person.name or person.name not in said
            assert person.email not in said
            assert person.public_id not in said
        assert idea.words not in said

    def test_nothing_of_a_story_that_may_not_travel_leaves(self, cast: Cast, tell: Any):
        story = tell()
        document = travel.document_of(story)
        assert document["story"] is None
        said = sealed.written(document).decode()
        for part in (story.title, story.did, story.learned, str(story.place), story.change.title):
            assert part not in said
        with pytest.raises(Refused):
            actions.take_out(story=story, at=TOLD)
        assert travel.feed("")["items"] == []

    @settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(steps=st.lists(st.sampled_from(["open", "close", "send"]), max_size=8))
    def test_whatever_happens_the_feed_shows_what_is_open_and_that_the_rest_was_taken_back(
        self, cast: Cast, there: Installation, tell: Any, settings: Any, steps: list[str]
    ):
        settings.TRAVEL = True
        story, left = Story.objects.first() or tell(), Travelled.objects.exists()
        for number, step in enumerate(steps):
            at = TOLD + timedelta(hours=number)
            if step == "send":
                actions.send_out(at=at)
                left = left or story.is_for_everyone
            elif (step == "open") != story.is_for_everyone:
                to = Audience.EVERYONE if step == "open" else Audience.ORGANISATION
                story_actions.change_audience(story=story, to=to, by=cast.grace, at=at)
            items = travel.feed("")["items"]
            assert len(items) == left
            assert [item["status"] for item in items] == (
                ["told" if story.is_for_everyone else "withdrawn"] if left else []
            )
            assert (story.learned in json.dumps(items)) == (left and story.is_for_everyone)

    def test_what_came_from_elsewhere_is_not_sent_on(self, there: Installation, theirs: dict[str, Any], settings: Any):
        settings.TRAVEL = True
        _came, story = take_in(theirs)
        assert story.is_for_everyone
        actions.send_out(at=TOLD)
        assert not travel.feed("")["items"]
        with pytest.raises(Refused):
            actions.take_out(story=story, at=TOLD)

    def test_the_chart_is_its_numbers_and_no_note(self, tell: Any, measure: Measure):
        Reading.objects.filter(measure=measure).update(note="Bed 4")
        chart = travel.document_of(tell(audience=Audience.EVERYONE))["story"]["chart"]
        assert chart["readings"][0] == ["2026-03-02", "6.0000", None]
        assert "Bed 4" not in json.dumps(chart)

    def test_a_story_without_a_chart_sends_none(self, tell: Any):
        assert travel.document_of(tell(audience=Audience.EVERYONE, measure=None))["story"]["chart"] is None


class TestWhatComes:
    def test_it_is_read_found_and_taken_up_like_ones_own(self, cast: Cast, there: Installation, theirs: dict[str, Any]):
        came, story = take_in(theirs)
        assert came == actions.NEW
        page = soup(cast.client(cast.sam).get(story.get_absolute_url()))
        assert "Ward 9, Northshire Hospital, Northshire (another Groundswell)" in words(page)
        assert "From Northshire, another Groundswell." in words(page)
        assert page.select_one("figure.app-chart")
        assert page.find("a", string="Take it up")
        assert not page.find("a", string="Take the story elsewhere")
        found = queries.library(cast.sam, queries.Asked.of({"q": "cups nearer"}))
        assert [one.pk for one in found.stories] == [story.pk]
        assert (
            queries.library(cast.sam, queries.Asked.of({"place": "ward", "result": "held"})).shelves.numbers.total()
            == 1
        )
        assert cast.client(cast.newcomer).get(story.get_absolute_url()).status_code == 404

    def test_taken_up_it_counts_the_same(self, there: Installation, theirs: dict[str, Any], take_up: Any, cast: Cast):
        _came, story = take_in(theirs)
        adoption = take_up(story)
        assert adoption.measure.unit == "walks"
        page = soup(cast.client(cast.adil).get(story.get_absolute_url()))
        assert "Larwood Surgery" in words(page.select_one(".app-adopters"))

    def test_nobody_here_is_counted_as_having_done_it(
        self, there: Installation, theirs: dict[str, Any], places: Places
    ):
        before = Event.objects.exclude(place=None).count()
        _came, story = take_in(theirs)
        assert Event.objects.exclude(place=None).count() == before
        assert not any(story.place.is_under(place) for place in vars(places).values())
        assert not story.place.words.exists()

    def test_twice_is_once_and_an_older_version_changes_nothing(self, there: Installation, theirs: dict[str, Any]):
        take_in(newer(theirs, learned="The newest."))
        for old in (theirs, newer(theirs, learned="The newest.")):
            came, story = take_in(old, at=LATER)
            assert (came, story.learned) == (actions.KNOWN, "The newest.")
        assert Arrival.objects.count() == 1

    def test_a_corrected_version_takes_its_place(
        self, cast: Cast, there: Installation, theirs: dict[str, Any], take_up: Any
    ):
        _came, story = take_in(theirs)
        take_up(story)
        chart = theirs["story"]["chart"] | {"readings": theirs["story"]["chart"]["readings"][:3]}
        came, again = take_in(newer(theirs, title="Corrected", worked=False, result="not", chart=chart))
        assert (came, again.pk, again.title, again.result) == (actions.NEWER, story.pk, "Corrected", "not")
        assert Reading.objects.filter(measure=again.measure).count() == 3
        assert Notice.objects.filter(event__kind="story_newer_there", person=cast.adil).exists()
        assert queries.library(cast.sam, queries.Asked.of({"q": "corrected"})).stories == [again]

    def test_a_withdrawn_one_is_found_no_more_but_who_took_it_up_reads_it(
        self, cast: Cast, there: Installation, theirs: dict[str, Any], take_up: Any
    ):
        _came, story = take_in(theirs)
        take_up(story)
        as_of = (datetime.fromisoformat(theirs["as_of"]) + timedelta(days=1)).isoformat()
        gone = resealed(theirs, status="withdrawn", story=None, as_of=as_of)
        assert take_in(gone, at=LATER)[0] == actions.TAKEN_BACK
        page = words(soup(cast.client(cast.sam).get(story.get_absolute_url())))
        assert "It was taken back where it came from." in page
        assert story.learned not in page
        assert story.learned in words(soup(cast.client(cast.adil).get(story.get_absolute_url())))
        assert Notice.objects.filter(event__kind="story_taken_back", person=cast.adil).exists()
        assert take_in(theirs, at=LATER)[0] == actions.KNOWN
        assert not queries.library(cast.sam, queries.Asked()).stories
        assert take_in(newer(theirs, days=5), at=LATER)[0] == actions.NEWER
        assert queries.library(cast.sam, queries.Asked()).stories == [story]

    def test_withdrawn_before_it_came_keeps_older_versions_out(self, there: Installation, theirs: dict[str, Any]):
        gone = resealed(newer(theirs), status="withdrawn", story=None)
        assert take_in(gone) == (actions.TAKEN_BACK, None)
        assert take_in(theirs) == (actions.KNOWN, None)
        assert Story.objects.filter(arrival__isnull=False).count() == 0

    def test_an_unknown_signer_is_asked_about(self, there: Installation, theirs: dict[str, Any]):
        with pytest.raises(actions.Unknown) as unknown:
            take_in(resealed(theirs, STRANGER))
        assert unknown.value.fingerprint == sealed.fingerprint_of(sealed.public_half(STRANGER))
        assert not Arrival.objects.exists()

    def test_nothing_comes_after_trust_has_ended(self, cast: Cast, there: Installation, theirs: dict[str, Any]):
        actions.end_trust(installation=there, by=cast.admin, at=TOLD)
        with pytest.raises(actions.Unknown):
            take_in(theirs)

    @pytest.mark.parametrize(
        "wrong",
        [
            {"version": 2}, {"version": True}, {"version": "1"}, {"id": "../x"}, {"id": ""}, {"as_of": "2026-07-06"}, {"more": 1},
            {"status": "gone"}, {"story": None}, {"licence": ""}, {"from": "x"}, {"format": "groundswell-feed"}, {"as_of": None},
        ],
    )  # fmt: skip
    def test_what_is_not_as_we_write_it_is_refused(
        self, there: Installation, theirs: dict[str, Any], wrong: dict[str, Any]
    ):
        with pytest.raises(sealed.Unreadable):
            take_in(resealed(theirs, **wrong))
        assert not Arrival.objects.exists()

    @pytest.mark.parametrize(
        "wrong",
        [
            {"title": "x" * 121}, {"title": " "}, {"did": 5}, {"worked": "yes"}, {"state": "won"}, {"result": ""},
            {"title": "a\u202eb"},
            {"learned": "a\0b"}, {"place": {"name": "x", "kind": "moon"}}, {"place": {"name": "x", "kind": "ward", "id": 1}},
            {"told_at": "yesterday"}, {"since": "2026-07-06T10:00:00"}, {"idea_kind": "best"}, {"permission": 1}, {"extra": ""},
            {"learned": "NHS number 943 476 5919"}, {"chart": {"name": "x"}},
        ],
    )  # fmt: skip
    def test_so_is_a_tale(self, there: Installation, theirs: dict[str, Any], wrong: dict[str, Any]):
        with pytest.raises(sealed.Unreadable):
            take_in(newer(theirs, **wrong))
        assert not Arrival.objects.exists()

    @pytest.mark.parametrize(
        "readings",
        [[["2026-03-02", "1e9", None]], [["2026-03-02", "NaN", None]], [["2026-03-02", "1", None]] * 2, [["2026-13-02", "1", None]],
         [["2026-03-02", 1, None]], [["2026-03-02", "1"]], "no", [["2026-03-02", "1", None, "Bed 4"]]],
    )  # fmt: skip
    def test_so_are_readings(self, there: Installation, theirs: dict[str, Any], readings: Any):
        with pytest.raises(sealed.Unreadable):
            take_in(newer(theirs, chart=theirs["story"]["chart"] | {"readings": readings}))

    def test_hostile_words_are_inert(self, cast: Cast, there: Installation, theirs: dict[str, Any]):
        hostile = "<script>alert(1)</script> {{ 7*7 }} javascript:alert(2)"
        tale = dict.fromkeys(("did", "learned", "surprised", "needed", "waited"), hostile)
        _came, story = take_in(
            newer(theirs, title="<b>Bold</b>", place={"name": "<i>Ward</i>", "kind": "ward"}, **tale)
        )
        page = soup(cast.client(cast.sam).get(story.get_absolute_url()))
        assert page.h1.get_text(strip=True) == "<b>Bold</b>"
        assert not [one for one in page.find_all("script") if "alert" in one.text]
        assert not page.find_all("a", href=lambda href: href and "javascript" in href)
        assert "{{ 7*7 }}" in words(page)


class TestToldBack:
    @pytest.fixture
    def report(self, tell: Any, there: Installation) -> dict[str, Any]:
        """What the other one says of a story of ours that it took up."""
        story = tell(audience=Audience.EVERYONE)
        actions.take_out(story=story, at=TOLD)
        document = travel.document_of(story)
        head = {name: document[name] for name in ("version", "from")}
        chart = document["story"]["chart"] | {"readings": [["2026-06-01", "9", None], ["2026-06-08", "5", None]]}
        return sealed.seal(
            head
            | {
                "format": "groundswell-report", "id": "adopt1", "as_of": LATER.isoformat(), "story": story.public_id,
                "place": {"name": "Ward 9, Northshire Hospital", "kind": "ward"}, "began": TOLD.isoformat(), "work": "Cups nearer",
                "adapted": "Cups, not packs.", "result": "", "words": "", "told_at": None, "chart": chart,
            },
            THERE,
        )  # fmt: skip

    def with_result(self, report: dict[str, Any], result: str) -> dict[str, Any]:
        at = (LATER + timedelta(days=9)).isoformat()
        return resealed(report, as_of=at, result=result, words="Half the walks.", told_at=at)

    def test_it_stands_among_those_who_took_it_up(self, cast: Cast, report: dict[str, Any]):
        _came, story = take_in(report)
        section = soup(cast.client(cast.amina).get(story.get_absolute_url())).select_one(".app-adopters")
        assert "Ward 9, Northshire Hospital, Northshire (another Groundswell)" in words(section)
        assert "Different here: Cups, not packs." in words(section)
        assert "No result has come back yet." in words(section)
        assert len(section.select("figure, svg")) >= 2

    @pytest.mark.parametrize(
        ("result", "said", "shelf"),
        [("held", "It helped. Half the walks.", "held"), ("mixed", "It helped in part. Half the walks.", "mixed"),
         ("not", "It did not help.", "mixed")],
    )  # fmt: skip
    def test_its_result_comes_back(self, cast: Cast, report: dict[str, Any], result: str, said: str, shelf: str):
        take_in(report)
        came, story = take_in(self.with_result(report, result), at=LATER + timedelta(days=9))
        assert came == actions.NEWER
        assert said in words(soup(cast.client(cast.amina).get(story.get_absolute_url())))
        assert Story.objects.get(pk=story.pk).result == shelf
        assert Adoption.objects.count() == 1
        assert Notice.objects.filter(event__kind="result_from_elsewhere", person=cast.amina).count() == 1

    def test_twice_is_once(self, report: dict[str, Any]):
        for came in (actions.NEW, actions.KNOWN):
            assert take_in(report)[0] == came
        assert Adoption.objects.count() == 1
        assert Event.objects.filter(kind="story_taken_up_elsewhere").count() == 1

    def test_not_of_a_story_that_never_left(self, report: dict[str, Any]):
        Travelled.objects.all().delete()
        with pytest.raises(sealed.Unreadable):
            take_in(report)
        assert not Adoption.objects.exists()

    def test_not_of_a_story_of_somebody_else(self, report: dict[str, Any]):
        with pytest.raises(sealed.Unreadable):
            take_in(resealed(report, story="madeup"))

    def test_what_we_say_of_theirs(self, there: Installation, theirs: dict[str, Any], take_up: Any, cast: Cast):
        _came, story = take_in(theirs)
        adoption = take_up(story)
        assert actions.note_reports(at=LATER) == 1
        assert actions.note_reports(at=LATER + timedelta(hours=1)) == 0
        story_actions.bring_result(
            adoption=adoption, helped=False, result="No.", by=cast.adil, at=LATER + timedelta(days=1)
        )
        assert actions.note_reports(at=LATER + timedelta(days=1, hours=1)) == 1
        (item,) = travel.reports_for(there, "")["items"]
        parts = documents.checked(item, documents.REPORT)
        assert (parts["story"], parts["result"], parts["words"]) == ("theirs1", "not", "No.")
        assert "Adil" not in json.dumps(item)

    def test_a_reading_is_news(self, there: Installation, theirs: dict[str, Any], take_up: Any):
        _came, story = take_in(theirs)
        adoption = take_up(story)
        actions.note_reports(at=LATER)
        Reading.objects.create(measure=adoption.measure, on=LATER.date(), value=3, at=LATER + timedelta(minutes=1))
        assert actions.note_reports(at=LATER + timedelta(minutes=2)) == 1
        assert travel.report_of(adoption, LATER)["chart"]["readings"][0][1] == "3.0000"

    def test_nobody_else_reads_it(self, cast: Cast, there: Installation, theirs: dict[str, Any], take_up: Any):
        _came, story = take_in(theirs)
        take_up(story)
        actions.note_reports(at=LATER)
        other = actions.trust(
            name="Other",
            fingerprint=sealed.fingerprint_of(sealed.public_half(STRANGER)),
            address="",
            by=cast.admin,
            at=TOLD,
        )
        assert not travel.reports_for(other, "")["items"]


class TestRoundTrip:
    """Out of one installation, into the next, taken up there, and back: by export, wiping and import."""

    def test_there_and_back(self, cast: Cast, places: Places, tell: Any, take_up: Any, monkeypatch: pytest.MonkeyPatch):
        ours, home = sealed.own_key(), tell(audience=Audience.EVERYONE)
        left = actions.take_out(story=home, at=TOLD)

        monkeypatch.setattr(sealed, "own_key", lambda: THERE)  # now we are the other one
        print_of = sealed.fingerprint_of(sealed.public_half(ours))
        actions.trust(name="Where it began", fingerprint=print_of, address="", by=cast.admin, at=TOLD)
        _came, copy = actions.take_in(content=left, by=cast.admin, at=TOLD)
        assert copy.pk != home.pk
        assert [getattr(copy, name) for name in ("title", "did", "learned")] == [
            getattr(home, name) for name in ("title", "did", "learned")
        ]
        adoption = take_up(copy)
        story_actions.bring_result(adoption=adoption, helped=True, result="It held.", by=cast.adil, at=LATER)
        actions.note_reports(at=LATER)
        back = sealed.written(travel.report_of(adoption, Report.objects.get().as_of))

        monkeypatch.setattr(sealed, "own_key", lambda: ours)  # and home again
        print_of = sealed.fingerprint_of(sealed.public_half(THERE))
        actions.trust(name="Northshire", fingerprint=print_of, address="", by=cast.admin, at=TOLD)
        _came, told = actions.take_in(content=back, by=cast.admin, at=LATER)
        assert told.pk == home.pk
        row = Adoption.objects.get(story=home)
        assert (row.helped, row.result, str(row.place)) == (True, "It held.", "Larwood Surgery")
        assert str(row.place.organisation) == "Northshire (another Groundswell)"


class TestFeeds:
    def test_off_by_default(self, cast: Cast, there: Installation, tell: Any):
        tell(audience=Audience.EVERYONE)
        assert actions.send_out(at=TOLD) == 0
        assert actions.plan_reading(at=LATER) == 0
        for name in ("their_stories", "their_reports"):
            assert cast.client().get(reverse(f"stories:{name}", args=[there.our_key])).status_code == 404

    def test_only_for_whom_it_was_made_while_they_are_trusted(
        self, cast: Cast, there: Installation, tell: Any, settings: Any
    ):
        settings.TRAVEL = True
        tell(audience=Audience.EVERYONE)
        actions.send_out(at=TOLD)
        address = reverse("stories:their_stories", args=[there.our_key])
        content = cast.client().get(address).content
        assert len(documents.checked(sealed.read(content, sealed.FEED_LIMIT), documents.FEED)["items"]) == 1
        assert cast.client().get(reverse("stories:their_stories", args=["madeupmadeup"])).status_code == 404
        actions.end_trust(installation=there, by=cast.admin, at=TOLD)
        assert cast.client().get(address).status_code == 404

    def test_page_after_page_by_the_key_of_the_last(
        self, tell: Any, there: Installation, settings: Any, monkeypatch: Any
    ):
        settings.TRAVEL = True
        story = tell(audience=Audience.EVERYONE)
        change = Change.objects.get(pk=story.change_id)
        change.pk, change.public_id, change._state.adding = None, "another", True
        change.save()
        change.change_places.create(place=story.place, organisation=story.organisation, joined_at=TOLD, home=True)
        Story.objects.create(
            change=change, title="Another", worked=True, did="x", learned="x", place=story.place, audience=Audience.EVERYONE,
            organisation=story.organisation, told_at=TOLD, changed_at=TOLD, result="held",
        )  # fmt: skip
        actions.send_out(at=TOLD)
        monkeypatch.setattr(travel, "A_PAGE", 1)
        first = travel.feed("")
        second = travel.feed(first["next"])
        assert {first["items"][0]["id"], second["items"][0]["id"]} == set(
            Story.objects.values_list("public_id", flat=True)
        )
        assert travel.feed(second["next"])["items"] == []

    @pytest.fixture
    def answers(self, there: Installation, theirs: dict[str, Any], settings: Any, monkeypatch: pytest.MonkeyPatch):
        """What the other installation answers, by the last part of the address asked for."""
        settings.TRAVEL = True
        given: dict[str, Any] = {"stories.json": [[theirs], []], "reports.json": [[]]}
        asked: list[str] = []

        def ask(address: str, **_how: Any) -> bytes:
            asked.append(address)
            name = address.split("/")[-1].split("?")[0]
            if isinstance(given[name], Exception):
                raise given[name]
            items = given[name].pop(0) if given[name] else []
            after = f"{TOLD.isoformat()}~1" if items else ""
            return sealed.written(_feed(theirs, items, after, given.get("key", THERE)))

        monkeypatch.setattr(jobs, "ask", ask)
        given["asked"] = asked
        return given

    def read(self, at: datetime = TOLD) -> None:
        assert actions.plan_reading(at=at) == 1
        run_jobs(at)

    def test_a_trusted_feed_is_read_once_an_hour(self, there: Installation, answers: dict[str, Any]):
        self.read()
        assert Story.objects.filter(arrival__installation=there).count() == 1
        assert answers["asked"][0].startswith(f"{ADDRESS}stories.json?after=")
        assert actions.plan_reading(at=TOLD + timedelta(minutes=59)) == 0
        assert actions.plan_reading(at=TOLD + timedelta(minutes=61)) == 1

    def test_one_that_cannot_be_read_does_not_stop_the_others(
        self, there: Installation, answers: dict[str, Any], theirs: dict[str, Any]
    ):
        bad = theirs | {"licence": "changed"}
        answers["stories.json"] = [[bad, resealed(theirs, STRANGER), theirs]]
        self.read()
        assert Story.objects.filter(arrival__installation=there).count() == 1

    def test_a_feed_that_somebody_else_signed_is_not_read(self, there: Installation, answers: dict[str, Any]):
        answers["key"] = STRANGER
        self.read()
        assert not Arrival.objects.exists()
        assert Installation.objects.get().failures == 1

    def test_silence_is_asked_again_later_and_later(self, there: Installation, answers: dict[str, Any]):
        answers["stories.json"] = fetching.Unreached("no")
        self.read()
        there.refresh_from_db()
        assert there.asks_at - TOLD >= timedelta(hours=2)
        self.read(TOLD + timedelta(hours=2, minutes=1))
        there.refresh_from_db()
        assert there.asks_at - TOLD >= timedelta(hours=6)

    @pytest.mark.parametrize("failures", [0, 3, 10])
    def test_at_most_a_day(self, failures: int):
        assert rules.asks_next(TOLD, failures) <= TOLD + timedelta(days=1)


def _feed(like: dict[str, Any], items: list[Any], after: str, key: Ed25519PrivateKey) -> dict[str, Any]:
    head = {name: like[name] for name in ("version", "as_of", "from")}
    return sealed.seal(head | {"format": "groundswell-feed", "id": "feed", "items": items, "next": after}, key)


class TestFetching:
    @pytest.mark.parametrize(
        "address",
        ["http://there.example.org/", "ftp://x/", "https://u:p@x.org/", "https:///x", "https://x.org/#a", "https://x.org:99999/",
         "https://x.org/a b", "file:" + "//" + "/etc/passwd", "https://x.org/\r\nHost: y", "", "//x.org/"],
    )  # fmt: skip
    def test_only_plain_addresses(self, address: str):
        with pytest.raises(fetching.Unreached):
            fetching.where(address, nearby=False)

    @pytest.mark.parametrize(
        "ip",
        ["127.0.0.1", "10.1.2.3", "192.168.1.1", "172.16.0.1", "169.254.169.254", "0.0.0.0",  # noqa: S104
         "::1", "fe80::1", "fc00::1",
         "::ffff:127.0.0.1", "100.64.0.1", "224.0.0.1", "2002:7f00:1::"],
    )  # fmt: skip
    def test_nothing_inside_a_network(self, ip: str, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setattr(
            fetching.socket,
            "getaddrinfo",
            lambda *_a, **_k: [(0, 0, 0, "", ("8.8.8.8", 443)), (0, 0, 0, "", (ip, 443))],
        )
        with pytest.raises(fetching.Unreached):
            fetching.public_address("x.org", 443, nearby=False)
        assert fetching.public_address("x.org", 443, nearby=True)

    def test_it_does_not_follow_and_does_not_read_too_much(self):
        import threading
        from http.server import BaseHTTPRequestHandler, HTTPServer

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(302 if self.path == "/away" else 200)
                self.send_header("Location", "/long")
                self.end_headers()
                self.wfile.write(b"x" * (5000 if self.path == "/long" else 5))

            def log_message(self, *_args: Any) -> None:
                pass

        server = HTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        base = f"http://127.0.0.1:{server.server_port}"
        try:
            assert fetching.ask(f"{base}/", limit=100, nearby=True) == b"x" * 5
            for path, nearby in (("/away", True), ("/long", True), ("/", False)):
                with pytest.raises(fetching.Unreached):
                    fetching.ask(base + path, limit=100, nearby=nearby)
        finally:
            server.shutdown()
            server.server_close()


class TestPages:
    def upload(self, client: Any, content: bytes) -> Any:
        return send(client, reverse("stories:bring"), file=SimpleUploadedFile("story.json", content))

    def test_a_file_is_brought_in_and_read(self, cast: Cast, there: Installation, theirs: dict[str, Any]):
        client = cast.client(cast.admin)
        answer = self.upload(client, sealed.written(theirs))
        assert "Cups nearer to the beds" in words(soup(client.get(answer["Location"])))

    def test_an_unknown_signer_is_shown_with_fingerprint_and_nothing_comes_in(
        self, cast: Cast, there: Installation, theirs: dict[str, Any]
    ):
        page = soup(self.upload(cast.client(cast.admin), sealed.written(resealed(theirs, STRANGER))))
        assert sealed.spaced(sealed.fingerprint_of(sealed.public_half(STRANGER))) in words(page)
        assert page.find("a", string="trust it")["href"] == reverse("stories:trust") + "?name=Northshire"
        assert not Arrival.objects.exists()

    @pytest.mark.parametrize(
        ("content", "said"),
        [(b"hello", "not a file that Groundswell wrote"), (b"", "empty"), (b"x" * 400_000, "too large")],
    )
    def test_anything_else_is_refused_at_the_field(self, cast: Cast, content: bytes, said: str):
        assert said in words(soup(self.upload(cast.client(cast.admin), content)))

    def test_trust_shown_and_ended(self, cast: Cast, tell: Any):
        client = cast.client(cast.admin)
        fingerprint = sealed.fingerprint_of(sealed.public_half(THERE))
        typed = {"name": "Northshire", "fingerprint": sealed.spaced(fingerprint).upper(), "address": ADDRESS}
        answer = client.post(reverse("stories:trust"), {"request_key": new_key(), **typed})
        page = words(soup(client.get(answer["Location"])))
        one = Installation.objects.get()
        assert one.fingerprint == fingerprint
        assert f"/travel/{one.our_key}/" in page
        assert "Northshire" in words(soup(client.get(reverse("stories:travel"))))
        client.post(reverse("stories:trust"), {"request_key": new_key(), **typed | {"name": "Northshire and Vale"}})
        assert [str(row.place) for row in Installation.objects.all()] == ["Northshire and Vale (another Groundswell)"]
        Installation.objects.update(asks_at=None)
        send(client, reverse("stories:read_soon", args=[one.public_id]))
        assert Installation.objects.get().asks_at
        send(client, reverse("stories:end_trust", args=[one.public_id]))
        assert "Not trusted any more since" in words(soup(client.get(answer["Location"])))
        client.post(reverse("stories:trust"), {"request_key": new_key(), **typed})
        assert Installation.objects.get().ended_at is None

    @pytest.mark.parametrize(
        "wrong",
        [
            {"fingerprint": "abc"},
            {"address": "http://there.example.org/travel/secretsecret/"},
            {"address": "https://there.example.org/"},
        ],
    )
    def test_what_cannot_be_trusted_is_said_at_the_field(self, cast: Cast, wrong: dict[str, str]):
        typed = {"name": "Northshire", "fingerprint": "a" * 40, "address": ADDRESS} | wrong
        page = soup(cast.client(cast.admin).post(reverse("stories:trust"), {"request_key": new_key(), **typed}))
        assert page.select_one(".nhsuk-error-message")
        assert not Installation.objects.exists()

    def test_nobody_trusts_themselves(self, cast: Cast):
        typed = {"name": "Us", "fingerprint": sealed.own_fingerprint(), "address": ""}
        page = soup(cast.client(cast.admin).post(reverse("stories:trust"), {"request_key": new_key(), **typed}))
        assert "the fingerprint of this installation" in words(page)

    def test_a_co_lead_takes_a_story_out(self, cast: Cast, tell: Any):
        story = tell(audience=Audience.EVERYONE)
        client = cast.client(cast.grace)
        assert soup(client.get(story.get_absolute_url())).find("a", string="Take the story elsewhere")
        file = reverse("stories:file", args=[story.public_id])
        assert client.get(file).status_code == 404
        answer = send(client, reverse("stories:take_out", args=[story.public_id]))
        assert answer["Location"] == file
        content = client.get(file).content
        assert sealed.read(content)["story"]["title"] == story.title
        assert cast.client(cast.sam).get(file).status_code == 403

    def test_budget_of_an_imported_story(self, cast: Cast, there: Installation, theirs: dict[str, Any]):
        _came, story = take_in(theirs)
        client = cast.client(cast.sam)
        client.get(story.get_absolute_url())
        with at_most(20):
            client.get(story.get_absolute_url())
