"""Documents of this installation for others, and what is still to be sent or asked for."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.db.models import Exists, F, OuterRef, Q
from django.http import Http404

from groundswell.changes import queries as changes
from groundswell.measures.models import Measure, Reading
from groundswell.people.models import Person
from groundswell.people.queries import sight
from groundswell.places.models import Place
from groundswell.stories import documents, sealed
from groundswell.stories.models import FOR_EVERYONE, Adoption, Story
from groundswell.stories.models.travel import Arrival, Installation, Report
from groundswell.stories.rules import travel as rules
from groundswell.ui.paging import key_of

A_PAGE = 10  # stories of a feed at once


def installations() -> list[Installation]:
    return list(Installation.objects.select_related("trusted_by").order_by("ended_at", "name", "pk"))


def installation_for(person: Person, public_id: str) -> Installation:
    """One of them, for who looks after an organisation here; otherwise not found."""
    found = Installation.objects.select_related("place").filter(public_id=public_id).first()
    if found is None or not rules.looks_after(sight(person)):
        raise Http404
    return found


def trusted(fingerprint: str) -> Installation | None:
    return Installation.objects.select_related("place").filter(fingerprint=fingerprint, ended_at=None).first()


def by_our_key(key: str) -> Installation:
    """The trusted installation for which we made this address; otherwise not found, also when nothing travels here."""
    found = Installation.objects.select_related("place").filter(our_key=key, ended_at=None).first()
    if found is None or not settings.TRAVEL:
        raise Http404
    return found


def is_from_elsewhere(story: Story) -> bool:
    return Arrival.objects.filter(story=story).exists()


def arrival_of(story: Story) -> Arrival | None:
    """Of a story of `story_for`, which has it in hand."""
    found: Arrival | None = getattr(story, "arrival", None)
    return found


def _head(kind: str, key: str, as_of: datetime) -> dict[str, Any]:
    return {
        "format": kind, "version": documents.FORMAT, "id": key, "as_of": _moment(as_of),
        "from": {"name": settings.TRAVEL_NAME[:100], "address": settings.BASE_ADDRESS[:200]},
    }  # fmt: skip


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat()


def document_of(story: Story) -> dict[str, Any]:
    """The signed story; or, where it may not travel, only that it was withdrawn. No name of a person is in it."""
    may = rules.may_travel(story, arrived=is_from_elsewhere(story))
    head = _head(documents.STORY, story.public_id, story.changed_at)
    said = {"status": documents.TOLD if may else documents.WITHDRAWN, "licence": documents.LICENCE}
    return sealed.seal(head | said | {"story": _tale(story) if may else None})


def _tale(story: Story) -> dict[str, Any]:
    words = {name: getattr(story, name) for name in documents.WORDS if name not in ("aim", "work")}
    ideas = [idea.noticed_at for idea in story.change.ideas.all()]
    return words | {
        "aim": story.change.aim, "work": story.change.title, "worked": story.worked, "place": _place(story.place),
        "since": _moment(min([*ideas, story.change.opened_at])), "told_at": _moment(story.told_at),
        "state": str(changes.home_row(story.change).state), "idea_kind": story.idea_kind, "permission": story.permission,
        "result": story.result, "chart": _chart(story.measure),
    }  # fmt: skip


def _place(place: Place) -> dict[str, str]:
    return {"name": place.in_full[:150], "kind": place.kind}


def _chart(measure: Measure | None) -> dict[str, Any] | None:
    """The readings that the page draws: a number a day and nothing behind it. What is counted by the hour stays here."""
    if measure is None:
        return None
    rows = list(measure.readings.order_by("on").values_list("on", "value", "denominator", "moment"))
    if any(row[3] for row in rows):
        return None
    return {
        "name": measure.name, "unit": measure.unit, "direction": measure.direction, "interval": measure.interval,
        "chart": measure.chart, "target": _number(measure.target),
        "readings": [
            [on.isoformat(), _number(value), _number(out_of)] for on, value, out_of, _none in rows[-documents.MOST_READINGS :]
        ],
    }  # fmt: skip


def _number(value: Any) -> str | None:
    return None if value is None else f"{value:.4f}"


def to_send_out() -> list[Story]:
    """Stories that may travel and never left: from the next tick on they stand in the feed."""
    rows = Story.objects.filter(audience__in=FOR_EVERYONE, travelled=None, arrival=None)
    return list(rows.order_by("changed_at", "pk")[:500])


def feed(after: str) -> dict[str, Any]:
    """What left this installation, and what was taken back since, in the order in which it last changed; a page at a time."""
    rows = Story.objects.filter(travelled__isnull=False).select_related("change", "place__organisation", "measure")
    shown = list(rows.filter(_later_than(after, "changed_at")).order_by("changed_at", "pk")[:A_PAGE])
    return _feed([document_of(story) for story in shown], shown[-1:], "changed_at")


def _later_than(after: str, field: str) -> Q:
    try:
        moment, pk = after.split("~")
        at, last = datetime.fromisoformat(moment), int(pk)
    except ValueError:
        return Q()
    return Q(**{f"{field}__gt": at}) | Q(**{field: at}, pk__gt=last) if at.tzinfo else Q()


def report_of(adoption: Adoption, as_of: datetime) -> dict[str, Any]:
    """What came of it here, for the installation it came from: the place, no person."""
    arrival = Arrival.objects.get(story=adoption.story_id)
    held = documents.MIXED if adoption.partly else documents.HELD
    helped = {True: held, False: documents.NOT_HELPED, None: ""}[adoption.helped]
    return sealed.seal(_head(documents.REPORT, adoption.public_id, as_of) | _account(adoption, arrival, helped))


def _account(adoption: Adoption, arrival: Arrival, helped: str) -> dict[str, Any]:
    return {
        "story": arrival.their_id, "place": _place(adoption.place), "began": _moment(adoption.at), "work": adoption.change.title,
        "adapted": adoption.adapted, "result": helped, "words": adoption.result,
        "told_at": _moment(adoption.returned_at) if adoption.returned_at else None,
        "chart": _chart(adoption.measure) if adoption.measure and adoption.measure.readings.exists() else None,
    }  # fmt: skip


def mark_of(adoption: Adoption) -> str:
    """The same while nothing that would be told has changed."""
    document = report_of(adoption, datetime(2026, 1, 1, tzinfo=UTC))
    return hashlib.sha256(sealed.written(document)).hexdigest()


def feeds_to_read(at: datetime) -> list[Installation]:
    rows = Installation.objects.filter(ended_at=None, asks_at__lte=at).exclude(address="")
    return list(rows.order_by("asks_at", "pk")[:50])


def arrivals_from(installation: Installation, limit: int = 100) -> list[Arrival]:
    rows = Arrival.objects.filter(installation=installation).select_related(
        "story", "adoption__story", "adoption__place"
    )
    return list(rows.order_by(F("as_of").desc(), "-pk")[:limit])


def still_trusted(public_id: str) -> Installation | None:
    return Installation.objects.filter(public_id=public_id, ended_at=None).exclude(address="").first()


def to_report() -> list[Adoption]:
    """Adoptions here of stories from elsewhere of which there is something new to tell; oldest first."""
    read = Reading.objects.filter(measure=OuterRef("measure"), at__gt=OuterRef("report__as_of"))
    rows = Adoption.objects.filter(story__arrival__isnull=False, story__arrival__installation__ended_at=None)
    rows = rows.filter(Q(report=None) | Q(returned_at__gt=F("report__as_of")) | Exists(read))
    return list(rows.select_related("report", "change", "measure", "place__organisation").order_by("at", "pk")[:200])


def reports_for(installation: Installation, after: str) -> dict[str, Any]:
    """What became here of the stories of one installation, for that installation alone; a page at a time."""
    rows = Report.objects.filter(adoption__story__arrival__installation=installation).filter(
        _later_than(after, "as_of")
    )
    rows = rows.select_related("adoption__change", "adoption__measure", "adoption__place__organisation")
    shown = list(rows.order_by("as_of", "pk")[:A_PAGE])
    return _feed([report_of(row.adoption, row.as_of) for row in shown], shown[-1:], "as_of")


def reports_to_carry(installation: Installation) -> list[Report]:
    rows = Report.objects.filter(adoption__story__arrival__installation=installation)
    return list(rows.select_related("adoption__place", "adoption__story").order_by("-as_of", "-pk")[:100])


def report_for(public_id: str) -> Report:
    """What is told of one adoption, to be carried by hand; otherwise not found."""
    rows = Report.objects.select_related("adoption__change", "adoption__measure", "adoption__place__organisation")
    found = rows.filter(adoption__public_id=public_id, adoption__story__arrival__isnull=False).first()
    if found is None:
        raise Http404
    return found


def _feed(items: list[dict[str, Any]], last: Sequence[Any], field: str) -> dict[str, Any]:
    ends = key_of(last[0], field) if last else ""
    as_of = getattr(last[0], field) if last else datetime(2026, 1, 1, tzinfo=UTC)
    return sealed.seal(_head(documents.FEED, "feed", as_of) | {"items": items, "next": ends})
