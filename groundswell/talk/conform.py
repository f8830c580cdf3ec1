"""Runs the `attachment` files of a manifest of nasty files and says which behave otherwise. No database.

The format: `{"files": [{"file", "import_as": "attachment", "expect": {...}}]}`; `tests/bad_inputs/manifest.json` is an
example. Judged are `outcome` (`ok` or `refuse`, or `also_allowed`), `must_strip` (words that must be in no name of a tag
of either picture that is kept) and `memory_limit_mb` (what reading the file adds to the process, from its peak).
"""

from __future__ import annotations

import io
import json
import resource
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import ExifTags, Image

from groundswell.talk import photos

JUDGED = "attachment"
# All that may stand in the header of a kept picture: what JFIF itself needs to be drawn.
HARMLESS = {"jfif", "jfif_version", "jfif_unit", "jfif_density", "progressive", "progression", "dpi"}


@dataclass(frozen=True)
class Report:
    """`differs`: what each file does otherwise, by its name; nothing when it behaves."""

    differs: dict[str, tuple[str, ...]]
    not_judged: dict[str, int]
    missing: tuple[str, ...]

    @property
    def good(self) -> int:
        return sum(not said for said in self.differs.values())

    @property
    def is_good(self) -> bool:
        return bool(self.differs) and self.good == len(self.differs)

    def lines(self) -> Iterator[str]:
        """What a person reads: each mismatch, what was not judged, and `N of M`."""
        for name, said in self.differs.items():
            yield from (f"{name}: {words}" for words in said)
        for kind, number in sorted(self.not_judged.items()):
            yield f"not judged here: {number} of kind {kind}"
        yield from (f"not beside the manifest: {name}" for name in self.missing)
        yield f"{self.good} of {len(self.differs)}"


def run(manifest: Path) -> Report:
    """Judge every attachment that lies beside the manifest. Raises OSError, ValueError or KeyError on a broken one."""
    entries = json.loads(manifest.read_text(encoding="utf-8"))["files"]
    ours = [entry for entry in entries if entry["import_as"] == JUDGED]
    there = [entry for entry in ours if (manifest.parent / entry["file"]).is_file()]
    return Report(
        {
            entry["file"]: tuple(_judged((manifest.parent / entry["file"]).read_bytes(), entry["expect"]))
            for entry in there
        },
        dict(Counter(entry["import_as"] for entry in entries if entry["import_as"] != JUDGED)),
        tuple(entry["file"] for entry in ours if entry not in there),
    )


def _judged(data: bytes, expect: dict[str, Any]) -> Iterator[str]:
    also = expect.get("also_allowed") or []
    allowed = [expect["outcome"], *([also] if isinstance(also, str) else also)]
    before = _peak()
    try:
        picture = photos.read(data)
    except photos.Unusable as refused:
        if "refuse" not in allowed:
            yield f"refused instead of {' or '.join(allowed)}: {refused}"
    else:
        if "ok" not in allowed:
            yield f"taken instead of {' or '.join(allowed)}"
        for one in (picture.whole, picture.small):
            yield from (f"still carries {tag}" for tag in sorted(carried(one)) if _is_named(tag, expect))
    if (limit := expect.get("memory_limit_mb")) and (used := _peak() - before) > limit:
        yield f"took {used:.0f} MB, the limit is {limit}"


def _is_named(tag: str, expect: dict[str, Any]) -> bool:
    return any(word.lower() in tag.lower() for word in expect.get("must_strip", ()))


def _peak() -> float:
    """Megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def carried(data: bytes) -> set[str]:
    """Names of everything a picture carries besides its pixels: tags, and notes in the header."""
    with Image.open(io.BytesIO(data)) as image:
        exif = image.getexif()
        found = {ExifTags.TAGS.get(tag, str(tag)) for tag in exif}
        for directory in (ExifTags.IFD.Exif, ExifTags.IFD.GPSInfo, ExifTags.IFD.Interop):
            names = ExifTags.GPSTAGS if directory == ExifTags.IFD.GPSInfo else ExifTags.TAGS
            found |= {names.get(tag, str(tag)) for tag in exif.get_ifd(directory)}
        return found | (set(map(str, image.info)) - HARMLESS)
