"""Rules of trust. Vocabulary d9.

Until an organisation can write its own rules there is one, the same for all: a change that is reversible, stays
inside the team and brings no new risk is *go*; everything else waits for both co-leads.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class Outcome(models.TextChoices):
    GO = "go", gettext_lazy("You do not need permission")
    BOTH_SEATS = "both_seats", gettext_lazy("Both co-leads say yes first")


@dataclass(frozen=True)
class Answers:
    """The three questions of the fixed rule."""

    reversible: bool
    inside_team: bool
    new_risk: bool


@dataclass(frozen=True)
class Follows:
    """What follows from the answers: the outcome and one sentence with its reason."""

    outcome: Outcome
    sentence: str

    @property
    def is_go(self) -> bool:
        return self.outcome == Outcome.GO


def what_follows(answers: Answers) -> Follows:
    """*Go*, or wait for both seats, with the reason as the team reads it."""
    if answers.reversible and answers.inside_team and not answers.new_risk:
        return Follows(
            Outcome.GO,
            _("You do not need permission: it can be undone, it stays inside the team and it brings no new risk."),
        )
    reasons = [
        (not answers.inside_team, _("it reaches beyond the team")),
        (not answers.reversible, _("it cannot simply be undone")),
        (answers.new_risk, _("it may bring a new risk")),
    ]
    because = _(" and ").join(words for true, words in reasons if true)
    return Follows(Outcome.BOTH_SEATS, _("Both co-leads say yes before it starts, because {why}.").format(why=because))
