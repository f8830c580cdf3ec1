"""What people type in the room of stories."""

from groundswell.stories.forms.stories import NO_CHART, ResultForm, TakeUpForm, TellForm

__all__ = ["NO_CHART", "ResultForm", "TakeUpForm", "TellForm"]
