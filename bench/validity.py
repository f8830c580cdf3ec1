"""Do the measures find the hidden climate again? `python -m bench.validity [--share 0.1] [--seeds 3]`.

A made-up NHS (`bench.nhs`) is drawn at three levels of noise fixed beforehand: 0.5, 1 and 2. For every organisation with the least
data that the specification asks for, the environment measures and coverage are worked out by the product's own functions over the
last 365 days, and ranked against the climate it was drawn from (Spearman). Trusts and general practices apart.

What it proves: that a measure goes the right way and how far chance drowns it at the sizes of real organisations. What it does not:
that real climates make events the way the generator does. A strong figure here is needed and not enough.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from bench.nhs import CHANGES, CODE, DAYS, World, events, world
from groundswell.insight.measures.clocks import decisions, responses
from groundswell.insight.measures.coverage import Team, coverage
from groundswell.insight.measures.rows import Clock

WINDOW, CLOCK = 365, 14
LEAST = {"ideas": (8, 5), "teams": 5}
NOISE = (0.5, 1.0, 2.0)
Figures = dict[str, dict[int, float]]  # by measure, by organisation


def figures(here: World, log: Any) -> Figures:
    """Of every organisation with enough behind it. `log` is the record array of all events."""
    since = DAYS - 1 - WINDOW
    found: Figures = defaultdict(dict)
    asked = {
        "raised": ("raised", "responded"),
        "decided": ("approval_requested", "approval_decided"),
        "blocked": ("blocked", "unblocked"),
    }
    for name, (begins, ends) in asked.items():
        for organisation, clocks in _clocks(here, log, begins, ends, since).items():
            if len(clocks) < LEAST["ideas"][0] or len({clock.person for clock in clocks}) < LEAST["ideas"][1]:
                continue
            _say(found, name, organisation, clocks)
    for organisation, share in _covered(here, log, since).items():
        found["LM1 teams in which somebody led"][organisation] = share
    return found


def _say(found: Figures, name: str, organisation: int, clocks: list[Clock]) -> None:
    last = DAYS - 1
    if name == "raised":
        seen = responses(clocks, last)
        if seen.silent.value is not None:
            found["LM9 silent after 14 days"][organisation] = -float(seen.silent.value)
        if seen.median_days is not None:
            found["LM9 median days to an answer"][organisation] = -float(seen.median_days)
    elif name == "decided":
        asked = decisions(clocks, last, CLOCK)
        if asked.median_days is not None:
            found["LM10 median days to a decision"][organisation] = -float(asked.median_days)
        if asked.within.value is not None:
            found["LM10 decided in time"][organisation] = float(asked.within.value)
    else:
        days = [(last if clock.end is None else clock.end) - clock.start for clock in clocks]
        found["LM13 mean days in the way"][organisation] = -float(np.mean(days))


def _clocks(here: World, log: Any, begins: str, ends: str, since: int) -> Mapping[int, list[Clock]]:
    """One clock a change, from the one event to the other; those that began in the window, by organisation."""
    start, end = log[log["kind"] == CODE[begins]], log[log["kind"] == CODE[ends]]
    until = dict(zip(end["change"].tolist(), end["day"].tolist(), strict=True))
    found: dict[int, list[Clock]] = defaultdict(list)
    inside = start[start["day"] > since]
    homes = here.organisation[inside["team"]]
    for change, person, day, home in zip(
        inside["change"].tolist(), inside["actor"].tolist(), inside["day"].tolist(), homes.tolist(), strict=True
    ):
        found[home].append(Clock(change, person, day, until.get(change)))
    return found


def _covered(here: World, log: Any, since: int) -> Mapping[int, float]:
    """LM1 of organisations with five teams or more: who has a seat and did something in the same change in the window."""
    seats = log[np.isin(log["kind"], (CODE["led"], CODE["co_led"]))]
    acts = log[
        np.isin(log["kind"], (CODE["cycle_done"], CODE["implemented"], CODE["result_shown"])) & (log["day"] > since)
    ]
    held = _pairs(seats)
    led = np.unique(acts["actor"][np.isin(_pairs(acts), held)])
    leads = np.bincount(np.searchsorted(here.first, led, side="right") - 1, minlength=len(here.organisation))
    staff = np.diff(here.first)
    teams: dict[int, list[Team]] = defaultdict(list)
    for team, home in enumerate(here.organisation.tolist()):
        teams[home].append(Team(str(team), "", int(staff[team]), int(leads[team]), int(leads[team])))
    found = {}
    for home, inside in teams.items():
        units = coverage(inside)
        if len(units.units) >= LEAST["teams"] and units.led.value is not None:
            found[home] = float(units.led.value)
    return found


def _pairs(rows: Any) -> Any:
    return rows["change"].astype(np.int64) << 32 | rows["actor"].astype(np.int64)


def spearman(one: Any, other: Any) -> float:
    """Rank correlation; ties share the mean of their ranks."""
    return float(np.corrcoef(_ranks(np.asarray(one)), _ranks(np.asarray(other)))[0, 1])


def _ranks(values: Any) -> Any:
    _unique, inverse, counts = np.unique(values, return_inverse=True, return_counts=True)
    ends = np.cumsum(counts)
    return (ends - (counts - 1) / 2)[inverse]


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--share", type=float, default=0.1, help="of the NHS")
    asked.add_argument("--seeds", type=int, default=3)
    given = asked.parse_args()
    found: dict[tuple[str, str, float], list[tuple[float, int]]] = defaultdict(list)
    for noise in NOISE:
        for seed in range(1, given.seeds + 1):
            rng = np.random.default_rng(seed)
            here = world(given.share, rng)
            log = np.concatenate(list(events(here, int(given.share * CHANGES), rng, noise)))
            for measure, by in figures(here, log).items():
                for sort, wanted in (("trusts", True), ("practices", False)):
                    homes = [home for home in by if bool(here.is_trust[home]) is wanted]
                    if len(homes) >= 10:
                        rank = spearman([by[home] for home in homes], here.climate[homes])
                        found[measure, sort, noise].append((rank, len(homes)))
    _print(found)


def _print(found: Mapping[tuple[str, str, float], list[tuple[float, int]]]) -> None:
    mean: Callable[[list[float]], float] = lambda values: sum(values) / len(values)  # noqa: E731
    print("| measure | where | organisations | " + " | ".join(f"noise {noise}" for noise in NOISE) + " |")
    print("|---|---|---|" + "---|" * len(NOISE))
    for measure in sorted({name for name, _sort, _noise in found}):
        for sort in ("trusts", "practices"):
            rows = [found.get((measure, sort, noise), []) for noise in NOISE]
            if any(rows):
                said = [f"{mean([rank for rank, _n in row]):+.2f}" if row else "too few" for row in rows]
                number = max(n for row in rows for _rank, n in row)
                print(f"| {measure} | {sort} | {number} | " + " | ".join(said) + " |")


if __name__ == "__main__":
    main()
