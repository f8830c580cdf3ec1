"""Decisions as pure functions: which way of leading a part was (d16), and how words lose the names of colleagues."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial

from django.utils.translation import gettext_lazy as _

from groundswell.events.kinds import Part

# Ways of leading (d16), in one fixed order that says nothing about worth. No points, no score.
WAYS = {
    "noticed": _("What I noticed"),
    "supported": _("What I answered and helped with"),
    "tested": _("What I tested"),
    "co_led": _("What I co-led"),
    "led_across_teams": _("What I led across teams"),
    "led_across_organisations": _("What I led across organisations"),
    "stepped_in": _("What I stepped into"),
    "helped_adoption": _("What I took up from elsewhere"),
    "mentored": _("Whom I mentored"),
    "enabled": _("What I cleared the way for"),
    "told_the_story": _("What I told others"),
}
CO_LED = "co_led"
# Which way each part was. To comment and to say thanks is kind, and stands on "My journey", but it is no way of leading.
WAY_OF = {
    Part.OWNER: "noticed", Part.ANSWERER: "supported", Part.SUPPORTER: "supported", Part.JOINER: "supported",
    Part.TASK_DOER: "supported", Part.DECIDER: "supported", Part.ADVISER: "supported", Part.TESTER: "tested",
    Part.CLINICAL_CO_LEAD: CO_LED, Part.MANAGERIAL_CO_LEAD: CO_LED, Part.ADOPTER: "helped_adoption", Part.MENTOR: "mentored",
    Part.ENABLER: "enabled", Part.TELLER: "told_the_story",
}  # fmt: skip
COUNTED = tuple(str(part) for part in WAY_OF)


def way_of(part: str, *, places: int = 1, organisations: int = 1, role: bool = False) -> str:
    """The way of leading a part was; a seat in a change of several teams or organisations is said as that.

    `role`: it was a role that somebody offered, so that to join it was to step in.
    """
    way = WAY_OF[Part(part)]
    if role and part == Part.JOINER:
        return "stepped_in"
    if way != CO_LED:
        return way
    if organisations > 1:
        return "led_across_organisations"
    return "led_across_teams" if places > 1 else CO_LED


TITLES = r"(?:Dr|Sister|Mr|Mrs|Ms|Miss|Mx|Prof|Professor|Nurse|Matron|Sir|Dame)\.?"
NAME = re.compile(r"[A-Z][\w’'-]+(?: [\w’'-]+)* [A-Z][\w’'-]+")


def said_instead(title: str, managerial: bool) -> str:
    """How a colleague is said without a name: by what they are where that is a post, else "a colleague"."""
    if not managerial or not title:
        return "a colleague"
    return f"the {title if title[1:2].isupper() else title[:1].lower() + title[1:]}"


def without_names(text: str, said: Mapping[str, str]) -> str:
    """The text with every name in `said` (name: what to say instead) taken out, with its title, first or last name alone too.

    What is called by no personal name ("A nurse from the next ward") is left as it is. Longer names go first.
    """
    ways = sorted(
        ((way, instead) for name, instead in said.items() for way in _ways_to_say(name)), key=lambda way: -len(way[0])
    )
    for way, instead in ways:
        if way in text:
            pattern = re.compile(rf"\b(?:{TITLES} )*{re.escape(way)}\b")
            text = pattern.sub(partial(_fitting, instead), text)
    return text


def _ways_to_say(name: str) -> tuple[str, ...]:
    bare = re.sub(rf"^(?:{TITLES} )+", "", name.strip())
    if not NAME.fullmatch(bare):
        return ()
    parts = bare.split(" ")
    return (bare, *(one for one in (parts[-1], parts[0]) if len(one) > 2))


def _fitting(instead: str, found: re.Match[str]) -> str:
    before = found.string[: found.start()].rstrip(" “\"'‘")
    begins = not before or before[-1] in ".:?!\n"
    return instead[:1].upper() + instead[1:] if begins else instead
