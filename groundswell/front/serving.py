"""Starting the web server, and for small places the tick beside it, so that stopping one stops all."""

from __future__ import annotations

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from types import FrameType

DIES_WITH_PARENT = 1  # PR_SET_PDEATHSIG, Linux
WORKER = [sys.executable, "-m", "groundswell", "worker"]
BREATH = 2.0  # seconds before a worker that ended is started again
PATIENCE = 8.0  # seconds a process gets to end by itself


@dataclass(frozen=True)
class Listening:
    """Where the server listens and with how many processes and threads."""

    host: str
    port: int
    workers: int = 2
    threads: int = 1  # a second thread in a worker costs each page a third more: they wait for each other

    @property
    def address(self) -> str:
        host = "127.0.0.1" if self.host in ("0.0.0.0", "::") else self.host  # noqa: S104 - compared, not bound
        return f"http://{host}:{self.port}"

    def command(self) -> list[str]:
        return [
            sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws", "--http", "1",
            "--host", self.host, "--port", str(self.port), "--workers", str(self.workers),
            "--blocking-threads", str(self.threads), "--respawn-failed-workers", "--workers-kill-timeout", "10s",
            "--log-level", "warning", "groundswell.front.wsgi:application",
        ]  # fmt: skip


def is_taken(listening: Listening) -> bool:
    """Whether another program already listens there."""
    with socket.socket(socket.AF_INET6 if ":" in listening.host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((listening.host, listening.port))
        except OSError:
            return True
    return False


def become_server(listening: Listening) -> None:
    """Replace this process by the web server."""
    command = listening.command()
    os.execv(command[0], command)  # noqa: S606 - our own interpreter, our own words


class Stopped(Exception):
    """Somebody asked us to stop: Ctrl-C or a signal."""


class House:
    """The web server and the tick as children of this process; none outlives it."""

    def __init__(self, listening: Listening) -> None:
        self.listening = listening
        self.children: list[subprocess.Popen[bytes]] = []

    def run(self, on_ready: Callable[[], None]) -> int:
        """Serve until a signal comes or the web server ends; 0 when we were asked to stop."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, _stop)
        try:
            self._start(self.listening.command())
            self._wait_until_ready()
            self._start(WORKER)
            on_ready()
            return self._watch()
        except Stopped:
            return 0
        finally:
            self._end_all()

    def _start(self, command: list[str]) -> None:
        # A group of its own: Ctrl-C reaches this process alone, which then ends its children in order.
        self.children.append(
            subprocess.Popen(command, start_new_session=True, preexec_fn=_die_with(os.getpid()))  # noqa: S603
        )

    def _wait_until_ready(self) -> None:
        while self._all_alive():
            try:
                with urllib.request.urlopen(f"{self.listening.address}/health/ready", timeout=5):  # noqa: S310
                    return
            except (urllib.error.URLError, OSError):
                time.sleep(0.05)
        raise SystemExit("The web server ended before it was ready.")

    def _watch(self) -> int:
        """A worker that ended, by a job that took it along, is started again: nobody's page stops for it."""
        server, worker = self.children
        while server.poll() is None:
            time.sleep(0.5)
            if worker.poll() is not None:
                time.sleep(BREATH)
                self.children.remove(worker)
                self._start(WORKER)
                worker = self.children[-1]
        return 1

    def _all_alive(self) -> bool:
        return all(child.poll() is None for child in self.children)

    def _end_all(self) -> None:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        for child in reversed(self.children):
            child.terminate()
        for child in self.children:
            try:
                child.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                os.killpg(child.pid, signal.SIGKILL)
                child.wait()


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise Stopped


def _die_with(parent: int) -> Callable[[], None] | None:
    """On Linux, ask the kernel to end the child when we are killed without a chance to do it."""
    if not sys.platform.startswith("linux"):
        return None
    library = ctypes.CDLL(None, use_errno=True)

    def ask() -> None:
        library.prctl(DIES_WITH_PARENT, signal.SIGTERM)
        if os.getppid() != parent:
            os._exit(1)

    return ask
