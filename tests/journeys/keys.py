"""Going round a page with the Tab key: all that can be reached is reached, in order, seen and not covered, and nothing traps."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page

MOST = 400  # stops on one page

COLLECT = """() => {
  const wanted = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]';
  window.looks = e => { const s = getComputedStyle(e);
    return [s.outlineStyle, s.outlineWidth, s.outlineColor, s.boxShadow, s.backgroundColor, s.borderColor].join('|'); };
  // What a design system draws is often the label beside a hidden radio: its look is what people see.
  window.seen = e => e.matches('input[type=radio], input[type=checkbox]') && e.labels.length
    ? getComputedStyle(e.labels[0], '::before').boxShadow + looks(e) : looks(e);
  window.stops = [...document.querySelectorAll(wanted)].filter(e => {
    if (e.disabled || e.tabIndex < 0 || e.closest('[inert]')) return false;
    return e.checkVisibility({visibilityProperty: true});
  });
  stops.forEach((e, n) => { e.dataset.stop = n; e.dataset.rest = seen(e); });
  document.body.tabIndex = -1; document.body.focus(); document.body.removeAttribute('tabindex'); scrollTo(0, 0);
  return stops.length;
}"""
SETTLED = """() => (!document.querySelector('.nhsuk-error-summary')
    || document.activeElement.matches('.nhsuk-error-summary'))
  && (!document.querySelector('[data-board]') || document.querySelector('[data-board] [tabindex="0"]'))"""
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
    for _wait in range(
        40
    ):  # a summary of errors takes the focus, and a board makes its cards one stop, once the script is there
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
