"""Where I could lead next: my own record beside outside lists, people who did it and will talk, open posts. For every profession."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from groundswell.growth import actions, presenters, queries
from groundswell.growth.forms import BesideForm, WillTalkForm
from groundswell.growth.frameworks import dimension_of, frameworks_on
from groundswell.growth.views.typed import form_page
from groundswell.people.middleware import Request
from groundswell.ui.formats import london_day
from groundswell.ui.typed import done


@require_safe
def leading(request: Request) -> HttpResponse:
    now, person = timezone.now(), request.person
    today = london_day(now)
    page = presenters.leading_page(
        frameworks_on(today),
        queries.besides_of(person),
        queries.willing(person, now),
        queries.development_posts(person, today),
    )
    return render(request, "growth/leading.jinja", {"page": page, "mine": queries.own_word(person)})


def beside(request: Request, framework: str, dimension: str) -> HttpResponse:
    """Choose from one's own record what belongs beside one dimension. Nobody else sees it, and nothing is scored."""
    now, person = timezone.now(), request.person
    found = dimension_of(framework, dimension, london_day(now))
    if found is None:
        raise Http404
    one, part = found
    there = [row for row in queries.besides_of(person) if (row.framework, row.dimension) == (one.code, part.code)]
    record = queries.own_record(person) | {row.key: row.title for row in there}
    form = BesideForm(request.POST or None, record=record, initial={"chosen": [row.key for row in there]})

    def deed() -> None:
        actions.set_beside(person=person, framework=one, dimension=part, chosen=form.cleaned_data["chosen"], at=now)

    if done(form, deed):
        messages.success(request, _("Saved. Only you see it."))
        return redirect("growth:leading")
    lead = (
        [_(part.ask)] if record else [_(part.ask), _("When you notice, test or lead something, it can be chosen here.")]
    )
    return form_page(
        request, form, title=_(part.name), caption=_(one.name), button=_("Save it, for me alone"),
        back=reverse("growth:leading"), lead=lead,
    )  # fmt: skip


def will_talk(request: Request) -> HttpResponse:
    """I moved into X and will talk: said by me, ended by me at any time."""
    now, person = timezone.now(), request.person
    mine = queries.own_word(person)
    if mine and request.POST.get("end"):
        actions.stop_talking(person=person, at=now)
        messages.success(request, _("Ended. Nobody finds you there any more."))
        return redirect("growth:leading")
    first = {"into": mine.into, "came_from": mine.came_from, "readers": mine.readers} if mine else {}
    form = WillTalkForm(request.POST or None, initial=first)
    if done(form, lambda: actions.will_talk(person=person, at=now, **form.cleaned_data)):
        messages.success(request, _("Said. You can end it here at any time."))
        return redirect("growth:leading")
    return form_page(
        request, form, title=_("I moved on, and will talk about it"), caption="", button=_("Say it"),
        back=reverse("growth:leading"), lead=[_("Your name, your post and this line are shown. Whoever asks is named to you.")],
    )  # fmt: skip


@require_POST
def ask_to_talk(request: Request, public_id: str) -> HttpResponse:
    now = timezone.now()
    row = queries.willing_one(request.person, public_id, now)
    actions.ask_to_talk(row=row, by=request.person, at=now)
    messages.success(request, _("{name} was told that you would like ten minutes.").format(name=row.person.called))
    return redirect("growth:leading")
