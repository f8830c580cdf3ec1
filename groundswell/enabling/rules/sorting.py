"""What is this: improvement, audit, evaluation, research or a quick fix? At most four answers of one tap. Vocabulary d9.

The order is that of care: what makes it research is asked about first, because that has an official route.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from groundswell.enabling.models import GovernanceType

NEW_KNOWLEDGE, GROUPS, ONLY_LOOKING, STANDARD, BROKEN = "new_knowledge", "groups", "only_looking", "standard", "broken"

QUESTIONS = {
    NEW_KNOWLEDGE: _("Do you want to prove something new that holds for other places too?"),
    GROUPS: _(
        "Will people be put into groups, treated differently to compare, or asked for more than their care needs?"
    ),
    ONLY_LOOKING: _("Do you only look at how it is done now, and change nothing?"),
    STANDARD: _("Do you compare it with a standard that is written down?"),
    BROKEN: _("Do you only put right what should work already?"),
}


@dataclass(frozen=True)
class Sorted:
    """Either the next question, or what it is."""

    question: str = ""
    kind: GovernanceType | None = None


def what_is_this(said: Sequence[bool]) -> Sorted:
    """Where the answers so far lead; answers after the end are not read."""
    if not said:
        return Sorted(NEW_KNOWLEDGE)
    if said[0]:
        return Sorted(kind=GovernanceType.RESEARCH)
    if len(said) < 2:
        return Sorted(GROUPS)
    if said[1]:
        return Sorted(kind=GovernanceType.RESEARCH)
    if len(said) < 3:
        return Sorted(ONLY_LOOKING)
    if len(said) < 4:
        return Sorted(STANDARD if said[2] else BROKEN)
    looked = (GovernanceType.AUDIT, GovernanceType.EVALUATION)
    changed = (GovernanceType.FIX, GovernanceType.IMPROVEMENT)
    yes, no = looked if said[2] else changed
    return Sorted(kind=yes if said[3] else no)
