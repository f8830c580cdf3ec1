"""A mentor: found, asked, answered, time logged, ended with thanks. Only the two of them open a pair."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from groundswell.enabling.models import Topic
from groundswell.growth import actions, presenters, queries, rules
from groundswell.growth.forms import AnswerMenteeForm, AskMentorForm, EndMentoringForm, SessionForm
from groundswell.growth.views.typed import form_page
from groundswell.people.middleware import Request
from groundswell.ui.formats import london_day
from groundswell.ui.typed import done

MOST = 40


@require_safe
def mentors(request: Request) -> HttpResponse:
    """Who offers to mentor where I work, by topic; above it whom I mentor and who mentors me."""
    now, topic = timezone.now(), request.GET.get("topic", "")
    topic = topic if topic in Topic.values and topic != Topic.MENTORING else ""
    found, mine = queries.mentors(request.person, topic, now), queries.mentorings_of(request.person)
    page = presenters.mentors_page(found, topic, mine, request.person, MOST, now)
    return render(request, "growth/mentors.jinja", {"page": page})


def ask_mentor(request: Request, public_id: str) -> HttpResponse:
    """A line, what about, and a last day."""
    now, person = timezone.now(), request.person
    offer = queries.mentor_offer(person, public_id, now)
    topics = [(row.topic, str(row.get_topic_display())) for row in offer.topics.all()]
    first = {"topic": request.GET.get("topic", "") or topics[0][0], "ends_on": london_day(now) + rules.USUAL}
    form = AskMentorForm(request.POST or None, topics=topics, initial=first)
    if done(form, lambda: actions.ask_mentor(offer=offer, by=person, at=now, **form.cleaned_data)):
        messages.success(request, _("Asked. Only {name} sees it.").format(name=offer.person.called))
        return redirect("growth:mentors")
    title = _("Ask {name}").format(name=offer.person.called)
    back = reverse("growth:mentors")
    return form_page(request, form, title=title, caption=str(offer), button=_("Ask"), back=back)


def mentoring(request: Request, public_id: str) -> HttpResponse:
    """What the two of us agreed, and the time we gave; either logs it."""
    now, person = timezone.now(), request.person
    row = queries.mentoring_for(person, public_id)
    if strike := request.POST.get("strike"):
        actions.strike_session(row=row, public_id=strike, by=person)
        return redirect(row)
    form = SessionForm(request.POST or None, initial={"on": london_day(now)})
    if done(form, lambda: actions.log_session(row=row, by=person, at=now, **form.cleaned_data)):
        messages.success(request, _("Logged. You both see it."))
        return redirect(row)
    page = presenters.mentoring_page(row, person, queries.sessions_of(row), now)
    return render(request, "growth/mentoring.jinja", {"page": page, "form": form, "row": row})


def answer_mentee(request: Request, public_id: str) -> HttpResponse:
    now, person = timezone.now(), request.person
    row = queries.mentoring_for(person, public_id)
    if row.mentor_id != person.pk:
        raise Http404
    form = AnswerMenteeForm(request.POST or None, initial={"ends_on": row.ends_on})
    if done(form, lambda: actions.answer_mentee(row=row, by=person, at=now, **form.cleaned_data)):
        messages.success(request, _("Sent."))
        return redirect("front:asked_of_you" if request.POST.get("from") == "asked" else row.get_absolute_url())
    name = row.mentee.called if row.mentee else _("a colleague")
    may = rules.may_answer_mentee(row, person)
    lead = (_("{name} writes:").format(name=name), f"“{row.words}”")
    return form_page(
        request, form, title=_("Will you mentor {name}?").format(name=name), caption=str(row), button=_("Send it"),
        back=row.get_absolute_url(), may=may, lead=lead,
    )  # fmt: skip


def end_mentoring(request: Request, public_id: str) -> HttpResponse:
    """By either, with thanks; before there is an answer it is taken back."""
    now, person = timezone.now(), request.person
    row = queries.mentoring_for(person, public_id)
    form = EndMentoringForm(request.POST or None)
    if request.method == "POST" and done(
        form, lambda: actions.end_mentoring(row=row, by=person, at=now, **form.cleaned_data)
    ):
        messages.success(request, _("Ended. The hours stay with both of you."))
        return redirect(row)
    may = rules.may_end_mentoring(row, person)
    return form_page(
        request, form, title=_("End the mentoring?"), caption=str(row), button=_("End it"), back=row.get_absolute_url(), may=may
    )  # fmt: skip
