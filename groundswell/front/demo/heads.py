"""How many work at the places of the cast: made up, and labelled so."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from groundswell.front.demo.cast import LABEL, Team
from groundswell.people import actions as people
from groundswell.people.headcounts import Count
from groundswell.people.models import StaffGroup
from groundswell.places.actions import open_place
from groundswell.places.models import Place
from groundswell.ui.formats import london_day

if TYPE_CHECKING:
    from groundswell.front.demo.loader import Stage

HEADS: dict[str, dict[str, int]] = {
    "RP5BA-W21": {"nursing_midwifery": 18, "nursing_support": 9, "ahp": 2},
    "RP5BA-MAU": {"nursing_midwifery": 16, "medical_dental": 6, "nursing_support": 7},
    "RP5DR-W17": {"nursing_midwifery": 15, "nursing_support": 8, "ahp": 3},
    "RP5BA-ED": {"nursing_midwifery": 24, "medical_dental": 9, "nursing_support": 5},
    "RP5BA-TH": {"nursing_midwifery": 14, "scientific_technical": 8},
    "RP5DR-ED": {"nursing_midwifery": 37, "medical_dental": 14, "nursing_support": 10},
    "RP5DR-PHY": {"ahp": 9},
    "RP5BA": {"nursing_midwifery": 250, "nursing_support": 120, "medical_dental": 90, "ahp": 60, "estates_ancillary": 110},
    "RP5": {
        "nursing_midwifery": 2100, "nursing_support": 1150, "medical_dental": 800, "ahp": 480, "scientific_technical": 420,
        "admin_corporate": 1250, "estates_ancillary": 560, "general_management": 140,
    },
    "C84001-REC": {"admin_corporate": 14},
    "C84001": {"medical_dental": 9, "nursing_midwifery": 7, "admin_corporate": 17, "general_management": 3},
}  # fmt: skip
# Teams of which nobody is in the demonstration: so that the page of the trust has some where nothing is recorded yet.
MORE = (
    Team("RP5BA-ED", "Emergency department", "department", "RP5BA"), Team("RP5BA-TH", "Theatres", "theatre", "RP5BA"),
    Team("RP5DR-ED", "Emergency department", "department", "RP5DR"), Team("RP5DR-PHY", "Physiotherapy", "clinic", "RP5DR"),
)  # fmt: skip
SINCE = timedelta(days=500)


def load(stage: Stage) -> None:
    for team in MORE:
        place = open_place(name=team.name, kind=team.kind, parent=stage.places[team.parent], at=stage.at - SINCE)
        Place.objects.filter(pk=place.pk).update(key=team.key, source="demonstration")
        stage.places[team.key] = place
    for key, heads in HEADS.items():
        counts = [Count(stage.places[key], StaffGroup(group), number) for group, number in heads.items()]
        by = stage.people["pat" if key.startswith("C84001") else "helen"]
        since = london_day(stage.at) - SINCE
        people.say_headcounts(counts=counts, since=since, source=LABEL, by=by, at=stage.ago(30))
