"""The charts there are: how each is worked out, and what suits it."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from . import counts, individuals, subgroups
from .kinds import Refused
from .limits import EXACT_FACTOR, FACTOR, Stretch, Worked
from .rulesets import Anhoej, MakingDataCount, Rules


class Recipe(NamedTuple):
    """One kind of chart. `takes`: what each point is made from: values, ratios or subgroups.

    sums: several counts for one place are added up. independent: neighbours share no reading, so that runs of
    them mean something.
    """

    code: str
    work: Callable[[Stretch], Worked]
    takes: str = "values"
    sums: bool = False
    factor: float = EXACT_FACTOR
    rules: Rules = Anhoej()
    independent: bool = True


RECIPES = {
    recipe.code: recipe
    for recipe in (
        Recipe("run", individuals.run),
        Recipe("xmr", individuals.xmr, factor=FACTOR, rules=MakingDataCount()),
        Recipe("mr", individuals.mr, independent=False),
        Recipe("xbar", subgroups.xbar, "subgroups"),
        Recipe("s", subgroups.s, "subgroups"),
        Recipe("t", individuals.t),
        Recipe("p", counts.p, "ratios"),
        Recipe("p_prime", counts.p_prime, "ratios"),
        Recipe("c", counts.c, sums=True),
        Recipe("u", counts.u, "ratios"),
        Recipe("u_prime", counts.u_prime, "ratios"),
        Recipe("g", counts.g),
        Recipe("i_prime", individuals.i_prime, "ratios"),
    )
}


WITH_FACTOR = ("xmr", "t", "p_prime", "u_prime")


def check_use(recipe: Recipe, factor: object, combine: object, sign: str = "") -> None:
    """Refuse a choice that this kind of chart would pass over without a word. sign: before its name."""
    if factor is not None and recipe.code not in WITH_FACTOR:
        known = ", ".join(WITH_FACTOR)
        raise Refused(
            "no_use", f"{sign}factor is not for a {recipe.code} chart. Charts with a factor: {known}"
        )
    if combine is not None and (recipe.takes != "values" or recipe.sums):
        does = "groups the readings of a date" if recipe.takes == "subgroups" else "adds up counts"
        raise Refused("no_use", f"{sign}combine is not for a {recipe.code} chart, which {does} itself")


def recipe_for(code: str) -> Recipe:
    """The kind of chart with this code. Refuses any other."""
    if not isinstance(code, str) or code not in RECIPES:
        raise Refused("unknown_chart", f"Not a chart: {code!r}. Use one of {', '.join(RECIPES)}")
    return RECIPES[code]


def rules_for(recipe: Recipe, rules: Rules | None) -> Rules:
    """The rules that were asked for, or those that suit the chart. Refuses rules that would mislead."""
    if rules is None:
        return recipe.rules
    if not isinstance(rules, MakingDataCount | Anhoej):
        raise Refused("unknown_rule", f"Rules are MakingDataCount(...) or Anhoej(), not {rules!r}")
    if not recipe.independent and isinstance(rules, MakingDataCount):
        raise Refused(
            "rules_do_not_fit",
            f"Neighbours on the {recipe.code} chart share a reading, so shifts and trends come by themselves",
        )
    return rules
