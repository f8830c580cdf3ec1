"""Who cleared the way for some pieces of work: kept a promise, or said yes."""

from __future__ import annotations

from collections.abc import Collection

from groundswell.enabling.models import Commitment, Decision, Permission


def who_enabled(room: str, work_ids: Collection[str]) -> list[tuple[int, str]]:
    """The id of a person and of a piece of work, each once. Two queries."""
    if not work_ids:
        return []
    kept = Commitment.objects.filter(
        kept_at__isnull=False, ask__behind__work_room=room, ask__behind__work_id__in=work_ids
    )
    said_yes = Permission.objects.filter(
        work_room=room, work_id__in=work_ids, decision__in=(Decision.YES, Decision.YES_IF), decided_by__isnull=False
    )
    found = [*kept.values_list("person_id", "ask__behind__work_id"), *said_yes.values_list("decided_by_id", "work_id")]
    return list(dict.fromkeys(found))
