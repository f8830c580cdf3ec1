"""What staff said, as sentences of a pack: the published staff survey and the pulse. What was said is no proof, and says so."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from groundswell.insight import pulse, rules
from groundswell.insight.evidence import Period
from groundswell.insight.models import PulseResult
from groundswell.insight.presenters.parts import Said, said
from groundswell.insight.presenters.pulse import opinions
from groundswell.insight.quarters import in_words, last_day
from groundswell.insight.queries.survey import SurveyValue
from groundswell.insight.survey import questions
from groundswell.places.models import Place

Words = tuple[Said, tuple[Said, ...]]  # a sentence, and its lines


def survey_said(home: Place, values: Sequence[SurveyValue], period: Period) -> Words | None:
    """The newest year up to the end of the period, of the organisation: nothing is published for a part of it."""
    room = {one.code: one for one in questions() if one.about == "room"}
    known = [one for one in values if one.question in room and one.year <= period.until.year]
    if not known:
        return None
    year = max(one.year for one in known)
    words = _(
        "What staff of the whole of {place} said in the NHS Staff Survey of {year}, in a hundred. "
        "It is what they said, not what was counted here."
    )
    lines = (
        said(
            _("“{wording}” ({number}): {n}, of {answers} answers"), wording=room[one.question].wording, number=one.question,
            n=rules.published_elsewhere(one.percent), answers=f"{one.answers:,}",
        )
        for one in known if one.year == year
    )  # fmt: skip
    return (words.format(place=home, year=year),), tuple(lines)


def pulse_said(results: Sequence[PulseResult], period: Period) -> Words | None:
    """The newest quarter that ended in the period, with what its own page shows of it."""
    ended = [one for one in results if period.since <= last_day(one.quarter) <= period.until]
    if not ended:
        return None
    newest = max(ended, key=lambda one: one.quarter)
    found = [(words, one) for words, one in zip(pulse.STATEMENTS, opinions(newest), strict=True) if one.value.is_shown]
    if not found:
        return None
    sentence = _(
        "What people here said in the pulse of {quarter}, in a hundred answers. It is what they said, not what was counted."
    )
    lines = (
        said(
            _("“{statement}”: {n} agree, of about {answers} answers"),
            statement=str(words),
            n=one.value,
            answers=one.answers,
        )
        for words, one in found
    )
    source = ((newest.source,),) if newest.source else ()
    return (sentence.format(quarter=in_words(newest.quarter)),), (*lines, *source)
