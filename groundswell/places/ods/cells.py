"""Single cells: codes, days, names. Each says in words what is wrong with it."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from groundswell.places.ods.book import BadRow, Held

CODE = re.compile(r"[A-Z0-9]{2,10}\Z")
CCG_ENDED = date(2022, 6, 30)  # d4: clinical commissioning groups ended on 1 July 2022


def code(text: str, what: str = "code") -> str:
    text = text.strip().upper()
    if not CODE.match(text):
        raise BadRow(f"{text[:20]!r} is not an ODS {what}")
    return text


def optional_code(text: str, what: str) -> str:
    return code(text, what) if text.strip() else ""


@lru_cache(maxsize=20_000)
def day(text: str) -> date | None:
    """`2026-04-01` or `20260401`; nothing for an empty cell."""
    text = text.strip()
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadRow(f"{text[:20]!r} is not a date") from None


def fitting(text: str, longest: int, what: str) -> str:
    text = " ".join(text.split())
    if len(text) > longest:
        raise BadRow(f"the {what} is longer than {longest} letters")
    return text


def in_order(opened: date | None, closed: date | None) -> None:
    if opened and closed and closed < opened:
        raise BadRow(f"closes on {closed}, before it opens on {opened}")


def roles_of(kind_code: str, opened: date | None, closed: date | None) -> tuple[Held, ...]:
    """Dated roles from role codes joined by `|`. A sub-ICB location older than July 2022 was a CCG before (d4)."""
    if kind_code.startswith("RO319") and opened and opened <= CCG_ENDED:
        since = CCG_ENDED.replace(month=7, day=1)
        later = tuple(Held(part, since, closed) for part in kind_code.split("|"))
        return (Held("RO98", opened, CCG_ENDED), *later)
    return tuple(Held(part, opened, closed) for part in kind_code.split("|") if part)


SMALL = frozenset("and at by for in le of on or the to under upon with".split())
CAPITALS = frozenset(
    "A&E ABI ADHD AHP AMU BMI CAMHS CAS CCG CDC COPD CQC CRHT CSU CT DR EMI ENT EPU FT GP GUM H&J HIV HMP HMYOI HQ "
    "IAPT ICB ICU IRC IUC LD LLP LTD MIU MRI MSK NHS OOH OPD PCN PCT PMS RAF SARC TB UCC UK USA UTC WIC YOI "
    "II III IV VI VII VIII IX XI".split()
) - frozenset({"LTD", "DR"})  # fmt: skip
TOKEN = re.compile(r"[^\s/()\-.,]+")


def plain_name(text: str) -> str:
    """A name published in capitals, in reading case: `Doncaster and Bassetlaw Teaching Hospitals NHS Foundation Trust`.

    A name that is not all capitals was written with care and stays as it is.
    """
    text = " ".join(text.split())
    if text != text.upper():
        return text
    cased = TOKEN.sub(lambda found: _word(found.group()), text)
    return cased[:1].upper() + cased[1:]


@lru_cache(maxsize=50_000)
def _word(word: str) -> str:
    if word in CAPITALS or any(letter.isdigit() for letter in word):
        return word
    if word.lower() in SMALL:
        return word.lower()
    if len(word) <= 4 and word not in ("ST", "DR", "MR", "MRS", "LTD") and not re.search("[AEIOUY]", word):
        return word
    word = re.sub(r"[A-Z]+", lambda part: part.group().capitalize(), word)
    word = re.sub(r"'([SDTM]|Ll|Re|Ve)\b", lambda end: end.group().lower(), word)
    return re.sub(r"\bMc([a-z]{3})", lambda mc: "Mc" + mc.group(1).capitalize(), word)
