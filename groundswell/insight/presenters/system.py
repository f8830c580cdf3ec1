"""Where leadership lives in a system: strips of a board, hexagons of a region or the nation, and what only they can clear.

Every picture is made of the rows of the table beneath it. Parts stand in the order of their names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groundswell.enabling.models import Level
from groundswell.insight import rules
from groundswell.insight.measures.intervals import Share
from groundswell.insight.presenters import shared
from groundswell.insight.presenters.parts import Line, Said, interval, many, said
from groundswell.insight.queries.system import Part, System
from groundswell.insight.queries.tally import LEVELS
from groundswell.insight.rules import Group, Held, Published, for_reading
from groundswell.insight.tally.cells import Figures
from groundswell.places.models import Kind, Place
from groundswell.ui.formats import day
from groundswell.ui.spreadsheets import as_csv, safe_cell

IN_A_ROW, SMALL_SQUARE = 24, 12
HEXAGONS, HEX_WIDE, HEX_HIGH = 6, 48, 56
WIDE, HIGH = 132, 44  # one of the small multiples
CLEARS = {Kind.ICB: "icb", Kind.REGION: "region", None: "national"}
SIDES = (
    gettext_lazy("Clinicians elsewhere"), gettext_lazy("Clinicians in general practice"),
    gettext_lazy("Managers elsewhere"), gettext_lazy("Managers in general practice"),
)  # fmt: skip


@dataclass(frozen=True)
class Square:
    look: str
    x: str
    y: str


@dataclass(frozen=True)
class Row:
    """One organisation, or the practices of one network: how many of its teams led, a square each."""

    id: str
    name: str
    said: Said
    percent: Published
    between: str
    squares: tuple[Square, ...]
    wide: str
    high: str


@dataclass(frozen=True)
class Hexagon:
    """One board. `band`: 0 to 4, a fifth each; empty where nothing can be shown."""

    name: str
    short: str
    percent: Published
    between: str
    teams: Published
    band: str
    points: str
    x: str
    y: str


@dataclass(frozen=True)
class Region:
    id: str
    name: str
    hexagons: tuple[Hexagon, ...]
    wide: str
    high: str


@dataclass(frozen=True)
class Small:
    """One of many small pictures on the same scale: the share of teams over the months."""

    id: str
    name: str
    points: str
    first: str
    last: Published
    desc: Said


@dataclass(frozen=True)
class SystemPage:
    window: str
    sentence: Said
    why_not: str
    clears: Said
    blockers: tuple[Line, ...]
    rows: tuple[Row, ...]
    regions: tuple[Region, ...]
    smalls: tuple[Small, ...]
    matrix: tuple[Line, ...]
    connected: tuple[Line, ...]
    shared: tuple[Line, ...]
    around: tuple[Line, ...]


def system_page(place: Place | None, system: System | None) -> SystemPage:
    """`place` is None for the nation."""
    if system is None:
        return _nothing("", _("Figures are made on the first day of each month, for the twelve months before it."))
    found, window = system.figures, _("The twelve months to {day}").format(day=day(system.month))
    group = Group(found["staff"], is_national=place is None)
    if rules.may_show(group) is not Held.SHOWN or "coverage" not in found:
        return _nothing(window, _("Too few people are said to work here to show figures without pointing at somebody."))
    is_board = place is not None and place.kind == Kind.ICB
    page = SystemPage(
        window, shared.covered(group, Share(found["coverage"][0], found["coverage"][3])), "", *_blockers(group, found, place),
        tuple(_rows(system.parts)) if is_board else (), () if is_board else tuple(_regions(system.parts)),
        () if is_board else tuple(_smalls(system)), _matrix(group, found), _connected(group, found),
        shared.shared(group, found), shared.around(group, found),
    )  # fmt: skip
    return for_reading(page)


def _nothing(window: str, why: str) -> SystemPage:
    return SystemPage(window, (), why, (), (), (), (), (), (), (), (), ())


def _blockers(group: Group, found: Figures, place: Place | None) -> tuple[Said, tuple[Line, ...]]:
    """LM13: what stands where, and first of all what waits here and nowhere below."""
    by_level = {int(level): bands for level, bands in found["blocked"]["by_level"].items()}
    here = LEVELS.index(CLEARS[Kind(place.kind) if place else None])
    waiting = rules.things(group, sum(by_level.get(here, ())))
    nothing, one, several = {
        "icb": (_("Nothing in the way waits for the board itself."), _("{n} thing in the way waits for the board itself."),
                _("{n} things in the way wait for the board itself.")),
        "region": (_("Nothing in the way waits for the region."), _("{n} thing in the way waits for the region."),
                   _("{n} things in the way wait for the region.")),
        "national": (_("Nothing in the way has to be cleared nationally."), _("{n} thing in the way can only be cleared nationally."),
                     _("{n} things in the way can only be cleared nationally.")),
    }[LEVELS[here]]  # fmt: skip
    lines = [
        Line(str(Level(LEVELS[level]).label), tuple(rules.things(group, number) for number in (sum(bands), *bands)))
        for level, bands in sorted(by_level.items(), reverse=True)
    ]
    return said(nothing if waiting.text == "0" else many(waiting, one, several), n=waiting), tuple(lines)


def _rows(parts: Sequence[Part]) -> Iterable[Row]:
    """A trust a row; the practices of a network together, those of none apart."""
    by_name: dict[str, list[Part]] = {}
    for part in parts:
        is_practice = part.place.kind == Kind.PRACTICE
        name = (part.network or _("Practices of no network")) if is_practice else str(part.place)
        by_name.setdefault(name, []).append(part)
    for number, (name, inside) in enumerate(sorted(by_name.items())):
        units = [unit for part in inside for unit in part.units if rules.may_show(Group(unit[1])) is Held.SHOWN]
        if not units:
            continue
        group, led = Group(sum(unit[1] for unit in units)), sum(bool(unit[2]) for unit in units)
        share = rules.share_of_things(group, Share(led, len(units)))
        line = said(_("{part} of {whole}"), part=rules.things(group, led), whole=rules.things(group, len(units)))
        squares = tuple(
            Square(
                "led" if unit[2] else "quiet",
                f"{at % IN_A_ROW * SMALL_SQUARE + 1}",
                f"{at // IN_A_ROW * SMALL_SQUARE + 1}",
            )
            for at, unit in enumerate(units)
        )
        wide, high = min(len(units), IN_A_ROW) * SMALL_SQUARE, -(-len(units) // IN_A_ROW) * SMALL_SQUARE
        yield Row(f"row-{number}", name, line, share.value, interval(share), squares, f"{wide}", f"{high}")


def _regions(parts: Sequence[Part]) -> Iterable[Region]:
    """Boards as equal hexagons, a region after the other, both in the order of their names."""
    for number, (above, inside) in enumerate(groupby(parts, key=lambda part: part.place.parent)):
        named = sorted(inside, key=lambda part: _short(str(part.place)))
        hexagons = tuple(_hexagon(at, part) for at, part in enumerate(named))
        rows, broad = -(-len(hexagons) // HEXAGONS), min(len(hexagons), HEXAGONS)
        wide = broad * HEX_WIDE + (HEX_WIDE // 2 if rows > 1 else 0)
        yield Region(
            f"region-{number}", str(above or _("Elsewhere")), hexagons, f"{wide + 2}", f"{(rows - 1) * 42 + HEX_HIGH}"
        )


def _hexagon(at: int, part: Part) -> Hexagon:
    group, coverage = Group(part.staff), part.coverage or (0, 0, 0, 0)
    share = rules.share_of_things(group, Share(coverage[0], coverage[3]))
    enough = coverage[3] >= rules.FEWEST_TEAMS and share.value.drawn is not None
    value = share.value if enough else rules.share_of_things(group, Share(0, 0)).value
    row, column = divmod(at, HEXAGONS)
    x, y = 1 + column * HEX_WIDE + (HEX_WIDE // 2 if row % 2 else 0), row * 42
    corners = ((24, 1), (47, 14), (47, 41), (24, 54), (1, 41), (1, 14))
    return Hexagon(
        str(part.place), _short(str(part.place)), value, interval(share) if enough else "–",
        rules.things(group, coverage[3]), f"{min(int(value.drawn) // 20, 4)}" if value.drawn is not None else "",
        " ".join(f"{x + across},{y + down}" for across, down in corners), f"{x + 24}", f"{y + 33}",
    )  # fmt: skip


def _short(name: str) -> str:
    return name.removeprefix("NHS ").removesuffix(" ICB").removesuffix(" Integrated Care Board")


def _smalls(system: System) -> Iterable[Small]:
    """One scale for all, 0 to 100; a board with fewer than two months has none yet."""
    groups = {part.place.pk: Group(part.staff) for part in system.parts}
    months = sorted({month for rows in system.history.values() for month, _led, _teams in rows})
    across = {month: at * WIDE / max(1, len(months) - 1) for at, month in enumerate(months)}
    for part in system.parts:
        rows = system.history.get(part.place.pk, [])
        shown = [(month, rules.share_of_things(groups[part.place.pk], Share(led, teams)).value)
                 for month, led, teams in rows if teams >= rules.FEWEST_TEAMS]  # fmt: skip
        drawn = [(month, value) for month, value in shown if value.drawn is not None]
        if len(drawn) < 2:
            continue
        points = " ".join(
            f"{across[month]:.1f},{HIGH - float(value.drawn or 0) * HIGH / 100:.1f}" for month, value in drawn
        )
        desc = said(_("from {first} to {last} per cent of teams"), first=drawn[0][1], last=drawn[-1][1])
        yield Small(f"small-{part.place.pk}", _short(str(part.place)), points, _month(drawn[0][0]), drawn[-1][1], desc)


def _month(month: date) -> str:
    return f"{month:%B %Y}"


def _matrix(group: Group, found: Figures) -> tuple[Line, ...]:
    """LM5, view 3: who follows whom, to what chance would make of as many ties. A side of fewer than eight people is held back."""
    ties = {int(key): number for key, number in found["matrix"].items()}
    total, people = sum(ties.values()), found["tied"]
    sides = found["sides"]
    if people < 2 or not total:
        return ()
    lines = []
    for one in range(4):
        cells = []
        for other in range(4):
            pairs = sides[one] * (sides[other] - (one == other))
            chance = Fraction(pairs, people * (people - 1))
            ratio = Fraction(ties.get(one * 4 + other, 0), total) / chance if chance else None
            cells.append(rules.ties(group, ratio, total, min(sides[one], sides[other])))
        lines.append(Line(str(SIDES[one]), tuple(cells)))
    return tuple(lines)


def _connected(group: Group, found: Figures) -> tuple[Line, ...]:
    """LM6, a full count."""
    row = found.get("connected")
    if not row:
        return ()
    outside, largest = (rules.share_of_things(group, Share(row[name], row["teams"])) for name in ("outside", "largest"))
    return (
        Line(_("Teams that share a change with another organisation, %"), (outside.value, outside.changes)),
        Line(_("Teams in the largest connected set, %"), (largest.value, largest.changes)),
        Line(_("Connections that hang on one pair of teams"), (rules.things(group, row["bridges"]), "")),
    )


@as_csv
def system_csv(name: str, page: SystemPage) -> Iterator[list[str]]:
    """The same rows as a file."""
    yield [safe_cell(name), page.window]
    for row in page.rows:
        yield [safe_cell(row.name), "".join(map(str, row.said)), *rules.cells(row.percent, row.between)]
    for region in page.regions:
        for one in region.hexagons:
            yield [safe_cell(region.name), safe_cell(one.name), *rules.cells(one.percent, one.between, one.teams)]
    for line in (*page.blockers, *page.matrix, *page.connected, *page.shared, *page.around):
        yield [safe_cell(line.label), *rules.cells(*line.cells)]
