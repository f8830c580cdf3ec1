"""Runs golden cases of the leadership measures through the product's own functions and says which differ. No database.

A folder of JSON files: `case`, `kind`, `title`, `input`, `expected`. `answers` works an input out, `compare` sets the answer
beside what was expected. `groundswell conform leadership DIRECTORY` prints the report.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from groundswell.insight.conform.answers import KINDS
from groundswell.insight.conform.compare import differences

__all__ = ["Report", "judge", "run"]


@dataclass(frozen=True)
class Report:
    """`differs`: what each case gives otherwise, by its name; nothing when it is as expected."""

    differs: dict[str, tuple[str, ...]]
    kinds: tuple[str, ...]

    @property
    def good(self) -> int:
        return sum(not said for said in self.differs.values())

    @property
    def is_good(self) -> bool:
        return bool(self.differs) and self.good == len(self.differs)

    def lines(self) -> Iterator[str]:
        """What a person reads: a line for each failing case, and `N of M`."""
        for name, said in self.differs.items():
            if said:
                yield f"{name}: {'; '.join(said)}"
        yield f"{self.good} of {len(self.differs)}"


def run(directory: Path) -> Report:
    """Judge every case of the folder, by name. Raises OSError for no folder and ValueError for a file that is no case."""
    if not directory.is_dir():
        raise OSError(f"{directory} is no folder")
    differs: dict[str, tuple[str, ...]] = {}
    kinds: dict[str, None] = {}
    for path in sorted(directory.glob("*.json")):
        case = _read(path)
        kinds[case["kind"]] = None
        differs[path.stem] = judge(case)
    return Report(differs, tuple(kinds))


def _read(path: Path) -> dict[str, Any]:
    try:
        case = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise ValueError(f"{path.name}: {error}") from None
    if not isinstance(case, dict) or not {"kind", "input", "expected"} <= case.keys():
        raise ValueError(f"{path.name} has no kind, input and expected")
    return case


def judge(case: dict[str, Any]) -> tuple[str, ...]:
    """What the product's answer has otherwise. An input it refuses is a failing case and stops no other."""
    if case["kind"] not in KINDS:
        return (f"nothing here answers the kind {case['kind']}",)
    try:
        got = KINDS[case["kind"]](case["input"])
    except (ValueError, KeyError, TypeError, ArithmeticError) as error:
        return (f"could not be worked out: {type(error).__name__} {error}",)
    return tuple(differences(got, case["expected"]))
