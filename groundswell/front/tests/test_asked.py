"""Asked of you: one list in order with the true number, cover for somebody away, and what is kept for who cleared the way."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from bs4 import BeautifulSoup

from groundswell.changes import actions as changes
from groundswell.enabling import actions as enabling
from groundswell.enabling.models import Ask, AskBehind, Permission, Trigger
from groundswell.enabling.rules import Rung, level_of, starting_rules
from groundswell.events.kinds import Subject
from groundswell.events.models import Event
from groundswell.front.queries import asking
from groundswell.front.tests.conftest import text_of
from groundswell.ideas.models import Idea
from groundswell.people import actions as people
from groundswell.people.models import Person
from groundswell.places.models import Place
from groundswell.post.models import Outbox
from groundswell.talk import actions as talk
from groundswell.ui.formats import london_day
from tests.cast import at_most, send

THING = "A second store"
WORK = Subject("changes", "abc", "Same-day scans", "/changes/abc/")


def put(
    to: Person, at_place: Place, by: Person, at: datetime, what: str = THING, work: Subject = WORK, kind: str = "other"
) -> Ask:
    rung = Rung(to, at_place, level_of(at_place))
    return enabling.ask_for(what=what, kind=kind, place=at_place, to=rung, work=work, by=by, at=at)


def many_asks(to: Person, place: Place, by: Person, now: datetime, number: int) -> None:
    """Asks as rows: one a day back, each for one piece of work."""
    made = Ask.objects.bulk_create(
        Ask(
            kind="other", what=f"Thing {back}", place=place, organisation=place.organisation, asked_by=by, holder=to, level="team",
            asked_at=now - timedelta(hours=8 * back), held_since=now, level_place=place, people=back % 7,
        )
        for back in range(number)
    )  # fmt: skip
    AskBehind.objects.bulk_create(
        AskBehind(
            ask=ask, work_room="changes", work_id="abc", work_title="Scans", work_address="/changes/abc/", place=place,
            organisation=place.organisation, since=now,
        )
        for ask in made
    )  # fmt: skip


def many_decisions(to: Person, place: Place, by: Person, now: datetime, number: int) -> None:
    Permission.objects.bulk_create(
        Permission(
            work_room="changes", work_id=f"w{back}", work_title=f"Work {back}", work_address=f"/changes/w{back}/", place=place,
            organisation=place.organisation, trigger=Trigger.CONTRACT, source="Rule 1", origin="ours", asked_by=by,
            asked_at=now - timedelta(hours=8 * back), decider=to, level="team", level_place=place, held_since=now, working_days=10,
        )
        for back in range(number)
    )  # fmt: skip


def many_ideas(place: Place, by: Person, now: datetime, number: int) -> None:
    Idea.objects.bulk_create(
        Idea(
            words=f"Noticed {back}", owner=by, place=place, organisation=place.organisation,
            noticed_at=now - timedelta(hours=8 * back),
            due_on=london_day(now), moved_at=now, name_mode="open",
        )
        for back in range(number)
    )  # fmt: skip


class TestTheList:
    def test_longest_wait_first_then_most_people(self, cast, places, now):
        for days, people_there in ((3, 5), (9, 1), (3, 80)):
            put(cast.grace, places.ward21, cast.amina, now - timedelta(days=days), what=f"{days} days {people_there}")
        for ask in Ask.objects.all():
            Ask.objects.filter(pk=ask.pk).update(people=int(ask.what.split()[-1]))
        titles = [one.row.what for one in asking.asked_of(cast.grace, now)]
        assert titles == ["9 days 1", "3 days 80", "3 days 5"]

    def test_more_people_never_go_before_more_days(self, cast, places, now):
        old = put(cast.grace, places.ward21, cast.amina, now - timedelta(days=2))
        new = put(cast.grace, places.ward21, cast.amina, now - timedelta(days=1))
        Ask.objects.filter(pk=new.pk).update(people=9_000)
        assert [one.row for one in asking.asked_of(cast.grace, now)] == [old, new]

    @pytest.mark.parametrize(
        "moment", ["2026-03-28T23:59", "2026-03-29T23:30", "2026-07-01T23:30", "2026-10-25T00:30", "2026-10-25T23:30"]
    )
    def test_the_day_it_waits_since_is_the_day_in_london(self, cast, places, now, moment):
        at = datetime.fromisoformat(moment).replace(tzinfo=UTC)
        Ask.objects.filter(pk=put(cast.grace, places.ward21, cast.amina, now).pk).update(asked_at=at)
        assert asking.waiting_for(cast.grace, now).since == london_day(at)

    def test_a_pause_for_safety_goes_before_all(self, cast, places, tried, now):
        put(cast.meera, places.bassetlaw, cast.amina, now - timedelta(days=400))
        changes.pause(change=tried, reason="It can be read from the corridor.", by=cast.ward_mate, at=now)
        assert [one.what for one in asking.asked_of(cast.meera, now)] == ["pause", "ask"]

    def test_thousands_are_counted_and_paged_in_order_to_the_last(self, cast, places, now):
        many_asks(cast.grace, places.ward21, cast.amina, now, 450)
        many_decisions(cast.grace, places.ward21, cast.amina, now, 450)
        many_ideas(places.ward21, cast.amina, now, 150)
        waiting = asking.waiting_for(cast.grace, now)
        assert (waiting.number, waiting.since) == (1050, london_day(now - timedelta(hours=8 * 449)))
        met = [one for page in range(53) for one in asking.asked_of(cast.grace, now, page)]
        assert len({(one.what, one.row.pk) for one in met}) == 1050
        days = [london_day(getattr(one.row, "asked_at", None) or one.row.noticed_at) for one in met]
        assert days == sorted(days)

    def test_its_pages_say_the_true_number_and_lead_on(self, cast, places, now):
        many_asks(cast.grace, places.ward21, cast.amina, now, 1045)
        client = cast.client(cast.grace)
        first = client.get("/asked-of-you/")
        assert "1,045 wait for you oldest: 348 days" in text_of(first)
        assert len(BeautifulSoup(first.content, "html.parser").select(".app-asked__card")) == 20
        last = client.get("/asked-of-you/?page=52")
        assert "1,045 wait for you oldest: 348 days" in text_of(last)
        assert len(BeautifulSoup(last.content, "html.parser").select(".app-asked__card")) == 5
        assert b'rel="next"' not in last.content
        assert "1,045" in text_of(client.get("/"))

    @pytest.mark.parametrize("page", ["-1", "x", "99999999999", "999"])
    def test_a_made_up_page_is_answered(self, cast, noticed, page):
        assert "waits for you" in text_of(cast.client(cast.grace).get("/asked-of-you/", {"page": page}))

    def test_its_budget_does_not_grow_with_what_waits(self, cast, places, now):
        """Asks, decisions and ideas on one page, promises below: the session and the person are among the queries."""
        many_asks(cast.grace, places.ward21, cast.amina, now, 300)
        many_decisions(cast.grace, places.ward21, cast.amina, now, 300)
        many_ideas(places.ward21, cast.amina, now, 300)
        enabling.commit(ask=put(cast.grace, places.ward21, cast.amina, now), due=london_day(now), by=cast.grace, at=now)
        client = cast.client(cast.grace)
        with at_most(11):
            page = client.get("/asked-of-you/")
        kinds = {one.what for one in asking.asked_of(cast.grace, now)}
        assert kinds == {"ask", "decide", "answer"}
        assert "900 wait for you" in text_of(page)

    def test_the_first_page_keeps_its_budget_with_as_much(self, cast, places, now):
        many_asks(cast.grace, places.ward21, cast.amina, now, 300)
        many_ideas(places.ward21, cast.amina, now, 300)
        client = cast.client(cast.grace)
        with at_most(12):
            client.get("/")


class TestOnlyWhatNobodyBelowCanClear:
    def test_the_rest_is_folded_and_passed_on_in_one_tap(self, cast, places, now):
        below = put(cast.helen, places.rp5, cast.amina, now, what="A lamp")
        Ask.objects.filter(pk=below.pk).update(place=places.ward21)
        money = put(cast.helen, places.rp5, cast.amina, now, what="A grant", kind="contract_or_incentive")
        client = cast.client(cast.helen)
        soup = BeautifulSoup(client.get("/asked-of-you/").content, "html.parser")
        folded = soup.select_one("details")
        assert "1 of these can still be cleared by somebody nearer" in folded.get_text()
        assert "A lamp" in folded.get_text()
        assert "A grant" not in folded.get_text()
        button = folded.select_one("form[action*='pass-below']")
        assert "Pass to The trust's operations manager" in button.get_text()
        assert send(client, button["action"], **{"from": "asked"})["Location"] == "/asked-of-you/"
        below.refresh_from_db()
        assert (below.holder, below.status) == (cast.manager, "delegated")
        assert "A lamp" not in text_of(client.get("/asked-of-you/"))
        assert send(client, f"/asks/{money.public_id}/pass-below/").status_code == 403

    def test_a_manager_sees_one_list(self, cast, places, now):
        put(cast.manager, places.bassetlaw, cast.amina, now)
        soup = BeautifulSoup(cast.client(cast.manager).get("/asked-of-you/").content, "html.parser")
        assert soup.select_one("details.nhsuk-details") is None


@pytest.fixture
def away(cast, places, now) -> datetime:
    """Helen Marsh is away for ten days, and the operations manager covers."""
    people.be_away(person=cast.helen, back_on=london_day(now) + timedelta(days=10), at=now, cover=cast.manager)
    return now


class TestCover:
    def test_what_waits_for_somebody_away_waits_for_the_cover_too(self, cast, places, away, now):
        ask = put(cast.helen, places.rp5, cast.amina, now - timedelta(days=3))
        back = london_day(now) + timedelta(days=10)
        page = text_of(cast.client(cast.manager).get("/asked-of-you/"))
        assert f"For Helen Marsh, away until {back.day} {back:%B %Y}" in page
        assert asking.waiting_for(cast.manager, now).number == 1
        assert cast.client(cast.manager).get(ask.get_absolute_url()).status_code == 200
        later = now + timedelta(days=10)
        assert asking.waiting_for(cast.manager, later).number == 0
        assert asking.waiting_for(cast.helen, later).number == 1

    def test_the_cover_hears_of_a_new_one_at_once(self, cast, places, away, now):
        put(cast.helen, places.rp5, cast.amina, now)
        assert {row.to for row in Outbox.objects.filter(subject__contains="clear the way")} == {
            cast.helen.email, cast.manager.email,
        }  # fmt: skip

    def test_answering_as_cover_is_written_down(self, cast, places, away, now):
        ask = put(cast.helen, places.rp5, cast.amina, now)
        client = cast.client(cast.manager)
        due = london_day(now) + timedelta(days=4)
        assert send(client, f"/asks/{ask.public_id}/commit/{due}/", **{"from": "asked"}).status_code == 302
        ask.refresh_from_db()
        assert (ask.holder, ask.status, ask.level) == (cast.manager, "committed", "executive")
        assert [hop.why for hop in ask.hops.all()] == ["asked", "cover"]
        said = [event.sentence for event in Event.objects.order_by("pk")]
        assert f"The trust's operations manager answers for Helen Marsh, who is away: {THING}" in said

    def test_a_decision_is_made_by_the_cover_in_their_own_name(self, cast, places, away, now):
        rule = starting_rules()[Trigger.CONTRACT]
        (row,) = enabling.ask_permissions(wanted=[rule], work=WORK, place=places.rp5, by=cast.amina, at=now)
        Permission.objects.filter(pk=row.pk).update(decider=cast.helen)
        client = cast.client(cast.manager)
        assert "For Helen Marsh" in text_of(client.get("/asked-of-you/"))
        assert send(client, f"/permissions/{row.public_id}/yes/").status_code == 302
        row.refresh_from_db()
        assert (row.decision, row.decided_by) == ("yes", cast.manager)
        assert row.hops.last().why == "cover"
        assert (
            Event.objects.filter(kind="permission_covered")
            .get()
            .sentence.startswith("The trust's operations manager decides for Helen Marsh, who is away")
        )

    def test_what_was_promised_before_is_seen_by_the_cover_and_kept_in_their_name(self, cast, places, away, now):
        ask = put(cast.helen, places.rp5, cast.amina, now - timedelta(days=3))
        enabling.commit(ask=ask, due=london_day(now) + timedelta(days=1), by=cast.helen, at=now - timedelta(days=2))
        client = cast.client(cast.manager)
        page = BeautifulSoup(client.get("/asked-of-you/").content, "html.parser")
        promised = page.find("h2", string="You promised").find_next("ul")
        assert "For Helen Marsh, away until" in promised.get_text()
        assert "You promised" not in text_of(cast.client(cast.finance).get("/asked-of-you/"))
        assert send(client, promised.select_one("form")["action"]).status_code == 302
        ask.refresh_from_db()
        assert (ask.status, ask.holder) == ("kept", cast.manager)
        assert "You cleared one thing" not in text_of(cast.client(cast.finance).get("/asked-of-you/"))

    def test_a_question_about_a_rule_is_answered_by_the_cover_in_their_own_name(self, cast, places, away, now):
        row = enabling.challenge(
            rule=THING, place=places.ward21, to=Rung(cast.helen, places.rp5, "executive"), by=cast.amina, at=now
        )
        assert {one.to for one in Outbox.objects.filter(subject__contains="is this a real rule")} == {
            cast.helen.email, cast.manager.email,
        }  # fmt: skip
        client = cast.client(cast.manager)
        assert "For Helen Marsh, away until" in text_of(client.get("/asked-of-you/"))
        assert "For Helen Marsh, away until" in text_of(client.get(row.get_absolute_url()))
        assert send(cast.client(cast.finance), f"/rules/{row.public_id}/show/", verdict="habit").status_code == 200
        assert send(client, f"/rules/{row.public_id}/show/", verdict="habit").status_code == 302
        row.refresh_from_db()
        assert (row.verdict, row.verdict_by, row.owner) == ("habit", cast.manager, cast.manager)
        assert [hop.why for hop in row.hops.all()] == ["asked", "cover"]

    def test_nobody_else_answers_and_nobody_after_the_day_back(self, cast, places, away, now):
        ask = put(cast.helen, places.rp5, cast.amina, now)
        due = london_day(now) + timedelta(days=4)
        assert send(cast.client(cast.finance), f"/asks/{ask.public_id}/commit/{due}/").status_code == 403
        people.be_away(person=cast.helen, back_on=None, at=now)
        assert send(cast.client(cast.manager), f"/asks/{ask.public_id}/commit/{due}/").status_code == 403
        assert cast.helen.cover is None

    def test_who_is_named_is_told_and_can_say_no(self, cast, places, away, now):
        assert Outbox.objects.get(to=cast.manager.email).subject == "Helen Marsh is away and named you to answer"
        client = cast.client(cast.manager)
        button = BeautifulSoup(client.get("/me/away/").content, "html.parser").select_one("form[action*='/no/']")
        assert send(client, button["action"]).status_code == 302
        cast.helen.refresh_from_db()
        assert (cast.helen.cover, cast.helen.is_away(london_day(now))) == (None, True)
        assert "cannot answer while you are away" in Outbox.objects.get(to=cast.helen.email).subject
        assert send(cast.client(cast.finance), button["action"]).status_code == 404

    def test_the_cover_is_chosen_by_name_on_my_page(self, cast, places, now):
        client, back = cast.client(cast.helen), london_day(now) + timedelta(days=5)
        day = {"back_on_0": back.day, "back_on_1": back.month, "back_on_2": back.year}
        assert "Nobody of that name" in text_of(send(client, "/me/away/", cover="Zebedee", **day))
        assert "does not" not in text_of(send(client, "/me/away/", cover="nurse", **day))
        assert "Several people fit" in text_of(send(client, "/me/away/", cover="nurse", **day))
        assert send(client, "/me/away/", cover="operations manager", **day).status_code == 302
        cast.helen.refresh_from_db()
        assert cast.helen.cover == cast.manager
        assert "can answer asks and decisions for you" in text_of(client.get("/me/away/"))

    def test_who_leaves_the_organisation_covers_nobody(self, cast, places, away, now):
        people.leave(membership=cast.manager.memberships.get(), by=cast.manager, at=now)
        cast.helen.refresh_from_db()
        assert cast.helen.cover is None

    def test_it_is_taken_away_and_forgotten(self, cast, places, away, now):
        assert people.export(person=cast.helen)["answers_while_away"] == cast.manager.name
        assert people.export(person=cast.manager)["answers_for"] == ["Helen Marsh"]
        people.forget(person=cast.manager, at=now)
        cast.helen.refresh_from_db()
        assert cast.helen.cover is None


class TestKeptForYou:
    def test_it_is_empty_at_first_and_says_what_will_be_there(self, cast, noticed):
        assert "When you clear something for somebody, it is here" in text_of(
            cast.client(cast.grace).get("/asked-of-you/")
        )

    def test_what_came_of_it_and_who_thanks(self, cast, places, tried, now):
        ask = put(cast.helen, places.rp5, cast.meera, now, work=tried.subject)
        enabling.keep(ask=ask, by=cast.helen, at=now)
        talk.thank(subject=ask.subject, place=ask.place, to=cast.helen, by=cast.meera, at=now, words="That was quick.")
        talk.thank(subject=tried.subject, place=tried.place, to=cast.helen, by=cast.amina, at=now, words="")
        client = cast.client(cast.helen)
        with at_most(12):
            page = client.get("/asked-of-you/")
        said = text_of(page)
        assert "You cleared one thing this quarter." in said
        assert f"{tried.title} : Pairing" in said
        assert "Dr Meera Patel thanks you: “That was quick.”" in said
        assert "Amina Yusuf thanks you." in said
        assert BeautifulSoup(page.content, "html.parser").select_one(f"a[href='{tried.get_absolute_url()}']")

    def test_thanks_for_something_else_are_not_counted_here(self, cast, places, tried, noticed, now):
        enabling.keep(ask=put(cast.helen, places.rp5, cast.meera, now), by=cast.helen, at=now)
        talk.thank(
            subject=noticed.subject, place=noticed.place, to=cast.helen, by=cast.amina, at=now, words="For the talk"
        )
        assert "For the talk" not in text_of(cast.client(cast.helen).get("/asked-of-you/"))

    def test_what_is_older_than_a_quarter_is_not_there(self, cast, places, now):
        then = now - timedelta(days=120)
        enabling.keep(ask=put(cast.helen, places.rp5, cast.meera, then), by=cast.helen, at=then)
        assert THING not in text_of(cast.client(cast.helen).get("/asked-of-you/"))


class TestLetters:
    def test_a_letter_leads_to_the_buttons_and_says_what_can_be_done(self, cast, places, now):
        ask = put(cast.helen, places.rp5, cast.amina, now)
        letter = Outbox.objects.get(to=cast.helen.email)
        assert ask.get_absolute_url() in letter.body
        assert "/changes/abc/" not in letter.body
        assert "There you can promise a day, pass it on or say no." in letter.body
        assert THING not in letter.subject + letter.body

    def test_a_letter_about_a_decision_leads_to_its_page(self, cast, places, now):
        rule = starting_rules()[Trigger.CONTRACT]
        (row,) = enabling.ask_permissions(wanted=[rule], work=WORK, place=places.rp5, by=cast.amina, at=now)
        letter = Outbox.objects.get(to=row.decider.email)
        assert row.get_absolute_url() in letter.body
        assert "There you can say yes" in letter.body

    def test_whoever_only_hears_of_it_is_not_told_to_act(self, cast, places, tried, now):
        ask = put(cast.helen, places.rp5, cast.meera, now, work=tried.subject)
        enabling.decline(ask=ask, reason="No money", would_be_yes="A grant", by=cast.helen, at=now)
        letter = Outbox.objects.get(to=cast.meera.email, subject__contains="said no")
        assert ask.get_absolute_url() in letter.body
        assert "There you can" not in letter.body

    @pytest.mark.parametrize(
        "end",
        ["", "commit/", "commit/{day}/", "keep/", "move/", "pass-on/", "pass-below/", "decline/", "stay/", "withdraw/", "higher/"]
    )  # fmt: skip
    def test_a_scanner_that_opens_every_address_changes_nothing(self, cast, places, now, end):
        ask = put(cast.helen, places.rp5, cast.amina, now)
        before = Ask.objects.values().get(), Event.objects.count()
        day = london_day(now) + timedelta(days=3)
        for visitor in (None, cast.helen):
            client = cast.client(visitor)
            for method in (client.get, client.head):
                assert method(ask.get_absolute_url() + end.format(day=day)).status_code < 500
        assert (Ask.objects.values().get(), Event.objects.count()) == before

    def test_signed_out_one_is_led_back_to_it_after_signing_in(self, cast, places, now):
        ask = put(cast.helen, places.rp5, cast.amina, now)
        answer = cast.client().get(ask.get_absolute_url())
        assert answer["Location"] == f"/sign-in/?next={ask.get_absolute_url()}"

    def test_its_page_has_the_one_tap(self, cast, places, now):
        ask = put(cast.helen, places.rp5, cast.amina, now)
        client = cast.client(cast.helen)
        form = BeautifulSoup(client.get(ask.get_absolute_url()).content, "html.parser").select_one(
            "form[action*='/commit/20']"
        )
        assert send(client, form["action"])["Location"] == ask.get_absolute_url()
        ask.refresh_from_db()
        assert ask.status == "committed"
