"""Who may ask whether a rule is real, who shows it, and what may happen to it then. Vocabulary d11."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from groundswell.enabling.models import OURS, RuleChallenge, RuleOutcome, RuleVerdict
from groundswell.enabling.rules.asks import answers_for, may_ask
from groundswell.people.models import Person
from groundswell.people.queries import Sight
from groundswell.places.models import Place
from groundswell.ui.verdicts import YES, Verdict, first_no, no

SHOW_IN_WORKING_DAYS = 10
OUTSIDE = (RuleVerdict.LAW, RuleVerdict.REGULATOR, RuleVerdict.STANDARD)  # nobody here can change or drop these
NEEDS_SOURCE = (*OUTSIDE, RuleVerdict.LOCAL_POLICY, RuleVerdict.CONTRACT)


def may_see(challenge: RuleChallenge, person: Person, seen: Sight, had_it: Collection[int], today: date) -> Verdict:
    """Everybody of the organisation, so that nobody asks twice; whoever asked, and whoever keeps (or covers) or kept the rule."""
    if person.pk == challenge.asked_by_id or person.pk in had_it or seen.works_in(challenge.organisation_id):
        return YES
    if answers_for(challenge.owner, person, today):
        return YES
    return no(_("This belongs to another organisation."))


def may_challenge(place: Place, seen: Sight) -> Verdict:
    if seen.works_in(place.organisation_id or place.pk):
        return YES
    return no(_("Ask this where you work."))


def may_show(challenge: RuleChallenge, by: Person, today: date) -> Verdict:
    """The owner, or their cover, says what it is, and may put it right until something has happened to it."""
    if not answers_for(challenge.owner, by, today):
        return no(_("{name} is asked to show this.").format(name=challenge.owner.called))
    if challenge.outcome:
        return no(_("This is settled."))
    return YES


def source_needed(verdict: str, source: str) -> Verdict:
    """What is called a rule has to be shown; a habit or a myth has nothing to show."""
    if verdict in NEEDS_SOURCE and not source:
        return no(_("Give the link to where it is written. If nobody can show it, it is a habit."))
    return YES


def is_link(text: str) -> bool:
    """`https://host/...` or `http://host/...`, with nothing by which a reader could be misled about where it leads."""
    try:
        parts = urlsplit(text)
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        return False
    plain = text.isprintable() and not any(sign in text for sign in " \\\"'<>")
    return parts.scheme in ("http", "https") and "." in host and "@" not in parts.netloc and plain


def host_of(link: str) -> str:
    return (urlsplit(link).hostname or "").removeprefix("www.") if link else ""


def may_settle(challenge: RuleChallenge, by: Person, today: date) -> Verdict:
    """Once it is known what it is, its owner says what happens to it."""
    if not challenge.verdict:
        return no(_("First say what it is."))
    return may_show(challenge, by, today)


def fits(verdict: str, outcome: str) -> Verdict:
    """Only what is ours to change can be changed or dropped."""
    if verdict in OUTSIDE and outcome in (RuleOutcome.CHANGED, RuleOutcome.DROPPED):
        return no(_("This is set outside the organisation, so it cannot be changed or dropped here."))
    return YES


def may_pass_rule_on(challenge: RuleChallenge, by: Person, to: Person, today: date) -> Verdict:
    if to.pk == challenge.owner_id:
        return no(_("{name} has this already.").format(name=to.called))
    if challenge.verdict:
        return no(_("It was shown already."))
    return first_no(may_show(challenge, by, today), may_ask(to))


def may_say_told(challenge: RuleChallenge, by: Person, seen: Sight, told: bool) -> Verdict:
    """One tap, once; not by whoever asked first."""
    if challenge.outcome == RuleOutcome.DROPPED:
        return no(_("This rule is dropped. Say so to whoever tells you."))
    if told or challenge.asked_by_id == by.pk:
        return no(_("You were counted."))
    if not seen.works_in(challenge.organisation_id):
        return no(_("This belongs to another organisation."))
    return YES


def can_change(challenge: RuleChallenge) -> bool:
    """Ours, and not to stay as it is: then the rules of trust may want a new line."""
    return challenge.verdict in OURS and challenge.outcome in ("", RuleOutcome.CHANGED, RuleOutcome.DROPPED)
