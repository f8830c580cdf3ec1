"""What is around leadership at a place: the published staff survey of its organisation, and the pulse of its own people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction

from django.utils.translation import gettext as _

from groundswell.insight import rules
from groundswell.insight.models import PulseResult
from groundswell.insight.presenters.parts import Line, Page, Section, picture, said
from groundswell.insight.presenters.pulse import ALL, pulse_section
from groundswell.insight.queries.survey import IMPROVE, SurveyValue
from groundswell.insight.rules import Published, for_reading
from groundswell.insight.survey import Question, Understood, all_together, questions, source_of
from groundswell.places.models import Place
from groundswell.ui.formats import day
from groundswell.ui.spreadsheets import as_csv, safe_cell

YEARS_SHOWN = 5


def surroundings_page(
    place: Place, home: Place, values: Sequence[SurveyValue], results: Sequence[PulseResult], *, off_since: date | None
) -> Page:
    """`values` are of `home`, the organisation of `place`: nothing is published for a part of it."""
    own = pulse_section(results, off_since=off_since)
    sections = (own, *_survey(place, home, values))
    return for_reading(Page("", _lede(home, values), sections, not values and not results))


def _lede(home: Place, values: Sequence[SurveyValue]) -> tuple[Published | str, ...]:
    found = [one for one in values if one.question == IMPROVE]
    if not found:
        return (_("What the people who work here say of the room they have to change things."),)
    newest = found[-1]
    return said(
        _(
            "In the NHS Staff Survey of {year}, {percent} in a hundred staff of {place} said that they can "
            "make improvements happen in their area of work."
        ),
        year=f"{newest.year}", percent=rules.published_elsewhere(newest.percent), place=str(home),
    )  # fmt: skip


def _survey(place: Place, home: Place, values: Sequence[SurveyValue]) -> list[Section]:
    if not values:
        words = _(
            "No values of the NHS Staff Survey are here for {place}. "
            "Whoever says how many people work there can load its published results."
        )
        return [Section("survey", _("NHS Staff Survey"), (words.format(place=home),))]
    whose = (
        _("Of the whole of {place}: the survey publishes nothing for a part of it.").format(place=home)
        if place != home
        else ""
    )
    titles = {
        "room": (_("NHS Staff Survey: room to change things"), _("More is better.")),
        "strain": (_("NHS Staff Survey: strain"), _("Fewer is better.")),
    }  # fmt: skip
    made = [_section(about, *words, values, whose) for about, words in titles.items()]
    return [one for one in made if one]


def _section(about: str, title: str, better: str, values: Sequence[SurveyValue], whose: str) -> Section | None:
    mine = {(one.question, one.year): one for one in values}
    asked = [one for one in questions() if one.about == about and any(one.code == value.question for value in values)]
    if not asked:
        return None
    years = sorted({value.year for value in values})[-YEARS_SHOWN:]
    lines: list[Line] = []
    bars: list[tuple[str, Published, bool]] = []
    for question in asked:
        own = [mine.get((question.code, year)) for year in years]
        everywhere = [all_together().get((question.code, year)) for year in years]
        lines += [_line(question, own), _line_of_all(question, everywhere)]
        newest = next((value for value in reversed(own) if value), None)
        if newest is None:
            continue
        label = _("{question}, {year}").format(question=question.short, year=newest.year)
        bars.append((label, rules.published_elsewhere(newest.percent), False))
        if (of_all := all_together().get((question.code, newest.year))) is not None:
            bars.append((_("All organisations"), rules.published_elsewhere(of_all), True))
    drawn = picture(
        f"survey-{about}", title, (_(
            "Full: here. Hatched: all organisations with published values. The table has the same."
        ),),
        bars, full=ALL,
    )  # fmt: skip
    sentence = " ".join(part for part in (_counted(asked), better, whose) if part)
    notes = (
        source_of(), *_loaded(values, asked),
        _(
            "“All organisations” are those with published values, weighted by how many answered. It is for "
            "orientation: nothing is put in order by it."
        ),
    )  # fmt: skip
    return Section(
        f"survey-{about}", title, (sentence,), tuple(f"{year}" for year in years), tuple(lines), drawn, notes
    )


def _counted(asked: Sequence[Question]) -> str:
    words = {
        "agree": _("The numbers are per cent who agree or strongly agree."),
        "often": _("The numbers are per cent who say often or always, or yes."),
    }  # fmt: skip
    return words["agree"] if all(one.counted == "agree" for one in asked) else words["often"]


def _line(question: Question, values: Sequence[SurveyValue | None]) -> Line:
    number = (
        question.code if question.checked else _("{code}, number or wording not yet checked").format(code=question.code)
    )
    label = _("“{wording}” ({number})").format(wording=question.wording, number=number)
    return Line(label, tuple(_cell(value.percent if value else None) for value in values))


def _line_of_all(question: Question, values: Sequence[Fraction | None]) -> Line:
    label = _("All organisations with published values, {code}").format(code=question.code)
    return Line(label, tuple(_cell(value) for value in values))


def _cell(percent: Fraction | None) -> Published | str:
    return rules.published_elsewhere(percent) if percent is not None else "–"


def _loaded(values: Sequence[SurveyValue], asked: Sequence[Question]) -> list[str]:
    codes = {one.code for one in asked}
    days: dict[date, list[str]] = {}
    for value in values:
        if value.loaded_on and value.question in codes:
            days.setdefault(value.loaded_on, []).append(f"{value.question} {value.year}")
    words = _("{which}: loaded by the organisation on {day}.")
    return [words.format(which=", ".join(which), day=day(on)) for on, which in sorted(days.items())]


def lines_understood(found: Understood) -> list[str]:
    """What was pasted, in words, before it is stored."""
    words = {one.code: one.short for one in questions()}
    return [
        _("{year}, {question} ({short}): {percent} per cent of {answers} answers").format(
            year=one.year, question=one.question, short=words[one.question],
            percent=rules.published_elsewhere(one.percent), answers=f"{one.answers:,}",
        )
        for one in found.values
    ]  # fmt: skip


@as_csv
def surroundings_csv(place: Place, page: Page) -> Iterator[list[str]]:
    """The same tables as a file."""
    yield [safe_cell(str(place))]
    for section in page.sections:
        yield []
        yield [safe_cell(section.title), *(safe_cell(column) for column in section.columns)]
        for line in section.lines:
            yield [safe_cell(line.label), *rules.cells(*line.cells)]
        for note in section.notes:
            yield [safe_cell(note)]
