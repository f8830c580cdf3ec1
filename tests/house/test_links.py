"""Every link on every page that somebody may open leads to a page they may open too: what they may not read is not linked."""

from __future__ import annotations

import re
from collections import Counter, deque
from html import unescape

import pytest
from django.urls import Resolver404, resolve

from tests.cast import Cast, Places
from tests.house.matrix import NOBODY, address_of, addresses, roles
from tests.house.world import build_world
from tests.turn import everything, part_of

# Who sees little, and parts of what others see whole: of another organisation with and without a part in the change, a partner,
# somebody who works nowhere yet. Those who see the whole house are walked over the demonstration (tests/journeys).
WALKERS = ["guest", "commissioner", "pat", "jean", "newcomer", NOBODY]
HREF = re.compile(r"""<a\b[^>]*?\shref="([^"#]*)""")
MOST_OF_A_KIND = 25 if everything() else 5


@pytest.mark.parametrize("role", part_of(WALKERS, 2))
def test_what_is_linked_opens(cast: Cast, places: Places, role: str):
    world = build_world(cast, places)
    client = cast.client(roles(cast)[role])
    starts = {address_of(name, visit) for name, visit in addresses(world).items()}
    todo, seen, met = deque((start, "") for start in sorted(starts)), set(starts), Counter[str]()
    dead = []
    while todo:
        address, said_on = todo.popleft()
        answer = client.get(address)
        if said_on and answer.status_code in (403, 404):
            dead.append(f"{address} ({answer.status_code}) is linked from {said_on}")
        if answer.status_code != 200 or "text/html" not in answer.headers["Content-Type"]:
            continue
        for link in links(answer.content.decode(), address):
            if link not in seen and met[kind := kind_of(link)] < MOST_OF_A_KIND:
                met[kind] += 1
                seen.add(link)
                todo.append((link, address))
    assert not dead, "\n".join(dead)


def links(html: str, here: str) -> list[str]:
    hrefs = [unescape(href) for href in HREF.findall(html)]
    return [here.split("?")[0] + href if href.startswith("?") else href for href in hrefs if href[:1] in ("/", "?")]


def kind_of(link: str) -> str:
    try:
        return resolve(link.split("?")[0]).view_name
    except Resolver404:
        return link
