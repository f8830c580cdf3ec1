"""From the bytes of an upload to text, or a refusal that says what to do."""

from __future__ import annotations

import codecs
import re

MAX_BYTES = 2_000_000
WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
NOT_TEXT = re.compile("[\x00-\x08\x0e-\x1f\x7f]")


class Unreadable(ValueError):
    """Nothing of this can be used; the message says why and what to do."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def text_of(data: bytes) -> str:
    """The text of a file in UTF-8, UTF-16 (as spreadsheets write it) or Windows-1252."""
    if len(data) > MAX_BYTES:
        raise too_large()
    if data.startswith(WORKBOOKS):
        raise Unreadable(
            "workbook",
            "This looks like a spreadsheet workbook, not CSV. Open it, choose Save as and CSV, and load that file. "
            "Or copy the two columns and paste them here.",
        )
    return checked(_decoded(data))


def too_large() -> Unreadable:
    return Unreadable(
        "too_large", "This is larger than 2 MB. Leave out columns that are not needed, or load it in parts."
    )


def _decoded(data: bytes) -> str:
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            return _strict(data, name)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _strict(data, "cp1252")


def _strict(data: bytes, name: str) -> str:
    try:
        return data.decode(name)
    except UnicodeDecodeError:
        raise _not_text() from None


def _not_text() -> Unreadable:
    return Unreadable("not_text", "This is not a text file. Save your spreadsheet as CSV and load that file.")


def checked(text: str) -> str:
    """Text that can be read line by line: not empty, not too large, without control characters."""
    if not text.strip("\ufeff \t\r\n"):
        raise Unreadable("empty", "The file is empty. There is nothing to add.")
    if len(text) > MAX_BYTES:
        raise too_large()
    if NOT_TEXT.search(text):
        raise _not_text()
    return text.removeprefix("\ufeff")
