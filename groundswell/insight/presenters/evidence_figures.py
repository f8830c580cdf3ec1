"""Figures as sentences of a pack: those of a month's snapshot, and what staff said; all of them through the gate. One line a kind.

`FIGURES` says which code is answered by what. Another published source is one more entry here and one more `Kind` of
`Source.FIGURE`; no page, file or paper has to change.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from groundswell.insight.evidence import Period
from groundswell.insight.models import PulseResult, Snapshot
from groundswell.insight.presenters.bureaucracy import page as bureaucracy_page
from groundswell.insight.presenters.evidence_around import Words, pulse_said, survey_said
from groundswell.insight.presenters.leadership import Leadership, leadership_page
from groundswell.insight.presenters.parts import Line, Said, Section, said
from groundswell.insight.queries.survey import SurveyValue
from groundswell.insight.rules import Published
from groundswell.places.models import Place

MOST_LINES = 4


@dataclass(frozen=True)
class Figures:
    """The figures of one month, each as its own page words them."""

    leadership: Leadership
    sections: Mapping[str, Section]
    behind: Mapping[str, int]  # how many requests, ideas or days are behind each: nothing is said of nothing
    survey: Words | None
    pulse: Words | None


@dataclass(frozen=True)
class Figure:
    """A sentence, and the lines of its table as sentences."""

    said: Said
    lines: tuple[Said, ...] = ()


@dataclass(frozen=True)
class Around:
    """What staff said: values of the survey of `home`, the organisation; results of the pulse of the place."""

    home: Place
    values: Sequence[SurveyValue]
    results: Sequence[PulseResult]


def figures_of(
    place: Place, snapshot: Snapshot | None, teams: Mapping[int, Place], around: Around, period: Period
) -> Figures:
    found = snapshot.figures if snapshot else {}
    page = bureaucracy_page(place, snapshot)
    behind = {
        "days": found["asked"]["asked"], "response": found["response"]["behind"][0], "waiting": found["waiting"]["of"],
    } if found else {}  # fmt: skip
    return Figures(
        leadership_page(place, snapshot, teams, {}, {}), {one.id: one for one in page.sections}, behind,
        survey_said(around.home, around.values, period), pulse_said(around.results, period),
    )  # fmt: skip


def _section(name: str) -> Callable[[Figures], Figure | None]:
    def found(figures: Figures) -> Figure | None:
        section = figures.sections.get(name)
        if section is None or not figures.behind.get(name) or not _is_figure(section.lines[0].cells[0]):
            return None  # nothing happened, or too little to say
        lines = [_line(one) for one in section.lines if _is_figure(one.cells[0])]
        return Figure(section.sentence, tuple(lines[1:MOST_LINES]))

    return found


def _is_figure(cell: Published | str) -> bool:
    return isinstance(cell, Published) and cell.is_shown


def _line(line: Line) -> Said:
    """`Decided in time, per cent: 82 (95% interval 70 to 90)`."""
    value, interval = line.cells[0], line.cells[1] if len(line.cells) > 1 else ""
    if isinstance(interval, str) and interval not in ("", "–"):
        return said(_("{what}: {n} (95% interval {interval})"), what=line.label, n=value, interval=interval)
    return said("{what}: {n}", what=line.label, n=value)


def _coverage(figures: Figures) -> Figure | None:
    page = figures.leadership
    if page.why_not or not page.sentence:
        return None
    lines = (
        said(_("{what}: in {n} of {all} teams"), what=one.label, n=one.cells[0], all=one.cells[3])
        for one in page.depth[1:]
    )
    return Figure(page.sentence, tuple(lines))


def _staff_groups(figures: Figures) -> Figure | None:
    rows = figures.leadership.groups
    if figures.leadership.why_not or not rows:
        return None
    lines = (
        said(_("{what}: {n} of about {all} staff led a change"), what=one.label, n=one.cells[0], all=one.cells[1])
        for one in rows
    )
    return Figure((_("People who led a change, by staff group, to the nearest 5. A star: held back."),), tuple(lines))


def _second(figures: Figures) -> Figure | None:
    page = figures.leadership
    return None if page.why_not or not page.second else Figure(page.second)


def _survey(figures: Figures) -> Figure | None:
    return Figure(*figures.survey) if figures.survey else None


def _pulse(figures: Figures) -> Figure | None:
    return Figure(*figures.pulse) if figures.pulse else None


FIGURES: Mapping[str, Callable[[Figures], Figure | None]] = {
    "coverage": _coverage, "staff_groups": _staff_groups, "second_time": _second, "response": _section("response"),
    "decision": _section("days"), "waiting": _section("waiting"), "survey": _survey, "pulse": _pulse,
}  # fmt: skip
