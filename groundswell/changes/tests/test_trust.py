"""A draft of the rules on the last year's changes, and what a change officially is."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from groundswell.changes import actions, queries
from groundswell.changes.models import Change
from groundswell.changes.tests.making import opened, text_of
from groundswell.enabling import actions as enabling
from groundswell.enabling.models import GovernanceType, Outcome, Trigger
from groundswell.enabling.queries import draft_of
from groundswell.enabling.rules import QUESTIONS, starting_rules, what_is_this
from groundswell.places.actions.doors import set_door
from groundswell.places.models import Route
from groundswell.ui.verdicts import Refused
from tests.cast import MONDAY, at_most, send

STARTING = starting_rules()
FREE = replace(STARTING[Trigger.CONTRACT], outcome=Outcome.GO)


def change_of(place, by, title: str, at=MONDAY, **more) -> Change:
    said = {"reversible": True, "inside_team": True, "new_risk": False} | more
    return actions.open_change(title=title, place=place, by=by, at=at, **said)


@pytest.fixture
def draft(cast, places):
    """The trust lets contracts go."""
    made = enabling.start_draft(place=places.rp5, by=cast.helen, at=MONDAY)
    enabling.set_rule(draft=made, rule=FREE, version=1, by=cast.helen, at=MONDAY)
    return draft_of(places.rp5)


class TestTryDraft:
    def test_it_counts_the_last_year_of_the_place_alone(self, cast, places, draft):
        change_of(places.ward21, cast.grace, "Use another supplier")
        change_of(places.ward17, cast.next_ward, "Move the shelf")
        change_of(places.ward17, cast.next_ward, "Long ago: another supplier", at=MONDAY - timedelta(days=366))
        change_of(places.larwood, cast.pat, "Another supplier elsewhere")
        tried = queries.try_draft(draft, MONDAY)
        found = tried.replay
        assert (found.changes, found.go_today, found.go_under_draft, found.asks_saved) == (2, 1, 2, 1)
        assert [tried.past[one.number].title for one in found.different] == ["Use another supplier"]

    def test_the_words_of_its_ideas_count_but_not_those_that_are_held(self, cast, places, draft):
        from groundswell.ideas import actions as ideas

        words = "Use another supplier for gloves."
        opened(cast, places, idea=ideas.notice(words=words, place=places.ward21, by=cast.amina, at=MONDAY))
        found = queries.try_draft(draft, MONDAY).replay
        assert (found.go_today, found.go_under_draft) == (0, 1)
        idea = Change.objects.get().ideas.get()
        idea.held_at = MONDAY
        idea.save(update_fields=["held_at"])
        assert queries.try_draft(draft, MONDAY).replay.go_today == 1

    def test_a_second_place_is_never_inside_the_team(self, cast, places, draft):
        change_of(places.ward21, cast.grace, "Move the shelf", places=(places.ward17,))
        assert queries.try_draft(draft, MONDAY).replay.go_under_draft == 0

    def test_a_ward_with_rules_of_its_own_keeps_them(self, cast, places, draft):
        own = enabling.start_draft(place=places.ward21, by=cast.grace, at=MONDAY)
        enabling.set_rule(draft=own, rule=STARTING[Trigger.CONTRACT], version=1, by=cast.grace, at=MONDAY)
        enabling.bring_into_force(draft=own, version=2, agreed_on=MONDAY.date(), by=cast.grace, at=MONDAY)
        change_of(places.ward21, cast.grace, "Use another supplier")
        change_of(places.ward17, cast.next_ward, "Use another supplier")
        assert queries.try_draft(draft, MONDAY).replay.go_under_draft == 1

    def test_a_ward_tries_its_draft_on_its_own_changes(self, cast, places):
        change_of(places.ward21, cast.grace, "Tell the next ward")
        change_of(places.ward17, cast.next_ward, "Tell the next ward")
        own = enabling.start_draft(place=places.ward21, by=cast.grace, at=MONDAY)
        assert queries.try_draft(own, MONDAY).replay.changes == 1

    def test_the_page_says_it_and_names_them(self, cast, places, draft):
        now = timezone.now()
        change_of(places.ward21, cast.grace, "Use another supplier", at=now)
        change_of(places.ward21, cast.grace, "Move the shelf", at=now)
        client = cast.client(cast.helen)
        client.get("/places/RP5/rules/")
        with at_most(22):
            page = text_of(client.get("/places/RP5/rules/last-year/"))
        assert "2 of 2 would have gone at once; today 1. 1 ask saved in a year." in page
        assert "Use another supplier Today: 1 person is asked. By the draft: at once." in page

    def test_without_changes_or_differences_it_says_so(self, cast, places):
        enabling.start_draft(place=places.rp5, by=cast.helen, at=MONDAY)
        client = cast.client(cast.helen)
        assert "nothing to try the draft on" in text_of(client.get("/places/RP5/rules/last-year/"))
        change_of(places.ward21, cast.grace, "Move the shelf", at=timezone.now())
        page = text_of(client.get("/places/RP5/rules/last-year/"))
        assert "1 of 1 would have gone at once; today 1. As many asks as today." in page
        assert "None. The draft asks the same of them" in page

    def test_a_tighter_draft_says_how_many_more_are_asked(self, cast, places, draft):
        rule = replace(STARTING[Trigger.ANOTHER_TEAM], outcome=Outcome.ASK)
        enabling.set_rule(draft=draft, rule=rule, version=2, by=cast.helen, at=MONDAY)
        change_of(places.ward21, cast.grace, "Move the shelf", at=timezone.now(), inside_team=False)
        page = text_of(cast.client(cast.helen).get("/places/RP5/rules/last-year/"))
        assert "1 ask more in a year." in page
        assert "Today: nobody is asked, both co-leads say yes. By the draft: 1 person is asked." in page

    def test_it_is_for_those_who_write_it(self, cast, places, draft):
        assert cast.client(cast.amina).get("/places/RP5/rules/last-year/").status_code == 403
        assert cast.client(cast.sam).get("/places/RP5/rules/last-year/").status_code == 404


class TestWhatIsThis:
    @pytest.mark.parametrize(
        ("said", "kind"),
        [
            ("y", "research"), ("ny", "research"), ("nnyy", "clinical_audit"), ("nnyn", "service_evaluation"),
            ("nnny", "operational_fix"), ("nnnn", "quality_improvement"),
        ],
    )  # fmt: skip
    def test_every_way_to_an_end(self, said, kind):
        answers = [letter == "y" for letter in said]
        assert what_is_this(answers).kind == kind
        assert all(what_is_this(answers[:number]).question in QUESTIONS for number in range(len(answers)))

    def test_never_more_than_four_and_every_kind_is_reached(self):
        ends = {what_is_this(said).kind for said in itertools.product((True, False), repeat=4)}
        assert ends == set(GovernanceType)

    def test_one_tap_a_question_and_the_result_is_kept(self, cast, places):
        change = opened(cast, places)
        client, here = cast.client(cast.grace), f"/changes/{change.public_id}/what-is-this/"
        said = ""
        for number in range(1, 5):
            page = client.get(f"{here}?said={said}")
            assert f"Question {number} of at most 4" in text_of(page)
            answer = send(client, here, said=said, answer="no")
            said += "n"
            assert answer["Location"] == (here if number == 4 else f"{here}?said={said}")
        change.refresh_from_db()
        assert change.governance_type == "quality_improvement"
        assert "This is: quality improvement" in text_of(client.get(here))
        assert "Quality improvement" in text_of(client.get(change.get_absolute_url()))
        assert "Question 1 of at most 4" in text_of(client.get(f"{here}?again=1"))

    def test_research_shows_the_official_route_and_whom_to_ask(self, cast, places):
        change = opened(cast, places)
        client, here = cast.client(cast.grace), f"/changes/{change.public_id}/what-is-this/"
        send(client, here, answer="yes")
        page = text_of(client.get(here))
        assert "decision tool of the Health Research Authority" in page
        assert "Nobody is named yet." in page
        set_door(
            organisation=places.rp5, route=Route.RESEARCH, name="The R&D office", phone="01302 000 200", address=""
        )
        assert "The R&D office 01302 000 200" in text_of(client.get(here))

    def test_the_rules_of_trust_ask_about_research_then_and_no_longer_when_it_was_none(self, cast, places):
        change = opened(cast, places)

        def asks() -> list[str]:
            fresh = queries.change_for(cast.grace, change.public_id)
            (here,) = queries.what_follows_for(fresh, queries.permissions_of(fresh))
            return [rule.trigger for rule in here.follows.asks]

        assert actions.sort(change=change, said=[True], by=cast.grace, at=MONDAY) == "research"
        assert asks() == [Trigger.RESEARCH]
        actions.ask_permissions(change=queries.change_for(cast.grace, change.public_id), by=cast.grace, at=MONDAY)
        actions.sort(change=change, said=[False] * 4, by=cast.grace, at=MONDAY)
        assert asks() == []
        assert not [row for row in queries.permissions_of(change) if row.is_open]

    def test_an_organisation_where_nobody_decides_holds_up_none_of_the_others(self, cast, places):
        change = opened(cast, places, others=(places.bassetlaw_area,))
        actions.sort(change=change, said=[True], by=cast.grace, at=MONDAY)
        client, here = cast.client(cast.grace), f"/changes/{change.public_id}/before/"
        assert "Nobody is named yet" in text_of(client.get(here))
        send(client, f"{here}ask/")
        assert {row.organisation for row in queries.permissions_of(change)} == {places.rp5}
        page = text_of(client.get(here))
        assert "Nobody can be asked yet" in page, "who was asked is not asked again"
        refused = send(client, f"{here}ask/")
        assert refused.status_code == 403
        assert "can name somebody" in text_of(refused)

    def test_nothing_is_kept_while_a_question_is_open(self, cast, places):
        change = opened(cast, places)
        assert actions.sort(change=change, said=[False], by=cast.grace, at=MONDAY) is None
        change.refresh_from_db()
        assert change.governance_type == ""

    def test_only_those_who_lead_it_say_what_it_is(self, cast, places):
        change = opened(cast, places)
        with pytest.raises(Refused):
            actions.sort(change=change, said=[True], by=cast.next_ward, at=MONDAY)
        client, here = cast.client(cast.next_ward), f"/changes/{change.public_id}/what-is-this/"
        assert "The co-leads do this" in text_of(send(client, here, answer="yes"))
        actions.sort(change=change, said=[True], by=cast.grace, at=MONDAY)
        page = text_of(client.get(here))
        assert "This may be research" in page
        assert "Answer again" not in page

    @pytest.mark.parametrize("said", ["yyyyyy", "nyn", "x", "'; drop", "nnnnn"])
    def test_an_address_somebody_made_up_begins_again(self, cast, places, said):
        change = opened(cast, places)
        answer = cast.client(cast.grace).get(f"/changes/{change.public_id}/what-is-this/", {"said": said})
        assert "Question 1 of at most 4" in text_of(answer)
