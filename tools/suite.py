"""Run the tests layer by layer and print one table: what ran, how much of it, how long.

    python -m tools.suite                everything that `make test` promises
    python -m tools.suite check          format, lint, types, arrows, migrations, documents
    python -m tools.suite journeys       one or more layers by name

PostgreSQL tests run where a server answers. With `GROUNDSWELL_REQUIRE_POSTGRES=yes` its absence is a failure.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).parent.parent
BIN = Path(sys.executable).parent
CORES = str(max(2, min(os.cpu_count() or 2, 8)))
SERVER = os.environ.get("GROUNDSWELL_TEST_POSTGRES", "postgresql://postgres@127.0.0.1:5432")
REQUIRED = os.environ.get("GROUNDSWELL_REQUIRE_POSTGRES") == "yes"
FILE_BY_FILE = ["--dist", "loadgroup", "--no-loadscope-reorder"]
SHARED = ["--dist", "worksteal"]  # tests take from a hundredth of a second to half a minute
CUT = "tests/journeys/test_without_signal.py"
# About the source, decided in Python, or a walk through everything: the questions behind it are asked on both databases.
SAME_ON_ANY_DATABASE = [f"tests/house/test_{name}.py" for name in (
    "access_matrix", "arrows", "free_text", "hidden_names", "links", "new_database", "paper", "required_fields", "source", "words",
)]  # fmt: skip
LONG_WALKS = [f"tests/house/test_{name}.py" for name in ("access_matrix", "hidden_names", "links", "new_database")]


@dataclass
class Layer:
    """How one layer went. `tests` counts those that ran; a skipped test is not one of them."""

    name: str
    sound: bool
    seconds: float = 0.0
    tests: int = 0
    skipped: int = 0
    notes: list[str] = field(default_factory=list)


def main(wanted: list[str]) -> int:
    layers: dict[str, Callable[[Path], Layer]] = {
        "check": check, "commoncause": commoncause, "sqlite": sqlite, "postgresql": postgresql, "journeys": journeys,
        "soak": soak,
    }  # fmt: skip
    names = wanted or [name for name in layers if name != "soak"]
    if unknown := set(names) - set(layers):
        print(f"No layer is called {', '.join(unknown)}. There are: {', '.join(layers)}.")
        return 2
    with tempfile.TemporaryDirectory(prefix="groundswell-tests-") as room:
        os.environ |= {
            "GROUNDSWELL_MODE": "test",
            "GROUNDSWELL_HOME": f"{room}/home",
            "GROUNDSWELL_TALLY": f"{room}/tally",
        }
        os.environ.pop("DATABASE_URL", None)
        if {"sqlite", "postgresql"} <= set(names) and answers():
            os.environ["GROUNDSWELL_BOTH"] = "yes"
        Path(room, "tally").mkdir()
        done = [timed(layers[name], Path(room)) for name in names]
        print(table(done, Path(room, "tally")))
    return 0 if all(layer.sound for layer in done) else 1


def timed(layer: Callable[[Path], Layer], room: Path) -> Layer:
    print(f"\n--- {layer.__name__}: {(layer.__doc__ or '').splitlines()[0]}", flush=True)
    started = time.monotonic()
    done = layer(room)
    done.seconds = time.monotonic() - started
    return done


def check(room: Path) -> Layer:
    """Format, lint, types, arrows, migrations, documents."""
    python = sys.executable
    questions = {
        "format": [BIN / "ruff", "format", "--check", "--quiet", "."],
        "lint": [BIN / "ruff", "check", "--quiet", "."],
        "types": [BIN / "mypy", "--no-error-summary", "-p", "groundswell"],
        "types of commoncause": [BIN / "mypy", "--no-error-summary", "--config-file", "commoncause/pyproject.toml",
                                 "commoncause/src"],
        "arrows": [BIN / "lint-imports"],
        "migrations": [python, "-m", "django", "makemigrations", "--check", "--dry-run"],
        "documents": [python, "-m", "tools.documents", "--check"],
    }  # fmt: skip
    env = os.environ | {"DJANGO_SETTINGS_MODULE": "groundswell.front.settings"}
    failed = []

    def ask(name: str) -> None:
        started = time.monotonic()
        answer = subprocess.run(questions[name], cwd=ROOT, env=env, capture_output=True, text=True)
        said = f"  {'ok' if answer.returncode == 0 else 'NO'}  {name} ({time.monotonic() - started:.1f} s)"
        if answer.returncode:
            failed.append(name)
            said += f"\n{(answer.stdout + answer.stderr).strip()}"
        print(said, flush=True)

    with ThreadPoolExecutor(max_workers=int(CORES)) as several:
        list(several.map(ask, sorted(questions, key=lambda name: name != "types")))
    return Layer("check", not failed, notes=[f"{len(questions)} questions"] + [f"NO: {name}" for name in failed])


def commoncause(room: Path) -> Layer:
    """Control charts against the published cases; no database."""
    return pytest("commoncause", room, [], cwd=ROOT / "commoncause", env={"DJANGO_SETTINGS_MODULE": ""})


def sqlite(room: Path) -> Layer:
    """Rules, verbs, pages and house tests on SQLite."""
    return pytest("sqlite", room, ["-n", CORES, *SHARED])


def postgresql(room: Path) -> Layer:
    """The same on PostgreSQL, in throwaway databases."""
    import psycopg

    if not answers():
        words = "no server answers: not run"
        print(f"  {words}")
        return Layer("postgresql", not REQUIRED, notes=[words])
    connection = psycopg.connect(f"{SERVER}/postgres", autocommit=True)
    name = f"groundswell_{os.getpid()}"
    url = f"{SERVER}/{name}?options=-c%20synchronous_commit%3Doff"
    skip = [f"--ignore={path}" for path in SAME_ON_ANY_DATABASE]
    with connection:
        try:
            layer = pytest("postgresql", room, ["-n", CORES, *SHARED, *skip], env={"DATABASE_URL": url})
        finally:
            rows = connection.execute(
                "SELECT datname FROM pg_database WHERE datname LIKE %s", [f"test_{name}%"]
            ).fetchall()
            for (leftover,) in rows:
                connection.execute(f'DROP DATABASE "{leftover}" WITH (FORCE)')
    layer.sound = layer.sound and layer.tests > 0
    return layer


def answers() -> bool:
    import psycopg

    try:
        psycopg.connect(f"{SERVER}/postgres", connect_timeout=3).close()
    except psycopg.OperationalError:
        return False
    return True


def journeys(room: Path) -> Layer:
    """The promises from end to end in a browser."""
    env = {"GROUNDSWELL_TEST_ON_DISK": "yes", "GROUNDSWELL_PICTURES": os.environ.get("GROUNDSWELL_PICTURES", "")}
    patience = ["-o", "faulthandler_timeout=500", "-o", "faulthandler_exit_on_timeout=true"]
    most = pytest("journeys", room, ["-n", "2", *FILE_BY_FILE, *patience, "tests/journeys", f"--ignore={CUT}"], env=env)
    # The driver of the browser now and then ends by itself where a service worker was at work, and takes what follows with it:
    # these run apart, and a second time where that happened. A test that fails both times has failed.
    cut = pytest("without_signal", room, ["-n", "2", *patience, CUT], env=env)
    if not cut.sound:
        cut = pytest("without_signal", room, ["-n", "2", *patience, CUT], env=env)
        cut.notes.append("line cut: second try")
    return Layer("journeys", most.sound and cut.sound, tests=most.tests + cut.tests, notes=most.notes + cut.notes)


def soak(room: Path) -> Layer:
    """Long runs, and all that a run of every day only looks at in turns."""
    os.environ["GROUNDSWELL_EVERYTHING"] = "yes"
    os.environ.pop("GROUNDSWELL_BOTH", None)
    layers = [
        pytest("soak", room, ["tests/soak"]),
        pytest("everything", room, ["-n", CORES, *LONG_WALKS]),
        postgresql(room),
    ]
    return Layer(
        "soak", all(one.sound for one in layers), tests=sum(one.tests for one in layers),
        notes=[note for one in layers for note in one.notes],
    )  # fmt: skip


def pytest(name: str, room: Path, words: list[str], cwd: Path = ROOT, env: dict[str, str] | None = None) -> Layer:
    report = room / f"{name}.xml"
    command = [
        BIN / "pytest",
        *words,
        "--tb=short",
        f"--junitxml={report}",
        "-o",
        "junit_logging=no",
        "-p",
        "no:cacheprovider",
    ]
    answer = subprocess.run(command, cwd=cwd, env={k: v for k, v in (os.environ | (env or {})).items() if v})
    layer = Layer(name, answer.returncode == 0)
    if report.exists():
        for suite in ElementTree.parse(report).getroot().iter("testsuite"):
            layer.skipped += int(suite.get("skipped", 0))
            layer.tests += int(suite.get("tests", 0)) - int(suite.get("skipped", 0))
            if wrong := int(suite.get("failures", 0)) + int(suite.get("errors", 0)):
                layer.notes.append(f"{wrong} failed")
    return layer


def table(layers: list[Layer], tally: Path) -> str:
    lines = ["", f"{'layer':<14}{'':<5}{'tests':>7}{'seconds':>9}", "-" * 35]
    for layer in layers:
        notes = layer.notes + ([f"{layer.skipped} skipped"] if layer.skipped else [])
        mark = "ok" if layer.sound else "NO"
        lines.append(f"{layer.name:<14}{mark:<5}{layer.tests:>7}{layer.seconds:>9.1f}  {', '.join(notes)}".rstrip())
    lines.append("-" * 35)
    tests, seconds = sum(layer.tests for layer in layers), sum(layer.seconds for layer in layers)
    lines.append(f"{'all':<14}{'':<5}{tests:>7}{seconds:>9.1f}")
    for kept in sorted(tally.iterdir()):
        counts = [int(line) for line in kept.read_text().split()]
        lines.append(f"{kept.name.replace('-', ' ')}: {sum(counts):,}")
    return "\n".join(lines)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
