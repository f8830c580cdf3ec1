"""Outside lists of what leading is, as dated data: `data/leading.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

DATA = Path(__file__).parent / "data" / "leading.toml"


@dataclass(frozen=True)
class Dimension:
    code: str
    name: str
    ask: str


@dataclass(frozen=True)
class Framework:
    code: str
    owner: str
    name: str
    version: str
    since: date
    until: date | None
    note: str
    dimensions: tuple[Dimension, ...]


@lru_cache(maxsize=1)
def all_frameworks() -> tuple[Framework, ...]:
    return tuple(
        Framework(
            row["code"], row["owner"], row["name"], row["version"], row["from"], row.get("until"), row["note"],
            tuple(Dimension(**one) for one in row["dimensions"]),
        )
        for row in tomllib.loads(DATA.read_text())["framework"]
    )  # fmt: skip


def frameworks_on(day: date) -> list[Framework]:
    return [one for one in all_frameworks() if one.since <= day and (one.until is None or day <= one.until)]


def dimension_of(framework: str, dimension: str, day: date) -> tuple[Framework, Dimension] | None:
    found = [(one, part) for one in frameworks_on(day) if one.code == framework for part in one.dimensions]
    return next((pair for pair in found if pair[1].code == dimension), None)
