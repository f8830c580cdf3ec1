"""Tidy files: comma-separated, a heading row with the column names, dates as YYYY-MM-DD."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from groundswell.places.models import Kind, Status
from groundswell.places.ods.book import BadRow, Body, Member, Takeover
from groundswell.places.ods.cells import code, day, fitting, in_order, optional_code, plain_name, roles_of

Row = dict[str, str]
# The April 2026 trust file is the first that carries the new codes, so that is the day of the takeover it shows.
ICBS_MERGED = date(2026, 4, 1)

KINDS: dict[str, tuple[Kind, str]] = {
    "region": (Kind.REGION, "RO209"),
    "icb": (Kind.ICB, "RO261|RO318"),
    "nhs_trust": (Kind.TRUST, "RO197"),
    "trust_site": (Kind.SITE, "RO198"),
    "pcn": (Kind.NETWORK, "RO272"),
    "gp_practice": (Kind.PRACTICE, "RO76"),
    "prescribing_cost_centre": (Kind.CENTRE, "RO177"),
}
COMMISSIONERS: dict[str, tuple[Kind, str]] = {
    "sub_icb_location": (Kind.SUB_ICB, "RO319"),
    "ccg": (Kind.COMMISSIONER, "RO98"),
    "other_commissioner": (Kind.COMMISSIONER, ""),
}


def body(row: Row) -> Body:
    kind, role = _kind(row)
    opened, closed = day(row["open_date"]), day(row["close_date"])
    in_order(opened, closed)
    name = plain_name(fitting(row["name"], 150, "name"))
    if not name:
        raise BadRow("has no name")
    return Body(
        code=code(row["ods_code"]),
        name=name,
        kind=kind,
        roles=roles_of(row.get("roles") or role, opened, closed),
        subtype=_subtype(row.get("subtype", ""), kind),
        parent=optional_code(row["parent_code"], "parent code"),
        parent_since=day(row.get("parent_since", "")),
        icb="" if kind == Kind.SITE else optional_code(row.get("icb_code", ""), "ICB code"),
        region="" if kind == Kind.SITE else optional_code(row.get("region_code", ""), "region code"),
        postcode=fitting(row["postcode"], 10, "postcode").upper(),
        status=_status(row["status"]),
        opened_on=opened,
        closed_on=closed,
    )


def _kind(row: Row) -> tuple[Kind, str]:
    found = COMMISSIONERS.get(row["subtype"]) if row["role"] == "commissioner" else KINDS.get(row["role"])
    if not found:
        raise BadRow(f"{row['role'][:30]!r} {row.get('subtype', '')[:30]!r} is not a known role")
    return found


def _subtype(text: str, kind: Kind) -> str:
    return "" if kind in (Kind.SUB_ICB, Kind.COMMISSIONER) else fitting(text, 40, "subtype")


def _status(text: str) -> str:
    if text not in Status.values:
        raise BadRow(f"{text[:20]!r} is not a known status")
    return text


def member(row: Row) -> Member:
    since, until = day(row["start_date"]), day(row["end_date"])
    if since is None:
        raise BadRow("has no start date")
    in_order(since, until)
    return Member(code(row["practice_code"]), code(row["pcn_code"]), since, until, ("", 0))


def takeover(row: Row) -> Takeover:
    """A new body in the place of an old one. The file was worked out, not published, and says no day."""
    on = day(row.get("date", "")) or ICBS_MERGED
    return Takeover(code(row["old_icb_code"]), code(row["new_icb_code"]), on, True, ("", 0))


READERS: dict[str, tuple[frozenset[str], Callable[[Row], Body | Member | Takeover]]] = {
    "ods_code": (
        frozenset(
            {"ods_code", "name", "role", "subtype", "parent_code", "postcode", "status", "open_date", "close_date"}
        ),
        body,
    ),
    "practice_code": (frozenset({"practice_code", "pcn_code", "start_date", "end_date"}), member),
    "new_icb_code": (frozenset({"new_icb_code", "old_icb_code"}), takeover),
}
