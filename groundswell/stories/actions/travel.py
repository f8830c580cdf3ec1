"""Trust an installation, send stories out, take documents in, tell back. What arrives is kept once, in its newest version."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from groundswell.changes import actions as changes
from groundswell.changes.models import Change, State
from groundswell.events import actions as events
from groundswell.measures import actions as measures
from groundswell.measures.models import Measure
from groundswell.people.models import Person
from groundswell.people.queries import sight
from groundswell.places import actions as places
from groundswell.places.models import Kind, Place
from groundswell.post import actions as post
from groundswell.stories import documents, kinds, sealed
from groundswell.stories.actions.audience import let_read
from groundswell.stories.actions.shelf import put_on_the_shelf, record, remember, show_measures
from groundswell.stories.actions.taking_up import came_of_it, spread
from groundswell.stories.models import Adoption, Audience, Story
from groundswell.stories.models.travel import Arrival, Installation, Report, Travelled
from groundswell.stories.queries import travel as queries
from groundswell.stories.rules import travel as rules
from groundswell.ui.verdicts import no

READ_FEED = "stories.read_feed"
NEW, NEWER, KNOWN, TAKEN_BACK = "new", "newer", "known", "taken_back"


class Unknown(Exception):
    """Somebody signed it whom nobody here trusts."""

    def __init__(self, fingerprint: str, sender: documents.Sender) -> None:
        super().__init__(fingerprint)
        self.fingerprint, self.sender = fingerprint, sender


@transaction.atomic
def trust(*, name: str, fingerprint: str, address: str, by: Person, at: datetime) -> Installation:
    """By the fingerprint that was compared on another way. One that is known goes on where it was, under what is said now."""
    rules.looks_after(sight(by)).or_refuse()
    if fingerprint == sealed.own_fingerprint():
        no(_("This is the fingerprint of this installation.")).or_refuse()
    said = {
        "name": name,
        "address": address,
        "trusted_by": by,
        "trusted_at": at,
        "ended_at": None,
        "asks_at": at,
        "failures": 0,
    }
    called = _("{name} (another Groundswell)").format(name=name)
    before = Installation.objects.filter(fingerprint=fingerprint).order_by("-pk").first()
    if before:
        Installation.objects.filter(pk=before.pk).update(**said)
        before.refresh_from_db()
        places.say_anew(place=before.place, name=called, kind=Kind.OTHER)
        return before
    stands = places.place_elsewhere(name=called, kind=Kind.OTHER, organisation=None, source="elsewhere")
    return Installation.objects.create(fingerprint=fingerprint, place=stands, **said)


@transaction.atomic
def read_soon(*, installation: Installation, by: Person, at: datetime) -> None:
    """At the next tick, instead of when its hour has come."""
    rules.looks_after(sight(by)).or_refuse()
    Installation.objects.filter(pk=installation.pk, ended_at=None).update(asks_at=at)


@transaction.atomic
def end_trust(*, installation: Installation, by: Person, at: datetime) -> None:
    """Nothing more is taken from it or given to it. What arrived stays, marked with where it came from."""
    rules.looks_after(sight(by)).or_refuse()
    Installation.objects.filter(pk=installation.pk, ended_at=None).update(ended_at=at, asks_at=None)


def take_out(*, story: Story, at: datetime) -> bytes:
    """The story as a file. It has left from now on, and whoever has it hears when it is taken back."""
    rules.may_travel(story, arrived=queries.is_from_elsewhere(story)).or_refuse()
    Travelled.objects.get_or_create(story=story, defaults={"since": at})
    return sealed.written(queries.document_of(story))


def send_out(*, at: datetime) -> int:
    """For the feed: what may travel and has not left yet; how many. Nothing while nothing travels or nobody is trusted."""
    if not settings.TRAVEL or not Installation.objects.filter(ended_at=None).exists():
        return 0
    rows = [Travelled(story=story, since=at) for story in queries.to_send_out()]
    return len(Travelled.objects.bulk_create(rows, ignore_conflicts=True))


def take_in(*, content: bytes, by: Person | None, at: datetime) -> tuple[str, Story | None]:
    """A document that came as a file: a story of theirs, or a report on one of ours."""
    document = sealed.read(content)
    return receive(document=document, by=by, at=at)


@transaction.atomic
def receive(
    *, document: dict[str, Any], by: Person | None, at: datetime, sender: Installation | None = None
) -> tuple[str, Story | None]:
    """A document whose signature fits. Who signed it must be trusted; with `sender`, it must be that very one."""
    fingerprint = sealed.fingerprint_of(document["key"])
    installation = queries.trusted(fingerprint)
    if installation is None or (sender and sender.pk != installation.pk):
        raise Unknown(fingerprint, documents.sender_of(document))
    Installation.objects.select_for_update(of=("self",)).get(pk=installation.pk)  # one after the other
    kind = documents.REPORT if document.get("format") == documents.REPORT else documents.STORY
    parts = documents.checked(document, kind)
    held = Arrival.objects.filter(installation=installation, kind=kind, their_id=parts["id"]).first()
    if not rules.is_newer(parts["as_of"], held.as_of if held else None):
        return KNOWN, _what(held)
    if kind == documents.REPORT:
        return _reported(installation, held, parts, at)
    return _told(installation, held, parts, by, at)


def _what(held: Arrival | None) -> Story | None:
    if held is None or held.story:
        return held.story if held else None
    return held.adoption.story if held.adoption else None


def _told(
    installation: Installation, held: Arrival | None, parts: dict[str, Any], by: Person | None, at: datetime
) -> tuple[str, Story | None]:
    tale = parts["story"]
    said = {"as_of": parts["as_of"], "withdrawn_at": at if tale is None else None}
    arrival, fresh = Arrival.objects.update_or_create(
        installation=installation, kind=documents.STORY, their_id=parts["id"], defaults=said, create_defaults=said | {"arrived_at": at}
    )  # fmt: skip
    if tale is None:
        if arrival.story:
            _take_back(arrival.story, at)
        return TAKEN_BACK, arrival.story
    story = _write(installation, arrival.story, tale, parts["as_of"])
    if arrival.story is None:
        Arrival.objects.filter(pk=arrival.pk).update(story=story)
    _shelve(story, tale)
    kind = kinds.STORY_ARRIVED if fresh or held is None or held.story is None else kinds.STORY_NEWER_THERE
    record(kind, story, at=at, by=by, place=None, facts={"where": installation.name}, tell=_adopters(story))
    remember(story)
    show_measures(story)
    return (NEW if kind == kinds.STORY_ARRIVED else NEWER), story


def _take_back(story: Story, at: datetime) -> None:
    """As one that is withdrawn here: who took it up keeps reading it, others read that it was taken back."""
    if story.withdrawn_at:
        return
    gone = {
        "withdrawn_at": at, "withdrawn_by": None, "withdrawn_from": story.audience,
        "withdrawn_reason": _("It was taken back where it came from."),
    }  # fmt: skip
    let_read(story, Audience.ORGANISATION, at, **gone)
    record(kinds.STORY_TAKEN_BACK, story, at=at, by=None, place=None, tell=_adopters(story))


def _adopters(story: Story) -> list[Person]:
    return [row.person for row in story.adoptions.select_related("person") if row.person]


def _write(installation: Installation, story: Story | None, tale: dict[str, Any], as_of: datetime) -> Story:
    """The story on the change it tells, both of them as they are told there."""
    change = _work(
        installation, tale["place"], story.change if story else None,
        title=tale["work"], aim=tale["aim"], since=tale["since"], until=tale["told_at"], state=tale["state"],
    )  # fmt: skip
    measure = _count(change.place, story.measure if story else None, tale["chart"], installation, as_of)
    words = {name: tale[name] for name in documents.WORDS if name not in ("aim", "work")}
    none = {"withdrawn_at": None, "withdrawn_by": None, "withdrawn_reason": "", "withdrawn_from": ""}
    said = (
        words
        | none
        | {
            "worked": tale["worked"],
            "measure": measure,
            "audience": Audience.EVERYONE,
            "told_at": tale["told_at"],
        }
    )
    if story is None:
        story = Story.objects.create(
            change=change, place=change.place, organisation=installation.place, changed_at=as_of, **said
        )
    else:
        Story.objects.filter(pk=story.pk).update(version=story.version + 1, changed_at=as_of, **said)
        story.refresh_from_db()
        events.retitle(room="stories", subject_id=story.public_id, title=story.title)
    if measure:
        change.measures.add(measure)
    return story


def _shelve(story: Story, tale: dict[str, Any]) -> None:
    """Where it stands in the library is as they say, not as our records say: we have none."""
    shelf = {name: tale[name] for name in ("idea_kind", "permission", "result")}
    Story.objects.filter(pk=story.pk).update(place_kind=tale["place"]["kind"], **shelf)
    story.refresh_from_db()


def _work(installation: Installation, place: dict[str, str], change: Change | None, **said: Any) -> Change:
    """A change of theirs, at a place of theirs. Both are new, or said anew."""
    if change is not None:
        places.say_anew(place=change.place, **place)
        return changes.told_elsewhere(place=change.place, change=change, **said)
    there = places.place_elsewhere(
        **place, organisation=installation.place, source=f"elsewhere {installation.public_id}"
    )
    return changes.told_elsewhere(place=there, **said)


def _count(
    place: Place, measure: Measure | None, chart: dict[str, Any] | None, installation: Installation, at: datetime
) -> Measure | None:
    if chart is None:
        return None
    source = _("{name}, another Groundswell").format(name=installation.name)
    return measures.counted_elsewhere(place=place, measure=measure, at=at, source=source, **chart)


def _reported(
    installation: Installation, held: Arrival | None, parts: dict[str, Any], at: datetime
) -> tuple[str, Story | None]:
    """One of ours was taken up there: it stands among those who took it up, at a place of that installation."""
    story = Story.objects.select_related("change", "place").filter(public_id=parts["story"]).first()
    if story is None or not Travelled.objects.filter(story=story).exists():
        raise sealed.Unreadable("It reports on a story that did not leave from here.")
    before = held.adoption if held else None
    adoption, came = _taken_up_there(installation, story, before, parts)
    said = {"as_of": parts["as_of"], "adoption": adoption}
    Arrival.objects.update_or_create(
        installation=installation, kind=documents.REPORT, their_id=parts["id"], defaults=said,
        create_defaults=said | {"arrived_at": at},
    )  # fmt: skip
    Story.objects.filter(pk=story.pk).update(changed_at=at)
    story.refresh_from_db()
    put_on_the_shelf(story)
    there = {"where": adoption.place.in_full}
    if before is None:
        record(kinds.STORY_TAKEN_UP_ELSEWHERE, story, at=at, by=None, place=None, facts=there)
    if came:
        result = came_of_it(adoption)
        record(kinds.RESULT_FROM_ELSEWHERE, story, at=at, by=None, place=None, facts=there | {"result": result})
    remember(story)
    show_measures(story)
    spread(adoption=adoption, at=at)
    return (NEWER if before else NEW), story


def _taken_up_there(
    installation: Installation, story: Story, before: Adoption | None, parts: dict[str, Any]
) -> tuple[Adoption, bool]:
    """The adoption, and whether its result is new."""
    result = parts["result"]
    state = {"": State.TRYING, documents.NOT_HELPED: State.STOPPED}.get(result, State.WORKING)
    change = _work(
        installation, parts["place"], before.change if before else None,
        title=parts["work"], aim="", since=parts["began"], until=parts["told_at"] or parts["as_of"], state=state,
    )  # fmt: skip
    measure = _count(change.place, before.measure if before else None, parts["chart"], installation, parts["as_of"])
    if measure:
        change.measures.add(measure)
    words = parts["words"] or (_("Nothing more was said.") if result else "")
    counted = [on for on, value, _out_of in (parts["chart"] or {}).get("readings", ()) if value is not None]
    said = {
        "adapted": parts["adapted"], "measure": measure, "at": parts["began"],
        "helped": None if not result else result != documents.NOT_HELPED, "partly": result == documents.MIXED,
        "result": words if result else "", "returned_at": (parts["told_at"] or parts["as_of"]) if result else None,
        "first_reading_on": min(counted, default=None),
    }  # fmt: skip
    if before is None:
        made = Adoption.objects.create(
            story=story, change=change, place=change.place, organisation=installation.place, **said
        )
        return made, bool(result)
    Adoption.objects.filter(pk=before.pk).update(**said)
    came = bool(result) and (before.helped, before.partly) != (said["helped"], said["partly"])
    before.refresh_from_db()
    return before, came


def note_reports(*, at: datetime) -> int:
    """For each adoption here of a story from elsewhere whose account has changed, what its origin reads next; how many."""
    noted = 0
    for adoption in queries.to_report():
        mark = queries.mark_of(adoption)
        report, fresh = Report.objects.get_or_create(adoption=adoption, defaults={"said": mark, "as_of": at})
        if fresh or report.said != mark:
            noted += 1
            Report.objects.filter(pk=report.pk).update(said=mark, as_of=at)
    return noted


def plan_reading(*, at: datetime) -> int:
    """One job for each feed that is due. The next time is set first: a job that never ends is not left a second time."""
    if not settings.TRAVEL:
        return 0
    due = queries.feeds_to_read(at)
    for one in due:
        with transaction.atomic():
            Installation.objects.filter(pk=one.pk).update(asks_at=rules.asks_next(at, one.failures))
            key = f"feed-{one.public_id}-{at:%Y%m%d%H%M%S}"
            post.enqueue(key=key, kind=READ_FEED, data={"installation": one.public_id}, at=at)
    return len(due)


def read_on(*, installation: Installation, at: datetime) -> None:
    """How far each of its feeds was read."""
    cursors = {"cursor": installation.cursor, "reports_cursor": installation.reports_cursor}
    Installation.objects.filter(pk=installation.pk).update(**cursors, read_at=at, failures=0)


def did_not_answer(*, installation: Installation, at: datetime) -> None:
    """It is asked again later, and later each time."""
    failures = min(installation.failures + 1, 10)
    Installation.objects.filter(pk=installation.pk).update(failures=failures, asks_at=rules.asks_next(at, failures))
