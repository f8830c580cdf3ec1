"""Keep the frameworks of an organisation: copy a version, change the copy, begin it, end it. And load those that are shipped.

`by` is a person; this room does not import them, so `enabling` says whether they may.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import F, Max

from groundswell.enabling.queries import may_keep_frameworks
from groundswell.events import actions as events
from groundswell.insight import keeping, kinds, queries
from groundswell.insight.evidence import known
from groundswell.insight.models import Framework, Statement
from groundswell.places.models import Place
from groundswell.ui.formats import LONDON, london_day

SHIPPED = Path(__file__).parent.parent / "data" / "frameworks.toml"
CHANGED = ("owner", "name", "version", "since", "note", "source", "checked")


@transaction.atomic
def copy(*, framework: Framework, home: Place, by: Any, at: datetime, **words: Any) -> Framework:
    """A draft of the organisation's own with the same statements; the one there is, when there is one."""
    may_keep_frameworks(by, home).or_refuse()
    Place.objects.select_for_update().get(pk=home.pk)
    if draft := queries.draft_of(home, framework.code):
        return draft
    said = {name: getattr(framework, name) for name in CHANGED}
    said |= {"version": _next_version(framework, home), "since": london_day(at)}
    made = Framework.objects.create(organisation=home, code=framework.code, **said | words)
    Statement.objects.bulk_create(
        Statement(framework=made, code=row.code, title=row.title, question=row.question, kinds=row.kinds, order=row.order)
        for row in framework.statements.all()
    )  # fmt: skip
    return made


def _next_version(framework: Framework, home: Place) -> str:
    """A name that is free, to be changed by whoever copies."""
    taken = set(Framework.objects.filter(organisation=home, code=framework.code).values_list("version", flat=True))
    return next(name for number in count(1) if (name := f"ours {number}") not in taken)


@transaction.atomic
def edit(*, framework: Framework, home: Place, edits: int, by: Any, at: datetime, **words: Any) -> bool:
    """Its name, owner, dates and note. False: somebody saved in between and nothing was changed."""
    _may_change(framework, home, by)
    return bool(
        Framework.objects.filter(pk=framework.pk, edits=edits).update(
            edits=F("edits") + 1, **{name: words[name] for name in CHANGED}
        )
    )


@transaction.atomic
def add_statement(
    *, framework: Framework, home: Place, title: str, question: str, kinds: Sequence[str], order: int | None, by: Any, at: datetime
) -> Statement:  # fmt: skip
    """At the end, unless `order` says where."""
    _may_change(framework, home, by)
    rows = framework.statements.all()
    keeping.may_add(framework, len(rows)).or_refuse()
    numbers = [int(row.code[1:]) for row in rows if row.code[:1] == "s" and row.code[1:].isdigit()]
    made = Statement.objects.create(
        framework=framework, code=f"s{max(numbers, default=0) + 1}", title=title, question=question, kinds=known(kinds),
        order=(rows.aggregate(last=Max("order"))["last"] or 0) + 1,
    )  # fmt: skip
    _put(framework, made, order)
    return made


@transaction.atomic
def edit_statement(
    *, statement: Statement, home: Place, title: str, question: str, kinds: Sequence[str], order: int | None, edits: int, by: Any,
    at: datetime,
) -> bool:  # fmt: skip
    """False: somebody saved in between and nothing was changed."""
    framework = statement.framework
    _may_change(framework, home, by)
    if not Framework.objects.filter(pk=framework.pk, edits=edits).update(edits=F("edits") + 1):
        return False
    statement.title, statement.question, statement.kinds = title, question, known(kinds)
    statement.save(update_fields=["title", "question", "kinds"])
    _put(framework, statement, order)
    return True


def _put(framework: Framework, statement: Statement, order: int | None) -> None:
    """At its place among the others, counted from 1."""
    rows = [row for row in framework.statements.all() if row.pk != statement.pk]
    at = len(rows) if order is None else min(max(order - 1, 0), len(rows))
    rows.insert(at, statement)
    for number, row in enumerate(rows, 1):
        row.order = number
    Statement.objects.bulk_update(rows, ["order"])


@transaction.atomic
def remove_statement(*, statement: Statement, home: Place, by: Any, at: datetime) -> None:
    _may_change(statement.framework, home, by)
    Framework.objects.filter(pk=statement.framework_id).update(edits=F("edits") + 1)
    statement.delete()


@transaction.atomic
def discard(*, framework: Framework, home: Place, by: Any, at: datetime) -> None:
    _may_change(framework, home, by)
    framework.delete()


@transaction.atomic
def start(*, framework: Framework, home: Place, by: Any, at: datetime) -> None:
    """From its first day on, packs of the organisation follow it; its own version before it ends on the day before."""
    _own(framework, home, by)
    previous = queries.newest_own(home, framework.code)
    keeping.may_start(framework, framework.statements.count(), previous).or_refuse()
    last = framework.since - timedelta(days=1)
    if previous is not None and (previous.until is None or previous.until > last):
        Framework.objects.filter(pk=previous.pk).update(until=last)
    Framework.objects.filter(pk=framework.pk).update(started_at=at)
    _record(kinds.FRAMEWORK_STARTED, framework, home, by, at)


@transaction.atomic
def end(*, framework: Framework, home: Place, on: date, by: Any, at: datetime) -> None:
    """`on` is its last day."""
    _own(framework, home, by)
    keeping.may_end(framework, on).or_refuse()
    Framework.objects.filter(pk=framework.pk).update(until=on)
    _record(kinds.FRAMEWORK_ENDED, framework, home, by, at)


def _own(framework: Framework, home: Place, by: Any) -> None:
    may_keep_frameworks(by, home).or_refuse()
    if framework.organisation_id not in (None, home.pk):
        raise ValueError("a framework of another organisation")


def _may_change(framework: Framework, home: Place, by: Any) -> None:
    _own(framework, home, by)
    keeping.may_change(framework).or_refuse()


def _record(kind: Any, framework: Framework, home: Place, by: Any, at: datetime) -> None:
    events.record(kind, subject=framework.subject_at(home), place=home, at=at, by=by, facts={"where": str(home)})


@transaction.atomic
def load_shipped() -> None:
    """Put what `data/frameworks.toml` says into the tables: what is there already is made the same. Nobody's own is touched."""
    for row in tomllib.loads(SHIPPED.read_text())["framework"]:
        said = {
            "owner": row["owner"], "name": row["name"], "since": row["from"], "until": row.get("until"), "note": row["note"],
            "source": row.get("source", ""), "checked": row["checked"],
        }  # fmt: skip
        begun = datetime.combine(row["from"], datetime.min.time(), LONDON)
        framework, _made = Framework.objects.update_or_create(
            organisation=None, code=row["code"], version=row["version"], defaults=said | {"started_at": begun}
        )
        for order, one in enumerate(row["statements"], 1):
            Statement.objects.update_or_create(
                framework=framework, code=one["code"],
                defaults={"title": one["title"], "question": one["question"], "kinds": one["kinds"], "order": order},
            )  # fmt: skip
        framework.statements.exclude(code__in=[one["code"] for one in row["statements"]]).delete()
