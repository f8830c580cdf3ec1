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
CALL_OPENED = Kind(
    "call_opened", _("{by} opened a call for {where}"),
    about="A place with many under it asks for something to be tried, and puts a clock on itself.",
)  # fmt: skip
CALL_FOR_YOU = Kind(
    "call_for_you", _("A call for where you work, until {day}"), notice="near_you",
    about="Whoever leads a place that a call is for hears of it once.",
)  # fmt: skip
CALL_CHANGED = Kind(
    "call_changed", _("{by} changed the words of the call"), about="Whoever speaks for the caller edited a call."
)
CALL_CLOSED = Kind(
    "call_closed", _("{by} closed the call and said what came of it"), notice="near_you",
    about="A call ends; who answered it is told.",
)  # fmt: skip
CALL_ANSWERED = Kind(
    "call_answered", _("{by} answered the call"),
    about="A place links an idea or a change of its own. Which place is said only where it wants to be seen.",
)  # fmt: skip
LINKED_TO_CALL = Kind(
    "linked_to_call", _("{by} linked it to a call of {where}"), about="On the line of time of what answers a call."
)
STORY_ARRIVED = Kind(
    "story_arrived", _("The story came here from {where}, another Groundswell"),
    about="A story of another installation was taken in, as a file or by its feed.",
)  # fmt: skip
STORY_NEWER_THERE = Kind(
    "story_newer_there", _("A newer version of the story came from {where}"), notice="stage_moved",
    about="The installation it came from changed the story; who took it up here is told.",
)  # fmt: skip
STORY_TAKEN_BACK = Kind(
    "story_taken_back", _("Where the story came from, it was taken back"), notice="stage_moved",
    about="The installation it came from withdrew the story; who took it up here is told and keeps reading it.",
)  # fmt: skip
STORY_TAKEN_UP_ELSEWHERE = Kind(
    "story_taken_up_elsewhere", _("It was taken up at {where}"), notice="your_story_taken_up", straight_away=True,
    about="Another installation reports that a story of this one was taken up there.",
)  # fmt: skip
RESULT_FROM_ELSEWHERE = Kind(
    "result_from_elsewhere", _("What came of it at {where}: {result}"), notice="your_story_taken_up", straight_away=True,
    about="Another installation reports what came of a story of this one there.",
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
