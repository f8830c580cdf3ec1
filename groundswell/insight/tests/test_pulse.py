"""The pulse: who may answer, once; what is stored and what never is; what is shown; and how far chance reaches."""

from __future__ import annotations

import hashlib
import itertools
import json
import re
from datetime import UTC, date, datetime
from fractions import Fraction

import pytest
from bs4 import BeautifulSoup
from django.apps import apps
from django.core import mail
from django.core.serializers.json import DjangoJSONEncoder
from django.urls import reverse
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from groundswell.events.models import Event
from groundswell.insight import actions, jobs, pulse, queries, rules
from groundswell.insight.measures.intervals import Share, wilson
from groundswell.insight.measures.pulse import is_corrected, limits
from groundswell.insight.models import Heard, PulseKey, PulseOff, PulseResult, Spent
from groundswell.insight.quarters import in_words, last_day, next_quarter, quarter_before, quarter_of
from groundswell.post.models import RequestKey
from groundswell.ui.verdicts import Refused
from tests.cast import at_most, send

# This room does not import `people`; its tests ask the registry.
Person, Membership, Headcount = (apps.get_model(f"people.{name}") for name in ("Person", "Membership", "Headcount"))
AUGUST = date(2026, 8, 12)
SUMMER = date(2026, 7, 1)
NOON = datetime(2026, 8, 12, 12, tzinfo=UTC)
AFTER = datetime(2026, 10, 1, 3, tzinfo=UTC)
ALL_AGREE, ALL_DISAGREE = [4] * 5, [2] * 5


class TestQuarters:
    @pytest.mark.parametrize(
        ("day", "first", "last"),
        [
            (date(2026, 1, 1), date(2026, 1, 1), date(2026, 3, 31)),
            (date(2026, 11, 27), date(2026, 10, 1), date(2026, 12, 31)),
            (date(2028, 2, 29), date(2028, 1, 1), date(2028, 3, 31)),
        ],
    )
    def test_begin_and_end(self, day, first, last):
        assert quarter_of(day) == first
        assert last_day(first) == last

    @given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
    def test_follow_each_other(self, day):
        first = quarter_of(day)
        assert first <= day <= last_day(first)
        assert quarter_before(next_quarter(first)) == first

    def test_are_said_in_words(self):
        assert in_words(SUMMER) == "July to September 2026"


class TestLimits:
    def test_without_a_headcount_they_are_wilsons(self):
        assert limits(Share(12, 20), None) == wilson(12, 20)
        assert limits(Share(12, 20), 19) == wilson(12, 20), "more answered than are said to work there"
        assert not is_corrected(20, 19)
        assert limits(Share(0, 0), None) is None

    def test_when_everybody_answered_chance_has_no_part(self):
        assert limits(Share(12, 20), 20) == pytest.approx((0.6, 0.6))

    def test_worked_by_hand(self):
        # z squared becomes 3.8415 x (40 - 20) / (40 - 1) = 1.9700: centre (0.6 + 0.04925) / 1.0985, reach 0.1125 / 1.0985 x ...
        low, high = limits(Share(12, 20), 40)
        assert low == pytest.approx(0.4436, abs=5e-4)
        assert high == pytest.approx(0.7385, abs=5e-4)

    @given(st.integers(1, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n), st.integers(n, 400))))
    def test_they_hold_the_share_and_are_never_wider_than_without(self, drawn):
        part, whole, population = drawn
        low, high = limits(Share(part, whole), population)
        wide = wilson(part, whole)
        assert wide.low - 1e-9 <= low <= part / whole + 1e-9
        assert part / whole - 1e-9 <= high <= wide.high + 1e-9


class TestGate:
    def test_ten_answers_are_too_few(self):
        found = rules.opinion(Share(5, 10), 40)
        assert [f"{part}" for part in (found.value, found.low, found.high, found.answers)] == ["*"] * 4
        assert rules.opinion(None, 40).value.held is rules.Held.FEW_ANSWERS

    def test_eleven_are_shown_with_about_how_many(self):
        found = rules.opinion(Share(6, 11), None)
        assert (found.value.text, found.answers.text) == ("55", "10")

    @pytest.mark.parametrize(("part", "said"), [(0, "under 10"), (2, "under 10"), (28, "over 90"), (30, "over 90")])
    def test_at_the_ends_neither_the_share_nor_its_limits_say_more(self, part, said):
        found = rules.opinion(Share(part, 30), 40)
        assert found.value.text == said
        assert (found.low.text, found.high.text) == ("–", "–")
        assert found.low.drawn is None

    def test_a_published_per_cent_keeps_its_decimal(self):
        assert rules.published_elsewhere(Fraction("52.0")).text == "52.0"
        with pytest.raises(ValueError, match="no per cent"):
            rules.published_elsewhere(Fraction(101))


def said_by(number: int, place: int, choice: int = 4) -> pulse.Answered:
    counts = pulse.nothing()
    for _each in range(number):
        counts = pulse.added(counts, [choice] * 5)
    return pulse.Answered(place, counts)


class TestShares:
    """1 is the trust, 2 and 3 its hospitals, 21 and 22 wards of the first."""

    above = {2: 1, 3: 1, 21: 2, 22: 2}

    def shown(self, *answered: pulse.Answered) -> dict[int, tuple[int, int]]:
        found = pulse.shares(answered, self.above)
        return {place: (row[0].part, row[0].whole) for place, row in found.items() if row[0]}

    def test_a_place_counts_all_inside_it(self):
        shown = self.shown(said_by(12, 21), said_by(15, 22, 1), said_by(11, 3))
        assert shown == {21: (12, 12), 22: (0, 15), 2: (12, 27), 3: (11, 11), 1: (23, 38)}

    def test_ten_are_shown_nowhere(self):
        assert self.shown(said_by(10, 21)) == {}

    def test_what_is_left_of_a_parent_is_nobody_or_eleven(self):
        assert self.shown(said_by(12, 21), said_by(4, 22), said_by(20, 3)) == {2: (16, 16), 3: (20, 20), 1: (36, 36)}

    def test_a_statement_is_held_by_its_own_answers(self):
        most = said_by(11, 21)
        most.counts[4] = [0, 0, 0, 10, 0]
        found = pulse.shares([most], self.above)[21]
        assert [one is not None for one in found] == [True, True, True, True, False]

    @settings(max_examples=150, deadline=None)
    @given(st.lists(st.integers(0, 40), min_size=5, max_size=5))
    def test_no_two_shown_places_differ_by_one_to_ten_answers(self, numbers):
        found = self.shown(*(said_by(number, place) for number, place in zip(numbers, (1, 2, 3, 21, 22), strict=True)))
        for place in found:
            inside = [other for other in found if other != place and place in self.chain(other)]
            nearest = [one for one in inside if not any(other in self.chain(one) for other in inside if other != one)]
            for some in itertools.chain.from_iterable(
                itertools.combinations(nearest, size) for size in range(1, len(nearest) + 1)
            ):
                left = found[place][1] - sum(found[one][1] for one in some)
                assert left == 0 or left >= 11

    def chain(self, place: int) -> list[int]:
        over = []
        while place in self.above:
            place = self.above[place]
            over.append(place)
        return over

    def test_answers_that_are_none_are_refused(self):
        for wrong in ([6] * 5, [0] * 5, [4] * 4):
            with pytest.raises(ValueError, match="answer"):
                pulse.added(pulse.nothing(), wrong)


@pytest.fixture
def noon(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOON)


def answer(cast, places, person, **answers):
    return send(cast.client(person), reverse("insight:pulse", args=[places.ward21.key]), **answers)


def text_of(client, where: str) -> str:
    page = BeautifulSoup(client.get(where).content, "html.parser")
    return " ".join(page.main.get_text(" ").split())


@pytest.mark.django_db
class TestAnswering:
    def test_it_adds_one_to_the_count_of_the_team_and_month(self, cast, places, noon):
        assert answer(cast, places, cast.amina, s1="5", s3="1").status_code == 302
        (row,) = Heard.objects.all()
        assert (row.place, row.month) == (places.ward21, date(2026, 8, 1))
        assert row.counts == [[0, 0, 0, 0, 1], [0] * 5, [1, 0, 0, 0, 0], [0] * 5, [0] * 5]

    def test_the_same_person_cannot_answer_twice(self, cast, places, noon):
        answer(cast, places, cast.amina, s1="5")
        again = answer(cast, places, cast.amina, s1="1")
        assert again.status_code == 200
        assert "Thank you. You have answered for July to September 2026." in again.content.decode()
        assert "1 October 2026" in again.content.decode()
        assert Heard.objects.get().counts[0] == [0, 0, 0, 0, 1]
        assert Spent.objects.count() == 1

    def test_nor_at_another_of_their_teams(self, cast, places):
        actions.answer_pulse(place=places.ward21, home=places.rp5, person=7, answers=ALL_AGREE, on=AUGUST)
        with pytest.raises(Refused, match="already"):
            actions.answer_pulse(place=places.ward17, home=places.rp5, person=7, answers=ALL_AGREE, on=AUGUST)

    def test_but_in_the_next_quarter(self, cast, places):
        for on in (AUGUST, date(2026, 10, 1)):
            actions.answer_pulse(place=places.ward21, home=places.rp5, person=7, answers=ALL_AGREE, on=on)
        assert Heard.objects.count() == 2

    def test_from_the_page_of_the_trust_it_counts_for_ones_own_team(self, cast, places, noon):
        page = cast.client(cast.amina).get(reverse("insight:pulse", args=["RP5"])).content.decode()
        assert "Your answers count for Ward 21" in page
        send(cast.client(cast.amina), reverse("insight:pulse", args=["RP5"]), s2="4")
        assert Heard.objects.get().place == places.ward21

    def test_whoever_works_elsewhere_is_told(self, cast, places, noon):
        for person in (cast.next_ward, cast.helen):
            said = answer(cast, places, person, s1="5").content.decode()
            assert "Only people who work here answer here." in said
            assert "where you work" in said
        assert not Heard.objects.exists()
        assert answer(cast, places, cast.sam, s1="5").status_code == 404

    def test_nothing_chosen_is_told_beside_the_first_statement(self, cast, places, noon):
        page = BeautifulSoup(answer(cast, places, cast.amina).content, "html.parser")
        assert "Choose an answer to at least one statement." in page.select_one(".nhsuk-error-message").get_text()
        assert not Spent.objects.exists()

    def test_what_was_chosen_stays_when_something_is_wrong(self, cast, places, noon):
        page = BeautifulSoup(answer(cast, places, cast.amina, s1="5", s2="9").content, "html.parser")
        assert page.select_one('input[name="s1"][value="5"][checked]')
        assert page.select_one(".nhsuk-error-message")

    def test_who_is_not_signed_in_comes_back_after_signing_in(self, cast, places):
        here = reverse("insight:pulse", args=[places.ward21.key])
        client = cast.client()
        sign_in = client.get(here)["Location"]
        assert sign_in == f"/sign-in/?next={here}"
        asked = send(client, sign_in, email=cast.amina.email, next=here)
        code = re.search(r"[A-Z]{4}-[A-Z]{4}", mail.outbox[-1].body)[0]
        assert send(client, asked["Location"], code=code, next=here)["Location"] == here

    def test_it_is_quick(self, cast, places, noon):
        client = cast.client(cast.amina)
        with at_most(10):
            client.get(reverse("insight:pulse", args=[places.ward21.key]))


def every_row() -> dict[str, list[dict[str, object]]]:
    return {model._meta.label: list(model.objects.values()) for model in apps.get_app_config("insight").get_models()}


@pytest.mark.django_db
class TestNothingLeadsBack:
    def test_no_person_anywhere_in_what_is_stored(self, cast, places, noon):
        before = Event.objects.count()
        answer(cast, places, cast.amina, s1="5", s2="1")
        kept = json.dumps(every_row(), cls=DjangoJSONEncoder)
        for part in (cast.amina.name, cast.amina.email, cast.amina.public_id):
            assert part not in kept
        people = {"person", "user", "by", "who", "member"}
        for model in (Heard, PulseKey, Spent, PulseResult, PulseOff):
            fields = {field.name: field for field in model._meta.get_fields()}
            assert not people & set(fields), model
            assert not [name for name, field in fields.items() if field.get_internal_type() == "DateTimeField"], model
        assert Event.objects.count() == before, "an event would have a person and a moment"

    def test_two_people_who_answer_the_same_leave_the_same(self, cast, places):
        kept = []
        for person in (cast.amina, cast.ward_mate):
            Heard.objects.all().delete()
            actions.answer_pulse(
                place=places.ward21, home=places.rp5, person=person.pk, answers=[5, 1, None, 2, 3], on=AUGUST
            )
            kept.append(list(Heard.objects.values("place", "month", "counts")))
        assert kept[0] == kept[1]

    def test_neither_does_the_key_of_the_form(self, cast, places, noon):
        answer(cast, places, cast.amina, s1="5", s2="1")
        (row,) = RequestKey.objects.all()
        assert row.who == ""
        assert row.at == datetime(2026, 8, 9, 23, tzinfo=UTC), "Monday, London: the week alone"
        # Five answers can be tried out in a moment: the digest of the form must not be one that anybody could make.
        here = reverse("insight:pulse", args=[places.ward21.key])
        assert row.body_hash != hashlib.sha256(f"{here}\0s1\x015\0s2\x011".encode()).hexdigest()

    def test_a_form_sent_twice_is_still_one_answer(self, cast, places, noon):
        client, here = cast.client(cast.amina), reverse("insight:pulse", args=[places.ward21.key])
        for _tap in range(2):
            assert client.post(here, {"request_key": "0123456789abcdef", "s1": "5"}).status_code == 302
        assert client.post(here, {"request_key": "0123456789abcdef", "s1": "4"}).status_code == 409
        assert sum(Heard.objects.get().counts[0]) == 1

    def test_it_is_not_in_the_copy_of_ones_data_and_the_page_says_so(self, cast, places, noon):
        client = cast.client(cast.amina)
        address = reverse("front:export_file")
        before = client.get(address).content
        send(client, reverse("insight:pulse", args=[places.ward21.key]), s1="5")
        assert Heard.objects.exists()
        assert client.get(address).content == before
        said = text_of(cast.client(cast.amina), reverse("insight:pulse", args=[places.ward21.key]))
        assert "they are not in the copy of your data" in said

    def test_after_the_quarter_nothing_can_be_linked(self, cast, places):
        for person in (cast.amina, cast.ward_mate):
            actions.answer_pulse(place=places.ward21, home=places.rp5, person=person.pk, answers=ALL_AGREE, on=AUGUST)
        assert queries.has_answered(cast.amina.pk, AUGUST)
        jobs.due(datetime(2026, 9, 30, 21, tzinfo=UTC))
        assert Spent.objects.count() == 2, "the last day belongs to the quarter"
        jobs.due(datetime(2026, 9, 30, 23, 30, tzinfo=UTC))  # past midnight in London
        assert not Spent.objects.exists()
        assert not PulseKey.objects.exists()
        assert not queries.has_answered(cast.amina.pk, AUGUST)

    def test_the_secret_of_a_running_quarter_stays(self, cast, places):
        for on in (AUGUST, date(2026, 10, 2)):
            actions.answer_pulse(place=places.ward21, home=places.rp5, person=7, answers=ALL_AGREE, on=on)
        jobs.due(datetime(2026, 10, 2, 12, tzinfo=UTC))
        assert [key.quarter for key in PulseKey.objects.all()] == [date(2026, 10, 1)]
        assert Spent.objects.count() == 1

    def test_each_quarter_has_a_secret_and_tokens_of_its_own(self, cast, places):
        for on in (AUGUST, date(2026, 10, 2)):
            actions.answer_pulse(place=places.ward21, home=places.rp5, person=7, answers=ALL_AGREE, on=on)
        assert len({key.secret for key in PulseKey.objects.all()}) == 2
        assert len({one.digest for one in Spent.objects.all()}) == 2


def surroundings(cast, place, person=None) -> str:
    return text_of(cast.client(person or cast.amina), reverse("insight:surroundings", args=[place.key]))


@pytest.mark.django_db
class TestResults:
    def say(self, place, agree: int, disagree: int = 0, month: date = AUGUST) -> None:
        actions.hear(place=place, month=month, answers=[ALL_AGREE] * agree + [ALL_DISAGREE] * disagree)

    def test_nothing_is_shown_before_the_quarter_is_over(self, cast, places):
        self.say(places.ward21, 12, 8)
        jobs.due(datetime(2026, 9, 30, 12, tzinfo=UTC))
        assert not PulseResult.objects.exists()
        assert "No quarter is over in which anybody here answered." in surroundings(cast, places.ward21)

    def test_then_it_is_with_limits_and_about_how_many(self, cast, places):
        self.say(places.ward21, 12, 8)
        self.say(places.ward21, 1, 0, date(2026, 9, 30))
        Headcount.objects.create(
            place=places.ward21, staff_group="nursing_midwifery", heads=30, since=date(2026, 1, 1), said_by=cast.grace, said_at=NOON
        )  # fmt: skip
        jobs.due(AFTER)
        said = surroundings(cast, places.ward21)
        assert "July to September 2026: of a hundred people who answered, 62 could act" in said
        assert "If I raise a problem, someone answers. 62 50 to 73 20" in said
        assert "allows for how many people work here" in said

    def test_without_a_headcount_it_says_so(self, cast, places):
        self.say(places.ward21, 12, 8)
        jobs.due(AFTER)
        assert "Nobody has said how many people work here" in surroundings(cast, places.ward21)

    def test_ten_answers_are_not_shown_and_why(self, cast, places):
        self.say(places.ward21, 6, 4)
        jobs.due(AFTER)
        said = surroundings(cast, places.ward21)
        assert "July to September 2026: nothing can be shown. Fewer than 11 people answered" in said
        assert "Surroundings: Bassetlaw Hospital" in said
        assert PulseResult.objects.get(place=places.ward21).shares == [None] * 5
        assert not Heard.objects.exists(), "what is held is not kept"

    def test_a_place_has_the_answers_of_those_inside(self, cast, places):
        self.say(places.ward21, 12)
        self.say(places.assessment, 2, 10)
        jobs.due(AFTER)
        assert "someone answers. 58" in surroundings(cast, places.bassetlaw)
        assert "someone answers. 58" in surroundings(cast, places.rp5)
        assert "someone answers. over 90 – 10" in surroundings(cast, places.ward21)

    def test_a_small_ward_is_not_found_by_subtracting(self, cast, places):
        self.say(places.ward21, 12, 3)
        self.say(places.assessment, 5)
        jobs.due(AFTER)
        assert "nothing can be shown" in surroundings(cast, places.ward21)
        assert "someone answers. 85" in surroundings(cast, places.bassetlaw)

    def test_it_does_not_move_when_a_team_does(self, cast, places):
        self.say(places.ward21, 12, 8)
        jobs.due(AFTER)
        before = surroundings(cast, places.doncaster)
        places.ward21.parent, places.ward21.path = places.doncaster, f"{places.doncaster.path}{places.ward21.pk}/"
        places.ward21.save()
        self.say(places.ward21, 5)  # late, for a quarter that is over
        jobs.due(AFTER)
        jobs.due(AFTER)
        assert surroundings(cast, places.doncaster) == before
        assert PulseResult.objects.count() == 3

    def test_quarters_before_stand_beside_it(self, cast, places):
        self.say(places.ward21, 10, 10, date(2026, 5, 5))
        self.say(places.ward21, 15, 5)
        jobs.due(AFTER)
        said = surroundings(cast, places.ward21)
        assert "Agree, of 100: April to June 2026" in said
        assert "someone answers. 75 53 to 89 20 50" in said

    def test_organisations_are_apart(self, cast, places):
        self.say(places.reception, 12)
        self.say(places.ward21, 12)
        jobs.due(AFTER)
        assert not PulseResult.objects.filter(place__in=[places.bassetlaw_area, places.qt1]).exists()
        assert PulseResult.objects.get(place=places.larwood).shares[0] == [12, 12]
        address = reverse("insight:surroundings", args=["C84001"])
        assert cast.client(cast.amina).get(address).status_code == 404

    def test_when_nothing_waits_a_tick_costs_little(self, cast, places):
        self.say(places.ward21, 12)
        jobs.due(AFTER)
        with at_most(7):
            jobs.due(AFTER)


@pytest.mark.django_db
class TestSwitch:
    def test_who_looks_after_the_organisation_switches_it_off(self, cast, places, noon):
        here = reverse("insight:pulse_setting", args=["RP5"])
        assert send(cast.client(cast.admin), here, is_on="no").status_code == 302
        said = answer(cast, places, cast.amina, s1="5").content.decode()
        assert "staff already answer another one" in said
        assert not Heard.objects.exists()
        assert "switched off here since 12 August 2026" in surroundings(cast, places.ward21)
        poster = cast.client(cast.amina).get(reverse("insight:pulse_poster", args=["RP5BA-W21"])).content.decode()
        assert "app-poster" not in poster.split("<main")[1]
        send(cast.client(cast.admin), here, is_on="yes")
        assert answer(cast, places, cast.amina, s1="5").status_code == 302

    def test_others_do_not(self, cast, places):
        for person in (cast.amina, cast.grace, cast.coach):
            page = cast.client(person).get(reverse("insight:pulse_setting", args=["RP5"]))
            assert page.status_code == 403
        assert "Switch the pulse" not in text_of(cast.client(cast.amina), reverse("insight:pulse", args=["RP5"]))

    def test_of_one_organisation_alone(self, cast, places, noon):
        actions.switch_pulse(home=places.rp5, is_on=False, on=AUGUST)
        page = cast.client(cast.pat).get(reverse("insight:pulse", args=["C84001"])).content.decode()
        assert "Strongly agree" in page


@pytest.mark.django_db
def test_the_poster_leads_to_the_pulse(cast, places, settings):
    settings.BASE_ADDRESS = "https://groundswell.example"
    page = cast.client(cast.amina).get(reverse("insight:pulse_poster", args=["RP5BA-W21"])).content.decode()
    assert "groundswell.example/places/RP5BA-W21/pulse/" in page
    assert "app-qr" in page
    assert "Ward 21" in page
