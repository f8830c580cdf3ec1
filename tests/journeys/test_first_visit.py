"""Somebody comes for the first time: the words of the product, signing in by code, noticing."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect


@pytest.mark.parametrize("script", [True, False], ids=["script on", "script off"])
def test_somebody_signs_in_with_a_code(be, cast, letters, axe, picture, script):
    # given somebody with an account, signed out
    page = be(script=script)
    page.goto("/sign-in/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    axe(page, "sign in")
    if script:
        picture(page, "sign-in")

    # when she asks for a code and types it
    page.get_by_label(re.compile("e-mail|email", re.I)).fill(cast.amina.email)
    page.locator("main form:visible button").first.click()
    page.wait_for_url("**/sign-in/code/**")
    axe(page, "code")
    code = re.search(r"^\s*([A-Z0-9-]{6,12})\s*$", letters()[-1].body, re.M)
    assert code, letters()[-1].body
    page.locator("input[name=code]").fill(code.group(1))
    page.locator("main form:visible button").first.click()

    # then she is in
    page.wait_for_url(lambda url: "sign-in" not in url)
    assert page.context.cookies()


def test_signed_out_the_words_of_the_product_can_be_read(be, axe):
    page = be()
    for address in ("/about/", "/accessibility/", "/privacy/", "/sources/"):
        page.goto(address)
        expect(page.get_by_role("heading", level=1)).to_have_count(1)
        axe(page, address)


@pytest.mark.parametrize("script", [True, False], ids=["script on", "script off"])
def test_somebody_notices_something(be, cast, places, axe, picture, script):
    # given Amina, signed in on her phone
    page = be(cast.amina, phone=True, script=script)
    page.goto("/notice/")
    axe(page, "notice")
    if script:
        picture(page, "notice")

    # when she writes one sentence
    page.locator("textarea").first.fill(
        "We walk to the far store for every bag of fluid, because the near one is locked."
    )
    page.get_by_role("button", name="Send", exact=True).click()

    # then it is saved, and the page says who answers
    page.wait_for_url("**/sent/")
    expect(page.get_by_text("Grace Okafor").first).to_be_visible()
    axe(page, "sent")
    if script:
        picture(page, "sent")
