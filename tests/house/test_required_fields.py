"""What people have to fill in. Every required field is paid for by everybody, every time: none is added without a decision."""

from __future__ import annotations

from typing import Any

from groundswell.changes.forms import LearnForm, OpenForm, StopForm
from groundswell.enabling.fields import WhomForm
from groundswell.ideas.forms import NoticeForm
from groundswell.ui.fields import Form
from tests.house.test_free_text import all_forms

# The three promises: notice one thing, start a change with three at most, finish with two.
NOTICE, START, FINISH = 1, 3, 2
# Over every form of the product; lower it when one goes. Two are for who looks after a whole organisation: published
# results to load, and whether the pulse runs (decision 47). The pulse itself insists on nothing.
# Four are those of a framework (decision 48): typed by one editor, once a version, so that nobody types anything for a pack.
# One is with whom staff side agreed: typed once for an organisation, and without it the record says nothing.
ALL = 180


def required(form: type[Form]) -> set[str]:
    return {name for name, field in form.base_fields.items() if field.required and not field.widget.is_hidden}


def test_noticing_needs_one_field():
    assert required(NoticeForm) - {"place"} == {"words"}, "the place comes with the poster or from where one works"
    assert len(required(NoticeForm) - {"place"}) == NOTICE


def test_starting_a_change_needs_three_at_most():
    assert len(required(OpenForm)) <= START


def test_finishing_needs_two_at_most():
    for form in (LearnForm, StopForm):
        assert len(required(form)) <= FINISH, form.__name__


def test_nothing_is_asked_for_more_than_before():
    """Forms that only make sure of who is meant (signing in, choosing a place) count too: people fill them in."""
    forms: list[Any] = [form for form in all_forms() if form is not WhomForm]
    found = {f"{form.__module__}.{form.__name__}": len(required(form)) for form in forms}
    assert sum(found.values()) <= ALL, sorted(found.items(), key=lambda one: -one[1])[:20]
