"""The words in a PDF or an office file, to be looked through for patients. Only ever read: nothing is followed, run or fetched.

Such a file may be made to hurt whoever opens it. So it is read in a process of its own, which may use only so much memory and
time (`python -m groundswell.talk.words_in KIND`, the file on its input, JSON on its output). Pictures are not looked at.
"""

from __future__ import annotations

import io
import json
import os
import re
import signal
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import IO, Any

MEMORY, SECONDS, WAIT = 600_000_000, 8, 12  # bytes, seconds of work, seconds by the clock
TO_START = ("PATH", "LD_LIBRARY_PATH")  # all that the process gets to know of our settings
UNPACKED_MOST = 40_000_000
MOST_PARTS = 5_000  # in an office file
MOST_PAGES = 300
LONGEST = 500_000  # characters looked through
TEXT, SHEET, SLIDE, PAGE, BESIDE, ABOUT = "text", "sheet", "slide", "page", "beside", "about"  # where words stand
BOMB, LOCKED, DAMAGED, SLOW = "bomb", "locked", "damaged", "slow"
PICTURES, NO_WORDS, CUT, INSIDE = "pictures", "no_words", "cut", "inside"  # what was not looked at


class Fault(Exception):
    """Why a file cannot be read: one of the four."""


@dataclass
class Words:
    """Each part as (where, its name or number, the words); and what was not looked at."""

    parts: list[tuple[str, str, str]] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    left: int = LONGEST

    def add(self, where: str, name: object, text: str) -> None:
        if len(text) > self.left:
            self.not_looked_at(CUT)
        if kept := text[: self.left].strip():
            self.parts.append((where, str(name), kept))
            self.left -= len(kept)

    def not_looked_at(self, what: str) -> None:
        if what not in self.unread:
            self.unread.append(what)


def words_in(kind: str, data: bytes) -> Words:
    """What can be read in the file. Raises `Fault`."""
    try:
        ran = subprocess.run(  # noqa: S603 - our own module, and a kind that we chose
            [sys.executable, "-I", "-m", __name__, kind], input=data, capture_output=True, timeout=WAIT, check=False,
            env={name: os.environ[name] for name in TO_START if name in os.environ},
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise Fault(SLOW) from None
    if ran.returncode < 0:  # ended from outside
        raise Fault(SLOW if -ran.returncode in (signal.SIGXCPU, signal.SIGKILL) else BOMB)
    if ran.returncode:
        raise RuntimeError("The reader of files did not start.")
    answer = json.loads(ran.stdout)
    if answer["fault"]:
        raise Fault(answer["fault"])
    return Words([(where, name, text) for where, name, text in answer["parts"]], answer["unread"])


def main(kind: str) -> None:
    """In the process of its own."""
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    found, fault = Words(), ""
    try:
        READERS[kind](sys.stdin.buffer.read(), found)
    except Fault as why:
        fault = str(why)
    except (MemoryError, RecursionError):
        fault = BOMB
    except Exception:  # whatever a broken or malicious file provokes deep inside, the answer is the same
        fault = DAMAGED
    sys.stdout.write(json.dumps({"parts": [] if fault else found.parts, "unread": found.unread, "fault": fault}))


def pdf(data: bytes, found: Words) -> None:
    """Pages, what was typed into fields and notes on them, and what the file says about itself."""
    import logging

    from pypdf import PdfReader
    from pypdf.errors import LimitReachedError

    logging.disable()
    try:
        book = PdfReader(io.BytesIO(data))
        if book.is_encrypted and not book.decrypt(""):
            raise Fault(LOCKED)
        if len(book.pages) > MOST_PAGES:
            found.not_looked_at(CUT)
        for number in range(min(len(book.pages), MOST_PAGES)):
            page = book.pages[number]
            found.add(PAGE, number + 1, "\n".join([page.extract_text(), *_typed_on(page)]))
            if _has_pictures(page):
                found.not_looked_at(PICTURES)
        if not found.parts:
            found.unread[:] = [NO_WORDS]
        told: dict[str, Any] = book.metadata or {}
        found.add(ABOUT, "", "\n".join(str(told.get(key) or "") for key in ("/Title", "/Subject", "/Keywords")))
        if "/EmbeddedFiles" in _dictionary(book.root_object.get("/Names")):
            found.not_looked_at(INSIDE)
    except LimitReachedError:
        raise Fault(BOMB) from None


def _dictionary(thing: Any) -> Any:
    there = thing.get_object() if thing is not None else None
    return there if isinstance(there, dict) else {}


def _typed_on(page: Any) -> Iterator[str]:
    notes = page.get("/Annots")
    for note in (notes.get_object() if notes is not None else None) or ():
        there = _dictionary(note)
        yield from (str(there[key]) for key in ("/Contents", "/V") if key in there)


def _has_pictures(page: Any) -> bool:
    drawn = _dictionary(_dictionary(page.get("/Resources")).get("/XObject"))
    return any(_dictionary(one).get("/Subtype") == "/Image" for one in drawn.values())


class Box:
    """A packed file, of which no more is unpacked than may be."""

    def __init__(self, data: bytes) -> None:
        try:
            self.zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
            raise Fault(DAMAGED) from None
        self.names = self.zip.namelist()
        self.left = UNPACKED_MOST
        if len(self.names) > MOST_PARTS:
            raise Fault(BOMB)

    def like(self, pattern: str) -> list[str]:
        """In the order of the numbers in them."""
        found = [name for name in self.names if re.fullmatch(pattern, name)]
        return sorted(found, key=lambda name: [int(part) for part in re.findall("[0-9]+", name)])

    def elements(self, name: str) -> Iterator[tuple[str, Any]]:
        """(start or end, element), of a part that may not declare anything of its own."""
        from defusedxml.common import DefusedXmlException
        from defusedxml.ElementTree import ParseError, iterparse

        if name not in self.names:
            return
        try:
            with self.zip.open(name) as part:
                yield from iterparse(_Measured(part, self), events=("start", "end"), forbid_dtd=True)
        except DefusedXmlException:
            raise Fault(BOMB) from None
        except RuntimeError:  # what is locked one by one; by newer ciphers as a way of packing that is not implemented
            raise Fault(LOCKED) from None
        except (ParseError, zipfile.BadZipFile, zlib.error, EOFError, OSError):
            raise Fault(DAMAGED) from None

    def ended(self, name: str) -> Iterator[Any]:
        yield from (element for event, element in self.elements(name) if event == "end")


class _Measured:
    """A part that is being unpacked: too much of it is a fault."""

    def __init__(self, part: IO[bytes], box: Box) -> None:
        self.part, self.box = part, box

    def read(self, size: int = -1) -> bytes:
        data = self.part.read(size if size >= 0 else self.box.left + 1)
        self.box.left -= len(data)
        if self.box.left < 0:
            raise Fault(BOMB)
        return data


def _local(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _attribute(element: Any, name: str) -> str:
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")


BLANK = frozenset({"tab", "ptab", "br", "cr", "s", "line-break"})
PARAGRAPH = frozenset({"p", "h"})
DESCRIBED = frozenset({"title", "subject", "description", "keywords", "keyword"})


def _paragraph(element: Any) -> str:
    """Its words; what stood in it is then gone, so that no word is read twice."""
    for one in element.iter():
        if _local(one) in BLANK:
            one.text = " "
    text = "".join(element.itertext())
    tail = element.tail
    element.clear()
    element.tail = tail
    return text


def _paragraphs(box: Box, name: str) -> str:
    return "\n".join(_paragraph(one) for one in box.ended(name) if _local(one) in PARAGRAPH)


def _described(box: Box, name: str) -> str:
    return "\n".join(one.text or "" for one in box.ended(name) if _local(one) in DESCRIBED)


def _beside(box: Box, found: Words, *patterns: str) -> None:
    for pattern in patterns:
        for name in box.like(pattern):
            found.add(BESIDE, "", _paragraphs(box, name))


def _openxml(box: Box, found: Words) -> None:
    found.add(ABOUT, "", _described(box, "docProps/core.xml"))
    if box.like(r"(word|xl|ppt)/media/.+"):
        found.not_looked_at(PICTURES)
    if box.like(r"(word|xl|ppt)/embeddings/.+"):
        found.not_looked_at(INSIDE)


def docx(data: bytes, found: Words) -> None:
    box = Box(data)
    found.add(TEXT, "", _paragraphs(box, "word/document.xml"))
    _beside(box, found, r"word/(header|footer)[0-9]*\.xml", r"word/(footnotes|endnotes|comments)\.xml")
    _openxml(box, found)


def _parts_in_order(box: Box, book: str, element: str) -> Iterator[tuple[str, str]]:
    """(name, part) of the sheets or slides, as the book says them."""
    room, _slash, last = book.rpartition("/")
    links = {
        _attribute(one, "Id"): _attribute(one, "Target")
        for one in box.ended(f"{room}/_rels/{last}.rels")
        if _local(one) == "Relationship"
    }
    for one in box.ended(book):
        if _local(one) == element:
            # A slide has its own number as `id` and its link as `r:id`.
            link = next((links[value] for value in one.attrib.values() if value in links), "")
            part = link.removeprefix("/") if link.startswith("/") else f"{room}/{link}"
            yield _attribute(one, "name"), part


def pptx(data: bytes, found: Words) -> None:
    box = Box(data)
    for number, (_name, part) in enumerate(_parts_in_order(box, "ppt/presentation.xml", "sldId"), 1):
        found.add(SLIDE, number, _paragraphs(box, part))
    _beside(box, found, r"ppt/notesSlides/notesSlide[0-9]+\.xml")
    for name in box.like(r"ppt/comments/.+\.xml"):
        found.add(BESIDE, "", _every_text(box, name))
    _openxml(box, found)


def _every_text(box: Box, name: str) -> str:
    return "\n".join(one.text or "" for one in box.ended(name) if _local(one) in ("t", "text"))


def xlsx(data: bytes, found: Words) -> None:
    box = Box(data)
    kept = [_paragraph(one) for one in box.ended("xl/sharedStrings.xml") if _local(one) == "si"]
    days = _styles_of_days(box)
    for name, part in _parts_in_order(box, "xl/workbook.xml", "sheet"):
        rows: list[list[str]] = [[]]
        for one in box.ended(part):
            if _local(one) == "c":
                rows[-1].append(_cell(one, kept, days))
            elif _local(one) == "row":
                rows.append([])
                one.clear()
        found.add(SHEET, name, "\n".join("\t".join(row) for row in rows))
    for name in box.like(r"xl/(comments|threadedComments/).*\.xml"):
        found.add(BESIDE, "", _every_text(box, name))
    _openxml(box, found)


def _cell(one: Any, kept: list[str], days: frozenset[str]) -> str:
    value = next((part.text or "" for part in one if _local(part) == "v"), "")
    kind = one.get("t", "n")
    if kind == "s":
        return kept[int(value)] if value.isdigit() and int(value) < len(kept) else ""
    if kind == "inlineStr":
        return "".join(one.itertext())
    if kind == "n" and one.get("s") in days and re.fullmatch(r"[0-9]{1,6}(\.[0-9]+)?", value):
        return f"{date(1899, 12, 30) + timedelta(days=int(float(value))):%d/%m/%Y}"
    return value


def _styles_of_days(box: Box) -> frozenset[str]:
    """The styles in which a number is shown as a day: a date of birth is kept as a number."""
    days = {*map(str, range(14, 18)), "22"}
    styles: list[str] = []
    within = False
    for event, one in box.elements("xl/styles.xml"):
        if _local(one) == "cellXfs":
            within = event == "start"
        elif event == "end" and _local(one) == "numFmt" and "yy" in one.get("formatCode", "").lower():
            days.add(one.get("numFmtId", ""))
        elif event == "end" and within and _local(one) == "xf":
            styles.append(one.get("numFmtId", ""))
    return frozenset(str(place) for place, number in enumerate(styles) if number in days)


def odt(data: bytes, found: Words) -> None:
    _opendocument(data, found, TEXT, "")


def ods(data: bytes, found: Words) -> None:
    _opendocument(data, found, SHEET, "table")


def odp(data: bytes, found: Words) -> None:
    _opendocument(data, found, SLIDE, "page")


def _opendocument(data: bytes, found: Words, where: str, part: str) -> None:
    """`part` is the element that begins a sheet or a slide."""
    box = Box(data)
    if any(_local(one) == "encryption-data" for one in box.ended("META-INF/manifest.xml")):
        raise Fault(LOCKED)
    name, number, said = "", 0, list[str]()
    for event, one in box.elements("content.xml"):
        if event == "start" and _local(one) == part:
            found.add(where, name, "\n".join(said))
            number, said = number + 1, []
            name = _attribute(one, "name") if where == SHEET else str(number)
        elif event == "end" and _local(one) in PARAGRAPH:
            said.append(_paragraph(one))
    found.add(where, name, "\n".join(said))
    found.add(BESIDE, "", _paragraphs(box, "styles.xml"))
    found.add(ABOUT, "", _described(box, "meta.xml"))
    if box.like(r"Pictures/.+"):
        found.not_looked_at(PICTURES)
    if box.like(r"Object [0-9]+/content\.xml"):
        found.not_looked_at(INSIDE)


READERS: dict[str, Callable[[bytes, Words], None]] = {
    "pdf": pdf, "docx": docx, "xlsx": xlsx, "pptx": pptx, "odt": odt, "ods": ods, "odp": odp,
}  # fmt: skip

if __name__ == "__main__":
    main(sys.argv[1])
