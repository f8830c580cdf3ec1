"""Partners by experience: who they are, what they said, and what their page may show of a change."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.http import Http404

from groundswell.changes.models import Change, ChangePlace, PartnerSeat, PartnerWord, Step, Test
from groundswell.changes.queries.parts import asks_of, home_row, measures_of, steps_of, team_of, tests_of
from groundswell.enabling.models import Ask, Status
from groundswell.measures.queries import Picture, chart_for_others
from groundswell.ui.formats import london_day, start_of_day

MOST_SAID = 20


def digest_of(key: str) -> str:
    """What is kept of a key: 128 random bits need no salt."""
    return sha256(key.encode()).hexdigest()


def partner_by_key(key: str, at: datetime) -> PartnerSeat:
    """The seat whose link this is, as long as it opens; not found otherwise, whatever the reason."""
    rows = PartnerSeat.objects.select_related("change", "change__place", "change__organisation")
    seat = rows.filter(digest=digest_of(key)).first()
    if seat is None or not seat.opens(london_day(at)):
        raise Http404
    return seat


def partners_of(change: Change) -> list[PartnerSeat]:
    """Every partner there is or was, first one first."""
    return list(PartnerSeat.objects.filter(change=change).order_by("made_at", "pk"))


def partner_of(change: Change, public_id: str) -> PartnerSeat:
    row = PartnerSeat.objects.filter(change=change, public_id=public_id).select_related("change").first()
    if row is None:
        raise Http404
    return row


def partner_words(change: Change) -> list[PartnerWord]:
    """What partners said, newest first, without what was taken out of sight."""
    rows = PartnerWord.objects.filter(seat__change=change, hidden_at=None).select_related("seat")
    return list(rows.order_by("-at", "-pk")[:MOST_SAID])


def partner_word(change: Change, public_id: str) -> PartnerWord:
    row = PartnerWord.objects.filter(seat__change=change, public_id=public_id).select_related("seat__change").first()
    if row is None:
        raise Http404
    return row


def own_words(seat: PartnerSeat) -> list[PartnerWord]:
    return list(PartnerWord.objects.filter(seat=seat, hidden_at=None).order_by("-at", "-pk")[:MOST_SAID])


def said_today(seat: PartnerSeat, at: datetime) -> int:
    return PartnerWord.objects.filter(seat=seat, at__gte=start_of_day(at)).count()


@dataclass(frozen=True)
class ForPartner:
    """What a partner's page is made of. `names` are those of staff, who did not agree to be shown."""

    change: Change
    home: ChangePlace
    tests: list[Test]
    step: Step | None
    asks: list[Ask]
    pictures: list[Picture]
    names: frozenset[str]


def for_partner(change: Change) -> ForPartner:
    steps, asks = steps_of(change), [ask for ask in asks_of(change) if ask.status != Status.DECLINED]
    tests, team = tests_of(change), team_of(change)
    people = [*team, *(row.person for row in change.co_leads.select_related("person")), change.opened_by]
    people += [idea.owner for idea in change.ideas.select_related("owner")]
    people += [step.person for step in steps] + [test.started_by for test in tests]
    people += [one for ask in asks for one in (ask.holder, ask.asked_by)]
    return ForPartner(
        change, home_row(change), tests[::-1], next((step for step in steps if not step.done_at), None), asks,
        [chart_for_others(measure) for measure in measures_of(change)[:3]],
        frozenset(person.name for person in people if person and person.name),
    )  # fmt: skip


TITLES = frozenset("dr sister mr mrs ms miss prof professor nurse matron".split())


def without_names(words: str, names: frozenset[str]) -> str:
    """The same with `a colleague` where one of these people stands, by their whole name or a part of it."""
    parts = {part for name in names for part in name.split() if len(part) > 2 and part.lower() not in TITLES}
    wanted = sorted({*names, *parts}, key=len, reverse=True)
    if not wanted:
        return words
    found = re.compile(rf"(?<!\w)(?:(?:{'|'.join(TITLES)})\.?\s+)?(?:{'|'.join(map(re.escape, wanted))})(?!\w)", re.I)
    said = found.sub("a colleague", words)
    return re.sub(r"a colleague(?:\s+a colleague)+", "a colleague", said)
