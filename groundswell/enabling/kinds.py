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
OWN_DECISION = Kind(
    "own_decision",
    _("{by} leads it and decides about {trigger} as well"),
    about="The rules of trust name the person who would have asked; the decision stands apart, with the same clock.",
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
RULE_ASKED = Kind(
    "rule_asked",
    _("{by} asked {name}: is this a real rule? {what}"),
    notice="ask_for_you",
    straight_away=True,
    letter=_("A colleague asks you: is this a real rule?"),
    about="Somebody was told a rule, and whoever keeps it has ten working days to show it.",
)
RULE_PASSED_ON = Kind(
    "rule_passed_on",
    _("{by} says that {name} keeps this rule: {what}"),
    notice="ask_for_you",
    straight_away=True,
    letter=_("A colleague asks you: is this a real rule?"),
    about="Somebody else keeps the rule. The days go on counting.",
)
RULE_CLIMBED = Kind(
    "rule_climbed",
    _("Nobody showed it yet, so it moved up to {name}, {level}: {what}"),
    notice="ask_for_you",
    straight_away=True,
    letter=_("A rule that nobody has shown moved up"),
    about="Ten working days passed in silence. The days go on counting.",
)
RULE_WARNED = Kind(
    "rule_warned",
    _("It moves up on {day} unless {name} shows it: {what}"),
    notice="ask_for_you",
    straight_away=True,
    letter=_("A rule you are asked to show moves up in two working days"),
    about="Two working days before a question about a rule moves up, whoever keeps the rule is told.",
)
RULE_COVERED = Kind(
    "rule_covered",
    _("{by} answers for {name}, who is away: {what}"),
    notice="stage_moved",
    about="Whoever covers for somebody away took over a question about a rule, to answer it.",
)
RULE_NOT_SHOWN = Kind(
    "rule_not_shown",
    _("Nobody could show it, so it is not known: {what}"),
    notice="stage_moved",
    straight_away=True,
    letter=_("Nobody could show a rule that you asked about"),
    about="The clock ran out and nobody above can be asked whether a rule is real.",
)
RULE_SHOWN = Kind(
    "rule_shown",
    _("{by} says what it is: {verdict}. It was: {what}"),
    notice="stage_moved",
    straight_away=True,
    letter=_("{by} answered: is this a real rule?"),
    about="The owner of a rule says whether it is law, policy, standard, contract, habit or myth.",
)
RULE_SETTLED = Kind(
    "rule_settled",
    _("{by} says what happens to it: {outcome}. It was: {what}"),
    notice="stage_moved",
    straight_away=True,
    letter=_("{by} says what happens to a rule you asked about"),
    about="A rule stays, is written more clearly or is changed.",
)
RULE_DROPPED = Kind(
    "rule_dropped",
    _("{by} dropped a rule: {what}. Thanks to {name}, who asked"),
    notice="stage_moved",
    straight_away=True,
    letter=_("{by} dropped a rule that you asked about. Thank you for asking"),
    about="A rule that nobody needs is gone, with thanks to whoever asked about it.",
)
FUND_SET = Kind(
    "fund_set",
    _("{by} set the improvement fund: {yearly} a year, up to {limit} at a time"),
    about="A place has money that its teams spend without asking.",
)
FUND_SPENT = Kind(
    "fund_spent",
    _("{by} spent {amount} from the fund of {fund}: {what}"),
    about="A team spent from the improvement fund, without asking anybody.",
)
FUND_UNDONE = Kind(
    "fund_undone",
    _("{by} took a receipt of {amount} back: {what}"),
    about="A receipt of the improvement fund was taken back within a day.",
)
RULES_DRAFTED = Kind(
    "rules_drafted", _("{by} began a draft of the rules of {where}"), about="Somebody who may write them began a new version."
)  # fmt: skip
RULES_DISCARDED = Kind(
    "rules_discarded", _("{by} threw away the draft of the rules of {where}"), about="What is in force stays as it was."
)
RULES_AGREED = Kind(
    "rules_agreed",
    _("{by} signed new rules of trust for {where}"),
    notice="near_you",
    about="A version is in force from now on; everybody who works there is told.",
)
TIME_OFFERED = Kind(
    "time_offered", _("{by} offered {how_much}"), about="Somebody has an hour for the work of others, until a day."
)
TIME_OFFER_ENDED = Kind(
    "time_offer_ended", _("{by} ended an offer of an hour"), about="Before its day, by whoever made it."
)
