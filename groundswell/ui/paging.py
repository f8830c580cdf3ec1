"""Lists, a page at a time. What is read newest first goes by keys: a page ends with one, and the next begins after it.

A key is the moment and the number of a row, so that a page stays the same however many rows come in before it.
"""

from __future__ import annotations

from datetime import datetime

from django.db.models import Model, Q


def page_number(typed: str, last: int) -> int:
    """A page as an address says it, from 0; the first when that is no number. For lists with an order of their own."""
    return min(int(typed), last) if typed.isascii() and typed.isdigit() and len(typed) < 4 else 0


def key_of(row: Model, field: str) -> str:
    """The key by which the rows after this one are asked for; `field` is the moment the list is ordered by."""
    return f"{getattr(row, field).isoformat()}~{row.pk}"


def older_than(key: str, field: str) -> Q:
    """Rows after the one with this key. A key somebody made up finds the first page."""
    try:
        moment, pk = key.split("~")
        at, last = datetime.fromisoformat(moment), int(pk)
    except ValueError:
        return Q()
    if not at.tzinfo:
        return Q()
    return Q(**{f"{field}__lte": at}) & (Q(**{f"{field}__lt": at}) | Q(pk__lt=last))  # the first part is for an index
