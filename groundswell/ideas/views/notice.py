"""Notice: one box, the place remembered. Sign-in comes after the typing, never before; from a poster, perhaps never."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_POST

from groundswell.ideas import actions, presenters, queries, rules
from groundswell.ideas.forms import NoticeForm
from groundswell.ideas.models import Idea, NameMode, Poster
from groundswell.ideas.views import tried_before
from groundswell.ideas.views.doors import doors_for
from groundswell.people.middleware import Request, note_later
from groundswell.people.models import Person
from groundswell.people.queries import holders, sight, working_at
from groundswell.places.models import Place
from groundswell.places.queries import doors_for_words, place_by_key
from groundswell.post import numbers
from groundswell.post.middleware import key_of, leaves_no_trace, redirect_with_ticket
from groundswell.ui.csrf import token_unless_a_stranger
from groundswell.ui.own_numbers import typed_at

DRAFT = "notice_draft"
MINE = "noticed_here"  # ids of what was sent from this device, open and not yet confirmed


def hides_a_name(request: HttpRequest) -> bool:
    return request.POST.get("name_mode") in (NameMode.HELD, NameMode.NOT_KEPT)


def always(_request: HttpRequest) -> bool:
    return True


@gzip_page  # the first page somebody meets, often on a bad line; its tokens are masked anew each time
@login_not_required
@leaves_no_trace(hides_a_name)
def notice(request: Request) -> HttpResponse:
    """The door of the product. Signed out, the words wait in the session while the person signs in."""
    seen = sight(request.person) if request.person else None
    draft = request.session.get(DRAFT, {})
    place = _place(request, draft)
    keeper = keeper_for(place, request.person)
    form = NoticeForm(
        request.POST or None, sight=seen, keeper=keeper, initial={"words": draft.get("words", ""), "place": place}
    )
    if form.is_valid():
        if request.person is None:
            return _sign_in_first(request, form)
        if draft:
            request.session.pop(DRAFT, None)
        there = form.cleaned_data["place"]
        return _keep(request, form, there, keeper if there == place else keeper_for(there, request.person))
    return _page(request, form, place, waiting=bool(draft and request.person))


@login_not_required
@token_unless_a_stranger
@leaves_no_trace(always)
def by_poster(request: Request, code: str, *, tablet: bool = False) -> HttpResponse:
    """From a poster or a shared tablet: nobody signs in, the place is known, Send is the third step."""
    poster = queries.poster_by_code(code, tablet=tablet)
    if poster is None:
        raise Http404
    typed_at(poster.place.number_shapes)
    person = None if tablet else request.person
    keeper = keeper_for(poster.place, person)
    form = NoticeForm(request.POST or None, poster=True, sight=sight(person) if person else None, keeper=keeper)
    form.sight = None  # the poster shows that somebody is there
    if poster.revoked_at:
        return _page(request, form, poster.place, poster=poster, gone=True)
    if form.is_valid():
        if person is None and not actions.count_use(poster=poster, at=timezone.now()):
            form.add_error("words", _too_many(poster))
        else:
            return _keep(request, form, poster.place, keeper, poster)
    return _page(request, form, poster.place, poster=poster)


@login_not_required
@token_unless_a_stranger
@leaves_no_trace(always)
def on_tablet(request: Request, code: str) -> HttpResponse:
    """A shared device: whoever signed in there is not asked about, and nothing readable stays on its page."""
    if request.GET.get("sent") and request.method == "GET":
        poster = queries.poster_by_code(code, tablet=True)
        return render(request, "ideas/tablet_sent.jinja", {"poster": poster, "title": _("Saved")})
    return by_poster(request, code, tablet=True)


def _too_many(poster: Poster) -> str:
    return _(
        "This poster takes {hour} notices an hour and {day} a day, and has had them. Your words are still here. "
        "Sign in to send them now, or try again in an hour."
    ).format(hour=rules.MOST_AN_HOUR, day=rules.MOST_A_DAY)


def keeper_for(place: Place | None, person: Person | None) -> Person | None:
    """Who would hold this person's name at a place: the nearest who answers there and is somebody else."""
    if place is None or person is None or not presenters.can_hold_names():
        return None
    return rules.keeping(None, person, holders(rules.HEARS_FIRST, place, timezone.now())).to


def _keep(
    request: Request, form: NoticeForm, place: Place, keeper: Person | None, poster: Poster | None = None
) -> HttpResponse:
    person = None if poster and poster.tablet else request.person
    how = form.how()
    by = None if how["mode"] == NameMode.NOT_KEPT else person
    by_number = by is None or how["mode"] != NameMode.OPEN
    idea = actions.notice(
        words=form.cleaned_data["words"], place=place, by=by, at=timezone.now(), held=form.cleaned_data["words_confirmed"],
        number=numbers.number_of(key_of(request)) if by_number else "", keeper=keeper, **how,
    )  # fmt: skip
    if poster and poster.tablet:
        return redirect(f"{request.path}?sent=1")
    if not by_number:
        return redirect("ideas:sent", idea.public_id)
    if idea.unconfirmed_until:
        request.session[MINE] = [*request.session.get(MINE, []), idea.public_id][-20:]
    return redirect_with_ticket(request, "ideas:receipt")


def _page(request: Request, form: NoticeForm, place: Place | None, **more: Any) -> HttpResponse:
    now = timezone.now()
    group = presenters.group(working_at(place, now)) if place and "name_mode" in form.fields else None
    poster = more.get("poster")
    action = reverse("ideas:notice") if more.get("gone") else ""
    about = {
        "form": form, "place": place, "group": group, "action": action, "tablet": poster and poster.tablet,
        "doors": doors_for_words(place) if place else [], **more,
    }  # fmt: skip
    return render(request, "ideas/notice.jinja", about)


def _place(request: Request, draft: dict[str, str]) -> Place | None:
    """The place of the address, of the draft, or where the person works."""
    key = request.GET.get("place") or draft.get("place")
    if key:
        return place_by_key(key)
    where = sight(request.person).places
    return where[0] if where else None


def _sign_in_first(request: Request, form: NoticeForm) -> HttpResponse:
    request.session[DRAFT] = {"words": form.cleaned_data["words"], "place": form.cleaned_data["place"].key}
    return redirect(f"{reverse('account_login')}?next={reverse('ideas:notice')}")


def sent(request: Request, public_id: str) -> HttpResponse:
    """Saved: who will answer and by when; what looks the same; what else can be said, each by one tap."""
    idea = queries.idea_for(request.person, public_id)
    if request.method == "POST":
        rules.may_reword(idea, request.person).or_refuse()
        return say_more(request, idea, reverse("ideas:sent", args=[public_id]))
    about = sent_card(idea, request.person) | {"doors": doors_for(idea), "alike": tried_before.cards(request, idea)}
    return render(request, "ideas/sent.jinja", about)


def say_more(request: HttpRequest, idea: Idea, there: str) -> HttpResponse:
    """One tap, one thing said; the page comes back with the rest as it was."""
    what, _colon, value = request.POST.get("say", "").partition(":")
    actions.add(idea=idea, what=what, value=value)
    return redirect(f"{there}#more")


def sent_card(idea: Idea, person: Person | None) -> dict[str, Any]:
    now = timezone.now()
    answerers = [one for one in holders(rules.HEARS_FIRST, idea.place, now) if one != person]
    return {
        "idea": idea, "said": presenters.who_answers(answerers, idea, now), "turn": presenters.has_it(idea),
        "helps": presenters.helps(queries.who_helps(idea.place, now)), "more": presenters.more_to_say(idea), "title": _("Saved"),
    }  # fmt: skip


@require_POST
def vouch(request: Request, public_id: str) -> HttpResponse:
    idea = queries.idea_for(request.person, public_id)
    actions.vouch(idea=idea, by=request.person, at=timezone.now())
    return redirect(idea)


@require_POST
def whose(request: Request, public_id: str) -> HttpResponse:
    """The one person to whom a name was entrusted reads it. That they asked, and that anybody else did, is noted."""
    idea = queries.idea_for(request.person, public_id)
    verdict = rules.may_learn_whose(idea, request.person, sight(request.person))
    note_later(request, "held_name_read" if verdict else "held_name_refused", {"idea": idea.public_id})
    verdict.or_refuse()
    return render(request, "ideas/whose.jinja", {"idea": idea, "name": presenters.held_name(idea)})
