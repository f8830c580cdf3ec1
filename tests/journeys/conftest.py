"""A browser, a server, the cast: what every journey stands on.

    def test_somebody_notices_something(cast, places, be, page, axe, picture):
        given = be(cast.amina)                      # a signed-in page
        given.goto("/notice/")
        ...
        axe(given, "notice")                        # four states: light, forced colours, large text, narrow
        picture(given, "notice")                    # docs/pictures/notice.png

Debian's Chromium is used; Playwright downloads nothing. A journey that waits longer than eight seconds has failed.
"""

from __future__ import annotations

import contextlib
import io
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any
from weakref import WeakSet

import pytest
from django.conf import settings
from django.test import Client
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page

from groundswell.people.models import Person
from tests.tally import tally
from tests.turn import everything, part_of

os.environ["PLAYWRIGHT_DISABLE_SERVICE_WORKER_NETWORK"] = os.environ["PLAYWRIGHT_DISABLE_SERVICE_WORKER_CONSOLE"] = "1"
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright's loop runs in the thread of the test

ROOT = Path(__file__).parent.parent.parent
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
PICTURES = ROOT / "docs" / "pictures"
PATIENCE = 8_000  # milliseconds
NARROW = [
    "target-size",
    "scrollable-region-focusable",
    "aria-hidden-focus",
    "label",
    "link-name",
    "button-name",
    "nested-interactive",
]
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
PHONE = {"width": 360, "height": 780}
DESK = {"width": 1366, "height": 900}
WITHOUT_WORKER = {"service_workers": "block"}  # what it does is the matter of test_without_signal alone


@pytest.fixture(autouse=True, scope="session")
def a_home() -> None:
    Path(settings.HOME).mkdir(parents=True, exist_ok=True)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """A worker takes a file at a time; the long walks through every page come first. One run goes a third of the journeys."""
    journeys = [item for item in items if "journeys" in item.path.parts and not _is_long(item)]
    left = set(journeys) - set(part_of(journeys, 3))
    config.hook.pytest_deselected(items=list(left))
    items[:] = [item for item in items if item not in left]
    for item in items:
        if "journeys" in item.path.parts:
            item.add_marker(pytest.mark.journey)
            item.add_marker(pytest.mark.xdist_group(item.name if _is_long(item) else item.path.name))
    items.sort(key=lambda item: not _is_long(item))


def _is_long(item: pytest.Item) -> bool:
    return item.path.name == "test_every_page.py"


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    flags = "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    flags += " --disable-component-update --disable-sync --disable-dev-shm-usage --force-color-profile=srgb"
    return {"executable_path": "/usr/bin/chromium", "headless": True, "args": flags.split()}


@pytest.fixture
def browser_context_args(live_server: Any) -> dict[str, Any]:
    return {"base_url": live_server.url, "viewport": DESK, "locale": "en-GB", "timezone_id": "Europe/London"}


scriptless: WeakSet[BrowserContext] = WeakSet()


@pytest.fixture
def open_browser(browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[Callable[..., BrowserContext]]:
    """A browser window of its own; `script=False` for one without JavaScript, `phone=True` for a small one."""
    contexts: list[BrowserContext] = []

    def make(*, script: bool = True, phone: bool = False, **more: Any) -> BrowserContext:
        size = {"viewport": PHONE, "has_touch": True} if phone else {}
        context = browser.new_context(
            **(browser_context_args | {"java_script_enabled": script} | WITHOUT_WORKER | size | more)
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        if not script:
            scriptless.add(context)
        return context

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def be(open_browser: Callable[..., BrowserContext], live_server: Any) -> Callable[..., Page]:
    """A page in a new window where somebody is signed in (nobody when left out). Complaints of the browser fail the test."""

    def enter(person: Person | None = None, **more: Any) -> Page:
        context = open_browser(**more)
        if person is not None:
            client = Client()
            client.force_login(person)
            cookie = client.cookies[settings.SESSION_COOKIE_NAME]
            context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie.value, "url": live_server.url}])
        page = context.new_page()
        page.on("pageerror", lambda error: pytest.fail(f"the page's script failed: {error}"))
        page.on("console", _complain)
        page.on("request", lambda request: _stay_home(request.url, live_server.url))
        page.on("response", lambda response: _is_there(response, page.url))
        return page

    return enter


def _complain(message: Any) -> None:
    if message.type == "error" and "Content Security Policy" in message.text:
        pytest.fail(f"the content policy was broken: {message.text}")


def _is_there(response: Any, here: str) -> None:
    """What a page asks for by itself is there, unless it looks again whether it is there itself."""
    if response.status == 404 and response.request.resource_type != "document" and response.url != here:
        pytest.fail(f"a page asked for what is not there: {response.url}")


def _stay_home(url: str, home: str) -> None:
    if not url.startswith((home, "data:", "blob:", "about:")):
        pytest.fail(f"a third party was asked: {url}")


@pytest.fixture
def axe() -> Callable[..., None]:
    """Look at a page by the rules of WCAG 2.2 AA; each state is one page checked.

    On its way a journey looks in two; every page of the demonstration is looked at in all four (`test_every_page`).
    """
    return look_at


# In each state axe looks at what can be different there; in the first at everything.
STATES = {
    "light": None,
    "forced colours": ["color-contrast"],
    "large text": ["target-size", "meta-viewport"],
    "narrow": NARROW,
}
ON_THE_WAY = STATES if everything() else ("light", "narrow")


def look_at(page: Page, name: str = "", states: Iterable[str] = ON_THE_WAY) -> None:
    if page.context in scriptless:
        with _as_it_stands(page) as copy:
            return look_at(copy, name, states if everything() else ("light",))
    found: list[str] = []
    size = page.viewport_size or DESK
    for state in states:
        _enter_state(page, state, size)
        found += [f"{name or page.url} ({state}): {line}" for line in _violations(page, STATES[state])]
        if state in ("large text", "narrow") and (wide := _sideways(page)):
            found.append(f"{name or page.url} ({state}): scrolls sideways by {wide} pixels")
        _leave_state(page, size)
        tally("pages-checked-by-axe")
    assert not found, "\n".join(found)
    return None


@contextlib.contextmanager
def _as_it_stands(page: Page) -> Iterator[Page]:
    """Where script is off axe cannot run: it looks at a copy of the page in which only axe may."""
    browser = page.context.browser
    assert browser
    context = browser.new_context(viewport=page.viewport_size or DESK, locale="en-GB")
    context.set_default_timeout(PATIENCE)
    copy, html = context.new_page(), page.content()
    copy.route("**/*.js", lambda route: route.abort())
    copy.route(page.url, lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8"))
    copy.goto(page.url)
    yield copy
    context.close()


DRAWN = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 30))))"


def _enter_state(page: Page, state: str, size: dict[str, int]) -> None:
    if state == "forced colours":
        page.emulate_media(forced_colors="active")
    elif state == "large text":
        page.evaluate("document.documentElement.style.setProperty('font-size', '200%')")
    elif state == "narrow":
        page.set_viewport_size({"width": 320, "height": size["height"]})
    page.evaluate(DRAWN)


def _leave_state(page: Page, size: dict[str, int]) -> None:
    page.emulate_media(forced_colors="none")
    page.evaluate("document.documentElement.style.removeProperty('font-size')")
    page.set_viewport_size(size)


def _violations(page: Page, rules: list[str] | None) -> list[str]:
    if not page.evaluate("Boolean(window.axe)"):
        page.evaluate(AXE.read_text())
    only = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": STANDARDS}
    answer = page.evaluate("only => axe.run(document, {runOnly: only, resultTypes: ['violations']})", only)
    return [
        f"{one['id']}: {one['help']} at {node['target']} {node['html'][:160]}"
        for one in answer["violations"]
        for node in one["nodes"][:3]
    ]


def _sideways(page: Page) -> int:
    return page.evaluate("Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth)")


@pytest.fixture
def picture() -> Callable[..., None]:
    """Keep a picture of the page for the guide; drawn anew only by `make journeys`."""

    def take(page: Page, name: str, whole: bool = True, light: bool = False, grey: bool = False) -> None:
        """`light` keeps it small (WebP), for the many pictures of every page; with `grey` as a printer without colour has it."""
        if os.environ.get("GROUNDSWELL_PICTURES") != "yes":
            return
        path = PICTURES / f"{name}.{'webp' if light else 'png'}"
        path.parent.mkdir(parents=True, exist_ok=True)
        drawn = page.screenshot(full_page=whole, animations="disabled")
        if light:
            drawn = _lighter(drawn, grey)
        path.write_bytes(drawn)

    return take


def _lighter(drawn: bytes, grey: bool) -> bytes:
    """The first four screens of a page, as a small file."""
    picture = Image.open(io.BytesIO(drawn)).convert("L" if grey else "RGB")
    picture = picture.crop((0, 0, picture.width, min(picture.height, 4 * DESK["height"])))
    out = io.BytesIO()
    picture.save(out, "WEBP", quality=45, method=6)
    return out.getvalue()


@pytest.fixture
def letters(mailoutbox: list[Any]) -> Callable[[], list[Any]]:
    """Letters that have left; the worker is asked to send what waits."""

    def read() -> list[Any]:
        from django.utils import timezone

        from groundswell.post import actions as post

        post.work(timezone.now())
        return mailoutbox

    return read
