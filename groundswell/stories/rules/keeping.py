"""Who keeps a search, and who lets a story stand on other sites."""

from __future__ import annotations

from django.utils.translation import gettext as _

from groundswell.changes.rules import Seats
from groundswell.people.models import Person
from groundswell.stories.models import Story
from groundswell.stories.rules.stories import may_choose_audience
from groundswell.ui.verdicts import YES, Verdict, no

MOST_SEARCHES = 20


def may_keep_search(number: int) -> Verdict:
    """`number` is how many they keep already."""
    if number < MOST_SEARCHES:
        return YES
    return no(_("You keep {n} searches. Remove one first.").format(n=MOST_SEARCHES))


def shows_card(story: Story) -> bool:
    """A card is shown while everyone may read the story: not when it was closed or withdrawn since."""
    return story.is_for_everyone and not story.withdrawn_at


def may_make_card(story: Story, by: Person, seats: Seats) -> Verdict:
    if not shows_card(story):
        return no(_("Only a story that everyone can read can stand on other sites."))
    return may_choose_audience(by, seats)
