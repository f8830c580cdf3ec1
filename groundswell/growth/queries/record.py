"""A person's own record and entries. Every question is asked by that person, about that person, and by nobody else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from django.db.models import Q
from django.http import Http404

from groundswell.benefits.models import Benefit
from groundswell.changes import queries as changes
from groundswell.changes.models import Change, ChangePlace, Step, Test
from groundswell.enabling import queries as enabling
from groundswell.events import queries as events
from groundswell.events.models import Credit, Event
from groundswell.growth import rules
from groundswell.growth.models import Entry
from groundswell.growth.queries.mentoring import Given, given, mentoring_among, mentoring_for
from groundswell.growth.queries.opportunities import readable_among
from groundswell.ideas import queries as ideas
from groundswell.ideas.models import Idea
from groundswell.measures import queries as measures
from groundswell.measures.queries import SmallChart
from groundswell.people.models import Membership, Person
from groundswell.people.queries import sight
from groundswell.stories import queries as stories
from groundswell.talk import queries as talk
from groundswell.talk.models import Thanks
from groundswell.ui.paging import key_of, older_than

PAGE = 30
THANKS = 10
ENTRIES = 20
MOST = 500  # entries taken away at once
COLLEAGUES = 400  # whose names are taken out of a draft
Key = tuple[str, str]  # room and id


@dataclass(frozen=True)
class Record:
    """One page of what somebody took part in, newest first; and what is needed to say it."""

    credits: list[Credit]
    older: str
    breadth: Mapping[str, tuple[int, int]]
    readable: frozenset[str]

    def way(self, credit: Credit) -> str:
        event = credit.event
        places, houses = self.breadth.get(event.subject_id, (1, 1)) if event.room == "changes" else (1, 1)
        return rules.way_of(credit.part, places=places, organisations=houses, role=event.room == "growth")


@dataclass(frozen=True)
class Thanked:
    """A page of what somebody was thanked for, with the newest event about each subject."""

    rows: list[Thanks]
    older: str
    subjects: Mapping[Key, Event]
    readable: frozenset[str]


def record_of(person: Person, before: str = "") -> Record:
    """What `person` noticed, tested, led, enabled and told, a page at a time."""
    found = list(events.credits_of(person, PAGE + 1, before, rules.COUNTED))
    shown = found[:PAGE]
    led = {row.event.subject_id for row in shown if rules.WAY_OF.get(row.part) == rules.CO_LED}  # type: ignore[call-overload]
    return Record(
        shown, events.key_of(shown[-1]) if len(found) > PAGE else "", changes.breadth_of(led) if led else {},
        open_addresses(person, (row.event for row in shown)),
    )  # fmt: skip


def thanked(person: Person, before: str = "") -> Thanked:
    found = talk.thanks_of(person, THANKS + 1, before)
    shown = found[:THANKS]
    subjects = events.latest_about({(row.room, row.subject_id) for row in shown}) if shown else {}
    older = key_of(shown[-1], "at") if len(found) > THANKS else ""
    return Thanked(shown, older, subjects, open_addresses(person, subjects.values()))


ROOMS = {
    "ideas": ideas.readable_among, "changes": changes.readable_among, "stories": stories.readable_among,
    "opportunities": readable_among, "mentoring": mentoring_among,
}  # fmt: skip
ELSEWHERE = {
    "asks": enabling.readable_among,
    "measures": measures.readable_among,
}  # asked of what is of another organisation


def open_addresses(person: Person, found: Iterable[Event]) -> frozenset[str]:
    """Addresses of events, and of what was asked by them, that `person` may still open. What is in no such room is open to them
    where they work today."""
    asked: dict[str, dict[str, str]] = {}
    open_to: set[str] = set()
    seen = sight(person)
    for event, address in ((one, address) for one in found for address in {one.address, one.opens}):
        room, key = _parts(address)
        if address and room not in ROOMS and seen.works_in(event.organisation_id):
            open_to.add(address)
        elif room in ROOMS or room in ELSEWHERE:
            asked.setdefault(room, {})[key] = address
    for room, keys in asked.items():
        open_to |= {keys[key] for key in (ROOMS | ELSEWHERE)[room](person, keys)}
    return frozenset(open_to)


def _parts(address: str) -> Key:
    parts = [*address.strip("/").split("/"), "", ""]
    return parts[0], parts[1]


def entries_of(person: Person, before: str = "") -> tuple[list[Entry], str]:
    """One's own entries, newest first, a page at a time, with the key of the next."""
    found = list(_entries(person).filter(older_than(before, "written_at"))[: ENTRIES + 1])
    shown = found[:ENTRIES]
    return shown, key_of(shown[-1], "written_at") if len(found) > ENTRIES else ""


def all_entries(person: Person) -> list[Entry]:
    """To take away at once."""
    return list(_entries(person)[:MOST])


def entries_about(person: Person, room: str, subject_id: str) -> list[Entry]:
    return list(_entries(person).filter(room=room, subject_id=subject_id)[:ENTRIES])


def log_of(person: Person, body: str, before: str = "") -> tuple[list[Entry], str]:
    """What was kept for one body, newest first, a page at a time: a log."""
    found = list(_entries(person).filter(older_than(before, "written_at"), body=body)[: ENTRIES + 1])
    shown = found[:ENTRIES]
    return shown, key_of(shown[-1], "written_at") if len(found) > ENTRIES else ""


def used_bodies(person: Person) -> frozenset[str]:
    """For which bodies somebody wrote before."""
    return frozenset(Entry.objects.filter(person=person).order_by().values_list("body", flat=True).distinct())


def _entries(person: Person):  # type: ignore[no-untyped-def]
    return Entry.objects.filter(person=person).order_by("-written_at", "-pk")


def entry_for(person: Person, public_id: str) -> Entry:
    """One's own entry; not found for everybody else."""
    found = Entry.objects.filter(person=person, public_id=public_id).first()
    if found is None:
        raise Http404
    return found


@dataclass(frozen=True)
class Known:
    """What is known already of something somebody took part in, so that nobody types it a second time.

    What the work itself tells (aim, tests, numbers) is only there while they may still read it; their own parts always are.
    `said` maps names of colleagues to what is said instead.
    """

    room: str
    subject_id: str
    title: str
    credits: list[Credit]
    me: int = 0
    post: str = ""
    ideas: list[Idea] = field(default_factory=list)
    change: Change | None = None
    places: list[ChangePlace] = field(default_factory=list)
    tests: list[Test] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    charts: list[SmallChart] = field(default_factory=list)
    benefits: list[Benefit] = field(default_factory=list)
    thanks: list[Thanks] = field(default_factory=list)
    posts: Mapping[int, str] = field(default_factory=dict)
    said: Mapping[str, str] = field(default_factory=dict)
    given: Given | None = None


def title_for(person: Person, room: str, subject_id: str) -> str:
    """What it is called that `person` took part in or was thanked for; not found when they did neither."""
    mine = events.credits_about(person, [(room, subject_id)], rules.COUNTED)
    if mine:
        return mine[-1].event.title
    if talk.thanks_for(person, [(room, subject_id)]):
        found = events.latest_about([(room, subject_id)]).get((room, subject_id))
        return found.title if found else ""
    if room == "growth":
        return str(mentoring_for(person, subject_id))
    raise Http404


def known(person: Person, room: str, subject_id: str, thanks: str = "") -> Known:
    """All that a draft begins with. Not found when `person` had no part in it. `thanks` asks for one of the thanks alone."""
    title = title_for(person, room, subject_id)
    change, noticed = _work(person, room, subject_id)
    subjects = {(room, subject_id), *(("ideas", idea.public_id) for idea in noticed)}
    subjects |= {("changes", change.public_id)} if change else set()
    mine = events.credits_about(person, subjects, rules.COUNTED)
    thanked_for = talk.thanks_for(person, subjects)
    thanked_for = [row for row in thanked_for if str(row.pk) == thanks] or thanked_for
    if change is None:
        about = Known(room, subject_id, title, mine, person.pk, post_of(person), noticed, thanks=thanked_for)
        about = replace(about, given=given(person, subject_id) if room == "growth" else None)
        places = [idea.place_id for idea in noticed]
    else:
        rows = changes.rows_of(change)
        about = Known(
            room, subject_id, change.title, mine, person.pk, post_of(person), noticed, change, rows,
            tests=changes.tests_of(change)[::-1], steps=changes.steps_of(change), charts=changes.small_charts(change),
            benefits=changes.benefits_of(change)[::-1], thanks=thanked_for,
        )  # fmt: skip
        places = [row.place_id for row in rows]
    return _with_names(about, person, places)


def _work(person: Person, room: str, subject_id: str) -> tuple[Change | None, list[Idea]]:
    """The change it is or became, and the ideas behind it, as far as `person` may read them."""
    try:
        if room == "changes":
            change = changes.change_for(person, subject_id)
            return change, [idea for idea in change.ideas.all() if not idea.held_at]
        if room == "ideas":
            return _from_idea(person, ideas.idea_for(person, subject_id))
    except Http404:
        pass
    return None, []


def _from_idea(person: Person, idea: Idea) -> tuple[Change | None, list[Idea]]:
    became = idea.changes.order_by("pk").first()
    if became is None or became.public_id not in changes.readable_among(person, [became.public_id]):
        return None, [idea]
    return changes.change_for(person, became.public_id), [idea]


def post_of(person: Person) -> str:
    """As what and where they work."""
    first = next(iter(sight(person).memberships), None)
    return str(first) if first else ""


def _with_names(about: Known, person: Person, places: list[int]) -> Known:
    """Names of everybody who works there or is named in it, and what to say instead. One query."""
    named = {row.person_id for row in about.thanks}
    if about.change:
        named |= {row.person_id for row in about.change.co_leads.all()} | {test.started_by_id for test in about.tests}
        named |= {about.change.opened_by_id, *(step.person_id for step in about.steps)}
    named |= {idea.owner_id for idea in about.ideas}
    wanted = Q(place__in=places) | Q(person__in=[one for one in named if one])
    rows = Membership.objects.filter(wanted, person__forgotten_at=None).exclude(person=person)
    found = rows.order_by("pk").values_list("person", "person__name", "title", "managerial")[:COLLEAGUES]
    posts = {who: rules.said_instead(title, managerial) for who, _name, title, managerial in found}
    said = {name: posts[who] for who, name, _title, _managerial in found if name}
    return replace(about, posts=posts, said=said)
