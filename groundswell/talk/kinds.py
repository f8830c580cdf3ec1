"""What happens when people talk. A report never shows on the line of time of what it reports."""

from django.utils.translation import gettext_lazy as _

from groundswell.events.kinds import Kind

COMMENTED = Kind("commented", _("{by} commented"), notice="talk", about="Somebody said something about a subject.")
THANKED = Kind("thanked", _("{by} said thanks"), notice="talk", about="Somebody thanked one person for their part.")
REPORTED = Kind(
    "reported",
    _("Somebody asks you to look at words about a colleague"),
    notice="safety",
    straight_away=True,
    about="Tells those who look after the place, without the name of who asks.",
)
REPORT_ANSWERED = Kind(
    "report_answered",
    _("{by} looked at the words you reported. {outcome}"),
    notice="talk",
    about="Tells the person who reported what came of it, and nobody else.",
)
WORDS_HIDDEN = Kind(
    "words_hidden",
    _("{by} hid a comment of yours, because it was about a colleague. You can say it again in other words"),
    notice="talk",
    about="Tells the writer of a comment that it was hidden, and nobody else.",
)
PHOTO_ADDED = Kind("photo_added", _("{by} added a photo"), notice="talk", about="Somebody added a photo to a subject.")
PHOTO_REMOVED = Kind(
    "photo_removed", _("{by} took a photo away"), notice="talk", about="A photo was taken away from a subject."
)
FILE_ADDED = Kind("file_added", _("{by} added a file"), notice="talk", about="Somebody added a file to a subject.")
FILE_HELD = Kind(
    "file_held", _("A file is held unseen until it is looked through"), notice="safety", straight_away=True,
    about="Its words may identify a patient. Tells the information governance lead.", there=_("You can let it be seen, or delete it."),
)  # fmt: skip
FILE_RELEASED = Kind(
    "file_released", _("{by} looked through the file. Everyone here can see it now"), notice="talk",
    about="The information governance lead let a file be seen.",
)  # fmt: skip
FILE_REMOVED = Kind("file_removed", _("{by} took a file away"), about="A file was deleted.")
MENTIONED = Kind(
    "mentioned",
    _("{by} mentioned you in a comment"),
    notice="talk",
    straight_away=True,
    about="Tells whoever a comment names, once, and nobody else.",
)
DECISION_MARKED = Kind(
    "decision_marked", _("{by} marked a comment as decided"), notice="talk", about="A co-lead said what was decided."
)
DECISION_UNMARKED = Kind(
    "decision_unmarked", _("{by} took a mark “decided” back"), about="What was marked as decided is a comment again."
)
