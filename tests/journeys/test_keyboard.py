"""Every page by keyboard alone: all that can be reached is reached, in order, seen and not covered, and nothing traps.

And the deeds that matter, done with keys only: notice, find, answer, take a seat, write what happened, read the chart.
"""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from groundswell.people.models import Person
from tests.journeys.test_every_page import demonstration, walk  # noqa: F401 - a fixture

SHARES = 8  # so that no test runs long
MOST = 400  # stops on one page
PHONE = {"width": 360, "height": 780}

COLLECT = """() => {
  const wanted = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]';
  window.looks = e => { const s = getComputedStyle(e);
    return [s.outlineStyle, s.outlineWidth, s.outlineColor, s.boxShadow, s.backgroundColor, s.borderColor].join('|'); };
  // What a design system draws is often the label beside a hidden radio: its look is what people see.
  window.seen = e => e.matches('input[type=radio], input[type=checkbox]') && e.labels.length
    ? getComputedStyle(e.labels[0], '::before').boxShadow + looks(e) : looks(e);
  window.stops = [...document.querySelectorAll(wanted)].filter(e => {
    if (e.disabled || e.tabIndex < 0 || e.closest('[inert]')) return false;
    const closed = e.closest('details:not([open])');
    if (closed && !(e.tagName === 'SUMMARY' && e.parentElement === closed)) return false;
    return e.getClientRects().length > 0 && getComputedStyle(e).visibility !== 'hidden';
  });
  stops.forEach((e, n) => { e.dataset.stop = n; e.dataset.rest = seen(e); });
  document.body.tabIndex = -1; document.body.focus(); document.body.removeAttribute('tabindex'); scrollTo(0, 0);
  return stops.length;
}"""
SETTLED = """() => !document.querySelector('.nhsuk-error-summary')
  || document.activeElement.matches('.nhsuk-error-summary')"""
HERE = """() => {
  const e = document.activeElement;
  if (!e || e === document.body || e === document.documentElement) return null;
  const name = `${e.tagName.toLowerCase()} ${(e.innerText || e.name || e.id || '').trim().slice(0, 40)}`;
  const target = e.matches('input[type=radio], input[type=checkbox]') && e.labels.length ? e.labels[0] : e;
  const box = target.getBoundingClientRect();
  const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  const x = Math.min(Math.max(box.left + Math.min(box.width / 2, 20), 1), innerWidth - 1);
  const y = Math.min(Math.max(box.top + Math.min(box.height, 30) / 2, 1), innerHeight - 1);
  const top = document.elementFromPoint(x, y);
  const clear = !top || e.contains(top) || target.contains(top) || top.contains(e);
  return { stop: e.dataset.stop === undefined ? -1 : +e.dataset.stop, name, inside, clear, group: e.type === 'radio' ? e.name : '',
           marked: seen(e) !== e.dataset.rest, positive: e.tabIndex > 0,
           small: box.width < 24 || box.height < 24, inline: getComputedStyle(e).display === 'inline' };
}"""


def go_round(page: Page) -> list[str]:
    """Tab from the top to the end. What was wrong, in words."""
    for _wait in range(40):  # a summary of errors takes the focus once its script is there
        if page.evaluate(SETTLED):
            break
        page.wait_for_timeout(50)
    number, wrong, met, groups = page.evaluate(COLLECT), [], [], set()
    for _stop in range(min(number + 5, MOST)):
        page.keyboard.press("Tab")
        here: dict[str, Any] | None = page.evaluate(HERE)
        if here is None:
            break
        met.append(here["stop"])
        if here["group"]:
            groups.add(here["group"])
        wrong += _faults(here)
    else:
        wrong.append(f"after {number + 5} stops the keyboard is still on the page: it is trapped")
    left = page.evaluate(
        "groups => stops.map((e, n) => [n, e.name || '', e.type || '', (e.innerText || e.name || e.id).trim().slice(0, 40)])"
        ".filter(([n, name, type]) => !(type === 'radio' && groups.includes(name)))",
        sorted(groups),
    )
    wrong += [f"never reached: {text}" for n, _name, _type, text in left if n not in met]
    order = [stop for stop in met if stop >= 0]
    if order != sorted(order):
        wrong.append(f"the order jumps: {order}")
    return wrong


def _faults(here: dict[str, Any]) -> list[str]:
    faults = {
        "is out of sight": not here["inside"], "is covered": not here["clear"],
        "does not show that it has the focus": not here["marked"],
        "has a tabindex above 0": here["positive"], "is smaller than 24 by 24": here["small"] and not here["inline"],
    }  # fmt: skip
    return [f"{here['name']} {fault}" for fault, found in faults.items() if found]


@pytest.mark.parametrize("share", range(SHARES))
def test_every_page_is_reached_by_keys_alone(demonstration, be, share):  # noqa: F811
    problems = []
    for one in sorted(walk().values(), key=lambda found: found.name)[share::SHARES]:
        page = be(Person.objects.get(email__startswith=one.walker) if one.walker else None, phone=True)
        page.set_viewport_size(PHONE)
        page.goto(one.address)
        problems += [f"{one.name} {one.address}: {line}" for line in go_round(page)]
        page.context.close()
    assert not problems, "\n".join(problems)


def tab_to(page: Page, text: str) -> None:
    """Press Tab until something with that text (or name) has the focus."""
    for _stop in range(MOST):
        page.keyboard.press("Tab")
        if text in page.evaluate(
            "() => { const e = document.activeElement; return `${e.innerText || ''}|${e.name || ''}|${e.value || ''}`; }"
        ):
            return
    pytest.fail(f"no stop says {text!r} on {page.url}")


def press(page: Page, text: str) -> None:
    """Go there and press Enter, as one action."""
    tab_to(page, text)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_the_skip_link_leads_to_the_words(be, cast):
    page = be(cast.amina)
    page.goto("/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


@pytest.mark.parametrize("script", [True, False], ids=["script on", "script off"])
def test_notice_find_and_answer_with_keys_only(be, cast, places, script):
    amina, grace = be(cast.amina, script=script), be(cast.grace, script=script)
    amina.goto("/notice/")
    tab_to(amina, "words")
    amina.keyboard.type("The drip stands are never where we need them.")
    press(amina, "Send")
    expect(amina.get_by_role("heading", level=1)).to_contain_text("Sister Grace Okafor")

    amina.goto("/search/")
    tab_to(amina, "q")
    amina.keyboard.type("drip stands")
    with amina.expect_navigation():
        amina.keyboard.press("Enter")
    press(amina, "The drip stands")
    expect(amina.get_by_role("heading", level=1)).to_contain_text("drip stands")

    grace.goto("/asked-of-you/")
    press(grace, "Answer")
    tab_to(grace, "words")
    grace.keyboard.type("True. Let us mark their places.")
    press(grace, "Send your answer")
    expect(grace.locator("main")).to_contain_text("Amina Yusuf was told")


def test_an_error_takes_the_keyboard_to_its_summary(be, cast, places):
    page = be(cast.amina)
    page.goto("/notice/")
    press(page, "Send")
    assert page.evaluate("document.activeElement.className").startswith("nhsuk-error-summary")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.name") == "words"


def test_a_number_is_entered_and_its_chart_and_table_are_read_with_keys_only(be, cast, places):
    page = be(cast.grace)
    page.goto("/measures/start/?place=RP5BA-W21")
    tab_to(page, "name")
    page.keyboard.type("Walks for a drip stand")
    tab_to(page, "direction")
    page.keyboard.press("ArrowDown")
    press(page, "Start")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Walks for a drip stand")
    press(page, "Paste or load many")
    tab_to(page, "text")
    page.keyboard.insert_text("\n".join(f"{day:02}/01/2026\t{30 - day % 4}" for day in range(13, 31)))
    press(page, "Look at it first")
    press(page, "Add 18 readings")
    expect(page.locator("main svg[role=img]").first).to_be_visible()
    tab_to(page, "30 January 2026")  # the table is a region of its own, so that it can be moved by keys
    assert page.evaluate("document.activeElement.getAttribute('aria-labelledby')") == "numbers"
    assert page.locator("table.app-numbers tbody tr").count() == 18
