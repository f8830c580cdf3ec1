"""What happens to a story. Each stands on the line of time of the change it tells, with the story's address."""

from django.utils.translation import gettext_lazy as _

from groundswell.events.kinds import Kind

STORY_TOLD = Kind(
    "story_told", _("{by} told the story"), notice="stage_moved", straight_away=True,
    about="What came of it, what was learned and what it waited for, for others to read.",
)  # fmt: skip
STORY_EDITED = Kind(
    "story_edited", _("{by} changed the words of the story"),
    about="The pair or the owner of the idea edited the story.",
)  # fmt: skip
STORY_SHARED = Kind(
    "story_shared", _("{by} opened the story: {readers} can read it"), notice="stage_moved",
    about="A co-lead made the audience wider.",
)  # fmt: skip
STORY_NARROWED = Kind(
    "story_narrowed", _("{by} closed the story to some: {readers} can read it"), notice="stage_moved",
    about="A co-lead made the audience smaller again.",
)  # fmt: skip
STORY_CORRECTED = Kind(
    "story_corrected", _("{by} put something right in the story"), notice="stage_moved",
    about="The words were changed and a line says what was wrong; those who took it up are told as well.",
)  # fmt: skip
STORY_WITHDRAWN = Kind(
    "story_withdrawn", _("{by} withdrew the story"), notice="stage_moved", straight_away=True,
    about="Only those who took part or took it up still read the words; others read that it was withdrawn, and why.",
)  # fmt: skip
STORY_PUT_BACK = Kind(
    "story_put_back", _("{by} put the story back: {readers} can read it"), notice="stage_moved",
    about="A withdrawn story has its readers again.",
)  # fmt: skip
PASSING_THANKS = Kind(
    "passing_thanks", _("Somebody who scanned the label or read the public page said thank you"), notice="talk",
    about="Once a day at most; nothing is kept of who it was.",
)  # fmt: skip
STORY_TAKEN_UP = Kind(
    "story_taken_up", _("{by} took it up at {where}"), notice="your_story_taken_up", straight_away=True,
    about="Another place begins the same, from this story.",
)  # fmt: skip
TAKEN_UP_FROM = Kind(
    "taken_up_from", _("{by} took this up from a story of {where}"),
    about="Where a change came from, on its own line of time.",
)  # fmt: skip
RESULT_RETURNED = Kind(
    "result_returned", _("{by} told what came of it at {where}: {result}"), notice="your_story_taken_up", straight_away=True,
    about="A place that took the story up says what came of it there.",
)  # fmt: skip
IDEA_SPREAD = Kind(
    "idea_spread", _("It has spread: {where} took it up and has readings of its own"), notice="stage_moved", straight_away=True,
    about="The first adoption elsewhere has its own readings (d3).",
)  # fmt: skip
ADAPTED = Kind(
    "adapted", _("{by} said anew what is different here from where it came from"),
    about="The pair of a change that was taken up changed what they adapted.",
)  # fmt: skip
FIRST_READING_THERE = Kind(
    "first_reading_there", _("{where} has its first reading of its own"), notice="your_story_taken_up", straight_away=True,
    about="A place that took the story up began to count: once for each place.",
)  # fmt: skip
TOLD_THERE = Kind(
    "told_there", _("{where} told a story of its own about it"), notice="your_story_taken_up", straight_away=True,
    about="A place that took the story up told what came of it in a story of its own.",
)  # fmt: skip
