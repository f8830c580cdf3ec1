"""Addresses in somebody's words as links: of the web alone, and leading away without telling from where."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

ADDRESS = re.compile(r"https?://[^\s<>\"'`\\]+", re.I)
AFTER = ".,;:!?"
PAIRS = {")": "(", "]": "["}


def linked(text: str) -> Markup:
    """Everything is escaped; what begins with http:// or https:// becomes a link."""
    out, at = Markup(""), 0
    for found in ADDRESS.finditer(text):
        address = _without_what_follows(found.group())
        if len(address) < len("http://a.b"):
            continue
        link = Markup('<a href="{0}" rel="nofollow noopener noreferrer ugc">{0}</a>').format(address)
        out += escape(text[at : found.start()]) + link
        at = found.start() + len(address)
    return out + escape(text[at:])


def _without_what_follows(address: str) -> str:
    """A full stop or a bracket that belongs to the sentence is no part of the address."""
    while address and (address[-1] in AFTER or _is_left_over(address)):
        address = address[:-1]
    return address


def _is_left_over(address: str) -> bool:
    last = address[-1]
    return last in PAIRS and address.count(last) > address.count(PAIRS[last])
