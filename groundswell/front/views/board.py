"""The board of a place: what the huddle looks at, numbers typed there, and cards moved from column to column."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from groundswell.changes import actions as changes
from groundswell.enabling import actions as enabling
from groundswell.front.forms import NumberForm
from groundswell.front.presenters import board as present
from groundswell.front.presenters import moving
from groundswell.front.queries import board as queries
from groundswell.front.queries.board import Moved
from groundswell.ideas import actions as ideas
from groundswell.measures import actions as measures
from groundswell.measures.queries import measure_for
from groundswell.people.middleware import Request
from groundswell.people.models import Person
from groundswell.people.queries import sight
from groundswell.places.models import Place
from groundswell.post.device import from_outbox, typed_at
from groundswell.ui.formats import london_day

BOX = "n-"  # how the box of one measure is named, in the form and in the address it leads back to


def board(request: Request, key: str) -> HttpResponse:
    """What a team looks at in its huddle; from the top down on a phone."""
    place, now = queries.board_place_for(request.person, key), timezone.now()
    boxes = _boxes(request)
    typed = present.Typed(boxes)
    if request.method == "POST":
        pressed = request.POST.get("measure", "")
        form = NumberForm({"measure": pressed, "value": request.POST.get("value", boxes.get(pressed, ""))})
        if form.is_valid():
            return _enter(request, place, form, {one: value for one, value in boxes.items() if one != pressed})
        wrong = str(next(iter(form.errors.get("value", [])), ""))
        typed = present.Typed({**boxes, pressed: str(form["value"].value())}, pressed, wrong)
    found, seen = queries.board(request.person, place, now), sight(request.person)
    page = present.page(place, found, seen, now, whole=request.GET.get("all", ""), typed=typed)
    about = {"place": place, "page": page, "noticed_at": place.key}
    return render(request, "front/board.jinja", about)


def _boxes(request: Request) -> dict[str, str]:
    """What is typed in the boxes of several measures, by measure: just sent, or kept in the address."""
    sent = {name: str(value) for name, value in (request.POST or request.GET).items()}
    return {name.removeprefix(BOX): value for name, value in sent.items() if name.startswith(BOX) and value.strip()}


def _enter(request: Request, place: Place, form: NumberForm, others: dict[str, str]) -> HttpResponse:
    """One number for the day it was typed, and back to the board, where the other boxes still hold what was typed."""
    measure, typed = measure_for(request.person, form.cleaned_data["measure"]), typed_at(request)
    measures.add_reading(
        measure=measure, on=london_day(typed), value=form.cleaned_data["value"], by=request.person, at=timezone.now(),
        moment=typed if measure.is_timed else None,
    )  # fmt: skip
    messages.success(request, _("Saved: {name}.").format(name=measure.name))
    here = reverse("front:board", args=[place.key])
    kept = urlencode({f"{BOX}{one}": value[:20] for one, value in list(others.items())[: present.MOST_NUMBERS]})
    return HttpResponseRedirect(f"{here}?{kept}#due" if kept else here)


def move_card(request: Request, key: str, card: str) -> HttpResponse:
    """Where one card can go: in one tap, by a form that asks what is missing, or why not. The same for mouse and keys."""
    place, now = queries.board_place_for(request.person, key), timezone.now()
    moved = queries.card_for(request.person, place, card)
    held = moving.in_hand(moved, request.person, now)
    if request.method != "POST":
        return render(request, "front/move_card.jinja", {"place": place, "held": held, "noticed_at": place.key})
    choice = held.choice(request.POST.get("to", ""))
    if choice is None:
        raise Http404
    if not choice.may and from_outbox(request):  # the script of the board says the bare reason beside the card
        answer = HttpResponse(status=403)
        answer.why = choice.may.reason  # type: ignore[attr-defined]
        return answer
    choice.may.or_refuse()
    if choice.href:
        return HttpResponseRedirect(choice.href)
    _do(moved, choice.to, request.person)
    messages.success(request, _("{what}: {column}.").format(what=held.title, column=choice.title))
    return redirect("front:board", key)


def _do(moved: Moved, to: str, by: Person) -> None:
    """The verb of its room, which asks its own rule once more."""
    at = timezone.now()
    if moved.idea:
        (ideas.not_fixed if to == "new" else ideas.still_fixed)(idea=moved.idea, by=by, at=at)
    elif moved.ask:
        enabling.keep(ask=moved.ask, by=by, at=at)
    elif moved.change and moved.row:
        changes.make_normal(change=moved.change, row=moved.row, by=by, at=at)
