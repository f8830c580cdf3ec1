"""What people type in the room of stories."""

from groundswell.stories.forms.stories import (
    NO_CHART,
    ORGANISATION,
    AudienceForm,
    LabelForm,
    ResultForm,
    TellForm,
    WithdrawForm,
)
from groundswell.stories.forms.taking import AdaptForm, TakeUpForm

__all__ = [
    "NO_CHART", "ORGANISATION", "AdaptForm", "AudienceForm", "LabelForm", "ResultForm", "TakeUpForm", "TellForm",
    "WithdrawForm",
]  # fmt: skip
