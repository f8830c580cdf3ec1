"""Which part of what is too long for one run this run looks at: told by the commit, so that the same commit gives the same answer.

Everything is looked at with `GROUNDSWELL_EVERYTHING=yes`, as `make soak` and `make journeys` do.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TypeVar
from zlib import crc32

T = TypeVar("T")
ROOT = Path(__file__).parent.parent


@cache
def commit() -> str:
    """Empty where there is no repository: then the first part is looked at."""
    said = subprocess.run(["git", "rev-parse", "HEAD"], cwd=ROOT, capture_output=True, text=True)
    return said.stdout.strip()


def part_of(everything: Sequence[T], parts: int) -> list[T]:
    """One of so many parts of a list. The commits go through them in no order."""
    if os.environ.get("GROUNDSWELL_EVERYTHING") == "yes":
        return list(everything)
    return list(everything)[crc32(commit().encode()) % parts :: parts]
