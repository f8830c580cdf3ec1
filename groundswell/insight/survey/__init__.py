"""The NHS Staff Survey as it is published: its questions, its values by organisation, and lines that somebody pastes."""

from groundswell.insight.survey.lines import Understood, read
from groundswell.insight.survey.published import Question, Value, all_together, published, questions, source_of

__all__ = ["Question", "Understood", "Value", "all_together", "published", "questions", "read", "source_of"]
