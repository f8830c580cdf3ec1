"""The page of a place in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groundswell.changes.cards import lost_lines
from groundswell.changes.models import ChangePlace, State
from groundswell.front.queries.places import MOST_BELOW, Here, Past
from groundswell.ideas.models import Idea, Stage
from groundswell.insight.survey import Value
from groundswell.measures.queries import SmallChart
from groundswell.people.models import Person
from groundswell.places.models import Place, Succession
from groundswell.ui.formats import ago, count, day, until, upper

SHOWN = 5


@dataclass(frozen=True)
class Row:
    href: str
    title: str
    line: str


@dataclass(frozen=True)
class Section:
    """One stage of what goes on here."""

    id: str
    title: str
    rows: tuple[Row, ...]
    more: str = ""


@dataclass(frozen=True)
class Nearby:
    """The places directly below."""

    rows: tuple[Row, ...]
    more: bool


@dataclass(frozen=True)
class PlacePage:
    sections: tuple[Section, ...]
    answers: str
    measures: tuple[SmallChart, ...]
    stories: tuple[Row, ...]
    below: Nearby
    facts: tuple[str, ...]
    published: bool

    @property
    def quiet(self) -> bool:
        return not (any(section.rows for section in self.sections) or self.stories)


def page(place: Place, found: Here, past: Past, below: list[Place], now: datetime) -> PlacePage:
    return PlacePage(
        sections=tuple(section for section in (without_a_lead(place, found, now), *sections(place, found, now)) if section.rows),
        answers=answers(found.answerers),
        measures=tuple(found.measures),
        stories=tuple(Row(one.get_absolute_url(), one.title, ago(one.told_at, now)) for one in found.stories),
        below=Nearby(tuple(_place(one) for one in below[:MOST_BELOW]), len(below) > MOST_BELOW), facts=tuple(facts(past)),
        published=bool(place.ods_code),
    )  # fmt: skip


def _place(place: Place) -> Row:
    return Row(place.get_absolute_url(), str(place), place.get_kind_display())


def without_a_lead(place: Place, found: Here, now: datetime) -> Section:
    """Work whose lead has gone, with the seat and since when: whoever works here can take it or ask somebody."""
    rows = {row.change_id: row for row in found.rows if row.change_id in found.lost}
    made = []
    for pk, row in rows.items():
        said = ". ".join(lost_lines(found.lost[pk], now))
        line = said if row.place_id == place.pk else f"{row.place}. {said}"
        made.append(Row(reverse("changes:seats", args=[row.change.public_id]), row.change.title, line))
    return Section("without-a-lead", _("Without a lead"), tuple(made[:SHOWN]))


def sections(place: Place, found: Here, now: datetime) -> list[Section]:
    """New, trying, working, normal here: each with its newest few."""
    made = [
        ("new", _("New"), (Stage.NOTICED, Stage.HEARD), ()),
        ("trying", _("Trying"), (), (State.PAIRING, State.TRYING)),
        ("working", _("Working"), (Stage.WORKING,), (State.WORKING,)),
        ("normal", _("Normal practice here"), (Stage.NORMAL, Stage.SPREAD), (State.NORMAL,)),
    ]
    return [
        Section(code, title, *_rows(place, found, code, stages, states, now)) for code, title, stages, states in made
    ]


def _rows(
    place: Place, found: Here, code: str, stages: tuple[str, ...], states: tuple[str, ...], now: datetime
) -> tuple[tuple[Row, ...], str]:
    ideas = [_idea(idea, place, now) for idea in found.ideas if idea.stage in stages]
    rows_here = {row.change_id: row for row in found.rows if row.state in states}  # a change at two wards is said once
    work = [_change(row, place, now) for row in rows_here.values()]
    rows = (*work, *ideas)
    if len(rows) <= SHOWN:
        return rows, ""
    stage = "noticed" if code == "new" else code
    return rows[:SHOWN], f"{reverse('ideas:ideas')}?place={place.key}&stage={stage}"


def _idea(idea: Idea, place: Place, now: datetime) -> Row:
    said = _("{name}, {when}").format(name=upper(idea.whose), when=ago(idea.noticed_at, now))
    if idea.stage == Stage.NOTICED:
        said = _("{said}. Answer {due}").format(said=said, due=until(idea.due_on, now))
    return Row(
        idea.get_absolute_url(), idea.first_words, said if idea.place_id == place.pk else f"{idea.place}. {said}"
    )


def _change(row: ChangePlace, place: Place, now: datetime) -> Row:
    said = (
        _("since {day}").format(day=day(row.normal_on))
        if row.normal_on
        else _("moved {when}").format(when=ago(row.change.moved_at, now))
    )
    return Row(
        row.change.get_absolute_url(), row.change.title, said if row.place_id == place.pk else f"{row.place}, {said}"
    )


def answers(people: list[Person]) -> str:
    """`Sister Okafor answers. Dr Patel deputises.`"""
    if not people:
        return ""
    first = _("{name} answers new ideas.").format(name=people[0].called)
    if len(people) == 1:
        return first
    return f"{first} " + _("{names} deputises.").format(names=people[1].called)


# What a place was, by ODS role code; roles that say nothing to a reader are left out.
WAS = {
    "RO98": gettext_lazy("a clinical commissioning group"),
    "RO76": gettext_lazy("a GP practice"),
    "RO177": gettext_lazy("a prescribing centre"),
    "RO197": gettext_lazy("an NHS trust"),
    "RO261": gettext_lazy("a strategic partnership"),
    "RO318": gettext_lazy("an integrated care board"),
    "RO319": gettext_lazy("a sub-ICB location"),
}


def facts(past: Past) -> list[str]:
    """What the published records say, each with its date where it has one."""
    was = [row for row in past.roles if row.code in WAS]
    lines = [_("It was {what} until {day}").format(what=WAS[row.code], day=day(row.until)) for row in was]
    lines += [_("It was {name} until {day}").format(name=row.name, day=day(row.until)) for row in past.names]
    lines += [
        _("It belonged to {name} until {day}").format(name=row.parent, day=day(row.until)) for row in past.parents
    ]
    lines += [_turn(_("It took over from {name}"), row.before, row) for row in past.before]
    lines += [_turn(_("{name} took over from it"), row.after, row) for row in past.after]
    lines += [_("In the network {name}{since}").format(name=row.network, since=_since(row.since)) for row in past.links]
    return lines


def _since(when: date | None) -> str:
    return _(" since {day}").format(day=day(when)) if when else ""


def _turn(said: str, other: Place, row: Succession) -> str:
    line = said.format(name=other)
    line = _("{line} on {day}").format(line=line, day=day(row.on)) if row.on else line
    return _("{line} (worked out from two files, not published)").format(line=line) if row.inferred else line


@dataclass(frozen=True)
class SurveyBar:
    """One year: the value in words, and the width of its bar in a drawing 200 wide."""

    year: int
    text: str
    wide: float
    answers: str


def survey(values: tuple[Value, ...]) -> list[SurveyBar]:
    return [
        SurveyBar(
            value.year,
            f"{float(value.percent):.1f}%",
            float(value.percent * 2),
            count(value.answers, _("answer"), _("answers")),
        )
        for value in values
    ]
