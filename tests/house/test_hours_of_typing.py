"""What the page of the bureaucracy says our own forms insist on is what they insist on; and it does not grow unseen."""

from __future__ import annotations

import pytest

from groundswell.changes import forms as changes
from groundswell.enabling import forms as enabling
from groundswell.ideas.forms import NoticeForm
from groundswell.insight.bureaucracy import Permission, fields_typed
from groundswell.insight.typed import REQUIRED

# The place is remembered; where somebody works at one place, a change is begun there.
KNOWN = {"place", "where"}
FORMS = {
    "notice": NoticeForm, "change": changes.OpenForm, "ask": changes.AskForm, "promise": enabling.CommitForm,
    "test": changes.TestForm, "learn": changes.LearnForm,
}  # fmt: skip


def required(form: type) -> int:
    return sum(field.required for name, field in form.base_fields.items() if name not in KNOWN)


def test_each_form_of_the_page_is_counted():
    assert set(FORMS) == set(REQUIRED)


@pytest.mark.parametrize("name", sorted(FORMS))
def test_a_form_insists_on_what_the_page_says(name):
    assert required(FORMS[name]) == REQUIRED[name]


@pytest.mark.parametrize(
    ("decision", "returned", "forms"),
    [
        ("yes", 0, ()), ("no", 0, (enabling.DeclineForm,)), ("yes_with_conditions", 0, (enabling.ConditionsForm,)),
        ("yes", 2, (enabling.NeedForm, enabling.SendForm) * 2),
    ],
)  # fmt: skip
def test_what_a_permission_makes_people_type(decision, returned, forms):
    """The question about its trigger, and the forms of whoever decides."""
    row = Permission("c", 1, 1, "k", "ours", ("team",), 1, 2, 1, 2, 5, decision, False, returned)
    assert fields_typed(row) == 1 + sum(map(required, forms))
