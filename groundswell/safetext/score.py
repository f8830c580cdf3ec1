"""How well the check does on texts that people have labelled."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from .finder import Finding, findings

# The labelled texts have fewer and shorter names for our kinds (d22).
_LABEL = {
    "date_of_birth": "dob",
    "name_with_title": "patient_name",
    "initials_with_bed": "combo",
    "free_text_clinical_detail": "combo",
}


@dataclass(frozen=True, slots=True)
class Case:
    """One labelled text: spans are (start, end, kind) in code points, end exclusive."""

    name: str
    text: str
    identifiable: bool
    spans: tuple[tuple[int, int, str], ...]


@dataclass(slots=True)
class Tally:
    """Of what was labelled, how much was found; of what was marked, how much was right."""

    labelled: int = 0
    found: int = 0
    marked: int = 0
    right: int = 0

    @property
    def recall(self) -> float:
        """Found of labelled; 1 when nothing was labelled."""
        return self.found / self.labelled if self.labelled else 1.0

    @property
    def precision(self) -> float:
        """Right of marked; 1 when nothing was marked."""
        return self.right / self.marked if self.marked else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(slots=True)
class Score:
    """`texts` counts a text as marked when anything in it is; `kinds` counts overlapping spans."""

    texts: Tally = field(default_factory=Tally)
    kinds: dict[str, Tally] = field(default_factory=dict)
    missed: list[str] = field(default_factory=list)
    false_alarms: list[str] = field(default_factory=list)


def read_cases(file: Path) -> tuple[Case, ...]:
    """Read labelled texts, one JSON object a line; ValueError names the line that is not one."""
    lines = file.read_text(encoding="utf-8").split("\n")
    return tuple(_case(line, number) for number, line in enumerate(lines, 1) if line.strip())


def score(cases: Iterable[Case]) -> Score:
    """Run the check over every case and count."""
    result = Score()
    for case in cases:
        found = findings(case.text)
        _count_text(result, case, bool(found))
        _count_spans(result, case, found)
    return result


def table(result: Score) -> str:
    """The score as a Markdown table, text level first."""
    head = "| kind | labelled | found | recall | marked | right | precision |\n|---|---|---|---|---|---|---|"
    rows = [_row("whole texts", result.texts)]
    rows += [_row(kind, tally) for kind, tally in sorted(result.kinds.items())]
    texts = result.texts
    whole = f"whole texts: precision {texts.precision:.2f}, recall {texts.recall:.2f}, F1 {texts.f1:.2f}"
    return "\n".join([head, *rows, "", whole])


def _case(line: str, number: int) -> Case:
    try:
        entry = json.loads(line)
        spans = tuple((int(start), int(end), str(kind)) for start, end, kind in entry["spans"])
        return Case(str(entry["id"]), str(entry["text"]), bool(entry["identifiable"]), spans)
    except (KeyError, TypeError, ValueError) as wrong:
        raise ValueError(f"Line {number} is not a labelled text: {wrong}") from wrong


def _count_text(result: Score, case: Case, marked: bool) -> None:
    texts = result.texts
    texts.labelled += case.identifiable
    texts.marked += marked
    texts.found += case.identifiable and marked
    texts.right += case.identifiable and marked
    if marked and not case.identifiable:
        result.false_alarms.append(case.name)
    if case.identifiable and not marked:
        result.missed.append(case.name)


def _count_spans(result: Score, case: Case, found: Sequence[Finding]) -> None:
    for start, end, kind in case.spans:
        tally = result.kinds.setdefault(kind, Tally())
        tally.labelled += 1
        tally.found += any(finding.start < end and start < finding.end for finding in found)
    for finding in found:
        tally = result.kinds.setdefault(_LABEL.get(finding.kind, finding.kind), Tally())
        tally.marked += 1
        tally.right += any(start < finding.end and finding.start < end for start, end, _ in case.spans)


def _row(name: str, tally: Tally) -> str:
    return (
        f"| {name} | {tally.labelled} | {tally.found} | {tally.recall:.2f} "
        f"| {tally.marked} | {tally.right} | {tally.precision:.2f} |"
    )
