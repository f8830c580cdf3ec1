"""What this room keeps."""

from groundswell.growth.models.entries import Entry
from groundswell.growth.models.leading import Beside, WillTalk
from groundswell.growth.models.mentoring import Mentoring, Session
from groundswell.growth.models.next_steps import NextStep
from groundswell.growth.models.opportunities import Answer, Opportunity, OpportunityKind, Readers, StepIn

__all__ = [
    "Answer", "Beside", "Entry", "Mentoring", "NextStep", "Opportunity", "OpportunityKind", "Readers", "Session", "StepIn",
    "WillTalk",
]  # fmt: skip
