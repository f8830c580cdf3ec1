"""Is this a real rule? Somebody was told one; whoever keeps it has ten working days to show it. Vocabulary d11."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from groundswell.enabling.models.hops import Hop, Level
from groundswell.events.kinds import Subject
from groundswell.people.models import Person
from groundswell.places.models import Place
from groundswell.ui.addresses import address_of
from groundswell.ui.formats import days_between
from groundswell.ui.ids import new_id


class RuleVerdict(models.TextChoices):
    """What the rule turned out to be."""

    LAW = "law_or_national", _("Law, or a national rule")
    REGULATOR = "regulator", _("A regulator’s rule")
    LOCAL_POLICY = "local_policy", _("Our own policy")
    STANDARD = "professional_standard", _("A professional standard")
    CONTRACT = "contract", _("A contract")
    HABIT = "habit", _("A habit: nobody can show the rule")
    MYTH = "myth", _("A myth: the rule says something else")
    UNKNOWN = "unknown", _("Not known: nobody has shown it")


class RuleOutcome(models.TextChoices):
    """What happens to it now."""

    KEPT = "kept", _("It stays as it is")
    CLARIFIED = "clarified", _("It is written more clearly")
    CHANGED = "changed", _("It is changed")
    DROPPED = "dropped", _("It is dropped")


OURS = (RuleVerdict.LOCAL_POLICY, RuleVerdict.HABIT, RuleVerdict.MYTH)  # whoever keeps it can change it


class ChallengeQuerySet(QuerySet["RuleChallenge"]):
    def waiting(self) -> ChallengeQuerySet:
        """Nobody has said what it is."""
        return self.filter(verdict="")

    def unsettled(self) -> ChallengeQuerySet:
        """Not shown yet; or ours, and nobody has said what happens to it."""
        return self.filter(Q(verdict="") | Q(verdict__in=OURS, outcome=""))


class RuleChallenge(models.Model):
    """One rule as people tell it, put to the one person who keeps it. Its days are never reset."""

    public_id = models.CharField(max_length=12, unique=True, default=new_id)
    rule = models.CharField(max_length=200, help_text="As people tell it.")
    told_by = models.CharField(max_length=100, blank=True, help_text="Who told them, in their words.")
    place = models.ForeignKey(Place, models.PROTECT, related_name="+", help_text="Where it is told.")
    organisation = models.ForeignKey(Place, models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField()
    name_shown = models.BooleanField(default=False, help_text="Whoever asked said that their name may be shown.")
    owner = models.ForeignKey(Person, models.PROTECT, related_name="rules_to_show", help_text="Who keeps the rule.")
    held_since = models.DateTimeField()
    level = models.CharField(max_length=10, choices=Level)
    level_place = models.ForeignKey(Place, models.PROTECT, related_name="+", help_text="For which place it is held.")
    due_on = models.DateField(null=True, blank=True, help_text="Silence until the end of this day passes it up.")
    warned_at = models.DateTimeField(null=True, blank=True)
    verdict = models.CharField(max_length=24, choices=RuleVerdict, blank=True)
    says = models.CharField(max_length=300, blank=True, help_text="What the rule really says.")
    source = models.CharField(max_length=300, blank=True, help_text="Where it is written: a link.")
    verdict_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    verdict_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=10, choices=RuleOutcome, blank=True)
    outcome_words = models.CharField(max_length=300, blank=True)
    outcome_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    outcome_at = models.DateTimeField(null=True, blank=True)

    objects = ChallengeQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "-asked_at"], name="enabling_rules_told"),
            models.Index("owner", "asked_at", name="enabling_rules_to_show"),
            models.Index("due_on", name="enabling_rule_due", condition=Q(due_on__isnull=False)),
        ]
        constraints = [
            models.CheckConstraint(
                name="enabling_shown_has_day",
                condition=Q(verdict="", verdict_at=None) | (~Q(verdict="") & Q(verdict_at__isnull=False, due_on=None)),
            ),
            models.CheckConstraint(
                name="enabling_outcome_follows",
                condition=Q(outcome="", outcome_at=None) | (~Q(outcome="") & ~Q(verdict="") & Q(outcome_at__isnull=False)),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.rule

    def get_absolute_url(self) -> str:
        return address_of("enabling:challenge", self.public_id)

    @property
    def subject(self) -> Subject:
        return Subject("enabling", self.public_id, self.rule, self.get_absolute_url())

    @property
    def asker(self) -> str:
        """The name, for those who said that it may be shown."""
        return self.asked_by.called if self.asked_by and self.name_shown else str(_("a colleague"))

    def days_open(self, now: datetime) -> int:
        """Calendar days since it was asked until somebody showed it, whoever had it in between."""
        return days_between(self.asked_at, self.verdict_at or now)


class RuleHop(Hop):
    """That the question came to somebody."""

    challenge = models.ForeignKey(RuleChallenge, models.CASCADE, related_name="hops")


class RuleTold(models.Model):
    """Somebody else was told the same rule. Counted, never named."""

    challenge = models.ForeignKey(RuleChallenge, models.CASCADE, related_name="told")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["challenge", "person"], name="enabling_told_once")]
