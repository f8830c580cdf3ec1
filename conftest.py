"""What every test finds: the cast and their places, and no way out to the network."""

import gc
import os
import socket
from collections.abc import Iterator

import pytest
from django.db import connection
from hypothesis import settings

from tests.turn import part_of

os.environ.setdefault("GROUNDSWELL_MODE", "test")

pytest_plugins = ["tests.cast"]

NEAR = {"127.0.0.1", "::1", "localhost", ""}


# What walks through every address as somebody takes longest: it comes first, so that no worker is left alone with it.
LONG = ("test_new_database.py", "test_access_matrix.py", "test_links.py", "test_hidden_names.py", "test_packaged.py")
gc.set_threshold(100_000, 20, 100)  # a test makes much and keeps little


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL runs what asks the database, half of it at once: the rest would only be proved a second time."""
    items.sort(key=lambda item: LONG.index(item.path.name) if item.path.name in LONG else len(LONG))
    if connection.vendor != "postgresql":
        return
    asks = [item for item in items if "db" in getattr(item, "fixturenames", ()) or item.get_closest_marker("django_db")]
    asks = part_of(asks, 2)
    config.hook.pytest_deselected(items=[item for item in items if item not in set(asks)])
    items[:] = asks


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
