"""Rows of the rooms below, turned into what the bureaucracy of a place is worked out from."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from functools import cache

from groundswell.changes import queries as changes
from groundswell.enabling import queries as enabling
from groundswell.events import queries as events
from groundswell.ideas import queries as ideas
from groundswell.insight.bureaucracy import WINDOW, Change, Permission, Promise, Rows
from groundswell.insight.measures.clocks import Act, first_answer
from groundswell.insight.measures.rows import Blocker, Clock, Day, Wait
from groundswell.insight.queries.snapshots import above_of, end_of
from groundswell.places.models import Place
from groundswell.ui.formats import london_day
from groundswell.ui.workdays import is_working_day

SOMEBODY = 0  # whose account is gone or whose name is hidden: all of them count as one
ADOPT = "adopt"
EPOCH = date(2015, 1, 1)


def rows_by_place(home: Place, month: date) -> dict[Place, Rows]:
    """Everything at an organisation and at each place below it, as known at the end of the last day of `month`.

    Fourteen questions, however many places there are; a row counts where it happened and at all places above it.
    """
    return _Reading(home, month).by_place()


@cache
def _working_days(until_year: int) -> list[int]:
    days = range(EPOCH.toordinal(), date(until_year + 1, 1, 1).toordinal())
    return [day for day in days if is_working_day(date.fromordinal(day))]


def working_number(day: Day, until_year: int) -> Day:
    """Of a day on the calendar: how many working days there were up to it. Two of them differ by the working days between."""
    return bisect_right(_working_days(until_year), day)


class _Reading:
    """One organisation at the end of one month."""

    def __init__(self, home: Place, month: date) -> None:
        self.home, self.as_of = home, month.toordinal()
        self.year, self.until = month.year, end_of(month)
        works = changes.works_of(home.pk)
        self.asked = enabling.permissions_measured(home.pk, works)
        self.levels = _levels(enabling.permission_hops(home.pk, works), self.until)
        self.pauses = Counter(one for one, at in enabling.permission_pauses(home.pk, works) if at < self.until)
        self.works = changes.works_measured(home.pk)
        self.tests, self.taken = changes.tests_measured(home.pk), changes.ideas_taken_on(home.pk)
        self.waits = enabling.waits_for_asks(works)
        self.raised, self.acts = ideas.ideas_measured(home.pk), events.acts_in("ideas", home.pk)
        self.asks, self.ask_levels = (
            enabling.asks_measured(home.pk),
            _levels(enabling.ask_hops(home.pk, works), self.until),
        )
        self.promises = enabling.promises_measured(home.pk)
        self.places = {place.pk: place for place in Place.objects.filter(organisation=home)} | {home.pk: home}

    def by_place(self) -> dict[Place, Rows]:
        found: defaultdict[int, Rows] = defaultdict(lambda: Rows(self.as_of, working_number(self.as_of, self.year)))
        paths = {work.key: work.path for work in self.works}
        for one in self.permissions():
            for place in self.here(paths.get(str(one.change), "") if not one.is_ours else self.path_of[one]):
                found[place].permissions.append(one)
        for path, change in self.changes():
            for place in self.here(path):
                found[place].changes.append(change)
        self._ideas(found)
        for ask in self.asks:
            if ask.asked_at < self.until:
                blocker = Blocker(self.ask_levels[ask.id][-1], self._day(ask.asked_at), self._known(ask.ended_at))
                for place in self.here(ask.path):
                    found[place].asks.append(blocker)
                    found[place].typed["ask"] += found[place].in_window(blocker.since)
        for path, promise in self._promises():
            for place in self.here(path):
                found[place].promises.append(promise)
                found[place].typed["promise"] += found[place].in_window(promise.start)
        self._typed(found, paths)
        found[self.home.pk]  # it has figures even when nothing happened, so that the month counts as made
        return {self.places[place]: rows for place, rows in found.items()}

    def here(self, path: str) -> list[int]:
        """The places of this organisation that a row counts at."""
        return [place for place in above_of(path) if place in self.places]

    def _day(self, at: datetime) -> Day:
        return london_day(at).toordinal()

    def _known(self, at: datetime | None) -> Day | None:
        return self._day(at) if at is not None and at < self.until else None

    def permissions(self) -> Iterator[Permission]:
        """Those asked by then and not taken back by then."""
        self.path_of: dict[Permission, str] = {}
        for row in self.asked:
            if row.asked_at >= self.until or (row.withdrawn_at and row.withdrawn_at < self.until):
                continue
            start, end = self._day(row.asked_at), self._known(row.decided_at)
            one = Permission(
                row.work, row.asked_by or SOMEBODY, above_of(row.path)[-1], row.trigger, row.origin, self.levels[row.id],
                start, end, working_number(start, self.year), None if end is None else working_number(end, self.year),
                row.working_days, row.decision if end is not None else "", row.automatic and end is not None,
                self.pauses[row.id], row.organisation == self.home.pk,
            )  # fmt: skip
            self.path_of[one] = row.path
            yield one

    def changes(self) -> Iterator[tuple[str, Change]]:
        began, worked = _firsts((test.work, test.started_on.toordinal()) for test in self.tests), self._worked()
        raised = _firsts((one.work, self._day(one.noticed_at)) for one in self.taken)
        waits = self._waits()
        for work in self.works:
            opened = self._day(work.opened_at)
            if work.opened_at >= self.until:
                continue
            ends = [day for day in (worked.get(work.key), self._known(work.stopped_at)) if day is not None]
            start, first = min(opened, raised.get(work.key, opened)), began.get(work.key)
            yield work.path, Change(
                work.key, work.opened_by or SOMEBODY, work.reversible and work.inside_team and not work.new_risk, start, opened,
                first if first is not None and first <= self.as_of else None, worked.get(work.key),
                max(start, min(ends)) if ends else None, tuple((cause, wait) for cause, _held, wait in waits[work.key]),
                tuple((held, wait) for _cause, held, wait in waits[work.key]),
            )  # fmt: skip

    def _worked(self) -> dict[str, Day]:
        adopted = (
            (test.work, test.ended_on.toordinal()) for test in self.tests if test.ended_on and test.decision == ADOPT
        )
        return {work: day for work, day in _firsts(adopted).items() if day <= self.as_of}

    def _waits(self) -> defaultdict[str, list[tuple[str, str, Wait]]]:
        """For a first answer, for permissions by who wants them, and for asks by their kind; and at which level."""
        found: defaultdict[str, list[tuple[str, str, Wait]]] = defaultdict(list)
        for idea in self.taken:
            if idea.noticed_at < self.until:
                found[idea.work].append(
                    ("answer", "answer team", Wait(self._day(idea.noticed_at), self._known(idea.heard_at)))
                )
        for one in self.path_of:
            found[str(one.change)].append(
                (f"permission:{one.origin}", f"permission {one.level}", Wait(one.start, one.end))
            )
        for wait in self.waits:
            if wait.since < self.until:
                cause, level = f"ask:{wait.kind}", self.ask_levels[wait.ask][-1]
                found[wait.work].append(
                    (cause, f"{cause} {level}", Wait(self._day(wait.since), self._known(wait.ended_at)))
                )
        return found

    def _ideas(self, found: defaultdict[int, Rows]) -> None:
        acts: defaultdict[str, list[Act]] = defaultdict(list)
        for key, by, at in self.acts:
            acts[key].append(Act(by, self._day(at), False))
        for idea in self.raised:
            if idea.noticed_at >= self.until:
                continue
            if idea.heard_at and (idea.heard_by is None or idea.heard_by != idea.owner):
                acts[idea.key].append(Act(-1, self._day(idea.heard_at), False))
            owner, start = idea.owner or SOMEBODY, self._day(idea.noticed_at)
            clock = Clock(idea.key, owner, start, first_answer(owner, start, acts[idea.key], self.as_of))
            fixed = self._known(idea.fixed_at)
            for place in self.here(idea.path):
                rows = found[place]
                rows.ideas.append(clock)
                rows.fixed += [] if fixed is None else [fixed]
                rows.typed["notice"] += rows.in_window(start)

    def _promises(self) -> Iterator[tuple[str, Promise]]:
        for row in self.promises:
            if row.made_at < self.until:
                moments = {"kept": row.kept_at, "moved": row.moved_at, "broken": row.broken_at, "ended": row.ended_at}
                became = next((name for name, at in moments.items() if at and at < self.until), "open")
                yield row.path, Promise(row.ask, row.person, self._day(row.made_at), became)

    def _typed(self, found: defaultdict[int, Rows], paths: dict[str, str]) -> None:
        """How often the forms about a change were filled in during the window."""
        for work in self.works:
            if self.as_of - WINDOW < self._day(work.opened_at) <= self.as_of:
                self._count(found, work.path, "change")
        for test in self.tests:
            for form, day in (("test", test.started_on), ("learn", test.ended_on)):
                if day and self.as_of - WINDOW < day.toordinal() <= self.as_of:
                    self._count(found, paths[test.work], form)

    def _count(self, found: defaultdict[int, Rows], path: str, form: str) -> None:
        for place in self.here(path):
            found[place].typed[form] += 1


def _levels(hops: Iterable[enabling.Came], until: datetime) -> defaultdict[int, tuple[str, ...]]:
    """Through which levels each went until then, in order; what has no hop was with its own team."""
    found: defaultdict[int, tuple[str, ...]] = defaultdict(lambda: ("team",))
    seen: defaultdict[int, list[str]] = defaultdict(list)
    for hop in hops:
        if hop.at < until:
            seen[hop.to].append(hop.level)
    found.update({one: tuple(levels) for one, levels in seen.items()})
    return found


def _firsts(days: Iterable[tuple[str, Day]]) -> dict[str, Day]:
    found: dict[str, Day] = {}
    for key, day in days:
        found[key] = min(day, found.get(key, day))
    return found
