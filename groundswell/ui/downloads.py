"""Files that people save: under a name that no page, header or folder can be tricked by."""

from __future__ import annotations

import unicodedata
from typing import TypeVar

from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

CSV, JSON, PDF = "text/csv; charset=utf-8", "application/json; charset=utf-8", "application/pdf"
LONGEST = 80
NO_FOLDER_TAKES = frozenset('\\/:*?"<>|')
Answer = TypeVar("Answer", bound=HttpResponseBase)


def saved_as(answer: Answer, stem: str, end: str, *, opened: bool = False) -> Answer:
    """The same answer, to be saved as `stem.end`. `opened`: a browser may show it, and saves it under this name."""
    answer.headers["Content-Disposition"] = disposition(stem, end, opened=opened)
    return answer


def disposition(stem: str, end: str, *, opened: bool = False) -> str:
    """The header, by RFC 6266: a name that is not plain ASCII is said as RFC 5987 has it."""
    return content_disposition_header(not opened, f"{plain_stem(stem) or 'groundswell'}.{end}") or ""


def plain_stem(text: str) -> str:
    """On one line, without what cannot be seen and what a folder does not take; not hidden, and not too long."""
    seen = (" " if char.isspace() else char for char in unicodedata.normalize("NFC", text) if _is_seen(char))
    return " ".join("".join(seen).split()).strip(". ")[:LONGEST].strip(". ")


def _is_seen(char: str) -> bool:
    return char.isspace() or (unicodedata.category(char)[0] != "C" and char not in NO_FOLDER_TAKES)
