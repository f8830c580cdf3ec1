"""A practice, a hospital and a commissioner change one thing as equals, while the commissioner becomes part of another body.

A GP notices, his practice manager opens it, a consultant of the trust takes the clinical seat; each organisation decides by its
own rules; a patient takes part by a link; working days and weekends stand side by side; it ends as normal practice everywhere.
"""

from __future__ import annotations

import csv
import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from groundswell.changes.models import Change, ChangePlace, State
from groundswell.enabling.models import Ask, Permission
from groundswell.people.models import Membership, RoleGrant
from groundswell.places import tests as places_room
from groundswell.places.actions import load_ods, rename_place
from groundswell.places.models import Place
from groundswell.ui.formats import london_day
from tests.journeys.test_growing import SCRIPT
from tests.journeys.test_the_way_of_an_idea import choose, fill_day, follow, send
from tests.journeys.test_trust import read

PUBLISHED = Path(places_room.__file__).parent / "published" / "eccg.csv"
CCG, ICB = "NHS Bassetlaw CCG", "NHS Nottingham and Nottinghamshire ICB - 02Q"
ROTA = 42  # days ago
TITLE = "Seven-day consultant cover, and a scan the same day"
COVER = "Seen by a consultant within 14 hours"
UNIT = "Medical assessment unit"
JEAN = "From the bed, the worst was that nobody could say which day."


def ago(days: int) -> date:
    return london_day(timezone.now()) - timedelta(days=days)


def edition(folder: Path, **row: str) -> Path:
    """A folder with one published report file that holds the row of 02Q, its cells as said."""
    with PUBLISHED.open(newline="") as file:
        cells = next(cells for cells in csv.reader(file) if cells[0] == "02Q")
    cells[1], cells[13] = row["name"], row["role"]
    folder.mkdir()
    with (folder / "eccg.csv").open("w", newline="") as file:
        csv.writer(file, quoting=csv.QUOTE_ALL).writerow(cells)
    return folder


@pytest.fixture
def commissioner(cast: object, places: object, tmp_path: Path) -> Place:
    """02Q as it was until July 2022: a clinical commissioning group, where Tom Reid works."""
    load_ods(edition(tmp_path / "before", name=CCG.upper(), role=""), at=ago(400))
    rename_place(place=places.assessment, name=UNIT, at=ago(400))  # type: ignore[attr-defined]  # and can be found by it
    for role in ("answerer", "enabler"):
        RoleGrant.objects.create(person=cast.tom, place=places.bassetlaw_area, role=role, since=timezone.now())  # type: ignore[attr-defined]
    Membership.objects.filter(person=cast.tom).update(place=places.bassetlaw_area)  # type: ignore[attr-defined]
    return Place.objects.get(ods_code="02Q")


@SCRIPT
def test_from_first_notice_to_normal_practice(be, cast, places, commissioner, tmp_path, axe, picture, script):
    keep = picture if script else (lambda *_args, **_more: None)
    assert commissioner.name == CCG
    adil, pat, meera, tom, helen = (
        be(person, script=script) for person in (cast.adil, cast.pat, cast.meera, cast.tom, cast.helen)
    )
    idea = notice(be(cast.adil, script=script, phone=True))
    change = open_it(pat, idea)
    for words, key in ((UNIT, "RP5BA-MAU"), (CCG, "02Q")):
        bring_in(pat, change, words, key, script)
    take_the_seat(pat, meera, change)
    help_too(tom, change)
    decide(pat, change, be, axe, script)
    jean = partner(pat, be, change, script, axe)
    clear(meera, helen, change, axe)
    try_it(meera, tom, change)

    Change.objects.update(opened_at=timezone.now() - timedelta(days=80))  # eleven weeks pass
    load_ods(edition(tmp_path / "after", name=ICB.upper(), role="RO319"), at=ago(30))
    succeeded(tom, pat, change, axe, keep)

    cover(meera, tom, change, axe, keep)
    normal_everywhere(meera, pat, change, axe, keep)
    told(pat, tom, adil, jean, change, axe, keep)


def notice(page: Page) -> str:
    page.goto("/notice/")
    page.locator("textarea[name=words]").fill(
        "I send somebody to hospital for a scan and an opinion, and they wait three days in a bed for both."
    )
    send(page)
    follow(page, "See your idea")
    return page.url


def open_it(pat: Page, idea: str) -> str:
    pat.goto(idea)
    follow(pat, "Answer")
    pat.locator("textarea[name=words]").fill("Every week. Dr Patel at the hospital says the same from the other side.")
    send(pat)
    pat.goto(idea)
    follow(pat, "Start a change")
    pat.locator("[name=title]").fill(TITLE)
    for question, answer in (("reversible", "yes"), ("inside_team", "no"), ("new_risk", "no"), ("seat", "managerial")):
        choose(pat, question, answer)
    send(pat)
    return re.sub(r"(/changes/\w+/).*", r"\1", pat.url)


def bring_in(page: Page, change: str, words: str, key: str, script: bool) -> None:
    page.goto(f"{change}places/")
    box = page.get_by_label("Which place takes part?")
    if script:
        box.press_sequentially(words)
        page.get_by_role("option").first.click()
        expect(page.locator("[name=place_key]")).to_have_value(key)
    else:
        box.fill(words)
    send(page, "Bring it in")


def take_the_seat(pat: Page, meera: Page, change: str) -> None:
    pat.goto(f"{change}seats/?seat=clinical&name=Meera")
    send(pat, "Ask Dr Meera Patel")
    meera.goto("/asked-of-you/")
    expect(meera.locator("main")).to_contain_text(TITLE)
    meera.goto(change)
    meera.locator("form[action*='/accept/'] button").first.click()
    meera.wait_for_load_state()


def help_too(tom: Page, change: str) -> None:
    tom.goto(change)
    send(tom, "I can help")
    tom.goto(change)
    expect(tom.locator("main")).to_contain_text("Tom Reid")


def decide(pat: Page, change: str, be, axe, script: bool) -> None:
    """Three organisations, side by side: each by its own rules and with its own decider; nobody decides for another."""
    pat.goto(f"{change}before/")
    choose(pat, "affects_staff_terms", "yes")
    send(pat, "Continue")
    axe(pat, "whom three organisations name")
    send(pat, "Ask and tell them all now")
    assert Permission.objects.filter(organisation=Place.objects.get(ods_code="02Q")).count() == 0, (
        "nobody decides there yet"
    )
    tom_decides()
    pat.goto(f"{change}before/")
    send(pat, "Ask and tell them all now")
    for permission in Permission.objects.filter(outcome="ask").select_related("decider"):
        page = be(permission.decider, script=script, phone=True)
        page.goto("/asked-of-you/")
        page.locator(f"form[action='/permissions/{permission.public_id}/yes/'] button").click()
        page.wait_for_load_state()
        permission.refresh_from_db()
        assert permission.is_yes
    pat.goto(f"{change}places/")
    said = read(pat)
    for name in ("Pat Smith", "Dr Meera Patel", "Tom Reid"):
        assert f"{name} said yes" in said


def tom_decides() -> None:
    tom, place = Membership.objects.get(place__ods_code="02Q").person, Place.objects.get(ods_code="02Q")
    for role in ("decider", "place_lead"):
        RoleGrant.objects.create(person=tom, place=place, role=role, since=timezone.now())


def partner(pat: Page, be, change: str, script: bool, axe) -> Page:
    """Jean Walker, without an account: a link, plain words, and what she says reaches the team."""
    pat.goto(f"{change}partners/")
    pat.locator("[name=called]").fill("Jean")
    send(pat, "Make the link")
    link = pat.locator(".app-number a").get_attribute("href")
    page = be(script=script, phone=True)
    page.goto(re.sub(r"^https?://[^/]+", "", link))
    expect(page.get_by_role("heading", level=1)).to_contain_text(TITLE)
    assert "Adil" not in read(page)
    page.locator("[name=words]").fill(JEAN)
    send(page, "Send it to the team")
    axe(page, "the page of a partner by experience")
    expect(page.locator("main")).to_contain_text(JEAN)
    pat.goto(change)
    expect(pat.locator("main")).to_contain_text(JEAN)
    return page


def clear(meera: Page, helen: Page, change: str, axe) -> None:
    """What is in the way is asked of a named leader, promised by Friday and kept."""
    meera.goto(f"{change}in-the-way/")
    meera.locator("[name=what]").fill("No scan slot on Saturdays")
    meera.get_by_label(re.compile("Helen Marsh")).check()
    send(meera, "Ask")
    helen.goto("/asked-of-you/")
    helen.locator("main details", has_text="can still be cleared by somebody nearer").locator("summary").click()
    helen.locator("main").get_by_role("button", name="By Fri").first.click()
    helen.wait_for_load_state()
    helen.locator("main").get_by_role("button", name="It is done").first.click()
    helen.wait_for_load_state()
    assert Ask.objects.get(what="No scan slot on Saturdays").status == "kept"


def try_it(meera: Page, tom: Page, change: str) -> None:
    meera.goto(f"{change}tests/new/")
    meera.locator("[name=question]").fill("Does a consultant on Saturday send people home sooner?")
    meera.locator("[name=prediction]").fill("Five more go home by Sunday night")
    choose(meera, "scale", "one_week")
    fill_day(meera, "started_on", ago(75))
    send(meera)
    meera.goto(change)


def succeeded(tom: Page, pat: Page, change: str, axe, keep) -> None:
    """The commissioner has another name and another body above it; its seat, its yes and its reader are the same."""
    for page in (tom, pat):
        page.goto(f"{change}places/")
        said = read(page)
        assert ICB in said
        assert "NHS Bassetlaw CCG until" in said
        assert "Tom Reid said yes" in said
    axe(tom, "the places after the succession")
    keep(tom, "across-the-succession")


def cover(meera: Page, tom: Page, change: str, axe, keep) -> None:
    """Percent seen within fourteen hours, a day: at weekends worse until the rota, then the same."""
    meera.goto(f"{change}measures/")
    meera.locator("[name=name]").fill(COVER)
    meera.locator("[name=unit]").fill("%")
    choose(meera, "direction", "increase")
    choose(meera, "interval", "day")
    meera.locator("main form:has([name=direction]) button").first.click()
    meera.wait_for_load_state()
    measure = meera.url
    meera.goto(measure + "load/")
    meera.locator("[name=text]").fill(days())
    send(meera)
    meera.locator("button[name=deed][value=add]").click()
    meera.wait_for_load_state()
    meera.goto(measure + "limits/new/")
    fill_day(meera, "on", ago(ROTA))
    meera.locator("[name=reason]").fill("A consultant and a scan on both days of the weekend")
    send(meera)
    meera.goto(measure)
    follow(meera, "Working days beside weekends")
    said = read(meera)
    assert "The weekend lies within what is usual on working days" in said
    assert "Weekends and bank holidays" in said
    assert meera.locator("main figure").count() == 2
    axe(meera, "working days beside weekends")
    keep(meera, "working-days-beside-weekends")


def days() -> str:
    lines = []
    for back in range(70, 0, -1):
        day = ago(back)
        value = (50 if back > ROTA and day.weekday() > 4 else 82) + back * 7 % 5
        lines.append(f"{day:%d/%m/%Y}\t{value}")
    return "\n".join(lines)


def normal_everywhere(meera: Page, pat: Page, change: str, axe, keep) -> None:
    meera.goto(change)
    follow(meera, "Write what happened")
    meera.locator("[name=happened]").fill("Six more went home by Sunday night.")
    meera.locator("[name=learned]").fill("The scan comes first: without it the consultant waits as well.")
    choose(meera, "decision", "adopt")
    fill_day(meera, "ended_on", ago(66))
    send(meera)
    pat.goto(f"{change}normal/")
    for _place in range(3):
        pat.goto(f"{change}normal/")
        send(pat, "It is normal practice here")
    assert set(ChangePlace.objects.values_list("state", flat=True)) == {State.NORMAL}
    axe(pat, "normal practice at three organisations")


def told(pat: Page, tom: Page, adil: Page, jean: Page, change: str, axe, keep) -> None:
    pat.goto(f"{change}story/")
    pat.locator("[name=title]").fill("Seen and scanned the same day, on Sundays too")
    choose(pat, "worked", "yes")
    choose(pat, "audience", "everyone")
    send(pat, "Look at it first")
    send(pat, "Tell it")
    adil.goto(pat.url)
    said = read(adil)
    for words in (
        ICB,
        "Doncaster and Bassetlaw",
        "With a partner by experience",
        "It began with what Dr Adil Hussain noticed",
    ):
        assert words in said, words
    tom.goto(pat.url)
    axe(tom, "the story of three organisations")
    keep(adil, "story-of-three-organisations")
    jean.reload()
    expect(jean.locator("main")).to_contain_text("It is how things are done there now.")
    expect(jean.locator("main")).to_contain_text(COVER)
    expect(jean.locator("main")).to_contain_text("No scan slot on Saturdays: cleared the same day")
    assert "next step" not in read(jean)
