"""Understand readings that somebody pasted or uploaded. Plain Python: text or bytes in, what was understood out.

Nothing is guessed silently: what can be read in two ways becomes a `Choice`, what cannot be read a `Problem` with its line.
"""

from groundswell.measures.parsing.files import MAX_BYTES, text_of, too_large
from groundswell.measures.parsing.numbers import NotANumber, number
from groundswell.measures.parsing.reading import MAX_ROWS, read
from groundswell.measures.parsing.shapes import Choice, Found, Option, Problem, Progress, Understood, Unreadable
from groundswell.measures.parsing.single import after

__all__ = [
    "MAX_BYTES", "MAX_ROWS", "Choice", "Found", "NotANumber", "Option", "Problem", "Progress", "Understood", "Unreadable",
    "after", "number", "read", "text_of", "too_large",
]  # fmt: skip
