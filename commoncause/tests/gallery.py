"""Makes the pages of docs/ that come from the code: the gallery, and the table of differences.

Run it with Python to write them; the tests say when they are out of date.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path

from scenes import Scene, scenes

from commoncause import Assurance, Measure, Variation, draw, explain, icon, sheet
from commoncause.conform import DEVIATIONS
from commoncause.icons import WORDS

DOCS = Path(__file__).parent.parent / "docs"
WIDTHS = (720, 320)
MADE = "<!-- Made by tests/gallery.py. Do not change it here. -->"
START, END = "<!-- table: made by tests/gallery.py -->", "<!-- end of table -->"
NEWLINE = "\n"


def pages() -> Iterator[tuple[Path, str]]:
    """Every file and what it should hold."""
    shown = list(scenes())
    yield DOCS / "gallery.md", gallery(shown)
    for scene in shown:
        for width in WIDTHS:
            yield DOCS / "gallery" / f"{scene.name}-{width}.svg", picture(scene, width)
    for of in (*Variation, *Assurance):
        yield DOCS / "gallery" / f"icon-{of}.svg", icon(of) + NEWLINE
    yield DOCS / "gallery" / "sheet.html", board(shown)
    yield DOCS / "differences.md", differences((DOCS / "differences.md").read_text(encoding="utf-8"))


def picture(scene: Scene, width: int) -> str:
    return draw(scene.chart, width=width, paper=True, id=f"{scene.name}-{width}", **scene.look) + NEWLINE


def gallery(shown: list[Scene]) -> str:
    """The page, a heading for each scene."""
    text = f"# Gallery\n\n{MADE}\n\n{INTRODUCTION}\n"
    for scene in shown:
        alt = scene.look["title"]
        wide, narrow = (f"![{alt}](gallery/{scene.name}-{width}.svg)" for width in WIDTHS)
        said = explain(scene.chart, **scene.wording)
        text += f"\n## {scene.heading}\n\n{scene.why} *{scene.source}*\n\n{wide}\n\n> {said}\n\n{narrow}\n"
    rows = "".join(
        f"| ![](gallery/icon-{of}.svg) | `{of}` | {WORDS[of]} |\n" for of in (*Variation, *Assurance)
    )
    return f"{text}\n## Icons\n\n| Icon | Code | Meaning |\n|---|---|---|\n{rows}\n{SHEET}"


INTRODUCTION = """\
Every kind of chart, 720 pixels wide for a page and 320 for a phone, with the sentences that `explain` gives.
What is invented says so."""
SHEET = """\
## Sheet

`sheet` makes [a table of many measures](gallery/sheet.html), which is a card for each measure on a phone.
"""


def board(shown: list[Scene]) -> str:
    """A page with all scenes as one sheet."""
    rows = [
        Measure(scene.look["title"], scene.chart, **scene.wording, link=f"{scene.name}-720.svg")
        for scene in shown
    ]
    table = sheet(rows, caption="Measures of an invented trust, and two real ones")
    return f"""<!doctype html>
<html lang="en-GB">
<head><meta charset="utf-8"><title>A sheet of measures</title>
<meta name="viewport" content="width=device-width">
<link rel="stylesheet" href="../../src/commoncause/sheet.css"></head>
<body>
{table}
<p>{escape(next(scene.source for scene in shown if scene.name == "xmr"))} All others are invented.</p>
</body>
</html>
"""


def differences(page: str) -> str:
    """The page with its table made new."""
    rows = "".join(f"| {each.name} | {each.what} | {each.why} |\n" for each in DEVIATIONS)
    before, after = page.split(START)[0], page.split(END)[1]
    return f"{before}{START}\n\n| When | Here | Why |\n|---|---|---|\n{rows}\n{END}{after}"


def stale() -> list[str]:
    """Files that are not what they should be, or should not be there."""
    wanted = dict(pages())
    found = [
        path for path, text in wanted.items() if not path.exists() or path.read_text(encoding="utf-8") != text
    ]
    stray = [path for path in (DOCS / "gallery").iterdir() if path not in wanted]
    return [str(path.relative_to(DOCS)) for path in (*found, *stray)]


def write() -> None:
    (DOCS / "gallery").mkdir(exist_ok=True)
    for path in (DOCS / "gallery").iterdir():
        path.unlink()
    for path, text in pages():
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write()
