"""How long finding a place takes on the full set of organisations.

    GROUNDSWELL_MODE=test DATABASE_URL=... python bench/places.py

Uses the database of the environment, which must hold the packaged organisations (`groundswell load-ods`). Prints the
median and the slowest of 15 runs for each text, in milliseconds, and the whole form part over HTTP's inside.
"""

import os
import statistics
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "groundswell.front.settings")
django.setup()

from django.db import connection  # noqa: E402

from groundswell.places.models import Kind, Place  # noqa: E402
from groundswell.places.queries import find, under  # noqa: E402

ASKED = (
    "bas", "bassetlaw", "bassetlaw hosp", "doncaster royal", "hos", "hospital", "health cen", "nhs", "the", "cen",
    "medical centre", "st mary", "surgery st", "DN22 7XF", "dn227xf", "dn22", "RP5", "rp5ba", "king's mill", "c84", "zzz",
)  # fmt: skip
RUNS = 15


def timed(deed) -> tuple[float, float, int]:
    times, found = [], 0
    for _run in range(RUNS):
        start = time.perf_counter()
        found = len(deed())
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times), max(times), found


def main() -> None:
    print(f"{connection.vendor}: {Place.objects.count():,} places")
    print(f"{'typed':<32}{'median':>9}{'slowest':>9}{'found':>7}   ms")
    rows = [(text, lambda text=text: find(text)) for text in ASKED]
    rows += [(f"{text} (trusts only)", lambda text=text: find(text, kinds=[Kind.TRUST])) for text in ("hos", "nhs")]
    qt1 = Place.objects.filter(ods_code="QT1").first()
    rows += [("everything under QT1", lambda: list(under(qt1).values_list("pk")))] if qt1 else []
    for text, deed in rows:
        median, slowest, found = timed(deed)
        print(f"{text:<32}{median:>9.1f}{slowest:>9.1f}{found:>7}")


if __name__ == "__main__":
    main()
