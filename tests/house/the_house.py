"""What the house tests walk through: rooms, source files, templates, tracked files."""

from __future__ import annotations

import subprocess
from functools import cache
from pathlib import Path

from django.conf import settings

ROOT = Path(__file__).parent.parent.parent
PACKAGE = ROOT / "groundswell"
# From the roof down; neighbours share a number. The same order as the contract in `.importlinter`.
STACK = [
    ["front"], ["api"], ["insight"], ["growth"], ["stories"], ["changes"], ["ideas"], ["benefits"], ["measures", "enabling"], ["talk"],
    ["events"], ["people"], ["places", "frameworks"], ["post"], ["ui"], ["safetext"],
]  # fmt: skip
FLOOR = {room: len(STACK) - number for number, rooms in enumerate(STACK) for room in rooms}
PRIVATE = {"views", "forms", "presenters", "urls", "jobs", "admin"}


def rooms() -> list[str]:
    """Rooms that exist."""
    return sorted(path.parent.name for path in PACKAGE.glob("*/__init__.py"))


def sources(*, tests: bool = False) -> list[Path]:
    """Python files of the product, without migrations."""
    found = PACKAGE.rglob("*.py")
    return sorted(path for path in found if "migrations" not in path.parts and (tests or "tests" not in path.parts))


def templates() -> list[Path]:
    return sorted(path for room in settings.ROOMS for path in (PACKAGE / room / "templates").rglob("*.jinja"))


@cache
def tracked() -> tuple[Path, ...]:
    """Files that are or would be committed; all files where this is not a git checkout."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    answer = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    if answer.returncode:
        hidden = {".git", ".venv", "node_modules", "var"}
        return tuple(path for path in ROOT.rglob("*") if path.is_file() and not hidden & set(path.parts))
    return tuple(path for line in answer.stdout.splitlines() if (path := ROOT / line).is_file())


def said(path: Path) -> str:
    """Where, for a message."""
    return str(path.relative_to(ROOT))


def words_of(path: Path) -> str:
    """The text of a file; empty for pictures and other binaries."""
    try:
        return path.read_text()
    except UnicodeDecodeError:
        return ""
