"""The names of staff groups, for rooms that know no people."""

from __future__ import annotations

from groundswell.people.models import StaffGroup


def group_name(code: str) -> str:
    """As people choose it; a code that is not there any more stands as it is."""
    return str(StaffGroup(code).label) if code in StaffGroup.values else code


def group_codes() -> dict[str, int]:
    """A small whole number for each staff group, from 1 on, in the order in which people choose."""
    return {code: number for number, code in enumerate(StaffGroup.values, 1)}
