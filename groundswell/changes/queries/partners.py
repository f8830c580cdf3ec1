"""Partners by experience: who they are, what they said, and what their page may show of a change."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from hashlib import sha256
from itertools import pairwise
from operator import or_

from django.db.models import Q
from django.http import Http404

from groundswell.changes.models import Change, ChangePlace, PartnerSeat, PartnerWord, Step, Test
from groundswell.changes.queries.parts import (
    asks_of,
    home_row,
    measures_of,
    organisations_of,
    steps_of,
    team_of,
    tests_of,
)
from groundswell.enabling.models import Ask, Status
from groundswell.measures.queries import Picture, chart_for_others
from groundswell.people.models import Membership
from groundswell.safetext import DEFAULT
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
    """What a partner's page is made of. `names` are those of staff who take part, `named` those of colleagues who are only
    written of: none of them agreed to be shown."""

    change: Change
    home: ChangePlace
    tests: list[Test]
    step: Step | None
    asks: list[Ask]
    pictures: list[Picture]
    names: frozenset[str]
    named: frozenset[str]


def for_partner(change: Change) -> ForPartner:
    steps, asks = steps_of(change), [ask for ask in asks_of(change) if ask.status != Status.DECLINED]
    tests, team = tests_of(change), team_of(change)
    next_step = next((step for step in steps if not step.done_at), None)
    pictures = [chart_for_others(measure) for measure in measures_of(change)[:3]]
    people = [*team, *(row.person for row in change.co_leads.select_related("person")), change.opened_by]
    people += [idea.owner for idea in change.ideas.select_related("owner")]
    people += [step.person for step in steps] + [test.started_by for test in tests]
    people += [one for ask in asks for one in (ask.holder, ask.asked_by)]
    words = [
        change.title,
        change.aim,
        change.stopped_reason,
        change.stopped_learned,
        next_step.what if next_step else "",
    ]
    words += [part for test in tests for part in (test.question, test.prediction, test.happened, test.learned)]
    words += [ask.what for ask in asks] + [picture.measure.name for picture in pictures]
    return ForPartner(
        change, home_row(change), tests[::-1], next_step, asks, pictures,
        frozenset(person.name for person in people if person and person.name),
        colleagues_named("\n".join(words), organisations_of(change)),
    )  # fmt: skip


TITLES = frozenset("dr sister mr mrs ms miss prof professor nurse matron".split())
A_TITLE = rf"(?i:{'|'.join(TITLES)})\.?"
ORDINARY = DEFAULT.names.words["ordinary"]
A_WORD = r"[A-Z][\w-]+(?:['’][A-Z][\w-]+)?"
CAPITALS = re.compile(rf"(?<!\w)(?P<title>(?:{A_TITLE} )*)(?P<words>{A_WORD}(?: {A_WORD})*)")


def colleagues_named(words: str, organisation_ids: Iterable[int]) -> frozenset[str]:
    """What stands in `words` and is the name of somebody who works in these organisations, as it is written there.

    A whole name, one behind a title, or one word of it that is no ordinary word: `May` alone is the month. One query.
    """
    runs = [(match["title"], match["words"].split(" ")) for match in CAPITALS.finditer(words)]
    wanted = {part for title, parts in runs for part in parts if title or parts[1:] or part.lower() not in ORDINARY}
    if not wanted:
        return frozenset()
    like = reduce(or_, (Q(person__name__icontains=part) for part in wanted))
    rows = Membership.objects.filter(like, place__organisation__in=list(organisation_ids)).order_by()
    names = [_without_titles(name) for name in rows.values_list("person__name", flat=True).distinct()]
    whole = {(name[0], name[-1]) for name in names if name[1:]}
    known = {part for name in names for part in name}
    found = set()
    for title, parts in runs:
        small = [part.lower() for part in parts]
        found |= {part for part, low in zip(parts, small, strict=True) if low in known and low not in ORDINARY}
        found |= {" ".join(pair) for pair, low in zip(pairwise(parts), pairwise(small), strict=True) if low in whole}
        found |= {title + parts[0]} if title and small[0] in known else set()
    return frozenset(found)


def _without_titles(name: str) -> list[str]:
    return [part for part in name.lower().split() if part not in TITLES]


def without_names(words: str, names: frozenset[str], named: frozenset[str] = frozenset()) -> str:
    """The same with `a colleague` where one of these people stands: by their whole name or a part of it, and those of `named`
    as they are written."""
    parts = {part for name in names for part in name.split() if len(part) > 2 and part.lower() not in TITLES}
    wanted = {name: re.escape(name) for name in (*names, *parts)}
    wanted = {name: f"(?-i:{re.escape(name)})" for name in named} | wanted
    if not wanted:
        return words
    longest_first = "|".join(wanted[name] for name in sorted(wanted, key=len, reverse=True))
    found = re.compile(rf"(?<!\w)(?:{A_TITLE}\s+)?(?:{longest_first})(?!\w)", re.I)
    said = found.sub("a colleague", words)
    return re.sub(r"a colleague(?:\s+a colleague)+", "a colleague", said)
