"""Found, read, told, opened, brought back: one function a page."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from groundswell.changes import queries as changes
from groundswell.changes.models import Change
from groundswell.people.middleware import Request
from groundswell.people.models import Person
from groundswell.people.queries import sight
from groundswell.stories import actions, presenters, queries, rules
from groundswell.stories.forms import ORGANISATION, AudienceForm, ResultForm, TellForm, WithdrawForm
from groundswell.stories.models import Audience, Story
from groundswell.stories.views.feeds import feeds_of
from groundswell.talk import desk
from groundswell.ui.typed import Version


def index(request: Request) -> HttpResponse:
    """Stories this person may read, found by words, narrowed by facets, newest first, a page at a time."""
    asked, before = queries.Asked.of(request.GET), request.GET.get("before", "")
    found = queries.library(request.person, asked, before=before)
    page = presenters.library(found, asked, first=not before)
    searches = queries.searches_of(request.person)
    kept = presenters.kept(searches, queries.new_in(request.person, {search: search.looked_at for search in searches}))
    about = {"page": page, "feeds": feeds_of(request), "kept": kept, "query": urlencode(asked.parts)}
    return render(request, "stories/index.jinja", about)


def story(request: Request, public_id: str) -> HttpResponse:
    """The result, the chart, the way, what others can do with it; talk last."""
    person = request.person
    try:
        found = queries.story_for(person, public_id)
    except Http404:
        return render(
            request, "stories/withdrawn.jinja", presenters.withdrawn(queries.withdrawn_for(person, public_id))
        )
    line = queries.line_of_time(found)
    charts = queries.charts_of(found, queries.adopters(found), line)
    arrival = queries.travel.arrival_of(found)
    may_leave = rules.travel.may_take_out(
        found, person, sight(person), queries.seats(found), arrived=arrival is not None
    )
    about = {
        "elsewhere": presenters.travel.from_elsewhere(arrival), "take_out": may_leave,
        "story": found, "page": presenters.page(found, person, sight(person), charts), "chart": charts.whole,
        "timeline": line, "talk": desk.card(desk_of(found), person), "now": timezone.now(),
    }  # fmt: skip
    return render(request, "stories/story.jinja", about)


def desk_of(story: Story) -> desk.Desk:
    """Talk of a story: those who made it can be thanked and hear of it."""
    people = tuple(
        dict.fromkeys([*queries.owners(story), *queries.seats(story).people, *filter(None, [story.told_by])])
    )
    return desk.Desk(
        subject=story.subject, place=story.place, people=people, tell=people,
        address=reverse("stories:talk", args=[story.public_id]), writer=story.told_by,
    )  # fmt: skip


def talk(request: Request, public_id: str) -> HttpResponse:
    return desk.page(request, desk_of(queries.story_for(request.person, public_id)))


def tell(request: Request, public_id: str) -> HttpResponse:
    """Write the story of a change, or change its words. The second of two editors sees both versions."""
    change = changes.change_for(request.person, public_id)
    told = queries.told(change)
    _may_write(change, told, request.person)
    form = _tell_form(request, change, told)
    both: list[Version] = []
    seen = None
    if form.is_valid() and "look" in request.POST:
        audience = form.cleaned_data.get("audience", told.audience if told else Audience.ORGANISATION)
        seen = presenters.look(form.cleaned_data, _readers(change)[audience])
    elif form.is_valid():
        if saved := _save(form, change, told, request.person):
            messages.success(request, _("Your story is told.") if told is None else _("The story is changed."))
            return redirect(saved)
        told = queries.told(change)
        form = _tell_form(request, change, told, data={**request.POST.dict(), "version": told.version if told else 0})
        both = presenters.both_versions(form, told) if told else []
    return render(
        request, "stories/tell.jinja", presenters.telling(change, told, form, both, _who_reads(change, told), seen)
    )


def _may_write(change: Change, told: Story | None, by: Person) -> None:
    pair, owners = changes.seats_of(change), changes.owners(change)
    if told is None:
        rules.may_tell(by, pair, owners, changes.home_row(change).state).or_refuse()
    else:
        rules.may_edit(by, pair, owners).or_refuse()


def _who_reads(change: Change, told: Story | None) -> str:
    audience = told.audience if told else Audience.ORGANISATION
    return _readers(change)[audience]


def _readers(change: Change) -> dict[str, str]:
    return presenters.readers([row.place for row in changes.rows_of(change)], queries.system_of(change.place))


def _tell_form(request: Request, change: Change, told: Story | None, data: Any = None) -> TellForm:
    """Prefilled from what was recorded, or from the story. Only a co-lead chooses who reads it, and only once here."""
    measures = queries.measures_of(change)
    asked = told is None and rules.may_choose_audience(request.person, changes.seats_of(change))
    readers = _readers(change) if asked else None
    initial: dict[str, Any] = {}
    if request.method != "POST":
        initial = presenters.saved(told) if told else _draft(change)
    return TellForm(
        data or request.POST or None, initial=initial, measures=measures, readers=readers, told=told is not None
    )


def _draft(change: Change) -> dict[str, Any]:
    return presenters.draft(change, changes.tests_of(change), queries.waits_of(change, timezone.now()))


def _save(form: TellForm, change: Change, told: Story | None, by: Person) -> Story | None:
    """The story as it is now; None when somebody else saved in between."""
    words = dict(form.cleaned_data)
    version, now = words.pop("version"), timezone.now()
    if told is None:
        return actions.tell(change=change, by=by, at=now, **words)
    words.pop("audience", None)
    return told if actions.edit(story=told, version=version, by=by, at=now, **words) else None


def share(request: Request, public_id: str) -> HttpResponse:
    """Open the story to more people, or to fewer, having read who will see it."""
    found = queries.story_for(request.person, public_id)
    rules.may_choose_audience(request.person, queries.seats(found)).or_refuse()
    readers = presenters.readers(queries.places(found), found.system)
    now = found.audience or ORGANISATION
    form = AudienceForm(request.POST or None, initial={"audience": now, "before": now}, readers=readers)
    if form.is_valid():
        if form.cleaned_data["before"] != now:
            form.add_error("audience", _("Somebody changed this in between. Choose again."))
        elif form.cleaned_data["audience"] == found.audience:
            return redirect(found)
        else:
            actions.change_audience(story=found, to=form.cleaned_data["audience"], by=request.person, at=timezone.now())
            messages.success(request, readers[found.audience])
            return redirect(found)
    return render(request, "layouts/form.jinja", presenters.sharing(found, form))


def withdraw(request: Request, public_id: str) -> HttpResponse:
    """Take the words back openly, with a reason."""
    found = queries.story_for(request.person, public_id)
    rules.may_withdraw(found, request.person, queries.seats(found), queries.owners(found)).or_refuse()
    form = WithdrawForm(request.POST or None)
    if form.is_valid():
        actions.withdraw(story=found, by=request.person, at=timezone.now(), **form.cleaned_data)
        messages.success(request, _("Withdrawn. You can put it back on this page."))
        return redirect(found)
    return render(request, "layouts/form.jinja", presenters.withdrawing(found, form))


@require_POST
def put_back(request: Request, public_id: str) -> HttpResponse:
    found = queries.story_for(request.person, public_id)
    actions.put_back(story=found, by=request.person, at=timezone.now())
    messages.success(request, _("It has its readers again."))
    return redirect(found)


@require_POST
def my_name(request: Request, public_id: str) -> HttpResponse:
    """Whether one's own name may stand where anybody reads it."""
    found, yes = queries.story_for(request.person, public_id), request.POST.get("yes") == "yes"
    actions.be_named(story=found, by=request.person, yes=yes, at=timezone.now())
    messages.success(request, _("Your name may stand there.") if yes else _("Your name does not stand there."))
    return redirect(found)


def result(request: Request, public_id: str) -> HttpResponse:
    """Bring back what came of it here."""
    adoption = queries.adoption_for(request.person, public_id)
    queries.may_bring_result(adoption, request.person).or_refuse()
    form = ResultForm(request.POST or None)
    if form.is_valid():
        actions.bring_result(adoption=adoption, by=request.person, at=timezone.now(), **form.came)
        messages.success(request, _("Brought back. Those it comes from were told."))
        reads = queries.story_of(request.person, adoption.story.change)
        return redirect(adoption if reads else adoption.change)
    return render(request, "stories/result.jinja", presenters.returning(adoption, form))
