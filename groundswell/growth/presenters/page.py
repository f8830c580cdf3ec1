"""The record as groups of lines, entries as cards, an entry as parts to read, and both as plain text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groundswell.events.kinds import Part
from groundswell.events.models import Credit
from groundswell.growth.bodies import Body
from groundswell.growth.forms import EntryForm
from groundswell.growth.models import Entry
from groundswell.growth.queries import Record, Thanked
from groundswell.growth.rules import WAYS
from groundswell.ui.fields import Form
from groundswell.ui.formats import day, joined, upper
from groundswell.ui.typed import Version

FEEDBACK = "nmc-feedback"
ROLES = {Part.JOINER: gettext_lazy("stepped in"), Part.ENABLER: gettext_lazy("opened it to a colleague")}


@dataclass(frozen=True)
class Line:
    """One thing taken part in. `href` is empty where it may not be read any more; `write` begins an entry."""

    title: str
    href: str
    line: str
    write: str
    quote: str = ""
    keep: str = ""  # begins a row of the log of feedback


@dataclass(frozen=True)
class Group:
    name: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Pages:
    """Ways to the pages beside this one."""

    older: str = ""
    newer: str = ""


@dataclass(frozen=True)
class Portfolio:
    groups: tuple[Group, ...]
    pages: Pages
    thanks: tuple[Line, ...]
    thanks_pages: Pages


def portfolio(record: Record, thanked: Thanked, *, first: bool, first_thanks: bool) -> Portfolio:
    return Portfolio(
        _groups(record), _pages(record.older, "before", first),
        tuple(_thank(thanked, row) for row in thanked.rows), _pages(thanked.older, "thanks", first_thanks),
    )  # fmt: skip


def _pages(older: str, name: str, first: bool) -> Pages:
    return Pages("?" + urlencode({name: older}) if older else "", "" if first else "?")


def _groups(record: Record) -> tuple[Group, ...]:
    """By way of leading, in one fixed order; in each the newest first, what is about one thing as one line."""
    found: dict[str, dict[tuple[str, str], list[Credit]]] = {way: {} for way in WAYS}
    for row in record.credits:
        found[record.way(row)].setdefault((row.event.room, row.event.subject_id), []).append(row)
    return tuple(
        Group(str(WAYS[way]), tuple(_line(rows, record.readable) for rows in subjects.values()))
        for way, subjects in found.items()
        if subjects
    )


def _line(rows: list[Credit], readable: frozenset[str]) -> Line:
    """`rows` are newest first. The newest address that may still be read opens it."""
    event = rows[0].event
    href = next((row.event.address for row in rows if row.event.address in readable), "")
    parts = joined(list(dict.fromkeys(_part(row) for row in rows)))
    since, until = day(rows[-1].at), day(rows[0].at)
    when = until if since == until else _("{since} to {until}").format(since=since, until=until)
    said = ", ".join(filter(None, [upper(parts), when, str(rows[0].place or "")]))
    return Line(event.title, href, said, reverse("growth:choose", args=[event.room, event.subject_id]))


def _part(row: Credit) -> str:
    if row.event.room == "growth" and row.part in ROLES:
        return str(ROLES[row.part])  # type: ignore[index]
    return row.get_part_display()  # type: ignore[attr-defined,no-any-return]


def _thank(thanked: Thanked, row: Any) -> Line:
    event = thanked.subjects.get((row.room, row.subject_id))
    title = event.title if event else _("Something that is not here any more")
    href = event.address if event and event.address in thanked.readable else ""
    about = [row.room, row.subject_id]
    write = reverse("growth:choose", args=about) if event else ""
    keep = f"{reverse('growth:write', args=[*about, FEEDBACK])}?thanks={row.pk}" if event else ""
    where = ", ".join(filter(None, [day(row.at), str(row.organisation or "")]))
    return Line(title, href, where, write, row.words, keep)


@dataclass(frozen=True)
class Card:
    href: str
    title: str
    line: str


@dataclass(frozen=True)
class Listing:
    rows: tuple[Card, ...]
    pages: Pages


def listing(entries: Sequence[Entry], older: str = "", *, first: bool = True) -> Listing:
    cards = tuple(
        Card(one.get_absolute_url(), one.title, f"{_(one.framework.name)}. {day(one.changed_at)}") for one in entries
    )
    return Listing(cards, _pages(older, "entries", first))


@dataclass(frozen=True)
class Log:
    """A dated list under the headings of its body; each row begins with the way to the entry."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    pages: Pages


def log(entries: Sequence[Entry], older: str, *, first: bool) -> Log:
    heads = tuple(_(field.label) for field in entries[0].framework.fields) if entries else ()
    rows = tuple(
        (one.get_absolute_url(), tuple(field.said(one.words.get(field.code)) for field in one.framework.fields))
        for one in entries
    )
    return Log(heads, rows, _pages(older, "before", first))


def choosing(
    title: str, fits: Sequence[Body], others: Sequence[Body], entries: Sequence[Entry], room: str, subject_id: str
) -> dict[str, Any]:
    """For whom to write about one thing, what fits somebody first; what was written about it before."""

    def cards(bodies: Sequence[Body]) -> list[Card]:
        return [Card(_way(room, subject_id, body), _(body.name), _(body.short)) for body in bodies]

    return {"caption": title, "fits": cards(fits), "others": cards(others), "before": listing(entries)}


def _way(room: str, subject_id: str, body: Body) -> str:
    if not room:
        return reverse("growth:write_free", args=[body.code])
    return reverse("growth:write", args=[room, subject_id, body.code])


def writing(
    body: Body, form: EntryForm, caption: str, entry: Entry | None, both: Sequence[Version], back: str
) -> dict[str, Any]:
    """The page to write or change an entry."""
    return {
        "title": _(body.name), "caption": caption, "form": form, "both": both, "body": body, "entry": entry,
        "note": _(body.note), "button": _("Save it, for me alone"),
        "back": {"href": back, "text": _("Back to the entry") if entry else _("Choose another form")},
        "source": body.source,
        "checked": _("What they ask, looked up on {day}").format(day=day(body.checked)) if body.checked else "",
        "edition": _("Headings after {owner}, our version {version}.").format(owner=_(body.owner), version=body.version),
    }  # fmt: skip


def filled(entry: Entry) -> dict[str, Any]:
    """An entry as its form shows it."""
    return {**entry.words, "title": entry.title, "version": entry.version}


def both_versions(form: EntryForm, entry: Entry) -> list[Version]:
    """Every part that is not the same; what was typed stays in the form as well."""
    now = filled(entry)
    rows = [
        Version(
            str(bound.label),
            shown_value(form, bound.name, now.get(bound.name)),
            shown_value(form, bound.name, bound.value()),
        )
        for bound in form
        if bound.name != "version" and not bound.name.endswith("_not_a_patient")
    ]
    return [row for row in rows if not row.is_same]


def shown_value(form: Form, name: str, value: Any) -> str:
    choices = {str(key): str(label) for key, label in getattr(form.fields[name], "choices", ())}
    values = value if isinstance(value, list | tuple) else [value]
    said = [choices.get(str(one), str(one)).replace("\r\n", "\n").strip() for one in values if one]
    return joined(said) or _("(nothing)")


@dataclass(frozen=True)
class Section:
    label: str
    words: str
    ask: str = ""  # the prompt, shown while there is nothing


@dataclass(frozen=True)
class Paper:
    """An entry to read, to print and to take away: the headings of its body with what was written under them."""

    title: str
    body: str
    edition: str
    when: str
    sections: tuple[Section, ...]
    href: str


def paper(entry: Entry) -> Paper:
    body = entry.framework
    edition = _("Headings after {owner}, our version {version}").format(owner=_(body.owner), version=body.version)
    sections = tuple(
        Section(_(field.label), field.said(entry.words.get(field.code)), _(field.ask) if field.ask else "")
        for field in body.fields
    )
    return Paper(
        entry.title, _(body.name), edition,
        _("Written {day}").format(day=day(entry.written_at)) if entry.written_at == entry.changed_at
        else _("Written {day}, changed {changed}").format(day=day(entry.written_at), changed=day(entry.changed_at)),
        sections, entry.get_absolute_url(),
    )  # fmt: skip


def as_text(page: Paper) -> str:
    """One entry as plain text, to be pasted into whatever form somebody is given."""
    head = [page.title, page.body, f"{page.edition}. {page.when}."]
    return "\n".join(head) + "\n\n" + "\n\n".join(f"{one.label}\n{one.words or '-'}" for one in page.sections) + "\n"


def all_as_text(pages: Sequence[Paper]) -> str:
    return f"\n{'=' * 60}\n\n".join(as_text(page) for page in pages) or _("No entry yet.") + "\n"
