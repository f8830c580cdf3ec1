"""Pages of figures, one file a subject."""

from groundswell.insight.views.bureaucracy import bureaucracy, bureaucracy_file
from groundswell.insight.views.leadership import leadership, leadership_file
from groundswell.insight.views.pulse import pulse, pulse_poster, pulse_setting
from groundswell.insight.views.surroundings import load_survey, surroundings, surroundings_file
from groundswell.insight.views.system import nation, nation_file

__all__ = [
    "bureaucracy", "bureaucracy_file", "leadership", "leadership_file", "load_survey", "nation", "nation_file", "pulse",
    "pulse_poster", "pulse_setting", "surroundings", "surroundings_file",
]  # fmt: skip
