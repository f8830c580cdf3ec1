"""A believable NHS to measure the map with: `python -m bench.nhs [--share 0.01] [--seed 1] [--out FILE.npz]`.

Made up and seeded: at `--share 1` some 1.5 million staff in 60,000 teams of 9,000 organisations over ten years, 16 million
events. Sizes are heavy-tailed, organisations join over the years, a few teams do much.

Every organisation has a hidden climate between 0 and 1 that nobody measures: where it is good, answers and decisions come
sooner, fewer things are in the way, more is led by two, and what works spreads. The events are drawn from it with noise, so that
it can be asked afterwards how well the measures find it again.

Everything is vectors of NumPy: a block of changes at a time, so that memory does not grow with the number of events.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

Numbers = np.ndarray[Any, Any]

ORGANISATIONS, TEAMS, STAFF, CHANGES, YEARS = 9_000, 60_000, 1_500_000, 1_520_000, 10
TRUSTS, BOARDS, REGIONS = 220, 42, 7
DAYS = 365 * YEARS
BLOCK = 50_000  # changes made at once
KINDS = (
    "raised", "responded", "commented", "joined", "led", "co_led", "approval_requested", "approval_decided", "blocked",
    "unblocked", "task_done", "cycle_done", "implemented", "result_shown", "adopted", "reversed", "thanked",
)  # fmt: skip
CODE = {kind: code for code, kind in enumerate(KINDS)}
# Shares of the staff groups in trusts and in general practice: nurses, support, doctors, allied, technical, admin, estates, managers.
IN_TRUSTS, IN_PRACTICES = (
    (0.28, 0.20, 0.11, 0.08, 0.09, 0.14, 0.06, 0.04),
    (0.17, 0.09, 0.29, 0.04, 0.04, 0.30, 0.01, 0.06),
)
MANAGERS = 7
FIELDS = np.dtype(
    [
        ("day", "i4"),
        ("kind", "u1"),
        ("change", "i4"),
        ("actor", "i4"),
        ("other", "i4"),
        ("team", "i4"),
        ("result", "i1"),
    ]
)


@dataclass(frozen=True)
class World:
    """Who there is. Arrays by organisation, by team and by person; `climate` is the hidden truth."""

    board: Numbers
    is_trust: Numbers
    climate: Numbers
    joined: Numbers
    organisation: Numbers  # of each team
    liveliness: Numbers  # of each team
    first: Numbers  # the first person of each team, and one past the last of all
    group: Numbers  # of each person
    is_manager: Numbers


def world(share: float, rng: np.random.Generator) -> World:
    organisations, teams, staff = (
        max(floor, int(share * n)) for n, floor in ((ORGANISATIONS, 20), (TEAMS, 120), (STAFF, 3_000))
    )
    trusts = max(4, int(share * TRUSTS))
    is_trust = np.arange(organisations) < trusts
    climate = rng.beta(4, 4, organisations)
    joined = np.clip(DAYS * rng.beta(1.4, 3.0, organisations), 0, DAYS * 0.9).astype(np.int32)
    weights = np.where(
        is_trust, rng.lognormal(0, 0.7, organisations) * 0.8 * teams / trusts, 0.2 * teams / organisations
    )
    organisation = np.sort(
        np.concatenate(
            (np.arange(organisations), rng.choice(organisations, teams - organisations, p=weights / weights.sum()))
        )
    )
    size = np.clip(rng.lognormal(np.where(is_trust[organisation], 3.1, 2.5), 0.6), 3, 400)
    size = np.maximum(2, (size * staff / size.sum()).astype(np.int64))
    first = np.concatenate(([0], np.cumsum(size)))
    works_in_trust = np.repeat(is_trust[organisation], size)
    drawn = rng.random(len(works_in_trust))
    group = np.where(
        works_in_trust, np.searchsorted(np.cumsum(IN_TRUSTS)[:-1], drawn), np.searchsorted(np.cumsum(IN_PRACTICES)[:-1], drawn)
    )  # fmt: skip
    return World(
        rng.integers(0, max(2, int(share * BOARDS)), organisations), is_trust, climate, joined, organisation.astype(np.int32),
        rng.gamma(0.5, 2.0, len(organisation)), first.astype(np.int64), group.astype(np.uint8), group == MANAGERS,
    )  # fmt: skip


def events(here: World, changes: int, rng: np.random.Generator, noise: float = 1.0) -> Iterator[Numbers]:
    """Blocks of events, each a record array of `FIELDS`; the changes of a block follow those of the one before. Days from 0.

    `noise` widens what chance adds to every duration: 0.5, 1 and 2 are the levels at which validity is asked.
    """
    climate = here.climate[here.organisation]
    alive = DAYS - here.joined[here.organisation]
    pull = here.liveliness * (0.3 + climate) * alive
    pull = pull / pull.sum()
    for begin in range(0, changes, BLOCK):
        number = min(BLOCK, changes - begin)
        team = rng.choice(len(pull), number, p=pull)
        yield _block(here, begin, team.astype(np.int32), rng, noise)


def _block(here: World, begin: int, team: Numbers, rng: np.random.Generator, noise: float) -> Numbers:
    number, made = len(team), []
    change = np.arange(begin, begin + number, dtype=np.int32)
    climate = here.climate[here.organisation[team]]
    raised = here.joined[here.organisation[team]] + rng.random(number) * (DAYS - here.joined[here.organisation[team]])
    owner, lead, second = (_somebody(here, team, rng) for _ in range(3))

    def days(typical: Numbers | float) -> Numbers:
        return rng.lognormal(np.log(typical), 0.8 * noise)

    def add(
        kind: str, at: Numbers, actor: Numbers, keep: Numbers, other: Numbers | None = None, result: Numbers | int = 0
    ) -> None:
        row = np.zeros(int(keep.sum()), FIELDS)
        row["day"], row["kind"], row["change"], row["actor"] = at[keep], CODE[kind], change[keep], actor[keep]
        row["other"] = -1 if other is None else other[keep]
        row["team"] = _team_of(here, actor[keep])
        row["result"] = result if isinstance(result, int) else result[keep]
        made.append(row[row["day"] < DAYS])

    everybody = np.ones(number, bool)
    answered = raised + days(2 + 18 * (1 - climate))
    add("raised", raised, owner, everybody)
    add("responded", answered, _somebody(here, team, rng), rng.random(number) < 0.55 + 0.4 * climate)
    for _ in range(3):
        add("commented", raised + days(6.0), _somebody(here, team, rng), rng.random(number) < 0.45)
    began = rng.random(number) < 0.45 + 0.4 * climate
    start = answered + days(7.0)
    add("led", start, lead, began, other=owner)
    paired = began & (rng.random(number) < 0.25 + 0.6 * climate)
    add("co_led", start + days(5.0), second, paired, other=lead)
    asks = began & (rng.random(number) < 0.75 - 0.5 * climate)
    decided = start + days(4 + 40 * (1 - climate))
    add("approval_requested", start, lead, asks)
    add("approval_decided", decided, _somebody(here, team, rng), asks & (rng.random(number) < 0.93), other=lead,
        result=(rng.random(number) < 0.75 + 0.2 * climate).astype(np.int8))  # fmt: skip
    work = np.where(asks, decided, start)
    stuck = began & (rng.random(number) < 0.55 - 0.35 * climate)
    cleared = work + days(6 + 50 * (1 - climate))
    add("blocked", work, lead, stuck)
    add("unblocked", cleared, _somebody(here, team, rng), stuck & (rng.random(number) < 0.85))
    work = np.where(stuck, cleared, work)
    for turn in range(4):
        helper = _somebody(here, team, rng)
        joins = began & (rng.random(number) < 0.5)
        add("joined", work + days(4.0), helper, joins, other=lead)
        add("task_done", work + days(10.0 + 8 * turn), helper, joins, other=lead)
        add(
            "cycle_done",
            work + days(14.0 * (turn + 1)),
            np.where(rng.random(number) < 0.5, lead, second),
            began & (rng.random(number) < 0.6),
        )
    done = began & (rng.random(number) < 0.35 + 0.4 * climate)
    finished = work + days(60.0)
    add("implemented", finished, lead, done)
    add("result_shown", finished + days(20.0), lead, done & (rng.random(number) < 0.6))
    add("reversed", finished + days(90.0), lead, done & (rng.random(number) < 0.08))
    add("thanked", finished + days(5.0), second, done, other=lead)
    for _ in range(3):  # what spreads goes anywhere, and to lively teams most
        taker = rng.integers(0, len(here.organisation), number)
        add(
            "adopted",
            finished + days(120.0),
            _somebody(here, taker, rng),
            done & (rng.random(number) < 0.05 + 0.25 * climate),
        )
    return np.concatenate(made)


def _somebody(here: World, team: Numbers, rng: np.random.Generator) -> Numbers:
    """One person of each team; the first ones of a team much more often than the last."""
    size = here.first[team + 1] - here.first[team]
    return (here.first[team] + (size * rng.random(len(team)) ** 2.5).astype(np.int64)).astype(np.int32)


def _team_of(here: World, people: Numbers) -> Numbers:
    return (np.searchsorted(here.first, people, side="right") - 1).astype(np.int32)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--share", type=float, default=0.01, help="of the NHS")
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--noise", type=float, default=1.0)
    asked.add_argument("--out", help="a file for NumPy, with who there is and what happened")
    given = asked.parse_args()
    rng = np.random.default_rng(given.seed)
    here = world(given.share, rng)
    blocks = list(events(here, max(1_000, int(given.share * CHANGES)), rng, given.noise))
    log = np.concatenate(blocks)
    print(
        f"{len(here.climate):,} organisations, {len(here.organisation):,} teams, {here.first[-1]:,} staff, {len(log):,} events"
    )
    for kind, number in zip(KINDS, np.bincount(log["kind"], minlength=len(KINDS)), strict=True):
        print(f"  {kind:<20}{number:>12,}")
    if given.out:
        np.savez(given.out, log=log, **vars(here))


if __name__ == "__main__":
    main()
