"""A small fund: below its limit nobody is asked, and it is never overdrawn."""

from __future__ import annotations

import csv
import io
import threading
from datetime import date, datetime, timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from groundswell.enabling import actions, queries, rules
from groundswell.enabling.clocks import financial_year, year_in_words
from groundswell.enabling.fields import PoundsField
from groundswell.enabling.models import Ask, Fund, FundYear, Spend
from groundswell.enabling.presenters import receipts_csv
from groundswell.events.kinds import Subject
from groundswell.events.models import Event
from groundswell.people.models import Person
from groundswell.ui.formats import LONDON, pounds
from groundswell.ui.verdicts import Refused
from tests.cast import at_most, send

WORK = Subject("changes", "abc", "Same-day scans", "/changes/abc/")
THERE = "/places/RP5BA-W21/fund/"


def leave(person: Person, at: datetime) -> None:
    """Forgotten in this room; the room of people takes the name."""
    actions.forget(person=person, at=at)
    Person.objects.filter(pk=person.pk).update(forgotten_at=at)


def text_of(answer) -> str:
    return " ".join(BeautifulSoup(answer.content, "html.parser").get_text(" ").split())


def fund_of(place, by, at=None, yearly=50_000, limit=10_000) -> Fund:
    return actions.set_fund(place=place, yearly=yearly, limit=limit, by=by, at=at or timezone.now())


@pytest.fixture
def fund(cast, places) -> Fund:
    """£500 a year for the ward, £100 at a time, set by Sister Okafor."""
    return fund_of(places.ward21, cast.grace)


def spend(fund, by, amount=5_000, **more) -> Spend:
    about = {"what": "Labels", "place": fund.place, "at": timezone.now()}
    return actions.spend(fund=fund, amount=amount, by=by, **about | more)


@pytest.mark.parametrize(
    ("day", "year", "words"),
    [
        (date(2026, 3, 31), 2025, "2025/26"), (date(2026, 4, 1), 2026, "2026/27"), (date(2027, 1, 1), 2026, "2026/27"),
        (date(2100, 3, 31), 2099, "2099/00"), (date(2028, 2, 29), 2027, "2027/28"),
    ],
)  # fmt: skip
def test_the_financial_year_begins_on_the_first_of_april(day, year, words):
    assert (financial_year(day), year_in_words(financial_year(day))) == (year, words)


@pytest.mark.parametrize(("typed", "pence"), [("12.50", 1250), ("£1,200", 120_000), (" 7 ", 700), ("0.01", 1)])
def test_amounts_are_read_as_people_type_them(typed, pence):
    assert PoundsField().clean(typed) == pence


@pytest.mark.parametrize("typed", ["", "0", "-4", "1.234", "ten", "1000001", "NaN", "1e9"])
def test_what_is_no_amount_is_asked_again(typed):
    from django.core.exceptions import ValidationError

    with pytest.raises(ValidationError):
        PoundsField().clean(typed)


def test_pence_are_said_only_where_there_are_some():
    assert (pounds(120_400), pounds(1_205)) == ("£1,204", "£12.05")


@pytest.mark.django_db
class TestSetting:
    @pytest.mark.parametrize("who", ["grace", "manager", "finance"])
    def test_a_lead_a_manager_and_finance_set_it(self, cast, places, who):
        assert fund_of(places.ward21, getattr(cast, who)).limit == 10_000

    @pytest.mark.parametrize("who", ["amina", "meera", "jean", "sam", "auditor"])
    def test_nobody_else_does(self, cast, places, who):
        with pytest.raises(Refused):
            fund_of(places.ward21, getattr(cast, who))

    def test_the_limit_lies_within_the_year_and_what_is_spent_stays(self, fund, cast, places):
        with pytest.raises(Refused):
            fund_of(places.ward21, cast.grace, yearly=5_000, limit=6_000)
        spend(fund, cast.amina, 9_000)
        with pytest.raises(Refused):
            fund_of(places.ward21, cast.grace, yearly=8_000, limit=1_000)
        fund_of(places.ward21, cast.grace, yearly=9_000, limit=1_000)
        assert queries.year_now(fund, timezone.now()).left == 0

    def test_the_nearest_one_counts_and_never_that_of_another_organisation(self, fund, cast, places):
        trust = fund_of(places.rp5, cast.finance)
        assert queries.fund_at(places.ward21) == fund
        assert queries.fund_at(places.ward17) == trust
        assert queries.fund_at(places.ward6) is None


@pytest.mark.django_db
class TestSpending:
    def test_one_receipt_and_no_approval(self, fund, cast):
        row = spend(fund, cast.amina, work=WORK)
        assert (row.amount, row.work_title) == (5_000, "Same-day scans")
        assert queries.year_now(fund, timezone.now()).left == 45_000
        event = Event.objects.latest("pk")
        assert event.sentence == "Amina Yusuf spent £50 from the fund of Ward 21: Labels"
        assert (event.room, event.subject_id) == ("changes", "abc")

    @pytest.mark.parametrize(("amount", "why"), [(10_001, "up to £100 at a time"), (10_000, "")])
    def test_the_limit_is_the_most(self, fund, cast, amount, why):
        year = queries.year_now(fund, timezone.now())
        assert why in rules.spend_fits(fund, year, amount).reason
        assert bool(rules.spend_fits(fund, year, amount)) is not bool(why)

    def test_never_more_than_is_left(self, fund, cast):
        for _n in range(5):
            spend(fund, cast.amina, 9_999)
        with pytest.raises(Refused, match=r"£0\.05 is left"):
            spend(fund, cast.amina, 6)
        spend(fund, cast.amina, 5)
        with pytest.raises(IntegrityError), transaction.atomic():
            FundYear.objects.update(spent=50_001)

    @pytest.mark.parametrize("who", ["next_ward", "helen", "sam", "jean", "auditor"])
    def test_only_those_who_work_under_it(self, fund, cast, who):
        with pytest.raises(Refused):
            spend(fund, getattr(cast, who))

    def test_partners_and_auditors_do_not_spend_a_trusts(self, cast, places):
        fund = fund_of(places.rp5, cast.finance)
        assert spend(fund, cast.next_ward).amount == 5_000
        for who in (cast.jean, cast.auditor):
            with pytest.raises(Refused):
                spend(fund, who)

    def test_a_new_year_begins_with_all_of_it(self, fund, cast):
        last, first = (datetime(2027, month, day, 0, 30, tzinfo=LONDON) for month, day in ((3, 31), (4, 1)))
        spend(fund, cast.amina, at=last)
        assert (queries.year_now(fund, last).left, queries.year_now(fund, first).left) == (45_000, 50_000)

    def test_ones_own_receipt_within_a_day(self, fund, cast):
        row, now = spend(fund, cast.amina), timezone.now()
        with pytest.raises(Refused):
            actions.undo_spend(spend=row, by=cast.ward_mate, at=now)
        with pytest.raises(Refused):
            actions.undo_spend(spend=row, by=cast.amina, at=now + timedelta(days=1, minutes=1))
        actions.undo_spend(spend=row, by=cast.amina, at=now)
        assert queries.year_now(fund, now).left == 50_000
        with pytest.raises(Refused):
            actions.undo_spend(spend=row, by=cast.amina, at=now)
        assert Spend.objects.get().undone_at == now


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets one writer in at a time")
def test_two_spends_at_once_never_overdraw(cast, places):
    fund = fund_of(places.ward21, cast.grace, yearly=15_000, limit=10_000)
    ready, said = threading.Barrier(4), []

    def buy() -> None:
        ready.wait(5)
        try:
            said.append(spend(fund, cast.amina, 7_500).amount)
        except Refused as refused:
            said.append(refused.verdict.reason)
        finally:
            connection.close()

    buyers = [threading.Thread(target=buy) for _n in range(4)]
    [one.start() for one in buyers]
    [one.join(20) for one in buyers]
    assert sorted(map(str, said)) == sorted(["7500", "7500", "£0 is left this year.", "£0 is left this year."])
    assert FundYear.objects.get().spent == sum(Spend.objects.values_list("amount", flat=True)) == 15_000


@pytest.mark.django_db
class TestPages:
    def test_from_the_place_to_a_receipt(self, fund, cast):
        client = cast.client(cast.amina)
        assert THERE in client.get("/places/RP5BA-W21/").content.decode()
        assert "£500 left" in text_of(client.get(THERE))
        send(client, f"{THERE}spend/", what="Labels", amount="£12.50")
        page = text_of(client.get(THERE))
        assert "£487.50 left" in page
        assert "£12.50 Labels Ward 21, Amina Yusuf" in page
        send(client, f"/spends/{Spend.objects.get().public_id}/undo/")
        assert "Taken back" in text_of(client.get(THERE))

    def test_more_than_it_gives_is_asked_of_somebody_without_typing_it_again(self, fund, cast):
        client = cast.client(cast.amina)
        page = send(client, f"{THERE}spend/", what="A bladder scanner", amount="4000")
        assert "The fund pays up to £100 at a time." in text_of(page)
        assert text_of(page).index("Ask somebody for this money instead") < text_of(page).index("What for?")
        there = BeautifulSoup(page.content, "html.parser").find("a", string="Ask somebody for this money instead")[
            "href"
        ]
        form = client.get(there)
        assert "A bladder scanner (£4,000)" in form.content.decode()
        send(client, there, what="A bladder scanner (£4,000)", to=cast.helen.public_id)
        ask = Ask.objects.get()
        assert (ask.kind, ask.holder, ask.place) == ("money", cast.helen, fund.place)
        assert "Look at the improvement fund" in text_of(client.get(ask.get_absolute_url()))

    def test_no_patients_in_a_receipt(self, fund, cast):
        page = send(cast.client(cast.amina), f"{THERE}spend/", what="A frame for Mrs Miggins", amount="5")
        assert "may point to a patient" in text_of(page)
        assert not Spend.objects.exists()

    def test_without_a_fund_it_says_who_can_set_one(self, cast, places):
        assert "There is no fund here yet" in text_of(cast.client(cast.amina).get(THERE))
        client = cast.client(cast.grace)
        assert "Set a fund" in text_of(client.get(THERE))
        wrong = send(client, f"{THERE}set/", yearly="100", limit="200")
        assert "cannot be more than the whole year" in text_of(wrong)
        send(client, f"{THERE}set/", yearly="1,000", limit="50")
        assert (Fund.objects.get().yearly, Fund.objects.get().limit) == (100_000, 5_000)
        assert 'value="1000.00"' in client.get(f"{THERE}set/").content.decode()
        assert cast.client(cast.amina).get(f"{THERE}file/").status_code == 200

    def test_years_pages_and_csv(self, fund, cast):
        now = timezone.now()
        fund_of(fund.place, cast.grace, yearly=500_000)
        for n in range(22):
            spend(fund, cast.amina, 100, what=f"=Thing {n}", at=now - timedelta(minutes=30 - n))
        spend(fund, cast.amina, 100, what="Old thing", at=now - timedelta(days=400))
        client = cast.client(cast.amina)
        page = client.get(THERE)
        assert "Thing 21" in text_of(page)
        assert "Old thing" not in text_of(page)
        older = BeautifulSoup(page.content, "html.parser").select_one("a[rel=next]")["href"]
        assert "Thing 0" in text_of(client.get(THERE + older))
        before = financial_year((now - timedelta(days=400)).date())
        assert "Old thing" in text_of(client.get(f"{THERE}?year={before}"))
        rows = list(csv.DictReader(io.StringIO(client.get(f"{THERE}file/").content.decode())))
        assert len(rows) == 22
        assert (rows[0]["what_for"], rows[0]["pounds"]) == ("'=Thing 21", "1.00")
        with at_most(13):
            client.get(THERE)

    def test_a_stranger_sees_nothing(self, fund, cast):
        for end in ("", "spend/", "set/", "file/"):
            assert cast.client(cast.sam).get(THERE + end).status_code == 404
        row = spend(fund, cast.amina)
        assert send(cast.client(cast.sam), f"/spends/{row.public_id}/undo/").status_code == 404


@pytest.mark.django_db
class TestLeaving:
    def test_a_persons_receipts_are_theirs_to_take(self, fund, cast):
        spend(fund, cast.amina)
        assert actions.export(person=cast.amina)["spent"][0]["amount"] == "£50"
        assert actions.export(person=cast.grace)["set_funds"][0]["yearly"] == "£500"

    def test_accounts_stay_without_the_name(self, fund, cast):
        spend(fund, cast.amina)
        leave(person=cast.amina, at=timezone.now())
        assert "Amina" not in text_of(cast.client(cast.grace).get(THERE))
        assert "a colleague" in receipts_csv(queries.spends_of(FundYear.objects.get()))
