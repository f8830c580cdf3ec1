"""The closed list of kinds of evidence, each with its sentence. A statement of a framework lists their codes.

A new kind is a line here; a kind of work has its rule in `work.py`, a figure its sentence in `presenters/evidence_figures.py`. None is
ever a form.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Source(Enum):
    """Where a kind comes from."""

    WORK = "work"  # changes: each is shown, with its place
    COUNT = "count"  # a count of asks, promises, rules or ideas
    FIGURE = "figure"  # the month's snapshot, and what staff said
    CHARTS = "charts"  # measures of the work


@dataclass(frozen=True)
class Kind:
    """One kind of evidence. `one` and `many` say how much there is of it; `{n}` is put in by the gate."""

    code: str
    label: str | Promise
    source: Source
    one: str | Promise = ""
    many: str | Promise = ""


W, C, F = Source.WORK, Source.COUNT, Source.FIGURE
ALL = (
    Kind("co_led", _("Changes led by a clinician and a manager together"), W, _("{n} change was led by a clinician and a manager together."), _("{n} changes were led by a clinician and a manager together.")),
    Kind("with_partners", _("Changes with a partner by experience"), W, _("{n} change had a partner by experience."), _("{n} changes had a partner by experience.")),
    Kind("across", _("Changes across organisations"), W, _("{n} change was done with another organisation."), _("{n} changes were done with another organisation.")),
    Kind("taken_up", _("Work taken up elsewhere"), W, _("{n} change was taken up at another place."), _("{n} changes were taken up at other places.")),
    Kind("took_up", _("Work taken up here from elsewhere"), W, _("{n} change was taken up from another place."), _("{n} changes were taken up from other places.")),
    Kind("tests", _("Small tests that ended"), W, _("{n} change had a test that ended."), _("{n} changes had tests that ended.")),
    Kind("normal", _("Changes that became normal practice"), W, _("{n} change became normal practice."), _("{n} changes became normal practice.")),
    Kind("stopped", _("Changes and tests that were stopped, and said so"), W, _("{n} change, or a test of it, was stopped."), _("{n} changes, or tests of them, were stopped.")),
    Kind("stories", _("Stories told"), W, _("{n} story was told."), _("{n} stories were told.")),
    Kind("stories_not_helped", _("Stories of what did not help"), W, _("{n} story tells what did not help."), _("{n} stories tell what did not help.")),
    Kind("safety", _("Harm avoided"), W, _("{n} change says that harm was avoided, measured."), _("{n} changes say that harm was avoided, measured.")),
    Kind("experience", _("Better for patients and carers"), W, _("{n} change says that it is better for patients or carers."), _("{n} changes say that it is better for patients or carers.")),
    Kind("access", _("Waiting or bed days"), W, _("{n} change says that waiting or bed days fell."), _("{n} changes say that waiting or bed days fell.")),
    Kind("equity", _("Gaps narrowed"), W, _("{n} change says that a gap was narrowed."), _("{n} changes say that a gap was narrowed.")),
    Kind("staff_experience", _("Joy in work"), W, _("{n} change says that work is better for staff."), _("{n} changes say that work is better for staff.")),
    Kind("time_to_care", _("Time released to care"), W, _("{n} change says that time was released to care."), _("{n} changes say that time was released to care.")),
    Kind("money", _("Money"), W, _("{n} change says what it was worth in money."), _("{n} changes say what they were worth in money.")),
    Kind("carbon", _("Carbon"), W, _("{n} change says that less carbon was used."), _("{n} changes say that less carbon was used.")),
    Kind("measured", _("Charts of what was measured"), Source.CHARTS),
    Kind("just_fixed", _("Things fixed at once"), C, _("{n} thing that somebody noticed was fixed at once."), _("{n} things that somebody noticed were fixed at once.")),
    Kind("asks_cleared", _("Things in the way that were cleared"), C, _("{n} thing in the way was cleared."), _("{n} things in the way were cleared.")),
    Kind("promises", _("Promises kept, moved and broken"), C),
    Kind("rules_changed", _("Own rules changed or dropped"), C, _("{n} rule of our own was changed or dropped after somebody asked whether it is real."), _("{n} rules of our own were changed or dropped after somebody asked whether they are real.")),
    Kind("coverage", _("In how many teams somebody led"), F),
    Kind("staff_groups", _("Who leads, by staff group"), F),
    Kind("second_time", _("Who came back a second time"), F),
    Kind("response", _("How long a first answer took"), F),
    Kind("decision", _("How long a decision took"), F),
    Kind("waiting", _("How much of a change is waiting"), F),
    Kind("survey", _("What staff said in the NHS Staff Survey"), F),
    Kind("pulse", _("What staff said in the pulse"), F),
)  # fmt: skip
KINDS: dict[str, Kind] = {one.code: one for one in ALL}


def known(codes: Iterable[str]) -> list[str]:
    """Those that there are, each once: an old framework may name a kind that is gone."""
    return [code for code in dict.fromkeys(codes) if code in KINDS]
