"""Before it starts: a few questions, and whom the rules of trust ask. Later: what is in the way, and who can clear it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from groundswell.changes import actions, presenters, queries, rules
from groundswell.changes.forms import AskForm, PromiseForm, QuestionsForm
from groundswell.changes.models import Change
from groundswell.changes.views.typed import address, form_page
from groundswell.enabling import cards
from groundswell.enabling import queries as enabling
from groundswell.enabling.cards import permission_cards
from groundswell.people.middleware import Request
from groundswell.people.queries import organisation_id, sight
from groundswell.ui.formats import joined, london_day
from groundswell.ui.typed import done


def before(request: Request, public_id: str) -> HttpResponse:
    """What the rules of trust say: at most three questions, then who is asked or told, all at once."""
    found, now, person = queries.change_for(request.person, public_id), timezone.now(), request.person
    asked = queries.permissions_of(found)
    here = queries.what_follows_for(found, asked)
    may = rules.may_edit(found, person, queries.seats_shown(found))
    form = QuestionsForm(request.POST or None, questions=queries.questions_of(here))
    if form.fields and done(
        form, lambda: actions.answer_questions(change=found, answers=form.cleaned_data, by=person, at=now)
    ):
        return redirect(address("before", public_id))
    follow = presenters.follows_cards(here, asked, queries.named_by(here, person, now), now)
    lines = [line for card in follow for line in (*card.asks, *card.tells)]
    about = {
        "change": found, "form": form if form.fields else None, "may": may, "here": follow,
        "can_ask": any(not line.missing for line in lines), "unnamed": any(line.missing for line in lines),
        "permissions": permission_cards(asked, person, now), "begun": queries.has_begun(found),
    }  # fmt: skip
    return render(request, "changes/before.jinja", about)


@require_POST
def ask_permissions(request: Request, public_id: str) -> HttpResponse:
    """Everybody the rules name, at once."""
    found = queries.change_for(request.person, public_id)
    rows = actions.ask_permissions(change=found, by=request.person, at=timezone.now())
    names = joined(list(dict.fromkeys(row.decider.called for row in rows)))
    if rows:
        messages.success(request, _("{names} was told, and it stands on the line of time.").format(names=names))
    return redirect(found)


def in_the_way(request: Request, public_id: str) -> HttpResponse:
    """What is in the way, who can clear it, by when. The tree and the kind suggest whom; anybody can be asked."""
    found, now, person = queries.change_for(request.person, public_id), timezone.now(), request.person
    may = rules.may_take_part(
        found, person, queries.seats_shown(found), frozenset({person.pk} if found.reader_helps else ())
    )
    where = queries.place_of(found, person)
    form = AskForm(
        request.POST or None, ladder=enabling.ladder(where, now), organisations=queries.organisations_of(found), at=now,
        but={person.pk}, today=london_day(now),
    )  # fmt: skip
    if done(form, lambda: _asked(form, found, request)):
        assert form.rung is not None  # noqa: S101 - a valid form has one
        messages.success(request, _("{name} is asked, and was told.").format(name=form.rung.person.called))
        return redirect(found)
    if not may and not form.is_bound:
        return form_page(request, found, form, title=_("Something is in the way"), button=_("Ask"), may=may)
    seen = sight(person)
    here = seen.works_in(organisation_id(where))  # fund and rules are of the organisation alone
    ours = seen.organisations.intersection(queries.organisations_of(found))  # what others asked is theirs to read
    same = enabling.likely_same(ours, but=found.public_id)
    fund = enabling.fund_at(where) if here else None
    return form_page(
        request, found, form, title=_("Something is in the way"), button=_("Ask"), template="changes/in_the_way.jinja",
        same=cards.ask_cards(same, person, now), fund=cards.fund_card(fund, where, now),
        told_at=where.key if here else "",
    )  # fmt: skip


def _asked(form: AskForm, change: Change, request: Request) -> None:
    assert form.rung is not None  # noqa: S101 - a valid form has one
    typed = form.cleaned_data
    actions.ask_for(
        change=change, what=typed["what"], kind=typed["kind"], by_when=typed["by_when"], to=form.rung, by=request.person,
        at=timezone.now(), hours=typed["hours"],
    )  # fmt: skip


@require_POST
def stand_behind(request: Request, public_id: str, key: str) -> HttpResponse:
    """This change waits for something that is asked already."""
    found, ask = queries.change_for(request.person, public_id), enabling.ask_for_reader(request.person, key)
    actions.stand_behind(change=found, ask=ask, by=request.person, at=timezone.now())
    messages.success(request, _("This change stands behind it now. {name} was told.").format(name=ask.holder.called))
    return redirect(found)


def promise(request: Request, public_id: str) -> HttpResponse:
    """One thing a co-lead will clear. Offered when the managerial seat is taken; skipping it is fine."""
    found, now = queries.change_for(request.person, public_id), timezone.now()
    form = PromiseForm(request.POST or None, today=london_day(now))
    if done(form, lambda: actions.promise(change=found, by=request.person, at=now, **form.cleaned_data)):
        return redirect(found)
    lead = [_("What is in the way, and in your power to clear? Name one thing, and a day. You can also do this later.")]
    may = rules.may_promise(found, request.person, queries.seats_shown(found))
    return form_page(
        request, found, form, title=_("One thing you will clear"), button=_("Promise it"), template="changes/promise.jinja",
        lead=lead, may=may,
    )  # fmt: skip
