"""A document as tagged PDF for people who listen to it (PDF/UA-1), set by typst in our own fonts."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any, Literal, cast

import typst

from groundswell.ui.paper.blocks import Document
from groundswell.ui.paper.signs import FONTS, all_as_printed

HERE = Path(__file__).parent
STANDARD: Literal["ua-1"] = "ua-1"
# For each sheet the sizes of type in points, largest first: it is set as large as fits on its pages, and below the last it takes
# the pages that it needs.
SIZES = {"paper": (10.5, 9.5, 8.5), "poster": (20, 18, 16, 14.5, 13, 12, 11, 10), "labels": (12,)}
COUNT = re.compile(rb"/Type ?/Pages\s*/Count (\d+)")
_one_at_a_time = Lock()


@lru_cache(maxsize=1)
def _compiler() -> typst.Compiler:
    """Fonts are read once, and those of the machine are not asked: a document looks the same everywhere."""
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
    return typst.Compiler(root=str(HERE), font_paths=fonts)


def _set(sheet: str, data: str, size: float) -> bytes:
    """As bytes of a PDF. Nothing is fetched and no file is read but the sheet and the fonts."""
    with _one_at_a_time:
        made = _compiler().compile(
            input=str(HERE / f"{sheet}.typ"), format="pdf", sys_inputs={"document": data, "size": str(size)},
            pdf_standards=[STANDARD],
        )  # fmt: skip
    return cast("bytes", made)


def pages_of(made: bytes) -> int:
    found = COUNT.search(made)
    return int(found[1]) if found else 0


def _printable(document: Document) -> Any:
    """PDF/UA knows no heading without words: a title that cannot be printed is a dash, a heading is left out."""
    data = all_as_printed(document.as_data())
    data["title"] = data["title"].strip() or "\N{EN DASH}"
    data["blocks"] = [one for one in data["blocks"] if one["kind"] != "heading" or one["text"].strip()]
    return data


def pdf(document: Document) -> bytes:
    """The document on its sheet, in the largest type that fits on `document.pages` where that is asked for."""
    data, made = json.dumps(_printable(document)), b""
    for size in SIZES[document.sheet]:
        made = _set(document.sheet, data, size)
        if not document.pages or pages_of(made) <= document.pages:
            break
    return made
