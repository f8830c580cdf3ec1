"""From the bytes of an upload to a table, or a refusal that says what to do."""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping

from groundswell.measures.parsing import workbook
from groundswell.measures.parsing.shapes import Unreadable
from groundswell.measures.parsing.table import Table, table_of

MAX_BYTES = 10_000_000
NOT_TEXT = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
WEB_PAGE = re.compile(r"\s*<(!doctype html|html|table|\?xml)", re.IGNORECASE)
SAVE_AS_CSV = "Open it, choose Save as and CSV, and load that file. Or copy the two columns and paste them here."
OTHERS = {
    b"\xd0\xcf\x11\xe0": "This is an old spreadsheet workbook (.xls), or one with a password.",
    b"%PDF": "This is a PDF, not a spreadsheet or CSV.",
    b"\x89PNG": "This is a picture, not a spreadsheet or CSV.",
    b"\xff\xd8\xff": "This is a picture, not a spreadsheet or CSV.",
    b"{\\rtf": "This is a word processor's document, not a spreadsheet or CSV.",
}


def open_table(source: str | bytes, most: int, chosen: Mapping[str, str]) -> Table:
    """The rows of pasted text, of a text file or of a workbook, at most about `most`. Raises Unreadable."""
    if isinstance(source, str):
        return table_of(checked(source), most)
    if len(source) > MAX_BYTES:
        raise too_large()
    if workbook.is_zip(source):
        return workbook.table_of(source, most, chosen.get("sheet", ""))
    return table_of(text_of(source), most)


def text_of(data: bytes) -> str:
    """The text of a file in UTF-8, UTF-16 (as spreadsheets write it) or Windows-1252."""
    if len(data) > MAX_BYTES:
        raise too_large()
    for start, what in OTHERS.items():
        if data.startswith(start):
            raise Unreadable("other_kind", f"{what} {SAVE_AS_CSV}")
    return checked(_decoded(data).removesuffix("\x1a"))


def too_large() -> Unreadable:
    return Unreadable(
        "too_large",
        "The file is larger than 10 MB, which is the limit. Leave out columns that are not needed, or load it in parts.",
    )


def _decoded(data: bytes) -> str:
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            return _strict(data, name)
    if name := _unmarked_utf16(data[:400]):
        return _strict(data, name)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _strict(data, "cp1252")


def _unmarked_utf16(start: bytes) -> str:
    """UTF-16 without its mark: of plain words every other byte is nothing."""
    if len(start) < 8:
        return ""
    even, odd = start[::2].count(0) * 2 / len(start), start[1::2].count(0) * 2 / len(start)
    if odd > 0.8 and even < 0.1:
        return "utf-16-le"
    return "utf-16-be" if even > 0.8 and odd < 0.1 else ""


def _strict(data: bytes, name: str) -> str:
    try:
        return data.decode(name)
    except UnicodeDecodeError:
        raise _not_text() from None


def _not_text() -> Unreadable:
    return Unreadable("not_text", "This is not a text file. Save your spreadsheet as CSV and load that file.")


def checked(text: str) -> str:
    """Text that can be read line by line: not empty, not too large, without control characters, no web page."""
    if not text.strip("\ufeff \t\r\n"):
        raise Unreadable("empty", "The file is empty. There is nothing to add.")
    if len(text) > MAX_BYTES:
        raise too_large()
    if NOT_TEXT.search(text):
        raise _not_text()
    if WEB_PAGE.match(text):
        raise Unreadable("web_page", f"This is a web page or XML, not a table in a text file. {SAVE_AS_CSV}")
    return text.removeprefix("\ufeff")
