"""What the cells of one unit say: from whole numbers to the figures of a month, with the measures' own formulas.

    measure        key                          a                  b               c            d
    LED            0                            leads              not managers
    GROUPS         staff group                  leads
    WEIGHTS        nth change, nth lead of it   part in the change
    NETWORK        0                            ties               most followed   staff
    TIES           boundary                     across             within
    SIDES          side of a person             people with ties
    TIED           0                            people with ties   sum of squares over organisations
    MATRIX         side followed from and to    ties
    CO_LED         0                            by both            led changes
    PAIRS          other team                   shared changes     1: elsewhere
    PROGRESSION    move                         moves              days at risk    at risk
    SPREAD         teams that took it up        changes
    SPREAD_BY      0                            people             changes
    RESPONSE       days                         answered           still open
    SILENT         0                            silent             old enough      ideas        people
    DECISION       days                         decided            still open
    WITHIN         0                            in the clock       judged          open past it people
    APPROVALS      0                            requests           handoffs        sent back    changes
    PASSED         requests and hand-offs       changes
    OWN_AUTHORITY  0                            nobody asked       low risk                     people
    WAITING        0                            days waiting       days alive      changes      people
    WAITED         0                            waiting squared    times alive     alive squared
    BLOCKED        level and age                asks               days
    REVERSAL       0                            given up           came to work                 people
    SECOND         0                            again              first-timers
    COVERAGE       0                            led                by two          by others    teams

What comes out can be written as JSON and is raw: a page shows of it what the gate lets through.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from groundswell.insight.measures.blocked import Blocked
from groundswell.insight.measures.boundary import Boundary
from groundswell.insight.measures.concentration import Concentration
from groundswell.insight.measures.intervals import ratio
from groundswell.insight.measures.progression import Move
from groundswell.insight.measures.spread import Spread
from groundswell.insight.measures.survival import HALF, TENTH, Step, Survival
from groundswell.insight.tally import draws
from groundswell.insight.tally.codes import Measure
from groundswell.insight.tally.steps import GROUP, MANY, ORGANISATION, SEAT, SECTOR

Numbers = tuple[int, int, int, int]
Cells = Mapping[int, Mapping[int, Numbers]]  # by measure, by key
Figures = dict[str, Any]
NOTHING: Numbers = (0, 0, 0, 0)
BOUNDARIES = {"seat": SEAT, "group": GROUP, "organisation": ORGANISATION, "sector": SECTOR}


def figures(cells: Cells) -> Figures:
    """All that holds for a unit by itself; of several teams together `insight.counted` makes the rest."""
    one = {measure: cells.get(measure, {}).get(0, NOTHING) for measure in Measure}
    silent, within, handed = one[Measure.SILENT], one[Measure.WITHIN], one[Measure.APPROVALS]
    return {
        "coverage": one[Measure.COVERAGE],
        "groups": {key: row[0] for key, row in sorted(cells.get(Measure.GROUPS, {}).items())},
        "ties": {name: _boundary(cells, boundary) for name, boundary in BOUNDARIES.items()},
        "tied": one[Measure.TIED][0],
        "matrix": {key: row[0] for key, row in sorted(cells.get(Measure.MATRIX, {}).items())},
        "sides": _sides(cells.get(Measure.SIDES, {})),
        "co_led": one[Measure.CO_LED][:2],
        "moves": _moves(cells),
        "spread": {key: row[0] for key, row in sorted(cells.get(Measure.SPREAD, {}).items())},
        "spread_behind": [one[Measure.SPREAD_BY][1], one[Measure.SPREAD_BY][0]],
        "response": {**_quantiles(survival(cells.get(Measure.RESPONSE, {}))), "silent": silent[:2], "behind": silent[2:]},
        "decision": {
            **_quantiles(survival(cells.get(Measure.DECISION, {}))), "within": within[:2], "open_past": within[2],
            "behind": [sum(row[0] + row[1] for row in cells.get(Measure.DECISION, {}).values()), within[3]],
        },
        "approvals": {"requests": handed[0], "handoffs": handed[1], "returned": [handed[2], handed[3]],
                      "own_authority": one[Measure.OWN_AUTHORITY][:2],
                      "behind": [handed[3], one[Measure.OWN_AUTHORITY][3]]},
        "waiting": {"days": one[Measure.WAITING][0], "of": one[Measure.WAITING][1], "behind": one[Measure.WAITING][2:]},
        "blocked": _blocked(cells.get(Measure.BLOCKED, {})),
        "reversal": one[Measure.REVERSAL][:2],
        "reversal_behind": [one[Measure.REVERSAL][1], one[Measure.REVERSAL][3]], "second": one[Measure.SECOND][:2],
    }  # fmt: skip


def survival(rows: Mapping[int, Numbers]) -> Survival:
    """From how many waits ended and how many were still open after so many days."""
    at_risk, steps = sum(row[0] + row[1] for row in rows.values()), []
    for day in sorted(rows):
        ended, still_open = rows[day][:2]
        if ended:
            steps.append(Step(day, at_risk, ended))
        at_risk -= ended + still_open
    return Survival(tuple(steps))


def _quantiles(found: Survival) -> Figures:
    return {
        "median": found.first_day(HALF), "median_limits": found.limits(HALF), "p90": found.first_day(TENTH),
        "p90_limits": found.limits(TENTH),
    }  # fmt: skip


def boundary(cells: Cells, which: int) -> Boundary:
    """LM5 at one boundary. Expected: what would cross if everybody with a tie were tied to everybody."""
    across, within, _c, _d = cells.get(Measure.TIES, {}).get(which, NOTHING)
    people, squares, _c, _d = cells.get(Measure.TIED, {}).get(0, NOTHING)
    if which != ORGANISATION:
        sides: Counter[int] = Counter()
        for key, row in cells.get(Measure.SIDES, {}).items():
            sides[{SEAT: key // 2000, GROUP: key % 1000, SECTOR: key // 1000 % 2}[which]] += row[0]
        squares = sum(size * size for size in sides.values())
    expected = 1 - Fraction(squares - people, people * (people - 1)) if people > 1 else None
    return Boundary(across, within, expected, None)


def _boundary(cells: Cells, which: int) -> Figures:
    found = boundary(cells, which)
    as_expected = found.observed_to_expected
    return {"across": found.cross, "within": found.within, "to_expected": None if as_expected is None else float(as_expected),
            "limits": found.ratio_limits}  # fmt: skip


def _sides(rows: Mapping[int, Numbers]) -> list[int]:
    """People with ties: clinicians elsewhere and in general practice, managers elsewhere and there."""
    found = [0, 0, 0, 0]
    for key, row in rows.items():
        found[key // 2000 * 2 + key // 1000 % 2] += row[0]
    return found


def _moves(cells: Cells) -> list[tuple[int, ...]]:
    return [cells.get(Measure.PROGRESSION, {}).get(move, NOTHING)[:3] for move in range(3)]


def moves_of(cells: Cells) -> list[Move]:
    return [Move(*row) for row in _moves(cells)]


def moves(figures: Figures) -> list[Move]:
    return [Move(*row) for row in figures["moves"]]


def spread(figures: Figures) -> Spread:
    """LM8 from how many changes were taken up by how many teams."""
    return Spread(tuple(int(children) for children, changes in figures["spread"].items() for _ in range(changes)))


def hands(rows: Mapping[int, Numbers], staff: int) -> Figures:
    """LM3 of one team. Nobody is in it but by a number that says nothing."""
    weights: Counter[int] = Counter()
    for key, row in rows.items():
        weights[key % MANY] += row[0]
    found = Concentration(staff, {lead: Fraction(weight) for lead, weight in weights.items()})
    gini, top = found.gini, found.top_tenth_share
    return {"leads": found.leaders, "n1": found.n1, "n2": float(found.n2 or 0), "evenness": found.evenness,
            "gini": float(gini or 0), "top_tenth": float(top or 0), "n1_limits": draws.of_hands(parts(rows))}  # fmt: skip


def leads(rows: Mapping[int, Numbers]) -> int:
    return len({key % MANY for key in rows})


def parts(rows: Mapping[int, Numbers]) -> list[dict[int, int]]:
    """Of each change of a team: what part each of its leads has in it."""
    found: dict[int, dict[int, int]] = {}
    for key, row in rows.items():
        found.setdefault(key // MANY, {})[key % MANY] = row[0]
    return [found[change] for change in sorted(found)]


def limits(cells: Cells) -> Figures:
    """Of what is an average over changes: how far it could be off by the chance of which changes there were."""
    passed = cells.get(Measure.PASSED, {})
    requests: Counter[int] = Counter()
    handoffs: Counter[int] = Counter()
    for key, row in passed.items():
        requests[key // 1000] += row[0]
        handoffs[key % 1000] += row[0]
    days, alive, changes, _people = cells.get(Measure.WAITING, {}).get(0, NOTHING)
    squares = cells.get(Measure.WAITED, {}).get(0, NOTHING)[:3]
    return {
        "spread": draws.of_counts({key: row[0] for key, row in cells.get(Measure.SPREAD, {}).items()}),
        "requests": draws.of_counts(requests), "handoffs": draws.of_counts(handoffs),
        "waiting": ratio(days, alive, changes, *squares),
    }  # fmt: skip


def decentralisation(row: Numbers) -> Fraction | None:
    """LM4 of one team, from its ties, how many follow the most followed, and its staff."""
    ties, most, staff, _d = row
    return None if staff < 2 else 1 - Fraction(staff * most - ties, (staff - 1) ** 2)


def _blocked(rows: Mapping[int, Numbers]) -> Figures:
    """LM13: asks by level and band of age, and the ages' middle."""
    levels: dict[int, Counter[int]] = {}
    for key, row in rows.items():
        levels.setdefault(key // 1000, Counter())[key % 1000] += row[0]
    everything = _ages(levels.values())
    half = everything.median_age_days
    return {
        "open": everything.open, "days": sum(row[1] for row in rows.values()), "median": None if half is None else float(half),
        "by_level": {level: list(_ages([ages]).bands.values()) for level, ages in sorted(levels.items())},
    }  # fmt: skip


def _ages(counted: Iterable[Counter[int]]) -> Blocked:
    total: Counter[int] = Counter()
    for ages in counted:
        total += ages
    return Blocked(Counter(), tuple(sorted(total.elements())))
