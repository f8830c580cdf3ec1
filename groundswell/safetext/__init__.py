"""What might this text contain that it should not? See README.md."""

from .finder import Finding, findings
from .handover import handover
from .patterns import DEFAULT, RULES_FILE, BadRules, Patterns, patterns_from, read_patterns
from .shapes import with_shapes
from .wording import masked, sentence

__all__ = [
    "DEFAULT",
    "RULES_FILE",
    "BadRules",
    "Finding",
    "Patterns",
    "findings",
    "handover",
    "masked",
    "patterns_from",
    "read_patterns",
    "sentence",
    "with_shapes",
]
