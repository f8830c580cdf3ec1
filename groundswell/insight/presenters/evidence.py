"""A pack of evidence: each statement of a framework with what is recorded that answers it, and what is still not good."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from groundswell.insight import evidence, rules
from groundswell.insight.evidence import KINDS, Item, Period, Record, Source, Told
from groundswell.insight.models import Framework, Snapshot, Statement
from groundswell.insight.presenters.evidence_figures import FIGURES, Around, Figures, figures_of
from groundswell.insight.presenters.parts import Said, said
from groundswell.insight.rules import Group, Published, for_reading
from groundswell.measures.models import Measure
from groundswell.measures.queries import Picture
from groundswell.places.models import Place
from groundswell.ui.formats import day, joined, upper

MOST_ITEMS, MOST_CHARTS = 5, 2  # of a kind, and of a statement


@dataclass(frozen=True)
class Row:
    """One change or story. `more`: what came of it, or who said yes to being named."""

    title: str
    href: str
    where: str
    more: str


@dataclass(frozen=True)
class Chart:
    """A chart of the work; `svg` is empty where it was drawn under a statement before, whose title `see` is."""

    id: str
    name: str
    href: str
    sentence: str
    svg: str
    see: str = ""


@dataclass(frozen=True)
class Block:
    """What is recorded of one kind. `see`: the title of the statement where its rows stand."""

    code: str
    label: str
    said: Said
    rows: tuple[Row, ...] = ()
    rest: Said = ()
    lines: tuple[Said, ...] = ()
    charts: tuple[Chart, ...] = ()
    see: str = ""


@dataclass(frozen=True)
class Answered:
    """One statement. `nothing`: the labels of kinds of which nothing is recorded."""

    id: str
    code: str
    title: str
    question: str
    blocks: tuple[Block, ...]
    nothing: tuple[str, ...]

    @property
    def has_own(self) -> bool:
        """Something recorded here, and not the published survey alone."""
        return any(block.code != "survey" for block in self.blocks)


@dataclass(frozen=True)
class Pack:
    """The whole of it, ready for a page, a paper and a file."""

    title: str
    where: str
    owner: str
    valid: str
    note: str
    source: str
    window: str
    made: str
    held: str
    cut: str
    statements: tuple[Answered, ...]
    late: tuple[Said, ...]
    unanswered: tuple[str, ...]


def chosen_measures(
    framework: Framework, record: Record, by_work: Mapping[str, list[Measure]]
) -> dict[str, list[Measure]]:
    """Which charts stand under which statement: those of the work it lists, or of any work where it lists none.

    Those with the most readings in the period first.
    """
    chosen = {}
    for statement in framework.statements.all():
        codes = evidence.known(statement.kinds)
        if "measured" not in codes:
            continue
        of_work = [code for code in codes if KINDS[code].source is Source.WORK]
        keys = [item.key for code in of_work for item in evidence.found_in(record, code)]
        keys = keys or ([] if of_work else [work.key for work in record.works])
        found = dict.fromkeys(measure for key in keys for measure in by_work.get(key, ()))
        chosen[statement.code] = sorted(found, key=lambda one: -one.in_period)[:MOST_CHARTS]  # type: ignore[attr-defined]
    return chosen


def pack(
    place: Place, framework: Framework, record: Record, snapshot: Snapshot | None, teams: Mapping[int, Place],
    charts: Mapping[str, Sequence[Picture]], around: Around, made_on: date,
) -> Pack:  # fmt: skip
    """`charts`: those of each statement, by its code; `around`: what staff said. Raises NotPublished should a raw figure be in it."""
    making = _Making(record, _group(snapshot), figures_of(place, snapshot, teams, around, record.period))
    statements = tuple(
        making.statement(number, one, charts.get(one.code, ())) for number, one in enumerate(framework.statements.all())
    )
    held = "" if making.is_shown else _(
        "Numbers are not shown: too few people work here, or the figures of this month are not made yet."
    )  # fmt: skip
    cut = _("There is more work than a pack reads: it holds what moved last.") if record.cut else ""
    return for_reading(
        Pack(
            framework.name, str(place), upper(framework.owner), valid(framework), _note(framework), framework.source,
            window(record.period), day(made_on), held, cut, statements, making.late(),
            tuple(one.title for one in statements if not one.has_own),
        )
    )  # fmt: skip


def window(period: Period) -> str:
    return _("{since} to {until}").format(since=day(period.since), until=day(period.until))


def valid(framework: Framework) -> str:
    """`Version 2022-24, from 1 January 2022 until 3 March 2027`."""
    said_ = _("Version {version}, from {day}").format(version=framework.version, day=day(framework.since))
    return said_ + (_(" until {day}").format(day=day(framework.until)) if framework.until else "")


def _note(framework: Framework) -> str:
    unchecked = "" if framework.checked else _("Not yet checked against the owner’s own page.")
    return " ".join(part for part in (framework.note, unchecked) if part)


def _group(snapshot: Snapshot | None) -> Group:
    """Nobody, where figures were not made for it: then every number is held back."""
    return Group(snapshot.staff, snapshot.parent_staff) if snapshot and snapshot.figures else Group(0)


class _Making:
    def __init__(self, record: Record, group: Group, figures: Figures) -> None:
        self.record, self.group, self.figures = record, group, figures
        self.listed: dict[str, str] = {}  # kinds whose rows stand under a statement already, and its title
        self.drawn: dict[int, tuple[str, str]] = {}  # where a measure has its chart: code and title of the statement

    @property
    def is_shown(self) -> bool:
        return rules.may_show(self.group) is rules.Held.SHOWN

    def statement(self, number: int, one: Statement, charts: Sequence[Picture]) -> Answered:
        found = [(code, self.block(code, one, charts)) for code in evidence.known(one.kinds)]
        blocks = tuple(block for _code, block in found if block is not None)
        nothing = tuple(str(KINDS[code].label) for code, block in found if block is None)
        return Answered(f"s{number + 1}", one.code, one.title, one.question, blocks, nothing)

    def block(self, code: str, one: Statement, charts: Sequence[Picture]) -> Block | None:
        kind = KINDS[code]
        if kind.source is Source.WORK:
            return self.work(code, one)
        if kind.source is Source.CHARTS:
            return self.charts(code, one, charts)
        if kind.source is Source.FIGURE:
            figure = FIGURES[code](self.figures)
            return None if figure is None else Block(code, str(kind.label), figure.said, lines=figure.lines)
        return self.promises(code) if code == "promises" else self.count(code)

    def number(self, count: int) -> Published:
        return rules.things(self.group, count)

    def sentence(self, code: str, count: int) -> Said:
        """How much there is of a kind; without the number where it is held back."""
        number = self.number(count)
        if not number.is_shown:
            return (str(KINDS[code].label) + ".",)
        return said(str(KINDS[code].one if count == 1 else KINDS[code].many), n=number)

    def work(self, code: str, one: Statement) -> Block | None:
        """The rows of a kind stand once in a pack; the next statement says where."""
        found = evidence.found_in(self.record, code)
        if not found:
            return None
        label, sentence = str(KINDS[code].label), self.sentence(code, len(found))
        if code in self.listed:
            return Block(code, label, sentence, see=self.listed[code])
        self.listed[code] = one.title
        rest = len(found) - MOST_ITEMS
        more: Said = ()
        if rest > 0:
            more = said(_("And {n} more."), n=self.number(rest)) if self.is_shown else (_("And more."),)
        return Block(code, label, sentence, tuple(_row(item) for item in found[:MOST_ITEMS]), more)

    def count(self, code: str) -> Block | None:
        count: int = getattr(self.record.counted, code)
        return Block(code, str(KINDS[code].label), self.sentence(code, count)) if count else None

    def promises(self, code: str) -> Block | None:
        counted = self.record.counted
        counts = (counted.promises_kept, counted.promises_moved, counted.promises_broken)
        if not any(counts):
            return None
        kept, moved, broken = (self.number(one) for one in counts)
        if not kept.is_shown:
            return Block(code, str(KINDS[code].label), (str(KINDS[code].label) + ".",))
        words = _("Promises to clear the way: {kept} kept, {moved} moved to another day in time, {broken} broken.")
        return Block(code, str(KINDS[code].label), said(words, kept=kept, moved=moved, broken=broken))

    def charts(self, code: str, one: Statement, charts: Sequence[Picture]) -> Block | None:
        shown = tuple(self.chart(each, one) for each in charts if each.has_readings)
        label = str(KINDS[code].label)
        return Block(code, label, (_("Measured by the teams themselves:"),), charts=shown) if shown else None

    def chart(self, picture: Picture, one: Statement) -> Chart:
        """Drawn once a pack: ids in a drawing are there once a page."""
        measure = picture.measure
        code, title = self.drawn.setdefault(measure.pk, (one.code, one.title))
        svg, see = (picture.narrow, "") if code == one.code else ("", title)
        return Chart(measure.public_id, measure.name, measure.get_absolute_url(), picture.sentence, svg, see)

    def late(self) -> tuple[Said, ...]:
        """What is still not good, each with its number; the zeros are left out, and where numbers are held there are none."""
        counted = self.record.counted
        lines = [
            (counted.asks_late, _("{n} thing in the way is past its day."), _("{n} things in the way are past their day.")),
            (counted.permissions_late, _("{n} permission is past its day."), _("{n} permissions are past their day.")),
            (counted.ideas_silent, _("{n} idea has had no answer by its day."), _("{n} ideas have had no answer by their day.")),
            (counted.promises_broken, _("{n} promise was broken."), _("{n} promises were broken.")),
            (evidence.stopped_tests(self.record), _("{n} test was stopped."), _("{n} tests were stopped.")),
            (evidence.stopped_changes(self.record), _("{n} change was stopped."), _("{n} changes were stopped.")),
        ]  # fmt: skip
        if not self.is_shown:
            return ()
        return tuple(said(one if count == 1 else many, n=self.number(count)) for count, one, many in lines if count)


def _row(item: Item) -> Row:
    more = [_named(one) if isinstance(one, Told) else one for one in item.more]
    return Row(item.title, item.address, item.where, "; ".join(more))


def _named(told: Told) -> str:
    led = _("Led by {names}").format(names=joined(list(told.led))) if told.led else ""
    noticed = _("Noticed by {names}").format(names=joined(list(told.noticed))) if told.noticed else ""
    return "; ".join(part for part in (noticed, led) if part)
