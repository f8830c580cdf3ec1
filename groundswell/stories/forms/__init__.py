"""What people type in the room of stories."""

from groundswell.stories.forms.stories import NO_CHART, ResultForm, TellForm
from groundswell.stories.forms.taking import AdaptForm, TakeUpForm

__all__ = ["NO_CHART", "AdaptForm", "ResultForm", "TakeUpForm", "TellForm"]
