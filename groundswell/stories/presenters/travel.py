"""Which installations are trusted, what came from them, and what goes out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from groundswell.stories import sealed
from groundswell.stories.models import Arrival, Installation, Report
from groundswell.ui.formats import day, moment


@dataclass(frozen=True)
class Row:
    href: str
    title: str
    line: str
    tag: str = ""
    colour: str = ""


@dataclass(frozen=True)
class TravelPage:
    name: str
    fingerprint: str
    by_feed: bool
    rows: tuple[Row, ...]


def travel_page(found: Sequence[Installation]) -> TravelPage:
    return TravelPage(
        settings.TRAVEL_NAME,
        sealed.spaced(sealed.own_fingerprint()),
        settings.TRAVEL,
        tuple(_row(one) for one in found),
    )


def _row(one: Installation) -> Row:
    by = one.trusted_by.called if one.trusted_by else _("a colleague")
    line = _("Trusted by {name} since {day}").format(name=by, day=day(one.trusted_at))
    tag, colour = (_("Ended"), "grey") if one.ended_at else (_("Trusted"), "green")
    return Row(reverse("stories:installation", args=[one.public_id]), one.name, line, tag, colour)


@dataclass(frozen=True)
class InstallationPage:
    name: str
    fingerprint: str
    address_for_them: str
    read: str
    ended: str
    may_read: bool
    known: str
    arrivals: tuple[Row, ...]
    reports: tuple[Row, ...]


def installation_page(one: Installation, arrivals: Sequence[Arrival], reports: Sequence[Report]) -> InstallationPage:
    return InstallationPage(
        name=one.name, fingerprint=sealed.spaced(one.fingerprint), address_for_them=address_for(one), read=_read(one),
        ended=_("Not trusted any more since {day}.").format(day=day(one.ended_at)) if one.ended_at else "",
        may_read=bool(one.address and settings.TRAVEL and not one.ended_at),
        known=urlencode({"name": one.name, "fingerprint": one.fingerprint, "address": one.address}),
        arrivals=tuple(_arrival(row) for row in arrivals if row.story or row.adoption),
        reports=tuple(_report(row) for row in reports),
    )  # fmt: skip


def address_for(one: Installation) -> str:
    """The secret address that this installation made for that one."""
    feed = reverse("stories:their_stories", args=[one.our_key])
    return settings.BASE_ADDRESS + feed.removesuffix("stories.json")


def _read(one: Installation) -> str:
    if not one.address:
        return _("Files are carried by hand: it made no address for us.")
    if not settings.TRAVEL:
        return _("Nothing is read by feed: this is switched off for the whole installation (GROUNDSWELL_TRAVEL).")
    if one.failures:
        return _("It did not answer. It is asked again {when}.").format(when=moment(one.asks_at)) if one.asks_at else ""
    return (
        _("Read last {when}.").format(when=moment(one.read_at))
        if one.read_at
        else _("It is read for the first time soon.")
    )


def _arrival(row: Arrival) -> Row:
    if row.adoption:
        said = _("Ours, taken up at {place}").format(place=row.adoption.place)
        return Row(row.adoption.get_absolute_url(), row.adoption.story.title, said)
    assert row.story  # noqa: S101 - the caller looked
    said = _("Taken back there on {day}").format(day=day(row.withdrawn_at)) if row.withdrawn_at else _("As of {day}").format(
        day=day(row.as_of)
    )  # fmt: skip
    return Row(row.story.get_absolute_url(), row.story.title, said)


def _report(row: Report) -> Row:
    line = _("{place}, as of {day}").format(place=row.adoption.place, day=day(row.as_of))
    return Row(reverse("stories:report_file", args=[row.adoption.public_id]), row.adoption.story.title, line)


@dataclass(frozen=True)
class FromElsewhere:
    """Said in plain sight on the page of a story that began in another installation."""

    line: str


def from_elsewhere(arrival: Arrival | None) -> FromElsewhere | None:
    if arrival is None:
        return None
    line = _(
        "From {name}, another Groundswell. What comes of it here is told back there: the place and the result, no name."
    )
    return FromElsewhere(line.format(name=arrival.installation.name))
