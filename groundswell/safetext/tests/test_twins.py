"""Python on the server and JavaScript on the page mark the same words. Node runs the page's own modules."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from groundswell.safetext import DEFAULT, RULES_FILE, findings, with_shapes
from groundswell.safetext.handover import ROUTES_FILE, handover
from groundswell.safetext.tests.test_everyday import ABOUT_A_PATIENT, ABOUT_WORK
from groundswell.safetext.tests.test_properties import PIECES, SLOW_IF_CARELESS
from groundswell.safetext.tests.test_rules import LEFT_ALONE, MARKED
from groundswell.safetext.tests.test_shapes import LEFT_ALONE as OWN_LEFT_ALONE
from groundswell.safetext.tests.test_shapes import MARKED as OWN_MARKED
from groundswell.safetext.tests.test_shapes import SHAPES as OWN_SHAPES

HERE = Path(__file__).parent
WRITERS = [f"writers_{number}" for number in range(1, 6)]
LABELLED = [
    json.loads(line)["text"]
    for name in ("labelled_texts", "fresh_texts_seen", "fresh_texts_unseen", "nasty_texts", *WRITERS)
    for line in (HERE / f"{name}.jsonl").read_text(encoding="utf-8").split("\n")
    if line
]
MADE = json.loads((HERE / "made_texts.json").read_text(encoding="utf-8"))
TOLD = [text for texts in MARKED.values() for text in texts] + LEFT_ALONE + ABOUT_A_PATIENT + ABOUT_WORK
LONG = [(piece * 20_000)[:19_999] + end for piece in SLOW_IF_CARELESS for end in ("", "@", "9")]

pytestmark = pytest.mark.skipif(shutil.which("node") is None, reason="Node is not installed here")


def on_the_page(texts: list[str], shapes: tuple[str, ...] = ()) -> list[Any]:
    """What the page finds. The limit is there for a pattern that never ends; all of it takes some seconds."""
    rules, routes = (json.loads(file.read_text()) for file in (RULES_FILE, ROUTES_FILE))
    data = {"rules": rules, "routes": routes, "texts": texts, "shapes": shapes}
    run = subprocess.run(
        ["node", str(HERE / "run_safetext.mjs")],
        input=json.dumps(data), capture_output=True, text=True, check=True, timeout=120,
    )  # fmt: skip
    return list(json.loads(run.stdout))


@pytest.mark.parametrize(
    "texts", [LABELLED, MADE, TOLD, PIECES, LONG], ids=["labelled", "made", "told", "pieces", "long"]
)
def test_both_mark_the_same_words(texts: list[str]) -> None:
    for text, there in zip(texts, on_the_page(texts), strict=True):
        here = [[one.kind, one.start, one.end, one.words] for one in findings(text)]
        assert there["found"] == here, text[:200]
        assert there["routes"] == list(handover(text)), text[:200]


def test_both_know_an_organisations_own_numbers() -> None:
    texts = [*OWN_MARKED, *OWN_LEFT_ALONE, *LABELLED]
    for text, there in zip(texts, on_the_page(texts, OWN_SHAPES), strict=True):
        here = [[one.kind, one.start, one.end, one.words] for one in findings(text, with_shapes(OWN_SHAPES))]
        assert there["found"] == here, text


def test_offsets_are_told_in_code_points_and_in_units_of_the_page() -> None:
    text = "👋 caf\u0065\u0301 \u200bMrs Jones 👩\u200d⚕ waited"
    (there,) = on_the_page([text])
    (one,) = findings(text)
    assert there["found"] == [[one.kind, one.start, one.end, one.words]]
    assert there["units"] == [
        [len(text[: one.start].encode("utf-16-le")) // 2, len(text[: one.end].encode("utf-16-le")) // 2]
    ]


def test_a_group_ends_its_match() -> None:
    """The page has no offsets of groups (Safari before 15): it counts back from the end."""
    for rule in DEFAULT.rules:
        for text in TOLD + LABELLED:
            for match in rule.pattern.finditer(text if rule.keeps_case else text.lower()):
                assert match.end(1 if rule.pattern.groups else 0) == match.end()


@pytest.mark.parametrize("file", sorted((RULES_FILE.parent).glob("*.js")), ids=lambda file: file.name)
def test_the_page_uses_nothing_that_the_oldest_browser_cannot_read(file: Path) -> None:
    """iOS Safari 15: nothing that looks behind, no offsets of groups, no `at`."""
    source = file.read_text(encoding="utf-8")
    assert "(?<" not in source
    assert ".at(" not in source
    assert "structuredClone" not in source
