"""Compile the hashed requirement locks. They hold names, versions and hashes, and never a host.

`python -m tools.lock` keeps the versions there are; `python -m tools.lock --upgrade` takes newer ones, leaving out
releases of the last five days: a bad one is usually noticed within that time.
"""

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

ROOT = Path(__file__).parent.parent
PATIENCE = timedelta(days=5)
LOCKS = {"production": ["--extra", "build"], "meaning": ["--extra", "build", "--extra", "meaning"],
         "map": ["--extra", "build", "--extra", "map"],
         "dev": ["--extra", "build", "--extra", "dev", "--extra", "meaning", "--extra", "map"]}  # fmt: skip


def main(more: list[str]) -> None:
    newest = (datetime.now(UTC) - PATIENCE).strftime("%Y-%m-%d")
    for name, extras in LOCKS.items():
        subprocess.run(
            [
                Path(sys.executable).parent / "uv", "pip", "compile", "--quiet", "pyproject.toml", *extras,
                "--python-version", "3.11", "--generate-hashes", "--no-header", "--no-annotate", "--no-emit-index-url",
                "--no-strip-extras",  # without its extra in the lock, pip looks at newer releases and refuses them
                "--no-emit-package", "commoncause", "--exclude-newer", newest, "--output-file", f"requirements/{name}.txt",
                *more,
            ],
            cwd=ROOT, check=True,
        )  # fmt: skip


if __name__ == "__main__":
    main(sys.argv[1:])
