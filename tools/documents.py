"""Draw the documents that come from the code: stages and kinds of event.

`python -m tools.documents` writes them; with `--check` it only says which are out of date.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import django

DOCS = Path(__file__).parent.parent / "docs"
MADE = "<!-- Drawn from the code by `make fix`. Do not change it here. -->\n\n"


def main(words: list[str]) -> int:
    os.environ.setdefault("GROUNDSWELL_MODE", "test")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "groundswell.front.settings")
    django.setup()
    pages = {DOCS / "stages.md": stages(), DOCS / "events.md": events()}
    stale = [path for path, text in pages.items() if not path.exists() or path.read_text() != text]
    if "--check" in words:
        for path in stale:
            print(f"docs/{path.name} is out of date: run `make fix`")
        return 1 if stale else 0
    for path in stale:
        path.write_text(pages[path])
        print(f"docs/{path.name} drawn")
    return 0


def rooms_with(part: str) -> dict[str, object]:
    from django.conf import settings

    names = [room for room in settings.ROOMS if find_spec(f"groundswell.{room}.{part}")]
    return {name: import_module(f"groundswell.{name}.{part}") for name in names}


def stages() -> str:
    text = f"# Stages\n\n{MADE}Each diagram is the table `MOVES` in the `rules.py` of its room: what may follow what.\n"
    for room, rules in rooms_with("rules").items():
        if moves := getattr(rules, "MOVES", None):
            text += f"\n## {room.capitalize()}\n\n" + diagram(moves)
    return text


def diagram(moves: Mapping[object, frozenset[object]]) -> str:
    """A mermaid drawing, and the same in words for those who do not see it."""
    lines = ["```mermaid", "stateDiagram-v2"]
    lines += [f"    {value(stage)}: {label(stage)}" for stage in moves]
    for stage, following in moves.items():
        lines += [f"    {value(stage)} --> {value(after)}" for after in in_order(following, moves)]
    lines += ["```", "", "| From | To |", "|---|---|"]
    for stage, following in moves.items():
        after = ", ".join(label(one) for one in in_order(following, moves)) or "nowhere: it ends here"
        lines.append(f"| {label(stage)} | {after} |")
    return "\n".join(lines) + "\n"


def in_order(some: frozenset[object], moves: Mapping[object, object]) -> list[object]:
    order = list(moves)
    return sorted(some, key=lambda one: (order.index(one) if one in order else len(order), str(one)))


def value(stage: object) -> str:
    return str(getattr(stage, "value", stage))


def label(stage: object) -> str:
    return str(getattr(stage, "label", stage))


def events() -> str:
    from groundswell.events.kinds import NOTICES, Kind

    text = f"# What is recorded\n\n{MADE}One log, many readers. Each room declares the kinds it records.\n"
    for room, module in rooms_with("kinds").items():
        kinds = [kind for kind in vars(module).values() if isinstance(kind, Kind)]
        if not kinds:
            continue
        text += f"\n## {room.capitalize()}\n\n| Kind | Sentence | When | People hear of it under |\n|---|---|---|---|\n"
        for kind in kinds:
            mail = " (mail at once)" if kind.straight_away else ""
            heard = f"{NOTICES.get(kind.notice, kind.notice)}{mail}" if kind.notice else "nobody is told"
            text += f"| `{kind.code}` | {kind.sentence!s} | {kind.about} | {heard} |\n"
    return text


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
