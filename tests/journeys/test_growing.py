"""People grow: a lead hands over in three steps, entries for the GMC and the NMC are finished without typing twice, and somebody who
has moved employer hears once that their idea became real and offers an hour. With a script and without one.
"""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from groundswell.changes import actions as changes
from groundswell.changes.models import CoLead
from groundswell.changes.queries import change_for
from groundswell.ideas import actions as ideas
from groundswell.measures import actions as measures
from groundswell.people.models import Membership
from groundswell.ui.formats import london_day
from tests.cast import LONG_AGO
from tests.journeys.test_the_way_of_an_idea import follow, send

SCRIPT = pytest.mark.parametrize("script", [True, False], ids=["script on", "script off"])


@pytest.fixture
def led(cast, places):
    """Noticed by Amina, led by Dr Patel and the manager, tried, adopted."""
    ago = [timezone.now() - timedelta(days=days) for days in (200, 190, 180, 110)]
    idea = ideas.notice(
        words="One late blood result holds everybody up.", place=places.ward21, by=cast.amina, at=ago[0]
    )
    ideas.answer(idea=idea, words="True. Let us try.", by=cast.grace, at=ago[0])
    change = changes.open_change(
        title="Late bloods first", place=places.ward21, reversible=True, inside_team=True, new_risk=False, by=cast.meera, at=ago[1],
        idea=idea, aim="Nine of ten results by noon",
    )  # fmt: skip
    changes.pair(change=change, seat="clinical", person=cast.meera, by=cast.meera, at=ago[1])
    seat = changes.pair(change=change, seat="managerial", person=cast.manager, by=cast.meera, at=ago[1])
    changes.accept_pair(co_lead=seat, by=cast.manager, at=ago[1])
    test = changes.start_test(
        change=change, question="Does a marked tray help?", prediction="Half the wait", scale="one_week",
        started_on=london_day(ago[2]), by=cast.meera, at=ago[2],
    )  # fmt: skip
    changes.learn_from(
        test=test, happened="The wait fell from 50 to 20 minutes.", learned="The porter must know first.", decision="adopt",
        ended_on=london_day(ago[3]), by=cast.meera, at=ago[3],
    )  # fmt: skip
    return change


@SCRIPT
def test_a_lead_hands_over_in_three_steps(be, cast, led, axe, script):
    page = be(cast.meera, script=script, phone=True)
    page.goto(f"/changes/{led.public_id}/seats/")
    follow(page, "Hand my seat over to somebody")
    page.goto(f"{page.url}?name=next")
    axe(page, "who carries on")
    send(page, "Hand over to A nurse from the next ward")
    row = CoLead.objects.live().get(change=led, seat="clinical")
    assert row.person == cast.next_ward
    asked = be(cast.next_ward, script=script)
    asked.goto("/asked-of-you/")
    expect(asked.locator("main")).to_contain_text("Late bloods first")
    page.goto("/me/portfolio/")
    expect(page.locator("main")).to_contain_text("Late bloods first")


@SCRIPT
@pytest.mark.parametrize(
    ("who", "body", "said"),
    [("meera", "GMC", "The porter must know first."), ("grace", "NMC", "Late bloods first")],
    ids=["a consultant for the GMC", "a nurse for the NMC"],
)
def test_an_entry_is_finished_without_typing_twice(be, cast, led, axe, script, who, body, said):
    changes.help_with(change=change_for(cast.grace, led.public_id), by=cast.grace, at=timezone.now())
    page = be(getattr(cast, who), script=script)
    page.goto("/me/portfolio/")
    page.locator("#record a[href*='/write/']").first.click()
    page.wait_for_load_state()
    page.locator("a.app-row__title").filter(has_text=re.compile(body)).first.click()
    page.wait_for_load_state()
    axe(page, f"an entry for the {body}")
    assert said in "\n".join(box.input_value() for box in page.locator("main textarea, main input[type=text]").all())
    for box in page.locator("main textarea").all():
        assert "Amina" not in box.input_value(), "colleagues are not named"
    choose_what_is_left(page)
    send(page, "Save it, for me alone")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Late bloods first")
    assert page.locator("a[href$='file.pdf']").count() == 1


def choose_what_is_left(page: Page) -> None:
    """Boxes that only the person can tick: which part of the code it shows."""
    groups = {
        box.get_attribute("name") for box in page.locator("main input[type=radio], main input[type=checkbox]").all()
    }
    for name in sorted(filter(None, groups)):
        if not name.endswith("_not_a_patient") and not page.locator(f"main input[name='{name}']:checked").count():
            page.locator(f"main input[name='{name}']").first.check()


@SCRIPT
def test_somebody_who_moved_hears_once_and_offers_an_hour(be, cast, places, led, letters, axe, script):
    Membership.objects.filter(person=cast.amina).update(until=timezone.now())
    Membership.objects.create(
        person=cast.amina, place=places.ward6, title="Healthcare assistant", staff_group="nursing_support", clinical=True,
        managerial=False, joined_by=Membership.Joined.INVITATION, since=LONG_AGO, confirmed_at=LONG_AGO,
    )  # fmt: skip
    minutes = changes.start_measure(
        change=led, place=places.ward21, name="Minutes of waiting", direction="decrease", interval="day", by=cast.meera,
        at=timezone.now(),
    )  # fmt: skip
    measures.add_reading(measure=minutes, on=london_day(timezone.now()), value=20, by=cast.meera, at=timezone.now())
    row = led.change_places.get(home=True)
    changes.make_normal(change=change_for(cast.meera, led.public_id), row=row, by=cast.meera, at=timezone.now())
    written = [letter for letter in letters() if cast.amina.email in letter.to and "became-real" in letter.body]
    assert len(written) == 1
    page = be(cast.amina, script=script, phone=True)
    page.goto(re.search(r"/ideas/\w+/became-real/", written[0].body)[0])
    expect(page.locator("main")).to_contain_text("Thank you")
    expect(page.locator("main")).to_contain_text("One late blood result holds everybody up.")
    axe(page, "became real")
    page.goto("/me/hours/")
    page.locator("main").get_by_label("Mentoring").check()
    if page.locator("[name=words]").count():
        page.locator("[name=words]").fill("I can tell how it began.")
    axe(page, "an hour")
    offer(page)
    expect(page.locator("main")).to_contain_text("Mentoring")


def offer(page: Page) -> None:
    for name in sorted({box.get_attribute("name") or "" for box in page.locator("main input[type=radio]").all()}):
        if name and not page.locator(f"main input[name='{name}']:checked").count():
            page.locator(f"main input[name='{name}']").first.check()
    send(page)
