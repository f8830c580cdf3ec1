"""Steps of the plan, and tests."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from groundswell.changes import actions, presenters, queries, rules
from groundswell.changes.brought import Brought
from groundswell.changes.drivers import ideas_of, read
from groundswell.changes.forms import DriversForm, LearnForm, StepForm, TestForm
from groundswell.changes.models import Scale
from groundswell.changes.views.typed import address, form_page
from groundswell.people.middleware import Request
from groundswell.ui.formats import london_day
from groundswell.ui.typed import Version, done, on_newer


def steps(request: Request, public_id: str) -> HttpResponse:
    """The plan in parts of thirty days, what is done, and one more step."""
    found, now = queries.change_for(request.person, public_id), timezone.now()
    people = [*queries.seats_shown(found).people, *queries.team_of(found)]
    form = StepForm(request.POST or None, people=people)
    if done(form, lambda: actions.add_step(
        change=found, what=form.cleaned_data["what"], person=form.person, by_when=form.cleaned_data["by_when"],
        by=request.person, at=now,
    )):  # fmt: skip
        return HttpResponseRedirect(address("steps", public_id))
    plan = presenters.plan_parts(queries.steps_of(found), found.opened_at, now)
    may = rules.may_take_part(found, request.person, queries.seats_shown(found), queries.team_ids(found))
    return form_page(
        request,
        found,
        form,
        title=_("Plan"),
        button=_("Add this step"),
        template="changes/steps.jinja",
        plan=plan,
        may_add=may,
    )


@require_POST
def step_done(request: Request, step: str) -> HttpResponse:
    found = queries.step_for(request.person, step)
    actions.do_step(step=found, by=request.person, at=timezone.now())
    return HttpResponseRedirect(address("steps", found.change.public_id))


def drivers(request: Request, public_id: str) -> HttpResponse:
    """What the aim depends on: the picture, the same as a list, and its outline to change."""
    found = queries.change_for(request.person, public_id)
    known = {"outline": found.drivers, "version": found.drivers_version}
    form, saved = DriversForm(request.POST or None, initial=known), []
    if done(form, lambda: saved.append(actions.draw_drivers(
        change=found, outline=form.cleaned_data["outline"], version=form.cleaned_data["version"], by=request.person,
        at=timezone.now(),
    ))) and saved[0]:  # fmt: skip
        return HttpResponseRedirect(address("drivers", public_id))
    theirs = None
    if saved == [False]:
        theirs = [Version(str(form.fields["outline"].label), found.drivers, form.cleaned_data["outline"])]
        form = DriversForm(on_newer(request.POST, found.drivers_version))
    tree, tests = read(found.drivers), queries.tests_of(found)
    may = rules.may_take_part(found, request.person, queries.seats_shown(found), queries.team_ids(found))
    return form_page(
        request, found, form, title=_("Driver diagram"), button=_("Draw it"), template="changes/drivers.jinja", may_draw=may,
        theirs=theirs, drawn=presenters.drawn_drivers(found, tree, tests) if tree else None,
        lines=presenters.driver_lines(tree, tests, address("start_test", public_id) if may else ""),
    )  # fmt: skip


def start_test(request: Request, public_id: str) -> HttpResponse:
    """One small trial, with a prediction."""
    found, now = queries.change_for(request.person, public_id), timezone.now()
    there = Brought.of(found.brought)
    known = {"started_on": london_day(now), "scale": Scale.ONE_SHIFT, "tries": request.GET.get("tries", "")}
    known |= presenters.as_there(there, request.GET.get("there", ""))
    form = TestForm(request.POST or None, initial=known, ideas=ideas_of(read(found.drivers)))
    if done(form, lambda: actions.start_test(change=found, by=request.person, at=now, **form.cleaned_data)):
        return redirect(found)
    asked = queries.permissions_of(found)
    may = rules.may_start_test(
        found, request.person, queries.seats_shown(found), queries.team_ids(found), queries.open_pause(found),
        queries.what_follows_for(found, asked), asked, now,
    )  # fmt: skip
    return form_page(
        request, found, form, title=_("Start a test"), button=_("Start"), may=may, template="changes/start_test.jinja",
        there=there, tried=presenters.tried_there(there, address("start_test", public_id)),
    )  # fmt: skip


def test(request: Request, public_id: str) -> HttpResponse:
    """One test: what was thought, what happened, what follows."""
    found, now = queries.test_for(request.person, public_id), timezone.now()
    form = LearnForm(request.POST or None, began=found.started_on, today=london_day(now))
    if done(form, lambda: actions.learn_from(test=found, by=request.person, at=now, **form.cleaned_data)):
        return HttpResponseRedirect(found.get_absolute_url())
    may = rules.may_learn(found, request.person, queries.seats_shown(found.change), queries.team_ids(found.change))
    return form_page(
        request, found.change, form, title=_("Test {number}").format(number=found.number), button=_("Save what happened"),
        template="changes/test.jinja", test=found, may_learn=may,
    )  # fmt: skip
