"""Parts of forms that other rooms use too: a seat taken in the same step."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from groundswell.changes.models import Seat
from groundswell.people.queries import Sight
from groundswell.ui.fields import ChoiceField, Form


class Seated(Form):
    """Take a seat in the same step, or leave both empty in plain sight."""

    seat = ChoiceField(
        label=_("Do you take a seat yourself?"),
        required=False,
        help_text=_("Every change has two: one clinical, one managerial."),
    )

    def offer_seats(self, seen: Sight) -> None:
        fits = [seat for seat in Seat if any(getattr(row, seat) for row in seen.memberships)]
        said = {Seat.CLINICAL: _("Yes, the clinical one"), Seat.MANAGERIAL: _("Yes, the managerial one")}
        self.fields["seat"].choices = [*((seat.value, said[seat]) for seat in fits), ("none", _("Not now"))]  # type: ignore[attr-defined]

    @property
    def seat_wanted(self) -> str:
        wanted = self.cleaned_data.get("seat", "")
        return wanted if wanted in Seat.values else ""
