"""What got stuck, in words that somebody can act on. Nothing that people typed is in it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from groundswell.post.actions import said
from groundswell.post.models import Job, Outbox
from groundswell.ui.formats import count, moment


@dataclass(frozen=True)
class Stuck:
    """One thing that was given up: what it was, why, and the button that tries again."""

    what: str
    why: str
    line: str
    deed: str
    pk: int


def jobs(found: list[Job]) -> list[Stuck]:
    return [Stuck(said(job.kind), reason(job.reason), _line(job), "job", job.pk) for job in found]


def letters(found: list[Outbox], names: dict[str, str]) -> list[Stuck]:
    """Those to people of one organisation; letters of others are not theirs to see."""
    what = _("A letter to {name}")
    return [
        Stuck(what.format(name=names[row.to.lower()]), reason(row.reason), _line(row), "letter", row.pk)
        for row in found
        if row.to.lower() in names
    ]


def _line(row: Job | Outbox) -> str:
    tried = count(row.attempts, _("try"), _("tries"))
    return (
        _("Given up on {when}, after {tries}.").format(when=moment(row.parked_at), tries=tried) if row.parked_at else ""
    )


SILENT = ("ConnectionRefusedError", "TimeoutError", "OSError", "gaierror", "SMTPServerDisconnected", "SMTPConnectError")


def reason(code: str) -> str:
    """A reason as it is kept, a code without free text, in plain words."""
    name, _blank, number = code.partition(" ")
    if name in SILENT:
        return _("The mail server did not answer ({code}).").format(code=name)
    words = {
        "TookTooLong": _("It took too long and was stopped."),
        "WorkerEnded": _("Each time it was tried, the worker ended."),
        "UnknownKind": _("This version does not know work of this kind. Was it left by a newer one?"),
        "NoSuchAddress": _("The mail server says there is no such mailbox (answer {number}).").format(number=number),
        "AddressBusy": _("The mail server did not take it for this mailbox (answer {number}).").format(number=number),
        "CameBack": _("It left, and it came back."),
    }
    return words.get(name, _("A fault in the program ({code}). Its log says more.").format(code=name))
