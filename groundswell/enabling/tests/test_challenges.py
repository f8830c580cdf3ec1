"""Is this a real rule? From what people tell to what it is, and to rules that are dropped."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import IntegrityError, transaction

from groundswell.enabling import actions, jobs, queries, rules
from groundswell.enabling.models import RuleChallenge, RuleTold
from groundswell.enabling.presenters.challenges import dropped_line
from groundswell.enabling.queries.challenges import Dropped
from groundswell.enabling.rules import Rung, level_of
from groundswell.events.models import Credit, Event, Notice
from groundswell.people.models import Person
from groundswell.people.queries import look_again
from groundswell.post.models import Outbox
from groundswell.ui.formats import LONDON
from groundswell.ui.verdicts import Refused
from tests.cast import at_most, send

pytestmark = pytest.mark.django_db
RULE = "Only a doctor may order a walking frame"
LINK = "https://www.england.nhs.uk/frames"


def on(day: date, hour: int = 9) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=LONDON)


def leave(person: Person, at: datetime) -> None:
    """Forgotten in this room; the room of people takes the name."""
    actions.forget(person=person, at=at)
    Person.objects.filter(pk=person.pk).update(forgotten_at=at)


def text_of(answer) -> str:
    return " ".join(BeautifulSoup(answer.content, "html.parser").get_text(" ").split())


def ask(cast, places, monday, **more) -> RuleChallenge:
    about = {"rule": RULE, "to": Rung(cast.grace, places.ward21, level_of(places.ward21)), "by": cast.amina}
    return actions.challenge(place=places.ward21, at=monday, **about | more)


@pytest.fixture
def row(cast, places, monday) -> RuleChallenge:
    """Amina asks Sister Okafor, on Monday 2 March 2026."""
    return ask(cast, places, monday, told_by="The night manager")


class TestLinks:
    @pytest.mark.parametrize("link", [LINK, "http://intranet.rp5.example:8080/p?id=4", "https://nice.org.uk"])
    def test_a_whole_link_is_one(self, link):
        assert rules.is_link(link)

    @pytest.mark.parametrize(
        "link",
        [
            "", "policy 12", "javascript:alert(1)", "ftp://host.nhs.uk/x", "https://", "https://host", "//host.nhs.uk/x",
            "https://nhs.uk@evil.example/", "https://nhs.uk/a b", 'https://nhs.uk/"x', "https://[::1", "https://nhs.uk:port/",
            "data:text/html,x", "https://nhs.uk/\u202ex", "https:\\\\nhs.uk",
        ],
    )  # fmt: skip
    def test_what_could_mislead_is_none(self, link):
        assert not rules.is_link(link)

    def test_its_host_is_named(self):
        assert rules.host_of(LINK) == "england.nhs.uk"


class TestRules:
    @pytest.mark.parametrize(
        "verdict", ["law_or_national", "regulator", "professional_standard", "contract", "local_policy"]
    )
    def test_what_is_called_a_rule_has_to_be_shown(self, verdict):
        assert not rules.source_needed(verdict, "")
        assert rules.source_needed(verdict, LINK)

    @pytest.mark.parametrize("verdict", ["habit", "myth"])
    def test_a_habit_has_nothing_to_show(self, verdict):
        assert rules.source_needed(verdict, "")

    def test_law_cannot_be_dropped_here_and_a_policy_can(self):
        assert not rules.fits("law_or_national", "dropped")
        assert rules.fits("law_or_national", "clarified")
        assert rules.fits("local_policy", "dropped")

    def test_a_stranger_cannot_ask_here(self, cast, places, monday):
        with pytest.raises(Refused):
            ask(cast, places, monday, by=cast.sam)


class TestAsking:
    def test_the_owner_is_told_without_typed_words_and_has_ten_working_days(self, row, cast):
        assert row.due_on == date(2026, 3, 16)
        assert Notice.objects.get().person == cast.grace
        letter = Outbox.objects.get(to=cast.grace.email)
        assert "is this a real rule" in letter.subject
        assert "frame" not in letter.subject + letter.body

    def test_the_name_of_whoever_asks_is_shown_only_when_they_said_so(self, row, cast, places, monday):
        assert Event.objects.get().sentence.startswith("Someone asked Sister Grace Okafor")
        named = ask(cast, places, monday, name_shown=True)
        assert Event.objects.latest("pk").sentence.startswith("Amina Yusuf asked")
        reader = cast.client(cast.ward_mate)
        assert "Amina" not in text_of(reader.get(row.get_absolute_url()))
        assert "Amina Yusuf asked at Ward 21" in text_of(reader.get(named.get_absolute_url()))

    def test_others_are_counted_once_and_never_named(self, row, cast, monday):
        actions.say_told(challenge=row, by=cast.ward_mate, at=monday)
        with pytest.raises(Refused):
            actions.say_told(challenge=row, by=cast.ward_mate, at=monday)
        with pytest.raises(Refused):
            actions.say_told(challenge=row, by=cast.amina, at=monday)
        page = text_of(cast.client(cast.grace).get(row.get_absolute_url()))
        assert "Asked by one other" in page
        assert cast.ward_mate.name not in page
        with pytest.raises(IntegrityError), transaction.atomic():
            RuleTold.objects.create(challenge=row, person=cast.ward_mate, at=monday)

    def test_somebody_else_keeps_it_and_no_day_is_lost_or_won(self, row, cast, places, monday):
        before = row.due_on
        later = monday + timedelta(days=4)
        actions.pass_rule_on(
            challenge=row, to=cast.meera, place=places.bassetlaw, words="Yours?", by=cast.grace, at=later
        )
        assert (row.owner, row.due_on, row.days_open(later)) == (cast.meera, before, 4)
        with pytest.raises(Refused):
            actions.pass_rule_on(challenge=row, to=cast.helen, place=places.rp5, words="", by=cast.grace, at=later)


class TestClock:
    def test_silence_passes_it_up_on_the_day_after_and_not_before(self, row, cast):
        assert jobs.due(on(date(2026, 3, 16))) == 1  # the warning
        assert jobs.due(on(date(2026, 3, 16), 23)) == 0
        assert jobs.due(on(date(2026, 3, 17), 0)) == 1
        row.refresh_from_db()
        assert row.owner != cast.grace
        assert (row.verdict, row.due_on, row.days_open(on(date(2026, 3, 17)))) == ("", date(2026, 3, 31), 15)
        assert jobs.due(on(date(2026, 3, 17), 1)) == 0
        page = text_of(cast.client(cast.amina).get(row.get_absolute_url()))
        assert "Nobody has shown it yet" in page

    def test_above_the_top_it_is_not_known_and_that_is_said(self, row, cast):
        day, hops = date(2026, 3, 17), 0
        while not RuleChallenge.objects.get().verdict:
            jobs.due(on(day, 1))
            day, hops = day + timedelta(days=21), hops + 1
            assert hops < 10
        row = queries.challenge_for_reader(cast.amina, row.public_id)
        assert (row.verdict, row.verdict_by, row.due_on) == ("unknown", None, None)
        assert len(row.hops.all()) == hops
        assert cast.amina in [notice.person for notice in Notice.objects.filter(event__kind="rule_not_shown")]
        assert "Nobody could show it in" in text_of(cast.client(cast.amina).get(row.get_absolute_url()))

    def test_who_was_last_can_still_show_it(self, row, cast, monday):
        RuleChallenge.objects.update(verdict="unknown", verdict_at=monday, due_on=None)
        row.refresh_from_db()
        actions.show_rule(challenge=row, verdict="habit", by=cast.grace, at=monday)
        assert row.verdict == "habit"

    def test_an_answer_stops_it(self, row, cast, monday):
        actions.show_rule(challenge=row, verdict="habit", by=cast.grace, at=monday)
        assert jobs.due(on(date(2026, 4, 30))) == 0


class TestShowing:
    def test_whoever_asked_and_was_told_is_told_at_once(self, row, cast, monday):
        actions.say_told(challenge=row, by=cast.ward_mate, at=monday)
        actions.show_rule(
            challenge=row, verdict="local_policy", source=LINK, says="Any trained staff.", by=cast.grace, at=monday
        )
        told = {notice.person for notice in Notice.objects.filter(event__kind="rule_shown")}
        assert told == {cast.amina, cast.ward_mate}
        assert "frame" not in Outbox.objects.filter(to=cast.amina.email).latest("pk").subject
        page = text_of(cast.client(cast.ward_mate).get(row.get_absolute_url()))
        for said in ("Our own policy", "Any trained staff.", "england.nhs.uk", LINK, "Sister Grace Okafor said so"):
            assert said in page

    def test_only_its_owner_and_only_with_its_source(self, row, cast, monday):
        for who, verdict in ((cast.amina, "habit"), (cast.grace, "law_or_national")):
            with pytest.raises(Refused):
                actions.show_rule(challenge=row, verdict=verdict, by=who, at=monday)

    def test_a_rule_that_is_dropped_is_celebrated(self, cast, places, monday):
        row = ask(cast, places, monday, name_shown=True)
        actions.show_rule(challenge=row, verdict="habit", by=cast.grace, at=monday)
        actions.settle_rule(challenge=row, outcome="dropped", by=cast.grace, at=monday)
        assert Event.objects.latest("pk").sentence.endswith("Thanks to Amina Yusuf, who asked")
        assert set(Credit.objects.filter(event__kind="rule_dropped").values_list("person", "part")) == {
            (cast.grace.pk, "enabler"), (cast.amina.pk, "owner"),
        }  # fmt: skip
        assert queries.dropped_this_year(cast.next_ward, monday) == Dropped(1, ("Amina Yusuf",))
        assert queries.dropped_this_year(cast.sam, monday).number == 0
        assert queries.dropped_this_year(cast.amina, on(date(2027, 1, 1))).number == 0

    def test_thanks_name_nobody_who_did_not_say_yes(self, row, cast, monday):
        actions.show_rule(challenge=row, verdict="myth", by=cast.grace, at=monday)
        actions.settle_rule(challenge=row, outcome="dropped", by=cast.grace, at=monday)
        assert "Amina" not in Event.objects.latest("pk").sentence
        assert dropped_line(queries.dropped_this_year(cast.amina, monday)) == "Dropped this year: 1 rule."
        assert dropped_line(Dropped(4, ("Ana", "Ben"))) == "Dropped this year: 4 rules, thanks to Ana and Ben."
        assert dropped_line(Dropped(0, ())) == ""

    def test_first_what_it_is_then_what_happens(self, row, cast, monday):
        with pytest.raises(Refused):
            actions.settle_rule(challenge=row, outcome="dropped", by=cast.grace, at=monday)
        with pytest.raises(IntegrityError), transaction.atomic():
            RuleChallenge.objects.update(outcome="dropped", outcome_at=monday)

    def test_it_waits_for_its_owner_until_it_is_settled_where_it_is_ours(self, row, cast, monday):
        assert list(queries.rules_for_cards(queries.rules_to_show(cast.grace, monday.date()))) == [row]
        actions.show_rule(challenge=row, verdict="habit", by=cast.grace, at=monday)
        assert list(queries.rules_for_cards(queries.rules_to_show(cast.grace, monday.date()))) == [row]
        actions.settle_rule(challenge=row, outcome="kept", by=cast.grace, at=monday)
        assert list(queries.rules_for_cards(queries.rules_to_show(cast.grace, monday.date()))) == []

    def test_what_is_set_outside_waits_for_nobody(self, row, cast, monday):
        actions.show_rule(challenge=row, verdict="law_or_national", source=LINK, by=cast.grace, at=monday)
        assert list(queries.rules_for_cards(queries.rules_to_show(cast.grace, monday.date()))) == []


class TestTheWarning:
    def test_the_owner_is_told_two_working_days_before_it_moves_up_and_once(self, row, cast):
        # asked on Monday 2 March: silence passes it up after Monday 16 March
        jobs.due(on(date(2026, 3, 11)))
        assert not Event.objects.filter(kind="rule_warned").exists()
        jobs.due(on(date(2026, 3, 12)))
        jobs.due(on(date(2026, 3, 13)))
        (said,) = Event.objects.filter(kind="rule_warned")
        assert said.sentence == f"It moves up on 16 March 2026 unless Sister Grace Okafor shows it: {RULE}"
        assert Outbox.objects.get(subject__contains="moves up in two working days").to == cast.grace.email

    def test_whoever_has_it_next_is_warned_as_well(self, row, cast):
        jobs.due(on(date(2026, 3, 12)))
        jobs.due(on(date(2026, 3, 17)))
        row.refresh_from_db()
        assert row.warned_at is None
        jobs.due(on(date(2026, 3, 30)))
        assert Event.objects.filter(kind="rule_warned").count() == 2

    def test_what_was_shown_is_not_warned_of(self, row, cast, monday):
        actions.show_rule(challenge=row, verdict="habit", by=cast.grace, at=monday)
        jobs.due(on(date(2026, 3, 13)))
        assert not Event.objects.filter(kind="rule_warned").exists()


class TestPages:
    def test_asking_proposes_whom_and_finds_anybody(self, cast, places):
        client = cast.client(cast.amina)
        page = text_of(client.get("/rules/ask/"))
        assert "Sister Grace Okafor, Ward 21" in page
        assert "Choose who is asked" in text_of(send(client, "/rules/ask/", rule=RULE))
        answer = send(client, "/rules/ask/", rule=RULE, to="anybody", name="Helen")
        assert RuleChallenge.objects.get().owner == cast.helen
        assert answer["Location"] == RuleChallenge.objects.get().get_absolute_url()

    def test_patients_are_refused_next_to_the_field_and_nothing_typed_is_lost(self, cast, places):
        page = send(
            cast.client(cast.amina), "/rules/ask/", rule="Mrs Miggins in bed 9 may not walk", to=cast.grace.public_id
        )
        assert page.status_code == 200
        assert "may point to a patient" in text_of(page)
        assert "in bed 9 may not walk" in page.content.decode()

    def test_a_double_is_shown_while_something_is_put_right(self, row, cast):
        page = text_of(send(cast.client(cast.next_ward), "/rules/ask/", rule="walking frame"))
        assert "Asked already: is it one of these?" in page

    def test_shown_from_asked_of_you_and_dropped_in_one_tap(self, row, cast):
        client = cast.client(cast.grace)
        page = text_of(client.get("/asked-of-you/"))
        assert RULE in page
        assert "A colleague at Ward 21 asks whether this is a real rule" in page
        wrong = send(client, f"{row.get_absolute_url()}show/", verdict="regulator", says="No", source="page 4")
        assert "Give the whole link" in text_of(wrong)
        assert "Give the link to where it is written" in text_of(
            send(client, f"{row.get_absolute_url()}show/", verdict="regulator")
        )
        assert send(client, f"{row.get_absolute_url()}show/", verdict="habit").status_code == 302
        assert "What happens to it now?" in text_of(client.get("/asked-of-you/"))
        send(client, f"{row.get_absolute_url()}outcome/", outcome="dropped")
        assert "Dropped this year: 1 rule." in text_of(cast.client(cast.next_ward).get("/rules/"))
        assert RULE not in text_of(client.get("/asked-of-you/"))

    def test_the_page_says_what_it_is_before_how_long_it_took(self, row, cast, monday):
        client = cast.client(cast.amina)
        page = text_of(client.get(row.get_absolute_url()))
        assert "to show it. Without an answer it moves up to " in page
        actions.show_rule(challenge=row, verdict="habit", says="", source="", by=cast.grace, at=monday)
        page = text_of(client.get(row.get_absolute_url()))
        assert "A habit Always done so, written nowhere. Sister Grace Okafor said so, 2 March 2026 " in page
        assert "0 days" not in page

    def test_both_in_one_go(self, row, cast):
        client, there = cast.client(cast.grace), f"{row.get_absolute_url()}show/"
        law = {"verdict": "law_or_national", "source": LINK, "outcome": "dropped"}
        assert "cannot be changed or dropped here" in text_of(send(client, there, **law))
        row.refresh_from_db()
        assert row.verdict == ""
        send(client, there, verdict="myth", says="Any trained staff", outcome="clarified", words="Poster")
        row.refresh_from_db()
        assert (row.verdict, row.outcome, row.outcome_words) == ("myth", "clarified", "Poster")

    def test_all_of_the_organisation_find_it_and_nobody_else(self, row, cast, monday):
        actions.show_rule(challenge=row, verdict="habit", says="Any trained staff", by=cast.grace, at=monday)
        for words in ("walking frame", "TRAINED", "ward 21 doctor"):
            assert RULE in text_of(cast.client(cast.next_ward).get("/rules/", {"q": words}))
        assert RULE not in text_of(cast.client(cast.next_ward).get("/rules/", {"q": "walking trolley"}))
        assert RULE not in text_of(cast.client(cast.sam).get("/rules/"))
        assert cast.client(cast.sam).get(row.get_absolute_url()).status_code == 404

    def test_facets_and_pages(self, cast, places, monday):
        rows = [ask(cast, places, monday + timedelta(minutes=n), rule=f"Rule number {n}") for n in range(23)]
        actions.show_rule(challenge=rows[0], verdict="habit", by=cast.grace, at=monday)
        client = cast.client(cast.amina)
        page = client.get("/rules/")
        assert "All (23)" in text_of(page)
        assert "A habit (1)" in text_of(page)
        assert "Rule number 22" in text_of(page)
        older = BeautifulSoup(page.content, "html.parser").select_one("a[rel=next]")["href"]
        assert "Rule number 2 " in text_of(client.get(f"/rules/{older}"))
        only = text_of(client.get("/rules/?verdict=habit"))
        assert "Rule number 0" in only
        assert "Rule number 1 " not in only
        with at_most(12):
            client.get("/rules/")

    def test_one_page_keeps_its_budget(self, row, cast):
        client = cast.client(cast.grace)
        with at_most(13):
            client.get(row.get_absolute_url())

    def test_an_empty_list_says_what_would_fill_it(self, cast):
        assert "Nobody has asked about a rule yet" in text_of(cast.client(cast.sam).get("/rules/"))
        assert "Say where you work first" in text_of(cast.client(cast.newcomer).get("/rules/"))


class TestLeaving:
    def test_everything_of_a_person_is_handed_out(self, row, cast, monday):
        actions.say_told(challenge=row, by=cast.ward_mate, at=monday)
        actions.show_rule(challenge=row, verdict="habit", by=cast.grace, at=monday)
        actions.settle_rule(challenge=row, outcome="dropped", words="Gone", by=cast.grace, at=monday)
        held = actions.export(person=cast.amina)
        assert (
            held["asked_whether_real"][0] | {"told_by": "The night manager", "rule": RULE}
            == held["asked_whether_real"][0]
        )
        assert actions.export(person=cast.ward_mate)["was_told_the_same"][0]["rule"] == RULE
        theirs = actions.export(person=cast.grace)
        assert (theirs["was_asked_to_show"][0]["rule"], theirs["showed"][0]["rule"]) == (RULE, RULE)
        assert theirs["settled"][0]["words"] == "Gone"

    def test_what_they_kept_moves_up_and_who_told_them_goes(self, row, cast, monday):
        actions.say_told(challenge=row, by=cast.ward_mate, at=monday)
        for who in (cast.grace, cast.amina, cast.ward_mate):
            look_again(who)
            leave(person=who, at=monday)
        row.refresh_from_db()
        assert row.owner != cast.grace
        assert (row.told_by, row.name_shown, RuleTold.objects.count()) == ("", False, 0)
        assert row.days_open(monday) == 0
