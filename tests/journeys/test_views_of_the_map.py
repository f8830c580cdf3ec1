"""Every view of the map with made-up figures: on a phone and a desk, in forced colours and printed in grey; and by its tables alone.

A trust of 720 with three years of work, and a made-up NHS on the real tree of boards. `make journeys` keeps the pictures, and beside
each what a screen reader is given (`.yml`).
"""

from __future__ import annotations

import os
import re
from datetime import timedelta
from random import Random
from typing import Any

import pytest
from django.utils import timezone

from bench.trust import END, MONTH, SMALL, fill
from groundswell.insight import actions
from groundswell.insight.models import Counted
from groundswell.people.models import Membership, Person
from groundswell.places.actions import load_ods
from groundswell.places.models import Kind, Place
from tests.journeys.conftest import DESK, PHONE, PICTURES, STATES
from tests.journeys.paper import PAPER
from tests.turn import everything

SHARE, MONTHS = 0.02, 4


def looked_at(page: Any, address: str, name: str, axe: Any, picture: Any) -> None:
    page.set_viewport_size(DESK)
    answer = page.goto(address)
    assert answer.ok, (name, answer.status)
    axe(page, name, STATES)
    tree = page.locator("main").aria_snapshot()
    assert not hidden_in_pictures(page, tree), name
    picture(page, f"map/{name}-1366", light=True)
    page.emulate_media(forced_colors="active")
    picture(page, f"map/{name}-forced", light=True)
    page.emulate_media(forced_colors="none")
    page.set_viewport_size(PHONE)
    picture(page, f"map/{name}-360", light=True)
    page.set_viewport_size(PAPER)
    page.emulate_media(media="print")
    picture(page, f"map/{name}-paper", light=True, grey=True)
    page.emulate_media(media="screen")
    if os.environ.get("GROUNDSWELL_PICTURES") == "yes":
        (PICTURES / "map" / f"{name}.yml").write_text(f"{tree}\n")


def hidden_in_pictures(page: Any, tree: str) -> list[str]:
    """Words and numbers of pictures that the rest of the page does not say; and pictures without a name.

    A scale is no figure, nor how many dots lie on each other: they are marked as such and need not be said.
    """
    outside = " ".join(line for line in tree.splitlines() if not re.match(r"\s*- img\b", line))
    said = set(words(outside))
    drawn = page.locator("main svg[role=img] text:not(.app-scale)").all_text_contents()
    nameless = page.locator("main svg[role=img]:not(:has(> title)), main svg[role=img]:not([aria-labelledby])").count()
    return [word for text in drawn for word in words(text) if word not in said] + [
        "a picture without a name"
    ] * nameless


def words(text: str) -> list[str]:
    return re.findall(r"[^\s,.:;()\"'“”]+(?:\.\d+)?", text)


def somebody_at(place: Place) -> Person:
    person = Person.objects.create_user(f"{place.key.lower()}@bench.example", name="Somebody made up")
    now = timezone.now()
    Membership.objects.create(
        person=person, place=place, staff_group="commissioning", clinical=False, managerial=True, joined_by="invitation", since=now,
        confirmed_at=now,
    )  # fmt: skip
    return person


def test_a_ward_a_trust_and_a_place_beside_others(db, be, axe, picture):
    here = fill(Random(3), SMALL)
    actions.make_snapshots(home=here.home, month=MONTH, at=END + timedelta(hours=2))
    actions.count_up_to(END + timedelta(hours=2))
    ward = here.liveliest
    page = be(here.at[ward.pk][0].person, has_touch=True)
    for name, address in {
        "ward": f"/places/{ward.key}/leadership/", "trust": f"/places/{here.home.key}/leadership/",
        "funnel": f"/places/{ward.parent.key}/leadership/funnel/", "bureaucracy": f"/places/{here.home.key}/bureaucracy/",
    }.items():  # fmt: skip
        looked_at(page, address, name, axe, picture)


@pytest.mark.skipif(not everything(), reason="the organisations of the whole NHS take a while: `make journeys`")
def test_a_board_a_region_and_the_nation(db, be, axe, picture):
    from bench.system import fill as fill_the_nhs

    load_ods(at=timezone.now())
    fill_the_nhs(SHARE, MONTHS)
    region = Place.objects.open_places().get(kind=Kind.REGION, key="Y62")
    inside = Counted.objects.filter(unit__in=Place.objects.filter(kind=Kind.ICB, parent=region).values("pk"))
    board = Place.objects.get(pk=max(inside, key=lambda row: row.figures["staff"]).unit)
    for place, name, address in (
        (board, "board", f"/places/{board.key}/leadership/"), (region, "region", f"/places/{region.key}/leadership/"),
        (region, "nation", "/nation/leadership/"),
    ):  # fmt: skip
        page = be(Person.objects.filter(memberships__place=place).first() or somebody_at(place), has_touch=True)
        looked_at(page, address, name, axe, picture)
