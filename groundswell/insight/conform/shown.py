"""The kind `display`: what the gate makes of counts and of answers to the pulse."""

from __future__ import annotations

from typing import Any

from groundswell.insight import rules
from groundswell.insight.measures.intervals import Share
from groundswell.insight.measures.pulse import favourable


def display(given: dict[str, Any]) -> dict[str, Any]:
    shown = rules.table([Share(row["count"], row["staff"]) for row in given.get("rows", ())])
    rows = [
        {"id": row["id"], "staff": people.staff.text, "count": people.count.text, "percent": people.percent.text}
        for row, people in zip(given.get("rows", ()), shown.rows, strict=True)
    ]
    return {
        "rows": rows,
        "total": {"staff": shown.total.staff.text, "count": shown.total.count.text},
        "pulse": [{"id": each["id"], **_pulse(favourable(each["answers"]))} for each in given.get("pulse", ())],
    }


def _pulse(share: Share) -> dict[str, Any]:
    shown = rules.pulse(share)
    return {"shown": shown.text, "exact": share.value} if shown.is_shown else {"shown": None, "exact": None}
