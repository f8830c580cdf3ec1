"""How people are protected where places are measured: a note for staff side, and the template of an impact assessment (DPIA).

Every number is the one that the gate uses. What an organisation has to settle itself stands as a question, with room after it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.utils.translation import gettext as _

from groundswell.insight import rules
from groundswell.insight.bureaucracy import WINDOW
from groundswell.insight.tally.steps import MOST_STAFF
from groundswell.ui.paper import Block, Document, Facts, Heading, Points, Small, Table, Words, foot

BLANK = "……………………………………………"


def staff_side_note(at: datetime) -> Document:
    """What staff side is asked about, on two pages."""
    blocks: tuple[Block, ...] = (
        Words(_("Groundswell counts, for places and never for people, how widely leadership is shared and what stands in its way. "
                "This note says what is counted, what nobody can see, and what you are asked to agree to or not.")),
        Heading(_("What is counted")),
        Points((
            _("In how many teams somebody led a change; who leads by staff group; how many hands a team's changes are in."),
            _("How long an answer and a permission take, how often work changes hands, how much of it is waiting, and at which level."),
            _("How people move from taking part to leading, as moves for each hundred years of work, of a whole place."),
            _("Which teams change things together, and whether ties cross from clinicians to managers."),
        )),
        Heading(_("What it is made from, and what it is never made from")),
        Words(_("It is made from what people do in Groundswell itself: noticing, answering, testing, deciding. It is never made from mail, "
                "calendars, rotas, telephones, log-ins or anything outside. The pulse is answered by who wants to; an answer is a number "
                "added to a count, without a name, a day or a time.")),
        Heading(_("What nobody can see")),
        Points((
            _("A figure about a person. There is no page, file, filter or setting that makes one. A person's own journey is seen by that person alone."),
            _("A figure about fewer than {staff} staff. Smaller teams are taken together first.").format(staff=rules.FEWEST_STAFF),
            _("A count of {few} to {many} people: it shows as a star. Other counts of people are rounded to {nearest}.").format(
                few=rules.SMALL.start, many=rules.SMALL.stop - 1, nearest=rules.NEAREST),
            _("A figure from which a small count could be worked out by taking one from another, or one month from the next."),
            _("Results of the pulse from fewer than {n} answers.").format(n=rules.FEWEST_ANSWERS),
            _("Who holds up a decision. A level is named, for instance the division; a person sees their own list."),
        )),
        Heading(_("What you are asked")),
        Words(_("One figure is off until you agree: how far a team of {least} to {most} hangs on one person. It comes from who joined, or did "
                "something in, whose change; comments and thanks never count. It is seen by that team alone, and above it only how teams "
                "are spread. If you agree, your organisation records with whom and when, and can take it back at any time.").format(
                    least=rules.FEWEST_STAFF, most=MOST_STAFF)),
        Heading(_("What everybody can do alone")),
        Words(_("Anybody can be left out of ties and steps, without a reason and without anybody being told. What they do stays in the changes they "
                "do it in.")),
        Heading(_("What it may not be used for")),
        Words(_("Appraisal, pay, capability and selection. This stands on every page of figures. Places are never ranked: there is no list in the "
                "order of values, and places outside what chance explains are named alike, high or low: look together.")),
        Heading(_("What was agreed")),
        Facts(((_("With whom"), BLANK), (_("On which day"), BLANK), (_("To be looked at again"), BLANK), (_("Conditions"), BLANK))),
    )  # fmt: skip
    return Document(_("Where leadership lives: a note for staff side"), blocks, at, foot=foot())


def dpia(at: datetime) -> Document:
    """The template of a data protection impact assessment, filled in as far as the product can know."""
    blocks: tuple[Block, ...] = (
        Words(_("A template. What the product does is filled in; what only your organisation knows stands as a line to fill in. It is no legal "
                "advice, and your data protection officer decides what it lacks.")),
        Heading(_("1. What is processed, and why")),
        Facts((
            (_("Purpose"), _("To see how widely leadership of change is shared between teams, and what in the surroundings holds it up, so that what is in the way is cleared.")),
            (_("People"), _("Staff who use Groundswell, and partners by experience. No patients: words that may point to one are refused as they are typed.")),
            (_("Data"), _("Acts in Groundswell with their day; team, staff group and whether somebody manages, as on that day; headcounts typed by the organisation; counts of answers to the pulse.")),
            (_("Period"), _("Figures look at {days} days and are made once a month.").format(days=WINDOW)),
            (_("Controller"), BLANK), (_("Processor, if somebody else runs it"), BLANK), (_("Where the server stands"), BLANK),
            (_("Lawful basis, and for staff as employees"), BLANK), (_("Date, and version of this assessment"), BLANK),
        )),
        Heading(_("2. How it flows")),
        Points((
            _("People act in Groundswell; every act is one line in one log."),
            _("Each night the lines become rows of whole numbers. People are opaque numbers, made with a secret that changes with the month and is deleted."),
            _("From these, counts for places are made; when the month is over they are kept and the rows of people are made anew with other numbers."),
            _("One gate lets counts through to pages, files and papers. There is no other way to them."),
            _("Answers to the pulse are added to a count of team and month; a mark that somebody has answered is kept until the quarter is over, and so is its key."),
        ), numbered=True),
        Heading(_("3. What must be necessary and no more")),
        Words(_("Questions for your organisation: could the purpose be reached with less? Who will read the figures, and at which meeting? How will staff "
                "hear of it before it begins?")),
        Words(BLANK),
        Heading(_("4. Risks, and what the product does about them")),
        Table((_("Risk"), _("What is done"), _("What is left, and who decides")), (
            (_("Somebody is picked out from a figure"),
             _("No figure below {staff} staff; {few} to {many} people show as a star; others rounded to {nearest}; no unit beside another that differs by fewer than {staff}.").format(
                 staff=rules.FEWEST_STAFF, few=rules.SMALL.start, many=rules.SMALL.stop - 1, nearest=rules.NEAREST), BLANK),
            (_("Two months are laid over each other"),
             _("Figures do not move between months; people have other numbers each month; an attack on pairs of months is a test of the product."), BLANK),
            (_("Figures are used to judge people"),
             _("There is none about a person; every page says what it is not for; places are not ranked."), BLANK),
            (_("A manager asks who answered the pulse, and what"),
             _("It is not known: no name, day or time is kept, and nothing from fewer than {n} answers is shown.").format(n=rules.FEWEST_ANSWERS), BLANK),
            (_("Durations point to one decider"),
             _("At least {changes} changes of {people} people behind each; holders are levels, not persons.").format(
                 changes=rules.FEWEST_CHANGES, people=rules.FEWEST_PEOPLE), BLANK),
            (_("Networks show who is in the centre"),
             _("Off until staff side agreed; for the team alone; above it only how at least {teams} teams are spread.").format(teams=rules.FEWEST_TEAMS), BLANK),
            (_("Somebody does not want to be counted"),
             _("They leave themselves out of ties and steps, without a reason, from the next count on."), BLANK),
            (_("Whoever runs the computer looks into the database"),
             _("Cells hold no person; rows of people hold opaque numbers of one month. The log itself names who did what: it is the work, and has its own rules of access."), BLANK),
        )),
        Heading(_("5. What people can ask for")),
        Points((
            _("A copy of what is held about them, and to be forgotten: both by themselves, on their own page."),
            _("To be left out of ties and steps: by themselves, on their own page."),
            _("Their own journey, to keep or to give to somebody."),
        )),
        Heading(_("6. Who was asked, and what was decided")),
        Facts((
            (_("Staff side"), BLANK), (_("Data protection officer"), BLANK), (_("Caldicott guardian, if needed"), BLANK),
            (_("Decision, and its conditions"), BLANK), (_("To be looked at again on"), BLANK),
        )),
        Small(_("Figures follow the formulas and rules of the leadership map. Their code and their tests are open.")),
    )  # fmt: skip
    return Document(_("Where leadership lives: data protection impact assessment"), blocks, at, foot=foot())


PAPERS: dict[str, Callable[[datetime], Document]] = {"staff-side": staff_side_note, "dpia": dpia}
