"""What stands at the foot of every page of a document."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext as _


def foot(more: str = "") -> str:
    """What made it, `more` about it, and that a demonstration is one."""
    demonstration = _("A demonstration: the people and what they say are made up.") if settings.DEMO else ""
    return " ".join(filter(None, ["Groundswell.", more, demonstration]))
