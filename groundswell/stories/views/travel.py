"""Stories between installations: who is trusted, files in and out, and the feeds for those who are."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from groundswell.people.middleware import Request
from groundswell.people.queries import sight
from groundswell.stories import queries as stories
from groundswell.stories import sealed
from groundswell.stories.actions import travel as actions
from groundswell.stories.forms import BringForm, TrustForm
from groundswell.stories.models import Installation, Story
from groundswell.stories.presenters import travel as presenters
from groundswell.stories.queries import travel as queries
from groundswell.stories.rules import travel as rules
from groundswell.ui.downloads import saved_as
from groundswell.ui.typed import done

SAID = {
    actions.NEW: _("Taken in."), actions.NEWER: _("A newer version was taken in."),
    actions.KNOWN: _("This version, or a newer one, is here already. Nothing was changed."),
    actions.TAKEN_BACK: _("It was taken back where it came from. Nobody finds it here any more."),
}  # fmt: skip


@require_safe
def travel(request: Request) -> HttpResponse:
    """Who we are for others, and whom we trust."""
    rules.looks_after(sight(request.person)).or_refuse()
    return render(request, "stories/travel.jinja", {"page": presenters.travel_page(queries.installations())})


def trust(request: Request) -> HttpResponse:
    """By a fingerprint that was compared on another way than the file."""
    rules.looks_after(sight(request.person)).or_refuse()
    first = {name: request.GET.get(name, "")[:300] for name in ("name", "fingerprint", "address")}
    form = TrustForm(request.POST or None, initial=first)
    made: list[Installation] = []
    if done(
        form,
        lambda: made.append(actions.trust(by=request.person, at=timezone.now(), **form.cleaned_data)),
        "fingerprint",
    ):
        messages.success(request, _("Trusted. Its stories can come in from now on."))
        return redirect("stories:installation", made[0].public_id)
    about = {
        "title": _("Trust another installation"), "form": form, "button": _("Trust it"), "back": _back(),
        "lead": [_("Its stories can then be read by everyone here. Only you know whether whoever runs it can be relied on.")],
    }  # fmt: skip
    return render(request, "layouts/form.jinja", about)


def _back() -> dict[str, str]:
    return {"href": reverse("stories:travel"), "text": _("Other installations")}


@require_safe
def installation(request: Request, public_id: str) -> HttpResponse:
    one = queries.installation_for(request.person, public_id)
    page = presenters.installation_page(one, queries.arrivals_from(one), queries.reports_to_carry(one))
    return render(request, "stories/installation.jinja", {"page": page, "one": one})


@require_POST
def read_soon(request: Request, public_id: str) -> HttpResponse:
    one = queries.installation_for(request.person, public_id)
    actions.read_soon(installation=one, by=request.person, at=timezone.now())
    messages.success(request, _("It is read within a minute."))
    return redirect("stories:installation", one.public_id)


def end_trust(request: Request, public_id: str) -> HttpResponse:
    """After having read what follows."""
    one = queries.installation_for(request.person, public_id)
    if request.method == "POST":
        actions.end_trust(installation=one, by=request.person, at=timezone.now())
        messages.success(request, _("Ended. Nothing more comes from there or goes there."))
        return redirect("stories:travel")
    return render(request, "stories/end_trust.jinja", {"one": one, "back": _back()})


def bring(request: Request) -> HttpResponse:
    """A file from another installation. Whose it is is asked before anything of it is shown."""
    rules.looks_after(sight(request.person)).or_refuse()
    form = BringForm(request.POST or None, request.FILES or None)
    about: dict[str, Any] = {"form": form, "back": _back(), "unknown": None}
    if form.is_valid():
        try:
            came, story = actions.take_in(content=form.cleaned_data["file"], by=request.person, at=timezone.now())
        except sealed.Unreadable as error:
            form.add_error("file", str(error))
        except actions.Unknown as unknown:
            about |= {"unknown": unknown, "fingerprint": sealed.spaced(unknown.fingerprint)}
        else:
            messages.success(request, SAID[came])
            return redirect(story if story and came != actions.TAKEN_BACK else "stories:travel")
    return render(request, "stories/bring.jinja", about)


def take_out(request: Request, public_id: str) -> HttpResponse:
    """Before a story leaves: what is in the file, and what is not."""
    story = stories.story_for(request.person, public_id)
    _may_take_out(request, story).or_refuse()
    if request.method == "POST":
        actions.take_out(story=story, at=timezone.now())
        return redirect("stories:file", story.public_id)
    back = {"href": story.get_absolute_url(), "text": _("Back to the story")}
    return render(request, "stories/take_out.jinja", {"story": story, "back": back})


def _may_take_out(request: Request, story: Story) -> Any:
    arrived = queries.is_from_elsewhere(story)
    return rules.may_take_out(story, request.person, sight(request.person), stories.seats(story), arrived=arrived)


@require_safe
def file(request: Request, public_id: str) -> HttpResponse:
    """The signed file of a story that was taken out."""
    story = stories.story_for(request.person, public_id)
    _may_take_out(request, story).or_refuse()
    if not hasattr(story, "travelled"):
        raise Http404
    return _file(queries.document_of(story), f"story-{story.public_id}")


@require_safe
def report_file(request: Request, public_id: str) -> HttpResponse:
    """What came of a story from elsewhere, to be carried there by hand."""
    rules.looks_after(sight(request.person)).or_refuse()
    row = queries.report_for(public_id)
    return _file(queries.report_of(row.adoption, row.as_of), f"report-{public_id}")


def _file(document: dict[str, Any], name: str) -> HttpResponse:
    return saved_as(_json(document), name, "json")


def _json(document: dict[str, Any]) -> HttpResponse:
    answer = HttpResponse(sealed.written(document), content_type="application/json; charset=utf-8")
    answer.headers["Cache-Control"], answer.headers["X-Robots-Tag"] = "private, no-store", "noindex"
    return answer


@login_not_required
@require_safe
def their_stories(request: HttpRequest, key: str) -> HttpResponse:
    """For one trusted installation, under the secret address made for it: what left, and what was taken back."""
    queries.by_our_key(key)
    return _json(queries.feed(request.GET.get("after", "")[:80]))


@login_not_required
@require_safe
def their_reports(request: HttpRequest, key: str) -> HttpResponse:
    """For the same: what became here of its own stories."""
    return _json(queries.reports_for(queries.by_our_key(key), request.GET.get("after", "")[:80]))
