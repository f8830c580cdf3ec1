"""What can be done with an idea: each view asks for what it needs and calls one verb."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from groundswell.ideas import actions, forms, queries, rules
from groundswell.ideas.models import Idea, Support
from groundswell.people.middleware import Request
from groundswell.people.queries import sight
from groundswell.ui.fields import Form


def _page(request: Request, idea: Idea, form: Form, title: str, button: str, **more: Any) -> HttpResponse:
    back = {"href": idea.get_absolute_url(), "text": _("Back to the idea")}
    about = {"form": form, "idea": idea, "title": title, "button": button, "back": back, **more}
    return render(request, "ideas/deed.jinja", about)


def _done(request: Request, idea: Idea, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect(idea)


def answer(request: Request, public_id: str) -> HttpResponse:
    idea = queries.idea_for(request.person, public_id)
    rules.may_answer(idea, request.person, sight(request.person)).or_refuse()
    form = forms.AnswerForm(request.POST or None)
    if form.is_valid():
        actions.answer(idea=idea, by=request.person, at=timezone.now(), **form.cleaned_data)
        return _done(request, idea, _("Answered. {name} was told.").format(name=idea.whose))
    return _page(request, idea, form, _("Answer {name}").format(name=idea.whose), _("Send your answer"))


def reword(request: Request, public_id: str) -> HttpResponse:
    """The second of two editors sees both versions and loses nothing."""
    idea = queries.idea_for(request.person, public_id)
    rules.may_reword(idea, request.person).or_refuse()
    form = forms.RewordForm(request.POST or None, initial={"words": idea.words, "version": idea.version})
    theirs = ""
    if form.is_valid():
        saved = actions.reword(
            idea=idea, words=form.cleaned_data["words"], version=form.cleaned_data["version"], by=request.person,
            at=timezone.now(), held=form.cleaned_data["words_confirmed"],
        )  # fmt: skip
        if saved:
            return _done(request, idea, _("Your words are changed."))
        theirs = idea.words
        form = forms.RewordForm({**request.POST.dict(), "version": idea.version})
        form.add_error(
            "words",
            _("These words were changed in another window. Both versions are here: keep what you want and save."),
        )
    return _page(request, idea, form, _("Change your words"), _("Save"), theirs=theirs)


@require_POST
def support(request: Request, public_id: str) -> HttpResponse:
    idea = queries.idea_for(request.person, public_id)
    kind = request.POST.get("kind")
    if kind not in Support.Kind.values:
        raise Http404
    actions.support(idea=idea, kind=kind, by=request.person, at=timezone.now())
    return _done(request, idea, _("Thank you. {name} was told.").format(name=idea.whose))


def fixed(request: Request, public_id: str) -> HttpResponse:
    idea = queries.idea_for(request.person, public_id)
    rules.may_fix(idea, request.person, sight(request.person)).or_refuse()
    form = forms.FixedForm(request.POST or None)
    if form.is_valid():
        actions.just_fix(idea=idea, by=request.person, at=timezone.now(), **form.cleaned_data)
        return _done(request, idea, _("Fixed. In 30 days we ask once whether it still holds."))
    return _page(request, idea, form, _("Just fixed it"), _("Save"))


@require_POST
def still_fixed(request: Request, public_id: str) -> HttpResponse:
    idea = queries.idea_for(request.person, public_id)
    if request.POST.get("still") == "yes":
        actions.still_fixed(idea=idea, by=request.person, at=timezone.now())
        return _done(request, idea, _("It is normal practice here now. Thank you."))
    actions.not_fixed(idea=idea, by=request.person, at=timezone.now())
    return _done(request, idea, _("It is open again."))


def rest(request: Request, public_id: str) -> HttpResponse:
    idea = queries.idea_for(request.person, public_id)
    rules.may_rest(idea, request.person).or_refuse()
    form = forms.RestForm(request.POST or None)
    if form.is_valid():
        actions.rest(idea=idea, by=request.person, at=timezone.now(), **form.cleaned_data)
        return _done(request, idea, _("It rests. Anybody may wake it up."))
    return _page(request, idea, form, _("Let it rest"), _("Let it rest"))


@require_POST
def wake(request: Request, public_id: str) -> HttpResponse:
    idea = queries.idea_for(request.person, public_id)
    actions.wake(idea=idea, by=request.person, at=timezone.now())
    return _done(request, idea, _("It is awake."))


def join(request: Request, public_id: str) -> HttpResponse:
    """Say which idea is the same: those that share words with it are offered."""
    idea, person = queries.idea_for(request.person, public_id), request.person
    text = request.GET.get("q", "")
    offered = [
        row for row in queries.tried_before(person, text or idea.words, but=public_id, limit=8) if row.room == "ideas"
    ]
    form = forms.JoinForm(request.POST or None, found=[(row.subject_id, row.title) for row in offered])
    if form.is_valid():
        into = queries.idea_for(person, form.cleaned_data["into"])
        joining = actions.propose_joining(idea=idea, into=into, by=person, at=timezone.now())
        said = (
            _("The two are joined.")
            if joining.accepted_at
            else _("{name} decides, and was told.").format(name=idea.whose)
        )
        return _done(request, idea, said)
    about = {
        "form": form,
        "idea": idea,
        "offered": offered,
        "text": text,
        "title": _("It is the same as another idea"),
    }
    return render(request, "ideas/join.jinja", about)


@require_POST
def answer_joining(request: Request, public_id: str) -> HttpResponse:
    idea = queries.idea_for(request.person, public_id)
    joining = queries.open_joining(idea)
    verbs = {"yes": actions.accept_joining, "no": actions.decline_joining, "undo": actions.undo_joining}
    verb = verbs.get(request.POST.get("say", ""))
    if joining is None or verb is None:
        raise Http404
    verb(joining=joining, by=request.person, at=timezone.now())
    return _done(request, idea, _("Done. Nothing of either idea is lost."))


@require_POST
def release(request: Request, public_id: str) -> HttpResponse:
    idea = queries.idea_for(request.person, public_id)
    actions.release(idea=idea, by=request.person, at=timezone.now())
    return _done(request, idea, _("It goes on. {name} was told.").format(name=idea.whose))
