"""Every box for somebody's own words is checked for patients' details, on the server and while they type."""

from __future__ import annotations

import importlib
import pkgutil

from django import forms

import groundswell
from groundswell.ui.fields import NONE, REFUSE, WARN

# Not words of a person about care, or checked elsewhere. Each line says why.
NUMBER, CODE, CHOSEN = "read as one number", "a code that is compared and not kept", "chosen from a list"
STAFF = "a name of staff that is looked for and not kept"
NOT_CHECKED: dict[str, str] = {
    "benefits.fields.ClaimForm.amount": NUMBER,
    "benefits.fields.ClaimForm.kind": CHOSEN,
    "benefits.forms.CheckForm.amount": NUMBER,
    "enabling.fields.WhomForm.name": STAFF,
    "people.forms.AwayForm.cover": STAFF,
    "enabling.forms.PassOnForm.name": STAFF,
    "enabling.forms.ChallengeForm.name": STAFF,
    "enabling.forms.MoneyForm.name": STAFF,
    "enabling.forms.RuleForm.name": STAFF,
    "changes.forms.AskForm.name": STAFF,
    "changes.forms.CalledForm.called": "what a partner by experience chose to be called, which is a name",
    "front.forms.NumberForm.measure": CHOSEN,
    "front.forms.NumberForm.value": NUMBER,
    "ideas.forms.ColleagueForm.colleague": STAFF,
    "ideas.forms.MeetingForm.text": "checked idea by idea in the preview, before anything is kept",
    "ideas.forms.NumberForm.number": CODE,
    "ideas.forms.OneOfThemForm.colleague": STAFF,
    "insight.forms.pulse.LoadSurveyForm.text": "read as years, questions and numbers, not kept",
    "measures.fields.MeasureForm.target": NUMBER,
    "measures.forms.CorrectForm.denominator": NUMBER,
    "measures.forms.CorrectForm.value": NUMBER,
    "measures.forms.EditForm.target": NUMBER,
    "measures.forms.LoadForm.text": "rows of numbers; the comment of each row is checked as it is read",
    "measures.forms.ReadingForm.denominator": NUMBER,
    "measures.forms.ReadingForm.value": NUMBER,
    "measures.forms.StartForm.target": NUMBER,
    "measures.forms.StartForm.text": "rows of numbers; the comment of each row is checked as it is read",
    "people.forms.AddAppForm.code": CODE,
    "people.forms.AddPasskeyForm.name": "what a person calls their own key, seen by them alone",
    "people.forms.AppCodeAgainForm.code": CODE,
    "people.forms.AppCodeForm.code": CODE,
    "people.forms.CodeForm.code": CODE,
    "people.forms.DomainForm.domain": "read as a mail domain",
    "people.forms.NameForm.name": "the person's own name",
    "people.headcounts.forms.PasteHeadcountsForm.text": "read as places, staff groups and numbers, not kept",
    "people.forms.OwnNumbersForm.shapes": "shapes of numbers: a 9 for each digit",
    "people.forms.OwnNumbersForm.tried": "a made-up line to try the shapes on, not kept",
    "people.forms.PlaceForm.place": CHOSEN,
    "people.forms.RenamePasskeyForm.name": "what a person calls their own key, seen by them alone",
    "stories.forms.travel.TrustForm.address": "the secret address of another installation",
    "stories.forms.travel.TrustForm.fingerprint": "hexadecimal digits of a key",
    "talk.forms.PhotoForm.face_seen": "yes or nothing, from the script of the page",
}


def all_forms() -> list[type[forms.Form]]:
    for module in pkgutil.walk_packages(groundswell.__path__, "groundswell."):
        if module.name.rsplit(".", 1)[-1] in ("forms", "fields") and ".tests" not in module.name:
            importlib.import_module(module.name)
    found, waiting = [], [forms.BaseForm]
    while waiting:
        for form in waiting.pop().__subclasses__():
            waiting.append(form)
            if form.__module__.startswith("groundswell.") and ".tests" not in form.__module__:
                found.append(form)
    return found


def free_text() -> dict[str, forms.Field]:
    """Fields in which anything may be typed and that are kept as typed."""
    return {
        f"{form.__module__.removeprefix('groundswell.')}.{form.__name__}.{name}": field
        for form in all_forms()
        for name, field in form.base_fields.items()
        if type(field).__name__ in ("CharField", "WordsField", "LineField") or hasattr(field, "check")
    }


def test_every_free_text_field_says_what_it_does_with_a_patients_details():
    found = free_text()
    assert len(found) > 20
    unchecked = [name for name, field in found.items() if getattr(field, "check", NONE) not in (REFUSE, WARN)]
    assert sorted(unchecked) == sorted(NOT_CHECKED)
    assert all(NOT_CHECKED.values())


def test_only_words_that_can_be_held_unseen_may_be_confirmed():
    """`warn` lets the writer say "not a patient": then somebody must hold the words. Only ideas can;
    the box of the page for no signal stands in for theirs."""
    warned = {name.split(".")[0] for name, field in free_text().items() if getattr(field, "check", NONE) == WARN}
    assert warned == {"ideas", "front"}
