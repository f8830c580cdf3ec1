"""Notice: one box, the place remembered. Sign-in comes after the typing, never before."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page

from groundswell.ideas import actions, presenters, queries
from groundswell.ideas.forms import KindForm, NoticeForm
from groundswell.ideas.rules import RoleCode
from groundswell.ideas.views import tried_before
from groundswell.ideas.views.doors import doors_for
from groundswell.people.middleware import Request
from groundswell.people.queries import holders, sight
from groundswell.places.models import Place
from groundswell.places.queries import doors_of, place_by_key

DRAFT = "notice_draft"


@gzip_page  # the first page somebody meets, often on a bad line; its tokens are masked anew each time
@login_not_required
def notice(request: Request) -> HttpResponse:
    """The door of the product. Signed out, the words wait in the session while the person signs in."""
    seen = sight(request.person) if request.person else None
    draft = request.session.get(DRAFT, {})
    place = _place(request, draft)
    form = NoticeForm(request.POST or None, sight=seen, initial={"words": draft.get("words", ""), "place": place})
    if form.is_valid():
        if request.person is None:
            return _sign_in_first(request, form)
        idea = actions.notice(
            words=form.cleaned_data["words"], place=form.cleaned_data["place"], by=request.person, at=timezone.now(),
            held=form.cleaned_data["words_confirmed"],
        )  # fmt: skip
        request.session.pop(DRAFT, None)
        return redirect("ideas:sent", idea.public_id)
    about = {
        "form": form,
        "place": place,
        "waiting": bool(draft and request.person),
        "doors": doors_of(place) if place else [],
    }
    return render(request, "ideas/notice.jinja", about)


def _place(request: Request, draft: dict[str, str]) -> Place | None:
    """The place of the poster, of the draft, or where the person works."""
    key = request.GET.get("place") or draft.get("place")
    if key:
        return place_by_key(key)
    where = sight(request.person).places
    return where[0] if where else None


def _sign_in_first(request: Request, form: NoticeForm) -> HttpResponse:
    request.session[DRAFT] = {"words": form.cleaned_data["words"], "place": form.cleaned_data["place"].key}
    return redirect(f"{reverse('account_login')}?next={reverse('ideas:notice')}")


def sent(request: Request, public_id: str) -> HttpResponse:
    """Saved: who will answer and by when; what looks the same; what else can be said, all of it optional."""
    idea = queries.idea_for(request.person, public_id)
    form = KindForm(request.POST or None, initial={"kind": idea.kind})
    if request.method == "POST" and form.is_valid():
        actions.say_kind(idea=idea, kind=form.cleaned_data["kind"], by=request.person)
        return redirect(idea)
    now = timezone.now()
    answerers = [person for person in holders(RoleCode.ANSWERER, idea.place, now) if person != request.person]
    about = {
        "idea": idea, "form": form, "doors": doors_for(idea), "said": presenters.who_answers(answerers, idea, now),
        "alike": tried_before.cards(request, idea),
        "title": _("Saved"),
    }  # fmt: skip
    return render(request, "ideas/sent.jinja", about)
