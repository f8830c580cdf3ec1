"""Stories for everyone as feeds: Atom (RFC 4287) and JSON Feed 1.1. Not who told a story or whose idea it was."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree as Xml

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from groundswell.stories.models import Story
from groundswell.stories.presenters.page import came_of_it

ATOM = "http://www.w3.org/2005/Atom"
VERSION = "https://jsonfeed.org/version/1.1"
NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
NOTHING_YET = datetime(2026, 1, 1, tzinfo=UTC)
SUMMARY = 400
TYPES = {"atom": "application/atom+xml", "json": "application/feed+json"}


@dataclass(frozen=True)
class Feed:
    """A form of the feed as a page names it."""

    type: str
    title: str
    href: str


def atom(stories: Sequence[Story], address: str) -> bytes:
    Xml.register_namespace("", ATOM)
    feed = Xml.Element(f"{{{ATOM}}}feed")
    _text(feed, "id", _id("feed"))
    _text(feed, "title", _title())
    _text(feed, "updated", _updated(stories).isoformat())
    _link(feed, "self", settings.BASE_ADDRESS + address)
    _link(feed, "alternate", settings.BASE_ADDRESS + reverse("stories:index"))
    _text(Xml.SubElement(feed, f"{{{ATOM}}}author"), "name", "Groundswell")
    for story in stories:
        entry = Xml.SubElement(feed, f"{{{ATOM}}}entry")
        _text(entry, "id", _id(story.public_id))
        _text(entry, "title", story.title)
        _text(entry, "published", story.told_at.isoformat())
        _text(entry, "updated", story.changed_at.isoformat())
        _link(entry, "alternate", settings.BASE_ADDRESS + story.get_absolute_url())
        _text(entry, "summary", _summary(story))
    return Xml.tostring(feed, encoding="utf-8", xml_declaration=True)


def json_feed(stories: Sequence[Story], address: str) -> bytes:
    items = [
        {
            "id": _id(story.public_id), "url": settings.BASE_ADDRESS + story.get_absolute_url(), "title": story.title,
            "content_text": _summary(story), "summary": _summary(story), "date_published": story.told_at.isoformat(),
            "date_modified": story.changed_at.isoformat(),
        }
        for story in stories
    ]  # fmt: skip
    about = {
        "version": VERSION, "title": _title(), "home_page_url": settings.BASE_ADDRESS + reverse("stories:index"),
        "feed_url": settings.BASE_ADDRESS + address, "language": "en-GB", "items": items,
    }  # fmt: skip
    return json.dumps(about, ensure_ascii=False).encode()


def _title() -> str:
    return _("Stories in Groundswell")


def _id(key: str) -> str:
    """The same for ever, also when the installation moves to another address."""
    return uuid5(NAMESPACE_URL, f"groundswell:stories:{key}").urn


def _updated(stories: Sequence[Story]) -> datetime:
    return max((story.changed_at for story in stories), default=NOTHING_YET)


def _summary(story: Story) -> str:
    learned = story.learned if len(story.learned) <= SUMMARY else f"{story.learned[:SUMMARY].rsplit(maxsplit=1)[0]} ..."
    return f"{came_of_it(story.worked)}. {story.place.in_full}. {learned}"


def _text(parent: Xml.Element, name: str, text: str) -> None:
    Xml.SubElement(parent, f"{{{ATOM}}}{name}").text = NOT_IN_XML.sub("", text)


def _link(parent: Xml.Element, rel: str, href: str) -> None:
    Xml.SubElement(parent, f"{{{ATOM}}}link", {"rel": rel, "href": href})


def feed_links(addresses: dict[str, str]) -> tuple[Feed, ...]:
    """The two forms of the feed, for the head of a page and for who copies an address."""
    return (
        Feed(TYPES["atom"], _("Stories, as Atom"), addresses["atom"]),
        Feed(TYPES["json"], _("Stories, as JSON Feed"), addresses["json"]),
    )
