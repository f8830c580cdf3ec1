"""Which triggers the words of a change suggest, so that a question is asked only when it may matter. Vocabulary d9.

Words are stems at the beginning of a word, as staff write them. Suggesting one too many costs a tap; one too few costs a
conversation with the person who decides: so common words of a ward (bed, chart, drug round) suggest nothing by themselves.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from groundswell.enabling.models import Trigger

WORDS: dict[Trigger, str] = {
    Trigger.DATA: r"patient(?:s'?|'s)? (?:data|details|records?|list|names?)|share records|spreadsheet|database|identifiable|email(?:ing)? patients"
                  r"|text(?:ing)? patients|whatsapp|photo(?:s|graphs?)? of patients|cctv|video",
    Trigger.DEVICE: r"app|apps|software|tablet|ipad|website|portal|online form|barcode|scanner|sensor|wearable|devices?|pumps?|monitors?|ai|chatbot",
    Trigger.PROTOCOL: r"medicines?|medication|prescrib\w*|dos(?:e|es|ing)|antibiotics?|insulin|opioids?|pgd|protocol\w*|clinical guideline\w*|pathway\w*"
                      r"|discharge criteria|triage|oxygen",
    Trigger.STAFF_TERMS: r"rotas?|rosters?|shift times?|shift pattern\w*|working hours|overtime|on[- ]call|job descriptions?|contracted hours|weekend working"
                         r"|seven[- ]day|7[- ]day|pay band\w*",
    Trigger.RECURRING_COST: r"subscription\w*|licen[cs]es?|per month|a month|per year|a year|every month|salary|salaries|extra staff|new posts?|hire|recruit\w*",
    Trigger.ONE_OFF_COST: r"buy|buying|purchas\w*|order a|order new|cost\w*|£\s?\d[\d,.]*k?|pounds|fund\w*",
    Trigger.ESTATE: r"building|knock\w*|walls?|rooms? (?:into|to be)|convert\w*|plumb\w*|sockets?|sinks?|doors?|ceiling|refurb\w*|car park\w*|signage|painted",
    Trigger.CONTRACT: r"supplier\w*|tender\w*|contracts?|procure\w*|vendor\w*|outsourc\w*|agency",
    Trigger.EQUALITY: r"interpreter\w*|translat\w*|language\w*|disab\w*|wheelchair\w*|carers?|elderly|older people|women|religio\w*|faith|homeless"
                      r"|digital(?:ly)? only|online only",
    Trigger.SERVICE: r"clos(?:e|es|ing) (?:the|a|our) (?:clinic|ward|service|site|surgery)|mov(?:e|es|ing) (?:the|a|our) (?:clinic|ward|service|surgery)"
                     r"|merg\w*|reconfigur\w*|stop(?:ping)? the service|new service|opening hours",
    Trigger.RESEARCH: r"research|randomis\w*|randomiz\w*|control group|trial of|rct|publish\w*|hypothes\w*|ethics",
}  # fmt: skip
_PATTERNS = {trigger: re.compile(rf"(?<![\w£])(?:{words})(?!\w)", re.IGNORECASE) for trigger, words in WORDS.items()}
_POUNDS = re.compile(r"£\s?(\d[\d,]*(?:\.\d+)?)(k?)", re.IGNORECASE)
MOST = 3


def suspected(text: str, limits: Mapping[Trigger, int | None] | None = None) -> tuple[Trigger, ...]:
    """At most three triggers that `text` suggests, those with most words first, then in the order of the list.

    `limits` are pounds: a cost of which every amount named is within the limit is no question.
    """
    hits = {trigger: len(set(map(str.lower, pattern.findall(text)))) for trigger, pattern in _PATTERNS.items()}
    if hits[Trigger.ONE_OFF_COST] and _within(text, (limits or {}).get(Trigger.ONE_OFF_COST)):
        hits[Trigger.ONE_OFF_COST] = 0
    order = list(WORDS)
    found = sorted((trigger for trigger, number in hits.items() if number), key=lambda one: (-hits[one], order.index(one)))
    return tuple(found[:MOST])


def _within(text: str, limit: int | None) -> bool:
    amounts = [float(number.replace(",", "")) * (1000 if k else 1) for number, k in _POUNDS.findall(text)]
    return bool(limit is not None and amounts and max(amounts) <= limit)
