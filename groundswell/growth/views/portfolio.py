"""Pages of one's own portfolio. No address holds whose it is: each shows that of the person who asks."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from groundswell.growth import actions, presenters, queries
from groundswell.growth.bodies import Body, bodies_on, body_on, suited
from groundswell.growth.forms import EntryForm
from groundswell.growth.models import Entry
from groundswell.people.middleware import Request
from groundswell.people.models import Person
from groundswell.people.queries import sight
from groundswell.ui.downloads import as_paper, as_text
from groundswell.ui.formats import london_day
from groundswell.ui.typed import Version, on_newer

FEEDBACK = "nmc-feedback"


@require_safe
def portfolio(request: Request) -> HttpResponse:
    """What I noticed, tested, led, cleared and told; what I was thanked for; what I wrote of it."""
    before, thanks, entries = (request.GET.get(name, "") for name in ("before", "thanks", "entries"))
    found, older = queries.entries_of(request.person, entries)
    page = presenters.portfolio(
        queries.record_of(request.person, before), queries.thanked(request.person, thanks),
        first=not before, first_thanks=not thanks,
    )  # fmt: skip
    mentored = queries.mentorings_of(request.person)
    return render(
        request,
        "growth/portfolio.jinja",
        {
            "page": page, "entries": presenters.listing(found, older, first=not entries),
            "mentoring": [presenters.mentoring_row(row, request.person, timezone.now()) for row in mentored],
        },
    )  # fmt: skip


@require_safe
def choose(request: Request, room: str, public_id: str) -> HttpResponse:
    """For whom to write about one thing I took part in."""
    title = queries.title_for(request.person, room, public_id)
    before = queries.entries_about(request.person, room, public_id)
    about = presenters.choosing(title, *_suited(request.person), before, room, public_id)
    return render(request, "growth/choose.jinja", about)


def _suited(person: Person) -> tuple[list[Body], list[Body]]:
    groups = [row.staff_group for row in sight(person).memberships]
    return suited(bodies_on(london_day(timezone.now())), groups, queries.used_bodies(person))


@require_safe
def choose_free(request: Request) -> HttpResponse:
    """For whom to write about something that is not on record here."""
    return render(request, "growth/choose.jinja", presenters.choosing("", *_suited(request.person), (), "", ""))


def write_free(request: Request, body: str) -> HttpResponse:
    """An empty entry: what happened elsewhere can stand in the same portfolio."""
    wanted = _body(body)
    form = EntryForm(request.POST or None, body=wanted, initial={"version": 0})
    if form.is_valid():
        return _kept(request, form, wanted, "", "", _(wanted.name))
    back = reverse("growth:feedback") if wanted.log else reverse("growth:choose_free")
    return render(request, "growth/write.jinja", presenters.writing(wanted, form, "", None, (), back))


def write(request: Request, room: str, public_id: str, body: str) -> HttpResponse:
    """A draft from what is known, to be read, changed and kept."""
    title, wanted = queries.title_for(request.person, room, public_id), _body(body)
    form = EntryForm(request.POST or None, body=wanted, initial=_draft(request, room, public_id, wanted))
    if form.is_valid():
        return _kept(request, form, wanted, room, public_id, title)
    back = reverse("growth:choose", args=[room, public_id])
    return render(request, "growth/write.jinja", presenters.writing(wanted, form, title, None, (), back))


def _kept(request: Request, form: EntryForm, body: Body, room: str, subject_id: str, title: str) -> HttpResponse:
    made = actions.write(
        person=request.person, body=body, room=room, subject_id=subject_id, title=form.cleaned_data["title"] or title,
        words=form.words, at=timezone.now(),
    )  # fmt: skip
    messages.success(request, _("Saved. Only you see it."))
    return redirect("growth:feedback" if body.log else made)


@require_safe
def feedback(request: Request) -> HttpResponse:
    """What others said of my work, as a dated list: where it came from, how, what, and how I used it."""
    before = request.GET.get("before", "")
    found, older = queries.log_of(request.person, FEEDBACK, before)
    return render(request, "growth/feedback.jinja", {"page": presenters.log(found, older, first=not before)})


def _body(code: str) -> Body:
    found = body_on(code, london_day(timezone.now()))
    if found is None:
        raise Http404
    return found


def _draft(request: Request, room: str, public_id: str, body: Body) -> dict[str, Any]:
    if request.method == "POST":
        return {}
    return presenters.draft(body, queries.known(request.person, room, public_id, request.GET.get("thanks", "")))


@require_safe
def entry(request: Request, public_id: str) -> HttpResponse:
    """One entry, to read and to print."""
    found = queries.entry_for(request.person, public_id)
    return render(request, "growth/entry.jinja", {"entry": found, "page": presenters.paper(found)})


def edit(request: Request, public_id: str) -> HttpResponse:
    """Change the words. Whoever saves second, in another tab, sees both versions and loses nothing."""
    found = queries.entry_for(request.person, public_id)
    form, both = _edit_form(request, found, request.POST or None), list[Version]()
    if form.is_valid():
        typed = form.cleaned_data
        if actions.change(
            entry=found,
            version=typed["version"],
            title=typed["title"] or found.title,
            words=form.words,
            at=timezone.now(),
        ):
            messages.success(request, _("Saved. Only you see it."))
            return redirect(found)
        form = _edit_form(request, found, on_newer(request.POST, found.version))
        both = presenters.both_versions(form, found)
    page = presenters.writing(found.framework, form, found.title, found, both, found.get_absolute_url())
    return render(request, "growth/write.jinja", page)


def _edit_form(request: Request, entry: Entry, data: Any) -> EntryForm:
    return EntryForm(data, body=entry.framework, initial=presenters.filled(entry))


def delete(request: Request, public_id: str) -> HttpResponse:
    """First the words, then the button. What changed in between is shown again before it goes."""
    found = queries.entry_for(request.person, public_id)
    changed = False
    if request.method == "POST":
        version = request.POST.get("version", "")
        if actions.remove(entry=found, version=int(version) if version.isascii() and version.isdigit() else 0):
            messages.success(request, _("Deleted. Nobody has a copy here."))
            return redirect("growth:portfolio")
        changed = True
    about = {"entry": found, "page": presenters.paper(found), "changed": changed}
    return render(request, "growth/delete.jinja", about)


@require_safe
def entry_file(request: Request, public_id: str, form: str = "txt") -> HttpResponse:
    """One entry as plain text, as PDF, or to go on writing in."""
    found = presenters.paper(queries.entry_for(request.person, public_id))
    name = f"entry-{public_id}"
    if form == "txt":
        return as_text(presenters.as_text(found), name)
    return as_paper(presenters.one_entry(found, timezone.now()), name, form)


@require_safe
def file(request: Request, form: str = "txt") -> HttpResponse:
    """All entries, the same ways."""
    found = [presenters.paper(one) for one in queries.all_entries(request.person)]
    if form == "txt":
        return as_text(presenters.all_as_text(found), "my-portfolio")
    return as_paper(presenters.all_entries(found, timezone.now()), "my-portfolio", form)


def delete_all(request: Request) -> HttpResponse:
    """First what goes, then the button: every entry, what was set beside a model, and that one will talk."""
    found = queries.all_entries(request.person)
    if request.method == "POST" and request.POST.get("sure"):
        actions.remove_all(person=request.person, at=timezone.now())
        messages.success(request, _("All of it is deleted. Nobody has a copy here."))
        return redirect("growth:portfolio")
    about = {"entries": presenters.listing(found), "beside": queries.besides_of(request.person)}
    return render(request, "growth/delete_all.jinja", about | {"talk": queries.own_word(request.person)})


@require_safe
def printed(request: Request) -> HttpResponse:
    """All entries on one page that is fit for A4."""
    found = queries.all_entries(request.person)
    return render(request, "growth/printed.jinja", {"pages": [presenters.paper(one) for one in found]})
