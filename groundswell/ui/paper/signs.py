"""Words as our fonts can print them. PDF/UA forbids a sign without a picture, so none is left that has none."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from fontTools.ttLib import TTFont

FONTS = Path(__file__).parent / "fonts"
INSTEAD = "\N{WHITE SQUARE}"
SILENT = {"Cc", "Cf", "Cs", "Co", "Cn"}  # controls, joiners, orders to turn the direction
MARKS = {"Mn", "Me"}  # on the letter before


@lru_cache(maxsize=1)
def printable() -> frozenset[int]:
    """Code points that every style of one of our fonts has."""
    return frozenset.union(*(_in_every_style(family) for family in ("NotoSans_*", "DejaVuSans*")))


def _in_every_style(family: str) -> frozenset[int]:
    styles = [frozenset(TTFont(path, lazy=True).getBestCmap()) for path in sorted(FONTS.glob(f"{family}.ttf"))]
    return frozenset.intersection(*styles)


def as_printed(words: str) -> str:
    """A sign the font lacks is said by its name when it is a picture, and as a square when it is a letter of another script."""
    return words if words.isascii() and words.isprintable() else "".join(map(_one, words))


def _one(sign: str) -> str:
    kind = unicodedata.category(sign)
    if sign == "\n" or (ord(sign) in printable() and kind not in SILENT):
        return sign
    if kind in SILENT | MARKS:
        return " " if sign == "\t" else ""
    if kind.startswith("S") and (name := unicodedata.name(sign, "")):
        return f"[{name.lower()}]"
    return INSTEAD


def all_as_printed(data: Any) -> Any:
    """The same for every text in a tree of dictionaries and lists."""
    if isinstance(data, str):
        return as_printed(data)
    if isinstance(data, Mapping):
        return {name: all_as_printed(one) for name, one in data.items()}
    return [all_as_printed(one) for one in data] if isinstance(data, Sequence) else data
