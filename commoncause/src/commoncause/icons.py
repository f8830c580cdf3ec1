"""Icons for variation and assurance: our own drawings, told apart by letter and fill as well as by colour.

An outlined ring needs no action; a filled disc asks for attention; a square is a change that nobody can call
good or bad. H and L: high or low.
"""

from __future__ import annotations

from .kinds import Assurance, Variation
from .svg import FONT, safe, tag

BLUE, ORANGE, PURPLE, GREEN = "#0072ce", "#c25100", "#9048c8", "#00826f"
GREY = "#6b7780"
WORDS: dict[Variation | Assurance, str] = {
    Variation.COMMON_CAUSE: "Usual variation: no clear change",
    Variation.IMPROVEMENT_HIGH: "Improvement: higher than before",
    Variation.IMPROVEMENT_LOW: "Improvement: lower than before",
    Variation.CONCERN_HIGH: "Concern: higher than before",
    Variation.CONCERN_LOW: "Concern: lower than before",
    Variation.NEUTRAL_HIGH: "Change: lately high or rising, not called better or worse",
    Variation.NEUTRAL_LOW: "Change: lately low or falling, not called better or worse",
    Assurance.PASS: "Target: expect to meet it every time",
    Assurance.FAIL: "Target: expect to miss it every time",
    Assurance.INCONSISTENT: "Target: sometimes met, sometimes missed",
    Assurance.EMPTY: "No target to judge by",
}
ZIGZAG = "M9 23 L14 17 L19 24 L24 16 L29 22 L32 19"
RISING = "M9 29 L16 24 L21 26 L30 14"
FALLING = "M9 12 L16 17 L21 15 L30 27"


def icon(of: Variation | Assurance, *, size: int = 40, id: str | None = None) -> str:
    """A small standalone SVG of one icon, `size` pixels wide, with its meaning as title.

    Give each an `id` when the same icon stands twice on a page.
    """
    name = id or f"cc-icon-{type(of).__name__.lower()}-{of}"
    return tag(
        "svg",
        tag("title", safe(WORDS[of]), id=name),
        glyph(of),
        xmlns="http://www.w3.org/2000/svg",
        viewBox="0 0 40 40",
        width=size,
        height=size,
        role="img",
        aria_labelledby=name,
        class_=f"cc-icon cc-icon-{of}",
        font_family=FONT,
    )


def glyph(of: Variation | Assurance) -> str:
    """The drawing alone, 40 by 40, to be placed in another picture."""
    return _variation(of) if isinstance(of, Variation) else _assurance(of)


def _colour(of: Variation | Assurance) -> str:
    if of in (Variation.IMPROVEMENT_HIGH, Variation.IMPROVEMENT_LOW, Assurance.PASS):
        return BLUE
    if of in (Variation.CONCERN_HIGH, Variation.CONCERN_LOW, Assurance.FAIL):
        return ORANGE
    return PURPLE if of in (Variation.NEUTRAL_HIGH, Variation.NEUTRAL_LOW) else GREY


def _ring(colour: str, dashes: str | None = None) -> str:
    filled = colour == ORANGE
    return tag(
        "circle",
        cx=20,
        cy=20,
        r=18,
        fill=colour if filled else "none",
        stroke=colour,
        stroke_width=3,
        stroke_dasharray=dashes,
    )


def _square(colour: str) -> str:
    return tag("rect", x=3, y=3, width=34, height=34, rx=5, fill="none", stroke=colour, stroke_width=3)


def _variation(of: Variation) -> str:
    colour = _colour(of)
    ink = "#fff" if colour == ORANGE else colour
    if of is Variation.COMMON_CAUSE:
        rails = tag("path", d="M7 12 H33 M7 28 H33", stroke=ink, stroke_width=1.5, stroke_dasharray="3 2")
        return tag("g", _ring(colour), rails, _stroke(ZIGZAG, ink))
    high = of.value.endswith("high")
    head = "M23.5 13.5 L31 12.5 L31 20" if high else "M23.5 27.5 L31 28.5 L31 21"
    letter = _letter("H" if high else "L", ink, 15, 19 if high else 32, 13)
    frame = _square(colour) if colour == PURPLE else _ring(colour)
    return tag("g", frame, _stroke(RISING if high else FALLING, ink), _stroke(head, ink), letter)


def _assurance(of: Assurance) -> str:
    colour = _colour(of)
    ink = "#fff" if colour == ORANGE else colour
    if of is Assurance.EMPTY:
        return tag("g", _ring(colour, "4 3"), _stroke("M13 20 H27", ink))
    letter = {Assurance.PASS: "P", Assurance.FAIL: "F", Assurance.INCONSISTENT: "?"}[of]
    line = tag("path", d="M9 31 H31", stroke=ink, stroke_width=2, stroke_dasharray="4 2")
    return tag("g", _ring(colour), _letter(letter, ink, 20, 27, 21), line)


def _letter(letter: str, colour: str, x: float, y: float, size: int) -> str:
    return tag(
        "text", letter, x=x, y=y, fill=colour, font_size=size, font_weight="bold", text_anchor="middle"
    )


def _stroke(path: str, colour: str) -> str:
    return tag(
        "path",
        d=path,
        fill="none",
        stroke=colour,
        stroke_width=2.5,
        stroke_linejoin="round",
        stroke_linecap="round",
    )
