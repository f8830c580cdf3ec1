"""The frameworks an organisation follows: read by all who work in it, kept by those who look after its settings."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from groundswell.enabling.queries import may_keep_frameworks, place_measured_for
from groundswell.insight import actions, keeping, presenters, queries
from groundswell.insight.forms import EndForm, StatementForm, VersionForm
from groundswell.insight.models import Framework
from groundswell.places.models import Place
from groundswell.ui.formats import london_day
from groundswell.ui.typed import done, on_newer
from groundswell.ui.verdicts import Verdict


def _home(request: HttpRequest, key: str) -> Place:
    return queries.home_of(place_measured_for(request.person, key))  # type: ignore[attr-defined]


def _may(request: HttpRequest, home: Place) -> Verdict:
    return may_keep_frameworks(request.person, home)  # type: ignore[attr-defined]


def _kept(request: HttpRequest, key: str, public_id: str) -> tuple[Place, Framework]:
    """For those who may keep them; the others are told who may."""
    home = _home(request, key)
    found = queries.framework_for(home, public_id)
    _may(request, home).or_refuse()
    return home, found


def _by(request: HttpRequest) -> dict[str, Any]:
    return {"by": request.person, "at": timezone.now()}  # type: ignore[attr-defined]


@require_safe
def frameworks(request: HttpRequest, key: str) -> HttpResponse:
    home, today = _home(request, key), london_day(timezone.now())
    may = _may(request, home)
    cards = presenters.version_cards(home, queries.frameworks_of(home), today, drafts=bool(may))
    return render(request, "insight/frameworks.jinja", {"home": home, "cards": cards, "may": may})


@require_safe
def framework(request: HttpRequest, key: str, public_id: str) -> HttpResponse:
    """One version with its statements; for those who may, what can be done with it."""
    home = _home(request, key)
    found, may = queries.framework_for(home, public_id), _may(request, home)
    if found.is_draft and not may:
        raise Http404
    about: dict[str, Any] = {
        "home": home, "framework": found, "may": may, "statements": presenters.statement_cards(found),
        "card": presenters.version_card(found), "may_end": keeping.may_end(found, max(found.since, london_day(timezone.now()))),
    }  # fmt: skip
    if found.is_draft:
        newest = queries.newest_own(home, found.code)
        about["may_start"] = keeping.may_start(found, len(found.statements.all()), newest)
    return render(request, "insight/framework.jinja", about)


@require_POST
def copy_framework(request: HttpRequest, key: str, public_id: str) -> HttpResponse:
    home, found = _kept(request, key, public_id)
    made = actions.copy(framework=found, home=home, **_by(request))
    messages.success(request, _("A draft. Nothing changes until you begin it."))
    return redirect(made.address_at(home))


def edit_framework(request: HttpRequest, key: str, public_id: str) -> HttpResponse:
    """Name, owner, version and days of a draft. Of two editors the second sees both versions."""
    home, found = _kept(request, key, public_id)
    keeping.may_change(found).or_refuse()
    taken = {one.version for one in queries.frameworks_of(home) if one.organisation_id == home.pk and one != found}
    options: dict[str, Any] = {"taken": taken, "today": london_day(timezone.now())}
    form = VersionForm(_typed(request), initial=VersionForm.of(found), **options)
    saved: list[bool] = []

    def deed() -> None:
        saved.append(actions.edit(framework=found, home=home, **_by(request), **form.cleaned_data))

    if done(form, deed) and saved[0]:
        return _back(request, found, home, _("Saved in the draft."))
    about = {"title": _("About this version"), "form": form}
    if saved == [False]:
        newer = VersionForm.of(queries.framework_for(home, public_id))
        form = VersionForm(on_newer(request.POST, newer["edits"]), **options)
        form.is_valid()
        about = about | {"form": form, "theirs": presenters.both_versions(form, newer)}
    return _form(request, found, home, about)


def add_statement(request: HttpRequest, key: str, public_id: str) -> HttpResponse:
    home, found = _kept(request, key, public_id)
    keeping.may_add(found, len(found.statements.all())).or_refuse()
    form = StatementForm(_typed(request), initial={"edits": found.edits})

    def deed() -> None:
        words = {name: form.cleaned_data[name] for name in ("title", "question", "kinds", "order")}
        actions.add_statement(framework=found, home=home, **words, **_by(request))

    if done(form, deed):
        return _back(request, found, home, _("The statement is in the draft."))
    return _form(request, found, home, {"title": _("Add a statement"), "form": form})


def statement(request: HttpRequest, key: str, public_id: str, code: str) -> HttpResponse:
    """Title, question, order and which evidence answers it."""
    home, found = _kept(request, key, public_id)
    one = queries.statement_for(found, code)
    keeping.may_change(found).or_refuse()
    form = StatementForm(_typed(request), initial=StatementForm.of(one))
    saved: list[bool] = []

    def deed() -> None:
        saved.append(actions.edit_statement(statement=one, home=home, **_by(request), **form.cleaned_data))

    if done(form, deed) and saved[0]:
        return _back(request, found, home, _("Saved in the draft."))
    about = {"title": one.title, "form": form, "remove": code}
    if saved == [False]:
        newer = StatementForm.of(queries.statement_for(queries.framework_for(home, public_id), code))
        form = StatementForm(on_newer(request.POST, newer["edits"]))
        form.is_valid()
        about = about | {"form": form, "theirs": presenters.both_versions(form, newer)}
    return _form(request, found, home, about)


@require_POST
def remove_statement(request: HttpRequest, key: str, public_id: str, code: str) -> HttpResponse:
    home, found = _kept(request, key, public_id)
    actions.remove_statement(statement=queries.statement_for(found, code), home=home, **_by(request))
    return _back(request, found, home, _("The statement is not in the draft any more."))


@require_POST
def start_framework(request: HttpRequest, key: str, public_id: str) -> HttpResponse:
    home, found = _kept(request, key, public_id)
    actions.start(framework=found, home=home, **_by(request))
    return _back(request, found, home, _("Packs follow this version from its first day on."))


@require_POST
def discard_framework(request: HttpRequest, key: str, public_id: str) -> HttpResponse:
    home, found = _kept(request, key, public_id)
    actions.discard(framework=found, home=home, **_by(request))
    messages.success(request, _("The draft is gone. What was followed still is."))
    return redirect("insight:frameworks", home.key)


def end_framework(request: HttpRequest, key: str, public_id: str) -> HttpResponse:
    home, found = _kept(request, key, public_id)
    today = london_day(timezone.now())
    keeping.may_end(found, max(found.since, today)).or_refuse()
    form = EndForm(_typed(request), today=today)
    if done(form, lambda: actions.end(framework=found, home=home, on=form.cleaned_data["on"], **_by(request)), "on"):
        return _back(request, found, home, _("It has a last day."))
    lead = [
        _(
            "After its last day the version that came with Groundswell is followed again, unless you begin one of your own."
        )
    ]
    return _form(
        request, found, home, {"title": _("End this version"), "form": form, "button": _("End it"), "lead": lead}
    )


def _typed(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _back(request: HttpRequest, found: Framework, home: Place, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect(found.address_at(home))


def _form(request: HttpRequest, found: Framework, home: Place, about: dict[str, Any]) -> HttpResponse:
    back = {"href": found.address_at(home), "text": str(found)}
    return render(request, "insight/framework_form.jinja", {"home": home, "framework": found, "back": back} | about)
