"""Two tables of every unit, from what was counted for a month: how widely leadership is shared, and what is around it.

They stay two: nothing here adds one to the other, and no place stands in an order of its values.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import partial

from django.utils.translation import gettext as _

from groundswell.insight import rules
from groundswell.insight.measures.intervals import Limits, Share, wilson
from groundswell.insight.measures.rows import Behind
from groundswell.insight.measures.survival import DayLimits
from groundswell.insight.models import Counted
from groundswell.insight.presenters.parts import Line, Said, between, estimate, said
from groundswell.insight.rules import Group, Held, Published, for_reading
from groundswell.insight.tally import cells as read
from groundswell.insight.tally.cells import Figures

FEWEST_SPREAD = 10


def covered(group: Group, led: Share) -> Said:
    """LM1 in one sentence."""
    if led.whole < rules.FEWEST_TEAMS:
        return (_("These are fewer than five teams, so no share of them is shown."),)
    return said(
        _("In {part} of {whole} teams somebody led a change."), part=rules.things(group, led.part),
        whole=rules.things(group, led.whole),
    )  # fmt: skip


def shared(group: Group, found: Figures) -> tuple[Line, ...]:
    """LM1, LM3 to LM8. Figures of one team's hands and ties are for that team: of several, how teams are spread."""
    return (*_coverage(group, found), *_beyond(group, found))


def _beyond(group: Group, found: Figures) -> tuple[Line, ...]:
    return (*_hands(group, found), *_ties(group, found), *_moves(group, found), *_spread(group, found))


def of_place(counted: Counted | None, *, is_own_team: bool) -> tuple[Line, ...]:
    """LM3 to LM8 of a place inside an organisation, whose coverage is on its page already.

    Rule 5: hands and ties of one team are for those who work there.
    """
    if counted is None or "ties" not in (found := counted.figures):
        return ()
    group = Group(found["staff"])
    own = _own_hands(group, found) if is_own_team else ()
    lines = (*own, *_beyond(group, found))
    return for_reading(tuple(line for line in lines if any(_says_something(cell) for cell in line.cells)))


def _says_something(cell: Published | str) -> bool:
    return isinstance(cell, Published) and cell.held is not Held.NOTHING


def around(group: Group, found: Figures) -> tuple[Line, ...]:
    """LM9 to LM12 and LM14, in calendar days."""
    response, decision, handed, waits = found["response"], found["decision"], found["approvals"], found["waiting"]
    silent, within, back, own = (Share(*found) for found in (
        response["silent"], decision["within"], handed["returned"], handed["own_authority"]
    ))  # fmt: skip
    heard, decided, done = Behind(*response["behind"]), Behind(*decision["behind"]), Behind(*handed["behind"])
    return (
        estimate(_("First answer to an idea, middle"), _days(group, response, "median", heard), _("days")),
        estimate(_("Ideas with no answer in 14 days"), _share(group, silent, heard), "%"),
        estimate(_("Permission, from asked to decided, middle"), _days(group, decision, "median", decided), _("days")),
        estimate(_("Permission, nine in ten decided within"), _days(group, decision, "p90", decided), _("days")),
        estimate(_("Permissions decided within their clock"), _share(group, within, decided), "%"),
        estimate(_("Requests for each change that came to work"), _mean(group, handed["requests"], _limits(found, "requests"), done)),
        estimate(_("Hand-offs for each change that came to work"), _mean(group, handed["handoffs"], _limits(found, "handoffs"), done)),
        estimate(_("Changes sent back for more"), _share(group, back, done), "%"),
        estimate(_("Low-risk changes for which nobody was asked"), _share(group, own, done), "%"),
        estimate(_("Part of their life that changes waited"), rules.percent(
            group, Fraction(waits["days"], waits["of"]) if waits["of"] else None, _limits(found, "waiting"),
            Behind(*waits["behind"])), "%"),
        estimate(_("Changes given up again within 180 days"), _share(
            group, Share(*found["reversal"]), Behind(*found["reversal_behind"])), "%"),
    )  # fmt: skip


def _coverage(group: Group, found: Figures) -> tuple[Line, ...]:
    led, two, others, units = found["coverage"]
    if units < rules.FEWEST_TEAMS:
        return ()
    labels = (
        _("Teams in which somebody led"),
        _("Teams in which two or more led"),
        _("Teams in which somebody led who is no manager"),
    )
    return tuple(
        estimate(label, rules.share_of_things(group, Share(part, units)), "%")
        for label, part in zip(labels, (led, two, others), strict=True)
    )


def _hands(group: Group, found: Figures) -> tuple[Line, ...]:
    spreads = {
        _("In how many hands a team's changes are"): (found.get("hands_of_teams") or {}).get("n1"),
        _("How evenly they are shared, 0 to 1"): (found.get("hands_of_teams") or {}).get("evenness"),
        _("How little a team hangs on one person, 0 to 1"): found.get("centre_of_teams"),
    }
    return tuple(_spread_of_teams(group, label, quartiles) for label, quartiles in spreads.items() if quartiles)


def _own_hands(group: Group, found: Figures) -> tuple[Line, ...]:
    lines = []
    if hands := found.get("hands"):
        words = _("In how many hands this team's changes are, of those who led")
        n1, around = _with_limits(hands["n1"], hands.get("n1_limits"), lambda end: rules.worked_out(group, end))
        lines.append(Line(words, (n1, around, rules.people(group, hands["leads"]).count)))
    if found.get("centre") is not None:
        words = _("How little this team hangs on one person, 0 to 1")
        lines.append(Line(words, (rules.worked_out(group, Fraction(found["centre"])), "–", "–")))
    return tuple(lines)


def _spread_of_teams(group: Group, label: str, quartiles: Figures) -> Line:
    """Rule 5: the middle team and the middle half of them."""
    low, middle, high = (rules.worked_out(group, Fraction(quartiles[name])) for name in ("low", "middle", "high"))
    between = _("middle half of teams: {low} to {high}").format(low=low, high=high) if middle.is_shown else "–"
    return Line(label, (middle, between, rules.things(group, quartiles["teams"])))


def _ties(group: Group, found: Figures) -> tuple[Line, ...]:
    labels = {
        "seat": _("Ties between clinicians and managers, to what chance would make"), "group": _("Ties between staff groups"),
        "organisation": _("Ties between organisations"), "sector": _("Ties between general practice and the rest"),
    }  # fmt: skip
    lines = []
    for name, label in labels.items():
        row = found["ties"][name]
        if row["to_expected"] is not None:
            number = row["across"] + row["within"]
            show = partial(rules.ties, group, number=number, people=found["tied"])
            lines.append(Line(label, (*_with_limits(row["to_expected"], row.get("limits"), show), "–")))
    both = Share(*found["co_led"])
    if both.whole:
        lines.append(estimate(_("Changes led by a clinician and a manager"), rules.share_of_things(group, both), "%"))
    return tuple(lines)


def _moves(group: Group, found: Figures) -> tuple[Line, ...]:
    labels = (_("From taking part to doing"), _("From doing to leading"), _("From leading to mentoring"))
    held = found.get("moves_held", (True, True, True))  # a month kept before they were held together says nothing of it
    return tuple(
        estimate(
            label,
            rules.rate(group, row.events, row.at_risk, row.person_days, is_held=is_held),
            _("for each 100 person-years"),
        )
        for label, row, is_held in zip(labels, read.moves(found), held, strict=True)
    )


def _spread(group: Group, found: Figures) -> tuple[Line, ...]:
    seen, rests_on = read.spread(found), Behind(*found["spread_behind"])
    if len(seen.children) < FEWEST_SPREAD:
        return ()
    taken = rules.percent(group, seen.at_all.value, seen.at_all.limits, rests_on)
    return (
        estimate(
            _("Other teams that took a change up in a year"),
            rules.mean(group, seen.r, _limits(found, "spread"), rests_on),
        ),
        estimate(_("Changes that some other team took up"), taken, "%"),
    )


def _days(group: Group, row: Figures, which: str, rests_on: Behind) -> rules.Estimate:
    return rules.days(group, row[which], DayLimits(*row[f"{which}_limits"]), rests_on)


def _share(group: Group, share: Share, rests_on: Behind) -> rules.Estimate:
    return rules.percent(group, share.value, wilson(share.part, share.whole), rests_on)


def _mean(group: Group, total: int, limits: Limits | None, rests_on: Behind) -> rules.Estimate:
    return rules.mean(group, Fraction(total, rests_on.changes) if rests_on.changes else None, limits, rests_on)


def _with_limits(
    value: float, limits: Sequence[float] | None, show: Callable[[Fraction], Published]
) -> tuple[Published, str]:
    """A figure, and its two ends as they are shown; a dash where it has none."""
    return show(Fraction(value)), between(*(show(Fraction(end)) for end in limits)) if limits else "–"


def _limits(found: Figures, which: str) -> Limits | None:
    limits = found.get("limits", {}).get(which)
    return Limits(*limits) if limits else None
