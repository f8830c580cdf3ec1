"""How often one address is asked for, counted in the memory of one worker: enough to stop a machine, and nothing is written."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import datetime, timedelta

REMEMBERED = 5_000  # addresses


@dataclass
class Pace:
    """At most `most` requests of one key in a running `span`."""

    most: int
    span: timedelta
    counts: OrderedDict[str, tuple[datetime, int]] = field(default_factory=OrderedDict)

    def allows(self, key: str, at: datetime) -> bool:
        begun, number = self.counts.pop(key, (at, 0))
        if at - begun >= self.span:
            begun, number = at, 0
        self.counts[key] = (begun, number + 1)
        while len(self.counts) > REMEMBERED:
            self.counts.popitem(last=False)
        return number < self.most
