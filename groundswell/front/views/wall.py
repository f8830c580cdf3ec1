"""The board of a place on a wall: who decides that it hangs there, and what the screen shows. It signs nobody in."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from groundswell.front.presenters import board as present
from groundswell.front.queries import board as queries
from groundswell.ideas import actions, rules
from groundswell.ideas import queries as ideas
from groundswell.people.middleware import Request
from groundswell.people.queries import sight
from groundswell.places.models import Place
from groundswell.ui.formats import london_day
from groundswell.ui.pace import Pace

PACE = Pace(most=60, span=timedelta(minutes=1))  # a screen asks once a minute; a ward has a few screens
HEADERS = {"Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex, nofollow"}


def wall_address(request: Request, key: str) -> HttpResponse:
    """What a wall will show to whoever passes, before its address is made; to renew it and to end it."""
    place, now = queries.board_place_for(request.person, key), timezone.now()
    if request.method == "POST":
        return _deed(request, place)
    made = ideas.wall_of(place, london_day(now))
    about = {
        "place": place, "made": made, "address": f"{settings.BASE_ADDRESS}{made.get_absolute_url()}" if made else "",
        "may": rules.may_make_wall(sight(request.person), place),
    }  # fmt: skip
    return render(request, "front/wall_address.jinja", about)


def _deed(request: Request, place: Place) -> HttpResponse:
    now = timezone.now()
    if request.POST.get("deed") == "make":
        actions.make_wall(place=place, by=request.person, at=now)
        messages.success(request, _("The address is good for twelve months from today."))
    elif request.POST.get("deed") == "end":
        actions.end_wall(place=place, by=request.person, at=now)
        messages.success(request, _("Ended. The address shows nothing any more."))
    else:
        raise Http404
    return redirect("front:wall_address", place.key)


@login_not_required
@require_safe
def wall(request: HttpRequest, key: str) -> HttpResponse:
    """For whoever has the address, signed in or not: the same page, without a way further in."""
    now = timezone.now()
    if not PACE.allows(key[:40], now):
        return HttpResponse(status=429, headers={**HEADERS, "Retry-After": "60"})
    place = ideas.wall_by_key(key, london_day(now)).place
    page = present.wall_page(place, queries.wall(place, now), now, _where_to_notice(place))
    answer = render(request, "front/wall.jinja", {"place": place, "page": page})
    for name, value in HEADERS.items():
        answer[name] = value
    return answer


def _where_to_notice(place: Place) -> str:
    """The poster's own address where there is one: it needs no sign-in."""
    poster = ideas.live_posters(place).get(False)
    path = poster.get_absolute_url() if poster else f"{reverse('ideas:notice')}?place={place.key}"
    return f"{settings.BASE_ADDRESS}{path}"
