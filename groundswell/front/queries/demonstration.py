"""The cast as people of the database, and the mail kept for them."""

from __future__ import annotations

from django.http import Http404

from groundswell.front.demo.cast import CAST
from groundswell.people.models import Person
from groundswell.post.models import KeptMail

SHOWN = 50


def there(addresses: list[str]) -> dict[str, Person]:
    """Members of the cast who are in this database, by address."""
    return {person.email: person for person in _cast().filter(email__in=addresses)}


def member(public_id: str) -> Person:
    """One of the made-up cast; nobody else can be entered as."""
    person = _cast().filter(public_id=public_id, email__in=[one.email for one in CAST]).first()
    if person is None:
        raise Http404
    return person


def _cast():  # type: ignore[no-untyped-def]
    return Person.objects.filter(demo=True, is_active=True)


def letters(to: str = "") -> list[KeptMail]:
    rows = KeptMail.objects.filter(to__iexact=to) if to else KeptMail.objects.all()
    return list(rows.order_by("-at", "-pk")[:SHOWN])
