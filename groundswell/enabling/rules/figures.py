"""Who reads the figures of a place."""

from __future__ import annotations

from django.utils.translation import gettext as _

from groundswell.people.queries import Sight
from groundswell.ui.verdicts import YES, Verdict, no


def may_read_figures(organisation_id: int, seen: Sight) -> Verdict:
    """Everybody who works or holds a role in the organisation: its bureaucracy is no secret from those who live with it."""
    if seen.works_in(organisation_id):
        return YES
    return no(_("This belongs to another organisation."))
