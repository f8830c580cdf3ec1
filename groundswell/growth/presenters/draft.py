"""A draft from what is known: what was recorded is not typed a second time, and no colleague is named in it."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from groundswell.changes.models import Decision, State, Test
from groundswell.events.kinds import Part
from groundswell.events.models import Credit
from groundswell.growth.bodies import Body
from groundswell.growth.queries import Known
from groundswell.growth.rules import without_names
from groundswell.talk.models import Thanks
from groundswell.ui.formats import day, hours, number, upper

MOST = 4000  # characters of one field of a draft
PARTS = {
    Part.OWNER: gettext_lazy("I noticed it"),
    Part.ANSWERER: gettext_lazy("I answered it"),
    Part.SUPPORTER: gettext_lazy("I supported it"),
    Part.JOINER: gettext_lazy("I joined to help"),
    Part.TASK_DOER: gettext_lazy("I did a step of the plan"),
    Part.DECIDER: gettext_lazy("I decided what I was asked to decide"),
    Part.ADVISER: gettext_lazy("I advised on it"),
    Part.TESTER: gettext_lazy("I ran a test"),
    Part.CLINICAL_CO_LEAD: gettext_lazy("I led it, as the clinical co-lead"),
    Part.MANAGERIAL_CO_LEAD: gettext_lazy("I led it, as the managerial co-lead"),
    Part.ADOPTER: gettext_lazy("I took it up where I work"),
    Part.MENTOR: gettext_lazy("I mentored"),
    Part.ENABLER: gettext_lazy("I cleared what was in the way"),
    Part.TELLER: gettext_lazy("I told the story for others to take up"),
}


def draft(body: Body, known: Known) -> dict[str, Any]:
    """What the form is filled with at the beginning."""
    filled: dict[str, Any] = {"title": known.title, "version": 0}
    for field in body.fields:
        if field.fill:
            filled[field.code] = FILLS[field.fill](known)
    return {
        name: without_names(value, known.said)[:MOST] if isinstance(value, str) else value
        for name, value in filled.items()
    }


def _dates(known: Known) -> str:
    """From the first to the last thing they did in it."""
    if known.given and known.given.first and known.given.last:
        return _("{since} to {until}").format(since=day(known.given.first), until=day(known.given.last))
    days = [day(row.at) for row in known.credits] or [day(row.at) for row in known.thanks]
    if not days:
        return ""
    return days[0] if days[0] == days[-1] else _("{since} to {until}").format(since=days[0], until=days[-1])


def _post(known: Known) -> str:
    return known.post


def _did(known: Known) -> str:
    """Each deed once, with the day on which it was first done."""
    if known.given:
        return _("{what}, {time} in all.").format(what=_method(known), time=hours(Decimal(_hours(known) or 0)))
    said: dict[str, str] = {}
    for row in known.credits:
        said.setdefault(_deed(row), day(row.at))
    return "\n".join(_("{what} ({day}).").format(what=what, day=when) for what, when in said.items())


ROLES = {
    Part.JOINER: gettext_lazy("I stepped into this role"),
    Part.ENABLER: gettext_lazy("I opened this role to a colleague"),
}


def _deed(row: Credit) -> str:
    facts = row.event.facts
    if row.event.room == "growth" and row.part in ROLES:
        return str(ROLES[Part(row.part)])
    if row.part == Part.TASK_DOER and facts.get("what"):
        return _("I did this: {what}").format(what=str(facts["what"]).rstrip("."))
    if row.part == Part.TASK_DOER and facts.get("readings"):
        return _("I added readings")
    if row.part == Part.TESTER and facts.get("number"):
        return _("I ran test {number}").format(number=facts["number"])
    return str(PARTS[Part(row.part)])


def _why(known: Known) -> str:
    lines = []
    for idea in known.ideas:
        said = _("I noticed: “{words}”") if idea.owner_id == known.me else _("A colleague noticed: “{words}”")
        lines.append(said.format(words=" ".join(idea.words.split())))
    if known.change and known.change.aim:
        lines.append(_("We wanted: {aim}.").format(aim=known.change.aim.rstrip(".")))
    return "\n".join(lines)


def _measured(known: Known) -> str:
    lines = []
    for small in known.charts:
        target = small.measure.target
        said = f"{small.measure.name}, {small.measure.unit}" if small.measure.unit else small.measure.name
        lines.append(
            _("{what} (aim: {aim}).").format(what=said, aim=number(target)) if target is not None else f"{said}."
        )
    return "\n".join(lines)


def _result(known: Known) -> str:
    lines = [f"{small.measure.name}: {small.sentence}" for small in known.charts if small.latest]
    lines += [f"{upper(one.headline)}. {one.words}" for one in known.benefits]
    if known.change and known.change.stopped_reason:
        lines.append(_("We stopped: {why}").format(why=known.change.stopped_reason))
    return "\n".join([*lines, *_thanks(known)])


def _thanks(known: Known) -> list[str]:
    """Thanks are feedback: by what somebody is, never by name."""
    lines = []
    for row in known.thanks:
        who = upper(known.posts.get(row.person_id or 0, _("a colleague")))
        said = _("{who} thanked me: “{words}”") if row.words else _("{who} thanked me.")
        lines.append(said.format(who=who, words=row.words))
    return lines


def _changed(known: Known) -> str:
    lines = [_test(test) for test in known.tests if test.ended_on]
    lines += [
        _("It is normal practice at {place} since {day}.").format(place=row.place, day=day(row.normal_on))
        for row in known.places
        if row.state == State.NORMAL
    ]
    return "\n".join(lines)


def _test(test: Test) -> str:
    return _("Test {number}: {question} {happened} We decided: {decision}.").format(
        number=test.number, question=test.question, happened=" ".join(test.happened.split()),
        decision=str(Decision(test.decision).label).split(":")[0].lower(),
    )  # fmt: skip


def _learned(known: Known) -> str:
    """What the team wrote down; what it meant to the person only they can say."""
    stopped = known.change.stopped_learned if known.change else ""
    return "\n".join(filter(None, [*(test.learned for test in known.tests), stopped]))


def _next(known: Known) -> str:
    lines = [f"{step.what.rstrip('.')}." for step in known.steps if step.done_at is None]
    return "\n".join([*lines, *(test.question for test in known.tests if test.ended_on is None)])


def _method(known: Known) -> str:
    if known.given:
        return _("Mentoring a colleague") if known.given.as_mentor else _("Being mentored by a colleague")
    return _("Improving care at work, together with colleagues")


def _nature(known: Known) -> str:
    return "\n".join(filter(None, [_why(known), _did(known), *_thanks(known)]))


def _evidence(known: Known) -> str:
    lines = [known.title]
    if known.tests:
        lines.append(
            ngettext("{n} test, written down", "{n} tests, written down", len(known.tests)).format(n=len(known.tests))
        )
    lines += [_("A chart: {name}").format(name=small.measure.name) for small in known.charts if small.latest]
    return "\n".join([*lines, *_thanks(known)])


def _thanked_by(known: Known) -> str:
    """By what they are, never by name; the newest where there were several."""
    row = _newest(known)
    return upper(known.posts.get(row.person_id or 0, _("a colleague"))) if row else ""


def _thanked_on(known: Known) -> str:
    return day(row.at) if (row := _newest(known)) else ""


def _thanked_for(known: Known) -> str:
    row = _newest(known)
    if row is None:
        return _why(known)
    return "\n".join(filter(None, [known.title, f"“{row.words}”" if row.words else _("I was thanked for it.")]))


def _thanked_how(known: Known) -> str:
    return "written" if known.thanks else ""


def _newest(known: Known) -> Thanks | None:
    return known.thanks[-1] if known.thanks else None


def _hours(known: Known) -> str:
    """Time that was logged: together with somebody, so that all of it is participatory."""
    return number(known.given.minutes / 60) if known.given and known.given.minutes else ""


def _at_work(_known: Known) -> str:
    return "work"


FILLS: dict[str, Callable[[Known], str]] = {
    "dates": _dates, "post": _post, "did": _did, "why": _why, "measured": _measured, "result": _result, "changed": _changed,
    "learned": _learned, "next": _next, "method": _method, "nature": _nature, "evidence": _evidence, "hcpc_kind": _at_work,
    "hours": _hours, "thanked_by": _thanked_by, "thanked_how": _thanked_how, "thanked_on": _thanked_on, "thanked_for": _thanked_for,
}  # fmt: skip
