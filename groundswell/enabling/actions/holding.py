"""One deed on a row at a time."""

from __future__ import annotations

from django.db.models import Model


def hold(row: Model) -> None:
    """Two taps at once are one after the other: the row as it stands now, locked until the deed is done, its parts unread."""
    row.refresh_from_db(from_queryset=type(row)._default_manager.select_for_update(of=("self",)))
