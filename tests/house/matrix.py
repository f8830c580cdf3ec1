"""Walking every address as everybody: what the access matrix is made of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connection, transaction
from django.http import HttpResponseBase
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from groundswell.people.models import Person
from groundswell.ui.ids import new_key
from tests.cast import Cast
from tests.house.world import WHERE_I_WORK, Visit, World, visits

NOBODY = "nobody"
WRITES = re.compile(r"^\s*(?:INSERT|UPDATE|DELETE|REPLACE)\b[^\"]*\"?(\w+)", re.I)
# Visiting may renew the session; limits of tries are counted in the cache of the database.
OF_THE_VISIT = {"django_session"}


@dataclass(frozen=True)
class Answer:
    status: int
    where: str
    wrote: frozenset[str]
    queries: int
    body: str
    headers: tuple[tuple[str, str], ...]


def roles(cast: Cast) -> dict[str, Person | None]:
    """Everybody of the cast, and somebody who is not signed in."""
    return {**cast.everybody(), NOBODY: None}


def names(resolver: URLResolver | None = None, before: str = "") -> Iterator[str]:
    """The name of every address, with its namespace, once."""
    for one in (resolver or get_resolver()).url_patterns:
        if isinstance(one, URLPattern):
            assert one.name, f"an address without a name: {one.pattern}"
            yield f"{before}{one.name}"
        else:
            yield from names(one, f"{before}{one.namespace}:" if one.namespace else before)


def addresses(world: World) -> dict[str, Visit]:
    known = visits(world)
    found = dict.fromkeys(names())
    assert not set(known) - set(found), "world.py opens addresses that are not there"
    return {name: known.get(name, Visit()) for name in found}


def address_of(name: str, visit: Visit) -> str:
    return reverse(name, kwargs=visit.parts or None) + (f"?{visit.asked}" if visit.asked else "")


def missing(name: str, visit: Visit) -> Visit | None:
    """The same address of something that is not there; None where nothing stands in it."""
    parts = {
        part: "zzzzzzzzzz" if part in ("public_id", "row", "step") else value for part, value in visit.parts.items()
    }
    if parts == visit.parts:
        parts = {part: "NOTHERE" if part == "key" else value for part, value in visit.parts.items()}
    return Visit(parts, visit.typed, visit.asked) if parts != visit.parts else None


@contextmanager
def watched() -> Iterator[list[str]]:
    """Names of the tables written to, and the number of queries as the list's first entry."""
    seen: list[str] = []

    def watch(execute, sql, params, many, context):  # type: ignore[no-untyped-def]
        seen.append(found.group(1) if (found := WRITES.match(sql.replace("INTO ", "").replace("FROM ", ""))) else "")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield seen


def knock(
    world: World, role: str, name: str, visit: Visit, method: str, *, key: bool = True, token: bool = True
) -> Answer:
    """Open an address as somebody and take everything back that came of it."""
    person = roles(world.cast)[role]
    cookies = signed_in(world, role, person)
    with transaction.atomic():
        client = Client(enforce_csrf_checks=not token)
        client.cookies.load(cookies)
        typed = {**typed_by(person, visit), **({"request_key": new_key()} if key else {})}
        with watched() as seen:
            address = address_of(name, visit)
            response = client.get(address) if method == "GET" else client.post(address, typed)
        transaction.set_rollback(True)
    return _answer(response, seen)


def signed_in(world: World, role: str, person: Person | None) -> dict[str, str]:
    """The cookies of somebody who signed in once; each knock begins from the same session."""
    jar = world.things.setdefault("cookies", {})
    if role not in jar:
        with transaction.atomic():
            client = Client()
            if person is not None:
                client.force_login(person)
        jar[role] = {name: morsel.value for name, morsel in client.cookies.items()}
    return jar[role]


def typed_by(person: Person | None, visit: Visit) -> dict[str, object]:
    if person is None or WHERE_I_WORK not in visit.typed.values():
        return {name: "" if value == WHERE_I_WORK else value for name, value in visit.typed.items()}
    where = person.memberships.exclude(confirmed_at=None).values_list("place__key", flat=True).first()
    return {name: where or "" if value == WHERE_I_WORK else value for name, value in visit.typed.items()}


def _answer(response: HttpResponseBase, seen: list[str]) -> Answer:
    body = "" if response.streaming else response.content.decode(errors="replace")
    headers = tuple(
        sorted((name, value) for name, value in response.items() if name not in ("X-Request-ID", "Content-Length"))
    )
    wrote = frozenset(table for table in seen if table) - OF_THE_VISIT
    return Answer(response.status_code, response.headers.get("Location", ""), wrote, len(seen), body, headers)
