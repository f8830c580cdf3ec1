"""Pages of figures and of evidence, one file a subject."""

from groundswell.insight.views.bureaucracy import bureaucracy, bureaucracy_file
from groundswell.insight.views.evidence import evidence, pack, pack_file, pack_paper
from groundswell.insight.views.frameworks import (
    add_statement,
    copy_framework,
    discard_framework,
    edit_framework,
    end_framework,
    framework,
    frameworks,
    remove_statement,
    start_framework,
    statement,
)
from groundswell.insight.views.journey import journey, journey_file
from groundswell.insight.views.leadership import funnel, funnel_file, leadership, leadership_file
from groundswell.insight.views.protection import protection, protection_paper
from groundswell.insight.views.pulse import pulse, pulse_poster, pulse_setting
from groundswell.insight.views.staff_side import staff_side
from groundswell.insight.views.surroundings import load_survey, surroundings, surroundings_file
from groundswell.insight.views.system import nation, nation_file

__all__ = [
    "add_statement", "bureaucracy", "bureaucracy_file", "copy_framework", "discard_framework", "edit_framework",
    "end_framework", "evidence", "framework", "frameworks", "funnel", "funnel_file", "journey", "journey_file",
    "leadership", "leadership_file", "load_survey", "nation", "nation_file", "pack", "pack_file", "pack_paper",
    "protection", "protection_paper", "pulse", "pulse_poster", "pulse_setting", "remove_statement", "staff_side",
    "start_framework", "statement", "surroundings", "surroundings_file",
]  # fmt: skip
