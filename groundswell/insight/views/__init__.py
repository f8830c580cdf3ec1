"""Pages of figures, one file a subject."""

from groundswell.insight.views.bureaucracy import bureaucracy, bureaucracy_file
from groundswell.insight.views.leadership import leadership, leadership_file
from groundswell.insight.views.system import nation, nation_file

__all__ = ["bureaucracy", "bureaucracy_file", "leadership", "leadership_file", "nation", "nation_file"]
