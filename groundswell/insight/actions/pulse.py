"""Count an answer so that nobody can find it again, and make the results of a quarter that is over.

No event is recorded: an event has a person and a moment.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import date

from django.db import transaction

from groundswell.insight import pulse, queries
from groundswell.insight.measures.intervals import Share
from groundswell.insight.models import Heard, PulseKey, PulseOff, PulseResult, Spent
from groundswell.insight.quarters import last_day, quarter_of
from groundswell.places.models import Place


@transaction.atomic
def answer_pulse(*, place: Place | None, home: Place, person: int, answers: Sequence[int | None], on: date) -> None:
    """`place`: the team it counts for, None when this person works elsewhere; `home`: its organisation; `on`: today in London.

    Of `person`, a number, only the token of this quarter is kept. Raises Refused where the pulse is off, for who does not work
    here, and the second time; ValueError for an answer that is none.
    """
    quarter = quarter_of(on)
    pulse.may_answer(
        is_off=queries.pulse_is_off(home), works_here=place is not None, has_answered=queries.has_answered(person, on)
    ).or_refuse()
    assert place is not None  # noqa: S101 - just asked
    key, _made = PulseKey.objects.get_or_create(quarter=quarter, defaults={"secret": secrets.token_hex(32)})
    _spent, is_first = Spent.objects.get_or_create(
        digest=pulse.token(key.secret, person), defaults={"quarter": quarter}
    )
    # Two at the same moment: the database lets one token in.
    pulse.may_answer(is_off=False, works_here=True, has_answered=not is_first).or_refuse()
    hear(place=place, month=on, answers=[answers])


@transaction.atomic
def hear(*, place: Place, month: date, answers: Sequence[Sequence[int | None]]) -> None:
    """Add answers, each five numbers of 1 to 5 or None, to the counts of a place and the month in which a day lies."""
    first = month.replace(day=1)
    Heard.objects.get_or_create(place=place, month=first, defaults={"counts": pulse.nothing()})
    row = Heard.objects.select_for_update().get(place=place, month=first)
    for one in answers:
        row.counts = pulse.added(row.counts, one)
    row.save(update_fields=["counts"])


@transaction.atomic
def close_quarters(*, on: date) -> int:
    """Delete the secrets and tokens of every quarter that is over on a day. How many quarters."""
    over = quarter_of(on)
    Spent.objects.filter(quarter__lt=over).delete()
    return PulseKey.objects.filter(quarter__lt=over).delete()[0]


@transaction.atomic
def make_pulse_results(*, home: Place, quarter: date, source: str = "") -> int:
    """What may be shown of a quarter that is over, for an organisation and all places inside it; the counts themselves go.

    How many places. An answer that came too late for the results is dropped: they do not move.
    """
    rows = queries.rows_heard(home, quarter)
    locked = list(
        rows.select_for_update(of=("self",)).values_list("pk", flat=True)
    )  # a second tick waits here, and then finds nothing
    if not locked or queries.has_pulse_results(home, quarter):
        rows.delete()
        return 0
    answered = queries.heard_in(home, quarter)
    above, heads = queries.tree_of(home), queries.staff_said(home, last_day(quarter))
    made = [
        PulseResult(
            place_id=place, quarter=quarter, shares=[_kept(share) for share in shares], population=heads.get(place),
            source=source,
        )
        for place, shares in pulse.shares(answered, above).items()
    ]  # fmt: skip
    PulseResult.objects.bulk_create(made, batch_size=500)
    rows.delete()
    return len(made)


def _kept(share: Share | None) -> list[int] | None:
    return None if share is None else [share.part, share.whole]


def switch_pulse(*, home: Place, is_on: bool, on: date) -> None:
    """For a whole organisation. Results of quarters before stay."""
    if is_on:
        PulseOff.objects.filter(place=home).delete()
    else:
        PulseOff.objects.get_or_create(place=home, defaults={"since": on})
