"""Pages of figures, one file a subject."""

from groundswell.insight.views.bureaucracy import bureaucracy, bureaucracy_file
from groundswell.insight.views.leadership import funnel, funnel_file, leadership, leadership_file

__all__ = ["bureaucracy", "bureaucracy_file", "funnel", "funnel_file", "leadership", "leadership_file"]
