"""How fast control charts are, beside other programs that make them; writes the tables into README.md beside it.

    python -m bench.charts

Every other program is installed by pip into a throw-away environment of its own, and passed over with a word when
that cannot be done. Programs take turns, each time as a new process, so that a busy minute hits them all.
"""

from __future__ import annotations

import gc
import json
import os
import platform
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from bench.charts_worker import PROGRAMS

HERE = Path(__file__).parent
WORKER = HERE / "charts_worker.py"
SOURCE = HERE.parent / "commoncause" / "src"
OURS = "commoncause"
POINTS, ROUNDS, CHARTS = 36, 5, 20
LENGTHS = (1_000, 10_000, 100_000)
COLUMNS = ("numbers", "picture", "import")
Found = dict[str, float]


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="bench-charts-") as room:
        pythons = {OURS: Path(sys.executable)} | dict(installed(Path(room)))
        rows = interleaved(pythons)
    report = f"{beside(rows)}\n\n{thousand()}\n\n{growth()}\n\n{system()}"
    print(report)
    readme = HERE / "README.md"
    text = readme.read_text(encoding="utf-8")
    made = re.sub(
        r"(<!-- charts -->\n).*?(<!-- /charts -->)", lambda at: f"{at[1]}{report}\n{at[2]}", text, flags=re.DOTALL
    )
    readme.write_text(made, encoding="utf-8")


def installed(room: Path) -> Iterable[tuple[str, Path]]:
    """Name and Python of each other program that pip can install."""
    for name in PROGRAMS:
        if name == OURS:
            continue
        python = room / name / "bin" / "python"
        subprocess.run([sys.executable, "-m", "venv", room / name], check=True)
        pip = [python, "-m", "pip", "install", "-qq", "--no-input", "--disable-pip-version-check", name]
        if subprocess.run(pip, capture_output=True, timeout=600).returncode:
            print(f"{name}: cannot be installed here, left out")
        else:
            yield name, python


def interleaved(pythons: dict[str, Path]) -> dict[str, Found]:
    """Medians of all rounds; a program that fails is left out."""
    found: dict[str, list[Found]] = {name: [] for name in pythons}
    for _round in range(ROUNDS):
        for name in list(found):
            try:
                found[name].append(asked(pythons[name], name))
            except subprocess.CalledProcessError as problem:
                print(f"{name}: does not run here, left out: {problem.stderr.strip().splitlines()[-1:]}")
                del found[name]
    return {
        name: {column: statistics.median(row[column] for row in rows) for column in COLUMNS}
        for name, rows in found.items()
    }


def asked(python: Path, name: str) -> Found:
    env = os.environ | {"MPLBACKEND": "Agg"} | ({"PYTHONPATH": str(SOURCE)} if name == OURS else {})
    command = [python, WORKER, name, str(POINTS), str(CHARTS)]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=True, timeout=600)
    return json.loads(done.stdout.strip().splitlines()[-1])


def beside(rows: dict[str, Found]) -> str:
    head = "| program | numbers, ms | times ours | picture, ms | times ours | import, ms |\n|---|---|---|---|---|---|"
    return "\n".join([head, *(_row(name, row, rows[OURS]) for name, row in rows.items())])


def _row(name: str, row: Found, ours: Found) -> str:
    cells = [f"{row[column]:.2f} | {row[column] / ours[column]:.1f}" for column in ("numbers", "picture")]
    return f"| {name} | {' | '.join(cells)} | {row['import']:.0f} |"


def thousand() -> str:
    """1,000 XmR charts with all rules and both icons drawn, in one process."""
    from commoncause import assurance, icon, variation, xmr

    series = [drawn(POINTS, seed) for seed in range(1000)]

    def work() -> None:
        for values in series:
            chart = xmr(values, target=52)
            icon(variation(chart)), icon(assurance(chart))

    return f"1,000 XmR charts of {POINTS} points with all rules, each with its two icons drawn: {seconds(work):.2f} s."


def growth() -> str:
    """Seconds for one chart of each length, by kind; microseconds a point with the collector of garbage paused."""
    lengths = " | ".join(f"{length:,} points, s" for length in LENGTHS)
    lines = [f"| kind | {lengths} | µs a point, collector paused |", "|---" * (len(LENGTHS) + 2) + "|"]
    for kind in ("xmr", "run", "c", "t", "p", "p_prime", "i_prime"):
        works = [one_chart(kind, length) for length in LENGTHS]
        times = " | ".join(f"{seconds(work):.3f}" for work in works)
        gc.disable()
        each = [f"{1e6 * seconds(work) / length:.1f}" for work, length in zip(works, LENGTHS, strict=True)]
        gc.enable()
        lines.append(f"| {kind} | {times} | {' / '.join(each)} |")
    return "\n".join(lines)


def one_chart(kind: str, length: int) -> Callable[[], object]:
    from commoncause import CHARTS

    events, sizes = [20 + value % 9 for value in drawn(length, 1)], [60 + value for value in drawn(length, 2)]
    data = [events, sizes] if kind in {"p", "p_prime", "i_prime"} else [events]
    return lambda: CHARTS[kind](*data)


def drawn(count: int, seed: int) -> list[float]:
    source = random.Random(seed)
    return [source.gauss(50, 5) for _ in range(count)]


def seconds(work: Callable[[], object], runs: int = 5) -> float:
    """The median of several runs."""
    times = []
    for _run in range(runs):
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return statistics.median(times)


def system() -> str:
    return f"Python {platform.python_version()}, {os.cpu_count()} cores shared with others; {ROUNDS} rounds of {CHARTS} charts."


if __name__ == "__main__":
    main()
