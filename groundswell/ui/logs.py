"""Structured logs that never hold free text: only names of things, numbers and the request id."""

import json
import logging
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

request_id: ContextVar[str] = ContextVar("request_id", default="")
SAFE = ("status_code", "room", "kind", "count", "milliseconds", "attempt", "key", "url_name")


class JsonFormatter(logging.Formatter):
    """One JSON object a line. Messages of our own rooms are fixed sentences; others keep only their template."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "says": str(record.msg),  # the template, without its arguments: they may hold what somebody typed
            "request": request_id.get(),
        }
        line |= {name: getattr(record, name) for name in SAFE if hasattr(record, name)}
        if record.exc_info and record.exc_info[0]:
            line["error"] = record.exc_info[0].__name__
            line["where"] = _where(record)
        return json.dumps(line, default=str)


def _where(record: logging.LogRecord) -> list[str]:
    frames, trace = [], record.exc_info[2] if record.exc_info else None
    while trace:
        code = trace.tb_frame.f_code
        frames.append(f"{code.co_filename.rsplit('site-packages/')[-1]}:{trace.tb_lineno} {code.co_name}")
        trace = trace.tb_next
    return frames[-12:]
