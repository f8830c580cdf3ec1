"""One story that came from another installation. Both it and the installation are made up, and its name says so.

Its key stands here for everyone to read: only a demonstration trusts it.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from groundswell.stories import documents, sealed
from groundswell.stories.actions import travel
from groundswell.ui.formats import london_day

if TYPE_CHECKING:
    from groundswell.front.demo.loader import Stage

NAME = "Demonstration B (made up)"
KEY = Ed25519PrivateKey.from_private_bytes(b"a key of the demonstration alone")
ON_TIME = (52, 49, 55, 50, 53, 48, 54, 51, 66, 71, 74, 78, 81, 79, 83, 82)


def load(stage: Stage) -> None:
    fingerprint = sealed.fingerprint_of(sealed.public_half(KEY))
    travel.trust(name=NAME, fingerprint=fingerprint, address="", by=stage.people["pat"], at=stage.ago(31, 9))
    first = london_day(stage.ago(33)) - timedelta(weeks=len(ON_TIME) - 1)
    chart = {
        "name": "Tablets for going home that are ready by noon", "unit": "%", "direction": "increase", "interval": "week",
        "chart": "xmr", "target": "80",
        "readings": [[(first + timedelta(weeks=week)).isoformat(), str(value), None] for week, value in enumerate(ON_TIME)],
    }  # fmt: skip
    tale = {
        "title": "Home before lunch: tablets ready the evening before", "worked": True,
        "did": "The pharmacist joins the two o'clock round.\nWho goes home tomorrow is said by name on that round.\n"
        "Their tablets are made up by six.\nThe bag waits in a locked drawer by the bed.",
        "surprised": "Nights were calmer: people knew that they would go home.",
        "learned": "The wait was not for the pharmacy. It was for us to say who goes.",
        "waited": "A drawer that locks: 19 days", "needed": "A pharmacist at two o'clock, four days a week.",
        "aim": "Eight of ten bags ready by noon, for everyone who goes home from the ward", "work": "Tablets ready the evening before",
        "place": {"name": "Ward 9, Northshire Hospital (made up)", "kind": "ward"},
        "since": stage.ago(150).isoformat(), "told_at": stage.ago(32).isoformat(), "state": "normal", "idea_kind": "waste",
        "permission": False, "result": "held", "chart": chart,
    }  # fmt: skip
    document = {
        "format": documents.STORY, "version": documents.FORMAT, "id": "demonstration-b-1", "as_of": stage.ago(31).isoformat(),
        "from": {"name": NAME, "address": "https://groundswell-b.example"}, "licence": documents.LICENCE, "status": documents.TOLD,
        "story": tale,
    }  # fmt: skip
    travel.receive(document=sealed.seal(document, KEY), by=stage.people["pat"], at=stage.ago(30, 9))
