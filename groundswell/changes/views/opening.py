"""Open a change, read it, edit it, talk about it."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from groundswell.changes import actions, presenters, queries, rules
from groundswell.changes.forms import EditForm, OpenForm
from groundswell.changes.models import Change, Seat
from groundswell.changes.presenters.page import ChangePage
from groundswell.changes.views.typed import address, form_page
from groundswell.ideas import rules as idea_rules
from groundswell.ideas.models import Idea
from groundswell.ideas.offers import Offer, offers_for
from groundswell.ideas.queries import idea_for
from groundswell.people.middleware import Request
from groundswell.people.models import Membership, Person
from groundswell.people.queries import people_in, sight
from groundswell.post.middleware import prepared
from groundswell.talk import cabinet, desk
from groundswell.ui.formats import london_day
from groundswell.ui.typed import done, on_newer


def new(request: Request) -> HttpResponse:
    """Begin to make an idea real (or, without one, something a place wants to try)."""
    idea = idea_for(request.person, request.GET["idea"]) if request.GET.get("idea") else None
    seen = sight(request.person)
    may = idea_rules.may_start_a_change(idea, seen) if idea else None
    places = (idea.place,) if idea else seen.places
    if not places:
        raise Http404
    first = {"title": idea.first_words.removesuffix(" …").rstrip(".")} if idea else {}
    form = OpenForm(request.POST or None, seen=seen, places=places, initial=first | {"seat": "none"})
    if (may is None or may) and form.is_valid():
        return redirect(_opened(form, idea, request.person))
    return render(request, "changes/new.jinja", {"form": form, "idea": idea, "may": may})


def _opened(form: OpenForm, idea: Idea | None, person: Person) -> str:
    """Where to go next: to questions its words suggest; else a taken managerial seat leads on to the one thing they will clear."""
    typed, now, wanted = form.cleaned_data, timezone.now(), form.seat_wanted
    change = actions.open_change(
        title=typed["title"], place=form.place, reversible=typed["reversible"], inside_team=typed["inside_team"],
        new_risk=typed["new_risk"], by=person, at=now, idea=idea,
    )  # fmt: skip
    if wanted:
        actions.pair(change=change, seat=wanted, person=person, by=person, at=now)
    if queries.questions_of(queries.what_follows_for(change, [])):
        return address("before", change.public_id)
    return address("promise", change.public_id) if wanted == Seat.MANAGERIAL else change.get_absolute_url()


def change(request: Request, public_id: str) -> HttpResponse:
    """The page that must be readable in ten seconds."""
    now, found = timezone.now(), queries.change_for(request.person, public_id)
    all_of = queries.whole(found, request.person, now)
    shown = presenters.change_page(all_of, request.person, sight(request.person), now)
    card, charts = (
        desk.card(desk_of(found, request.person), request.person, told=all_of.happened),
        queries.charts_of(all_of.measures, all_of.tests, all_of.steps),
    )
    about = {
        "page": shown, "change": found, "pause": all_of.pause, "chart": charts[0] if charts else None, "more_charts": charts[1:],
        "partners": all_of.partners, "partner_words": all_of.partner_words[:5], "today": london_day(now),
        "talk": card, "offers": _offers(found, request.person, shown),
        "form": card.form, "now": now, "idea_words": presenters.idea_words,
    }  # fmt: skip
    return render(request, "changes/change.jinja", about)


def _offers(change: Change, person: Person, shown: ChangePage) -> list[Offer]:
    """What the rooms above offer to those whose work it is; nobody else's page asks."""
    whose = shown.may_ask or any(idea.owner_id == person.pk for idea in change.ideas.all())
    return offers_for(person, change.subject, change.place) if whose else []


def desk_of(change: Change, reader: Person, helpers: Iterable[Person] = (), tell: tuple[Person, ...] = ()) -> desk.Desk:
    """Owners, the pair and the helpers can be thanked; the pair marks what was decided; who works where it happens is
    mentioned with @."""

    def find(text: str) -> list[Membership]:
        return people_in(queries.organisations_of(change), text, timezone.now())

    people = [*(idea.owner for idea in change.ideas.all() if idea.owner), *queries.seats_shown(change).people, *helpers]
    return desk.Desk(
        subject=change.subject, place=change.place,
        address=address("talk", change.public_id), people=tuple(dict.fromkeys(people)), tell=tell, writer=change.opened_by,
        find=find, files=address("files", change.public_id), decides=rules.may_decide(reader, queries.seats_shown(change)),
    )  # fmt: skip


def whole_desk(request: Request, public_id: str) -> desk.Desk:
    """With everybody who hears of what is said."""
    found = queries.change_for(request.person, public_id)
    tell = (*queries.owners(found), *queries.seats_shown(found).people)
    return desk_of(found, request.person, queries.team_of(found), tell)


@prepared(desk.look)
def talk(request: Request, public_id: str) -> HttpResponse:
    """Comments, thanks and reports, answered by the desk of the room below."""
    return desk.page(request, whole_desk(request, public_id))


@prepared(desk.look)
def files(request: Request, public_id: str) -> HttpResponse:
    """Documents of the change and of what was said about it."""
    return cabinet.page(request, whole_desk(request, public_id))


@require_safe
def file(request: Request, public_id: str, file: str) -> HttpResponse:
    return cabinet.file(request, whole_desk(request, public_id), file)


def delete_file(request: Request, public_id: str, file: str) -> HttpResponse:
    return cabinet.delete(request, whole_desk(request, public_id), file)


def edit(request: Request, public_id: str) -> HttpResponse:
    """Title, aim and answers. The second of two editors sees both versions, and her words stay where she typed them."""
    found = queries.change_for(request.person, public_id)
    form = EditForm(request.POST) if request.method == "POST" else EditForm.of(found)
    saved: list[bool] = []
    if (
        done(
            form,
            lambda: saved.append(actions.edit(change=found, by=request.person, at=timezone.now(), **form.cleaned_data)),
        )
        and saved[0]
    ):
        return HttpResponseRedirect(found.get_absolute_url())
    theirs = None
    if saved == [False]:
        form = _again(request, found)
        theirs = presenters.both_versions(found, form)
    return form_page(
        request, found, form, title=_("Title, aim and answers"), button=_("Save"), template="changes/edit.jinja",
        may=rules.may_edit(found, request.person, queries.seats_of(found)), theirs=theirs,
    )  # fmt: skip


def _again(request: Request, change: Change) -> EditForm:
    form = EditForm(on_newer(request.POST, change.version))
    form.is_valid()
    return form
