"""From the input of a case to the answer, kind by kind: JSON to plain rows, one measure, and its figures by their names."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from groundswell.insight.conform.shown import display
from groundswell.insight.measures import clocks, intervals
from groundswell.insight.measures.approvals import approvals
from groundswell.insight.measures.blocked import blocked, reversals
from groundswell.insight.measures.boundary import boundary, co_led
from groundswell.insight.measures.breadth import Group, breadth
from groundswell.insight.measures.concentration import concentration
from groundswell.insight.measures.coverage import Team, coverage
from groundswell.insight.measures.funnel import Funnel
from groundswell.insight.measures.network import network
from groundswell.insight.measures.progression import STAGES, Way, progression
from groundswell.insight.measures.rows import Blocker, Clock, Day, Life, Passage, Request, Wait, Working
from groundswell.insight.measures.spread import Adoption, spread
from groundswell.insight.measures.survival import Survival
from groundswell.insight.measures.waiting import waiting

Json = dict[str, Any]


def _day(text: str) -> Day:
    return date.fromisoformat(text).toordinal()


def _maybe(text: str | None) -> Day | None:
    return None if text is None else _day(text)


def of_network(given: Json) -> Json:
    found = network(given["people"], map(tuple, given["ties"]))
    return {
        "n": found.n, "ties": found.ties, "in_degree": found.in_degree, "density": found.density,
        "in_degree_centralisation": found.in_degree_centralisation, "decentralisation": found.decentralisation,
    }  # fmt: skip


def of_concentration(given: Json) -> Json:
    found = concentration(given["staff"], (change["leads"] for change in given["changes"]))
    return {
        "staff": found.staff, "leaders": found.leaders, "weights": found.weights, "effective_leaders_n1": found.n1,
        "effective_leaders_n2": found.n2, "evenness": found.evenness, "gini": found.gini,
        "top_tenth_share": found.top_tenth_share,
    }  # fmt: skip


def of_coverage(given: Json) -> Json:
    found = coverage(Team(each["id"], each["parent"], each["staff"], int(each["led"])) for each in given["teams"])
    return {
        "units": [{"ids": list(unit.ids), "staff": unit.staff, "led": unit.led} for unit in found.units],
        "not_shown": list(found.not_shown), "n": found.led.whole, "covered": found.led.part,
        "coverage": found.led.value, "wilson95": found.led.limits,
    }  # fmt: skip


def of_breadth(given: Json) -> Json:
    found = breadth(Group(each["name"], each["staff"], each["leaders"]) for each in given["groups"])
    groups = [
        {"name": group.name, "leaders_per_100": group.leaders_per_100,
         "representation_ratio": found.representation_ratio(group)}
        for group in found.groups
    ]  # fmt: skip
    return {"groups": groups, "dissimilarity": found.dissimilarity, "breadth": found.breadth}


def of_boundary(given: Json) -> Json:
    ties = [(one, other) for one, other in given["ties"]]
    each: Json = {}
    for name in given.get("boundaries", ()):
        found = boundary({person["id"]: person[name] for person in given["people"]}, ties)
        each[name] = {
            "cross": found.cross, "within": found.within, "cross_share": found.cross_share.value,
            "ei_index": found.ei_index, "expected_cross_share": found.expected_cross_share,
            "observed_to_expected": found.observed_to_expected, "assortativity": found.assortativity,
        }  # fmt: skip
    managers = {person["id"]: person["manager"] for person in given["people"]}
    both = co_led((change["leads"] for change in given.get("changes", ())), managers)
    return {
        "boundaries": each, "clinician_manager_co_led": both.part, "led_changes": both.whole,
        "co_led_share": both.value, "wilson95": both.limits,
    }  # fmt: skip


def of_progression(given: Json) -> Json:
    start, end = map(_day, given["window"])
    ways = []
    for person in given["people"]:
        first, second, third, fourth = (_maybe(person.get(stage)) for stage in STAGES)
        ways.append(Way((first, second, third, fourth), _maybe(person.get("left"))))
    return {
        f"{one}_to_{other}": {
            "events": move.events, "person_days": move.person_days, "rate_per_100_person_years": move.rate,
            "exact95": move.limits,
        }
        for (one, other), move in progression(ways, start, end).items()
    }  # fmt: skip


def of_spread(given: Json) -> Json:
    found = spread(
        ((each["id"], _day(each["date"])) for each in given["implemented"]),
        (Adoption(each["parent"], _day(each["date"])) for each in given["adoptions"]),
        _day(given["as_of"]), given["follow_up_days"],
    )  # fmt: skip
    return {
        "cohort": len(found.children), "children": found.children, "R": found.r, "spread_at_all": found.at_all.value,
        "variance": found.variance, "dispersion_k": found.dispersion_k,
    }  # fmt: skip


def _steps(found: Survival) -> list[list[Any]]:
    return [[*step, share] for step, share in zip(found.steps, found.shares, strict=True)]


def of_response(given: Json) -> Json:
    as_of, rows = _day(given["as_of"]), []
    for idea in given["changes"]:
        acts = [clocks.Act(act["by"], _day(act["date"]), act.get("automatic", False)) for act in idea["responses"]]
        raised = _day(idea["raised"])
        answered = clocks.first_answer(idea["originator"], raised, acts, as_of)
        rows.append(Clock(idea["id"], idea["originator"], raised, answered))
    found = clocks.responses(rows, as_of, given["silent_after_days"])
    return {
        "survival": _steps(found.survival), "median_days": found.median_days, "eligible": found.silent.whole,
        "silent": found.silent.part, "silent_share": found.silent.value, "wilson95": found.silent.limits,
    }  # fmt: skip


def of_decision(given: Json) -> Json:
    rows = [Clock(each["id"], "", _day(each["requested"]), _maybe(each.get("decided"))) for each in given["requests"]]
    found = clocks.decisions(rows, _day(given["as_of"]), given["clock_days"])
    return {
        "survival": _steps(found.survival), "median_days": found.median_days, "p90_days": found.p90_days,
        "judged": found.within.whole, "within_clock": found.within.part, "within_clock_share": found.within.value,
        "wilson95": found.within.limits, "open_past_clock": found.open_past,
    }  # fmt: skip


def of_approvals(given: Json) -> Json:
    found = approvals(
        Passage(change["id"], "", change["risk"] == "low",
                tuple(Request(each["holder"], each["result"] == "returned") for each in change["approvals"]))
        for change in given["changes"]
    )  # fmt: skip
    return {
        "changes": found.changes, "approvals_per_change": found.approvals_per_change, "handoffs": found.handoffs,
        "handoffs_per_change": found.handoffs_per_change, "rework_share": found.rework.value,
        "own_authority_share_low_risk": found.own_authority.value,
    }  # fmt: skip


def of_waiting(given: Json) -> Json:
    lives = [
        Life(change["id"], "", _day(change["raised"]), _maybe(change.get("ended")),
             tuple(Wait(_day(wait["start"]), _maybe(wait.get("end"))) for wait in change["waits"]))
        for change in given["changes"]
    ]  # fmt: skip
    found = waiting(lives, _day(given["as_of"]))
    changes = [
        {"id": life.change, "waiting_days": each.waiting_days, "elapsed_days": each.elapsed_days,
         "waiting_share": each.waiting_share}
        for life, each in zip(lives, found.changes, strict=True)
    ]  # fmt: skip
    return {"changes": changes, "waiting_share": found.waiting_share, "flow_efficiency": found.flow_efficiency}


def of_blocked(given: Json) -> Json:
    as_of = _day(given["as_of"])
    found = blocked(
        (
            Blocker(each["level"], _day(each["since"]), _maybe(each.get("cleared")))
            for each in given.get("blockers", ())
        ),
        as_of,
    )
    undone = reversals(
        (
            Working(each["id"], _day(each["date"]), _maybe(each.get("reversed")))
            for each in given.get("implemented", ())
        ),
        as_of,
    )
    return {
        "open": found.open, "bands": found.bands, "by_level": found.by_level, "median_age_days": found.median_age_days,
        "blocked_days": found.blocked_days, "reversal_n": undone.whole, "reversed": undone.part,
        "reversal_share": undone.value, "wilson95": undone.limits,
    }  # fmt: skip


def of_funnel(given: Json) -> Json:
    funnel = Funnel(tuple(intervals.Share(each["x"], each["n"]) for each in given["units"]))
    units = [
        {"id": each["id"], "z": funnel.z(unit), "limits95": funnel.limits(unit, intervals.Z95),
         "limits998": funnel.limits(unit, intervals.Z998), "outside": funnel.where(unit),
         "shrunk": funnel.shrunk(unit), "weight": funnel.weight(unit)}
        for each, unit in zip(given["units"], funnel.units, strict=True)
    ]  # fmt: skip
    return {
        "target": funnel.target, "phi": funnel.phi, "phi_used": funnel.phi_used, "tau2": funnel.tau2, "units": units,
    }  # fmt: skip


KINDS: dict[str, Callable[[Json], Json]] = {
    "network": of_network,
    "concentration": of_concentration,
    "coverage": of_coverage,
    "breadth": of_breadth,
    "boundary": of_boundary,
    "progression": of_progression,
    "spread": of_spread,
    "response": of_response,
    "decision": of_decision,
    "approvals": of_approvals,
    "waiting": of_waiting,
    "blocked": of_blocked,
    "funnel": of_funnel,
    "display": display,
}
