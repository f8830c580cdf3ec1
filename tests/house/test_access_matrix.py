"""Every address, as everybody, each method, with and without key and token: against the table in `access.py`."""

from __future__ import annotations

import logging
import re

import pytest

from tests.cast import CAST, EXTRAS, Cast, Places
from tests.house.access import DOORS
from tests.house.matrix import NOBODY, Answer, addresses, knock, missing, names
from tests.house.world import Visit, World, build_world
from tests.tally import tally
from tests.turn import part_of

EVERYBODY = [*(member.key for member in (*CAST, *EXTRAS)), "newcomer", NOBODY]
# A few stand for all where it is the same for all, for keys and tokens.
FEW = ["amina", "grace", "pat", "sam", "guest", NOBODY]
KEYED = part_of(FEW, 3)
ROLES = list(dict.fromkeys([*KEYED, *part_of(EVERYBODY, 4)]))
# allauth has its own single-use codes instead of request keys (decision 5).
WITHOUT_KEY = ("account_", "mfa_")
# A browser without a session holds nothing that another site could use: its words may come late, from a phone's outbox.
WITHOUT_TOKEN = ("ideas:by_poster", "ideas:on_tablet", "changes:partner")
# Who was refused at a door of those who look after people is noted, also for reading; that is a promise.
REFUSALS = {"people_securitynote", "people_chainend"}
CHANGES_WITH_EACH_VISIT = re.compile(
    r'name="(?:csrfmiddlewaretoken|request_key)" value="[^"]*"|Reference[^<]*|\b[0-9a-f]{8}\b'
)


@pytest.fixture
def world(cast: Cast, places: Places) -> World:
    return build_world(cast, places)


def test_every_address_has_a_line_in_the_table_and_no_line_is_left_over():
    assert set(names()) == set(DOORS)


@pytest.mark.parametrize("role", ROLES)
def test_everybody_at_every_door(world: World, role: str, caplog: pytest.LogCaptureFixture):
    caplog.set_level(logging.CRITICAL, logger="django")  # thousands of refusals are what is wanted here
    wrong: list[str] = []
    cells = 0
    for name, visit in addresses(world).items():
        door = DOORS.get(name) or wrong.append(f"{name} has no line in access.py")
        if door is None:
            continue
        for method in ("GET", "POST"):
            answer, expected = knock(world, role, name, visit, method), door.expected(role, method)
            cells += 1
            if answer.status != expected:
                wrong.append(f"{name} {method}: {answer.status} instead of {expected}")
            elif (
                role == NOBODY
                and expected == 302
                and not name.startswith(
                    ("ideas:notice", "ideas:receipt", "stories:passing_thanks", *WITHOUT_TOKEN, *WITHOUT_KEY)
                )
                and "/sign-in/" not in answer.where
            ):
                wrong.append(f"{name} {method}: sent to {answer.where} instead of signing in")
            if method == "GET":
                wrong += [f"{name} GET wrote to {table}" for table in writes(answer)]
            if answer.status == 404 and (nothing := missing(name, visit)):
                cells += 1
                if seen(answer) != seen(knock(world, role, name, nothing, method)):
                    wrong.append(f"{name} {method}: not found, but not the same as what is not there")
        for failing, refused in ((no_key, 400), (no_token, 403)):
            if role in KEYED and not name.startswith(WITHOUT_KEY):  # asked for before anybody looks at who it is
                cells += 1
                wrong += failing(world, role, name, visit, refused)
    tally("cells-of-the-access-matrix", cells)
    assert not wrong, "\n" + "\n".join(wrong)


def writes(answer: Answer) -> set[str]:
    return set(answer.wrote) - (REFUSALS if answer.status == 403 else set())


def seen(answer: Answer) -> tuple[object, ...]:
    """What a stranger could tell two answers apart by."""
    return answer.status, CHANGES_WITH_EACH_VISIT.sub("", answer.body), [name for name, _value in answer.headers]


def no_key(world: World, role: str, name: str, visit: Visit, refused: int) -> list[str]:
    """Without its key a form changes nothing, whoever sends it."""
    answer = knock(world, role, name, visit, "POST", key=False)
    fine = {refused, 404, 405} | ({302} if role == NOBODY else set())
    return (
        [f"{name} POST without key: {answer.status}, wrote {set(answer.wrote)}"]
        if answer.status not in fine or answer.wrote
        else []
    )


def no_token(world: World, role: str, name: str, visit: Visit, refused: int) -> list[str]:
    """Without its token a form is refused before anything is looked at."""
    if role == NOBODY and name in WITHOUT_TOKEN:
        return []
    answer = knock(world, role, name, visit, "POST", token=False)
    return [f"{name} POST without token: {answer.status}"] if answer.status != refused or answer.wrote else []
