"""Do the measures find the hidden climate again? `python -m bench.validity [--share 1] [--seed 1]`.

A made-up NHS (`bench.nhs`) is drawn at three levels of noise fixed beforehand: 0.5, 1 and 2. It is counted as the product counts a
month (`insight.tally`, on DuckDB). Of every organisation with the least data that the specification asks for, the environment
measures, coverage and two of shared leadership are ranked against the climate it was drawn from (Spearman, with its 95 % limits).
Trusts and general practices apart. What is better when it is lower has its sign turned, so that +1 is a perfect finding.

What it proves: that a measure goes the right way and how far chance drowns it at the sizes of real organisations. What it does not:
that real climates make events the way the generator does. A strong figure here is needed and not enough. Reversal is drawn
without regard to the climate: it should be found at 0.
"""

from __future__ import annotations

import argparse
import os
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from bench.nhs import World
from bench.tally import AS_OF, DIVISION, ORGANISATION, write
from groundswell.insight.measures.intervals import Z95
from groundswell.insight.rules import FEWEST_CHANGES, FEWEST_PEOPLE, FEWEST_TEAMS
from groundswell.insight.tally import cells
from groundswell.insight.tally.count import count_all
from groundswell.insight.tally.duck import Duck

NOISE = (0.5, 1.0, 2.0)
FEWEST = 10  # organisations, for a rank correlation to be said
FEWEST_SPREAD = 10


def of_organisations(folder: Path) -> Iterator[tuple[int, cells.Figures]]:
    """Number from 0 and counted figures of every organisation, from the Parquet files of `bench.tally`."""
    engine = Duck(folder)
    count_all(engine, AS_OF)
    engine.run(f"CREATE TEMP TABLE t_homes AS SELECT * FROM t_cell WHERE unit >= {ORGANISATION} AND unit < {DIVISION}")
    found: dict[int, dict[int, dict[int, cells.Numbers]]] = defaultdict(lambda: defaultdict(dict))
    for unit, measure, key, *numbers in engine.rows("SELECT unit, measure, key, a, b, c, d FROM t_homes"):
        found[unit][measure][key] = tuple(numbers)
    engine.close()
    for unit, by_measure in found.items():
        yield unit - ORGANISATION, cells.figures(by_measure)


def said(one: cells.Figures) -> dict[str, float]:
    """What has enough behind it, higher where it is better."""
    found: dict[str, float | None] = {}
    led, _by_two, _by_others, teams = one["coverage"]
    if teams >= FEWEST_TEAMS:
        found["LM1 teams in which somebody led"] = led / teams
    by_both, changes = one["co_led"]
    if changes >= FEWEST_CHANGES:
        found["LM5 changes led by both"] = by_both / changes
        found["LM13 things in the way for each change led"] = -one["blocked"]["open"] / changes
    if one["spread_behind"][0] >= FEWEST_PEOPLE and sum(one["spread"].values()) >= FEWEST_SPREAD:
        found["LM8 other teams that take a change up"] = float(cells.spread(one).r or 0)
    if _enough(one["response"]["behind"]):
        found["LM9 median days to an answer"] = _lower(one["response"]["median"])
        found["LM9 silent after 14 days"] = _lower_share(one["response"]["silent"])
    if _enough(one["decision"]["behind"]):
        found["LM10 median days to a decision"] = _lower(one["decision"]["median"])
        found["LM10 decided in time"] = _share(one["decision"]["within"])
    handed = one["approvals"]
    if handed["behind"][0] >= FEWEST_CHANGES:
        found["LM11 permissions for a change"] = -handed["requests"] / handed["behind"][0]
    if handed["own_authority"][1] >= FEWEST_CHANGES:
        found["LM11 low risk done without asking"] = _share(handed["own_authority"])
    if _enough(one["waiting"]["behind"]) and one["waiting"]["of"]:
        found["LM12 share of days spent waiting"] = -one["waiting"]["days"] / one["waiting"]["of"]
    if one["blocked"]["open"] >= FEWEST_CHANGES:
        found["LM13 median age of what is in the way"] = _lower(one["blocked"]["median"])
    if one["reversal"][1] >= FEWEST_CHANGES:
        found["LM14 given up again (no climate in it)"] = _lower_share(one["reversal"])
    return {name: value for name, value in found.items() if value is not None}


def _enough(behind: Any) -> bool:
    """Eight of them, by five people."""
    return bool(behind[0] >= FEWEST_CHANGES and behind[1] >= FEWEST_PEOPLE)


def _share(counted: Any) -> float | None:
    return counted[0] / counted[1] if counted[1] else None


def _lower(value: float | None) -> float | None:
    return None if value is None else -value


def _lower_share(counted: Any) -> float | None:
    return _lower(_share(counted))


def spearman(one: Any, other: Any) -> float:
    """Rank correlation; ties share the mean of their ranks."""
    return float(np.corrcoef(_ranks(np.asarray(one)), _ranks(np.asarray(other)))[0, 1])


def _ranks(values: Any) -> Any:
    _unique, inverse, counts = np.unique(values, return_inverse=True, return_counts=True)
    ends = np.cumsum(counts)
    return (ends - (counts - 1) / 2)[inverse]


def limits(rank: float, n: int) -> tuple[float, float]:
    """95 % of a rank correlation of n pairs: Fisher's z with the wider variance (1 + r²/2)/(n - 3) of Bonett and Wright (2000)."""
    half = Z95 * ((1 + rank * rank / 2) / (n - 3)) ** 0.5
    return float(np.tanh(np.arctanh(rank) - half)), float(np.tanh(np.arctanh(rank) + half))


Ranks = Mapping[tuple[str, str, float], tuple[float, int]]


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--share", type=float, default=1.0, help="of the NHS")
    asked.add_argument("--seed", type=int, default=1)
    given = asked.parse_args()
    found: dict[tuple[str, str, float], tuple[float, int]] = {}
    for noise in NOISE:
        folder = Path(tempfile.mkdtemp(prefix="validity-"))
        here, number = write(folder, given.share, given.seed, noise)
        found |= {(*which, noise): rank for which, rank in against_climate(here, folder).items()}
        print(f"noise {noise}: {number:,} facts (load {os.getloadavg()[0]:.1f})", flush=True)
        shutil.rmtree(folder)
    _print(found)


def against_climate(here: World, folder: Path) -> dict[tuple[str, str], tuple[float, int]]:
    """By measure and sort of organisation: the rank correlation and of how many."""
    by: dict[tuple[str, str], dict[int, float]] = defaultdict(dict)
    for organisation, one in of_organisations(folder):
        sort = "trusts" if here.is_trust[organisation] else "practices"
        for name, value in said(one).items():
            by[name, sort][organisation] = value
    return {
        which: (spearman(list(values.values()), here.climate[list(values)]), len(values))
        for which, values in by.items()
        if len(values) >= FEWEST
    }


def _print(found: Ranks) -> None:
    print("| measure | where | organisations | " + " | ".join(f"noise {noise}" for noise in NOISE) + " |")
    print("|---|---|---|" + "---|" * len(NOISE))
    for measure in sorted({name for name, _sort, _noise in found}, key=lambda name: int(name.split()[0][2:])):
        for sort in ("trusts", "practices"):
            rows = [found.get((measure, sort, noise)) for noise in NOISE]
            if any(rows):
                number = " / ".join(f"{row[1]:,}" if row else "few" for row in rows)
                print(f"| {measure} | {sort} | {number} | " + " | ".join(map(_cell, rows)) + " |")


def _cell(row: tuple[float, int] | None) -> str:
    if row is None:
        return "too few"
    low, high = limits(*row)
    return f"{row[0]:+.2f} ({low:+.2f} to {high:+.2f})"


if __name__ == "__main__":
    main()
