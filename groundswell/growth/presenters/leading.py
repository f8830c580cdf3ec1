"""One's own record beside outside lists, who will talk, and what is open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from groundswell.growth.frameworks import Framework
from groundswell.growth.models import Beside, Opportunity, WillTalk
from groundswell.growth.presenters.opportunities import Row, where
from groundswell.people.queries import sight


@dataclass(frozen=True)
class DimensionCard:
    name: str
    ask: str
    titles: tuple[str, ...]
    href: str


@dataclass(frozen=True)
class FrameworkCard:
    name: str
    note: str
    edition: str
    dimensions: tuple[DimensionCard, ...]


@dataclass(frozen=True)
class Talker:
    name: str
    line: str
    post: str
    ask: str


@dataclass(frozen=True)
class LeadingPage:
    frameworks: tuple[FrameworkCard, ...]
    talkers: tuple[Talker, ...]
    posts: tuple[Row, ...]


def leading_page(
    frameworks: Sequence[Framework],
    besides: Sequence[Beside],
    talkers: Sequence[WillTalk],
    posts: Sequence[Opportunity],
) -> LeadingPage:
    return LeadingPage(
        tuple(_framework(one, besides) for one in frameworks), tuple(_talker(row) for row in talkers),
        tuple(Row(one.get_absolute_url(), one.title, where(one.place), kind=one.get_kind_display()) for one in posts),
    )  # fmt: skip


def _framework(one: Framework, besides: Sequence[Beside]) -> FrameworkCard:
    edition = _("Names after {owner}, our version {version}. The questions are ours.").format(
        owner=_(one.owner), version=one.version
    )
    cards = tuple(
        DimensionCard(
            _(part.name), _(part.ask),
            tuple(row.title for row in besides if (row.framework, row.dimension) == (one.code, part.code)),
            reverse("growth:beside", args=[one.code, part.code]),
        )
        for part in one.dimensions
    )  # fmt: skip
    return FrameworkCard(_(one.name), _(one.note), edition, cards)


def _talker(row: WillTalk) -> Talker:
    said = _("Moved from {before} into {after}") if row.came_from else _("Moved into {after}")
    post = next(iter(sight(row.person).memberships), None)
    return Talker(
        row.person.called, said.format(before=row.came_from, after=row.into), str(post or ""),
        reverse("growth:ask_to_talk", args=[row.public_id]),
    )  # fmt: skip
