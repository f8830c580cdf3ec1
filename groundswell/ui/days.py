"""The London day of a moment, asked of the database."""

from __future__ import annotations

from typing import Any

from django.db.models import Expression
from django.db.models.functions import TruncDate

from groundswell.ui.formats import LONDON


class LondonDay(TruncDate):
    """As `formats.london_day`, for a column. SQLite's own clock stands on London, because the settings say so, and answers
    for thousands of rows in the time in which a function in Python answers for some."""

    def __init__(self, expression: Expression | str, **extra: Any) -> None:
        super().__init__(expression, tzinfo=LONDON, **extra)

    def as_sqlite(self, compiler: Any, connection: Any, **extra_context: Any) -> tuple[str, Any]:
        sql, params = compiler.compile(self.lhs)
        return f"DATE({sql}, 'localtime')", params
