"""What may be done to the tree, and if not, why not."""

from __future__ import annotations

from groundswell.places.models import TEAMS, Kind, Place
from groundswell.ui.verdicts import YES, Verdict, no

DEEPEST = 12  # a path of that many ids fits its column


def may_open(*, name: str, kind: str, parent: Place | None) -> Verdict:
    """A team stands inside an open organisation, site or team; an organisation may stand alone."""
    if not name.strip():
        return no("Give the place a name.")
    if parent is None:
        return no("Say which organisation or site this belongs to.") if kind in (*TEAMS, Kind.SITE) else YES
    if not parent.is_open:
        return no(f"{parent} is closed. Choose a place that is open.")
    return _not_too_deep(parent)


def may_close(place: Place, *, open_inside: int) -> Verdict:
    if not place.is_open:
        return no(f"{place} is closed already.")
    if open_inside:
        return no(
            f"Close or move the {open_inside} open {'place' if open_inside == 1 else 'places'} inside {place} first."
        )
    return YES


def may_move(place: Place, to: Place) -> Verdict:
    if to.is_under(place):
        return no(f"{place} cannot move into itself.")
    if not to.is_open:
        return no(f"{to} is closed. Choose a place that is open.")
    if place.parent_id == to.pk:
        return no(f"{place} belongs to {to} already.")
    return _not_too_deep(to)


def _not_too_deep(parent: Place) -> Verdict:
    return (
        YES if len(parent.above_ids()) < DEEPEST else no("There are too many levels already. Choose a place higher up.")
    )
