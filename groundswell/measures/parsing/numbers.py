"""Numbers as people type them: thousands, pounds and per cent. What is not plainly a number is refused, never guessed."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_EVEN, Decimal, InvalidOperation

from groundswell.measures.parsing.shapes import RowError

LONGEST = 40
LARGEST = Decimal(10) ** 10
FINEST = Decimal("0.0001")
GAPS = frozenset(
    {"", "null", "n/a", "na", "#n/a", "-", "--", "–", "—", "missing", "gap", "no reading", "no data", "not recorded"}
)
BLANKS = re.compile("[\\s\u00a0\u2007\u2009\u202f]+")
PLAIN = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d{1,2})?", re.ASCII | re.IGNORECASE)
THOUSANDS = re.compile(r"[+-]?\d{1,3}([, ]\d{3})+(\.\d+)?", re.ASCII)
COMMA_DECIMAL = re.compile(r"[+-]?(\d{1,3}([. ]\d{3})+|\d+),\d+", re.ASCII)
SUPPRESSED = re.compile(r"(<|≤|less than|under|fewer than)\s*\d", re.IGNORECASE)


class NotANumber(RowError):
    pass


def is_gap(cell: str) -> bool:
    """Known to be missing: blank, a dash, n/a. Never zero."""
    return cell.strip().lower() in GAPS


def is_percent(cell: str) -> bool:
    return cell.rstrip().endswith("%")


def number(cell: str, *, comma: bool = False) -> Decimal | None:
    """The number in a cell, None for a gap. `comma`: a comma stands before the decimals."""
    if is_gap(cell):
        return None
    text = cell.strip()
    if len(text) > LONGEST:
        raise NotANumber("not_a_number", "This is too long to be a number.")
    if SUPPRESSED.match(text):
        raise NotANumber(
            "suppressed_value", "A small number was hidden here. It is left out, it is not that number and not zero."
        )
    return _in_bounds(_value(_bare(text), comma))


def _bare(text: str) -> str:
    """Without pounds or per cent and with one kind of blank and minus."""
    text = BLANKS.sub(" ", text.replace("\u2212", "-"))
    text = text.removesuffix("%").strip()
    sign, text = ("-", text[1:].lstrip()) if text[:1] == "-" else ("", text)
    return sign + (text[1:].lstrip() if text[:1] in ("£", "$", "€") else text)


def _value(text: str, comma: bool) -> Decimal:
    if comma and COMMA_DECIMAL.fullmatch(text):
        text = text.replace(".", "").replace(" ", "").replace(",", ".")
    elif not comma and THOUSANDS.fullmatch(text):
        text = text.replace(",", "").replace(" ", "")
    if not PLAIN.fullmatch(text):
        raise NotANumber("not_a_number", _why_not(text))
    try:
        return Decimal(text)
    except InvalidOperation:
        raise NotANumber("not_a_number", _why_not(text)) from None


def _why_not(text: str) -> str:
    if text.startswith("("):
        return "Brackets can mean less than zero or a note. Write a minus if it is less than zero."
    if text.startswith("="):
        return "This is a formula, not a number. Paste the values instead."
    return "This is not a number."


def _in_bounds(value: Decimal) -> Decimal:
    if abs(value) >= LARGEST:
        raise NotANumber("out_of_range", "This number is too large to keep.")
    rounded = value.quantize(FINEST, rounding=ROUND_HALF_EVEN)
    return rounded if rounded != rounded.to_integral_value() else rounded.quantize(Decimal(1))


def comma_style(cells: list[str]) -> str:
    """Which mark stands before the decimals in a column: `point`, `comma`, or `unclear` when either reading fits."""
    texts = [_bare(cell.strip()) for cell in cells if len(cell) <= LONGEST and not is_gap(cell)]
    if any(re.fullmatch(r"[+-]?\d*\.(\d{1,2}|\d{4,})", text, re.ASCII) for text in texts):
        return "point"
    if any(
        re.fullmatch(r"[+-]?(\d+,(\d{1,2}|\d{4,})|\d{4,},\d+|\d{1,3}(\.\d{3})+,\d+)", text, re.ASCII) for text in texts
    ):
        return "comma"
    return "unclear" if any(re.fullmatch(r"[+-]?\d{1,3},\d{3}", text, re.ASCII) for text in texts) else "point"
