"""A page on paper: A4 wide, black on white, nothing to press, charts whole and tables not cut."""

from __future__ import annotations

from playwright.sync_api import Page

PAPER = {"width": 718, "height": 1040}  # A4 at 96 dots an inch, without the margins a browser prints
LOOK = """() => {
  const shown = e => e.getClientRects().length > 0 && getComputedStyle(e).visibility !== 'hidden';
  const all = q => [...document.querySelectorAll(q)].filter(shown);
  const dark = c => { const [r, g, b] = c.match(/[0-9.]+/g).map(Number); return (r * 299 + g * 587 + b * 114) / 1000 < 150; };
  const wrong = [];
  const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  if (wide > 0) wrong.push(`wider than the paper by ${wide} pixels`);
  for (const e of all('header.app-header, footer.app-footer, .nhsuk-skip-link, .nhsuk-back-link'))
    wrong.push(`printed: ${e.className}`);
  for (const e of all('main button')) wrong.push(`a button is printed: ${e.innerText.trim()}`);
  for (const e of all('main h1, main h2, main p, main td, main th, main li'))
    if (e.innerText.trim() && !dark(getComputedStyle(e).color)) wrong.push(`too pale to print: ${e.innerText.trim().slice(0, 40)}`);
  for (const e of all('figure.app-chart')) {
    if (!['avoid', 'avoid-page'].includes(getComputedStyle(e).breakInside)) wrong.push('a chart may be cut by the end of a page');
    if (![...e.querySelectorAll('svg.cc-chart')].some(shown)) wrong.push('a chart is not printed');
  }
  for (const e of all('main table')) {
    const box = e.getBoundingClientRect();
    if (box.right > innerWidth + 1) wrong.push(`a table is cut at the right by ${Math.round(box.right - innerWidth)} pixels`);
  }
  if (!all('.app-printed').length) wrong.push('nothing says where this was printed from');
  return wrong;
}"""


TALLEST = (
    "Math.max(0, ...[...document.querySelectorAll('figure.app-chart')].map(e => e.getBoundingClientRect().height))"
)


def faults_on_paper(page: Page) -> list[str]:
    page.set_viewport_size(PAPER)
    page.emulate_media(media="print")
    tall = page.evaluate(TALLEST)
    too_tall = [f"a chart is {tall:.0f} pixels tall, more than a sheet"] if tall > PAPER["height"] else []
    return page.evaluate(LOOK) + too_tall
