"""Where leadership lives at a place: from the raw figures of a snapshot, through the gate, to a sentence, strips and tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groundswell.events.groups import group_name
from groundswell.events.kinds import Subject
from groundswell.insight import hierarchy, rules
from groundswell.insight.leadership import Figures
from groundswell.insight.measures.intervals import Share
from groundswell.insight.measures.second import FEWEST_FIRST_TIMERS
from groundswell.insight.models import Snapshot
from groundswell.insight.presenters.beside import Around, around
from groundswell.insight.presenters.clocks import Decided, Help, Scale, decided, what_would_help
from groundswell.insight.presenters.parts import Line, Said, between, interval, said
from groundswell.insight.presenters.shared import covered
from groundswell.insight.presenters.spent import Time, time_of
from groundswell.insight.rules import Estimate, Group, Held, Published, for_reading
from groundswell.places.models import Place
from groundswell.ui.formats import day
from groundswell.ui.spreadsheets import as_csv, safe_cell

FEWEST_LEADS = 8
SQUARE, IN_A_ROW = 24, 12  # a drawing is at most 288 wide, so that it stands on the smallest phone


@dataclass(frozen=True)
class Square:
    """One team, or several pooled ones. `look`: led, quiet or held; text, so that none of it is a figure."""

    name: str
    key: str
    state: Published
    look: str
    pooled: bool
    x: str
    y: str


@dataclass(frozen=True)
class Strip:
    """The teams of one division in a row, in the order of their names."""

    id: str
    name: str
    said: Said
    squares: tuple[Square, ...]
    wide: str
    high: str
    decided: Decided | None


@dataclass(frozen=True)
class Leadership:
    """The page. `why_not`: what is missing before there can be figures."""

    window: str
    sentence: Said
    why_not: str
    unsaid: str
    strips: tuple[Strip, ...]
    depth: tuple[Line, ...]
    groups: tuple[Line, ...]
    second: Said
    scale: Scale | None = None
    help: Help | None = None
    time: Time | None = None
    around: Around | None = None


def leadership_page(
    place: Place,
    snapshot: Snapshot | None,
    places: Mapping[int, Place],
    subjects: Mapping[str, Subject],
    divisions: Mapping[int, Snapshot],
) -> Leadership:
    """`places`: those that the figures name, by id; a team that is gone since is said as such. `subjects`: the changes that the
    reader may see. `divisions`: the snapshots of the places above the teams, of the same month."""
    if snapshot is None or not snapshot.leadership:
        return _nothing("", _("Figures are made on the first day of each month, for the twelve months before it."))
    found, window = snapshot.leadership, _("The twelve months to {day}").format(day=day(snapshot.month))
    if found["staff"] is None:
        return _nothing(window, _("Nobody has said yet how many people work here. Without that there are no shares."))
    group = Group(found["staff"], found["parent_staff"])
    if rules.may_show(group) is not Held.SHOWN:
        return _nothing(window, _("Too few people work here to show figures without pointing at somebody."))
    units, unsaid = found["coverage"]["units"], len(found["coverage"]["unsaid"])
    missing = ngettext(
        "Of 1 team nobody has said how many work there: it is left out.",
        "Of {n} teams nobody has said how many work there: they are left out.", unsaid,
    ).format(n=unsaid) if unsaid else ""  # fmt: skip
    times, scale = decided(divisions)
    return for_reading(
        Leadership(
            window, _sentence(group, units), "", missing, tuple(_strips(units, places, times)), _depth(group, units),
            _groups(found), _second(found), scale, what_would_help(snapshot, place), time_of(group, snapshot, subjects),
            around(group, place, found.get("beside", []), places),
        )
    )  # fmt: skip


def states() -> dict[str, str]:
    """What a square says in words, by its look."""
    return {"led": _("somebody led"), "quiet": _("nothing recorded yet"), "held": _("held back")}


def _nothing(window: str, why: str) -> Leadership:
    return Leadership(window, (), why, "", (), (), (), ())


def _shares(units: Sequence[Figures]) -> dict[str, Share]:
    return {name: Share(sum(unit[name] for unit in units), len(units)) for name in ("led", "by_two", "by_others")}


def _sentence(group: Group, units: Sequence[Figures]) -> Said:
    led = _shares(units)["led"]
    if len(units) == 1:
        nothing = _("No change that somebody of this team led is recorded yet.")
        return (_("Somebody of this team led a change.") if led.part else nothing,)
    return covered(group, led)


def _depth(group: Group, units: Sequence[Figures]) -> tuple[Line, ...]:
    """LM1 and its depth, each with its interval."""
    if len(units) < rules.FEWEST_TEAMS:
        return ()
    labels = {
        "led": _("Somebody led"), "by_two": _("Two or more led"), "by_others": _("Somebody who is not a manager led"),
    }  # fmt: skip
    lines = []
    for name, share in _shares(units).items():
        found = rules.share_of_things(group, share)
        lines.append(Line(labels[name], (rules.things(group, share.part), *_percent(found), found.changes)))
    return tuple(lines)


def _percent(found: Estimate) -> tuple[Published | str, ...]:
    return (found.value, interval(found))


def _strips(units: Sequence[Figures], places: Mapping[int, Place], times: Mapping[int, Decided]) -> Iterable[Strip]:
    by_division: dict[tuple[str, int], list[Figures]] = {}
    for unit in units:
        team = places.get(unit["teams"][0])
        division = (str(team.parent), team.parent.pk) if team and team.parent else (_("Elsewhere"), 0)
        by_division.setdefault(division, []).append(unit)
    for number, ((name, division_id), inside) in enumerate(sorted(by_division.items())):
        named = sorted(((_named(unit, places), unit) for unit in inside), key=itemgetter(0))
        squares = tuple(_square(at, words, unit, places) for at, (words, unit) in enumerate(named))
        led, whole = (Group(sum(unit["staff"] for unit in inside)), len(inside))
        line = said(
            _("{part} of {whole}"),
            part=rules.things(led, sum(unit["led"] for unit in inside)),
            whole=rules.things(led, whole),
        )
        rows = -(-len(squares) // IN_A_ROW)
        yield Strip(
            f"strip-{number}", name, line, squares, f"{min(len(squares), IN_A_ROW) * SQUARE}", f"{rows * SQUARE}",
            times.get(division_id),
        )  # fmt: skip


def _named(unit: Figures, places: Mapping[int, Place]) -> str:
    return ", ".join(str(places[team]) if team in places else _("a team that is gone") for team in unit["teams"])


def _square(at: int, name: str, unit: Figures, places: Mapping[int, Place]) -> Square:
    """`key` leads to the board of a team that stands alone."""
    alone = places.get(unit["teams"][0]) if len(unit["teams"]) == 1 else None
    state = rules.led(Group(unit["staff"]), unit["led"])
    look = "held" if state.drawn is None else "led" if state.drawn else "quiet"
    x, y = at % IN_A_ROW * SQUARE, at // IN_A_ROW * SQUARE
    return Square(name, alone.key if alone else "", state, look, len(unit["teams"]) > 1, f"{x + 2}", f"{y + 2}")


def _groups(found: Figures) -> tuple[Line, ...]:
    """LM2: how many of each staff group led, all worked out together so that none gives another away."""
    rows = [(name, Share(leads, staff)) for name, leads, staff in found["groups"] if staff]
    if sum(share.part for _name, share in rows) < FEWEST_LEADS:
        return ()
    total = Share(sum(share.part for _name, share in rows), sum(share.whole for _name, share in rows))
    inside = tuple(hierarchy.Place(name, share) for name, share in rows)
    shown = hierarchy.published(hierarchy.Place("", total, inside))
    lines = [
        Line(
            group_name(name),
            (shown[name].count, shown[name].staff, shown[name].percent, between(shown[name].low, shown[name].high)),
        )
        for name, _share in rows
    ]
    return (
        *lines,
        Line(_("All"), (shown[""].count, shown[""].staff, shown[""].percent, between(shown[""].low, shown[""].high))),
    )


def _second(found: Figures) -> Said:
    """LM15."""
    again, first_timers = found["second"]
    if first_timers < FEWEST_FIRST_TIMERS or found.get("second_held"):
        return ()
    row = rules.people(Group(first_timers), again)
    return said(
        _("Of about {whole} people who noticed something for the first time, {percent} in a hundred acted again within 60 days."),
        whole=row.staff, percent=row.percent,
    )  # fmt: skip


@as_csv
def leadership_csv(place: Place, page: Leadership) -> Iterator[list[str]]:
    """The same rows as a file."""
    yield [safe_cell(str(place)), page.window]
    yield [_("Division"), _("Teams"), _("In twelve months")]
    for strip in page.strips:
        for square in strip.squares:
            yield [safe_cell(strip.name), safe_cell(square.name), *rules.cells(square.state)]
    for line in (*page.depth, *page.groups):
        yield [safe_cell(line.label), *rules.cells(*line.cells)]
    for strip in page.strips:
        if one := strip.decided:
            words = (
                _("Half of the permissions decided within, working days"),
                one.value,
                one.interval,
                one.agreed,
                one.behind,
            )
            yield [safe_cell(strip.name), *rules.cells(*words)]
    for bar in page.time.bars if page.time else ():
        for part in bar.parts:
            yield [safe_cell(bar.name), *rules.cells(part.what, part.level, part.days)]
    for row in page.around.rows if page.around else ():
        yield [safe_cell(row.name), *rules.cells(row.what, row.together, row.taken)]
