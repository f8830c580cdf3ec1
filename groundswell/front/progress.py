"""Progress on a terminal: one line that fills up, or one line a step where nobody is watching."""

from __future__ import annotations

import sys
from typing import TextIO

WIDTH = 30


class Bar:
    """Call it as `bar(done, total, doing)`; leave with `bar.finish()`."""

    def __init__(self, out: TextIO | None = None) -> None:
        self.out = out or sys.stderr
        self.live = self.out.isatty()
        self.doing = ""

    def __call__(self, done: int, total: int, doing: str) -> None:
        if self.live:
            full = min(WIDTH, WIDTH * done // max(total, 1))
            self.out.write(f"\r  [{'#' * full}{'.' * (WIDTH - full)}] {doing:<50.50}")
        elif doing != self.doing:
            self.out.write(f"  {doing}\n")
        self.doing = doing
        self.out.flush()

    def finish(self) -> None:
        if self.live and self.doing:
            self.out.write("\r" + " " * (WIDTH + 56) + "\r")
            self.out.flush()
