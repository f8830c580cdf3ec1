"""Which part of what is too long for one run this run looks at: told by the commit, so that the same commit gives the same answer.

`GROUNDSWELL_TURN=2` asks for another part; `GROUNDSWELL_EVERYTHING=yes` for all of it, as `make soak` and `make journeys` do.
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
def turn() -> int:
    """0 where there is no repository, or no git to ask."""
    if asked := os.environ.get("GROUNDSWELL_TURN"):
        return int(asked)
    try:
        said = subprocess.run(["git", "rev-parse", "HEAD"], cwd=ROOT, capture_output=True, text=True)
    except OSError:
        return 0
    return crc32(said.stdout.strip().encode())


def everything() -> bool:
    return os.environ.get("GROUNDSWELL_EVERYTHING") == "yes"


def part_of(whole: Sequence[T], parts: int) -> list[T]:
    """One of so many parts of a list. The commits go through them in no order.

    A part of a part would always be the same one: ask for a smaller part instead.
    """
    return list(whole) if everything() else list(whole)[turn() % parts :: parts]
