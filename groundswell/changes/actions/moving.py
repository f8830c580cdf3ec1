"""What every verb of this room does besides its own deed: hold the row, tell, remember, move on."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from groundswell.changes import kinds, queries, rules
from groundswell.changes.models import Change, ChangePlace, State
from groundswell.events import actions as events
from groundswell.events.kinds import Kind
from groundswell.ideas import actions as ideas
from groundswell.ideas import memory
from groundswell.ideas import rules as idea_rules
from groundswell.ideas.models import SHOWN, Idea, Stage
from groundswell.measures import actions as measures
from groundswell.measures import rules as measure_rules
from groundswell.measures.models import Measure
from groundswell.measures.queries import shown_of
from groundswell.people.models import Person
from groundswell.people.queries import sight
from groundswell.places.models import Place

WAY = (Stage.PAIRING, Stage.TRYING, Stage.WORKING, Stage.NORMAL)


def hold(change: Change) -> None:
    """Keep others out until this deed is done, and see the change as it is now: two taps at once are one after the other."""
    rows = Change.objects.select_related("place", "organisation").select_for_update(of=("self",))
    change.refresh_from_db(from_queryset=rows)


def record(kind: Kind, change: Change, *, at: datetime, by: Person | None, **more: Any) -> None:
    """Every event of a change tells the owners of its ideas first, then the pair; `but` hear of it otherwise."""
    but = more.pop("but", ())
    people = [*queries.owners(change), *queries.seats_of(change).people, *more.pop("tell", ())]
    tell = [person for person in people if person not in but]
    place = more.pop("place", change.place)
    events.record(kind, subject=change.subject, place=place, at=at, by=by, tell=tell, **more)
    for idea in change.ideas.exclude(sealed_owner="") if kind.straight_away else ():
        ideas.tell_hidden(idea, at)


def share_numbers(measure: Measure, place: Place, by: Person) -> None:
    """People of a place that takes part see the numbers; when `by` is trusted with them, they add to them as equals."""
    trusted = measure_rules.may_change(measure, sight(by), shown_of(measure))
    measures.show_to(measure=measure, organisation=place.organisation or place, may_add=bool(trusted))


def remember(change: Change) -> None:
    """Findable by the people of every organisation that takes part, and its ideas with it."""
    organisations = queries.organisations_of(change)
    memory.remember(
        change.subject, text=f"{change.aim}\n{change.stopped_learned}", organisations=organisations,
        at=change.opened_at, outcome=str(queries.home_row(change).get_state_display()),
    )  # fmt: skip
    for idea in change.ideas.filter(SHOWN):
        text = "\n".join(filter(None, [idea.words, idea.fixed_words]))
        memory.remember(
            idea.subject, text=text, organisations={idea.organisation_id, *organisations}, at=idea.noticed_at,
            outcome=idea.get_stage_display(),
        )  # fmt: skip


def go(change: Change, row: ChangePlace, to: str, at: datetime) -> None:
    """Move a change on at one place; at the home place its ideas move with it."""
    if to not in rules.MOVES[row.state]:
        return
    row.state = to
    row.save(update_fields=["state", "normal_on"])
    change.moved_at = at
    change.save(update_fields=["moved_at"])
    if row.home:
        for idea in change.ideas.all():
            _bring_along(idea, to, at)
    if to not in (State.NORMAL, State.STOPPED):
        facts = {"where": str(row.place), "state": str(State(to).label)}
        record(kinds.CHANGE_MOVED, change, at=at, by=None, place=row.place, facts=facts)
    remember(change)


def _bring_along(idea: Idea, to: str, at: datetime) -> None:
    """What its owner let rest stays at rest; what woke up in between catches up, stage by stage."""
    if idea.stage == Stage.RESTING:
        return
    wanted = Stage.HEARD if to == State.STOPPED else Stage(to)
    if idea.stage == wanted or idea_rules.may_move(idea, wanted):
        ideas.move_on(idea=idea, to=wanted, at=at)
    elif idea.stage in (Stage.NOTICED, Stage.HEARD):
        for stage in WAY[: WAY.index(wanted) + 1]:
            ideas.move_on(idea=idea, to=stage, at=at)
