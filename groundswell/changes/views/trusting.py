"""Two pages of trust: a draft of a place's rules on the last year's changes, and what one change officially is."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from groundswell.changes import actions, presenters, queries, rules
from groundswell.changes.models import Change
from groundswell.changes.views.typed import address
from groundswell.enabling.models import GovernanceType
from groundswell.enabling.queries import draft_for
from groundswell.enabling.rules import QUESTIONS, what_is_this
from groundswell.enabling.rules.books import may_write
from groundswell.people.middleware import Request
from groundswell.people.queries import place_for, sight
from groundswell.places.models import Route
from groundswell.places.queries import doors_of


@require_safe
def try_draft(request: Request, key: str) -> HttpResponse:
    """The draft of a place's rules, tried on the changes of the last year, for those who write it."""
    place = place_for(request.person, key)
    may_write(place, sight(request.person)).or_refuse()
    tried = queries.try_draft(draft_for(request.person, place), timezone.now())
    return render(request, "changes/replay.jinja", {"place": place, "page": presenters.replay_page(tried)})


def what_is_this_page(request: Request, public_id: str) -> HttpResponse:
    """At most four questions of one tap each; the answers so far stand in the address, the result on the change."""
    found = queries.change_for(request.person, public_id)
    may = rules.may_edit(found, request.person, queries.seats_shown(found))
    if may and request.POST.get("answer") in ("yes", "no"):
        return redirect(_answered(request, found))
    if found.governance_type and not (may and request.GET):
        return _result(request, found, may=bool(may))
    if not may:
        back = {"href": found.get_absolute_url(), "text": _("Back to the change")}
        shown = {"title": _("What is this?"), "caption": found.title, "may": may, "back": back}
        return render(request, "layouts/not_now.jinja", shown)
    said = _said(request.GET.get("said", ""))
    question = QUESTIONS[what_is_this(said).question]
    about = {"change": found, "question": question, "said": _text(said), "number": len(said) + 1}
    return render(request, "changes/what_is_this.jinja", about)


def _said(text: str) -> list[bool]:
    """Answers as they stand in an address: `ny`. What leads to an end already begins again."""
    said = [letter == "y" for letter in text[:4] if letter in "yn"]
    return [] if what_is_this(said).kind else said


def _text(said: list[bool]) -> str:
    return "".join("y" if one else "n" for one in said)


def _answered(request: Request, change: Change) -> str:
    """To the next question, or to what it is."""
    here = address("what_is_this", change.public_id)
    said = [*_said(request.POST.get("said", "")), request.POST["answer"] == "yes"]
    kind = actions.sort(change=change, said=said, by=request.person, at=timezone.now())
    return here if kind else f"{here}?said={_text(said)}"


def _result(request: Request, change: Change, *, may: bool) -> HttpResponse:
    research = change.governance_type == GovernanceType.RESEARCH
    door = next(door for door in doors_of(change.place) if door.route == Route.RESEARCH) if research else None
    before = address("before", change.public_id)
    about = {"change": change, "may": may, "research": research, "door": door, "before": before}
    return render(request, "changes/sorted.jinja", about)
