"""At the huddle somebody types for a colleague, and somebody goes away: without JavaScript, on a phone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from groundswell.ideas.models import Idea
from groundswell.people.models import Person

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("script", [False, True])
def test_typed_for_a_colleague_who_says_not_mine(cast, places, be, axe, script):
    Person.objects.filter(pk=cast.next_ward.pk).update(name="Amina Khan")
    page = be(cast.ward_mate, script=script, phone=True)
    page.goto("/notice/")
    page.get_by_role("link", name="It was noticed by a colleague").click()
    page.get_by_label("What did they notice?").fill("The ramp to the day room is steep.")
    page.get_by_label("Who noticed it?").fill("Amina")
    page.get_by_label("They said yes to my typing it").check()
    if script:
        axe(page, "colleague")
    page.get_by_role("button", name="Send").click()
    page.get_by_role("radio", name="Amina Yusuf").check()
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("Saved for Amina Yusuf, who was told.")).to_be_visible()
    theirs = be(cast.amina, script=script, phone=True)
    theirs.goto(page.url)
    theirs.get_by_role("button", name="Not mine").click()
    expect(theirs.get_by_text("Your name is off it.")).to_be_visible()
    assert Idea.objects.get().owner == cast.ward_mate


def test_away_until_a_day_and_back(cast, places, be):
    page = be(cast.grace, script=False, phone=True)
    page.goto("/me/")
    page.get_by_role("link", name="I am away").click()
    for box, value in (("Day", "27"), ("Month", "3"), ("Year", "2020")):
        page.get_by_label(box, exact=True).fill(value)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Choose a day after today").first).to_be_visible()
    back = timezone.now() + timedelta(days=30)
    for box, value in (("Day", back.day), ("Month", back.month), ("Year", back.year)):
        page.get_by_label(box, exact=True).fill(str(value))
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("You are away until").first).to_be_visible()
    page.get_by_role("button", name="I am back").click()
    expect(page.get_by_text("You are back.")).to_be_visible()
