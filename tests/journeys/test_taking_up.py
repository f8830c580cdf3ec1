"""Somebody on another ward takes a story up in four steps, and six weeks later sees both charts: on a phone, script on and off."""

from __future__ import annotations

import re
from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from groundswell.changes import actions as changes
from groundswell.changes.queries import change_for
from groundswell.measures.models import Reading
from groundswell.stories import actions as stories
from groundswell.stories.models import Adoption
from groundswell.ui.formats import london_day
from tests.journeys.test_growing import SCRIPT, led
from tests.journeys.test_the_way_of_an_idea import choose, send

__all__ = ["led"]
SIX_WEEKS = timedelta(weeks=6)


@pytest.fixture
def told(cast, places, led):
    """With twenty weeks of minutes, the last ones better."""
    now = timezone.now()
    minutes = changes.start_measure(
        change=led, place=places.ward21, name="Minutes of waiting", unit="minutes", direction="decrease", interval="week",
        by=cast.meera, at=now,
    )  # fmt: skip
    weekly(minutes, [50, 52, 49, 51, 53, 50, 48, 51, 52, 50, 30, 28, 31, 29, 27, 30, 28, 29, 27, 28], now)
    return stories.tell(
        change=change_for(cast.meera, led.public_id), title="Results thirty minutes sooner", worked=True, did="We marked the trays.",
        learned="Tell the porter first.", by=cast.meera, at=now, measure=minutes, audience="everyone",
    )  # fmt: skip


def weekly(measure, values, now) -> None:
    first = london_day(now) - timedelta(weeks=len(values) - 1)
    Reading.objects.bulk_create(
        Reading(measure=measure, on=first + timedelta(weeks=week), value=Decimal(value), at=now)
        for week, value in enumerate(values)
    )


@SCRIPT
def test_four_steps_and_six_weeks_later_both_charts(be, cast, told, axe, picture, script):
    page = be(cast.sam, script=script, phone=True)
    page.goto(told.get_absolute_url())
    page.get_by_role("link", name="Take it up", exact=True).click()  # 1
    page.wait_for_load_state()
    axe(page, "take it up")
    choose(page, "seat", "clinical")
    send(page, "Take it up here")  # 2
    page.get_by_role("link", name=re.compile("^Use it")).click()  # 3
    page.wait_for_load_state()
    assert page.locator("[name=question]").input_value() == "Does a marked tray help?"
    axe(page, "a test as they tried it")
    send(page, "Start")  # 4
    adoption = Adoption.objects.select_related("change", "measure").get()
    assert adoption.change.tests.count() == 1

    # six weeks pass, with a reading each
    Adoption.objects.update(at=timezone.now() - SIX_WEEKS)
    weekly(adoption.measure, [47, 45, 36, 33, 31, 30], timezone.now())
    page.goto(f"/adoptions/{adoption.public_id}/beside/")
    charts = page.locator("main .app-side-by-side svg[role=img]")
    assert charts.count() == 2
    sentences = [one.inner_text() for one in page.locator("main .app-side-by-side p").all()]
    assert len([one for one in sentences if one.strip()]) == 2, "both say themselves"
    expect(page.locator("main table")).to_contain_text("Where it began")
    axe(page, "both charts")
    if script:
        picture(page, "both-charts")
