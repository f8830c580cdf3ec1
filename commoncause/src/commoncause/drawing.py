"""Drawing a chart as one standalone SVG.

No style attributes, no style element, no script: only presentation attributes, so that a strict content
security policy has nothing to refuse. Ink is `currentColor`, so the drawing follows the colours of its page.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple
from zlib import crc32

from .assess import assurance, variation
from .formats import Format, format_for, is_monthly
from .icons import WORDS, glyph
from .kinds import Assurance, Stage, Variation
from .labels import right_labels, right_margin
from .marks import readings
from .model import Chart, When
from .naming import voice
from .notes import Annotation, flags, in_order, key, legend, paragraphs
from .plot import STRIP, Frame, grid, limits, target, times
from .remarks import named_parts, strip, told
from .scale import Range, Scale, padded, place_of, value_range
from .svg import BOLD, FONT, safe, tag, text, wrap
from .telling import describe
from .together import NARROW_BELOW, TimeAxis, left_margin, type_size


class Look(NamedTuple):
    """How a chart is to be drawn. `phases` names every part; `annotations` stand in order of time."""

    heading: str
    form: Format
    width: int
    height: int | None
    y_range: Range | None
    axis: TimeAxis | None
    annotations: Sequence[Annotation]
    icons: bool
    phases: Sequence[str]
    legend_of_flags: bool

    @property
    def narrow(self) -> bool:
        return self.width < NARROW_BELOW

    @property
    def size(self) -> int:
        """Of type, in pixels."""
        return type_size(self.width)


def draw(
    chart: Chart,
    *,
    title: str = "",
    percent: bool | None = None,
    unit: str = "",
    decimals: int | None = None,
    width: int = 720,
    height: int | None = None,
    y_range: Range | None = None,
    axis: TimeAxis | None = None,
    annotations: Sequence[Annotation] = (),
    phases: Sequence[str] = (),
    icons: bool = True,
    paper: bool = False,
    legend_of_flags: bool = True,
    id: str | None = None,
) -> str:
    """Draw a chart as SVG text, `width` pixels wide (720 for a page, 320 for a phone).

    percent: readings are fractions, written as percentages; for p and p' charts unless said otherwise. unit:
    written after the numbers, "£" before. height: of the plot; the rest grows with what there is to say.
    y_range: lowest and highest number of the scale, see `common_range`. axis: the time axis and the margins
    of several charts under each other, see `common_axis`. annotations: drawn as numbered flags.
    phases: names of the parts, the first ones first. icons: whether to show them. paper: black on a white
    sheet, for a file that stands alone. legend_of_flags: what the flags mean, under the axis; a page that
    shows the same flags on several charts may say it once. id: start of the ids inside, needed when the same
    chart is drawn twice on a page.
    """
    form = format_for(chart, percent, unit, decimals)
    named = title and unit and not form.is_sign
    look = Look(
        f"{title} ({unit})" if named else title or unit,
        form,
        width,
        height,
        y_range,
        axis,
        in_order(chart, annotations),
        icons,
        named_parts(chart, phases),
        legend_of_flags,
    )
    body, tall = _body(chart, look)
    said = describe(chart, percent=percent, unit=unit, decimals=decimals, phases=phases)
    name = id or f"cc-{crc32(f'{width}{title}{body}'.encode(errors='replace')):08x}"
    return tag(
        "svg",
        tag("title", safe(title or "Control chart"), id=f"{name}-title"),
        tag("desc", safe(said), id=f"{name}-desc"),
        tag("path", d=f"M0 0H{width}V{tall:.0f}H0z", fill="#fff", class_="cc-paper") if paper else "",
        body,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {width} {tall:.0f}",
        width=width,
        height=f"{tall:.0f}",
        role="img",
        aria_labelledby=f"{name}-title {name}-desc",
        class_=f"cc-chart cc-{'narrow' if look.narrow else 'wide'}",
        data_kind=chart.kind,
        data_direction=chart.direction,
        font_family=FONT,
        font_size=look.size,
        fill="currentColor",
        color="#000" if paper else None,
    )


def _body(chart: Chart, look: Look) -> tuple[str, float]:
    """Everything inside the picture, and how tall it is."""
    size, width, plain = look.size, look.width, look.form.bare()
    head, top = _head(look.heading, _icons(chart) if look.icons else [], width, size)
    low, high = padded(look.y_range or value_range(chart))
    axis = look.axis or TimeAxis(
        *_ends(chart), left_margin(low, high, plain, size), right_margin(chart, plain, size, look.narrow)
    )
    left, right = axis.left, width - axis.right
    above = top
    top += size * STRIP if len(chart.parts) > 1 else 0
    top += size * 2.3 if look.annotations else 0
    bottom = top + (look.height or _usual_height(chart, look.narrow))
    x, days = (
        Scale(place_of(axis.first), place_of(axis.last), left + 10, right - 10),
        [place_of(point.on) for point in chart.points],
    )
    y = Scale(low, high, bottom, top)
    xs = [x(day) for day in days]
    frame = Frame(left, right, top, bottom, x, y, size, look.narrow, plain, days, xs, axis.first, axis.last)
    below, tall = _below(chart, look, bottom)
    named = strip(chart, look.phases, frame, above) if len(chart.parts) > 1 else ""
    return head + named + _plot(chart, frame, look.annotations) + below, tall


def _usual_height(chart: Chart, narrow: bool) -> int:
    """Of the plot in pixels; a chart without readings need not be tall."""
    return (190 if narrow else 260) if chart.readings else 90


def _icons(chart: Chart) -> list[Variation | Assurance]:
    """Icons need limits to speak from: none under 5 readings, and no assurance without a target."""
    part = chart.current
    if part is None or part.stage is Stage.RUN_LINE:
        return []
    assured = assurance(chart)
    return [variation(chart)] if assured is Assurance.EMPTY else [variation(chart), assured]


def _head(title: str, icons: Sequence[Variation | Assurance], width: int, size: int) -> tuple[str, float]:
    """The title in lines at the left, the icons at the right."""
    across = 36 if width < NARROW_BELOW else 42
    room = width - 12 - len(icons) * (across + 6)
    lines = wrap(title, (size + 3) * BOLD, room)
    drawn = [
        text(4, size * 1.4 + row * size * 1.6, line, font_size=size + 3, font_weight="bold")
        for row, line in enumerate(lines)
    ]
    for place, of in enumerate(reversed(icons), start=1):
        at = f"translate({width - place * (across + 6)} 2) scale({across / 40})"
        drawn.append(
            tag("g", tag("title", safe(WORDS[of])), glyph(of), transform=at, class_=f"cc-icon cc-icon-{of}")
        )
    tall = max(len(lines) * size * 1.6 + 6, across + 6 if icons else 0)
    return tag("g", *drawn, class_="cc-head") if drawn else "", tall + 6


def _is_dated(chart: Chart) -> bool:
    return bool(chart.points) and isinstance(chart.points[0].on, date)


def _ends(chart: Chart) -> tuple[When, When]:
    return (chart.points[0].on, chart.points[-1].on) if chart.points else (0, 1)


def _plot(chart: Chart, frame: Frame, annotations: Sequence[Annotation]) -> str:
    if not chart.readings:
        middle = (frame.left + frame.right) / 2
        empty = text(middle, (frame.top + frame.bottom) / 2, "No readings yet", text_anchor="middle")
        return times(chart, frame) + empty
    return "".join(
        (
            grid(frame),
            times(chart, frame),
            limits(chart, frame),
            target(chart, frame),
            flags(frame, annotations),
            readings(chart, frame),
            right_labels(chart, frame),
        )
    )


def _below(chart: Chart, look: Look, bottom: float) -> tuple[str, float]:
    """The key, the legend of the flags and the notes under the axis."""
    left, room, size = 4, look.width - 8, look.size
    monthly = is_monthly(point.on for point in chart.points)
    shown, y = key(chart, left, bottom + size * (4.6 if _is_dated(chart) else 3.4), room, size)
    explained = look.annotations if look.legend_of_flags else ()
    flagged, y = legend(explained, monthly, left, y + size * (2.2 if explained else 1.8), room, size)
    noted, y = paragraphs(told(chart, voice(chart, look.form), look.phases), left, y, room, size)
    return shown + flagged + noted, y
