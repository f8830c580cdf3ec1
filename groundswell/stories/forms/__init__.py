"""What people type in the room of stories."""

from groundswell.stories.forms.calls import AnswerForm, CallForm, CloseForm, ShownForm
from groundswell.stories.forms.keeping import KeepForm
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
from groundswell.stories.forms.travel import BringForm, TrustForm

__all__ = [
    "NO_CHART", "ORGANISATION", "AdaptForm", "AnswerForm", "AudienceForm", "BringForm", "CallForm", "CloseForm",
    "KeepForm", "LabelForm", "ResultForm", "ShownForm", "TakeUpForm", "TellForm", "TrustForm", "WithdrawForm",
]  # fmt: skip
