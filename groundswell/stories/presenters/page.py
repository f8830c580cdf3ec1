"""The list of stories and the page of one."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groundswell.benefits.cards import TotalGroup, total_groups
from groundswell.measures.queries import Picture
from groundswell.people.models import Person
from groundswell.people.queries import Sight
from groundswell.stories import queries, rules
from groundswell.stories.models import Adoption, Audience, Correction, Story
from groundswell.stories.presenters.audience import can_read_it
from groundswell.ui.formats import day, joined
from groundswell.ui.verdicts import Verdict


def came_of_it(worked: bool, *, partly: bool = False) -> str:
    """All in the same colour: a story of something that did not help is as proud."""
    if partly:
        return _("It helped in part")
    return _("It helped") if worked else _("It did not help")


@dataclass(frozen=True)
class AdopterCard:
    """A place that took it up, and what came of it there."""

    id: str
    where: str
    began: str
    adapted: str
    result: str
    words: str
    told: str
    bring_result: str
    change: str
    beside: str = ""
    adapt: str = ""
    chart: Picture | None = None
    no_chart: str = ""


@dataclass(frozen=True)
class Naming:
    """Whether one's name may stand where anybody reads it."""

    href: str
    is_yes: bool


@dataclass(frozen=True)
class StoryCard:
    """The page of a story, part by part in the order of reading."""

    title: str
    tag: str
    where: str
    when: str
    people: tuple[str, ...]
    began: tuple[tuple[str, str], ...]
    steps: tuple[str, ...]
    surprised: str
    learned: str
    waited: tuple[str, ...]
    needed: str
    adopters: tuple[AdopterCard, ...]
    home: Picture | None
    home_where: str
    readers: str
    told: str
    take_up: Verdict
    edit: str
    share: str
    withdrawn: str
    corrections: tuple[str, ...]
    withdraw: str
    put_back: str
    numbers: str
    naming: Naming | None
    outside: str
    change: str
    benefits: tuple[TotalGroup, ...]
    words_only: str
    claims: str

    @property
    def came_of_it(self) -> bool:
        return bool(self.benefits or self.words_only)


def page(story: Story, person: Person, seen: Sight, charts: queries.Charts) -> StoryCard:
    period, pair = queries.span(story), queries.seats(story)
    may_share = not story.withdrawn_at and rules.may_choose_audience(person, pair)
    sums, takes_part, may_edit = queries.benefits_of(story), _takes_part(story, seen), _may_edit(story, person, seen)
    return StoryCard(
        title=story.title, tag=came_of_it(story.worked), where=joined([row.place.in_full for row in story.change.change_places.all()]),
        when=_("{since} to {until}").format(since=day(period.since), until=day(period.until)),
        people=tuple(_people(story)), began=tuple(_began(story)), steps=lines(story.did), surprised=story.surprised,
        learned=story.learned, waited=lines(story.waited), needed=story.needed,
        adopters=tuple(_adopter(row, person, seen, charts) for row in queries.adopters(story)),
        home=charts.beside.get(story.measure_id or 0), home_where=story.place.in_full, readers=can_read_it(story),
        told=_("Told by {name}, {day}").format(name=_name(story.told_by), day=day(story.told_at)),
        take_up=rules.may_take_up_somewhere(seen, queries.origin(story), queries.taken(story)),
        edit=reverse("stories:tell", args=[story.change.public_id]) if may_edit else "",
        share=reverse("stories:share", args=[story.public_id]) if may_share else "",
        withdrawn=_withdrawn(story), corrections=tuple(correction(row) for row in story.corrections.all()),
        withdraw=reverse("stories:withdraw", args=[story.public_id]) if may_edit and not story.withdrawn_at else "",
        put_back=reverse("stories:put_back", args=[story.public_id]) if may_edit and story.withdrawn_at else "",
        numbers=story.measure.get_absolute_url() if story.measure and _reads_numbers(story, seen) else "",
        naming=_naming(story, person),
        outside=reverse("stories:outside", args=[story.public_id]) if story.audience == Audience.PUBLIC else "",
        change=story.change.get_absolute_url() if takes_part else "",
        benefits=tuple(total_groups(sums.totals)), words_only=words_only(sums.words_only),
        claims=reverse("changes:benefits", args=[story.change.public_id]) if takes_part else "",
    )  # fmt: skip


def words_only(number: int) -> str:
    """Sums are for every reader; the sentences of claims stay with the change."""
    if not number:
        return ""
    words = ngettext("{n} thing came of it that has no number.", "{n} things came of it that have no number.", number)
    return words.format(n=number)


def lines(words: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in words.splitlines() if line.strip())


def _name(person: Person | None) -> str:
    return person.called if person else _("a colleague")


def _people(story: Story) -> list[str]:
    pair = queries.seats(story)
    held = [(pair.clinical, _("clinical co-lead")), (pair.managerial, _("managerial co-lead"))]
    led = [f"{row.person.called}, {what}" for row, what in held if row and row.accepted_at]
    partners = len(story.change.partners.all())
    with_them = ngettext("With a partner by experience", "With {n} partners by experience", partners).format(n=partners)
    return [*led, with_them] if partners else led


def _began(story: Story) -> list[tuple[str, str]]:
    """The owners' own words, unaltered, with their names; words that are being checked are not shown."""
    return [(idea.words, idea.whose) for idea in story.change.ideas.all() if not idea.held_at]


def _withdrawn(story: Story) -> str:
    if not story.withdrawn_at:
        return ""
    return _("{name} withdrew this story, {day}: {reason}").format(
        name=_name(story.withdrawn_by), day=day(story.withdrawn_at), reason=story.withdrawn_reason
    )


def correction(row: Correction) -> str:
    return _("Put right {day}: {words}").format(day=day(row.at), words=row.words)


def _reads_numbers(story: Story, seen: Sight) -> bool:
    """The page of the measure is for the organisations that took part or took it up, and for everyone once the story is."""
    return story.is_for_everyone or _takes_part(story, seen) or bool(seen.organisations & queries.takers(story))


def _naming(story: Story, person: Person) -> Naming | None:
    """Asked of the owners and the pair, on the page of the story."""
    if not rules.may_be_named(person, queries.named(story)):
        return None
    return Naming(
        reverse("stories:my_name", args=[story.public_id]),
        any(row.person_id == person.pk for row in story.namings.all()),
    )


def _takes_part(story: Story, seen: Sight) -> bool:
    return any(seen.works_in(row.organisation_id) for row in story.change.change_places.all())


def _may_edit(story: Story, person: Person, seen: Sight) -> bool:
    return _takes_part(story, seen) and bool(rules.may_edit(person, queries.seats(story), queries.owners(story)))


def _adopter(row: Adoption, person: Person, seen: Sight, charts: queries.Charts) -> AdopterCard:
    here = seen.works_in(row.organisation_id)
    bring = here and queries.may_bring_result(row, person)
    return AdopterCard(
        id=row.public_id, where=row.place.in_full, adapted=row.adapted, words=row.result,
        began=_("Taken up by {name}, {day}").format(name=_name(row.person), day=day(row.at)),
        result=came_of_it(row.helped, partly=row.partly) if row.helped is not None else "",
        told=_("{name}, {day}").format(name=_name(row.returned_by), day=day(row.returned_at)) if row.returned_at else "",
        bring_result=reverse("stories:result", args=[row.public_id]) if bring else "",
        change=row.change.get_absolute_url() if here else "", chart=charts.beside.get(row.measure_id or 0),
        no_chart=_why_no_chart(row, charts),
        beside=reverse("stories:beside", args=[row.public_id]) if row.measure_id in charts.beside else "",
        adapt=reverse("stories:adapt", args=[row.public_id]) if here and queries.may_adapt(row, person) else "",
    )  # fmt: skip


def _why_no_chart(row: Adoption, charts: queries.Charts) -> str:
    if charts.whole is None or row.measure_id in charts.beside:
        return ""
    if row.measure and row.measure.unit != charts.whole.measure.unit:
        return _("They count in {unit} now, which cannot stand on the same scale.").format(
            unit=row.measure.unit or _("another unit")
        )
    return _("No readings here yet.")
