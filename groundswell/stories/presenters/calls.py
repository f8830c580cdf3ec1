"""A call seen from both ends, and the list of calls."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from groundswell.enabling.models import Ask, RuleChallenge
from groundswell.ideas.models import Aim, IdeaKind
from groundswell.people.models import Person
from groundswell.people.queries import Sight
from groundswell.stories.forms import CallForm
from groundswell.stories.models import Call, CallAnswer, Reach, Shown, Story
from groundswell.stories.presenters.page import came_of_it, lines
from groundswell.stories.presenters.shelves import Card
from groundswell.stories.queries import calls as queries
from groundswell.stories.rules import calls as rules
from groundswell.ui.formats import day, days_between, joined, until
from groundswell.ui.typed import Version
from groundswell.ui.verdicts import Verdict

STATES = {
    queries.NOTICED: gettext_lazy("Noticed"), queries.TRYING: gettext_lazy("Trying"),
    queries.NORMAL: gettext_lazy("Normal practice"), queries.STOPPED: gettext_lazy("Stopped"),
}  # fmt: skip
COLOURS = {queries.NOTICED: "white", queries.TRYING: "blue", queries.NORMAL: "green", queries.STOPPED: "grey"}


@dataclass(frozen=True)
class CallsPage:
    cards: tuple[Card, ...]
    past: bool
    may_open: Verdict
    older: str = ""
    newer: str = ""


def call_list(found: queries.CallList, *, past: bool, first: bool, seen: Sight, today: date) -> CallsPage:
    here = reverse("stories:calls")
    kept = {"past": "1"} if past else {}
    return CallsPage(
        cards=tuple(_card(call, today) for call in found.calls), past=past, may_open=rules.may_open(seen),
        older=f"{here}?{urlencode(kept | {'before': found.older})}" if found.older else "",
        newer="" if first else f"{here}?{urlencode(kept)}" if kept else here,
    )  # fmt: skip


def _card(call: Call, today: date) -> Card:
    number = call.number  # type: ignore[attr-defined]
    said = [f"{call.place}. {_when(call, today)}"]
    if number >= rules.FEWEST:
        said.append(ngettext("{n} place takes part", "{n} places take part", number).format(n=f"{number:,}"))
    tag, colour = _tag(call, today)
    return Card(call.get_absolute_url(), call.title, tag, tuple(said), colour)


def _tag(call: Call, today: date) -> tuple[str, str]:
    if call.is_over_on(today):
        return _("Over"), "grey"
    return (_("Open"), "green") if call.is_open_on(today) else (_("To come"), "white")


def _when(call: Call, today: date) -> str:
    if call.closed_at:
        return _("Closed on {day}").format(day=day(call.closed_at))
    if today < call.from_on:
        return _("From {since} until {until}").format(since=day(call.from_on), until=day(call.until_on))
    return _("Until {day}").format(day=day(call.until_on))


@dataclass(frozen=True)
class Row:
    """One place that takes part: how far it is, and since when."""

    where: str
    tag: str
    colour: str
    since: str
    story: str
    ask: str
    note: str
    href: str
    change: str  # address to say what may be seen of it, for those whose it is


@dataclass(frozen=True)
class Waiting:
    what: str
    line: str
    href: str


@dataclass(frozen=True)
class Filter:
    text: str
    href: str
    here: bool


@dataclass(frozen=True)
class CallPage:
    """The page of a call, part by part in the order of reading."""

    title: str
    tag: str
    colour: str
    by: str
    when: str
    reach: str
    theme: tuple[str, ...]
    asked: tuple[str, ...]
    looks_for: str
    cited: str
    cited_link: str
    came_of_it: tuple[str, ...]
    closed: str
    answer: Verdict
    change: Verdict
    filters: tuple[Filter, ...]
    rows: tuple[Row, ...]
    none_yet: bool
    unnamed: str
    waiting: tuple[Waiting, ...]
    cleared: tuple[Waiting, ...]
    stories: tuple[Card, ...]
    older: str
    newer: str


def call_page(
    call: Call, answers: queries.Answers, way: queries.InTheWay, stories: Sequence[Story], *,
    person: Person, seen: Sight, above: frozenset[int], state: str, now: datetime, today: date,
) -> CallPage:  # fmt: skip
    tag, colour = _tag(call, today)
    here = call.get_absolute_url()

    def page_at(number: int) -> str:
        parts = ({"state": state} if state in STATES else {}) | ({"page": str(number)} if number else {})
        return f"{here}?{urlencode(parts)}#places" if parts else f"{here}#places"

    ours = rules.speaks_for(seen, call.place)
    cleared = [_kept(ask, person, seen, ours=ours) for ask in way.cleared] + [_dropped(row) for row in way.dropped]
    return CallPage(
        title=call.title, tag=tag, colour=colour, by=str(call.place), when=_when(call, today), reach=_reach(call),
        theme=lines(call.theme), asked=lines(call.asked), looks_for=_looks_for(call), cited=_cited(call),
        cited_link=call.cited_link, came_of_it=lines(call.came_of_it), closed=_closed(call),
        answer=rules.may_answer(call, today, above), change=rules.may_change(call, seen),
        filters=_filters(call, answers, state), rows=tuple(_row(row, person, seen) for row in answers.rows),
        none_yet=not answers.numbers and not answers.unnamed, unnamed=_unnamed(answers),
        waiting=tuple(_waiting(ask, person, seen, now, ours=ours) for ask in way.waiting), cleared=tuple(cleared),
        stories=tuple(_story(story) for story in stories),
        older=page_at(answers.page + 1) if answers.page < answers.last else "",
        newer=page_at(answers.page - 1) if answers.page else "",
    )  # fmt: skip


def _reach(call: Call) -> str:
    if call.reach == Reach.EVERYONE:
        return _("For everyone who uses Groundswell here.")
    return _("For the places under {place}.").format(place=call.place)


def _looks_for(call: Call) -> str:
    kinds, aims = dict(IdeaKind.choices), dict(Aim.choices)
    said = [str(kinds[code]) for code in call.kinds if code in kinds] + [
        str(aims[code]) for code in call.aims if code in aims
    ]
    return _("It looks for: {things}.").format(things="; ".join(said)) if said else ""


def _cited(call: Call) -> str:
    if not call.cited:
        return ""
    return _("{name}. {source}, published {day}").format(
        name=call.cited, source=call.cited_source, day=day(call.cited_on)
    )


def _closed(call: Call) -> str:
    if not call.closed_at:
        return ""
    name = call.closed_by.called if call.closed_by else _("a colleague")
    return _("{name}, {day}").format(name=name, day=day(call.closed_at))


def _filters(call: Call, answers: queries.Answers, state: str) -> tuple[Filter, ...]:
    here, numbers = call.get_absolute_url(), answers.numbers
    if len(numbers) < 2:
        return ()
    every = Filter(_("All ({n})").format(n=sum(numbers.values())), f"{here}#places", state not in numbers)
    return (
        every,
        *(
            Filter(f"{name} ({numbers[code]})", f"{here}?state={code}#places", state == code)
            for code, name in STATES.items()
            if numbers[code]
        ),
    )


def _row(row: CallAnswer, person: Person, seen: Sight) -> Row:
    group = queries.GROUPS.get(row.state, queries.NOTICED)  # type: ignore[attr-defined]
    mine = seen.works_in(row.organisation_id)
    named = row.shows == Shown.PERSON and row.linked_by and row.linked_by.is_active
    return Row(
        where=row.place.in_full, tag=str(STATES[group]), colour=COLOURS[group], since=_since(row, group),
        story=reverse("stories:story", args=[row.story]) if row.story else "",  # type: ignore[attr-defined]
        ask=_("Ask {name}").format(name=row.linked_by.called) if named and row.linked_by else "",
        note=_("Only people where you work see this line.") if row.shows == Shown.COUNTED else "",
        href=row.what.get_absolute_url() if mine else "",
        change=reverse("stories:call_answer", args=[row.public_id]) if mine and rules.may_unlink(row, person, seen) else "",
    )  # fmt: skip


def _since(row: CallAnswer, group: str) -> str:
    """Each is said with its day."""
    normal, stopped, begun, opened = row.normal_on, row.stopped_on, row.begun_on, row.opened_on  # type: ignore[attr-defined]
    if group == queries.NORMAL and normal:
        return _("Normal practice since {day}").format(day=day(normal))
    if group == queries.STOPPED and stopped:
        return _("Stopped on {day}").format(day=day(stopped))
    if group == queries.TRYING and begun:
        return _("Trying since {day}").format(day=day(begun))
    said = _("Getting ready since {day}") if group == queries.TRYING else _("Noticed on {day}")
    return said.format(day=day(opened))


def _unnamed(answers: queries.Answers) -> str:
    """Few are not counted: one fewer tomorrow would say which."""
    if not answers.unnamed:
        return ""
    if answers.unnamed < rules.FEWEST:
        return _("A few places take part without giving their name.")
    return _("{n} places take part without giving their name.").format(n=f"{answers.unnamed:,}")


def _may_read(ask: Ask, person: Person, seen: Sight, *, ours: bool) -> bool:
    """In its own words for who asked, who is asked, and who speaks for the caller; for others what kind of thing it is."""
    return ours or ask.holder_id == person.pk or seen.works_in(ask.organisation_id)


def _what(ask: Ask, person: Person, seen: Sight, *, ours: bool) -> str:
    return ask.what if _may_read(ask, person, seen, ours=ours) else ask.get_kind_display()


def _waiting(ask: Ask, person: Person, seen: Sight, now: datetime, *, ours: bool) -> Waiting:
    days = ask.days_open(now)
    line = ngettext("waiting on {name} for {n} day", "waiting on {name} for {n} days", days)
    line = line.format(name=ask.holder.called, n=days)
    if ask.climbs_on:
        line = _("{waiting}; an answer is due {when}").format(waiting=line, when=until(ask.climbs_on, now))
    opens = ask.holder_id == person.pk or seen.works_in(ask.organisation_id)
    return Waiting(_what(ask, person, seen, ours=ours), line, ask.get_absolute_url() if opens else "")


def _kept(ask: Ask, person: Person, seen: Sight, *, ours: bool) -> Waiting:
    days = days_between(ask.asked_at, ask.ended_at or ask.asked_at)
    line = ngettext("cleared on {day}, after {n} day", "cleared on {day}, after {n} days", days)
    return Waiting(_what(ask, person, seen, ours=ours), line.format(day=day(ask.ended_at), n=days), "")


def _dropped(row: RuleChallenge) -> Waiting:
    return Waiting(row.rule, _("no longer a rule since {day}").format(day=day(row.outcome_at)), "")


def _story(story: Story) -> Card:
    number = story.taken_up  # type: ignore[attr-defined]
    said = [story.place.in_full]
    if number:
        said.append(ngettext("Taken up at {n} other place", "Taken up at {n} other places", number).format(n=number))
    return Card(story.get_absolute_url(), story.title, came_of_it(story.worked), tuple(said))


def both_calls(form: CallForm, call: Call, stories: Sequence[Story]) -> list[Version]:
    """Every part that is not the same; what was typed stays in the form as well."""
    saved, data = CallForm.of(call, stories), form.cleaned_data
    names = [name for name in form.fields if name not in ("version", "place")]
    found = [
        Version(str(form.fields[name].label), _plain(form, name, saved[name]), _plain(form, name, data.get(name)))
        for name in names
    ]
    return [one for one in found if not one.is_same]


def _plain(form: CallForm, name: str, value: Any) -> str:
    if isinstance(value, date):
        return day(value)
    choices = {key: str(label) for key, label in getattr(form.fields[name], "choices", ())}
    if isinstance(value, list):
        return joined([str(choices.get(one, one)) for one in value]) or _("(nothing)")
    return choices.get(value or "", value or "") or _("(nothing)")
