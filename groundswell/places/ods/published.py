"""ODS report files as published: 27 columns, no heading row, dates as YYYYMMDD."""

from __future__ import annotations

from collections.abc import Callable

from groundswell.places.models import Kind, Status
from groundswell.places.ods.book import BadRow, Body
from groundswell.places.ods.cells import code, day, fitting, in_order, optional_code, plain_name, roles_of

COLUMNS = 27
CODE, NAME, REGION, ICB, POSTCODE, OPENED, CLOSED, STATUS, SUBTYPE, PARENT, JOINED, SETTING = (
    0, 1, 2, 3, 9, 10, 11, 12, 13, 14, 15, 25
)  # fmt: skip
STATUSES = {"A": Status.ACTIVE, "C": Status.INACTIVE, "D": Status.DORMANT, "P": Status.PROPOSED}
PRACTICE = "4"
SETTINGS = {
    "0": "other", "1": "walk_in_centre", "2": "out_of_hours", "3": "walk_in_and_out_of_hours", "4": "gp_practice",
    "8": "public_health_service", "9": "community_health_service", "10": "hospital_service",
    "11": "optometry_service", "12": "urgent_and_emergency_care", "13": "hospice", "14": "care_home",
    "15": "border_force", "16": "young_offender_institution", "17": "secure_training_centre",
    "18": "secure_childrens_home", "19": "immigration_removal_centre", "20": "court", "21": "police_custody",
    "22": "sarc", "24": "other_justice", "25": "prison", "26": "primary_care_network", "27": "covid_vaccination",
}  # fmt: skip


def trust(row: list[str]) -> Body:
    return _body(row, Kind.TRUST, "RO197", parent=optional_code(row[ICB], "ICB code"))


def commissioner(row: list[str]) -> Body:
    """A sub-ICB location, or another commissioner; a row without a role code is a closed CCG."""
    role = row[SUBTYPE].strip() or "RO98"
    kind = Kind.SUB_ICB if role.startswith("RO319") else Kind.COMMISSIONER
    return _body(row, kind, role, parent=optional_code(row[ICB], "ICB code"))


def site(row: list[str]) -> Body:
    """A trust's site. Where no parent is given, the trust is the first three letters of the site's code."""
    parent = optional_code(row[PARENT], "parent code") or row[CODE].strip().upper()[:3]
    body = _body(row, Kind.SITE, "RO198", parent=parent)
    body.icb = body.region = ""
    return body


def prescriber(row: list[str]) -> Body:
    """A GP practice (prescribing setting 4) or another centre that prescribes."""
    setting = row[SETTING].strip()
    if setting not in SETTINGS:
        raise BadRow(f"{setting[:10]!r} is not a known prescribing setting")
    kind, role = (Kind.PRACTICE, "RO76") if setting == PRACTICE else (Kind.CENTRE, "RO177")
    body = _body(row, kind, role, parent=optional_code(row[PARENT], "parent code"))
    body.subtype, body.parent_since = SETTINGS[setting], day(row[JOINED])
    return body


REPORTS: dict[str, Callable[[list[str]], Body]] = {
    "etrust": site, "etr": trust, "eccg": commissioner, "ets": site, "epraccur": prescriber,
}  # fmt: skip


def report_of(file_name: str) -> Callable[[list[str]], Body] | None:
    """The reader of a report, by how its file name begins."""
    return next((reader for start, reader in REPORTS.items() if file_name.lower().startswith(start)), None)


def _body(row: list[str], kind: Kind, role: str, *, parent: str) -> Body:
    if len(row) != COLUMNS:
        raise BadRow(f"has {len(row)} columns, not {COLUMNS}")
    opened, closed = day(row[OPENED]), day(row[CLOSED])
    in_order(opened, closed)
    return Body(
        code=code(row[CODE]),
        name=plain_name(fitting(row[NAME], 150, "name")) or _nameless(),
        kind=kind,
        roles=roles_of(role, opened, closed),
        parent=parent,
        icb=optional_code(row[ICB], "ICB code"),
        region=optional_code(row[REGION], "region code"),
        postcode=fitting(row[POSTCODE], 10, "postcode").upper(),
        status=_status(row[STATUS].strip(), closed is not None),
        opened_on=opened,
        closed_on=closed,
    )


def _nameless() -> str:
    raise BadRow("has no name")


def _status(letter: str, closed: bool) -> str:
    if letter and letter not in STATUSES:
        raise BadRow(f"{letter[:10]!r} is not a known status")
    return STATUSES[letter] if letter else Status.INACTIVE if closed else Status.ACTIVE
