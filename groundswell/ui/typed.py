"""What was typed: done, or refused without losing a word; and beside what somebody else saved meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from groundswell.ui.fields import Form
from groundswell.ui.verdicts import Refused


def done(form: Form, deed: Callable[[], Any], beside: str | None = None) -> bool:
    """Do it with what was typed. A refusal becomes an error of the form (of the field `beside`), so that no word is lost."""
    if not form.is_valid():
        return False
    try:
        deed()
    except Refused as refused:
        form.add_error(beside, refused.verdict.reason)
        return False
    return True


def on_newer(typed: QueryDict, version: int) -> QueryDict:
    """What was typed, now standing on the newer version: sending it once more is a decision."""
    again = typed.copy()
    again["version"] = str(version)
    return again


@dataclass(frozen=True)
class Version:
    """One field of a form: what somebody saved, and what was typed."""

    what: str
    saved: str
    typed: str

    @property
    def is_same(self) -> bool:
        return self.saved == self.typed
