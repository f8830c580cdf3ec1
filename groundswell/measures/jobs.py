"""What falls due: large loads are read and added, old uploads go."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from groundswell.measures.actions import uploads
from groundswell.post.actions import handles


@handles(uploads.READ, about="Reading a large file of readings", long=True)
def read_upload(data: dict[str, Any], at: datetime) -> None:
    uploads.do(uploads.READ, data, at)


@handles(uploads.ADD, about="Adding the readings of a large file", long=True)
def add_upload(data: dict[str, Any], at: datetime) -> None:
    uploads.do(uploads.ADD, data, at)


def due(at: datetime) -> int:
    return uploads.tidy(at)
