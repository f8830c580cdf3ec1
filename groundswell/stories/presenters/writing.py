"""What somebody finds on the page when they start to write, and when somebody else wrote at the same time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groundswell.changes.models import Change, Decision, Test
from groundswell.measures.models import Measure
from groundswell.measures.queries import Picture, chart_for_others
from groundswell.stories import queries
from groundswell.stories.forms import NO_CHART, ResultForm, TellForm
from groundswell.stories.models import Adoption, Story
from groundswell.stories.presenters.page import came_of_it, lines
from groundswell.stories.queries import Wait
from groundswell.ui.formats import number
from groundswell.ui.typed import Version

WORDS = ("title", "did", "surprised", "learned", "waited", "needed")


def draft(change: Change, tests: Sequence[Test], waits: Sequence[Wait]) -> dict[str, Any]:
    """A first version from what was recorded, oldest first, for the teller to change."""
    done = [test for test in reversed(tests) if test.ended_on]
    chart = change.measures.order_by("pk").first()
    return {
        "title": _result(chart, queries.before_and_since(change, chart)),
        "did": "\n".join(filter(None, [_aim(change), *(_test(test) for test in done)])),
        "learned": "\n".join(filter(None, [*(test.learned for test in done), change.stopped_learned])),
        "waited": "\n".join(_wait(wait) for wait in waits),
        "worked": _worked(change, done), "measure": chart.public_id if chart else NO_CHART,
        "audience": "organisation", "version": 0,
    }  # fmt: skip


def _result(measure: Measure | None, middles: tuple[float, float] | None) -> str:
    """What the numbers say, as a first title; nothing while they say too little."""
    if measure is None or middles is None:
        return ""
    before, since = map(number, middles)
    name = measure.name if len(measure.name) < 80 else _("What we count")
    return _("{name}: {before} before, {since} since").format(name=name, before=before, since=since)


def _worked(change: Change, done: Sequence[Test]) -> str | None:
    if change.stopped_at:
        return "no"
    return "yes" if any(test.decision == Decision.ADOPT for test in done) else None


def _aim(change: Change) -> str:
    return _("We wanted: {aim}").format(aim=change.aim) if change.aim else ""


def _test(test: Test) -> str:
    """One test in one line."""
    return _("Test {number}: {question} {happened} We decided: {decision}.").format(
        number=test.number, question=test.question, happened=" ".join(test.happened.split()),
        decision=str(Decision(test.decision).label).split(":")[0].lower(),
    )  # fmt: skip


def _wait(wait: Wait) -> str:
    what = {
        "answer": _("An answer to the idea"),
        "clinical_seat": _("Somebody for the clinical seat"),
        "managerial_seat": _("Somebody for the managerial seat"),
        "pause": _("A pause for safety"),
        "ask": wait.what,
    }[wait.kind]
    days = ngettext("{n} day", "{n} days", wait.days).format(n=wait.days)
    return f"{what}: {days}" if wait.over else _("{what}: {days} so far").format(what=what, days=days)


def saved(story: Story) -> dict[str, Any]:
    """A story as its form shows it."""
    chart = story.measure.public_id if story.measure else NO_CHART
    words = {name: getattr(story, name) for name in WORDS}
    return {**words, "worked": "yes" if story.worked else "no", "measure": chart, "version": story.version}


def both_versions(form: TellForm, story: Story) -> list[Version]:
    """Every part that is not the same; what was typed stays in the form as well."""
    now = saved(story)
    names = [name for name in (*WORDS, "worked", "measure") if name in form.fields]
    pairs = [(name, now[name], _typed(form, name)) for name in names]
    return [
        Version(str(form[name].label), _shown(form, name, theirs), _shown(form, name, mine))
        for name, theirs, mine in pairs
        if theirs != mine
    ]


def _typed(form: TellForm, name: str) -> str:
    return str(form[name].value() or "").replace("\r\n", "\n").strip()


def _shown(form: TellForm, name: str, value: str) -> str:
    choices = {key: str(label) for key, label in getattr(form.fields[name], "choices", ())}
    return choices.get(value, value) or _("(nothing)")


@dataclass(frozen=True)
class Look:
    """A story as readers will see it, before it is told; `readers` says who they are."""

    title: str
    tag: str
    readers: str
    chart: Picture | None
    steps: tuple[str, ...]
    surprised: str
    learned: str
    waited: tuple[str, ...]
    needed: str
    came_of_it: bool = False


def look(typed: dict[str, Any], readers: str) -> Look:
    """`typed` is what the form holds, found to be in order."""
    measure = typed.get("measure")
    drawn = chart_for_others(measure) if measure else None
    return Look(
        title=typed["title"], tag=came_of_it(typed["worked"]), readers=readers, chart=drawn if drawn and drawn.has_readings else None,
        steps=lines(typed["did"]), surprised=typed["surprised"], learned=typed["learned"], waited=lines(typed["waited"]),
        needed=typed["needed"],
    )  # fmt: skip


def telling(
    change: Change, told: Story | None, form: TellForm, both: Sequence[Version], readers: str, seen: Look | None = None
) -> dict[str, Any]:
    """The page to tell or edit. `readers` says who will see it where that is not asked; `seen` is how they will see it."""
    back = told or change
    return {
        "title": _("Change the story") if told else _("Tell the story"), "caption": change.title, "form": form, "both": both,
        "told": told, "readers": readers, "page": seen,
        "button": _("Save the story") if told else _("Tell it"),
        "back": {"href": back.get_absolute_url(), "text": _("Back to the story") if told else _("Back to the change")},
    }  # fmt: skip


def returning(adoption: Adoption, form: ResultForm) -> dict[str, Any]:
    return {
        "title": _("What came of it here"), "caption": adoption.story.title, "form": form, "button": _("Tell them"),
        "back": {"href": adoption.change.get_absolute_url(), "text": _("Back to the change")},
        "cancel": reverse("stories:story", args=[adoption.story.public_id]),
        "lead": [_("{origin} hear of it at once, and it stands next to their story.").format(origin=adoption.story.place.in_full)],
    }  # fmt: skip
