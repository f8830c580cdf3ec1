"""`python -m groundswell.safetext FILE.jsonl` prints precision and recall by kind."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from .score import read_cases, score, table


def main(arguments: Sequence[str]) -> int:
    """Score the files; 0 when all could be read, 2 when not."""
    if not arguments:
        print("Usage: python -m groundswell.safetext FILE.jsonl ...", file=sys.stderr)
        return 2
    try:
        result = score(case for name in arguments for case in read_cases(Path(name)))
    except (OSError, ValueError) as wrong:
        print(wrong, file=sys.stderr)
        return 2
    print(table(result))
    print(f"missed: {' '.join(result.missed) or 'none'}")
    print(f"false alarms: {' '.join(result.false_alarms) or 'none'}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
