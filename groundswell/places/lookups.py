"""`begins`: the first letters of a column, found through its index on both databases.

`startswith` becomes a LIKE that SQLite cannot look up in an index, so there it is written as a range.
"""

from __future__ import annotations

from typing import Any

from django.db.models import CharField, Lookup


@CharField.register_lookup
class Begins(Lookup):  # type: ignore[type-arg]
    lookup_name = "begins"

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        column, params = self.process_lhs(compiler, connection)
        pattern = self.rhs.replace("\\", "\\\\").replace("%", r"\%").replace("_", r"\_") + "%"
        return f"{column} LIKE %s", [*params, pattern]

    def as_sqlite(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        column, params = self.process_lhs(compiler, connection)
        if not self.rhs:
            return "1 = 1", []
        after = self.rhs[:-1] + chr(ord(self.rhs[-1]) + 1)
        return f"({column} >= %s AND {column} < %s)", [*params, self.rhs, *params, after]
