"""From the bytes of a file to what may be kept: known by what is in it, never by its name. Plain functions, like `photos`.

A picture is drawn anew, with nothing behind it. What else is taken is kept as it came and only ever handed out to be saved:
PDF, plain text, and documents, sheets and slides of the two open office formats without macros. `words_in` reads their words.
"""

from __future__ import annotations

import hashlib
import io
import unicodedata
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from groundswell.talk import photos, words_in
from groundswell.talk.photos import Unusable
from groundswell.ui.downloads import plain_stem

MAX_BYTES = 5_000_000
TEXT, JPEG = "text/plain", "image/jpeg"
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LOCKED_INSIDE = "EncryptedPackage".encode("utf-16-le")
OPENXML = {
    "word/document.xml": ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "xl/workbook.xml": ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "ppt/presentation.xml": ("pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
}
OPENDOCUMENT = {f"application/vnd.oasis.opendocument.{kind}": end for kind, end in
                (("text", "odt"), ("spreadsheet", "ods"), ("presentation", "odp"))}  # fmt: skip


@dataclass(frozen=True)
class Attached:
    """What is kept of a file. `parts` is what can be read in it, as (where, words), to be looked through for patients; `unread`
    says what was not looked at.
    """

    name: str
    type: str
    data: bytes
    parts: tuple[tuple[str, str], ...] = ()
    unread: tuple[str, ...] = ()

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


def read(name: str, data: bytes) -> Attached:
    """Raises `Unusable`, with words for who sent it."""
    if not data:
        raise Unusable(_("This file is empty."))
    if photos.looks_like_one(data):
        return Attached(named(name, "jpg"), JPEG, photos.read(data).whole)
    if len(data) > MAX_BYTES:
        raise Unusable(_("This file is larger than 5 MB. Take out pictures, or send the part that matters."))
    if data.startswith(b"%PDF-"):
        return _with_words(name, "pdf", "application/pdf", data)
    if data.startswith(b"PK\x03\x04"):
        return _with_words(name, *_office(data), data)
    if data.startswith(OLD_OFFICE):
        raise Unusable(FAULTS[words_in.LOCKED]() if LOCKED_INSIDE in data else _old())
    text = _plain(data)
    if text is None:
        raise Unusable(
            _(
                "This kind of file cannot be kept here. Send a PDF, a photo, plain text, or an office file such as DOCX or ODT."
            )
        )
    unread = (_not_looked_at(words_in.CUT),) if len(text) > words_in.LONGEST else ()
    return Attached(named(name, "txt"), TEXT, data, (("", text[: words_in.LONGEST]),), unread)


def _with_words(name: str, end: str, kind: str, data: bytes) -> Attached:
    try:
        found = words_in.words_in(end, data)
    except words_in.Fault as fault:
        raise Unusable(FAULTS[str(fault)]()) from None
    parts = tuple((_where(where, called), text) for where, called, text in found.parts)
    return Attached(named(name, end), kind, data, parts, tuple(_not_looked_at(one) for one in found.unread))


FAULTS: dict[str, Callable[[], str]] = {
    words_in.BOMB: lambda: _(
        "This file unpacks into more than can be looked through here. Save it anew, or send the part that matters as a PDF."
    ),
    words_in.LOCKED: lambda: _("This file is locked with a password. Take the password out and choose it again."),
    words_in.DAMAGED: lambda: _("This file is damaged or not complete. Choose it again."),
    words_in.SLOW: lambda: _(
        "This file takes too long to look through. Send the part that matters, or save it as a PDF."
    ),
}


def _old() -> str:
    return _("This office file is of an old kind that cannot be kept here. Save it as DOCX, XLSX or PPTX, or as a PDF.")


def _where(where: str, called: str) -> str:
    """Where words stand in a file, for the beginning of a sentence."""
    said = {
        words_in.PAGE: _("Page {name}"), words_in.SHEET: _("Sheet “{name}”"), words_in.SLIDE: _("Slide {name}"),
        words_in.BESIDE: _("In a note, header or footer"), words_in.ABOUT: _("In what the file says about itself"),
    }  # fmt: skip
    return said.get(where, "").format(name=called)


def _not_looked_at(what: str) -> str:
    return {
        words_in.PICTURES: _("Its pictures were not read."),
        words_in.NO_WORDS: _("No words were found in it, perhaps it is a scan: its pictures were not read."),
        words_in.CUT: _("It is long: only its beginning was read."),
        words_in.INSIDE: _("Other files inside it were not read."),
    }[what]


def named(name: str, end: str) -> str:
    """The last part of a name, without what cannot be seen in it, with the ending that is true."""
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    stem = last.rsplit(".", 1)[0] if "." in last.strip(".") else last
    return f"{plain_stem(stem) or _('file')}.{end}"


def _office(data: bytes) -> tuple[str, str]:
    """Ending and type, from the table of contents. A plain ZIP, macros and passwords are refused."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as box:
            parts = box.infolist()
            names = {part.filename for part in parts}
            if any(part.flag_bits & 1 for part in parts):
                raise Unusable(FAULTS[words_in.LOCKED]())
            first = parts[0] if parts else None
            kind = ""
            if (
                first
                and first.filename == "mimetype"
                and first.file_size < 200
                and first.compress_type == zipfile.ZIP_STORED
            ):
                kind = box.read(first).decode("ascii", "replace").strip()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError, RuntimeError):
        raise Unusable(FAULTS[words_in.DAMAGED]()) from None
    if any(name.lower().endswith("vbaproject.bin") or name.startswith(("Basic/", "Scripts/")) for name in names):
        raise Unusable(_("This file holds macros. Save it as an ordinary DOCX, XLSX, PPTX or ODT, or as a PDF."))
    if kind in OPENDOCUMENT:
        return OPENDOCUMENT[kind], kind
    for part, (end, told) in OPENXML.items():
        if part in names and "[Content_Types].xml" in names:
            return end, told
    raise Unusable(_("A folder packed into one file cannot be kept here. Send the files one by one."))


def _plain(data: bytes) -> str | None:
    """The text, when it is nothing else: UTF-8 or old Windows letters, and no bytes that no text has."""
    if any(byte < 32 and byte not in (9, 10, 12, 13) for byte in data):
        return None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")
