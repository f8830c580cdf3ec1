"""Files that people save: under a name that no page, header or folder can be tricked by."""

from __future__ import annotations

import unicodedata
from typing import TypeVar

from django.http.response import HttpResponse, HttpResponseBase
from django.utils.http import content_disposition_header

from groundswell.ui.paper import Document, odt, pdf
from groundswell.ui.paper.odt import TYPE as ODT

CSV, JSON, TEXT = "text/csv; charset=utf-8", "application/json; charset=utf-8", "text/plain; charset=utf-8"
PDF = "application/pdf"
LONGEST = 80
NO_FOLDER_TAKES = frozenset('\\/:*?"<>|')
Answer = TypeVar("Answer", bound=HttpResponseBase)


def saved_as(answer: Answer, stem: str, end: str, *, opened: bool = False) -> Answer:
    """The same answer, to be saved as `stem.end`. `opened`: a browser may show it, and saves it under this name."""
    answer.headers["Content-Disposition"] = disposition(stem, end, opened=opened)
    return answer


def as_text(words: str, stem: str) -> HttpResponse:
    return saved_as(HttpResponse(words, content_type=TEXT), stem, "txt")


def as_paper(document: Document, stem: str, form: str = "pdf", *, opened: bool = False) -> HttpResponse:
    """`form`: `pdf` to read and print, `odt` to go on writing in."""
    made, kind = (pdf(document), PDF) if form == "pdf" else (odt(document), ODT)
    return saved_as(HttpResponse(made, content_type=kind), stem, form, opened=opened)


def disposition(stem: str, end: str, *, opened: bool = False) -> str:
    """The header, by RFC 6266: a name that is not plain ASCII is said as RFC 5987 has it."""
    return content_disposition_header(not opened, f"{plain_stem(stem) or 'groundswell'}.{end}") or ""


def plain_stem(text: str) -> str:
    """On one line, without what cannot be seen and what a folder does not take; not hidden, and not too long."""
    seen = (" " if char.isspace() else char for char in unicodedata.normalize("NFC", text) if _is_seen(char))
    return " ".join("".join(seen).split()).strip(". ")[:LONGEST].strip(". ")


def _is_seen(char: str) -> bool:
    return char.isspace() or (unicodedata.category(char)[0] != "C" and char not in NO_FOLDER_TAKES)
