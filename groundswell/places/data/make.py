"""Make the compact copy of the ODS data that travels inside the package.

    python groundswell/places/data/make.py DIRECTORY_OF_TIDY_FILES

Keeps the columns the loader uses, in the order of the codes, each file compressed. Roles of commissioners are taken
from `raw/eccg.csv` in the same directory, because the tidy file does not carry them.
"""

import csv
import io
import lzma
import sys
from pathlib import Path

HERE = Path(__file__).parent
FILES = (
    "regions", "icbs", "commissioners", "trusts", "trust_sites", "pcns", "gp_practices", "other_prescribing_centres",
    "pcn_members", "icb_successors_2026",
)  # fmt: skip
BODY = (
    "ods_code", "name", "role", "subtype", "parent_code", "icb_code", "region_code",
    "postcode", "status", "open_date", "close_date",
)  # fmt: skip
SITE = tuple(column for column in BODY if column not in ("icb_code", "region_code"))
COLUMNS = {
    "trust_sites": SITE,
    "pcn_members": ("practice_code", "pcn_code", "start_date", "end_date"),
    "icb_successors_2026": ("new_icb_code", "old_icb_code"),
}


def roles_of_commissioners(source: Path) -> dict[str, str]:
    raw = source / "raw" / "eccg.csv"
    if not raw.exists():
        return {}
    with raw.open(newline="") as lines:
        return {row[0]: row[13] for row in csv.reader(lines)}


def compact(source: Path, name: str) -> bytes:
    columns, roles = COLUMNS.get(name, BODY), {}
    if name == "commissioners" and (roles := roles_of_commissioners(source)):
        columns = (*columns, "roles")
    with (source / f"{name}.csv").open(newline="") as lines:
        rows = [row | {"roles": roles.get(row.get("ods_code", ""), "")} for row in csv.DictReader(lines)]
    rows.sort(key=lambda row: [row[column] for column in columns[:3]])
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([row[column] for column in columns] for row in rows)
    return lzma.compress(text.getvalue().encode(), preset=9 | lzma.PRESET_EXTREME)


def main() -> None:
    source = Path(sys.argv[1])
    for name in FILES:
        packed = compact(source, name)
        (HERE / f"{name}.csv.xz").write_bytes(packed)
        sys.stdout.write(f"{name}: {len(packed):,} bytes\n")


if __name__ == "__main__":
    main()
