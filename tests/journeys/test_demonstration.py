"""`groundswell demo`, as a person starts it: it gets ready, answers, starts again at once, and leaves nothing behind."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

FIRST, AGAIN = 240, 60  # seconds; the second start takes about two on a quiet machine


class Demo:
    """One run of the command in a folder of its own."""

    def __init__(self, folder: Path, port: int) -> None:
        env = {
            name: value for name, value in os.environ.items() if not name.startswith(("GROUNDSWELL_", "DATABASE_URL"))
        }
        env |= {"GROUNDSWELL_HOME": str(folder / "var")}
        command = [sys.executable, "-m", "groundswell", "demo", "--port", str(port)]
        self.process = subprocess.Popen(
            command, cwd=folder, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        self.said: list[str] = []

    def until_ready(self, patience: float) -> str:
        """What it said until the last line of its welcome."""
        alarm = threading.Timer(patience, self.process.kill)
        alarm.start()
        for line in self.process.stdout or ():
            self.said.append(line)
            if "Stop with Ctrl-C" in line:
                break
        alarm.cancel()
        assert self.process.poll() is None, "".join(self.said)
        return "".join(self.said)

    def children(self) -> list[int]:
        answer = subprocess.run(["ps", "-o", "pid=", "--ppid", str(self.process.pid)], capture_output=True, text=True)
        return [int(pid) for pid in answer.stdout.split()]

    def stop(self, number: int) -> int:
        self.process.send_signal(number)
        return self.process.wait(30)


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Callable[[], Demo]]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    runs: list[Demo] = []

    def start() -> Demo:
        runs.append(Demo(tmp_path, port))
        return runs[-1]

    yield start
    for run in runs:
        run.process.kill()
        run.process.wait()
        assert run.process.stdout
        run.process.stdout.close()


def test_the_demonstration_starts_answers_starts_again_and_leaves_nothing(demo, tmp_path):
    # given a machine where it never ran
    first = demo()
    said = first.until_ready(FIRST)

    # then it says where it is and who one can be, and answers
    assert "Preparing the database" in said
    assert "Sister Grace Okafor" in said
    address = re.search(r"Be someone\s+(\S+)", said)
    assert address
    with urllib.request.urlopen(address.group(1), timeout=10) as answer:  # noqa: S310 - it said 127.0.0.1 itself
        assert "Amina Yusuf" in answer.read().decode()

    # when it is stopped as Ctrl-C stops it, then no process and only var/ remain
    children = first.children()
    assert len(children) == 2
    assert first.stop(signal.SIGINT) == 0
    assert not [pid for pid in children if alive(pid)]
    assert [path.name for path in tmp_path.iterdir()] == ["var"]

    # when it starts again, then nothing is prepared or loaded anew
    again = demo()
    said = again.until_ready(AGAIN)
    assert "Preparing" not in said
    assert "Loading" not in said
    children = again.children()
    assert again.stop(signal.SIGTERM) == 0
    assert not [pid for pid in children if alive(pid)]

    # when it is killed, then its children end too
    killed = demo()
    killed.until_ready(AGAIN)
    children = killed.children()
    assert children
    killed.stop(signal.SIGKILL)
    deadline = time.monotonic() + 20
    while (left := [pid for pid in children if alive(pid)]) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not left


def alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"
