"""A story on two pages of A4, to take into a meeting: all that its page says to this reader."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _

from groundswell.stories.models import Story
from groundswell.stories.presenters.outside import done
from groundswell.stories.presenters.page import AdopterCard, StoryCard
from groundswell.stories.queries import Charts
from groundswell.ui.paper import Block, Document, Heading, Picture, Pictures, Points, Quote, Small, Words, foot

MOST_DRAWN = 5


def paper(story: Story, page: StoryCard, charts: Charts, at: datetime) -> Document:
    blocks: list[Block] = [Words(f"{page.tag}. {page.where}. {page.when}.")]
    blocks += [Words("\n".join([page.withdrawn, *page.corrections]))] if page.withdrawn or page.corrections else []
    if charts.whole:
        blocks.append(Picture(str(charts.whole.wide), charts.whole.sentence))
        blocks += [Small(charts.whole.measure.source)] if charts.whole.measure.source else []
    blocks += [Quote(words, whose) for words, whose in page.began]
    blocks += [Heading(_("What we did")), done(page.steps)]
    blocks += _part(_("What surprised us"), page.surprised) + _part(_("What we learned"), page.learned)
    if page.benefits:
        sums = [f"{group.name}: {row.size}. {row.how}. {row.checked}." for group in page.benefits for row in group.rows]
        blocks += [Heading(_("What came of it")), Points(tuple(sums))]
    if page.waited:
        blocks += [Heading(_("What it waited for, and how long")), Points(page.waited)]
    blocks += _part(_("What you would need"), page.needed)
    blocks += _adopters(page)
    blocks += [
        Small(
            "\n".join(
                [
                    ". ".join(page.people),
                    page.told + ".",
                    page.readers,
                    settings.BASE_ADDRESS + story.get_absolute_url(),
                ]
            )
        )
    ]
    return Document(page.title, tuple(blocks), at, foot=foot(), pages=2)


def _part(name: str, words: str) -> list[Block]:
    return [Heading(name), Words(words)] if words else []


def _adopters(page: StoryCard) -> list[Block]:
    """Small charts on one scale, as many as fit; then everything that was said."""
    if not page.adopters:
        return []
    drawn = [Picture(str(one.chart.narrow), one.chart.sentence, one.where) for one in page.adopters if one.chart][
        :MOST_DRAWN
    ]
    if page.home and drawn:
        home = _("Where it began: {place}").format(place=page.home_where)
        drawn = [Picture(str(page.home.narrow), page.home.sentence, home), *drawn]
    blocks: list[Block] = [Heading(_("Taken up"))]
    blocks += [Pictures(tuple(drawn), across=min(3, len(drawn)))] if drawn else []
    return [*blocks, Points(tuple(_adopter(one) for one in page.adopters))]


def _adopter(one: AdopterCard) -> str:
    adapted = _("Different here: {words}").format(words=one.adapted) if one.adapted else ""
    result = f"{one.result}. {one.words}" if one.result else _("No result has come back yet.")
    return f"{one.where}. " + " ".join(" ".join(part.split()) for part in (adapted, result) if part)
