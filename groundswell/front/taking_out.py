"""Taking data out: each room writes what it holds about a person, conducted from here."""

from __future__ import annotations

import json
from pathlib import Path

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils import timezone

from groundswell.front.export import everything
from groundswell.people import actions as people
from groundswell.people.models import Person


class CannotTakeOut(Exception):
    """Why there is nothing to write, in one sentence."""


@transaction.atomic
def person(email: str, directory: Path) -> list[Path]:
    """One JSON file a room, readable by the owner of the folder alone; that it happened is noted."""
    whose = Person.objects.filter(email=email.lower()).first()
    if whose is None:
        raise CannotTakeOut(f"nobody has the address {email}.")
    if directory.exists() and any(directory.iterdir()):
        raise CannotTakeOut(f"{directory} is not empty. Name a new folder.")
    directory.mkdir(parents=True, exist_ok=True, mode=0o700)
    written = [_write(directory / f"{room}.json", held) for room, held in everything(whose).items()]
    people.note("exported", who=whose, at=timezone.now(), facts={"by": "operator", "rooms": len(written)})
    return written


def _write(path: Path, held: object) -> Path:
    path.touch(mode=0o600)
    path.write_text(json.dumps(held, cls=DjangoJSONEncoder, indent=2, ensure_ascii=False) + "\n")
    return path
