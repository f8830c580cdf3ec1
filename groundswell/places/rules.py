"""What may be done to the tree, and if not, why not."""

from __future__ import annotations

from collections.abc import Sequence

from groundswell.places.models import TEAMS, Kind, Place
from groundswell.safetext.shapes import LONGEST, MOST, Wrong, wrong_with
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


WRONG_SHAPES = {
    Wrong.SIGNS: "use letters, digits, and single spaces, dots, dashes or slashes between them.",
    Wrong.LENGTH: f"write 5 to {LONGEST} signs.",
    Wrong.DIGITS: "it needs at least four 9s, or it would catch ordinary words.",
    Wrong.DIGITS_ALONE: "without a letter it needs at least six 9s, or it would catch years and counts.",
}


def may_write_numbers(organisation: Place, shapes: Sequence[str]) -> Verdict:
    """How hospital numbers are written is said of an organisation, in a few shapes that catch nothing ordinary."""
    if not organisation.is_organisation:
        return no(f"{organisation} is no organisation. Say this for the whole organisation.")
    if len(shapes) > MOST:
        return no(f"Write at most {MOST} shapes.")
    wrong = [f"{shape}: {WRONG_SHAPES[why]}" for shape in shapes if (why := wrong_with(shape))]
    return no(" ".join(wrong)) if wrong else YES


def _not_too_deep(parent: Place) -> Verdict:
    return (
        YES if len(parent.above_ids()) < DEEPEST else no("There are too many levels already. Choose a place higher up.")
    )
