"""The organisations of a change side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groundswell.changes.presenters.lines import PlaceCard, place_cards
from groundswell.changes.queries import House
from groundswell.enabling.cards import AskCard, PermissionCard, ask_cards, permission_cards
from groundswell.people.models import Person
from groundswell.places.models import FormerName
from groundswell.ui.formats import day, joined


@dataclass(frozen=True)
class HouseCard:
    """One organisation: what kind of body it is, who speaks for it, its places, its asks and permissions."""

    name: str
    kind: str
    was: str
    speaks: str
    waits: str
    places: list[PlaceCard]
    asks: list[AskCard]
    permissions: list[PermissionCard]


def house_cards(
    houses: Sequence[House], person: Person, now: datetime, former: Mapping[int, Sequence[FormerName]] | None = None
) -> list[HouseCard]:
    """`former`: names the organisations had since it began, by the id of the place."""
    return [
        HouseCard(
            str(house.organisation), str(house.organisation.get_kind_display()),
            _was((former or {}).get(house.organisation.pk, ())), _speaks(house), _waits(house),
            place_cards(house.rows), ask_cards(house.asks, person, now), permission_cards(house.permissions, person, now),
        )
        for house in houses
    ]  # fmt: skip


def _was(names: Sequence[FormerName]) -> str:
    return joined([_("{name} until {day}").format(name=one.name, day=day(one.until)) for one in names])


def _speaks(house: House) -> str:
    if not house.speaks:
        return _("Nobody speaks for it yet")
    names = joined([person.called for person in house.speaks])
    if not house.leads:
        return _("{names} leads there").format(names=names)
    return ngettext("{names} speaks for it", "{names} speak for it", len(house.speaks)).format(names=names)


def _waits(house: House) -> str:
    """`1 ask waits, 2 permissions are open`; else that nothing does."""
    asks = sum(not ask.is_over for ask in house.asks)
    wanted = sum(one.is_open for one in house.permissions)
    parts = [
        ngettext("1 ask waits", "{n} asks wait", asks).format(n=asks) if asks else "",
        ngettext("1 permission is open", "{n} permissions are open", wanted).format(n=wanted) if wanted else "",
    ]
    return ", ".join(part for part in parts if part) or _("nothing waits")
