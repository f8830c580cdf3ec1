"""The commands: commoncause chart data.csv ..., commoncause conform FILE..."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from . import command
from .conform import run


def parser() -> argparse.ArgumentParser:
    found = argparse.ArgumentParser(prog="commoncause", description="Control charts for healthcare")
    commands = found.add_subparsers(required=True)
    command.add_to(commands)
    conform = commands.add_parser("conform", help="compare with what a reference program gave, case by case")
    conform.add_argument("files", nargs="+", metavar="FILE", help="a JSON list of cases")
    conform.set_defaults(act=check_files)
    return found


def check_files(given: argparse.Namespace) -> int:
    """Run conform; status 2 when a file cannot be read as cases."""
    try:
        return run(given.files)
    except (OSError, ValueError) as problem:
        print(f"commoncause: {problem}", file=sys.stderr)
        return 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    given = parser().parse_args(arguments)
    return int(given.act(given))


if __name__ == "__main__":
    sys.exit(main())
