"""What is typed in the room of figures."""

from groundswell.insight.forms.frameworks import EndForm, StatementForm, VersionForm
from groundswell.insight.forms.pulse import LoadSurveyForm, PulseForm, PulseSettingForm
from groundswell.insight.forms.staff_side import StaffSideForm

__all__ = [
    "EndForm",
    "LoadSurveyForm",
    "PulseForm",
    "PulseSettingForm",
    "StaffSideForm",
    "StatementForm",
    "VersionForm",
]
