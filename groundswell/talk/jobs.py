"""What falls due: photos taken away a day ago go for good."""

from datetime import datetime

from groundswell.talk import actions


def due(at: datetime) -> int:
    return actions.delete_removed(at=at)
