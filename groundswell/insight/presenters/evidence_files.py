"""A pack of evidence to take away: as tagged PDF with its charts, and as a file of lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _

from groundswell.insight import rules
from groundswell.insight.presenters.evidence import Answered, Block, Chart, Pack
from groundswell.insight.presenters.parts import Said
from groundswell.ui.paper import Block as Part
from groundswell.ui.paper import Document, Facts, Heading, Picture, Pictures, Points, Small, Words, foot
from groundswell.ui.spreadsheets import as_csv, safe_cell


def honest() -> str:
    """What stands on every pack."""
    return _("Made by Groundswell from work recorded here. It is not a judgement and not a score.")


def nothing_yet() -> str:
    return _("Nothing recorded yet.")


def listed(title: str) -> str:
    return _("They are listed under “{title}”.").format(title=title)


def pack_paper(page: Pack, address: str, at: datetime) -> Document:
    """`address`: where it stands on line."""
    facts = [
        (_("Period"), page.window), (_("Framework"), f"{page.title}. {page.valid}."),
        (_("Its owner"), page.owner), (_("Made on"), page.made),
    ]  # fmt: skip
    blocks: list[Part] = [Facts(tuple(facts)), Words(honest())]
    blocks += [Small(line) for line in (page.note, page.held, page.cut) if line]
    for one in page.statements:
        blocks += _statement(one)
    blocks += [Heading(_("What is still not good, and what was stopped")), *_not_good(page)]
    blocks.append(Small(settings.BASE_ADDRESS + address))
    return Document(
        _("Evidence: {name}").format(name=page.title), tuple(blocks), at, line=page.where, foot=foot(honest())
    )


def _statement(one: Answered) -> Iterable[Part]:
    yield Heading(one.title)
    if one.question:
        yield Small(one.question)
    for block in one.blocks:
        yield from _block(block)
    if one.nothing and one.blocks:
        yield Small(_("Nothing recorded yet, or too little to say, of: {kinds}.").format(kinds="; ".join(one.nothing)))
    elif not one.blocks:
        yield Words(nothing_yet())


def _block(block: Block) -> Iterable[Part]:
    yield Words(text(block.said) + (f" {listed(block.see)}" if block.see else ""))
    rows = [_in_a_line(row.title, row.where, row.more) for row in block.rows] + [text(line) for line in block.lines]
    rows += [text(block.rest)] if block.rest else []
    if rows:
        yield Points(tuple(rows))
    drawn = tuple(Picture(one.svg, one.sentence, one.name) for one in block.charts if one.svg)
    if drawn:
        yield Pictures(drawn, across=2)
    if again := [_again(one) for one in block.charts if not one.svg]:
        yield Points(tuple(again))


def _again(one: Chart) -> str:
    return _("{name}: {sentence} Its chart stands under “{title}”.").format(
        name=one.name, sentence=one.sentence, title=one.see
    )


def _in_a_line(title: str, where: str, more: str) -> str:
    return " ".join(
        part for part in (f"{title} ({where})." if where else f"{title}.", f"{more}." if more else "") if part
    )


def _not_good(page: Pack) -> Iterable[Part]:
    lines = [text(line) for line in page.late]
    lines += [_("Nothing recorded yet for: {title}").format(title=title) for title in page.unanswered]
    yield (
        Points(tuple(lines))
        if lines
        else Words(
            _(
                "Nothing is past its day, nothing was stopped, and every statement has something. "
                "Ask whether it is safe to say no here."
            )
        )
    )


def text(parts: Said) -> str:
    return "".join(str(part) for part in parts)


@as_csv
def pack_csv(page: Pack) -> Iterator[list[str]]:
    """A line a thing; every number has passed the gate."""
    yield [_("Statement"), _("Title"), _("Kind"), _("What"), _("Where"), _("More"), _("Address")]
    for about in (honest(), f"{page.title}. {page.valid}. {page.owner}", page.note, page.held, page.cut, _made(page)):
        if about:
            yield ["", "", _("About this file"), safe_cell(about), safe_cell(page.where), "", ""]
    for one in page.statements:
        for block in one.blocks:
            for row in _lines(block):
                yield [safe_cell(one.code), safe_cell(one.title), block.label, *(safe_cell(cell) for cell in row)]
        for label in one.nothing:
            yield [safe_cell(one.code), safe_cell(one.title), label, nothing_yet(), "", "", ""]
    for line in page.late:
        yield ["", _("What is still not good, and what was stopped"), "", *rules.cells(text(line)), "", "", ""]


def _made(page: Pack) -> str:
    return _("{window}. Made on {day}.").format(window=page.window, day=page.made)


def _lines(block: Block) -> Iterable[tuple[str, str, str, str]]:
    yield text(block.said), "", "", ""
    for line in block.lines:
        yield text(line), "", "", ""
    for row in block.rows:
        yield row.title, row.where, row.more, settings.BASE_ADDRESS + row.href
    for one in block.charts:
        yield one.name, "", one.sentence, settings.BASE_ADDRESS + one.href
    if block.rest:
        yield text(block.rest), "", "", ""
