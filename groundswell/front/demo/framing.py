"""Frameworks of the practice's own: one that its packs follow, and a draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from groundswell.insight import actions as insight
from groundswell.insight import queries
from groundswell.ui.formats import london_day

if TYPE_CHECKING:
    from groundswell.front.demo.loader import Stage


def load(stage: Stage) -> None:
    home, pat = stage.places["C84001"], stage.people["pat"]
    shipped = {one.code: one for one in queries.in_force(home, london_day(stage.at))}
    own = insight.copy(framework=shipped["board-report"], home=home, by=pat, at=stage.ago(90))
    insight.start(framework=own, home=home, by=pat, at=stage.ago(90))
    insight.copy(framework=shipped["quality-account"], home=home, by=pat, at=stage.ago(3))
