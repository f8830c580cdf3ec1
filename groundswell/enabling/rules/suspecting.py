"""Which triggers the words of a change suggest, so that a question is asked only when it may matter. Vocabulary d9.

Words are stems at the beginning of a word, as staff write them; `*` stands for any ending. Suggesting one too many costs a
tap; one too few costs a conversation with the person who decides: so common words of a ward suggest nothing by themselves.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from groundswell.enabling.models import Trigger

WORDS: dict[Trigger, str] = {
    Trigger.DATA: """
        patient data, patient details, patient record*, patient list*, patient name*, patients' details, share records, spreadsheet*,
        database*, identifiable, emailing patients, email patients, text patients, texting patients, whatsapp, photos of patients,
        cctv, video*""",
    Trigger.DEVICE: """
        app, apps, software, tablet computer*, ipad*, website*, portal*, online form*, barcode*, sensor*, wearable*, device, devices,
        infusion pump*, new monitor*, ai, chatbot*""",
    Trigger.PROTOCOL: """
        medicine, medicines, medication*, prescrib*, dose, doses, dosing, antibiotic*, insulin, opioid*, pgd, protocol*,
        clinical guideline*, pathway*, discharge criteria, triage*, oxygen""",
    Trigger.STAFF_TERMS: """
        rota, rotas, roster*, shift time*, shift pattern*, working hours, overtime, on call, on-call, job description*,
        contracted hours, weekend working, seven day, seven-day, 7-day, 7 day, pay band*""",
    Trigger.RECURRING_COST: """
        subscription*, licence, licences, per month, a month, per year, a year, every month, salary, salaries, extra staff, new post*,
        hire, recruit*""",
    Trigger.ONE_OFF_COST: "buy, buying, purchas*, order new, cost, costs, £*, pounds, fund, funds, funding",
    Trigger.ESTATE: """
        building, knock*, wall, walls, convert*, plumb*, socket*, sink, sinks, new door*, ceiling*, refurb*, car park*, signage""",
    Trigger.CONTRACT: "supplier*, tender*, contract, contracts, procure*, vendor*, outsourc*",
    Trigger.EQUALITY: """
        interpreter*, translat*, language, languages, disab*, wheelchair*, carer, carers, elderly, older people, religio*, faith,
        homeless*, digital only, online only""",
    Trigger.SERVICE: """
        close the clinic, close the ward, close the service, closing the clinic, closing the ward, closing the service,
        move the clinic, move the service, moving the clinic, moving the service, merg*, reconfigur*, new service*, opening hours""",
    Trigger.RESEARCH: "research*, randomis*, randomiz*, control group*, a trial of, rct, publish*, hypothes*, ethics",
}
MOST = 3


_STARTS = re.compile(r"(?<![\w£])(?=[\w£])")


def _marked(text: str) -> str:
    """In small letters, with a mark where each word begins: patterns that begin with it look at nothing else, twice as quickly."""
    return _STARTS.sub("\0", text.lower())


def _pattern(words: str) -> re.Pattern[str]:
    stems = [re.escape(_marked(" ".join(word.split()))).replace(r"\*", r"[\w.,]*") for word in words.split(",")]
    return re.compile(rf"(?:{'|'.join(stems)})(?!\w)")


_PATTERNS = {trigger: _pattern(words) for trigger, words in WORDS.items()}
_POUNDS = re.compile(r"£\s?(\d[\d,]*(?:\.\d+)?)(k?)", re.IGNORECASE)


def suspected(text: str, limits: Mapping[Trigger, int | None] | None = None) -> tuple[Trigger, ...]:
    """At most three triggers that `text` suggests, those with most words first, then in the order of the list.

    `limits` are pounds: a cost of which every amount named is within the limit is no question.
    """
    marked = _marked(text)
    hits = {trigger: len(set(pattern.findall(marked))) for trigger, pattern in _PATTERNS.items()}
    if hits[Trigger.ONE_OFF_COST] and _within(text, (limits or {}).get(Trigger.ONE_OFF_COST)):
        hits[Trigger.ONE_OFF_COST] = 0
    order = list(WORDS)
    found = sorted(
        (trigger for trigger, number in hits.items() if number), key=lambda one: (-hits[one], order.index(one))
    )
    return tuple(found[:MOST])


def pounds_in(text: str) -> float | None:
    """The largest amount of money that `text` names; none where it names none."""
    return max(
        (float(number.replace(",", "")) * (1000 if k else 1) for number, k in _POUNDS.findall(text)), default=None
    )


def _within(text: str, limit: int | None) -> bool:
    most = pounds_in(text)
    return limit is not None and most is not None and most <= limit
