"""Searches that are kept, and cards of stories for other sites."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from groundswell.people.middleware import Request
from groundswell.stories import actions, presenters, queries, rules
from groundswell.stories.forms import KeepForm
from groundswell.ui.typed import done


def keep(request: Request) -> HttpResponse:
    """Give a search a name, to look again."""
    asked = queries.Asked.of(request.GET)
    library = reverse("stories:index")
    if not asked.parts:
        return redirect(library)
    form = KeepForm(request.POST or None, initial={"name": presenters.suggested_name(asked)})
    at = timezone.now()
    if done(form, lambda: actions.keep_search(asked=asked, by=request.person, at=at, **form.cleaned_data)):
        messages.success(request, _("Kept. It says when there is something new."))
        return redirect(library)
    back = f"{library}?{urlencode(asked.parts)}"
    about = {
        "title": _("Keep this search"), "caption": presenters.suggested_name(asked), "form": form, "button": _("Keep it"),
        "back": {"href": back, "text": _("Back to the stories")},
    }  # fmt: skip
    return render(request, "layouts/form.jinja", about)


def look(request: Request, public_id: str) -> HttpResponse:
    """The stories of a kept search. Sent from the page of stories: from now on only what comes later is new."""
    found = queries.search_for(request.person, public_id)
    if request.method == "POST":
        actions.look_again(search=found, at=timezone.now())
    return redirect(f"{reverse('stories:index')}?{urlencode(queries.Asked.of(found.asked).parts)}")


def drop(request: Request, public_id: str) -> HttpResponse:
    """Ask once, then remove it."""
    found = queries.search_for(request.person, public_id)
    if request.method == "POST":
        actions.drop_search(search=found)
        messages.success(request, _("Removed."))
        return redirect("stories:index")
    return render(request, "stories/drop_search.jinja", {"search": found})


def cards(request: Request, public_id: str) -> HttpResponse:
    """What stands on the card, where it is copied from, and how it is ended."""
    found = queries.story_for(request.person, public_id)
    may = rules.may_make_card(found, request.person, queries.seats(found))
    if request.method == "POST":
        actions.make_card(story=found, by=request.person, at=timezone.now())
        messages.success(request, _("The card is made. Copy the line below into the other site."))
        return redirect("stories:cards", public_id)
    made = queries.card_of(found)
    about = {
        "story": found, "made": made, "may": may, "face": presenters.face(found), "shown": rules.shows_card(found),
        "snippet": presenters.snippet(made) if made else "",
    }  # fmt: skip
    return render(request, "stories/cards.jinja", about)


@require_POST
def end_card(request: Request, public_id: str) -> HttpResponse:
    found = queries.story_for(request.person, public_id)
    actions.end_card(story=found, by=request.person, at=timezone.now())
    messages.success(request, _("Ended. The card shows nothing any more, wherever it stands."))
    return redirect("stories:cards", public_id)


@login_not_required
@require_safe
def card(request: HttpRequest, key: str) -> HttpResponse:
    """The card itself, which other sites may frame: no script, no form, nobody signed in, no name."""
    answer = render(request, "stories/card.jinja", {"face": presenters.face(queries.card_shown(key))})
    answer.may_be_framed = True  # type: ignore[attr-defined]
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer
