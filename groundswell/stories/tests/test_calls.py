"""Calls: opened by who speaks for a place, answered with something of one's own, seen from both ends."""

from __future__ import annotations

import time
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError
from django.urls import reverse

from groundswell.changes import actions as changes
from groundswell.changes.models import Change, ChangePlace
from groundswell.enabling import actions as enabling
from groundswell.enabling.models import RuleChallenge
from groundswell.enabling.rules import Rung, level_of
from groundswell.events import jobs as event_jobs  # noqa: F401 - weekly letters are declared
from groundswell.events.models import Credit, Event, Notice
from groundswell.ideas import actions as ideas
from groundswell.people.models import RoleGrant
from groundswell.people.queries import look_again
from groundswell.places.models import Kind, Link, Place
from groundswell.post.actions import work as run_jobs
from groundswell.post.models import Job
from groundswell.stories import actions, jobs  # noqa: F401 - the jobs are declared
from groundswell.stories.models import Audience, Call, CallAnswer, Reach, Shown
from groundswell.stories.queries import calls as queries
from groundswell.stories.rules import calls as rules
from groundswell.ui.formats import london_day
from groundswell.ui.verdicts import Refused
from tests.cast import LONG_AGO, Cast, Places, at_most, send
from tests.house.world import day

from .conftest import TOLD
from .test_pages import soup, words

TODAY = london_day(TOLD)
SAID = {"title": "Nearer to the bed", "theme": "Walks take time.", "asked": "Count the walks of a round."}
DATES = {"from_on": TODAY - timedelta(days=10), "until_on": TODAY + timedelta(days=3650)}
TYPED = (
    SAID | {"reach": "under", "version": "0"} | day("from_on", DATES["from_on"]) | day("until_on", DATES["until_on"])
)


@pytest.fixture
def call(cast: Cast, places: Places) -> Call:
    return actions.open_call(place=places.qt1, by=cast.tom, at=TOLD, **SAID, **DATES, reach=Reach.EVERYONE)


@pytest.fixture
def answered(cast: Cast, call: Call, working: Change) -> CallAnswer:
    return actions.answer_call(call=call, what=working, shows=Shown.PERSON, by=cast.grace, at=TOLD)


def grant(person: Any, role: str, place: Place) -> None:
    RoleGrant.objects.create(person=person, role=role, place=place, since=LONG_AGO)
    look_again(person)


def page_of(client: Any, call: Call, **query: str) -> Any:
    return soup(client.get(call.get_absolute_url(), query))


class TestWhoCalls:
    @pytest.mark.parametrize("role", ["executive", "manager", "place_lead"])
    def test_who_leads_such_a_place(self, cast: Cast, places: Places, role: str):
        assert not rules.may_open(queries.sight(cast.sam))
        grant(cast.sam, role, places.qf7)
        assert rules.places_to_call_for(queries.sight(cast.sam)) == [places.qf7]

    def test_a_viewer_alone_promises_nothing(self, cast: Cast, places: Places):
        grant(cast.sam, "system_viewer", places.qf7)
        assert not rules.may_open(queries.sight(cast.sam))
        grant(cast.sam, "enabler", places.qf7)
        assert rules.may_open(queries.sight(cast.sam))

    def test_nobody_calls_for_a_ward_or_for_a_place_below_theirs(self, cast: Cast, places: Places):
        assert not rules.may_open(queries.sight(cast.grace))  # leads a ward
        assert not rules.may_open(queries.sight(cast.helen))  # leads a trust
        with pytest.raises(Refused):
            actions.open_call(place=places.bassetlaw_area, by=cast.tom, at=TOLD, **SAID, **DATES)

    def test_the_top_of_the_tree_may(self, cast: Cast):
        nation = Place.objects.create(name="A nation", kind=Kind.OTHER)
        nation.path = f"/{nation.pk}/"
        nation.save()
        grant(cast.sam, "executive", nation)
        assert rules.places_to_call_for(queries.sight(cast.sam)) == [nation]

    def test_a_national_aim_is_cited_whole_or_not(self, call: Call):
        with pytest.raises(IntegrityError):
            Call.objects.filter(pk=call.pk).update(cited="Home by lunch")


class TestWhoReads:
    def test_for_everyone_who_works_somewhere(self, cast: Cast, call: Call):
        assert cast.client(cast.sam).get(call.get_absolute_url()).status_code == 200
        assert cast.client(cast.newcomer).get(call.get_absolute_url()).status_code == 404

    def test_for_places_under_it(self, cast: Cast, places: Places):
        call = actions.open_call(place=places.qt1, by=cast.tom, at=TOLD, **SAID, **DATES)
        assert cast.client(cast.adil).get(call.get_absolute_url()).status_code == 200
        assert cast.client(cast.tom).get(call.get_absolute_url()).status_code == 200
        assert cast.client(cast.amina).get(call.get_absolute_url()).status_code == 404
        found = queries.calls_for(cast.amina, past=False, on=TODAY)
        assert not found.calls

    def test_a_network_reaches_its_members_while_they_are(self, cast: Cast, places: Places):
        network = Place.objects.create(name="A network", kind=Kind.NETWORK, parent=places.qt1)
        network.path, network.organisation = f"{places.qt1.path}{network.pk}/", network
        network.save()
        grant(cast.tom, "executive", network)
        link = Link.objects.create(place=places.larwood, network=network, since=LONG_AGO.date())
        call = actions.open_call(place=network, by=cast.tom, at=TOLD, **SAID, **DATES)
        assert cast.client(cast.adil).get(call.get_absolute_url()).status_code == 200
        assert cast.pat in queries.who_hears(call, TOLD)
        link.until = LONG_AGO.date()
        link.save()
        assert cast.client(cast.adil).get(call.get_absolute_url()).status_code == 404
        assert cast.pat not in queries.who_hears(call, TOLD)

    @pytest.mark.parametrize("reach", list(Reach))
    def test_the_list_and_the_page_agree(self, cast: Cast, places: Places, reach: str):
        call = actions.open_call(place=places.qt1, by=cast.tom, at=TOLD, **SAID, **DATES, reach=reach)
        for name, person in cast.everybody().items():
            listed = call in queries.calls_for(person, past=False, on=TODAY).calls
            assert listed == (cast.client(person).get(call.get_absolute_url()).status_code == 200), name


class TestNotices:
    def test_places_hear_of_it_once_in_the_weekly_letter(self, cast: Cast, places: Places):
        call = actions.open_call(place=places.qt1, by=cast.tom, at=TOLD, **SAID, **DATES)
        assert not Notice.objects.filter(event__kind="call_for_you").exists()
        for _twice in range(2):
            run_jobs(TOLD)
        told = Notice.objects.filter(event__kind="call_for_you", event__subject_id=call.public_id)
        assert [row.person for row in told] == [cast.pat]
        assert Job.objects.filter(kind="events.weekly", data__person=cast.pat.public_id).exists()
        assert not Event.objects.get(kind="call_for_you").what.straight_away

    def test_one_that_begins_later_is_told_then(self, cast: Cast, places: Places):
        dates = {"from_on": TODAY + timedelta(days=5), "until_on": TODAY + timedelta(days=9)}
        actions.open_call(place=places.qt1, by=cast.tom, at=TOLD, **SAID, **dates)
        run_jobs(TOLD)
        assert not Notice.objects.filter(event__kind="call_for_you").exists()
        run_jobs(TOLD + timedelta(days=5, hours=1))
        assert Notice.objects.filter(event__kind="call_for_you").exists()

    def test_who_answered_hears_what_came_of_it(self, cast: Cast, call: Call, answered: CallAnswer):
        actions.close_call(call=call, came_of_it="Fewer walks.", by=cast.tom, at=TOLD)
        assert cast.grace in [row.person for row in Notice.objects.filter(event__kind="call_closed")]


class TestAnswering:
    def test_it_is_credited_and_stands_on_the_line_of_time(self, cast: Cast, answered: CallAnswer, working: Change):
        assert Credit.objects.filter(person=cast.grace, part="joiner", event__kind="call_answered").count() == 1
        assert Event.objects.get(kind="linked_to_call").subject_id == working.public_id

    def test_twice_is_once(self, cast: Cast, call: Call, answered: CallAnswer, working: Change):
        again = actions.answer_call(call=call, what=working, shows=Shown.COUNTED, by=cast.grace, at=TOLD)
        assert again.pk == answered.pk
        assert Credit.objects.filter(event__kind="call_answered").count() == 1

    @pytest.mark.parametrize("who", ["sam", "next_ward", "helen"])
    def test_only_with_something_of_ones_own(self, cast: Cast, call: Call, working: Change, who: str):
        with pytest.raises(Refused):
            actions.answer_call(call=call, what=working, shows=Shown.PLACE, by=getattr(cast, who), at=TOLD)

    def test_not_from_a_place_it_does_not_reach(self, cast: Cast, places: Places, working: Change):
        call = actions.open_call(place=places.qt1, by=cast.tom, at=TOLD, **SAID, **DATES)
        with pytest.raises(Refused):
            actions.answer_call(call=call, what=working, shows=Shown.PLACE, by=cast.grace, at=TOLD)

    @pytest.mark.parametrize("days", [-11, 3651])
    def test_only_while_it_is_open(self, cast: Cast, call: Call, working: Change, days: int):
        at = TOLD + timedelta(days=days)
        with pytest.raises(Refused):
            actions.answer_call(call=call, what=working, shows=Shown.PLACE, by=cast.grace, at=at)

    def test_the_owner_links_an_idea_and_its_change_speaks_for_it_later(self, cast: Cast, places: Places, call: Call):
        mine = ideas.notice(words="The fluids are far away.", place=places.ward21, by=cast.amina, at=TOLD)
        actions.answer_call(call=call, what=mine, shows=Shown.PLACE, by=cast.amina, at=TOLD)
        assert queries.answers_to(call, cast.sam).rows[0].state == queries.NOTICED
        changes.open_change(
            title="Fluids nearer", place=places.ward21, reversible=True, inside_team=True, new_risk=False, by=cast.grace,
            at=TOLD, idea=mine,
        )  # fmt: skip
        assert queries.answers_to(call, cast.sam).numbers == {queries.TRYING: 1}

    def test_the_page_of_ones_change_leads_there_in_one_tap(self, cast: Cast, call: Call, working: Change):
        client = cast.client(cast.grace)
        link = soup(client.get(working.get_absolute_url())).find("a", string=lambda text: text and call.title in text)
        form = soup(client.get(link["href"]))
        assert form.select_one("input[name=what][checked]")["value"] == f"change-{working.public_id}"
        send(
            client,
            reverse("stories:answer_call", args=[call.public_id]),
            what=f"change-{working.public_id}",
            shows="place",
        )
        assert CallAnswer.objects.get().place == working.place
        page = soup(client.get(working.get_absolute_url()))
        assert not page.find("a", string=lambda text: text and call.title in text)

    def test_only_those_whose_it_is_are_offered_it(self, cast: Cast, call: Call, working: Change, idea: Any):
        for who, shown in (("grace", True), ("amina", True), ("next_ward", False)):
            page = words(soup(cast.client(getattr(cast, who)).get(working.get_absolute_url())))
            assert (call.title in page) is shown, who
        mine = ideas.notice(words="Another.", place=idea.place, by=cast.amina, at=TOLD)
        assert call.title in words(soup(cast.client(cast.amina).get(mine.get_absolute_url())))

    def test_nothing_of_ones_own_offers_to_notice_something(self, cast: Cast, call: Call):
        page = soup(cast.client(cast.sam).get(reverse("stories:answer_call", args=[call.public_id])))
        assert page.find("a", string="Notice something for this call")

    def test_it_is_taken_back_by_who_linked_it_or_leads_the_place(self, cast: Cast, answered: CallAnswer):
        for who in ("ward_mate", "sam"):
            with pytest.raises(Refused):
                actions.unlink(answer=answered, by=getattr(cast, who))
        actions.unlink(answer=answered, by=cast.helen)
        assert not CallAnswer.objects.exists()


class TestWhatOthersSee:
    def test_the_name_of_the_place_and_whom_to_ask_only_with_its_yes(
        self, cast: Cast, call: Call, answered: CallAnswer
    ):
        seen = words(page_of(cast.client(cast.sam), call).select_one("#places"))
        assert "Ward 21" in seen
        assert "Ask Sister Grace Okafor" in seen
        actions.show_answer(answer=answered, shows=Shown.PLACE, by=cast.grace)
        seen = words(page_of(cast.client(cast.sam), call).select_one("#places"))
        assert "Ward 21" in seen
        assert "Grace" not in seen
        actions.show_answer(answer=answered, shows=Shown.COUNTED, by=cast.grace)
        for who in (cast.sam, cast.tom):
            page = words(page_of(cast.client(who), call))
            assert "Ward 21" not in page
            assert "A few places take part without giving their name." in page
        assert "Only people where you work see this line" in words(page_of(cast.client(cast.amina), call))

    def test_few_that_give_no_name_are_not_counted(self, cast: Cast, call: Call, places: Places):
        def unnamed(number: int) -> str:
            made = [
                ideas.notice(words=f"Number {n}.", place=places.ward21, by=cast.amina, at=TOLD) for n in range(number)
            ]
            for one in made:
                actions.answer_call(call=call, what=one, shows=Shown.COUNTED, by=cast.amina, at=TOLD)
            return words(page_of(cast.client(cast.sam), call).select_one("#places"))

        assert "4" not in unnamed(4)
        assert "5 places take part without giving their name" in unnamed(1)

    def test_a_forgotten_person_is_not_whom_to_ask(self, cast: Cast, answered: CallAnswer):
        actions.forget(person=cast.grace, at=TOLD)
        assert CallAnswer.objects.get().shows == Shown.PLACE

    def test_an_export_holds_ones_calls_and_answers(self, cast: Cast, answered: CallAnswer):
        assert actions.export(person=cast.tom)["calls"][0]["title"] == SAID["title"]
        assert actions.export(person=cast.grace)["answered"][0]["call"] == SAID["title"]

    def test_each_is_said_with_its_day_and_a_story_for_everyone_is_linked(
        self, cast: Cast, call: Call, answered: CallAnswer, working: Change, tell: Any
    ):
        assert "Trying since 16 March 2026" in words(page_of(cast.client(cast.sam), call))
        row = ChangePlace.objects.get(change=working)
        changes.make_normal(change=working, row=row, by=cast.grace, at=TOLD)
        story = tell(audience=Audience.EVERYONE)
        page = page_of(cast.client(cast.sam), call)
        assert "Normal practice since 6 July 2026" in words(page)
        assert page.select_one(f"#places a[href='{story.get_absolute_url()}']")

    def test_a_story_is_named_only_where_it_may_be_read(self, cast: Cast, places: Places, tell: Any):
        story = tell(audience=Audience.EVERYONE)
        call = actions.open_call(
            place=places.qt1, by=cast.tom, at=TOLD, **SAID, **DATES, reach=Reach.EVERYONE, stories=[story]
        )
        assert story.title in words(page_of(cast.client(cast.sam), call))
        actions.change_audience(story=story, to="", by=cast.grace, at=TOLD)
        assert story.title not in words(page_of(cast.client(cast.sam), call))


class TestBothEnds:
    @pytest.fixture
    def ask(self, cast: Cast, places: Places, working: Change, answered: CallAnswer) -> Any:
        rung = Rung(cast.tom, places.qt1, level_of(places.qt1))
        return changes.ask_for(
            change=working, what="A signed data agreement", kind="data", to=rung, by=cast.grace, at=TOLD
        )

    def test_what_only_the_caller_can_clear_has_a_clock(self, cast: Cast, call: Call, ask: Any):
        for who, said in ((cast.tom, ask.what), (cast.amina, ask.what), (cast.sam, "Data we cannot get")):
            page = words(page_of(cast.client(who), call))
            assert f"{said} waiting on Tom Reid for" in page
        assert ask.what not in words(page_of(cast.client(cast.sam), call))
        assert ask.climbs_on is None or "an answer is due" in words(page_of(cast.client(cast.sam), call))

    def test_what_was_cleared_moves_over(self, cast: Cast, call: Call, ask: Any):
        enabling.commit(ask=ask, due=TODAY + timedelta(days=3), by=cast.tom, at=TOLD)
        enabling.keep(ask=ask, by=cast.tom, at=TOLD + timedelta(days=2))
        page = words(page_of(cast.client(cast.sam), call))
        assert "Data we cannot get cleared on 8 July 2026, after 2 days" in page
        assert "Nothing that answers this call waits for them" in page

    def test_asks_of_others_or_for_what_is_not_linked_do_not_stand_there(
        self, cast: Cast, places: Places, call: Call, answered: CallAnswer, working: Change
    ):
        rung = Rung(cast.helen, places.rp5, level_of(places.rp5))
        changes.ask_for(change=working, what="A second lift", kind="estate", to=rung, by=cast.grace, at=TOLD)
        other = changes.open_change(
            title="Something else", place=places.ward21, reversible=True, inside_team=True, new_risk=False, by=cast.grace,
            at=TOLD,
        )  # fmt: skip
        rung = Rung(cast.tom, places.qt1, level_of(places.qt1))
        changes.ask_for(change=other, what="Another agreement", kind="data", to=rung, by=cast.grace, at=TOLD)
        page = words(page_of(cast.client(cast.tom), call))
        assert "A second lift" not in page
        assert "Another agreement" not in page

    def test_rules_the_caller_dropped_since_it_called(self, cast: Cast, places: Places, call: Call):
        said = {
            "place": places.larwood, "organisation": places.larwood, "asked_by": cast.adil, "asked_at": TOLD, "owner": cast.tom,
            "held_since": TOLD, "level": level_of(places.qt1), "verdict": "habit", "verdict_at": TOLD, "outcome": "dropped",
        }  # fmt: skip
        RuleChallenge.objects.create(rule="Forms go by post", level_place=places.qt1, outcome_at=TOLD, **said)
        RuleChallenge.objects.create(
            rule="Long ago", level_place=places.qt1, outcome_at=TOLD - timedelta(days=99), **said
        )
        RuleChallenge.objects.create(rule="Of others", level_place=places.rp5, outcome_at=TOLD, **said)
        page = words(page_of(cast.client(cast.sam), call))
        assert "Forms go by post no longer a rule since 6 July 2026" in page
        assert "Long ago" not in page
        assert "Of others" not in page


class TestPages:
    def test_typed_opened_read(self, cast: Cast, places: Places):
        client = cast.client(cast.tom)
        answer = send(client, reverse("stories:new_call"), **TYPED, kinds=["waste"], aims=["timely", "staff"])
        page = soup(client.get(answer["Location"]))
        assert "It looks for: Time, material or effort is lost; Sooner; Better for staff." in words(page)
        assert page.h1.get_text(" ", strip=True).endswith(SAID["title"])

    def test_a_national_aim_stands_with_source_and_day(self, cast: Cast):
        typed = TYPED | {
            "cited": "An aim", "cited_source": "Its owner", "cited_link": "https://example.org/aim",
            **day("cited_on", TODAY),
        }  # fmt: skip
        client = cast.client(cast.tom)
        page = soup(client.get(send(client, reverse("stories:new_call"), **typed)["Location"]))
        assert "An aim. Its owner, published 6 July 2026" in words(page)
        assert page.find("a", href="https://example.org/aim")

    @pytest.mark.parametrize(
        ("wrong", "said"),
        [
            ({"cited": "An aim"}, "A national aim needs its name"),
            ({"cited_link": "javascript:alert(1)"}, "Give the whole link"),
            ({"theme": ""}, "Write something here"),
            ({"worth": "/stories/madeupmadeup/"}, "No story that everyone can read"),
            ({"theme": "NHS number 943 476 5919"}, "may point to a patient"),
            (day("until_on", TODAY - timedelta(days=99)), "before the first one"),
        ],
    )
    def test_errors_stand_at_the_field_and_nothing_is_lost(self, cast: Cast, wrong: dict[str, str], said: str):
        page = soup(send(cast.client(cast.tom), reverse("stories:new_call"), **TYPED | wrong))
        assert said in words(page)
        assert page.select_one("[name=title]")["value"] == SAID["title"]
        assert not Call.objects.exists()

    def test_a_story_that_is_not_for_everyone_cannot_be_named(self, cast: Cast, tell: Any):
        story = tell()
        page = soup(send(cast.client(cast.tom), reverse("stories:new_call"), **TYPED, worth=story.get_absolute_url()))
        assert "No story that everyone can read" in words(page)

    def test_the_second_of_two_editors_sees_both(self, cast: Cast, call: Call):
        client, address = cast.client(cast.tom), reverse("stories:edit_call", args=[call.public_id])
        typed = TYPED | {"reach": "everyone", "version": "1"}
        send(client, address, **typed | {"title": "First"})
        page = soup(send(client, address, **typed | {"title": "Second"}))
        assert {"First", "Second"} <= {cell.text for cell in page.select("tr.app-differs td")}
        assert page.select_one("[name=version]")["value"] == "2"
        assert page.select_one("[name=title]")["value"] == "Second"

    def test_closed_it_is_among_those_that_are_over(self, cast: Cast, call: Call):
        send(cast.client(cast.tom), reverse("stories:close_call", args=[call.public_id]), came_of_it="Fewer walks.")
        client = cast.client(cast.sam)
        assert call.title not in words(soup(client.get(reverse("stories:calls"))))
        assert call.title in words(soup(client.get(reverse("stories:calls"), {"past": "1"})))
        page = words(page_of(client, call))
        assert "What came of it Fewer walks. Tom Reid" in page
        assert "This call is over." in page

    def test_older_calls_are_a_link_away(self, cast: Cast, places: Places, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setattr("groundswell.stories.queries.calls.calls_for.__kwdefaults__", {"before": "", "limit": 1})
        for n in range(2):
            actions.open_call(
                place=places.qt1, by=cast.tom, at=TOLD + timedelta(hours=n), **SAID | {"title": f"Call {n}"}, **DATES,
                reach=Reach.EVERYONE,
            )  # fmt: skip
        client = cast.client(cast.sam)
        page = soup(client.get(reverse("stories:calls")))
        assert "Call 1" in words(page)
        assert "Call 0" in words(soup(client.get(page.select_one("a[rel=next]")["href"])))

    def test_hostile_words_are_inert(self, cast: Cast, places: Places):
        said = {name: f"<script>alert('{name}')</script>" for name in SAID}
        call = actions.open_call(place=places.qt1, by=cast.tom, at=TOLD, **said, **DATES, reach=Reach.EVERYONE)
        page = page_of(cast.client(cast.sam), call)
        assert not [one for one in page.find_all("script") if "alert" in one.text]
        assert "alert('theme')" in words(page)

    def test_a_thousand_places_are_quick_and_in_order(self, cast: Cast, places: Places, call: Call):
        rows = [Place(key=f"T{n}", name=f"Ward {n:04}", kind=Kind.WARD, parent=places.rhq, organisation=places.rhq,
                      path=f"{places.rhq.path}9{n:05}/") for n in range(1000)]  # fmt: skip
        Place.objects.bulk_create(rows)
        said = {"reversible": True, "inside_team": True, "new_risk": False, "opened_at": TOLD, "moved_at": TOLD}
        made = Change.objects.bulk_create(
            Change(title=f"Here {n}", place=row, organisation=places.rhq, **said) for n, row in enumerate(rows)
        )
        states = ("trying", "normal", "stopped")
        ChangePlace.objects.bulk_create(
            ChangePlace(
                change=one, place=one.place, organisation=places.rhq, state=states[n % 3], joined_at=TOLD, home=True,
                normal_on=TODAY,
            )
            for n, one in enumerate(made)
        )  # fmt: skip
        CallAnswer.objects.bulk_create(
            CallAnswer(
                call=call, place=one.place, organisation=places.rhq, change=one, linked_at=TOLD, shows="place" if n else "counted"
            )
            for n, one in enumerate(made)
        )  # fmt: skip
        client = cast.client(cast.amina)
        page_of(client, call)
        began = time.perf_counter()
        with at_most(16):
            page = page_of(client, call, state="normal", page="2")
        assert time.perf_counter() - began < 1.5
        shown = [one.text for one in page.select("#places .app-row__title")]
        assert shown == sorted(shown)
        assert len(shown) == queries.ANSWERS
        assert "All (999)" in words(page)
        assert "A few places take part" in words(page)

    def test_budget_of_the_list(self, cast: Cast, call: Call):
        client = cast.client(cast.sam)
        with at_most(10):
            client.get(reverse("stories:calls"))
