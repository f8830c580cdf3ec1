"""The signal is really cut: nothing that was typed is lost, and nothing is stored twice."""

from __future__ import annotations

import contextlib
import selectors
import socket
import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone
from playwright.sync_api import BrowserContext, BrowserType, Page, expect

from groundswell.events.models import Notice
from groundswell.ideas import actions
from groundswell.ideas.models import Idea, Poster
from groundswell.measures import actions as measures
from groundswell.measures.models import Measure, Reading
from groundswell.people.models import RoleGrant
from tests.journeys.conftest import PATIENCE

PHONE = {"width": 360, "height": 640}
WORDS = "We walk to the far store for every bag of fluid."


class Signal:
    """A line between the browser and the server that can be cut: connections are refused and open ones broken."""

    def __init__(self, server: tuple[str, int]) -> None:
        self.server, self.open, self.port = server, set[socket.socket](), 0
        self.listener: socket.socket | None = None
        self.swallows_answers = False
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

    def _pass_on(self, key: selectors.SelectorKey) -> bool:
        """Carry what came one way; false when that side has hung up, or when its answer is swallowed."""
        some = key.fileobj.recv(65536)  # type: ignore[union-attr]
        if self.swallows_answers and key.fileobj.getpeername()[1] == self.server[1]:  # type: ignore[union-attr]
            return False
        if some:
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


def box(page: Page) -> Any:
    return page.get_by_label("What have you noticed?")


def notice_without_signal(page: Page, signal: Signal, words: str = WORDS) -> None:
    page.goto("/notice/")
    ready(page)
    signal.cut()
    box(page).fill(words)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", name="Saved on this phone")).to_be_visible()


def test_sent_by_itself_when_the_signal_comes_back(phone, signal, cast, places):
    """Nobody has to come back to the page: it tries again."""
    page = phone(cast.amina)
    notice_without_signal(page, signal)
    expect(page.locator("[data-outbox-count]")).to_be_visible()
    signal.back()
    expect(page.locator("[data-outbox-count]")).to_be_hidden(timeout=20_000)
    assert [idea.words for idea in Idea.objects.all()] == [WORDS]


def test_an_answer_that_was_lost_is_not_known_yet_and_nothing_is_doubled(phone, signal, cast, places):
    page = phone(cast.amina)
    page.goto("/notice/")
    ready(page)
    box(page).fill(WORDS)
    page.evaluate(
        "import('/static/ui/outbox/outbox.js').then(outbox => outbox.hello())"
    )  # so that only the sending fails
    page.route("**/outbox/hello/", lambda route: swallow_next(route, signal))
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", name="Not known yet whether it arrived")).to_be_visible()
    assert Idea.objects.count() == 1  # it had arrived, which nobody here could know
    page.unroute("**/outbox/hello/")
    signal.swallows_answers = False
    expect(page.locator("[data-outbox-count]")).to_be_hidden(timeout=20_000)
    page.goto("/waiting/")
    expect(page.get_by_text("Arrived.")).to_be_visible()
    assert Idea.objects.count() == 1


def swallow_next(route: Any, signal: Signal) -> None:
    answer = route.fetch()
    signal.swallows_answers = True
    route.fulfill(response=answer)


def test_several_go_in_the_order_typed_though_the_clock_is_years_out(phone, signal, cast, places):
    page = phone(cast.amina)
    page.goto("/notice/")
    ready(page)
    signal.cut()
    for number, moment in enumerate(("2031-01-01T03:00:00Z", "2019-06-01T03:00:00Z", "2027-02-01T03:00:00Z")):
        page.clock.set_fixed_time(moment)
        box(page).fill(f"{WORDS} Number {number}.")
        page.get_by_role("button", name="Send").click()
        expect(page.get_by_role("heading", name="Saved on this phone")).to_be_visible()
        page.get_by_role("button", name="Notice something else").click()
        page.wait_for_timeout(1_100)  # the button takes a second press only after a second
    signal.back()
    page.goto("/waiting/")
    expect(page.get_by_text("Arrived.")).to_have_count(3)
    ideas = Idea.objects.order_by("pk")
    assert [idea.words for idea in ideas] == [f"{WORDS} Number {number}." for number in range(3)]
    assert max(idea.noticed_at for idea in ideas) - min(idea.noticed_at for idea in ideas) < timedelta(minutes=1)


def test_a_session_that_ended_keeps_the_words_until_she_signs_in_again(phone, signal, cast, places):
    page = phone(cast.amina)
    notice_without_signal(page, signal)
    signal.back()
    Session.objects.all().delete()
    page.goto("/waiting/")
    expect(page.get_by_text("Nobody else can read it")).to_be_visible()
    expect(page.get_by_text(WORDS)).to_have_count(0)
    assert not Idea.objects.exists()

    be(page.context, cast.amina, signal)
    page.goto("/waiting/")
    expect(page.get_by_text("Arrived.")).to_be_visible()
    assert Idea.objects.get().owner == cast.amina


def test_on_a_shared_device_the_next_person_reads_and_sends_nothing_of_it(phone, signal, cast, places, axe):
    page = phone(cast.amina)
    notice_without_signal(page, signal)
    be(page.context, cast.grace, signal)
    signal.back()
    page.goto("/waiting/")
    expect(page.get_by_text("Nobody else can read it")).to_be_visible()
    expect(page.get_by_text(WORDS)).to_have_count(0)
    axe(page, "waiting of somebody else")
    assert WORDS not in everything_kept(page)
    assert not Idea.objects.exists()

    # Amina comes back: it goes, once, as hers
    be(page.context, cast.amina, signal)
    page.goto("/waiting/")
    expect(page.get_by_text("Arrived.")).to_be_visible()
    assert Idea.objects.get().owner == cast.amina


def test_the_next_person_may_wipe_what_waits_after_being_asked_once_more(phone, signal, cast, places):
    page = phone(cast.amina)
    notice_without_signal(page, signal)
    be(page.context, cast.grace, signal)
    signal.back()
    page.goto("/waiting/")
    page.get_by_role("button", name="Delete").click()
    page.get_by_role("button", name="Yes, delete these words").click()
    expect(page.get_by_text("Nothing is waiting to be sent.")).to_be_visible()


def everything_kept(page: Page) -> str:
    """All that the browser's own database holds, as text; what is locked shows as bytes."""
    return page.evaluate(
        """async () => {
            const store = await import('/static/ui/outbox/store.js');
            const rows = await Promise.all(['items', 'keys', 'notes'].map((name) => store.all(name)));
            return JSON.stringify(rows, (_, value) => value instanceof ArrayBuffer
                ? new TextDecoder('latin1').decode(value) : value);
        }"""
    )


def test_words_are_locked_on_the_device_and_signing_out_destroys_them(phone, signal, cast, places):
    page = phone(cast.amina)
    page.goto("/notice/")
    ready(page)
    box(page).fill(WORDS)
    page.wait_for_timeout(1_000)  # a draft is kept after a pause
    kept = everything_kept(page)
    assert "draft:" in kept
    assert WORDS not in kept

    page.goto("/sign-in/out/")
    page.get_by_role("main").get_by_role("button", name="Sign out").click()
    expect(page.get_by_text("You are signed out.")).to_be_visible()
    assert cast.amina.public_id not in everything_kept(page)


def test_signing_out_with_words_waiting_asks_first(phone, signal, cast, places):
    page = phone(cast.amina)
    page.goto("/sign-in/out/")
    page.evaluate(
        """async () => (await import('/static/ui/outbox/outbox.js')).add({
            who: document.body.dataset.person, kind: 'notice', path: '/nowhere/', title: '', words: 'x', fields: []})"""
    )
    page.get_by_role("main").get_by_role("button", name="Sign out").click()
    expect(page.get_by_text("still to be sent")).to_be_visible()
    page.wait_for_timeout(1_100)  # the button takes a second press only after a second
    page.get_by_role("main").get_by_role("button", name="Sign out").click()
    expect(page.get_by_text("You are signed out.")).to_be_visible()
    assert cast.amina.public_id not in everything_kept(page)


def test_a_draft_survives_a_reload_and_goes_when_it_is_sent(phone, signal, cast, places):
    page = phone(cast.amina)
    page.goto("/notice/")
    box(page).fill(WORDS)
    page.wait_for_timeout(1_000)
    page.reload()
    expect(box(page)).to_have_value(WORDS)
    page.get_by_role("button", name="Send").click()
    page.wait_for_url("**/sent/")
    page.goto("/notice/")
    page.wait_for_timeout(300)
    expect(box(page)).to_have_value("")


def test_a_question_of_the_server_comes_back_to_the_writer(phone, signal, cast, places):
    """Words that may point to a patient are not taken; the phone says so and opens them again."""
    page = phone(cast.amina)
    notice_without_signal(page, signal, "Patient NHS number 943 476 5919 waited all night.")
    signal.back()
    page.goto("/waiting/")
    expect(page.get_by_text("there is a question about it")).to_be_visible()
    page.get_by_role("button", name="Open it").click()
    expect(box(page)).to_have_value("Patient NHS number 943 476 5919 waited all night.")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("main").get_by_text("NHS number").first).to_be_visible()
    assert not Idea.objects.exists()


def test_a_full_device_leaves_the_words_in_the_box(phone, signal, cast, places):
    page = phone(cast.amina)
    page.goto("/notice/")
    ready(page)
    page.evaluate(
        """async () => {
            const outbox = await import('/static/ui/outbox/outbox.js');
            for (let n = 0; n < outbox.MOST; n += 1) {
                await outbox.add({who: document.body.dataset.person, kind: 'notice', path: '/x/', title: '', words: '', fields: []});
            }
        }"""
    )
    signal.cut()
    page.context.set_offline(True)
    box(page).fill(WORDS)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("its memory is full")).to_be_visible()
    expect(box(page)).to_have_value(WORDS)


def test_numbers_of_the_huddle_wait_as_well(phone, signal, cast, places):
    """The board is open, the signal goes: the number is kept, and sent for the day it was typed."""
    measure = start_measure(cast, places)
    page = phone(cast.ward_mate)
    page.goto("/places/RP5BA-W21/board/")
    ready(page)
    signal.cut()
    page.get_by_label(measure.name).fill("12")
    page.locator(".app-entry__send").click()
    expect(page.get_by_text("Kept on this device")).to_be_visible()

    # the page is asked for again without signal: the same box is there
    page.goto("/places/RP5BA-W21/board/")
    expect(page.get_by_role("heading", name="No signal")).to_be_visible()
    expect(page.get_by_label(measure.name)).to_be_visible()
    signal.back()
    page.get_by_role("button", name="Try now").click()
    expect(page.get_by_text("Arrived.")).to_be_visible()
    assert [reading.value for reading in Reading.objects.all()] == [12]


def start_measure(cast: Any, places: Any) -> Measure:
    return measures.start_measure(
        name="Walks a shift", direction="decrease", interval="day", place=places.ward21, by=cast.ward_mate,
        at=timezone.now(),
    )  # fmt: skip


def test_any_other_form_stays_as_it_is_without_signal(phone, signal, cast, places):
    """It is not kept on the device, so it says that nothing was sent, and what was typed stays."""
    page = phone(cast.amina)
    page.goto("/measures/start/")
    field = page.locator("main input[type=text]").first
    field.fill("Walks a shift")
    page.context.set_offline(True)
    page.locator("main form button").first.click()
    expect(page.get_by_text("nothing was sent")).to_be_visible()
    expect(field).to_have_value("Walks a shift")


def test_from_a_poster_with_nobody_signed_in_and_the_phone_switched_off(phone, signal, cast, places):
    """Scan, type, Send: three steps, no account, no signal. Exactly one notice, and the number is there when it is asked for."""
    poster = a_poster(cast, places)
    page = phone()
    page.goto(poster.get_absolute_url())
    ready(page)
    signal.cut()
    page.goto(poster.get_absolute_url())
    expect(page.get_by_text("Ward 21")).to_be_visible()
    box(page).fill(WORDS)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", name="Saved on this phone")).to_be_visible()

    page = phone()
    signal.back()
    page.goto("/waiting/")
    expect(page.get_by_text("Arrived.")).to_be_visible()
    assert [(idea.words, idea.owner) for idea in Idea.objects.all()] == [(WORDS, None)]
    assert Notice.objects.filter(person=cast.grace).exists()
    page.get_by_role("link", name="See what was sent").click()
    page.wait_for_url("**/receipts/**")
    expect(page.get_by_text(WORDS)).to_be_visible()
    assert Idea.objects.count() == 1


def a_poster(cast: Any, places: Any) -> Poster:
    now = timezone.now()
    RoleGrant.objects.filter(person__in=[cast.grace, cast.meera], role="answerer").update(accepted_at=now)
    made: Poster = actions.make_posters(places=[places.ward21], by=cast.grace, at=now, tablet=False)[0]
    return made
