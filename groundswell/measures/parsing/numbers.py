"""Numbers as people type them: thousands, pounds and per cent. What is not plainly a number is refused, never guessed."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_EVEN, Decimal, InvalidOperation

from groundswell.measures.parsing.shapes import RowError

LONGEST = 40
LARGEST = Decimal(10) ** 10
FINEST = Decimal("0.0001")
GAPS = frozenset(
    {"", "null", "n/a", "n.a.", "na", "#n/a", "missing", "gap", "no reading", "no data", "not recorded", "..", "[x]"}
)
DASHES = re.compile("[-\u2010-\u2015\u2212]+")
BLANKS = re.compile("[\\s\u00a0\u2007\u2009\u202f]+")
PLAIN = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d{1,2})?", re.ASCII | re.IGNORECASE)
THOUSANDS = re.compile(r"[+-]?\d{1,3}([, ]\d{3})+(\.\d+)?", re.ASCII)
COMMA_DECIMAL = re.compile(r"[+-]?(\d{1,3}([. ]\d{3})+|\d+),\d+", re.ASCII)
DOTTED = re.compile(r"[+-]?\d{1,3}([. ]\d{3})+", re.ASCII)
SUPPRESSED = re.compile(
    r"(<|≤|&lt;|less than|under|fewer than)=?\s*\d|\d+ or (fewer|less)$|\*+$|\[?c\]?$", re.IGNORECASE
)
UNSEEN = dict.fromkeys(
    [0xAD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, *range(0x202A, 0x202F), 0x2060, *range(0x2066, 0x206A), 0xFEFF]
)
POINT = re.compile(r"[+-]?(\d*\.(\d{1,2}|\d{4,})|\d{1,3}(,\d{3})+\.\d+|\d{4,}\.\d+)", re.ASCII)
COMMA = re.compile(r"[+-]?(\d+,(\d{1,2}|\d{4,})|\d{4,},\d+|\d{1,3}(\.\d{3})+,\d+)", re.ASCII)


class NotANumber(RowError):
    pass


def is_gap(cell: str) -> bool:
    """Known to be missing: blank, a dash, n/a. Never zero."""
    text = _seen(cell)
    return text.lower() in GAPS or DASHES.fullmatch(text) is not None


def _seen(cell: str) -> str:
    """Without outer blanks and without letters of no width, which copies from web pages bring along."""
    return cell.strip() if cell.isascii() else cell.translate(UNSEEN).strip()


def is_percent(cell: str) -> bool:
    return _seen(cell).endswith("%")


def number(cell: str, *, comma: bool = False) -> Decimal | None:
    """The number in a cell, None for a gap. `comma`: a comma stands before the decimals."""
    if is_gap(cell):
        return None
    text = _seen(cell)
    if len(text) > LONGEST:
        raise NotANumber("not_a_number", "This is too long to be a number.")
    if SUPPRESSED.match(text):
        raise NotANumber(
            "suppressed_value", "A small number was hidden here. It is left out, it is not that number and not zero."
        )
    return _in_bounds(_value(bare(text), comma))


def bare(text: str) -> str:
    """Without pounds or per cent and with one kind of blank and minus."""
    if text.isascii() and text.isdigit():
        return text
    text = BLANKS.sub(" ", text.replace("\u2212", "-"))
    text = text.removesuffix("%").strip()
    sign, text = ("-", text[1:].lstrip()) if text[:1] == "-" else ("", text)
    return sign + (text[1:].lstrip() if text[:1] in ("£", "$", "€") else text)


def _value(text: str, comma: bool) -> Decimal:
    if comma and (COMMA_DECIMAL.fullmatch(text) or DOTTED.fullmatch(text)):
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
    if text.startswith("#"):
        return "The spreadsheet shows an error here, not a number."
    return "This is not a number."


def _in_bounds(value: Decimal) -> Decimal:
    if abs(value) >= LARGEST:
        raise NotANumber("out_of_range", "This number is too large to keep.")
    rounded = value.quantize(FINEST, rounding=ROUND_HALF_EVEN)
    return rounded if rounded != rounded.to_integral_value() else rounded.quantize(Decimal(1))


def comma_style(cells: list[str], *, continental: bool = False) -> str:
    """Which mark stands before the decimals in a column: `point`, `comma`, or `unclear` when either reading fits.

    continental: semicolons stand between the cells, so that even 1.204 may be in the thousands.
    """
    texts = [bare(_seen(cell)) for cell in cells if len(cell) <= LONGEST and not is_gap(cell)]
    if any(POINT.fullmatch(text) for text in texts):
        return "point"
    if any(COMMA.fullmatch(text) for text in texts):
        return "comma"
    unclear = r"[+-]?\d{1,3}[.,]\d{3}" if continental else r"[+-]?\d{1,3},\d{3}"
    return "unclear" if any(re.fullmatch(unclear, text, re.ASCII) for text in texts) else "point"
