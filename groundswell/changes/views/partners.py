"""Partners by experience: the pair makes and ends their link; behind it a page in plain words, without an account."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from groundswell.changes import actions, presenters, queries, rules
from groundswell.changes.forms import CalledForm, PartnerWordForm
from groundswell.changes.models import Change, PartnerSeat
from groundswell.changes.views.typed import address
from groundswell.people.middleware import Request
from groundswell.ui.csrf import token_unless_a_stranger
from groundswell.ui.fields import Form
from groundswell.ui.formats import london_day
from groundswell.ui.typed import done

SHOWN_ONCE = "partner_link"


def partners(request: Request, public_id: str) -> HttpResponse:
    """Who the partners are, what they see and said; the pair makes a link, and ends it."""
    found, now = queries.change_for(request.person, public_id), timezone.now()
    made, today = queries.partners_of(found), london_day(now)
    may = rules.may_have_partners(
        found, request.person, queries.seats_shown(found), sum(one.opens(today) for one in made)
    )
    if request.method == "POST" and "deed" in request.POST:
        return _deed(request, found)
    form = CalledForm(request.POST or None)
    if done(form, lambda: _make(request, found, form)):
        return redirect("changes:partners", public_id)
    about = {
        "change": found, "form": form, "may": may,
        "may_end": rules.may_end_partner(request.person, queries.seats_shown(found)),
        "partners": [(one, one.opens(today)) for one in made], "now": now,
        "words": queries.partner_words(found), "link": request.session.pop(SHOWN_ONCE, ""),
        "page": presenters.partner_page(queries.for_partner(found), now),
    }  # fmt: skip
    return render(request, "changes/partners.jinja", about)


def _make(request: Request, change: Change, form: Form) -> None:
    _seat, key = actions.ask_partner(change=change, by=request.person, at=timezone.now(), **form.cleaned_data)
    request.session[SHOWN_ONCE] = settings.BASE_ADDRESS + address("partner", key)


def _deed(request: Request, change: Change) -> HttpResponse:
    deed, _space, key = request.POST["deed"].partition(" ")
    if deed == "end":
        actions.end_partner(seat=queries.partner_of(change, key), by=request.person, at=timezone.now())
        messages.success(request, _("The link opens nothing any more."))
    elif deed == "hide":
        actions.hide_partner_word(word=queries.partner_word(change, key), by=request.person, at=timezone.now())
        messages.success(request, _("Taken out of sight."))
    else:
        raise Http404
    return redirect("changes:partners", change.public_id)


@login_not_required
@token_unless_a_stranger
def partner(request: HttpRequest, key: str) -> HttpResponse:
    """What this work is about, for whoever was given the link: read it, say something, say thank you, leave."""
    now = timezone.now()
    seat = queries.partner_by_key(key, now)
    form, called = PartnerWordForm(), CalledForm(initial={"called": seat.called})
    if request.method == "POST":
        deed = request.POST.get("deed", "say")
        if deed == "say":
            form = PartnerWordForm(request.POST)
        if deed == "name":
            called = CalledForm(request.POST)
        if _did(request, seat, deed, form, called):
            return _quiet(request, redirect("changes:partner_left") if deed == "leave" else _again())
    about = {
        "seat": seat, "page": presenters.partner_page(queries.for_partner(seat.change), now), "form": form, "called": called,
        "said": queries.own_words(seat), "now": now,
    }  # fmt: skip
    return _quiet(request, render(request, "changes/partner.jinja", about))


def _did(request: HttpRequest, seat: PartnerSeat, deed: str, form: Form, called: Form) -> bool:
    now = timezone.now()
    if deed == "say":
        said = done(form, lambda: actions.say_as_partner(seat=seat, at=now, **form.cleaned_data), "words")
        words = _("Thank you. The team has your words.")
    elif deed == "thanks":
        actions.say_as_partner(seat=seat, words="", at=now)
        said, words = True, _("The team was told that you say thank you.")
    elif deed == "name":
        said = done(called, lambda: actions.partner_is_called(seat=seat, **called.cleaned_data))
        words = _("Saved. The team calls you that.")
    elif deed == "leave":
        actions.leave_as_partner(seat=seat, unnamed=bool(request.POST.get("unnamed")), at=now)
        said, words = True, ""
    else:
        raise Http404
    if said and words:
        messages.success(request, words)
    return said


def _again() -> HttpResponse:
    """Back to the same page, by an address without the key: what is kept for a retry holds none."""
    return HttpResponse(status=302, headers={"Location": "."})


@login_not_required
@require_safe
def partner_left(request: HttpRequest) -> HttpResponse:
    """After they have left: nothing more opens."""
    return render(request, "changes/partner_left.jinja")


def _quiet(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Found by no search engine, kept by no cache, and told to nobody.

    A browser that may tell nobody where a form comes from cannot prove that it is ours. That is no loss to a stranger, who
    has no session that another site could use; whoever is signed in keeps the policy of every page, which tells no other site.
    """
    stranger = settings.SESSION_COOKIE_NAME not in request.COOKIES
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Referrer-Policy"] = "no-referrer" if stranger else settings.SECURE_REFERRER_POLICY
    response.headers["Cache-Control"] = "no-store"
    return response
