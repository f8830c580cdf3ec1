"""The pages, as a person sees them."""

from __future__ import annotations

import csv
import io

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from groundswell.benefits.models import Benefit, State
from tests.cast import at_most, send

pytestmark = pytest.mark.django_db


def words(response) -> str:
    return " ".join(BeautifulSoup(response.content, "html.parser").main.get_text(" ").split())


class TestOne:
    def test_finance_confirms_in_the_browser(self, cast, claim):
        benefit = claim("cash_releasing", "900", recurrence="recurrent")
        client = cast.client(cast.finance)
        assert "Does a budget really get smaller" in words(client.get(benefit.get_absolute_url()))
        send(client, benefit.get_absolute_url(), answer="yes")
        benefit.refresh_from_db()
        assert benefit.state == State.BY_FINANCE
        assert "confirmed it" in words(client.get(benefit.get_absolute_url()))

    def test_another_number_needs_the_number_and_the_reason(self, cast, claim):
        benefit = claim("cash_releasing", "900", recurrence="recurrent")
        client = cast.client(cast.finance)
        page = send(client, benefit.get_absolute_url(), answer="other", amount="a lot")
        assert "Say why, so that next time it is right at once." in words(page)
        assert BeautifulSoup(page.content, "html.parser").find("input", {"name": "amount"})["value"] == "a lot"
        benefit.refresh_from_db()
        assert benefit.state == State.CLAIMED
        send(client, benefit.get_absolute_url(), answer="other", amount="£600", reason="VAT.")
        benefit.refresh_from_db()
        assert (benefit.amount, benefit.state) == (600, State.BY_FINANCE)

    def test_others_read_who_confirms(self, cast, claim):
        benefit = claim("cash_releasing", "900", recurrence="recurrent")
        said = words(cast.client(cast.amina).get(benefit.get_absolute_url()))
        assert "Finance confirms this." in said
        assert "Check it" not in said

    def test_few_queries(self, cast, claim):
        client, benefit = cast.client(cast.amina), claim()
        with at_most(7):
            client.get(benefit.get_absolute_url())


class TestOfAPlace:
    def test_every_sum_stands_on_its_own_line(self, cast, claim, places):
        claim("cash_releasing", "900", recurrence="recurrent")
        claim("cash_releasing", "100", recurrence="recurrent")
        claim()
        said = words(cast.client(cast.amina).get(reverse("benefits:benefits"), {"place": places.ward21.key}))
        assert "£1,000 every year Measured Claimed, not checked yet. Finance checks this. 2 claims" in said
        assert "2 hours a week" in said

    def test_nothing_yet_says_what_would_put_something_here(self, cast, places):
        said = words(cast.client(cast.amina).get(reverse("benefits:benefits"), {"place": places.ward21.key}))
        assert "Nothing is claimed yet" in said

    def test_pages_go_on_where_the_last_ended(self, cast, claim, places):
        claim()
        one = Benefit.objects.get()
        names = {field.attname for field in Benefit._meta.concrete_fields} - {"id", "public_id"}
        Benefit.objects.bulk_create(
            Benefit(**{name: getattr(one, name) for name in names}) for _ in range(50)
        )  # fmt: skip
        client = cast.client(cast.amina)
        page = client.get(reverse("benefits:benefits"), {"place": places.ward21.key})
        older = BeautifulSoup(page.content, "html.parser").find("a", rel="next")["href"]
        assert len(BeautifulSoup(page.content, "html.parser").select(".app-rows .app-row")) == 50
        last = client.get(reverse("benefits:benefits") + older)
        assert len(BeautifulSoup(last.content, "html.parser").select(".app-rows .app-row")) == 1

    def test_few_queries(self, cast, claim, places):
        client = cast.client(cast.amina)
        for _ in range(3):
            claim()
        with at_most(9):
            client.get(reverse("benefits:benefits"), {"place": places.ward21.key})

    def test_the_file_has_no_sum_and_no_formula(self, cast, claim, places):
        claim("cash_releasing", "900", recurrence="recurrent", words="=HYPERLINK(1)")
        page = cast.client(cast.amina).get(reverse("benefits:take_away"), {"place": places.rp5.key})
        head, row = csv.reader(io.StringIO(page.content.decode()))
        found = dict(zip(head, row, strict=True))
        assert found["sentence"] == "'=HYPERLINK(1)"
        assert found["class"] == "Money that may be released, not checked by finance"
        assert found["amount"] == "900"
