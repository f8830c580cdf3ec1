"""What people type in the room of stories."""

from groundswell.stories.forms.stories import (
    NO_CHART,
    ORGANISATION,
    AudienceForm,
    LabelForm,
    ResultForm,
    TakeUpForm,
    TellForm,
    WithdrawForm,
)

__all__ = [
    "NO_CHART", "ORGANISATION", "AudienceForm", "LabelForm", "ResultForm", "TakeUpForm", "TellForm", "WithdrawForm",
]  # fmt: skip
