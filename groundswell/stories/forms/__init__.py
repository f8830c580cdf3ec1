"""What people type in the room of stories."""

from groundswell.stories.forms.calls import AnswerForm, CallForm, CloseForm, ShownForm
from groundswell.stories.forms.stories import NO_CHART, ResultForm, TakeUpForm, TellForm
from groundswell.stories.forms.travel import BringForm, TrustForm

__all__ = [
    "NO_CHART", "AnswerForm", "BringForm", "CallForm", "CloseForm", "ResultForm", "ShownForm", "TakeUpForm", "TellForm", "TrustForm",
]  # fmt: skip
