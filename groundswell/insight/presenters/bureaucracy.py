"""The bureaucracy of a place, measured: from the raw figures of a snapshot, through the gate, to sentences and tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groundswell.enabling.models import AskKind, Level, Origin, Trigger
from groundswell.insight import rules
from groundswell.insight.bureaucracy import ALL_BANDS, Figures
from groundswell.insight.measures.intervals import Limits, Share
from groundswell.insight.measures.rows import Behind
from groundswell.insight.measures.survival import DayLimits
from groundswell.insight.models import Snapshot
from groundswell.insight.presenters.parts import (
    Line,
    Page,
    Said,
    Section,
    estimate,
    estimate_columns,
    many,
    picture,
    said,
)
from groundswell.insight.rules import Estimate, Group, Published, for_reading
from groundswell.insight.typed import REQUIRED, SECONDS_A_FIELD, fields_of, hours
from groundswell.places.models import Place
from groundswell.ui.formats import day
from groundswell.ui.spreadsheets import as_csv, safe_cell

FORMS = {
    "notice": gettext_lazy("Noticing something"), "change": gettext_lazy("Starting a change"),
    "ask": gettext_lazy("Saying what is in the way"), "promise": gettext_lazy("Promising a day"),
    "test": gettext_lazy("Starting a test"), "learn": gettext_lazy("Ending a test"),
}  # fmt: skip
NONE = DayLimits(None, None)


def page(place: Place, snapshot: Snapshot | None) -> Page:
    """The whole page; a quiet one where there is nothing, or nothing that may be shown."""
    if snapshot is None or not (found := snapshot.figures):
        return Page(_window(snapshot) if snapshot else "", (), (), True)
    group = Group(snapshot.staff, snapshot.parent_staff)
    sections = (
        _at_once(group, found["at_once"]), *_permissions(group, found), _days(group, found["decision"]),
        _waiting(group, found["waiting"]), _hands(group, found["approvals"]), _promises(group, found["promises"]),
        _asks(group, found["asks"]), _response(group, found["response"]), _fields(group, found["typed"]),
        _origins(group, found), _drop(group, found["never_refused"], place),
    )  # fmt: skip
    made = Page(_window(snapshot), _first(group, found), sections, _is_nothing(found))
    return for_reading(made)


def _window(snapshot: Snapshot) -> str:
    return _("The twelve months to {day}").format(day=day(snapshot.month))


def _is_nothing(found: Figures) -> bool:
    counts = (
        found["at_once"]["began"], found["at_once"]["fixed"], found["asked"]["asked"], found["asks"]["open"],
        found["promises"]["made"], found["waiting"]["of"], found["approvals"]["behind"][0], found["response"]["behind"][0],
    )  # fmt: skip
    return not any(counts)


def _first(group: Group, found: Figures) -> Said:
    """`19 of 44 changes went at once; 31 permissions were asked and 2 refused; half were decided within 4 working days.`"""
    went, began = (rules.things(group, found["at_once"][name]) for name in ("went", "began"))
    asked, refused = (rules.things(group, found["asked"][name]) for name in ("asked", "refused"))
    half = _median(group, found["decision"]).value
    template = _("{went} of {began} {changes} went at once; {asked} {permissions} asked and {refused} refused")
    template += _("; half were decided within {half} working {days}.") if half.is_shown else "."
    return said(
        template, went=went, began=began, changes=many(began, _("change"), _("changes")), asked=asked, half=half, refused=refused,
        permissions=many(asked, _("permission was"), _("permissions were")), days=many(half, _("day"), _("days")),
    )  # fmt: skip


def _median(group: Group, found: Figures) -> Estimate:
    return rules.days(group, found["median"], DayLimits(*found["median_limits"]), Behind(*found["behind"]))


def _share(group: Group, pair: list[int], behind: Behind) -> Estimate:
    share = Share(*pair)
    return rules.percent(group, share.value, share.limits, behind)


def _at_once(group: Group, found: Figures) -> Section:
    went, began, asked, fixed = (rules.things(group, found[name]) for name in ("went", "began", "asked", "fixed"))
    share = _share(group, [found["went"], found["began"]], Behind(*found["behind"]))
    rest = rules.things(group, found["began"] - found["went"])
    sentence = said(
        _("{went} of {began} went at once, and {fixed} more were just fixed."), went=went, began=began, fixed=fixed
    )
    bars = [
        (_("Went at once"), went, False),
        (_("Waited for a yes first"), rest, True),
        (_("Just fixed"), fixed, False),
    ]
    return Section(
        "at-once", _("Changes that went at once"), sentence, estimate_columns(),
        (
            Line(_("Changes first tried"), (began, "–", began)), Line(_("Went at once"), (went, "–", began)),
            Line(_("Waited for a yes first"), (rest, "–", began)),
            Line(_("Of these: a permission was asked"), (asked, "–", began)),
            estimate(_("Went at once, per cent"), share), Line(_("Just fixed, without a change"), (fixed, "–", fixed)),
        ),
        picture("p-at-once", _("Changes that went at once"), sentence, bars),
        (_("At once: it can be undone, stays inside the team, brings no new risk, and nobody was asked."),),
    )  # fmt: skip


def _permissions(group: Group, found: Figures) -> tuple[Section, Section]:
    whole = {name: rules.things(group, found["asked"][name]) for name in ("asked", "refused", "by_clock", "open")}
    sentence = said(
        _("{asked} asked, {refused} refused, {clock} decided by the clock, {open} still open."),
        asked=whole["asked"], refused=whole["refused"], clock=whole["by_clock"], open=whole["open"],
    )  # fmt: skip
    kinds = [(str(one.label), found["by_kind"][one]) for one in Trigger if one in found["by_kind"]]
    levels = [(str(one.label), found["by_level"][one]) for one in Level if one in found["by_level"]]
    return (
        _grouped(group, "by-kind", _("Permissions asked, by kind"), sentence, kinds),
        _grouped(group, "by-level", _("Permissions asked, by the level that decides"), sentence, levels),
    )


def _grouped(group: Group, id: str, title: str, sentence: Said, rows: list[tuple[str, Figures]]) -> Section:
    names = ("asked", "refused", "conditions", "by_clock", "open")
    lines = tuple(Line(label, tuple(rules.things(group, one[name]) for name in names)) for label, one in rows)
    bars = [(label, rules.things(group, one["asked"]), False) for label, one in rows]
    columns = (_("Asked"), _("Refused"), _("Yes, if"), _("By the clock"), _("Open"))
    return Section(id, title, sentence, columns if lines else (), lines, picture(f"p-{id}", title, sentence, bars))


def _days(group: Group, found: Figures) -> Section:
    behind = Behind(*found["behind"])
    half = _median(group, found)
    most = rules.days(group, found["p90"], DayLimits(*found["p90_limits"]), behind)
    still, past = rules.things(group, found["open"]), rules.things(group, found["open_past"])
    sentence = (
        said(
            _("Half were decided within {half} working {days}."),
            half=half.value,
            days=many(half.value, _("day"), _("days")),
        )
        if half.value.is_shown
        else said(_("Too few, or not half of them decided yet. {open} still open."), open=still)
    )
    bars = [
        (_("Half within, working days"), half.value, False),
        (_("Nine in ten within, working days"), most.value, True),
    ]
    return Section(
        "days", _("Working days waited"), sentence, estimate_columns(),
        (
            estimate(_("Half were decided within (median)"), half, _("working days")),
            estimate(_("Nine in ten were decided within"), most, _("working days")),
            estimate(_("Decided in time, per cent"), _share(group, found["within"], behind)),
            Line(_("Still open"), (still, "–", still)), Line(_("Open and past their day"), (past, "–", past)),
        ),
        picture("p-days", _("Working days until a decision"), sentence, bars),
        (_("Those that are still open count as waiting for at least as long as they have (Kaplan and Meier). Days on which "
           "something was missing are days of waiting too."),),
    )  # fmt: skip


def _waiting(group: Group, found: Figures) -> Section:
    behind = Behind(*found["behind"])
    value = Fraction(found["days"], found["of"]) if found["of"] else None
    limits = Limits(*found["limits"]) if found["limits"] else None
    share = rules.percent(group, value, limits, behind)
    sentence = (
        said(_("Of the life of a change, {share} per cent was waiting for somebody."), share=share.value)
        if share.value.is_shown
        else said(_("Too few changes to say."))
    )
    causes = [
        (_cause(name), rules.days(group, one["days"], NONE, Behind(*one["behind"])))
        for name, one in found["causes"].items()
    ]
    lines = [estimate(_("Waiting, per cent of all days"), share)]
    lines += [estimate(_("Days for: {cause}").format(cause=label), one) for label, one in causes]
    return Section(
        "waiting", _("How much of a change is waiting, and for what"), sentence, estimate_columns(), tuple(lines),
        picture("p-waiting", _("Days of waiting, by what for"), sentence,
                [(label, one.value, number % 2 == 1) for number, (label, one) in enumerate(causes)]),
        (_("From the day it was noticed to the day it worked or was stopped. A day that two causes share is counted once in the "
           "share, and in both of the causes."),),
    )  # fmt: skip


def _cause(name: str) -> str:
    what, _colon, code = name.partition(":")
    if what == "answer":
        return _("a first answer")
    if what == "permission":
        return _("a permission ({origin})").format(origin=str(Origin(code).label).lower())
    return _("an ask: {kind}").format(kind=str(AskKind(code).label).lower())


def _hands(group: Group, found: Figures) -> Section:
    behind = Behind(*found["behind"])
    changes = behind.changes

    def each(name: str) -> Estimate:
        limits = Limits(*found[f"{name}_limits"]) if found[f"{name}_limits"] else None
        return rules.mean(group, Fraction(found[name], changes) if changes else None, limits, behind)

    requests, handoffs = each("requests"), each("handoffs")
    sentence = (
        said(_("A change that came to work had gone through {n} other hands on average."), n=handoffs.value)
        if handoffs.value.is_shown
        else said(_("Too few changes came to work to say."))
    )
    bars = [
        (_("Permissions for each change"), requests.value, False),
        (_("Hand-offs for each change"), handoffs.value, True),
    ]
    return Section(
        "hands", _("Hand-offs"), sentence, estimate_columns(),
        (
            estimate(_("Permissions for each change"), requests), estimate(_("Hand-offs for each change"), handoffs),
            estimate(_("Sent back for more at least once, per cent"), _share(group, found["returned"], behind)),
            estimate(_("Low risk and done on own authority, per cent"), _share(group, found["own_authority"], behind)),
        ),
        picture("p-hands", _("Permissions and hand-offs for each change"), sentence, bars),
        (_("The team holds a change first; each time it goes to another level is a hand-off."),),
    )  # fmt: skip


def _promises(group: Group, found: Figures) -> Section:
    names = [("kept", _("Kept")), ("moved", _("Moved to another day in time")), ("broken", _("Broken: the day passed in silence")),
             ("open", _("Not due yet")), ("ended", _("Not needed any more"))]  # fmt: skip
    count = {name: rules.things(group, found["became"].get(name, 0)) for name, _label in names}
    sentence = said(
        _("{kept} kept, {moved} moved, {broken} broken."),
        kept=count["kept"],
        moved=count["moved"],
        broken=count["broken"],
    )
    kept, broken = (found["became"].get(name, 0) for name in ("kept", "broken"))
    share = _share(group, [kept, kept + broken], Behind(*found["behind"]))
    made = rules.things(group, found["made"])
    return Section(
        "promises", _("Promises to clear the way"), sentence, estimate_columns(),
        (*(Line(label, (count[name], "–", made)) for name, label in names), estimate(_("Kept, per cent of kept and broken"), share)),
        picture("p-promises", _("What became of promises"), sentence,
                [(label, count[name], name == "broken") for name, label in names]),
    )  # fmt: skip


def _asks(group: Group, found: Figures) -> Section:
    levels = [(str(one.label), found["by_level"][one]) for one in Level if one in found["by_level"]]
    opened = rules.things(group, found["open"])
    half = rules.worked_out(group, Fraction(*found["median"])) if found["median"] else None
    sentence = said(_("{open} open."), open=opened)
    if half:
        sentence = said(_("{open} open, half of them for {half} days or longer."), open=opened, half=half)
    lines = tuple(
        Line(label, tuple(rules.things(group, one) for one in (*bands, sum(bands)))) for label, bands in levels
    )
    bars = [(label, rules.things(group, sum(bands)), False) for label, bands in levels]
    columns = (*(_("{band} days").format(band=band.replace("-", " to ")) for band in ALL_BANDS), _("All"))
    return Section(
        "asks", _("What is in the way, by the level that can clear it"), sentence, columns if lines else (), lines,
        picture("p-asks", _("Open asks by level"), sentence, bars),
    )  # fmt: skip


def _response(group: Group, found: Figures) -> Section:
    behind = Behind(*found["behind"])
    half = rules.days(group, found["median"], DayLimits(*found["limits"]), behind)
    silent = _share(group, found["silent"], behind)
    sentence = (
        said(
            _("Half of the ideas had an answer within {half} {days}."),
            half=half.value,
            days=many(half.value, _("day"), _("days")),
        )
        if half.value.is_shown
        else said(_("Too few ideas, or not half of them answered yet."))
    )
    bars = [(_("Silent for 14 days, per cent"), silent.value, True)]
    return Section(
        "response", _("First answer"), sentence, estimate_columns(),
        (estimate(_("Half were answered within (median)"), half, _("days")), estimate(_("Silent for 14 days, per cent"), silent)),
        picture("p-response", _("Ideas without an answer for 14 days"), sentence, bars),
    )  # fmt: skip


def _fields(group: Group, typed: Figures) -> Section:
    rows = [(str(FORMS[form]), form, typed.get(form, 0)) for form in REQUIRED]
    fields = sum(fields_of(form, times) for _label, form, times in rows)
    spent = rules.worked_out(group, hours(fields))
    lines = tuple(
        Line(
            label,
            (rules.things(group, times), str(REQUIRED[form]), rules.worked_out(group, hours(fields_of(form, times)))),
        )
        for label, form, times in rows
    )
    bars = [(label, rules.worked_out(group, hours(fields_of(form, times))), False) for label, form, times in rows]
    sentence = said(_("Our own required fields took about {hours} hours."), hours=spent)
    return Section(
        "fields", _("What our own forms cost"), sentence, (_("Times filled in"), _("Required fields"), _("Hours")), lines,
        picture("p-fields", _("Hours in our own forms"), sentence, bars),
        (_("Assumed: {seconds} seconds for each required field. Nobody was timed.").format(seconds=SECONDS_A_FIELD),),
    )  # fmt: skip


def _origins(group: Group, found: Figures) -> Section:
    """Hours and days by who wants them. Our own forms are ours."""
    own = sum(fields_of(form, times) for form, times in found["typed"].items())
    lines, bars, by_origin = [], [], found["by_origin"]
    for origin in Origin:
        one = by_origin.get(origin, {"asked": 0, "days": 0, "fields": 0, "behind": [0, 0]})
        spent = rules.worked_out(group, hours(one["fields"] + (own if origin == Origin.OURS else 0)))
        waited = rules.days(group, one["days"], NONE, Behind(*one["behind"])).value if one["asked"] else "–"
        lines.append(Line(str(origin.label), (rules.things(group, one["asked"]), waited, spent)))
        if isinstance(waited, Published):
            bars.append((str(origin.label), waited, origin in (Origin.OURS, Origin.HABIT)))
    all_hours = rules.worked_out(group, hours(own + sum(one["fields"] for one in by_origin.values())))
    sentence = said(_("{hours} hours of typing in all; days and hours by who wants them."), hours=all_hours)
    drawn = picture("p-origins", _("Working days waited for permissions, by who wants them"), sentence, bars)
    return Section(
        "origins", _("Who wants it"), sentence, (_("Permissions"), _("Working days waited"), _("Hours of typing")), tuple(lines),
        drawn, (_("Hatched: what this organisation can change by itself."),) if drawn else (),
    )  # fmt: skip


def _drop(group: Group, rows: Iterable[Figures], place: Place) -> Section:
    href = _address("enabling:rules", place.key)
    lines = tuple(
        Line(
            _("{kind}: drop it?").format(kind=Trigger(one["kind"]).label),
            (rules.things(group, one["teams"]), rules.things(group, one["decided"]), rules.things(group, one["conditions"])),
            href, _("Draft the change of the rule") if href else "",
        )
        for one in rows
    )  # fmt: skip
    sentence = (
        said(_("Asked of at least five teams, and refused to none in a year."))
        if lines
        else said(_("Nothing was asked of many teams and refused to none."))
    )
    columns = (_("Teams it was asked of"), _("Decided"), _("Yes, if"))
    return Section(
        "drop", _("Is it needed at all?"), sentence, columns if lines else (), lines,
        notes=(_("Only what the organisation asks for itself: what law, a regulator or a commissioner wants is not ours to drop."),),
    )  # fmt: skip


def _address(name: str, key: str) -> str:
    try:
        return reverse(name, args=[key])
    except NoReverseMatch:
        return ""


@as_csv
def csv_of(place: Place, found: Page) -> Iterator[list[str]]:
    """Every table of the page, one figure a line, each as the page shows it."""
    yield [_("Place"), _("Window"), _("Part"), _("Line"), _("Column"), _("Figure")]
    for section in found.sections:
        for line in section.lines:
            for column, value in zip(section.columns, line.cells, strict=True):
                words = map(safe_cell, (str(place), found.window, section.title, line.label, column))
                yield rules.cells(*words, value)
