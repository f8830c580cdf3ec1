"""What is typed in the room of figures."""

from groundswell.insight.forms.frameworks import EndForm, StatementForm, VersionForm
from groundswell.insight.forms.pulse import LoadSurveyForm, PulseForm, PulseSettingForm

__all__ = ["EndForm", "LoadSurveyForm", "PulseForm", "PulseSettingForm", "StatementForm", "VersionForm"]
