"""The rules of a place: read them, write a draft, sign it; and what can be changed there without asking."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from groundswell.enabling import actions, presenters, queries
from groundswell.enabling.forms import RuleForm, SignForm
from groundswell.enabling.models import RuleBook, Trigger
from groundswell.enabling.presenters import books as present
from groundswell.enabling.rules import Rule
from groundswell.enabling.rules import books as writing
from groundswell.people.middleware import Request
from groundswell.people.queries import place_for, sight
from groundswell.places.models import Place
from groundswell.ui.formats import london_day, upper
from groundswell.ui.typed import done, on_newer


@require_safe
def rules(request: Request, key: str) -> HttpResponse:
    """What holds at a place and where it comes from; for those who write it, the draft."""
    place, now = place_for(request.person, key), timezone.now()
    held, may = queries.trust_at(place)[place.pk], writing.may_write(place, sight(request.person))
    draft = queries.draft_of(place) if may else None
    cards = _draft_cards(place, draft, held) if draft else []
    about = {
        "place": place, "may": may, "versions": present.version_lines(queries.versions_of(place)),
        "cards": present.rule_cards(held.rules.values(), queries.who_decides(held.rules.values(), place, now), place),
        "draft": draft, "draft_cards": cards, "changed": present.changed_in(cards), "promise": present.promise_of(*held.books),
        "replay": present.replay_address(place), "may_sign": writing.may_sign(draft, sight(request.person)) if draft else None,
    }  # fmt: skip
    return render(request, "enabling/rules.jinja", about)


def _draft_cards(place: Place, draft: RuleBook, held: queries.Trust) -> list[present.RuleCard]:
    """As it would hold if the draft were in force."""
    would = queries.trust_at(place, instead=draft)[place.pk].rules
    own = {row.trigger for row in draft.rules.all()}
    return present.rule_cards(
        would.values(), queries.who_decides(would.values(), place, timezone.now()), place, own, held.rules
    )


@require_safe
def version(request: Request, key: str, number: int) -> HttpResponse:
    """One version as it was signed."""
    place = place_for(request.person, key)
    book = queries.version_of(place, number)
    found = present.rules_in(book)
    about = {
        "place": place, "title": present.version_title(book), "when": upper(present.version_when(book)),
        "promise": present.promise_of(book),
        "cards": present.rule_cards(found, queries.who_decides(found, place, timezone.now()), place),
    }  # fmt: skip
    return render(request, "enabling/rules_version.jinja", about)


@require_POST
def start(request: Request, key: str) -> HttpResponse:
    place = place_for(request.person, key)
    actions.start_draft(place=place, by=request.person, at=timezone.now())
    messages.success(request, _("A draft. Nothing changes until it is signed."))
    return redirect("enabling:rules", place.key)


def rule(request: Request, key: str, trigger: str) -> HttpResponse:
    """One rule of the draft on a form of its own. Of two writers the second sees both versions."""
    place, now = place_for(request.person, key), timezone.now()
    draft = _draft(request, place)
    if trigger not in Trigger.values:
        raise Http404
    above, saved = queries.rules_above(place).get(Trigger(trigger)), _saved(place, draft, trigger)
    form = RuleForm(request.POST or None, rule=saved, above=above, place=place, at=now, version=draft.version)
    kept: list[bool] = []
    if done(form, lambda: kept.append(_keep(request, draft, form))) and kept[0]:
        messages.success(request, _("Saved in the draft: {what}.").format(what=saved.trigger.label))
        return redirect("enabling:rules", place.key)
    theirs = None
    if kept == [False]:
        saved, form = _again(request, place, trigger, above)
        theirs = presenters.both_versions(saved, form)
    return render(
        request, "enabling/rule.jinja", _about_form(place, form, str(saved.trigger.label)) | {"theirs": theirs}
    )


def _draft(request: Request, place: Place) -> RuleBook:
    """The draft, for those who may write; the others are told who does."""
    writing.may_write(place, sight(request.person)).or_refuse()
    return queries.draft_for(request.person, place)


def _saved(place: Place, draft: RuleBook, trigger: str) -> Rule:
    """What the draft says; where it says nothing, what would hold."""
    return queries.trust_at(place, instead=draft)[place.pk].rules[Trigger(trigger)]


def _keep(request: Request, draft: RuleBook, form: RuleForm) -> bool:
    return actions.set_rule(
        draft=draft, rule=form.written, version=form.cleaned_data["version"], by=request.person, at=timezone.now()
    )


def _again(request: Request, place: Place, trigger: str, above: Rule | None) -> tuple[Rule, RuleForm]:
    """The newer version, and the form with what was typed."""
    draft = queries.draft_for(request.person, place)
    saved, typed = _saved(place, draft, trigger), on_newer(request.POST, draft.version)
    form = RuleForm(typed, rule=saved, above=above, place=place, at=timezone.now(), version=draft.version)
    form.is_valid()
    return saved, form


def _about_form(place: Place, form: RuleForm | SignForm, title: str) -> dict[str, object]:
    back = {"href": present.address(place), "text": _("Back to the rules")}
    return {"title": title, "form": form, "button": _("Save in the draft"), "caption": str(place), "back": back}


@require_POST
def put_back(request: Request, key: str, trigger: str) -> HttpResponse:
    """What is set above holds again."""
    place = place_for(request.person, key)
    if trigger not in Trigger.values:
        raise Http404
    actions.put_back(draft=_draft(request, place), trigger=trigger, by=request.person, at=timezone.now())
    messages.success(request, _("{what}: what is set above holds again.").format(what=Trigger(trigger).label))
    return redirect("enabling:rules", place.key)


@require_POST
def discard(request: Request, key: str) -> HttpResponse:
    place = place_for(request.person, key)
    actions.discard(draft=_draft(request, place), by=request.person, at=timezone.now())
    messages.success(request, _("The draft is gone. What was in force still is."))
    return redirect("enabling:rules", place.key)


def sign(request: Request, key: str) -> HttpResponse:
    """Bring the draft into force, by one's own name."""
    place, now = place_for(request.person, key), timezone.now()
    draft = _draft(request, place)
    may = writing.may_sign(draft, sight(request.person))
    form = SignForm(request.POST or None, today=london_day(now), version=draft.version)
    about = _about_form(place, form, _("Bring it into force")) | {
        "button": _("Sign, and bring it into force"),
        "may": may,
    }
    if not may:
        return render(request, "layouts/not_now.jinja", about)
    kept: list[bool] = []
    if done(form, lambda: kept.append(_signed(request, draft, form))) and kept[0]:
        messages.success(request, _("It is in force. Everybody who works here hears of it."))
        return redirect("enabling:rules", place.key)
    if kept == [False]:
        form.add_error(None, _("Somebody changed the draft while you read it. Look at it again before you sign."))
    changed = present.changed_in(_draft_cards(place, draft, queries.trust_at(place)[place.pk]))
    return render(request, "enabling/sign.jinja", about | {"promise": present.promise_to_sign(), "changed": changed})


def _signed(request: Request, draft: RuleBook, form: SignForm) -> bool:
    typed = form.cleaned_data
    return actions.bring_into_force(
        draft=draft, version=typed["version"], agreed_on=typed["agreed_on"], by=request.person, at=timezone.now()
    )


@require_safe
def without_asking(request: Request, key: str) -> HttpResponse:
    """What people can change here: go, tell, ask, in plain words; to print and hang up."""
    place = place_for(request.person, key)
    held = queries.trust_at(place)[place.pk]
    named = queries.who_decides(held.rules.values(), place, timezone.now())
    page = present.without_asking(held.rules, named, held.books, place)
    return render(request, "enabling/without_asking.jinja", {"place": place, "page": page})
