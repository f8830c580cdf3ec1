"""On paper and outside: the story as a document, a poster, labels for the thing itself, and the page that anybody may read."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from groundswell.people.middleware import Request
from groundswell.people.queries import sight
from groundswell.stories import actions, presenters, queries, rules
from groundswell.stories.forms import LabelForm
from groundswell.ui.downloads import as_paper


@require_safe
def paper(request: Request, public_id: str) -> HttpResponse:
    found = queries.story_for(request.person, public_id)
    charts = queries.charts_of(found, queries.adopters(found), queries.line_of_time(found))
    page = presenters.page(found, request.person, sight(request.person), charts)
    return as_paper(presenters.paper(found, page, charts, timezone.now()), found.title, opened=True)


@require_safe
def poster(request: Request, public_id: str) -> HttpResponse:
    found = queries.story_for(request.person, public_id)
    return as_paper(presenters.poster(found, timezone.now()), f"poster {found.title}", opened=True)


@require_safe
def label(request: Request, public_id: str) -> HttpResponse:
    """What the label says, before it is printed."""
    found = queries.story_for(request.person, public_id)
    form = LabelForm(request.GET or None)
    thing = form.cleaned_data["thing"] if form.is_valid() else ""
    return render(request, "stories/label.jinja", presenters.label_page(found, form, thing))


@require_safe
def labels(request: Request, public_id: str) -> HttpResponse:
    found, form = queries.story_for(request.person, public_id), LabelForm(request.GET)
    if not form.is_valid():
        raise Http404
    return as_paper(
        presenters.labels(found, form.cleaned_data["thing"], timezone.now()), f"labels {found.title}", opened=True
    )


@login_not_required
@require_safe
def outside(request: Request, public_id: str) -> HttpResponse:
    """Where a label and a poster lead. For the public a page of its own; for all others the story, after signing in."""
    try:
        found = queries.public_story(public_id)
    except Http404:
        return redirect("stories:story", public_id)
    person, seen = request.person, sight(request.person)
    may = rules.may_take_up_somewhere(seen, queries.origin(found), queries.taken(found))
    about = {
        "story": found, "page": presenters.outside(found), "signed_in": found.get_absolute_url() if seen.memberships else "",
        "may_take_up": bool(may) or person is None, "thanked": "thanked" in request.GET,
    }  # fmt: skip
    return render(request, "stories/outside.jinja", about)


@login_not_required
@require_POST
def thank(request: Request, public_id: str) -> HttpResponse:
    """Thank you, from whoever reads it; nothing is kept of who it was."""
    actions.thank_in_passing(story=queries.public_story(public_id), at=timezone.now())
    return redirect(reverse("stories:outside", args=[public_id]) + "?thanked=yes")
