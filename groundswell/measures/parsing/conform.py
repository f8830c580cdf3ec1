"""Runs a manifest of nasty files and says where the reader does something else. Plain Python, no database.

The format: `{"files": [{"file", "import_as", "expect": {...}}]}`; the manifest in `tests/bad_inputs` is an example. `outcome`
(or `also_allowed`), `rows`, lines of `bad_rows` and `warn_rows`, `points`, `points_utc`, `points_if`, `choices`,
`columns`, `comments`, `must_show`, `export_rule` and `message_hint` are judged; reason codes are only suggestions.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from groundswell.measures.parsing.files import text_of
from groundswell.measures.parsing.reading import read
from groundswell.measures.parsing.rows import Check
from groundswell.measures.parsing.shapes import Choice, Found, Understood, Unreadable
from groundswell.ui.spreadsheets import FORMULA, safe_cell

JUDGED = ("measure", "measure_paste")
SMALL = frozenset(
    "the this that file with from into only not and for was were which what looks like are its you".split()
)


@dataclass(frozen=True)
class Case:
    """One file: what differs from what was expected. Nothing differs: it behaves."""

    name: str
    differs: tuple[str, ...]


@dataclass(frozen=True)
class Report:
    cases: tuple[Case, ...]
    not_judged: dict[str, int]
    missing: tuple[str, ...]

    @property
    def good(self) -> int:
        return sum(not case.differs for case in self.cases)

    @property
    def is_good(self) -> bool:
        return bool(self.cases) and self.good == len(self.cases)

    def lines(self) -> Iterator[str]:
        """What a person reads: each mismatch, what was not judged, and `N of M`."""
        for case in self.cases:
            yield from (f"{case.name}: {words}" for words in case.differs)
        for kind, number in sorted(self.not_judged.items()):
            yield f"not judged here: {number} of kind {kind}"
        yield from (f"not beside the manifest: {name}" for name in self.missing)
        yield f"{self.good} of {len(self.cases)}"


def run(manifest: Path, *, today: date, check: Check) -> Report:
    """Judge every file of readings that lies beside the manifest. Raises OSError, ValueError or KeyError on a broken one."""
    entries = json.loads(manifest.read_text(encoding="utf-8"))["files"]
    ours = [entry for entry in entries if entry["import_as"] in JUDGED]
    there = [entry for entry in ours if (manifest.parent / entry["file"]).is_file()]
    return Report(
        tuple(Case(entry["file"], tuple(_judge(manifest.parent, entry, today, check))) for entry in there),
        dict(Counter(entry["import_as"] for entry in entries if entry["import_as"] not in JUDGED)),
        tuple(entry["file"] for entry in ours if entry not in there),
    )


def _judge(folder: Path, entry: dict[str, Any], today: date, check: Check) -> Iterator[str]:
    data, expect = (folder / entry["file"]).read_bytes(), entry["expect"]

    def again(**chosen: str) -> Understood:
        source = text_of(data) if entry["import_as"] == "measure_paste" else data
        return read(source, today=today, chosen=chosen, check=check)

    allowed = [expect["outcome"], *_listed(expect.get("also_allowed"))]
    try:
        found = again()
    except Unreadable as refused:
        return (yield from _refused(str(refused), expect, allowed))
    if found.outcome not in allowed:
        yield f"outcome is {found.outcome} instead of {' or '.join(allowed)}"
    if expect["outcome"] != "refuse":
        yield from _compared(found, expect)
        yield from _chosen(found, expect, again)


def _refused(said: str, expect: dict[str, Any], allowed: list[str]) -> Iterator[str]:
    if "refuse" not in allowed:
        yield f"refused instead of {' or '.join(allowed)}: {said}"
    elif (hint := expect.get("message_hint")) and not _shares(hint, said):
        yield f"the refusal says nothing of “{hint}”: {said}"


def _compared(found: Understood, expect: dict[str, Any]) -> Iterator[str]:
    wanted = {row["line"] for name in ("bad_rows", "warn_rows") for row in expect.get(name, ())}
    # A note that was left out is told by its line too; its row is good, so a manifest may name it or not.
    told = {problem.line for problem in found.problems if not problem.is_taken or problem.line in wanted}
    answers: list[tuple[str, Any, Any]] = [
        ("rows", found.rows, expect.get("rows", found.rows)),
        ("lines left out", sorted(told), sorted(wanted)),
        *(_points(name, found.found, expect) for name in ("points", "points_utc") if name in expect),
        *(("column " + name, found.columns.get(name), heading) for name, heading in expect.get("columns", {}).items()),
    ]
    if "comments" in expect:
        answers.append(("comments", [each.note for each in found.found], expect["comments"]))
    yield from (f"{name}: {got} instead of {want}" for name, got, want in answers if got != want)
    if (must := expect.get("must_show")) and not all(_shares(one, _shown(found)) for one in _listed(must)):
        yield f"the preview does not show “{must}”"
    if expect.get("export_rule"):
        yield from (
            f"exported so, it could be a formula: {each.note!r}" for each in found.found if not _exports_safely(each)
        )


def _exports_safely(each: Found) -> bool:
    return not safe_cell(each.note).startswith(FORMULA)


def _chosen(found: Understood, expect: dict[str, Any], again: Any) -> Iterator[str]:
    """Every reading that is named is offered, and gives the points it should."""
    answers = {name: _offered(found, name) for name in [*expect.get("choices", ()), *expect.get("points_if", {})]}
    yield from (f"the choice {name} is not offered" for name, answer in answers.items() if answer is None)
    for name, points in expect.get("points_if", {}).items():
        if answer := answers[name]:
            key = "points_utc" if points and "T" in str(points[0][0]) else "points"
            _name, got, want = _points(key, again(**answer).found, {key: points})
            if got != want:
                yield f"chosen {name}: {got} instead of {want}"


def _offered(found: Understood, wanted: str) -> dict[str, str] | None:
    """The question and its answer that `wanted` names: by code, by label, or as the question itself."""
    for choice in found.choices:
        for option in choice.options:
            if _plain(wanted) in (_plain(option.code), _plain(option.label)):
                return {choice.name: option.code}
    return next(({} for choice in found.choices if _plain(choice.name) == _plain(wanted)), None)


def _plain(words: str) -> str:
    return re.sub(r"\W+|_", " ", words).strip().lower()


def _points(name: str, found: tuple[Found, ...], expect: dict[str, Any]) -> tuple[str, Any, Any]:
    if name == "points":
        got = [[each.on.isoformat(), _number(each.value)] for each in found]
        return name, got, [[when, _number(value)] for when, value in sorted(expect[name], key=lambda point: point[0])]
    moments = [
        [(each.moment or datetime.combine(each.on, datetime.min.time(), UTC)), _number(each.value)] for each in found
    ]
    wanted = [[datetime.fromisoformat(when).astimezone(UTC), _number(value)] for when, value in expect[name]]
    return name, _said(moments), _said(wanted)


def _said(points: list[list[Any]]) -> list[list[Any]]:
    return [[f"{when.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}", value] for when, value in points]


def _number(value: Any) -> float | None:
    return None if value is None else float(value)


def _shown(found: Understood) -> str:
    choices: tuple[Choice, ...] = found.choices
    asked = [words for choice in choices for words in (choice.question, *(option.label for option in choice.options))]
    return " ".join([*found.notes, *asked, *(problem.reason for problem in found.problems)])


def _shares(wanted: str, said: str) -> bool:
    """The words are ours to choose, as the manifests say: at least one that matters must be in both."""
    return bool(_words(wanted) & _words(said))


def _words(text: str) -> set[str]:
    return {word[:5] for word in re.findall(r"[a-z]{3,}", text.lower()) if word not in SMALL}


def _listed(value: Any) -> list[str]:
    return [] if value is None else [value] if isinstance(value, str) else list(value)
