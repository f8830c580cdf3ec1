"""The signal is really cut: nothing that was typed is lost, and nothing is stored twice."""

from __future__ import annotations

import contextlib
import selectors
import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext, BrowserType, Page, expect

from groundswell.ideas.models import Idea
from tests.journeys.conftest import PATIENCE

PHONE = {"width": 360, "height": 640}
WORDS = "We walk to the far store for every bag of fluid."


class Signal:
    """A line between the browser and the server that can be cut: connections are refused and open ones broken."""

    def __init__(self, server: tuple[str, int]) -> None:
        self.server, self.open, self.port = server, set[socket.socket](), 0
        self.listener: socket.socket | None = None
        self.back()

    @property
    def address(self) -> str:
        return f"http://localhost:{self.port}"

    def back(self) -> None:
        self.listener = socket.create_server(("127.0.0.1", self.port))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self._accept, args=(self.listener,), daemon=True).start()

    def cut(self) -> None:
        if self.listener:
            with contextlib.suppress(OSError):
                self.listener.shutdown(socket.SHUT_RDWR)
            self.listener.close()
        for one in list(self.open):
            one.close()

    def _accept(self, listener: socket.socket) -> None:
        while True:
            try:
                near, _address = listener.accept()
                far = socket.create_connection(self.server)
            except OSError:
                return
            self.open |= {near, far}
            threading.Thread(target=self._carry, args=(near, far), daemon=True).start()

    def _carry(self, near: socket.socket, far: socket.socket) -> None:
        with contextlib.suppress(OSError, ValueError), near, far, selectors.DefaultSelector() as both:
            both.register(near, selectors.EVENT_READ, far)
            both.register(far, selectors.EVENT_READ, near)
            while all(self._pass_on(key) for key, _ready in both.select()):
                pass
        self.open -= {near, far}

    @staticmethod
    def _pass_on(key: selectors.SelectorKey) -> bool:
        """Carry what came one way; false when that side has hung up."""
        if some := key.fileobj.recv(65536):  # type: ignore[union-attr]
            key.data.sendall(some)
        return bool(some)


@pytest.fixture
def signal(live_server: Any) -> Iterator[Signal]:
    line = Signal((live_server.thread.host, live_server.thread.port))
    yield line
    line.cut()


@pytest.fixture
def phone(
    browser_type: BrowserType, browser_type_launch_args: dict[str, Any], signal: Signal, tmp_path: Path
) -> Iterator[Callable[..., Page]]:
    """A phone that can be switched off and on again: what it keeps is in a folder of its own."""
    opened: list[BrowserContext] = []

    def switch_on(person: Any = None, name: str = "phone") -> Page:
        for one in opened:
            with contextlib.suppress(Exception):
                one.close()
        context = browser_type.launch_persistent_context(
            tmp_path / name, **browser_type_launch_args, base_url=signal.address, viewport=PHONE, locale="en-GB",
            timezone_id="Europe/London", has_touch=True,
        )  # fmt: skip
        context.set_default_timeout(PATIENCE)
        opened.append(context)
        if person is not None:
            be(context, person, signal)
        page = context.pages[0] if context.pages else context.new_page()
        page.on("pageerror", lambda error: pytest.fail(f"the page's script failed: {error}"))
        return page

    yield switch_on
    for one in opened:
        with contextlib.suppress(Exception):
            one.close()


def be(context: BrowserContext, person: Any, signal: Signal) -> None:
    client = Client()
    client.force_login(person)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": cookie.value, "url": signal.address, "expires": 4_000_000_000}]
    )


def ready(page: Page) -> None:
    """Wait until this device could open the page without signal."""
    page.wait_for_function("navigator.serviceWorker.ready.then(found => found.active.state === 'activated')")


def test_typed_without_signal_switched_off_and_sent_once(phone, signal, cast, places, axe, picture):
    # given Amina's phone, which has opened the box before
    page = phone(cast.amina)
    page.goto("/notice/")
    ready(page)

    # when the signal is gone and she opens it again, types and sends
    signal.cut()
    page.goto("/notice/")
    expect(page.get_by_label("What have you noticed?")).to_be_visible()
    expect(page.get_by_text("Ward 21")).to_be_visible()
    axe(page, "without signal")
    page.get_by_label("What have you noticed?").fill(WORDS)
    page.get_by_role("button", name="Send").click()

    # then it is saved on the phone, and says so
    expect(page.get_by_role("heading", name="Saved on this phone")).to_be_visible()
    picture(page, "saved-on-this-phone")
    assert not Idea.objects.exists()

    # and after the phone was off, and the signal is back, it is there exactly once
    page = phone()
    page.goto("/waiting/")
    expect(page.get_by_text(WORDS)).to_be_visible()
    signal.back()
    page.get_by_role("button", name="Try now").click()
    expect(page.get_by_text("Arrived.")).to_be_visible()
    assert [idea.words for idea in Idea.objects.all()] == [WORDS]
    assert Idea.objects.get().owner == cast.amina
    page.get_by_role("link", name="See what was sent").click()
    expect(page.get_by_text(WORDS)).to_be_visible()
