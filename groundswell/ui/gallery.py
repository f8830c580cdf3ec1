"""Things to show in the gallery: every component of `templates/components` with its states."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from markupsafe import Markup

import commoncause
from groundswell.ui.fields import ChoiceField, DayField, Form, LineField, SeveralField, WordsField
from groundswell.ui.verdicts import no

NOW = datetime(2026, 3, 4, 9, 30, tzinfo=UTC)
WALKS = [14, 15, 13, 16, 14, 15, 13, 14, 16, 15, 9, 8, 9, 7, 8, 9, 8, 7]


class GalleryForm(Form):
    """Each kind of field once."""

    words = WordsField(label="Several lines", help_text="As many as you like.", required=False)
    line = LineField(label="One line", help_text="Short.")
    choice = ChoiceField(label="One of these", choices=[("a", "This"), ("b", "That")], hints={"a": "What this means"})
    inline = ChoiceField(label="Yes or no", choices=[("yes", "Yes"), ("no", "No")], inline=True)
    several = SeveralField(label="Several of these", choices=[("x", "Ink"), ("y", "Paper")], hints={"y": "A4"})
    day = DayField(label="A day")
    pick = forms.ChoiceField(label="From a list", choices=[("1", "One"), ("2", "Two")])
    tick = forms.BooleanField(label="A tick")
    file = forms.FileField(label="A file", required=False)


def things() -> dict[str, Any]:
    """Everything the gallery page needs; nothing of it is real."""
    wrong = GalleryForm({"words": "x", "day_0": "40", "day_1": "1", "day_2": "2026"}, auto_id="wrong_%s")
    return {
        "now": NOW, "fields": GalleryForm(auto_id="id_%s"), "wrong": wrong, "not_now": no(_("The co-leads do this.")),
        "lines": _lines(), "cards": _cards(), "rows": _rows(), "deeds": _deeds(), "column": _column(), "full": _column(full=True),
        "above": _above(), "pieces": (("Where are the ", False), ("trolleys", True), (" at night", False)),
        "small": _small(), "picture": _picture(), "versions": _versions(), "talk": _talk(),
        "tree": _tree(), "onwards": _onwards(),
    }  # fmt: skip


def _bag(**facts: Any) -> SimpleNamespace:
    return SimpleNamespace(**facts)


def _onwards() -> SimpleNamespace:
    way = _bag(href="#", title="Lead the huddle", line="Ward 21, two mornings a week")
    return _bag(
        said="You noticed it and saw it become real. You could do this next.", ways=(way,), put_away="/gallery/"
    )


def _tree() -> SimpleNamespace:
    def box(x: int, y: int, words: str, **more: bool) -> SimpleNamespace:
        return _bag(
            x=x, y=y, height=34, lines=(_bag(words=words, y=y + 21),), **{"is_broken": False, "is_strong": False} | more
        )

    boxes = (box(0, 22, "Ward 21", is_strong=True), box(236, 0, "Ward 6"), box(236, 44, "2 more", is_broken=True))
    paths = (_bag(d="M200 39C218 39 218 17 236 17"), _bag(d="M200 39C218 39 218 61 236 61"))
    return _bag(sentence="It is at 3 other places.", width=436, height=78, boxes=boxes, paths=paths)


def _lines() -> list[SimpleNamespace]:
    return [
        _bag(sentence="Sister Okafor heard it", at=NOW, note="We will try it next week."),
        _bag(sentence="Amina noticed this", at=NOW - timedelta(days=2), note=""),
    ]


def _cards() -> list[dict[str, Any]]:
    return [
        {
            "href": "#",
            "title": "The trolley is never stocked",
            "tag": "Trying",
            "colour": "orange",
            "lines": ["Amina, Ward 21"],
        },
        {"href": "#", "title": "A card with only a title"},
    ]


def _rows() -> list[dict[str, Any]]:
    return [
        {
            "href": "#",
            "title": "A title that somebody wrote",
            "line": "What happened last, yesterday",
            "tag": "Working",
            "colour": "aqua-green",
        },
        {"href": "#", "title": "Something nobody has read", "line": "Today", "new": True, "kind": "A story"},
        {"href": "#", "title": "Only a title"},
    ]


def _deeds() -> list[SimpleNamespace]:
    go = _bag(text="Answer", href="#", post=False, main=True, name="", value="")
    return [go, _bag(text="Still fixed", href="/gallery/", post=True, main=False, name="still", value="yes")]


def _column(*, full: bool = False) -> SimpleNamespace:
    card = _bag(
        id="card-1",
        title="One hoist sling for two bays",
        href="#",
        turn="Waits on estates",
        days="3 days",
        late=True,
        where="Ward 21",
    )
    easy = _bag(
        id="card-2", title="Labels on the drawers", href="#", turn="Amina and Pat", days="today", late=False, where=""
    )
    cards = (card, easy) if full else ()
    kind = ("way", "In the way") if full else ("new", "New")
    return _bag(
        id=kind[0], title=kind[1], cards=cards, number=len(cards) * 2, more=len(cards), empty="Nothing new.", all_of=""
    )


class _Place(SimpleNamespace):
    def __str__(self) -> str:
        return str(self.name)

    def get_absolute_url(self) -> str:
        return "#"


def _above() -> list[_Place]:
    return [_Place(name="North East and Yorkshire"), _Place(name="A hospital")]


def _picture() -> SimpleNamespace:
    days = [NOW.date() - timedelta(days=7 * back) for back in range(len(WALKS) - 1, -1, -1)]
    chart = commoncause.xmr(WALKS, on=days, direction=commoncause.Direction.DECREASE, target=8)
    icons = [commoncause.icon(each, size=48) for each in (commoncause.variation(chart), commoncause.assurance(chart))]
    wide, narrow = (
        commoncause.draw(chart, title="Walks a shift", width=width, icons=False, id=f"g-{width}")
        for width in (720, 320)
    )
    drawn = [Markup(each) for each in (*icons, wide, narrow)]  # noqa: S704 - drawn by us from fixed numbers
    return _bag(icons=drawn[:2], sentence=commoncause.explain(chart), wide=drawn[2], narrow=drawn[3])


def _small() -> SimpleNamespace:
    return _bag(icon="", line="", latest="12 walks", sentence="Usual variation: no clear change.")


def _versions() -> list[SimpleNamespace]:
    return [
        _bag(what="Title", saved="Scans on the same day", typed="Same-day scans", is_same=False),
        _bag(what="Aim", saved="8 of 10", typed="8 of 10", is_same=True),
    ]


def _talk() -> SimpleNamespace:
    said = _bag(
        id="a",
        who="Amina",
        at=NOW,
        words="Could it live by bay two?",
        mine=True,
        hidden=False,
        because="",
        decided=True,
    )
    hidden = _bag(id="b", who="A colleague", at=NOW, words="", mine=False, hidden=True, because="", decided=False)
    thanks = _bag(who="Pat", to="Amina", at=NOW, words="for saying it")
    comment = _bag(words=GalleryForm(auto_id="talk_%s")["words"], questions=(), more=(), takes_files=False)
    decided = _bag(words="It lives by bay two, see https://www.example.org.", at=NOW, by="Pat")
    return _bag(
        address="/gallery/",
        lines=(said, hidden),
        older="#",
        thanks=(thanks,),
        comment=comment,
        thank=None,
        report="#",
        decided=(decided,),
        may_decide=False,
        files="",
        documents=(),
        of=lambda _line: (),
    )
