"""Evidence falls out: from the page of a trust to a PDF for the board in three steps, with nothing typed."""

from __future__ import annotations

import io

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from groundswell.insight import actions
from groundswell.insight.months import before
from groundswell.insight.tests.conftest import NIGHT, made_story, made_trolley
from groundswell.ui.formats import london_day


class Steps:
    """Counts what somebody does: links followed, and fields that were there to be filled in on the way."""

    def __init__(self, page: Page) -> None:
        self.page, self.steps, self.fields = page, 0, 0

    def follow(self, words: str) -> None:
        with self.page.expect_navigation():
            self.page.locator("main").get_by_role("link", name=words, exact=True).first.click()
        self.count()

    def count(self) -> None:
        self.steps += 1
        self.fields += self.page.locator("main").locator("input:visible, textarea:visible, select:visible").count()


@pytest.mark.parametrize("script", [True, False], ids=["script on", "script off"])
def test_from_the_place_to_the_paper_in_three_steps_and_no_field(be, cast, places, axe, script):
    made_story(cast, made_trolley(cast, places))
    actions.make_snapshots(home=places.rp5, month=before(london_day(timezone.now())), at=NIGHT)
    phone = be(cast.helen, phone=True, script=script)
    phone.goto(places.rp5.get_absolute_url())
    way = Steps(phone)
    way.follow("Evidence")
    way.follow("Report to the board")
    expect(phone.locator("main")).to_contain_text("It is not a judgement and not a score.")
    expect(phone.locator("main")).to_contain_text("What is still not good")
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360
    if script:
        axe(phone, "evidence-pack")
    paper = phone.locator("main").get_by_role("link", name="As PDF")
    answer = phone.request.get(f"{phone.url.split('/places')[0]}{paper.get_attribute('href')}")
    way.count()
    assert (way.steps, way.fields) == (3, 0)
    reader = PdfReader(io.BytesIO(answer.body()))
    said = " ".join(page.extract_text() for page in reader.pages)
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert "Report to the board" in said
    assert cast.grace.called not in said
