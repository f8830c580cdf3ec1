"""Entries as a document to take away: one, or the whole portfolio."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from groundswell.growth.presenters.page import Paper
from groundswell.ui.paper import Block, Document, Heading, Small, Words, foot


def one_entry(page: Paper, at: datetime) -> Document:
    line = f"{page.body}. {page.edition}. {page.when}."
    return Document(page.title, tuple(_sections(page, 1)), at, line=line, foot=foot(_("My own portfolio.")))


def all_entries(pages: Sequence[Paper], at: datetime) -> Document:
    blocks: list[Block] = []
    for page in pages:
        blocks += [Heading(page.title), Small(f"{page.body}. {page.edition}. {page.when}."), *_sections(page, 2)]
    return Document(
        _("My portfolio"), tuple(blocks) or (Words(_("No entry yet.")),), at, foot=foot(_("My own portfolio."))
    )


def _sections(page: Paper, level: int) -> list[Block]:
    blocks: list[Block] = []
    for one in page.sections:
        blocks += [Heading(one.label, level), Words(one.words or "-")]
    return blocks
