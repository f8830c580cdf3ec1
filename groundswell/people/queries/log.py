"""Reading the security log."""

from __future__ import annotations

from dataclasses import dataclass

from groundswell.people.models import ChainEnd, Person, SecurityNote


@dataclass(frozen=True)
class ChainState:
    """Does the security log hold together? `broken` is the first note that does not fit."""

    count: int
    end: str
    broken: str = ""

    @property
    def whole(self) -> bool:
        return not self.broken


def verify_chain() -> ChainState:
    """Read the whole security log and check every link, and that its end is where it was left."""
    before, count = "", 0
    for note in SecurityNote.objects.order_by("pk").iterator(chunk_size=1000):
        if note.before != before or note.chain != note.link():
            return ChainState(
                count, before, f"note {note.pk} of {note.at:%d %B %Y %H:%M} does not fit the one before it"
            )
        before, count = note.chain, count + 1
    end = ChainEnd.objects.first()
    if (end.chain, end.count) != (before, count) if end else count:
        return ChainState(count, before, "notes at the end of the log are missing")
    return ChainState(count, before)


def notes_of(person: Person, limit: int = 200) -> list[SecurityNote]:
    """What the security log says about somebody, for that person's own eyes."""
    return list(SecurityNote.objects.filter(who=person.public_id).order_by("-at", "-pk")[:limit])
