"""What is to be said under a chart: its parts, trial limits, points set aside, changed targets."""

from __future__ import annotations

from collections.abc import Sequence

from .formats import is_monthly, listed, short_date
from .kinds import Refused, Stage
from .model import Chart, Lines, Part
from .naming import Voice
from .plot import INK, STRIP, Frame, edges
from .svg import BOLD, safe, tag, width_of
from .telling import baseline, set_aside, unusual, values_of

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
MOST = 12


def letter(place: int) -> str:
    """A to Z, then AA, AB ..."""
    before, at = divmod(place, len(LETTERS))
    return (letter(before - 1) if before else "") + LETTERS[at]


def named_parts(chart: Chart, phases: Sequence[str]) -> list[str]:
    """A name for each part, empty where none was given. Refuses more names than parts."""
    if len(phases) > len(chart.parts):
        raise Refused("lengths", f"{len(phases)} names but {len(chart.parts)} parts")
    return [*phases, *[""] * (len(chart.parts) - len(phases))]


def strip(chart: Chart, names: Sequence[str], frame: Frame, top: float) -> str:
    """A letter where each part begins, its name beside it where there is room, and a line up to it."""
    drawn, bottom = [], top + frame.size * STRIP
    for part, name in zip(chart.parts, names, strict=True):
        start, end = edges(part, frame)
        mark = letter(part.number - 1)
        room = end - start - 8 - width_of(f"{mark} ", frame.size) * BOLD
        if end - start < width_of(mark, frame.size) * BOLD + 4:
            continue
        words = tag("tspan", mark, font_weight="bold")
        if name and width_of(name, frame.size) <= room:
            words += tag("tspan", safe(f" {name}"))
        if part.first:
            d = f"M{start:.1f} {top:.1f}V{bottom:.1f}"
            drawn.append(tag("path", d=d, stroke=INK, stroke_dasharray="1 3"))
        drawn.append(tag("text", words, x=start + 4, y=bottom - frame.size * 0.5))
    return tag("g", *drawn, class_="cc-phases")


def told(chart: Chart, speak: Voice, names: Sequence[str] = ()) -> list[str]:
    """Lines of text to stand under the chart."""
    shown = [part for part in chart.parts if part.stage is not Stage.RUN_LINE]
    lines = [*_parts(chart, speak, names), *_dashes(chart, shown, speak)]
    if any(part.stage is Stage.TRIAL and part.lines.upper is not None for part in shown):
        lines.append("Dotted limits: trial limits, from fewer than 12 readings.")
    if len(shown) < len(chart.parts):
        what = f"{speak.centre} is" if chart.kind == "run" else "limits are"
        lines.append(f"No {what} drawn for fewer than 5 readings.")
    if any(part.stepped for part in shown):
        lines.append("Limits are wider where a point stands for less.")
    return [
        line
        for line in (*lines, baseline(chart), _targets(chart, speak), set_aside(chart, speak.form))
        if line
    ]


def _parts(chart: Chart, speak: Voice, names: Sequence[str]) -> list[str]:
    """One line that says where limits were redrawn, and one for each part with its numbers."""
    if len(chart.parts) < 2:
        return []
    monthly = is_monthly(point.on for point in chart.points)
    since = [short_date(chart.points[part.first].on, monthly) for part in chart.parts]
    found = [f"Dotted upright line: limits redrawn from {listed(since[1:])}."]
    for part, start, name in list(zip(chart.parts, since, names, strict=False))[:MOST]:
        lines = Lines() if part.stage is Stage.RUN_LINE else part.lines
        numbers = listed(values_of(lines, None, speak, "latest " if part.stepped else ""))
        said = ": ".join(each for each in (name, numbers) if each)
        found.append(f"{letter(part.number - 1)} from {start}{f', {said}' if said else ''}.")
    return found


def _dashes(chart: Chart, shown: Sequence[Part], speak: Voice) -> list[str]:
    """Why a centre line is thick and dashed."""
    found = []
    for part in shown:
        if why := unusual(chart, part, speak):
            where = f" of {letter(part.number - 1)}" if len(chart.parts) > 1 else ""
            found.append(f"Thick dashed {speak.centre}{where}: {why}.")
    return found


def _targets(chart: Chart, speak: Voice) -> str:
    """Where the target changes, and to what."""
    monthly = is_monthly(point.on for point in chart.points)
    changes = [
        (point.on, point.target)
        for place, point in enumerate(chart.points)
        if place == 0 or point.target != chart.points[place - 1].target
    ]
    told = [
        f"{'none' if target is None else speak.form.number(target)} from {short_date(on, monthly)}"
        for on, target in changes[:MOST]
    ]
    more = f" and {len(changes) - MOST} more changes" if len(changes) > MOST else ""
    return f"Target: {', '.join(told)}{more}." if len(changes) > 1 else ""
