"""Posters of a place: who has to say yes first, codes, and sheets to print."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from groundswell.ideas import actions, presenters, queries, rules
from groundswell.ideas.queries.posters import PAGE
from groundswell.people import actions as people
from groundswell.people.middleware import Request
from groundswell.people.queries import place_for, sight, who_answers_at
from groundswell.places.models import Place

KINDS = {"poster": "ideas/poster_print.jinja", "cards": "ideas/cards_print.jinja"}


def posters(request: Request, key: str) -> HttpResponse:
    place, now = place_for(request.person, key), timezone.now()
    if request.method == "POST":
        return _deed(request, place)
    return render(
        request, "ideas/posters.jinja", {"page": presenters.poster_page(place, request.person, now), "place": place}
    )


def _deed(request: Request, place: Place) -> HttpResponse:
    rules.may_make_poster(sight(request.person), place).or_refuse()
    deed, tablet, now = request.POST.get("deed"), request.POST.get("tablet") == "yes", timezone.now()
    if deed == "make":
        actions.make_posters(places=[place], by=request.person, at=now, tablet=tablet)
        messages.success(request, _("There is a new code. Any older one has stopped working."))
    elif deed == "revoke":
        if poster := queries.live_posters(place).get(tablet):
            actions.revoke_poster(poster=poster, by=request.person, at=now)
        messages.success(request, _("The code opens nothing any more. Take the paper down."))
    elif deed == "ask":
        missing = [grant for grant in who_answers_at(place, now) if not grant.accepted_at]
        people.ask_to_accept(grants=missing, by=request.person, at=now)
        messages.success(request, _("They are asked by e-mail. They say yes under Me, Where I work."))
    else:
        raise Http404
    return redirect("ideas:posters", place.key)


def printed(request: Request, key: str, kind: str) -> HttpResponse:
    """One place: an A4 sheet, or eight cards for the bedside."""
    place = place_for(request.person, key)
    poster = queries.live_posters(place).get(False)
    answers = who_answers_at(place, timezone.now())
    if poster is None or kind not in KINDS:
        raise Http404
    rules.poster_is_ready(place, answers).or_refuse()
    poster.place = place
    about = {
        "parts": [("", [presenters.sheet(poster, answers)])],
        "place": place,
        "title": _("Poster for {place}").format(place=place),
    }
    return render(request, KINDS[kind], about)


def all_posters(request: Request, key: str) -> HttpResponse:
    """Every team of an organisation: who lacks an answerer; codes for all that are ready; a hundred sheets a page."""
    place, now = place_for(request.person, key), timezone.now()
    rules.may_make_poster(sight(request.person), place).or_refuse()
    asked = request.GET.get("page", "1")
    page = max(1, int(asked)) if asked.isdigit() and len(asked) < 5 else 1
    rows, number = queries.posters_under(place, now, page)
    if request.method == "POST":
        wanted = [row.place for row in rows if row.ready and not row.poster]
        made = actions.make_posters(places=wanted, by=request.person, at=now) if wanted else []
        messages.success(request, _("{number} new codes on this page.").format(number=len(made)))
        return redirect(f"{request.path}?page={page}")
    about = {
        "place": place, "rows": rows, "number": number, "page": page, "pages": -(-number // PAGE) or 1,
        "parts": presenters.part_pages(rows), "title": _("Posters for {place}").format(place=place),
        "first": (page - 1) * PAGE + 1, "last": (page - 1) * PAGE + len(rows),
    }  # fmt: skip
    template = "ideas/poster_print.jinja" if request.GET.get("print") else "ideas/all_posters.jinja"
    return render(request, template, about)
