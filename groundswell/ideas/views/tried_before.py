"""Tried before: while somebody types, after Send, and on a page of its own."""

from __future__ import annotations

import time
from collections import deque

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from groundswell.ideas import actions, presenters, queries
from groundswell.ideas.models import Idea
from groundswell.people.middleware import Request
from groundswell.ui.own_numbers import found_in

FEWEST = 12  # letters that say something
LONGEST = 2000
LOOKS, A_MINUTE = 30, 60.0
_looked: dict[int, deque[float]] = {}


@sensitive_post_parameters("words")
@require_POST
def while_typing(request: Request) -> HttpResponse:
    """What is like the words typed so far: a part of the page, at most two lines. Nothing is stored and nothing logged.

    Words that may point to a patient are not looked for; nor is anything when somebody asks more often than people type.
    """
    text = request.POST.get("words", "").strip()[:LONGEST]
    if len(text) < FEWEST or found_in(text) or _too_often(request.person.pk):
        return HttpResponse("")
    rows = queries.tried_before(request.person, text)
    return render(request, "ideas/_looks_the_same.jinja", {"alike": [presenters.found(row) for row in rows]})


def _too_often(person: int) -> bool:
    """Counted by each process for itself: a guard for the machine, no account of anybody."""
    now = time.monotonic()
    if len(_looked) > 5000:
        _looked.clear()
    looks = _looked.setdefault(person, deque(maxlen=LOOKS))
    if len(looks) == LOOKS and now - looks[0] < A_MINUTE:
        return True
    looks.append(now)
    return False


def tried_before(request: Request, public_id: str) -> HttpResponse:
    """What looks the same: a page of its own, and the part that the page of the idea fetches when it comes into view."""
    idea = queries.idea_for(request.person, public_id)
    if request.method == "POST":
        return _say(request, idea)
    template = "ideas/_alike.jinja" if request.GET.get("part") else "ideas/alike.jinja"
    return render(request, template, {"idea": idea, "alike": cards(request, idea)})


def cards(request: Request, idea: Idea) -> list[presenters.Alike]:
    """Up to five that are like an idea, each with what can be said of it. None for held words: they are not looked for."""
    if idea.held_at:
        return []
    rows = queries.tried_before(request.person, idea.words, but=idea.public_id)
    return presenters.alike(rows, idea, queries.ideas_named(rows), queries.shown_at_home(request.person, rows))


def _say(request: Request, idea: Idea) -> HttpResponse:
    room, which, person = request.POST.get("room", ""), request.POST.get("which", ""), request.person
    if not queries.may_find(person, room, which):
        raise Http404
    if request.POST.get("say") == "apart":
        actions.set_apart(idea=idea, room=room, subject_id=which, by=person, at=timezone.now())
        messages.success(request, _("Thank you. You will not be shown that pair again."))
        return redirect("ideas:tried_before", idea.public_id)
    into = queries.idea_for(person, which)
    joining = actions.propose_joining(idea=idea, into=into, by=person, at=timezone.now())
    said = _("The two are joined. You can take them apart again.")
    asked = _("{name} decides, and was told.").format(name=idea.whose)
    messages.success(request, said if joining.accepted_at else asked)
    return redirect(idea)
