"""Saying what was found, and showing a text without it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from .finder import Finding
from .patterns import DEFAULT
from .plain import made_plain

_SHOWN = 3
_LONGEST = 60


def masked(text: str, findings: Iterable[Finding]) -> str:
    """The text with a plain phrase in place of each finding, for previews and logs.

    Findings that touch each other's words share the first one's phrase. ValueError when one does
    not lie inside the text: it was found in another.
    """
    pieces: list[str] = []
    reached = 0
    for finding in sorted(findings, key=lambda finding: finding.start):
        if not 0 <= finding.start < finding.end <= len(text):
            raise ValueError("A finding lies outside this text.")
        if finding.start >= reached:
            pieces += (text[reached : finding.start], _mask(finding.kind))
        reached = max(reached, finding.end)
    return "".join(pieces) + text[reached:]


def sentence(findings: Sequence[Finding]) -> str:
    """One sentence for beside the form field, or nothing when nothing was found.

    It repeats the person's own words back: show it to them alone, escaped, and never log it.
    """
    if not findings:
        return ""
    if len(findings) == 1:
        only = findings[0]
        ask = "please leave it out, or say that it is not a patient's."
        return f"This may be {_called(only.kind)}: {_shown(only.words)} – {ask}"
    named = [f"{_called(finding.kind)} ({_shown(finding.words)})" for finding in findings[:_SHOWN]]
    if len(findings) > _SHOWN:
        named.append(f"{len(findings) - _SHOWN} more")
    return f"This may hold {_listed(named)} – please leave them out, or say that they are not a patient's."


def _called(kind: str) -> str:
    known = DEFAULT.kinds.get(kind)
    return known.called if known else "something about a patient"


def _mask(kind: str) -> str:
    known = DEFAULT.kinds.get(kind)
    return known.mask if known else "[something about a patient]"


def _shown(words: str) -> str:
    """The words on one line, without invisible characters, and short enough for a message."""
    line = " ".join(made_plain(words, DEFAULT.lookalikes).clean.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"


def _listed(named: Sequence[str]) -> str:
    return f"{', '.join(named[:-1])} and {named[-1]}"
