"""What every test finds: the cast and their places, and no way out to the network."""

import gc
import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from hypothesis import settings

from tests.turn import part_of

os.environ.setdefault("GROUNDSWELL_MODE", "test")

pytest_plugins = ["tests.cast"]

NEAR = {"127.0.0.1", "::1", "localhost", ""}


ROOMS = Path(__file__).parent / "groundswell"
# What walks through every address as somebody takes longest: it comes first, so that no worker is left alone with it.
LONG = ("test_new_database.py", "test_access_matrix.py", "test_links.py", "test_hidden_names.py", "test_packaged.py")
gc.set_threshold(100_000, 20, 100)  # a test makes much and keeps little


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What asks the database runs on PostgreSQL too, and the rest once. Where both are run in one go (`tools.suite`) a test of a
    room that asks runs on one of the two, one in four on PostgreSQL, which takes twice as long; the commit says which.
    """
    items.sort(key=lambda item: LONG.index(item.path.name) if item.path.name in LONG else len(LONG))
    is_postgres = connection.vendor == "postgresql"
    asks = [item for item in items if "db" in getattr(item, "fixturenames", ()) or item.get_closest_marker("django_db")]
    here = set(asks) if is_postgres else set(items)
    if os.environ.get("GROUNDSWELL_BOTH") == "yes":
        rooms = [item for item in asks if item.path.is_relative_to(ROOMS)]
        theirs = set(part_of(rooms, 4))
        here -= set(rooms) - theirs if is_postgres else theirs
    config.hook.pytest_deselected(items=[item for item in items if item not in here])
    items[:] = [item for item in items if item in here]


@pytest.fixture(autouse=True, scope="session")
def stay_at_home() -> Iterator[None]:
    """Tests run without the network: only this machine answers."""
    real = socket.socket.connect

    def connect(self: socket.socket, address: object) -> None:
        if isinstance(address, tuple) and address[0] not in NEAR:
            raise OSError(f"tests stay at home: {address[0]}")
        return real(self, address)

    patch = pytest.MonkeyPatch()
    patch.setattr(socket.socket, "connect", connect)
    yield
    patch.undo()


# A property may be slow on a busy machine; what it says does not depend on that.
settings.register_profile("groundswell", deadline=None)
settings.load_profile("groundswell")
