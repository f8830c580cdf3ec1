"""Who reads the figures of a place."""

from __future__ import annotations

from django.utils.translation import gettext as _

from groundswell.people.models import RoleCode
from groundswell.people.queries import Sight
from groundswell.places.models import Place
from groundswell.ui.verdicts import YES, Verdict, no

# Whoever keeps outside frameworks, or looks after the settings of the whole organisation.
KEEPERS = (RoleCode.FRAMEWORK_EDITOR, RoleCode.PLACE_ADMIN)


def may_read_figures(organisation_id: int, seen: Sight) -> Verdict:
    """Everybody who works or holds a role in the organisation: its bureaucracy is no secret from those who live with it."""
    if seen.works_in(organisation_id):
        return YES
    return no(_("This belongs to another organisation."))


def may_keep_frameworks(home: Place, seen: Sight) -> Verdict:
    """`home` is an organisation: its packs of evidence follow one list, so a right at one ward is not enough."""
    if seen.holds_any(KEEPERS, home):
        return YES
    return no(_("Whoever looks after the settings of {place}, or keeps its frameworks, does this.").format(place=home))
