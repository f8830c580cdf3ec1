"""Does this engine conform to a reference program, case by case? See `run`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from . import anhoej, anhoej_deviations, making_data_count, making_data_count_deviations
from .cases import Case, load
from .compare import differences
from .deviations import Deviation, adjusted

ENGINES = {
    "NHSRplotthedots::ptd_spc": (making_data_count.answer, making_data_count_deviations.DEVIATIONS),
    "qicharts2::qic": (anhoej.answer, anhoej_deviations.DEVIATIONS),
}
DEVIATIONS = (*making_data_count_deviations.DEVIATIONS, *anhoej_deviations.DEVIATIONS)
FRAGILE = "fp_fragile"

__all__ = ["DEVIATIONS", "ENGINES", "Deviation", "Outcome", "check", "run"]


class Outcome(NamedTuple):
    """What came of one case. `mismatches` is empty when it conforms."""

    case: Case
    built: bool
    mismatches: list[str]
    deviations: list[Deviation]

    @property
    def gated(self) -> bool:
        return self.built and FRAGILE not in self.case.get("tags", [])


def check(case: Case) -> Outcome:
    """Compare our answer to one case with what is expected of us."""
    if case["engine"] not in ENGINES:
        return Outcome(case, False, [], [])
    answer, deviations = ENGINES[case["engine"]]
    expected, used = adjusted(case, deviations)
    return Outcome(case, True, list(differences(expected, answer(case))), used)


def run(paths: Iterable[str | Path]) -> int:
    """Check files of cases and print every mismatch, N of M for each file and in total.

    M counts every case that is not fragile, built or not. Returns 1 when a gated case mismatches, else 0.
    """
    everything: list[Outcome] = []
    for path in map(Path, paths):
        outcomes = [check(case) for case in load(path)]
        print(f"{path.name}: {_count(outcomes)}")
        for line in _details(outcomes):
            print(f"  {line}")
        everything += outcomes
    print(f"Total: {_count(everything)}")
    return int(any(outcome.gated and outcome.mismatches for outcome in everything))


def _count(outcomes: list[Outcome]) -> str:
    fragile = [outcome for outcome in outcomes if FRAGILE in outcome.case.get("tags", [])]
    unbuilt = [outcome for outcome in outcomes if not outcome.built]
    good = [outcome for outcome in outcomes if outcome.gated and not outcome.mismatches]
    told = sum(bool(outcome.deviations) for outcome in good)
    text = f"{len(good)} of {len(outcomes) - len(fragile)} conform"
    text += f", {told} by a documented deviation" if told else ""
    agree = sum(outcome.built and not outcome.mismatches for outcome in fragile)
    text += f"; {len(fragile)} fragile not counted ({agree} agree)" if fragile else ""
    return text + (f"; {len(unbuilt)} NOT BUILT" if unbuilt else "")


def _details(outcomes: list[Outcome]) -> Iterator[str]:
    unknown = sorted({str(outcome.case["engine"]) for outcome in outcomes if not outcome.built})
    if unknown:
        yield f"not built: {', '.join(unknown)}"
    for outcome in outcomes:
        name = outcome.case["id"]
        for deviation in outcome.deviations:
            yield f"{name}: deviation ({deviation.name}): {deviation.what}"
        for mismatch in outcome.mismatches:
            yield f"{name}: {'MISMATCH' if outcome.gated else 'fragile, differs'}: {mismatch}"
