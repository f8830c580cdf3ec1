"""The whole way of one idea, on real figures, by the people who walk it: with a script and without one.

Noticed, heard, paired, tried, measured on 36 published months of Doncaster and Bassetlaw, normal practice, told, taken up
in another organisation, and both charts side by side.
"""

from __future__ import annotations

import csv
import re
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

ATTENDANCES = Path(__file__).parent.parent.parent / "groundswell/front/demo/data/ae_attendances_sample.csv"


def months(code: str) -> str:
    """Two columns as copied from a spreadsheet: month, per cent seen within four hours (published, type 1)."""
    with ATTENDANCES.open(newline="", encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["org_code"] == code and row["type"] == "1"]
    lines = [(date.fromisoformat(r["period"]), 100 * (1 - int(r["breaches"]) / int(r["attendances"]))) for r in rows]
    return "\n".join(f"{day:%d/%m/%Y}\t{value:.1f}" for day, value in lines)


def fill_day(page: Page, name: str, day: date) -> None:
    for part, value in enumerate((day.day, day.month, day.year)):
        page.locator(f"[name={name}_{part}]").fill(str(value))


def choose(page: Page, name: str, value: str) -> None:
    page.locator(f"input[name={name}][value={value}]").check()


def send(page: Page, name: str | None = None) -> None:
    """Press the main button of the page's own form, or the button with that name."""
    button = (
        page.locator("main").get_by_role("button", name=name, exact=True)
        if name
        else page.locator("main form button:not([type=button])").first
    )
    button.first.click()
    page.wait_for_load_state()


def follow(page: Page, name: str) -> None:
    page.locator("main a").filter(has_text=re.compile(rf"^\s*{re.escape(name)}\s*$")).first.click()
    page.wait_for_load_state()


@pytest.mark.parametrize("script", [True, False], ids=["script on", "script off"])
def test_from_noticed_to_side_by_side(be, cast, places, axe, picture, script):
    keep = picture if script else (lambda *_args, **_more: None)
    amina, grace, meera = (be(person, script=script) for person in (cast.amina, cast.grace, cast.meera))
    sam = be(cast.sam, script=script)

    idea = notice(be(cast.amina, script=script, phone=True), axe)
    hear(grace, idea, axe)
    change = pair(grace, meera, idea, axe, keep)
    try_it(grace, meera, change, axe)
    measure = count(grace, change, axe, keep)
    make_normal(grace, change, axe, keep)
    story = tell(grace, change, axe, keep)
    take_up(sam, story, axe)
    stand_side_by_side(grace, story, axe, keep)

    # and Amina, who noticed it, reads all of it in one line of time
    amina.goto(story)
    text = amina.locator("main").inner_text()
    for said in (
        "Amina Yusuf noticed this",
        "Sister Grace Okafor heard it",
        "normal practice at Ward 21",
        "Sam Blake took it up",
    ):
        assert said in text, said
    assert measure


def notice(page: Page, axe) -> str:
    page.goto("/notice/")
    page.locator("textarea[name=words]").fill(
        "People wait in the corridor for one late blood result although everything else is done."
    )
    send(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Sister Grace Okafor")
    follow(page, "See your idea")
    expect(page.get_by_text("Noticed", exact=True)).to_be_visible()
    axe(page, "idea, noticed")
    return page.url


def hear(page: Page, idea: str, axe) -> None:
    page.goto("/asked-of-you/")
    expect(page.locator("main")).to_contain_text("People wait in the corridor")
    axe(page, "asked of you")
    page.goto(idea)
    follow(page, "Answer")
    page.locator("textarea[name=words]").fill("True. I will ask Dr Patel to try it with me.")
    axe(page, "answer")
    send(page)
    expect(page.locator("main")).to_contain_text("Amina Yusuf was told")


def pair(grace: Page, meera: Page, idea: str, axe, keep) -> str:
    grace.goto(idea)
    follow(grace, "Start a change")
    axe(grace, "open a change")
    grace.locator("[name=title]").fill("Late blood results first")
    for question, answer in (("reversible", "yes"), ("inside_team", "yes"), ("new_risk", "no")):
        choose(grace, question, answer)
    choose(grace, "seat", "managerial")
    send(grace)

    # the managerial co-lead is invited to name one thing that she will clear
    axe(grace, "one thing you will clear")
    grace.locator("[name=what]").fill("A marked tray for urgent samples")
    fill_day(grace, "due", date(2030, 5, 2))
    send(grace)
    expect(grace.locator("main")).to_contain_text("A marked tray for urgent samples")
    expect(grace.locator("main")).to_contain_text("You do not need permission")
    change = re.sub(r"(/changes/\w+/).*", r"\1", grace.url)

    grace.goto(f"{change}seats/?seat=clinical&name=Meera")
    axe(grace, "seats")
    send(grace, "Ask Dr Meera Patel")
    meera.goto("/asked-of-you/")
    expect(meera.locator("main")).to_contain_text("Late blood results first")
    meera.goto(change)
    expect(meera.locator("main")).to_contain_text("Dr Meera Patel")
    axe(meera, "change, invited")
    accept = meera.locator("form[action*='/accept/'] button").first
    accept.click()
    meera.wait_for_load_state()
    meera.goto(change)
    keep(meera, "change-paired")
    return change


def try_it(grace: Page, meera: Page, change: str, axe) -> None:
    grace.goto(f"{change}tests/new/")
    axe(grace, "start a test")
    grace.locator("[name=question]").fill("Do results come sooner when the sample is marked?")
    grace.locator("[name=prediction]").fill("Half an hour sooner")
    choose(grace, "scale", "one_week")
    fill_day(grace, "started_on", date(2016, 9, 5))
    send(grace)
    meera.goto(change)
    axe(meera, "change, trying")
    follow(meera, "Write what happened")
    meera.locator("[name=happened]").fill("Forty minutes sooner on four days of five.")
    meera.locator("[name=learned]").fill("On Friday the lab had one person.")
    choose(meera, "decision", "adopt")
    fill_day(meera, "ended_on", date(2016, 9, 12))
    axe(meera, "what happened")
    send(meera)
    meera.goto(change)
    expect(meera.locator("main")).to_contain_text("Working")


def count(page: Page, change: str, axe, keep) -> str:
    page.goto(f"{change}measures/")
    axe(page, "measures of a change")
    page.locator("[name=name]").fill("Seen within four hours in A&E")
    page.locator("[name=unit]").fill("%")
    choose(page, "direction", "increase")
    choose(page, "interval", "month")
    page.locator("[name=target]").fill("95")
    page.locator("main form:has([name=direction]) button").first.click()
    page.wait_for_load_state()
    page.goto(change + "measures/")
    follow(page, "Seen within four hours in A&E")
    measure = page.url
    page.goto(measure + "load/")
    axe(page, "paste readings")
    page.locator("[name=text]").fill(months("RP5"))
    send(page)
    expect(page.locator("main")).to_contain_text("Nothing is stored yet")
    expect(page.locator("main")).to_contain_text("36")
    axe(page, "what was understood")
    page.locator("button[name=deed][value=add]").click()
    page.wait_for_load_state()
    page.goto(measure)
    expect(page.locator("main svg[role=img]").first).to_be_visible()
    axe(page, "measure")
    keep(page, "measure")
    page.goto(change)
    expect(page.locator("main svg").first).to_be_visible()
    axe(page, "change with its chart")
    keep(page, "change")
    return measure


def make_normal(page: Page, change: str, axe, keep) -> None:
    page.goto(f"{change}normal/")
    axe(page, "is it normal practice")
    send(page, "It is normal practice here")
    expect(page.locator("main")).to_contain_text("This is how it is done here now")
    axe(page, "normal practice")
    keep(page, "normal-practice")


def tell(page: Page, change: str, axe, keep) -> str:
    page.goto(f"{change}story/")
    page.locator("[name=title]").fill("Results forty minutes sooner on Ward 21")
    choose(page, "worked", "yes")
    page.locator("[name=did]").fill("We marked the samples of people who only waited for them.")
    page.locator("[name=learned]").fill("One person in the lab on Fridays is not enough.")
    choose(page, "audience", "everyone")
    axe(page, "tell the story")
    send(page, "Look at it first")
    expect(page.locator("main")).to_contain_text("Everyone who signs in here and works somewhere will see it")
    axe(page, "the story as it will be read")
    send(page, "Tell it")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Results forty minutes sooner")
    axe(page, "story")
    return page.url


def take_up(sam: Page, story: str, axe) -> None:
    sam.goto(story)
    follow(sam, "Take it up")
    sam.locator("[name=adapted]").fill("We mark them with a green label.")
    for question, answer in (("reversible", "yes"), ("inside_team", "yes"), ("new_risk", "no")):
        choose(sam, question, answer)
    axe(sam, "take it up")
    send(sam)
    change = re.sub(r"(/changes/\w+/).*", r"\1", sam.url)
    sam.goto(change + "measures/")
    follow(sam, "Seen within four hours in A&E")
    sam.goto(sam.url + "load/")
    sam.locator("[name=text]").fill(months("RHQ"))
    send(sam)
    sam.locator("button[name=deed][value=add]").click()
    sam.wait_for_load_state()


def stand_side_by_side(page: Page, story: str, axe, keep) -> None:
    page.goto(story)
    both = page.locator("main")
    expect(both).to_contain_text("Ward 6")
    expect(both).to_contain_text("We mark them with a green label.")
    assert both.locator("svg[role=img]").count() >= 2
    axe(page, "story, taken up")
    keep(page, "story-taken-up")
