"""What a document is made of. All text is data: nothing in it is ever read as markup, whatever somebody typed."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from groundswell.ui.qr import qr_of


@dataclass(frozen=True)
class Heading:
    """Levels begin at 1 below the title of the document, and none may be left out."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Words:
    """Paragraphs, one a line."""

    text: str


@dataclass(frozen=True)
class Small:
    """What matters less: sources, who may read it."""

    text: str


@dataclass(frozen=True)
class Points:
    items: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True)
class Quote:
    """Somebody's own words, and whose they are."""

    text: str
    whose: str = ""


@dataclass(frozen=True)
class Facts:
    """What, and what it is: `(("Place", "Ward 21"), ...)`."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Picture:
    """A drawing. `says` stands above it and is what a reader hears who cannot see it; `alone` is the whole width."""

    svg: str
    says: str
    title: str = ""


@dataclass(frozen=True)
class Pictures:
    """Drawings beside each other."""

    pictures: tuple[Picture, ...]
    across: int = 2


@dataclass(frozen=True)
class Table:
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    title: str = ""


Block = Heading | Words | Small | Points | Quote | Facts | Picture | Pictures | Table


@dataclass(frozen=True)
class Document:
    """One document. `sheet` is how it is set: `paper` to read, `poster` for a wall, `labels` for the thing itself.

    `foot` stands at the foot of every page. `pages` is how many it should fit on, by smaller type. `address` is where it stands
    on line: posters and labels show it as a code, under which `scan` says what it is for.
    """

    title: str
    blocks: tuple[Block, ...]
    at: datetime
    line: str = ""
    foot: str = ""
    language: str = "en-GB"
    sheet: str = "paper"
    pages: int = 0
    address: str = ""
    scan: str = ""
    copies: int = 8

    def as_data(self) -> dict[str, Any]:
        """For a sheet: every block with its kind."""
        blocks = [{"kind": type(block).__name__.lower(), **asdict(block)} for block in self.blocks]
        language, _dash, region = self.language.partition("-")
        return {
            "title": self.title, "line": self.line, "foot": self.foot, "lang": language, "region": region or None, "blocks": blocks,
            "day": [self.at.year, self.at.month, self.at.day], "address": self.address, "scan": self.scan, "copies": self.copies,
            "code": str(qr_of(self.address)) if self.address else "",
        }  # fmt: skip
