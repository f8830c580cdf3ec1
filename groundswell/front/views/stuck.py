"""Letters and jobs that got stuck: seen, and tried again, by who looks after an organisation."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from groundswell.front.presenters import stuck as present
from groundswell.front.tick import rooms_with_jobs
from groundswell.people import queries as people
from groundswell.people import rules
from groundswell.people.middleware import Request
from groundswell.places.models import Place
from groundswell.post import actions as post
from groundswell.post import queries as kept


def stuck(request: Request, key: str) -> HttpResponse:
    place = people.place_for(request.person, key)
    rules.may_see_stuck(people.sight(request.person), place).or_refuse()
    rooms_with_jobs()  # the web server does no jobs, and would not know what they are called
    letters = _letters(place)
    jobs = present.jobs(kept.parked_jobs())
    if request.method == "POST":
        _try_again(request, letters)
        return redirect("front:stuck", key)
    return render(request, "front/stuck.jinja", {"place": place, "letters": letters, "jobs": jobs})


def _letters(place: Place) -> list[present.Stuck]:
    found = kept.parked_letters()
    return present.letters(found, people.known_at(place, [row.to for row in found], timezone.now()))


def _try_again(request: Request, letters: list[present.Stuck]) -> None:
    """A letter only of one's own organisation; one that somebody else tried in the meantime is left as it is."""
    deed, _blank, number = request.POST.get("again", "").partition("-")
    if not number.isdigit():
        raise Http404
    pk, now = int(number), timezone.now()
    if deed == "job":
        done = post.try_job_again(pk=pk, at=now)
    else:
        done = any(row.pk == pk for row in letters) and post.try_letter_again(pk=pk, at=now)
    said = _("It is tried again within a minute.") if done else _("Somebody has seen to it already.")
    messages.success(request, said)
