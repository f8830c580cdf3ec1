"""Runs golden cases of the leadership measures through the product's own functions and says which differ. No database.

A folder of JSON files: `case`, `kind`, `title`, `input`, `expected`. `answers` works an input out, `compare` sets the answer
beside what was expected. `groundswell conform leadership DIRECTORY` prints the report.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from groundswell.insight.conform.answers import KINDS
from groundswell.insight.conform.compare import differences

__all__ = ["Report", "judge", "run"]


@dataclass(frozen=True)
class Report:
    """`differs`: what each case gives otherwise, by its name; nothing when it is as expected."""

    differs: dict[str, tuple[str, ...]]

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
    """Judge every JSON file of the folder, by name. Raises OSError where there is no folder."""
    if not directory.is_dir():
        raise OSError(f"{directory} is no folder")
    return Report({path.stem: judge(path.read_text(encoding="utf-8")) for path in sorted(directory.glob("*.json"))})


def judge(text: str) -> tuple[str, ...]:
    """What the product's answer has otherwise. What is no case, or is refused, is a failing one and stops no other."""
    try:
        case = json.loads(text)
        kind, given, expected = case["kind"], case["input"], case["expected"]
        if kind not in KINDS:
            return (f"nothing here answers the kind {kind}",)
        return tuple(differences(KINDS[kind](given), expected))
    except (ValueError, KeyError, TypeError, AttributeError, ArithmeticError) as error:
        return (f"could not be worked out: {type(error).__name__} {error}",)
