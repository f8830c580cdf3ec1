"""Writing SVG: elements from names and attributes, everything from outside escaped, and text set in lines."""

from __future__ import annotations

import re
from html import escape

NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
FONT = "Arial, Helvetica, sans-serif"
NARROW, MIDDLE, CAPITAL, BROAD = 0.3, 0.56, 0.7, 0.85
BOLD = 1.08
NARROW_LETTERS = frozenset("iljtfr.,:;'!|() I1-")
BROAD_LETTERS = frozenset("mwMWGOQ%@&")


def safe(text: object) -> str:
    """Text for an element or attribute: escaped, and without characters that XML forbids."""
    return escape(NOT_XML.sub("\ufffd", str(text)))


def tag(name: str, *children: str, **attributes: object) -> str:
    """One element. `class_` is written class, font_size font-size; None leaves an attribute out."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{safe(_short(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{written}>{''.join(children)}</{name}>" if children else f"<{name}{written}/>"


def _short(value: object) -> object:
    """A coordinate to a tenth of a pixel."""
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else value


def text(x: float, y: float, words: str, **attributes: object) -> str:
    """Words at a place, escaped."""
    return tag("text", safe(words), x=float(x), y=float(y), **attributes)


def width_of(words: str, size: float) -> float:
    """About how wide words are in a sans serif type of this size, in pixels; rather too wide."""
    return size * sum(_letter_width(letter) for letter in words)


def _letter_width(letter: str) -> float:
    if letter in NARROW_LETTERS:
        return NARROW
    return BROAD if letter in BROAD_LETTERS else CAPITAL if letter.isupper() else MIDDLE


def wrap(words: str, size: float, room: float) -> list[str]:
    """Words in lines that fit the room; a word that is too long is cut."""
    lines = [""]
    for word in words.split():
        for piece in _pieces(word, size, room):
            longer = f"{lines[-1]} {piece}".strip()
            if width_of(longer, size) <= room:
                lines[-1] = longer
            else:
                lines.append(piece)
    return [line for line in lines if line]


def _pieces(word: str, size: float, room: float) -> list[str]:
    if width_of(word, size) <= room:
        return [word]
    at = max(int(room / (size * BROAD)), 1)
    return [word[start : start + at] for start in range(0, len(word), at)]
