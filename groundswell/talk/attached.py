"""From the bytes of a file to what may be kept: known by what is in it, never by its name. Plain functions, like `photos`.

A picture is drawn anew, with nothing behind it. What else is taken is kept as it came and only ever handed out to be saved:
PDF, plain text, and documents, sheets and slides of the two open office formats without macros. Nothing is unpacked.
"""

from __future__ import annotations

import hashlib
import io
import unicodedata
import zipfile
from dataclasses import dataclass

from django.utils.translation import gettext as _

from groundswell.talk import photos
from groundswell.talk.photos import Unusable

MAX_BYTES = 5_000_000
MOST_PARTS = 5_000  # in an office file: its table of contents is read, nothing else
LONGEST_NAME = 80
TEXT, JPEG = "text/plain", "image/jpeg"
OPENXML = {
    "word/document.xml": ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "xl/workbook.xml": ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "ppt/presentation.xml": ("pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
}
OPENDOCUMENT = {f"application/vnd.oasis.opendocument.{kind}": end for kind, end in
                (("text", "odt"), ("spreadsheet", "ods"), ("presentation", "odp"))}  # fmt: skip


@dataclass(frozen=True)
class Attached:
    """What is kept of a file. `text` is what can be read in it here, to be looked through for patients."""

    name: str
    type: str
    data: bytes
    text: str = ""

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
        return Attached(named(name, "pdf"), "application/pdf", data)
    if data.startswith(b"PK\x03\x04"):
        end, kind = _office(data)
        return Attached(named(name, end), kind, data)
    text = _plain(data)
    if text is None:
        raise Unusable(
            _(
                "This kind of file cannot be kept here. Send a PDF, a photo, plain text, or an office file such as DOCX or ODT."
            )
        )
    return Attached(named(name, "txt"), TEXT, data, text)


def named(name: str, end: str) -> str:
    """The last part of a name, without what cannot be seen in it, with the ending that is true."""
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    seen = "".join(
        " " if char.isspace() else char for char in last if char.isspace() or unicodedata.category(char)[0] != "C"
    )
    stem = seen.rsplit(".", 1)[0] if "." in seen.strip(".") else seen
    stem = " ".join(stem.replace('"', "").split()).strip(". ")[:LONGEST_NAME].strip()
    return f"{stem or _('file')}.{end}"


def _office(data: bytes) -> tuple[str, str]:
    """Ending and type, from the table of contents. A plain ZIP, macros and passwords are refused."""
    no_macros = _("This file holds macros or is locked. Save it as an ordinary DOCX, XLSX, PPTX or ODT, or as a PDF.")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as box:
            parts = box.infolist()
            names = {part.filename for part in parts[:MOST_PARTS]}
            if len(parts) > MOST_PARTS or any(part.flag_bits & 1 for part in parts):
                raise Unusable(no_macros)
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
        raise Unusable(_("This file is damaged or not complete. Choose it again.")) from None
    if any(name.lower().endswith("vbaproject.bin") or name.startswith(("Basic/", "Scripts/")) for name in names):
        raise Unusable(no_macros)
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
