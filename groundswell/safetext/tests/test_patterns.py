"""The rules file: one dialect for two languages, and nothing in it that does nothing."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from groundswell.safetext import DEFAULT, RULES_FILE, BadRules, findings, patterns_from, read_patterns

DATA: dict[str, Any] = json.loads(RULES_FILE.read_text(encoding="utf-8"))
PARTS = ("pattern", "theirs", "not_theirs", "unless_before", "unless_after")
NAMES, TOGETHER = DATA["names"], DATA["combinations"]
PATTERNS = [
    *DATA["fragments"].values(),
    *(rule[part] for rule in DATA["rules"] for part in PARTS if part in rule),
    *(left for rule in DATA["rules"] for left in rule.get("left", ())),
    *(
        NAMES[part]
        for part in ("run", "part", "surname_first", "joined", "ending", "small", "small_cue", "small_ending")
    ),
    *(pattern for *_, pattern in [*NAMES["before"], *NAMES["after"], *NAMES["around"], *TOGETHER["clues"]]),
    *(DATA["own_number"][part] for part in ("unless_before", "after")),
    *(TOGETHER[part] for part in ("sentence_end", "anchor")),
]


@pytest.mark.parametrize("pattern", PATTERNS)
def test_a_pattern_means_the_same_in_python_and_javascript(pattern: str) -> None:
    assert not re.search(r"\\[^n.()\[\]+]", pattern), "an escape only one of them knows"
    without_classes = re.sub(r"\[(?:\\.|[^\]\\])*\]", "", re.sub(r"\\[^\[\]]", "x", pattern))
    assert not re.search(r"\(\?(?![:=!])", without_classes), "a flag, a named group, or a look behind"
    no_start = without_classes.replace("(?:^|", "(?:")
    assert not re.search(r"[\^$.]", no_start), "an anchor, or a dot that stops at other places"
    assert not re.search(r"[*+?}][+]", without_classes), "a possessive quantifier"


def test_every_fragment_is_used_and_every_kind_has_a_rule() -> None:
    used = set(re.findall(r"\{\{([a-z_]+)\}\}", " ".join(PATTERNS)))
    assert used == set(DATA["fragments"])
    others = {NAMES["kind"], NAMES["titled_kind"], TOGETHER["kind"]}
    assert {rule["kind"] for rule in DATA["rules"]} | others == set(DATA["kinds"])


def test_rule_names_are_their_own() -> None:
    names = [rule.name for rule in DEFAULT.rules]
    assert len(names) == len(set(names))


def test_an_organisation_can_bring_its_own_hospital_number() -> None:
    own = {"name": "rp5_number", "kind": "hospital_number", "pattern": "(?<![0-9a-z])rp5-[0-9]{6}(?![0-9])"}
    patterns = patterns_from(DATA | {"rules": [own, *DATA["rules"]]})
    assert findings("seen: RP5-123456", patterns)[0].words == "RP5-123456"
    assert findings("seen: RP5-123456") == ()


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"kind": "unheard"}, "which has no words"),
        ({"check": ["guess"]}, "which nobody wrote"),
        ({"pattern": "{{missing}}"}, "no fragment called missing"),
        ({"pattern": "("}, "cannot be read"),
        ({"pattern": "{{circle}}"}, "in a circle"),
    ],
)
def test_rules_that_do_not_fit_say_why(change: dict[str, Any], reason: str) -> None:
    rule = {"name": "own", "kind": "phone", "pattern": "x"} | change
    fragments = {"circle": "{{circle}}"}
    with pytest.raises(BadRules, match=reason):
        patterns_from(DATA | {"rules": [rule], "fragments": fragments})


def test_a_file_that_is_no_rules_file_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "rules.json"
    file.write_text("{", encoding="utf-8")
    with pytest.raises(BadRules, match="is not JSON"):
        read_patterns(file)
    file.write_text("{}", encoding="utf-8")
    with pytest.raises(BadRules, match="cannot be read"):
        read_patterns(file)
