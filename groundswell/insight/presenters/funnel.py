"""One place beside others of its kind, by size: a funnel and never a list. The others have no name and no order of value."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from groundswell.insight import rules
from groundswell.insight.measures.funnel import Funnel, Where
from groundswell.insight.measures.intervals import Z95, Z998, Share
from groundswell.insight.measures.rows import Behind
from groundswell.insight.models import Snapshot
from groundswell.insight.presenters.parts import Line, Said, said
from groundswell.insight.queries.peers import Peer
from groundswell.insight.rules import Estimate, Group, Published, for_reading
from groundswell.places.models import Place
from groundswell.ui.formats import day
from groundswell.ui.spreadsheets import as_csv, safe_cell

FEWEST_PLACES = 5
STEPS = 40
BANDS = (0, 20, 40, 60, 80, 100)


@dataclass(frozen=True)
class Dot:
    """Where a place stands, per cent from the left and the top, as text. `several`: how many others hide there."""

    x: str
    y: str
    several: Published | None = None


@dataclass(frozen=True)
class Compared:
    """One question. `why_not`: why nothing is compared; `no_limits`: why no lines are drawn."""

    id: str
    title: str
    sizes: str
    sentence: Said = ()
    why_not: str = ""
    no_limits: str = ""
    own: Dot | None = None
    others: tuple[Dot, ...] = ()
    inner: tuple[str, ...] = ()
    outer: tuple[str, ...] = ()
    last: str = ""
    bands: tuple[tuple[str, str], ...] = ()
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True)
class FunnelPage:
    window: str
    why_not: str
    compared: tuple[Compared, ...]


Figure = Callable[[Peer], tuple[Share, Estimate] | None]


def funnel_page(snapshot: Snapshot | None, peers: Sequence[Peer]) -> FunnelPage:
    """`peers`: the place and those of its kind."""
    if snapshot is None:
        return FunnelPage(
            "", _("Figures are made on the first day of each month, for the twelve months before it."), ()
        )
    window = _("The twelve months to {day}").format(day=day(snapshot.month))
    own = next((peer for peer in peers if peer.is_own), None)
    if own is None:
        return FunnelPage(
            window,
            _("A single team is not compared with others. Hospitals, divisions and whole organisations are."),
            (),
        )
    if own.is_starting:
        words = _("Starting: in its first twelve months here an organisation is not compared with others.")
        return FunnelPage(window, words, ())
    settled = [peer for peer in peers if not peer.is_starting]
    compared = (
        _compared("coverage", _("Teams in which somebody led a change"), _("teams"), settled, _coverage),
        _compared("at-once", _("Changes that went at once"), _("changes first tried"), settled, _at_once),
    )
    return for_reading(FunnelPage(window, "", compared))


def _coverage(peer: Peer) -> tuple[Share, Estimate] | None:
    if peer.heads is None or len(peer.units) < rules.FEWEST_TEAMS:
        return None
    share = Share(sum(unit["led"] for unit in peer.units), len(peer.units))
    return share, rules.share_of_things(Group(peer.heads, peer.parent_heads), share)


def _at_once(peer: Peer) -> tuple[Share, Estimate] | None:
    if not peer.at_once or not peer.at_once["began"]:
        return None
    share = Share(peer.at_once["went"], peer.at_once["began"])
    group = Group(peer.staff, peer.parent_staff)
    return share, rules.percent(group, share.value, share.limits, Behind(*peer.at_once["behind"]))


def _compared(id: str, title: str, sizes: str, peers: Sequence[Peer], figure: Figure) -> Compared:
    """Only what the gate shows of a place is drawn, and only such places make the lines."""
    shown = [(peer, *one) for peer in peers if (one := figure(peer)) and one[1].value.is_shown]
    mine = next(((peer, share, estimate) for peer, share, estimate in shown if peer.is_own), None)
    if mine is None:
        return Compared(id, title, sizes, why_not=_("Too little is recorded here, or may be shown, to compare it."))
    if len(shown) < FEWEST_PLACES:
        return Compared(
            id, title, sizes, why_not=_("Fewer than five places of this kind have this figure, so nothing is compared.")
        )
    own, share, estimate = mine
    funnel = Funnel(tuple(one for _peer, one, _estimate in shown))
    largest = max(int(each.changes.drawn or 0) for _peer, _share, each in shown)
    last = -(-largest // 10) * 10
    drawn = funnel.has_common_target
    group = Group(own.heads or own.staff, own.parent_heads if own.heads else own.parent_staff)
    own_dot, others = _gathered(
        group, _dot(estimate, last), [_dot(each, last) for peer, _share, each in shown if not peer.is_own]
    )
    return Compared(
        id, title, sizes, _sentence(funnel, share, estimate, sizes, drawn), "", "" if drawn else _no_limits(),
        own_dot, others,
        _lines(funnel, Z95, last) if drawn else (), _lines(funnel, Z998, last) if drawn else (), f"{last}",
        tuple((f"{band}", f"{100 - band}%") for band in BANDS),
        tuple(_table(group, funnel, share, estimate, [one for peer, one, _e in shown if not peer.is_own], drawn)),
    )  # fmt: skip


def _no_limits() -> str:
    return _("These places differ so much that they do not share one target. No limits are drawn: they would mislead.")


def _sentence(funnel: Funnel, share: Share, estimate: Estimate, sizes: str, is_drawn: bool) -> Said:
    """High and low are worded alike."""
    here = _("Here: {percent} in a hundred, of {whole} {sizes}.")
    if is_drawn:
        inside = funnel.where(share) is Where.INSIDE
        here += " " + (
            _("Size and chance explain how far that is from the others.")
            if inside
            else _("That is different from what size and chance explain. Look together at why.")
        )
    return said(here, percent=estimate.value, whole=estimate.changes, sizes=sizes)


def _dot(estimate: Estimate, last: int) -> Dot:
    x, y = estimate.changes.drawn or 0, estimate.value.drawn or 0
    return Dot(f"{float(x) * 100 / last:.2f}%", f"{100 - float(y):.2f}%")


def _gathered(group: Group, own: Dot, others: Sequence[Dot]) -> tuple[Dot, tuple[Dot, ...]]:
    """Marks that would hide each other are one, with how many others stand there."""
    found = Counter(others)
    beneath = found.pop(own, 0)
    rings = (Dot(dot.x, dot.y, rules.things(group, n)) if n > 1 else dot for dot, n in found.items())
    return Dot(own.x, own.y, rules.things(group, beneath) if beneath else None), tuple(rings)


def _lines(funnel: Funnel, z: float, last: int) -> tuple[str, ...]:
    """The lower and the upper line over all sizes, as points of a drawing 100 wide and 100 high."""
    low, high = list[str](), list[str]()
    for step in range(1, STEPS + 1):
        size = last * (step / STEPS) ** 2  # closer together where the lines bend
        limits = funnel.limits(Share(0, max(1, round(size))), z)
        if limits:
            x = max(1, round(size)) * 100 / last
            low.append(f"{x:.2f},{100 - 100 * limits.low:.2f}")
            high.append(f"{x:.2f},{100 - 100 * limits.high:.2f}")
    return " ".join(low), " ".join(high)


def _table(
    group: Group, funnel: Funnel, share: Share, estimate: Estimate, others: Sequence[Share], is_drawn: bool
) -> Iterable[Line]:
    """The own row with the limits at its size, and how many others lie where. No row of another place."""
    both = [_between(group, funnel, share, z) if is_drawn else "–" for z in (Z95, Z998)]
    yield Line(_("Here"), (estimate.value, estimate.changes, *both))
    if not is_drawn:
        yield Line(_("Other places"), (rules.things(group, len(others)), "–", "–", "–"))
        return
    found = Counter(funnel.where(one) for one in others)
    labels = {
        Where.INSIDE: _("Other places inside both lines"), Where.BEYOND_95: _("Other places between the lines"),
        Where.BEYOND_998: _("Other places outside both lines"),
    }  # fmt: skip
    for where, label in labels.items():
        yield Line(label, (rules.things(group, found[where]), "–", "–", "–"))


def _between(group: Group, funnel: Funnel, share: Share, z: float) -> str:
    limits = funnel.limits(share, z)
    if limits is None:
        return "–"
    low, high = rules.expected(group, limits)
    return _("{low} to {high}").format(low=low, high=high)


def funnel_columns() -> tuple[str, ...]:
    return (_("Percent, or places"), _("Of"), _("95% limits at this size"), _("99.8% limits at this size"))


@as_csv
def funnel_csv(place: Place, page: FunnelPage) -> Iterator[list[str]]:
    """The same rows as a file."""
    yield [safe_cell(str(place)), page.window]
    yield [_("Question"), "", *funnel_columns()]
    for one in page.compared:
        for line in one.lines:
            yield [safe_cell(one.title), safe_cell(line.label), *rules.cells(*line.cells)]
