"""The rooms below, turned into the facts and places that the map is counted from."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import blake2b
from itertools import groupby, islice
from operator import itemgetter
from typing import Any

from django.db.models import F

from groundswell.changes import queries as changes
from groundswell.enabling import queries as enabling
from groundswell.enabling.queries.measured import Holder, Worked
from groundswell.events import queries as events
from groundswell.events.groups import group_codes
from groundswell.events.kinds import Part
from groundswell.events.queries import Logged
from groundswell.insight.bureaucracy import WINDOW
from groundswell.insight.counted import TeamAt, Tree
from groundswell.insight.models import Above, Cell, Counted, Inside, Team
from groundswell.insight.queries.snapshots import above_of, end_of
from groundswell.insight.queries.staff_side import organisations_agreed
from groundswell.insight.tally.cells import Numbers as CellNumbers
from groundswell.insight.tally.codes import Kind, Measure
from groundswell.insight.tally.keep import Places
from groundswell.places.models import Kind as PlaceKind
from groundswell.places.models import Place
from groundswell.ui.formats import london_day

NATION = 0
AT_ONCE = 5_000  # events looked at together
LEVELS = ("team", "site", "division", "executive", "icb", "region", "national")
# What a part in an event is, where the kind of event does not say more.
PARTS = {
    "answerer": Kind.RESPONDED, "supporter": Kind.SUPPORTED, "commenter": Kind.COMMENTED, "joiner": Kind.JOINED,
    "clinical_co_lead": Kind.LED, "managerial_co_lead": Kind.LED, "task_doer": Kind.TASK_DONE, "tester": Kind.CYCLE_DONE,
    "enabler": Kind.TASK_DONE, "adviser": Kind.RESPONDED, "decider": Kind.RESPONDED, "adopter": Kind.ADOPTED,
    "mentor": Kind.MENTORED, "thanker": Kind.THANKED, "teller": Kind.RESULT_SHOWN,
}  # fmt: skip
BEGINS = {
    "idea_noticed": Kind.RAISED,
    "idea_entered": Kind.RAISED,
    "idea_left": Kind.RAISED,
    "change_opened": Kind.OPENED,
}
ASKED = {"permission_asked": Kind.REQUESTED, "own_decision": Kind.REQUESTED, "permission_needs": Kind.RETURNED,
         "permission_given": Kind.DECIDED, "permission_given_if": Kind.DECIDED, "permission_refused": Kind.DECIDED,
         "permission_by_clock": Kind.DECIDED, "permission_up": Kind.CLIMBED}  # fmt: skip
IN_THE_WAY = {"ask_made": Kind.BLOCKED, "ask_joined": Kind.BLOCKED, "ask_climbed": Kind.CLIMBED,
              "ask_passed_on": Kind.CLIMBED, "commitment_kept": Kind.UNBLOCKED,
              "ask_withdrawn": Kind.UNBLOCKED, "ask_declined": Kind.UNBLOCKED}  # fmt: skip
GIVEN_UP = {"change_stopped", "idea_not_fixed"}
IN_USE = {"idea_fixed", "made_normal"}


@dataclass(frozen=True)
class Numbers:
    """Whole numbers that stand for people and for pieces of work, made with the secret of a month."""

    secret: str

    def of(self, what: str, key: object) -> int:
        made = blake2b(f"{what}:{key}".encode(), key=self.secret.encode(), digest_size=8).digest()
        return int.from_bytes(made) >> 2  # fits every database, and is never negative

    def person(self, number: int | None) -> int:
        return self.of("person", number) or 1 if number else 0


def places_now(month: date, numbers: Numbers) -> Places:
    """Who works where at the end of the last day of `month`, or left in the window; and the tree around it.

    A team is a place where people work, or are said to work, that has none such inside it. Whoever works above teams, in a
    division say, is the office of that place: they lead and are followed, and no headcount is theirs. Whoever works above
    organisations is in no figure. What lies above an organisation are the places above it and the nation.
    """
    heads, until = enabling.all_heads_measured(month), end_of(month)
    people = enabling.everybody_measured(until, end_of(date.fromordinal(month.toordinal() - WINDOW)))
    peopled = {each.place for each in people}
    places = Place.objects.in_bulk(peopled | set(heads))
    holds = Counter(over for place in places.values() for over in above_of(place.path)[:-1])
    paths = {pk: (above_of(place.path), place.organisation_id) for pk, place in places.items() if place.organisation_id}
    boards = {over for path, home in paths.values() for over in path[: path.index(home)]}
    homes = {pk: home for pk, (_path, home) in paths.items() if not holds[pk] or (pk in peopled and pk not in boards)}
    kinds = Place.objects.in_bulk(set(homes.values()))
    sector = {home: int(place.kind == PlaceKind.PRACTICE) for home, place in kinds.items()}
    agreed = organisations_agreed()
    teams: list[tuple[int, ...]] = []
    inside: list[tuple[int, ...]] = []
    above: set[tuple[int, ...]] = set()
    for team, home in homes.items():
        path = paths[team][0]
        staff = 0 if holds[team] else sum(heads.get(team, {}).values())
        teams.append((team, places[team].parent_id or team, home, sector[home], staff, int(home in agreed)))
        inside += [(unit, home, team) for unit in path[path.index(home) :]]
        above |= {(home, unit) for unit in (NATION, *path[: path.index(home)])}
    return Places(teams, list(_members(people, homes, sector, until, numbers)), inside, sorted(above))


def _members(
    people: Iterable[Worked], homes: Mapping[int, int], sector: Mapping[int, int], until: datetime, numbers: Numbers
) -> Iterator[tuple[int, ...]]:
    """Rows in the order of `columns.MEMBER`."""
    codes, seen, settled = group_codes(), set(), set()
    for each in sorted(people, key=lambda row: row.until is not None):  # where somebody is now comes first
        home = homes.get(each.place)
        if home is None or (each.person, each.place) in seen:
            continue
        gone = 0 if each.until is None or each.until > until else london_day(each.until).toordinal()
        is_first = int(each.person not in settled)
        seen.add((each.person, each.place))
        settled.add(each.person)
        yield (
            numbers.person(each.person), each.place, home, codes.get(each.staff_group, 0), int(each.is_manager), sector[home],
            is_first, gone, int(each.is_left_out),
        )  # fmt: skip


def facts_between(after: int, until: int, numbers: Numbers) -> Iterator[tuple[int, ...]]:
    """Facts of the log after one event and up to another, in the order of `columns.FACT`."""
    return _facts_of(events.logged(after, until), numbers)


def _facts_of(rows: Iterator[Logged], numbers: Numbers) -> Iterator[tuple[int, ...]]:
    adopted = changes.adopted_in_words()
    while block := list(islice(rows, AT_ONCE)):
        held = enabling.holders(
            (row.permission for row in block if row.permission and row.kind in ASKED),
            (row.ask for row in block if row.ask and row.kind in IN_THE_WAY),
        )
        plain = changes.plain_works({row.subject for row in block if row.room == "changes"})
        for row in block:
            yield from _facts(row, numbers, held, plain, adopted)


def own_facts(person: Any) -> list[tuple[int, ...]]:
    """Facts of one person alone, for that person's eyes; numbers stand for nothing else."""
    return list(_facts_of(events.logged_of(person), Numbers("own")))


def taken_on(after: int, until: int, numbers: Numbers) -> list[tuple[int, int]]:
    """Numbers of ideas that are part of a change, where something happened to either; each with the number of the change."""
    if not after:
        pairs = changes.ideas_of_works(None)
    else:
        named = {(row.room, row.subject) for row in events.logged(after, until)}
        works, ideas = ([key for room, key in named if room == wanted] for wanted in ("changes", "ideas"))
        pairs = changes.ideas_of_works(works, ideas)
    return [(numbers.of("ideas", idea), numbers.of("changes", change)) for idea, change in pairs]


def _facts(
    row: Logged, numbers: Numbers, held: Mapping[str, Holder], plain: set[str], adopted: str
) -> Iterator[tuple[int, ...]]:
    """What one row of the log is to the map: often nothing, sometimes two facts."""
    change, day = numbers.of(row.room, row.subject), london_day(row.at).toordinal()
    person, place = numbers.person(row.person or row.actor), row.worked_at or row.place or 0

    def fact(kind: Kind, ref: int = 0, level: int = 0, due: int = 0, result: int = 0) -> tuple[int, ...]:
        return (row.event, day, int(kind), change, person, place, ref, level, due, result)

    if (kind := BEGINS.get(row.kind)) is not None and row.part in (None, "owner"):
        yield fact(kind)
    elif (kind := ASKED.get(row.kind)) is not None and row.permission:
        stands = held.get(row.permission)
        level = LEVELS.index(stands.level) if stands else 0
        due = stands.due.toordinal() if stands and stands.due else 0
        yield fact(kind, numbers.of("permission", row.permission), level, due)
    elif (kind := IN_THE_WAY.get(row.kind)) is not None and row.ask:
        stands = held.get(row.ask)
        yield fact(kind, numbers.of("ask", f"{row.ask} {row.subject}"), LEVELS.index(stands.level) if stands else 0)
    elif row.kind in IN_USE:
        if row.kind == "idea_fixed":
            yield fact(Kind.LED, result=1)
            yield fact(Kind.CYCLE_DONE)
        yield fact(Kind.IMPLEMENTED)
    elif row.kind in GIVEN_UP:
        yield fact(Kind.REVERSED)
    elif row.part in PARTS:
        managerial = int(row.part == Part.MANAGERIAL_CO_LEAD)
        yield fact(PARTS[row.part], level=managerial, result=int(row.subject in plain and PARTS[row.part] == Kind.LED))
        if row.decision == adopted:
            yield fact(Kind.IMPLEMENTED)


def cells_of_units() -> Iterator[tuple[int, dict[int, dict[int, CellNumbers]]]]:
    """The cells of the month in the making, a unit after the other. Connections between teams are not among them."""
    rows = (
        Cell.objects.exclude(measure=Measure.PAIRS)
        .order_by("unit")
        .values_list("unit", "measure", "key", "a", "b", "c", "d")
    )
    for unit, group in groupby(rows.iterator(chunk_size=AT_ONCE), key=itemgetter(0)):
        cells: dict[int, dict[int, CellNumbers]] = {}
        for _unit, measure, key, a, b, c, d in group:
            cells.setdefault(measure, {})[key] = (a, b, c, d)
        yield unit, cells


def tree() -> Tree:
    """What lies in what for the month in the making, and which teams share changes. Offices above teams are no teams."""
    lies = list(Inside.objects.values_list("unit", "team"))
    offices = {unit for unit, team in lies if unit != team}
    rows = Team.objects.values_list("team", "organisation", "division", "staff")
    teams = {team: TeamAt(*row) for team, *row in rows if team not in offices}
    inside: defaultdict[int, set[int]] = defaultdict(set)
    for unit, team in lies:
        if team in teams:
            inside[unit].add(team)
    above: defaultdict[int, set[int]] = defaultdict(set)
    for unit, home in Above.objects.values_list("unit", "organisation"):
        above[unit] |= inside[home]
    units = {**inside, **above}
    pairs = (
        Cell.objects.filter(measure=Measure.PAIRS, key__gt=F("unit")).order_by("unit", "key").values_list("unit", "key")
    )
    shared = [pair for pair in pairs if set(pair) <= teams.keys()]
    return Tree(units, teams, _over(units), frozenset(above), NATION, shared)


def _over(units: Collection[int]) -> dict[int, int]:
    """The unit right above each. The nation is above those that nothing else is above."""
    over = {}
    for place, path in Place.objects.filter(pk__in=[unit for unit in units if unit]).values_list("pk", "path"):
        near = [each for each in above_of(path)[:-1] if each in units]
        if near or NATION in units:
            over[place] = near[-1] if near else NATION
    return over


def counted_of(unit: int, month: date | None = None) -> Counted | None:
    """What was counted for a unit and month, or for its newest."""
    rows = Counted.objects.filter(unit=unit)
    return (rows.filter(month=month) if month else rows).order_by("-month").first()


def organisations_counted() -> int:
    return Team.objects.values("organisation").distinct().count()
