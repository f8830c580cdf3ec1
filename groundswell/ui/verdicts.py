"""A verdict: may this happen, and if not, why not, in words fit for the screen."""

from __future__ import annotations

from dataclasses import dataclass


class Refused(Exception):
    """Raised by an action whose rule said no. The middleware turns it into a page that shows the reason."""

    def __init__(self, verdict: Verdict) -> None:
        super().__init__(verdict.reason)
        self.verdict = verdict


@dataclass(frozen=True)
class Verdict:
    """Yes or no, with the reason a person reads. The same verdict greys out a button and stops the action."""

    allowed: bool
    reason: str = ""

    def __bool__(self) -> bool:
        return self.allowed

    def or_refuse(self) -> None:
        """Raise `Refused` unless allowed."""
        if not self.allowed:
            raise Refused(self)


YES = Verdict(True)


def no(reason: str) -> Verdict:
    """A refusal; `reason` is one plain sentence that says what to do instead where there is something."""
    return Verdict(False, reason)


def first_no(*verdicts: Verdict) -> Verdict:
    """The first refusal among `verdicts`, or yes."""
    return next((verdict for verdict in verdicts if not verdict), YES)
