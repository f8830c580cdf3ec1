"""Is this for another door (d20)? Speaking up, incidents, safeguarding, faults, staff matters, complaints."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

from .patterns import DEFAULT, spelt_out
from .plain import made_plain

ROUTES_FILE = Path(__file__).parent / "static" / "safetext" / "routes.json"


@dataclass(frozen=True, slots=True)
class Route:
    """One door: found when `says` stands in the text as whole words and `unless` does not."""

    code: str
    says: re.Pattern[str]
    unless: re.Pattern[str]


def handover(text: str) -> tuple[str, ...]:
    """The routes (d20) that these words may belong to, most pressing first; usually none.

    Any string is accepted. It offers a door and closes none: the writer decides.
    """
    words = made_plain(text, DEFAULT.lookalikes).folded
    return tuple(route.code for route in ROUTES if route.says.search(words) and not route.unless.search(words))


def _read_routes() -> tuple[Route, ...]:
    data = json.loads(ROUTES_FILE.read_text(encoding="utf-8"))

    def compiled(pattern: str) -> re.Pattern[str]:
        return re.compile(f"(?:^|[^a-z0-9])(?:{spelt_out(pattern, data['fragments'])})(?![a-z0-9])")

    return tuple(Route(code, compiled(of["says"]), compiled(of["unless"])) for code, of in data["routes"].items())


ROUTES = _read_routes()
