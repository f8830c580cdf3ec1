"""What happens when the way is cleared."""

from django.utils.translation import gettext_lazy as _

from groundswell.events.kinds import Kind

ASK_THERE = _("There you can promise a day, pass it on or say no. Nothing happens until you press a button.")
DECISION_THERE = _(
    "There you can say yes, name what you need first, or say no. Nothing happens until you press a button."
)

ASK_MADE = Kind(
    "ask_made",
    _("{by} asked {name}: {what}"),
    notice="ask_for_you",
    straight_away=True,
    letter=_("{by} asks you to clear the way"),
    there=ASK_THERE,
    about="Something is in the way, and one person is asked to clear it.",
)
ASK_JOINED = Kind(
    "ask_joined", _("{by} waits for the same: {what}"), notice="near_you", about="One more piece of work stands behind an ask."
)  # fmt: skip
ASK_PASSED_ON = Kind(
    "ask_passed_on",
    _("{by} passed it on to {name}: {what}"),
    notice="ask_for_you",
    straight_away=True,
    letter=_("{by} passed something on to you"),
    there=ASK_THERE,
    about="Whoever was asked named somebody who can clear it. The days go on counting.",
)
ASK_CLIMBED = Kind(
    "ask_climbed",
    _("It moved up to {name}, {level}: {what}"),
    notice="ask_for_you",
    straight_away=True,
    letter=_("Something moved up to you"),
    there=ASK_THERE,
    about="The clock ran out in silence, or a promised day passed. The days go on counting.",
)
ASK_AT_THE_TOP = Kind(
    "ask_at_the_top",
    _("Nobody above can be asked, so it stays with {name}: {what}"),
    notice="stage_moved",
    about="The clock ran out and the ladder has ended. It is said, and the days go on counting.",
)
ASK_WARNED = Kind(
    "ask_warned",
    _("It moves up on {day} unless {name} answers: {what}"),
    notice="ask_for_you",
    straight_away=True,
    letter=_("Something moves up in two working days"),
    there=ASK_THERE,
    about="Two working days before an ask climbs its holder and those who wait are told.",
)
ASK_STAYS = Kind(
    "ask_stays", _("{by} wants it to stay with {name}: {what}"), notice="stage_moved", about="The team holds an ask where it is."
)  # fmt: skip
ASK_COVERED = Kind(
    "ask_covered",
    _("{by} answers for {name}, who is away: {what}"),
    notice="stage_moved",
    about="Whoever covers for somebody away took an ask over, to answer it.",
)
ASK_DECLINED = Kind(
    "ask_declined",
    _("{by} said no: {what}. Why: {why}. What would make it a yes: {yes}"),
    notice="stage_moved",
    straight_away=True,
    letter=_("{by} said no to something you wait for, and what would make it a yes"),
    about="A plain reason, what would make it a yes, and ten minutes' talk.",
)
ASK_TALK_WANTED = Kind(
    "ask_talk_wanted",
    _("{by} would like the ten minutes with {name}: {what}"),
    notice="ask_for_you",
    straight_away=True,
    letter=_("{by} would like to talk for ten minutes"),
    about="The team took up the talk that comes with every no.",
)
ASK_WITHDRAWN = Kind(
    "ask_withdrawn", _("{by} took it back: {what}"), notice="stage_moved", about="It is not in the way any more."
)
COMMITMENT_MADE = Kind(
    "commitment_made",
    _("{by} promised to clear: {what}, by {due}"),
    notice="stage_moved",
    about="A dated promise to clear one named thing.",
)
COMMITMENT_MOVED = Kind(
    "commitment_moved",
    _("{by} moved a promise from {before} to {due}: {what}"),
    notice="stage_moved",
    about="A new date before the old one has passed, with the reason.",
)
COMMITMENT_KEPT = Kind(
    "commitment_kept",
    _("{by} kept a promise: {what}"),
    notice="commitment_kept",
    straight_away=True,
    letter=_("{by} kept a promise"),
    about="The promised thing is cleared.",
)
COMMITMENT_BROKEN = Kind(
    "commitment_broken",
    _("The day passed in silence: {what}, promised by {name} for {due}"),
    notice="stage_moved",
    about="Nobody said that it was kept or needs another day.",
)
PERMISSION_ASKED = Kind(
    "permission_asked",
    _("{by} asked {name} to decide about {trigger}"),
    notice="permission_wanted_from_you",
    straight_away=True,
    letter=_("{by} asks you to decide"),
    there=DECISION_THERE,
    about="The rules of trust name one person who decides, with a clock.",
)
LET_KNOW = Kind(
    "let_know",
    _("{by} let {name} know: {trigger}"),
    notice="near_you",
    about="The rules of trust say go, and who is told.",
)
PERMISSION_GIVEN = Kind(
    "permission_given",
    _("{name} said yes about {trigger}"),
    notice="stage_moved",
    straight_away=True,
    about="The one person who decides said yes.",
)
PERMISSION_GIVEN_IF = Kind(
    "permission_given_if",
    _("{name} said yes about {trigger}, if: {conditions}"),
    notice="stage_moved",
    straight_away=True,
    letter=_("{name} said yes about {trigger}, with a condition"),
    about="Yes, with conditions that the team reads.",
)
PERMISSION_BY_CLOCK = Kind(
    "permission_by_clock",
    _("The clock ran out, which counts as a yes about {trigger}"),
    notice="stage_moved",
    straight_away=True,
    about="The organisation has listed this as low risk: silence is a yes.",
)
PERMISSION_REFUSED = Kind(
    "permission_refused",
    _("{name} said no about {trigger}. Why: {why}. What would make it a yes: {yes}"),
    notice="stage_moved",
    straight_away=True,
    letter=_("{name} said no about {trigger}, and what would make it a yes"),
    about="A reason, what would make it a yes, and ten minutes' talk.",
)
PERMISSION_NEEDS = Kind(
    "permission_needs",
    _("{name} needs this before deciding about {trigger}: {need}"),
    notice="stage_moved",
    straight_away=True,
    letter=_("{name} needs something before deciding about {trigger}"),
    about="The clock stands still for one named missing thing.",
)
PERMISSION_SENT = Kind(
    "permission_sent",
    _("{by} sent what {name} needs, and the clock goes on: {trigger}"),
    notice="permission_wanted_from_you",
    straight_away=True,
    letter=_("{by} sent what you need to decide"),
    there=DECISION_THERE,
    about="The missing thing is there.",
)
PERMISSION_UP = Kind(
    "permission_up",
    _("It moved up to {name}, {level}: {trigger}"),
    notice="permission_wanted_from_you",
    straight_away=True,
    letter=_("A decision moved up to you"),
    there=DECISION_THERE,
    about="The clock ran out, or the decider passed it up. The days go on counting.",
)
PERMISSION_AT_THE_TOP = Kind(
    "permission_at_the_top",
    _("Nobody above can decide, so it stays with {name}: {trigger}"),
    notice="stage_moved",
    about="The clock ran out and the ladder has ended. It is said, and the days go on counting.",
)
PERMISSION_COVERED = Kind(
    "permission_covered",
    _("{by} decides for {name}, who is away: {trigger}"),
    notice="stage_moved",
    about="Whoever covers for somebody away took a decision over.",
)
PERMISSION_TALK_WANTED = Kind(
    "permission_talk_wanted",
    _("{by} would like the ten minutes with {name}: {trigger}"),
    notice="permission_wanted_from_you",
    straight_away=True,
    letter=_("{by} would like to talk for ten minutes"),
    about="The team took up the talk that comes with every no.",
)
