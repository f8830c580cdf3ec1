"""Parents that no file names yet: nameless placeholders, placed only where all rows that mention them agree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container

from groundswell.places.models import Kind
from groundswell.places.ods import Body, Book
from groundswell.places.ods.book import Held

WALES = "W00"
ABOVE = {Kind.TRUST: Kind.ICB, Kind.SUB_ICB: Kind.ICB, Kind.COMMISSIONER: Kind.ICB, Kind.SITE: Kind.TRUST,
         Kind.ICB: Kind.REGION, Kind.NETWORK: Kind.SUB_ICB}  # fmt: skip
ROLES = {
    Kind.ICB: "RO261|RO318",
    Kind.TRUST: "RO197",
    Kind.SUB_ICB: "RO319",
    Kind.REGION: "RO209",
    Kind.HEALTH_BOARD: "RO142",
}


def placeholders(book: Book, known: Container[str]) -> list[str]:
    """Add to `book` a body for each parent that neither it nor the database knows. Returns what to tell."""
    notes = []
    for naming in (_by_parent, _by_region):
        for code, rows in sorted(naming(book, known).items()):
            book.bodies[code] = body = _nameless(code, rows, book, known)
            below = rows[0].code if len(rows) == 1 else f"{len(rows)} others"
            notes.append(
                f"No file names {code}: a nameless place ({Kind(body.kind).label}) stands in for it above {below}."
            )
    return notes


def _by_parent(book: Book, known: Container[str]) -> dict[str, list[Body]]:
    naming: dict[str, list[Body]] = defaultdict(list)
    for body in book.bodies.values():
        if body.parent and body.parent not in book.bodies and body.parent not in known:
            naming[body.parent].append(body)
    return naming


def _by_region(book: Book, known: Container[str]) -> dict[str, list[Body]]:
    """Boards that wait for their name and whose rows agree on a region that no file names either."""
    naming: dict[str, list[Body]] = defaultdict(list)
    for body in list(book.bodies.values()):
        if body.placeholder and body.kind == Kind.ICB and body.region and not body.parent:
            body.parent = body.region
            naming[body.region].append(body)
    return naming


def _nameless(code: str, rows: list[Body], book: Book, known: Container[str]) -> Body:
    kind = _kind(rows[0])
    region = _agreed({row.region for row in rows})
    hints = [_agreed({row.icb for row in rows}), region]
    here = [hint for hint in hints if hint not in ("", code) and (hint in book.bodies or hint in known)]
    parent = here[0] if here and kind not in (Kind.REGION, Kind.TRUST) else ""
    roles = tuple(Held(part, None, None) for part in ROLES.get(kind, "").split("|") if part)  # type: ignore[call-overload]
    return Body(
        code, "", kind, roles, parent=parent, region=region, source="placeholder", placeholder=True, at=rows[0].at
    )


def _agreed(hints: set[str]) -> str:
    return hints.pop() if len(hints) == 1 else ""


def _kind(child: Body) -> Kind:
    """What stands above a body of this kind; above a Welsh practice that is a local health board."""
    above = Kind.HEALTH_BOARD if child.region == WALES else Kind.COMMISSIONER
    return ABOVE.get(child.kind, above)  # type: ignore[call-overload, no-any-return]
