"""Every page of the demonstration, found by following its links: by the rules of WCAG 2.2 AA, by keys alone, and on paper.

The addresses are found by walking as several people; each kind of page is then opened in the browser. A new address
that no link leads to fails here, unless it says why in `NOT_A_PAGE`.
"""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import Resolver404, URLPattern, URLResolver, get_resolver, resolve
from django.utils import timezone
from playwright.sync_api import Page

from groundswell.changes import actions as changes
from groundswell.changes.models import Change
from groundswell.front import demo
from groundswell.measures import actions as measures
from groundswell.measures.models import Measure
from groundswell.people import actions as people
from groundswell.people.models import Person
from groundswell.places.models import Place
from groundswell.talk import actions as talk
from tests.cast import build_places
from tests.journeys.conftest import DESK, PHONE, STATES
from tests.journeys.keys import go_round
from tests.journeys.paper import faults_on_paper
from tests.turn import everything, part_of

WALKERS = (
    "grace.okafor", "pat.smith", "meera.patel", "helen.marsh", "adil.hussain", "amina.yusuf", "sam.blake", "tom.reid",
    "jean.walker", "",
)  # fmt: skip
STARTS = (
    "/",
    "/gallery/",
    "/search/?q=trolley",
    "/places/RP5/",
    "/places/C84001/",
    "/places/02Q/",
    "/sign-in/",
    "/receipts/",
    "/places/C84001/frameworks/",
    "/places/RP5/posters/",
    "/places/RP5BA-W21/poster/",
    "/reports/",
    "/stories/?result=held",
)
# Addresses of a kind that one walker opens; many of those that lead on to other kinds.
FEW, MANY = (3, 60) if everything() else (1, 14)
SHARES = 4  # the pages are looked at in so many tests; one run does one of them

LEADS_ON = {
    "insight:framework",
    "changes:normal",
    "ideas:idea",
    "changes:change",
    "front:place",
    "measures:measure",
    "stories:story",
    "enabling:permission",
    "enabling:ask",
    "changes:files",
}

PRINTED = {
    "ideas:idea", "ideas:ideas", "changes:change", "changes:seats", "measures:measure", "measures:limits", "measures:weekdays",
    "stories:story", "stories:call", "front:place", "front:board", "front:home", "front:asked_of_you", "front:me", "benefits:benefits",
    "benefits:benefit", "front:search", "front:sources", "growth:portfolio", "growth:entry", "growth:printed",
    "growth:feedback", "growth:opportunity", "insight:journey",
}  # fmt: skip

NOT_A_PAGE = {
    "only a deed: it answers to POST": {
        "ideas:support", "ideas:wake", "ideas:still_fixed", "ideas:answer_joining", "ideas:release", "changes:help",
        "changes:step_done", "changes:accept", "changes:leave", "changes:stand_behind", "changes:ask_permissions",
        "enabling:commit_by", "enabling:keep", "enabling:want_to_talk", "enabling:ask_higher", "enabling:stay",
        "enabling:pass_below", "people:decline_cover",
        "enabling:withdraw", "enabling:give", "enabling:talk_about", "enabling:strike_hours", "enabling:say_told",
        "enabling:undo_spend", "enabling:end_hours", "enabling:start_rules", "enabling:discard_rules",
        "enabling:put_rule_back", "measures:take_choice_back",
        "measures:end_link", "measures:discard_upload",
        "measures:remove", "measures:undo", "people:let_in", "people:withdraw", "account_logout",
        "benefits:take_back", "changes:confirm_benefit", "people:accept_role", "ideas:vouch", "ideas:whose",
        "ideas:hand_over", "ideas:while_typing", "ideas:not_mine", "stories:end_feed", "stories:end_card",
        "growth:withdraw", "growth:put_away", "growth:ask_to_talk", "stories:unlink", "stories:read_soon",
        "stories:put_back", "stories:my_name", "stories:passing_thanks",
        "insight:copy_framework", "insight:start_framework", "insight:discard_framework", "insight:remove_statement",
    },
    "a file or a part": {
        "measures:take_away", "measures:drawing", "measures:parameters", "measures:left_out", "benefits:take_away",
        "changes:take_away",
        "front:export_file", "ideas:photo", "changes:file", "enabling:fund_file", "growth:file", "growth:entry_file",
        "growth:file_pdf", "growth:file_odt", "growth:entry_pdf", "growth:entry_odt",
        "insight:bureaucracy_file", "insight:leadership_file", "insight:nation_file", "insight:surroundings_file",
        "insight:pack_paper", "insight:pack_file",
        "insight:funnel_file", "insight:journey_file", "insight:protection_odt", "insight:protection_pdf",
        "stories:feed_atom", "stories:feed_json", "stories:paper", "stories:poster", "stories:labels",
        "stories:file", "stories:report_file",
    },
    "asked for by a device, not by a person": {
        "front:hello", "front:manifest", "front:service_worker", "front:without_signal",
    },
    "only in demonstration mode": {"front:be_someone", "front:mail"},
    "shown once, after sending": {
        "ideas:sent", "ideas:several_saved", "ideas:receipt", "ideas:confirm", "measures:upload",
    },
    "reached by a letter": {"people:invitation", "account_confirm_login_code", "people:welcome"},
    "for whoever was given its address": {
        "measures:linked", "changes:partner", "changes:partner_left", "stories:card", "stories:followed_atom", "stories:followed_json",
        "front:wall",
        "stories:their_stories", "stories:their_reports",
    },
    "leads on to another page": {"stories:look"},
    "closed accounts only": {"account_inactive"},
    "the same page under another name": {"account_request_login_code"},
}  # fmt: skip


HREF = re.compile(r"""<a\b[^>]*?\shref="([^"#]*)""")


@dataclass(frozen=True)
class Found:
    name: str
    address: str
    walker: str


def names(patterns=None, space: str = "") -> set[str]:
    """Every named address of the product."""
    found: set[str] = set()
    for one in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(one, URLResolver):
            inner = f"{space}{one.namespace}:" if one.namespace else space
            found |= names(one.url_patterns, inner)
        elif isinstance(one, URLPattern) and one.name:
            found.add(space + one.name)
    return found


def walk() -> tuple[dict[str, Found], list[str]]:
    """The first address of each kind that answers with a page, and who saw it; and the links that lead nowhere."""
    found: dict[str, Found] = {}
    dead: list[str] = []
    for walker in WALKERS:
        client = Client()
        if walker:
            client.force_login(Person.objects.get(email__startswith=walker))
        met: Counter[str] = Counter()
        todo, seen = deque((start, "") for start in STARTS), set(STARTS)
        while todo:
            address, said_on = todo.popleft()
            answer = client.get(address)
            if said_on and answer.status_code in (403, 404):
                dead.append(f"{address} ({answer.status_code}) is linked from {said_on}, for {walker or 'nobody'}")
            if answer.status_code != 200:
                continue
            name = resolve(address.split("?")[0]).view_name
            if "text/html" not in answer.headers["Content-Type"]:
                continue
            found.setdefault(name, Found(name, address, walker))
            for link in links(answer.content, address):
                if link not in seen and (kind := kind_of(link)) and met[kind] < (MANY if kind in LEADS_ON else FEW):
                    seen.add(link)
                    (todo.append if met[kind] else todo.appendleft)((link, address))
                    met[kind] += 1
    return found, dead


def links(html: bytes, here: str) -> list[str]:
    hrefs = [unescape(href) for href in HREF.findall(html.decode())]
    return [
        here.split("?")[0] + href if href.startswith("?") else href for href in hrefs if href.startswith(("/", "?"))
    ]


def kind_of(link: str) -> str:
    """The name of the address a link leads to; empty when it leads out of the product."""
    try:
        return resolve(link.split("?")[0]).view_name
    except Resolver404:
        return ""


@pytest.fixture
def demonstration(db):
    """The demonstration, and what waits for somebody: a report, a pause, somebody at the door, an invitation."""
    build_places()
    demo.load()
    now = timezone.now()
    pat, meera, sam = (Person.objects.get(email__startswith=name) for name in ("pat", "meera", "sam"))
    ward, practice = Place.objects.get(key="RP5BA-W21"), Place.objects.get(key="C84001")
    change = Change.objects.filter(title__startswith="Bloods").get()
    changes.pause(
        change=change, reason="A sample was mixed up.", by=Person.objects.get(email__startswith="amina"), at=now
    )
    talk.report(
        subject=change.subject, place=ward, by=meera, at=now, reason="About a colleague.",
        comment=None, writer=None, colleague=None,
    )  # fmt: skip
    people.ask_to_join(
        by=sam, place=practice, at=now, title="Physiotherapist", staff_group="ahp", clinical=True, managerial=False
    )
    figure = Measure.objects.filter(name__startswith="Walks for supplies").earliest("pk")
    measures.make_link(measure=figure, by=Person.objects.get(email__startswith="grace"), at=now)
    people.invite(email="new@nhs.example", place=practice, by=pat, at=now)


@pytest.mark.parametrize("share", part_of(range(SHARES), SHARES))
def test_every_page_is_reached_and_keeps_the_rules_by_eye_by_keys_and_on_paper(demonstration, be, axe, picture, share):
    found, dead = walk()
    assert not dead, "\n".join(dead)
    excused = set().union(*NOT_A_PAGE.values())
    missing = {name for name in names() - set(found) - excused if not name.startswith("mfa_")}
    assert not missing | (PRINTED - set(found)), f"no link leads to {sorted(missing | (PRINTED - set(found)))}"
    pages = sorted(found.values(), key=lambda one: one.name)[share::SHARES]
    problems, windows = [], Windows(be)
    for one in pages:
        problems += [f"{one.name} {one.address}: {line}" for line in faults(one, windows, axe, picture)]
    assert not problems, "\n".join(problems)


class Windows:
    """One window for each walker, opened once."""

    def __init__(self, be: Any) -> None:
        self.be, self.opened = be, {}

    def of(self, walker: str) -> Page:
        if walker not in self.opened:
            person = Person.objects.get(email__startswith=walker) if walker else None
            self.opened[walker] = self.be(person, has_touch=True)
        return self.opened[walker]


def faults(one: Found, windows: Windows, axe: Any, picture: Any) -> Iterator[str]:
    page = windows.of(one.walker)
    page.set_viewport_size(DESK)
    page.goto(one.address)
    picture(page, f"pages/{one.name.replace(':', '-')}-1366", light=True)
    if (number := page.locator("h1").count()) != 1:
        yield f"{number} first headings"
    try:
        axe(page, one.name, STATES)
    except AssertionError as error:
        yield str(error)
    if one.name in PRINTED:  # in a page of its own: what is set for paper stays set
        paper = page.context.new_page()
        paper.goto(one.address)
        yield from faults_on_paper(paper)
        paper.close()
    phone = page.context.new_page()  # where nothing had the focus before
    phone.set_viewport_size(PHONE)
    phone.goto(one.address)
    picture(phone, f"pages/{one.name.replace(':', '-')}-360", light=True)
    yield from go_round(phone)
    phone.close()
