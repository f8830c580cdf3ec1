"""What is asked of somebody, as cards: since when, for whom, and what can be done in one tap."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groundswell.benefits.models import Benefit
from groundswell.changes.models import CoLead, Pause, Seat
from groundswell.enabling.cards import behind_of, by_day, for_whom, next_friday
from groundswell.enabling.models import Ask, Permission, RuleChallenge, Status
from groundswell.enabling.rules import Rung
from groundswell.front.queries.asking import PAGE, Found, Waiting, What
from groundswell.growth.models import Mentoring, StepIn
from groundswell.ideas.models import Idea, Joining
from groundswell.people.models import Membership, Person
from groundswell.stories.models import Adoption
from groundswell.talk.models import File, Report
from groundswell.ui.deeds import Deed
from groundswell.ui.formats import as_day, count, days_between, london_day, short_day, until, upper


@dataclass(frozen=True)
class AskedCard:
    """Something that waits for the reader. `quote` are somebody's own words."""

    what: str
    title: str
    href: str
    line: str
    since: date
    days: str
    deeds: tuple[Deed, ...]
    quote: str = ""
    due: str = ""
    late: bool = False
    cover: str = ""


def cards(found: list[Found], reader: Person, now: datetime) -> list[AskedCard]:
    """In the order in which they were found; what the reader answers for somebody away says so."""
    return [_made(one, reader, now) for one in found]


def _made(one: Found, reader: Person, now: datetime) -> AskedCard:
    card = CARDS[one.what](one.row, now)
    asked = {What.ASK: "holder", What.DECIDE: "decider", What.RULE: "owner"}.get(one.what)
    cover = for_whom(getattr(one.row, asked), reader, now) if asked else ""
    return replace(card, cover=cover, deeds=(_to_below(one.row, one.below), *card.deeds) if one.below else card.deeds)


def _to_below(ask: Ask, below: Rung) -> Deed:
    there = reverse("enabling:pass_below", args=[ask.public_id])
    said = _("Pass to {name}, {place}").format(name=below.person.called, place=below.place)
    return Deed(said, there, post=True, name="from", value="asked")


def waited(since: date | datetime, now: datetime) -> str:
    days = days_between(since, now)
    return _("today") if days < 1 else count(days, _("day"), _("days"))


def _due(when: date, now: datetime) -> str:
    said = until(when, now)
    return said if when < london_day(now) else _("due {when}").format(when=said)


def _card(what: str, now: datetime, since: date | datetime, **about: Any) -> AskedCard:
    return AskedCard(what=what, since=as_day(since), days=waited(since, now), **about)


def _answer(idea: Idea, now: datetime) -> AskedCard:
    here = idea.get_absolute_url()
    return _card(
        What.ANSWER, now, idea.noticed_at, title=idea.first_words, href=here,
        line=_("{name} at {place} waits for an answer").format(name=upper(idea.whose), place=idea.place),
        due=_due(idea.due_on, now), late=idea.due_on < london_day(now),
        deeds=(Deed(_("Answer"), reverse("ideas:answer", args=[idea.public_id]), main=True),),
    )  # fmt: skip


def _seat(row: CoLead, now: datetime) -> AskedCard:
    who = row.invited_by.called if row.invited_by else _("A colleague")
    said = {
        Seat.CLINICAL: _("{name} asks you to be the clinical co-lead at {place}"),
        Seat.MANAGERIAL: _("{name} asks you to be the managerial co-lead at {place}"),
    }
    return _card(
        What.SEAT, now, row.invited_at, title=row.change.title, href=row.get_absolute_url(),
        line=said[Seat(row.seat)].format(name=who, place=row.change.place),
        deeds=(
            Deed(_("Yes, I take the seat"), reverse("changes:accept", args=[row.public_id]), post=True, main=True),
            Deed(_("Not now"), reverse("changes:decline", args=[row.public_id])),
            Deed(_("Suggest someone"), reverse("changes:suggest", args=[row.public_id])),
        ),
    )  # fmt: skip


def _pause(row: Pause, now: datetime) -> AskedCard:
    return _card(
        What.PAUSE, now, row.at, title=row.change.title, href=row.change.get_absolute_url(),
        line=_("{name} paused it for safety").format(name=row.person.called), quote=row.reason,
        due=_due(row.due_on, now), late=row.due_on < london_day(now),
        deeds=(Deed(_("Answer"), reverse("changes:answer_pause", args=[row.change.public_id]), main=True),),
    )  # fmt: skip


def _fixed(idea: Idea, now: datetime) -> AskedCard:
    there = reverse("ideas:still_fixed", args=[idea.public_id])
    assert idea.fixed_check_on is not None  # noqa: S101 - the question asks for ideas that have one
    return _card(
        What.FIXED, now, idea.fixed_check_on, title=idea.first_words, href=idea.get_absolute_url(),
        line=_("You fixed this. Is it still fixed?"), quote=idea.fixed_words,
        deeds=(
            Deed(_("Still fixed"), there, post=True, name="still", value="yes", main=True),
            Deed(_("Not any more"), there, post=True, name="still", value="no"),
        ),
    )  # fmt: skip


def _same(row: Joining, now: datetime) -> AskedCard:
    there = reverse("ideas:answer_joining", args=[row.idea.public_id])
    who = row.proposed_by.called if row.proposed_by else _("A colleague")
    return _card(
        What.SAME, now, row.proposed_at, title=row.idea.first_words, href=row.idea.get_absolute_url(),
        line=_("{name} thinks your idea is the same as this one. You decide.").format(name=who), quote=row.into.first_words,
        deeds=(
            Deed(_("Yes, join them"), there, post=True, name="say", value="yes", main=True),
            Deed(_("No, keep it apart"), there, post=True, name="say", value="no"),
        ),
    )  # fmt: skip


def _words(idea: Idea, now: datetime) -> AskedCard:
    here = idea.get_absolute_url()
    assert idea.held_at is not None  # noqa: S101 - the question asks for held words
    return _card(
        What.WORDS, now, idea.held_at, title=_("Words held until you have read them"), href=here,
        line=_("They may point to a patient. Noticed at {place}.").format(place=idea.place),
        deeds=(Deed(_("Read them"), here, main=True),),
    )  # fmt: skip


def _file(file: File, now: datetime) -> AskedCard:
    assert file.held_at is not None  # noqa: S101 - the question asks for held files
    return _card(
        What.FILE, now, file.held_at, title=_("A file held until you have looked through it"), href=file.held_for,
        line=_("Its words may point to a patient. Attached at {place}.").format(place=file.organisation),
        deeds=(Deed(_("Look at it"), file.held_for, main=True),),
    )  # fmt: skip


def _report(row: Report, now: datetime) -> AskedCard:
    here = row.get_absolute_url()
    return _card(
        What.REPORT, now, row.at, title=_("Words about a colleague"), href=here,
        line=_("Somebody asks you to look at words in “{title}”").format(title=row.title),
        deeds=(Deed(_("Look at it"), here, main=True),),
    )  # fmt: skip


def _join(row: Membership, now: datetime) -> AskedCard:
    title = row.title or row.get_staff_group_display()
    return _card(
        What.JOIN, now, row.since, title=_("{name} says they work here").format(name=row.person.called),
        href=reverse("people:place_people", args=[row.place.key]),
        line=_("{title}, {place}").format(title=title, place=row.place),
        deeds=(
            Deed(_("Yes, let them in"), reverse("people:let_in", args=[row.public_id]), post=True, main=True),
            Deed(_("No"), reverse("people:turn_away", args=[row.public_id])),
        ),
    )  # fmt: skip


def _result(row: Adoption, now: datetime) -> AskedCard:
    return _card(
        What.RESULT, now, row.change.moved_at, title=row.story.title, href=row.story.get_absolute_url(),
        line=_("You took this up at {place}. What came of it there?").format(place=row.place),
        deeds=(Deed(_("Bring the result back"), reverse("stories:result", args=[row.public_id]), main=True),),
    )  # fmt: skip


def _check(row: Benefit, now: datetime) -> AskedCard:
    """Finance and patient safety look first: the page has the claim, its number and the form."""
    said = _("{name} at {place} says this came of “{work}”. Is it right?")
    return _benefit(What.CHECK, row, now, said, (Deed(_("Check it"), row.get_absolute_url(), main=True),))


def _asked(row: Ask, now: datetime) -> AskedCard:
    """Something in the way, with a day to promise in one tap."""
    here, friday = row.public_id, next_friday(london_day(now))
    by_friday = reverse("enabling:commit_by", args=[here, friday.isoformat()])
    who = row.asked_by.called if row.asked_by else _("A colleague")
    behind = behind_of(row)
    line = _("{who} at {place} asks you").format(who=who, place=row.place)
    return _card(
        What.ASK, now, row.asked_at, title=row.what, href=row.get_absolute_url(), line=f"{line}. {behind}" if behind else line,
        due=_("answer by {day}").format(day=short_day(row.climbs_on)) if row.climbs_on and not row.stays else "",
        late=row.status == Status.BROKEN,
        deeds=(
            Deed(by_day(friday, now), by_friday, post=True, main=True, name="from", value="asked"),
            Deed(_("Another date"), reverse("enabling:commit", args=[here])),
            Deed(_("Pass on"), reverse("enabling:pass_on", args=[here])),
            Deed(_("No…"), reverse("enabling:decline", args=[here])),
        ),
    )  # fmt: skip


def _decide(row: Permission, now: datetime) -> AskedCard:
    """One decision that the rules ask of the reader."""
    here = row.public_id
    who = row.asked_by.called if row.asked_by else _("A colleague")
    line = _("{who} at {place} asks you to decide about: {what}")
    return _card(
        What.DECIDE, now, row.asked_at, title=row.work_title, href=row.get_absolute_url(),
        line=line.format(who=who, place=row.place, what=str(row.get_trigger_display()).lower()),
        due=_due(row.due_on, now) if row.due_on else "", late=bool(row.due_on and row.due_on < london_day(now)),
        deeds=(
            Deed(_("Yes"), reverse("enabling:give", args=[here]), post=True, main=True, name="from", value="asked"),
            Deed(_("Yes, if…"), reverse("enabling:give_if", args=[here])),
            Deed(_("I need this first…"), reverse("enabling:need_more", args=[here])),
            Deed(_("No…"), reverse("enabling:refuse", args=[here])),
        ),
    )  # fmt: skip


def _rule(row: RuleChallenge, now: datetime) -> AskedCard:
    """A rule somebody was told: show it; once it is known to be ours, say what happens to it."""
    here = row.public_id
    about = {"title": row.rule, "href": row.get_absolute_url()}
    if row.verdict:
        said = _("The answer was: {what}. What happens to it now?").format(what=str(row.get_verdict_display()).lower())
        drop = reverse("enabling:settle_rule", args=[here])
        deeds = (
            Deed(_("Drop it"), drop, post=True, main=True, name="outcome", value="dropped"),
            Deed(_("Something else…"), drop),
        )
        return _card(What.RULE, now, row.asked_at, line=said, deeds=deeds, **about)
    line = _("{who} at {place} asks whether this is a real rule").format(who=upper(row.asker), place=row.place)
    return _card(
        What.RULE, now, row.asked_at, line=line, late=bool(row.due_on and row.due_on < london_day(now)),
        due=_("answer by {day}").format(day=short_day(row.due_on)) if row.due_on else "",
        deeds=(
            Deed(_("Say what it is"), reverse("enabling:show_rule", args=[here]), main=True),
            Deed(_("Somebody else keeps it"), reverse("enabling:pass_rule_on", args=[here])),
        ), **about,
    )  # fmt: skip


def _step_in(row: StepIn, now: datetime) -> AskedCard:
    """Somebody would like to do what the reader offers."""
    there = reverse("growth:answer", args=[row.public_id])
    line = _("{name} would like to step in at {place}").format(name=row.person.called, place=row.opportunity.place)
    return _card(
        What.STEP_IN, now, row.at, title=row.opportunity.title, href=row.get_absolute_url(), line=line, quote=row.why,
        deeds=(Deed(_("Answer"), there, main=True),),
    )  # fmt: skip


def _mentor(row: Mentoring, now: datetime) -> AskedCard:
    line = _("{name} asks you to mentor them").format(name=row.mentee.called if row.mentee else _("A colleague"))
    return _card(
        What.MENTOR, now, row.asked_at, title=str(row), href=row.get_absolute_url(), line=line, quote=row.words,
        deeds=(Deed(_("Answer"), reverse("growth:answer_mentee", args=[row.public_id]), main=True),),
    )  # fmt: skip


def _confirm(row: Benefit, now: datetime) -> AskedCard:
    there = reverse("changes:confirm_benefit", args=[row.work_id, row.public_id])
    said = _("{name} at {place} says this came of “{work}”, which you co-lead. Is it so?")
    look = Deed(_("Look at it"), row.get_absolute_url())
    return _benefit(What.CONFIRM, row, now, said, (Deed(_("Yes, that is so"), there, post=True, main=True), look))


def _benefit(what: What, row: Benefit, now: datetime, line: str, deeds: tuple[Deed, ...]) -> AskedCard:
    name = row.claimed_by.called if row.claimed_by else _("A colleague")
    return _card(
        what, now, row.claimed_at, title=row.headline, href=row.get_absolute_url(), quote=row.words,
        line=line.format(name=name, place=row.place, work=row.work_title), deeds=deeds,
    )  # fmt: skip


CARDS: dict[What, Callable[[Any, datetime], AskedCard]] = {
    What.ANSWER: _answer, What.SEAT: _seat, What.PAUSE: _pause, What.FIXED: _fixed, What.SAME: _same,
    What.WORDS: _words, What.FILE: _file, What.REPORT: _report, What.JOIN: _join, What.RESULT: _result,
    What.CHECK: _check, What.CONFIRM: _confirm, What.ASK: _asked, What.DECIDE: _decide,
    What.RULE: _rule, What.STEP_IN: _step_in, What.MENTOR: _mentor,
}  # fmt: skip


@dataclass(frozen=True)
class Pages:
    """Addresses of the page before and the page after; empty where there is none."""

    newer: str
    older: str


def pages(number: int, page: int) -> Pages:
    more = (page + 1) * PAGE < number
    return Pages(f"?page={page - 1}" if page else "", f"?page={page + 1}" if more else "")


def number_of(waiting: Waiting) -> str:
    """`5,000 wait for you`."""
    said = ngettext("{n} waits for you", "{n} wait for you", waiting.number)
    return said.format(n=f"{waiting.number:,}")


def oldest(waiting: Waiting, now: datetime) -> str:
    """How long the one that waits longest has waited, on whichever page it stands."""
    return waited(waiting.since, now) if waiting.since else ""
