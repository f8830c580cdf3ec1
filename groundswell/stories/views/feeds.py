"""New stories in a feed reader: signed in, or by a secret address that one person made and can end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from hashlib import sha256

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from groundswell.people.middleware import Request
from groundswell.people.queries import sight
from groundswell.stories import actions, presenters, queries, rules
from groundswell.stories.models import Story
from groundswell.stories.presenters.feeds import TYPES

NEWEST = 50
MADE: dict[str, Callable[[Sequence[Story], str], bytes]] = {"atom": presenters.atom, "json": presenters.json_feed}


def follow(request: Request) -> HttpResponse:
    """What a feed holds, who can read it, and the address to give to a feed reader."""
    may = rules.may_follow(sight(request.person))
    if request.method == "POST":
        actions.make_feed_address(by=request.person, at=timezone.now())
        messages.success(request, _("The address is made. Keep it to yourself."))
        return redirect("stories:follow")
    made = queries.feed_address_of(request.person)
    addresses = (
        {form: settings.BASE_ADDRESS + reverse(f"stories:followed_{form}", args=[made.key]) for form in TYPES}
        if made
        else {}
    )
    about = {"may": may, "made": made, "addresses": addresses, "newest": NEWEST}
    return render(request, "stories/follow.jinja", about)


@require_POST
def end(request: Request) -> HttpResponse:
    actions.end_feed_address(by=request.person, at=timezone.now())
    messages.success(request, _("Ended. The address shows nothing any more."))
    return redirect("stories:follow")


@require_safe
def feed(request: Request, form: str) -> HttpResponseBase:
    """For whoever is signed in."""
    rules.may_follow(sight(request.person)).or_refuse()
    return _answer(request, form)


@login_not_required
@require_safe
def followed(request: HttpRequest, key: str, form: str) -> HttpResponseBase:
    """For the feed reader of whoever made the address, while they may read what is for everyone."""
    queries.follower(key)
    return _answer(request, form)


def _answer(request: HttpRequest, form: str) -> HttpResponseBase:
    """The newest stories for everyone, or *not modified*. By what it holds, not by a date: a story may be taken back."""
    made = MADE[form](queries.newest_for_everyone(NEWEST), request.path)
    answer = HttpResponse(made, content_type=f"{TYPES[form]}; charset=utf-8")
    etag = f'"{sha256(made).hexdigest()[:32]}"'
    answer.headers["ETag"], answer.headers["Cache-Control"] = etag, "private, no-cache"
    answer.headers["X-Robots-Tag"] = "noindex"
    return get_conditional_response(request, etag=etag, response=answer) or answer


def feeds_of(request: Request) -> tuple[presenters.Feed, ...]:
    """For the head of the library: where a feed reader in this browser finds them."""
    if not rules.may_follow(sight(request.person)):
        return ()
    return presenters.feed_links({form: reverse(f"stories:feed_{form}") for form in TYPES})
