"""Numbers that the suite prints at its end, such as cells of the access matrix and pages looked at by axe."""

import os
from pathlib import Path


def tally(what: str, number: int = 1) -> None:
    """Add to a count; `what` is its name with hyphens. Several processes may write at once."""
    if folder := os.environ.get("GROUNDSWELL_TALLY"):
        with Path(folder, what).open("a") as kept:
            kept.write(f"{number}\n")
