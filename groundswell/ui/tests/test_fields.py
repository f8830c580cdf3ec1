"""What somebody types reaches the house whole, and what may point to a patient is said next to the field."""

from __future__ import annotations

import pytest

from groundswell.ui.fields import DayField, Form, LineField, WordsField, anchor

NUMBER = "943 476 5919"


class Comment(Form):
    words = WordsField(label="Words")
    title = LineField(label="Title", required=False)


class Idea(Form):
    words = WordsField(label="Words", check="warn")
    kind = LineField(label="Kind", required=False)


def test_line_ends_become_one_kind_and_inner_blanks_stay():
    form = Comment({"words": " one\r\ntwo\rthree  four\n"})
    assert form.is_valid()
    assert form.cleaned_data["words"] == "one\ntwo\nthree  four"


def test_a_line_holds_no_line_end():
    form = Comment({"words": "one", "title": "two\r\nthree"})
    assert form.is_valid()
    assert form.cleaned_data["title"] == "two three"


def test_a_null_character_is_refused():
    assert "words" in Comment({"words": "one\0two"}).errors


def test_a_length_is_counted_after_line_ends_became_one():
    class Short(Form):
        words = WordsField(max_length=3)

    assert Short({"words": "a\r\nb"}).is_valid()


def test_words_about_a_patient_are_refused_next_to_the_field_and_kept_as_typed():
    form = Comment({"words": f"Her number is {NUMBER}."})
    assert not form.is_valid()
    assert NUMBER in form.errors["words"][0]
    assert "Leave the number out" in form.errors["words"][0]
    assert form["words"].value() == f"Her number is {NUMBER}."
    assert list(form.fields) == ["words", "title"]


def test_a_line_about_a_patient_is_refused():
    assert "title" in Comment({"words": "fine", "title": f"About {NUMBER}"}).errors


def test_an_idea_with_a_finding_asks_once_more_and_the_tick_stands_below_the_words():
    form = Idea({"words": f"Call {NUMBER}"})
    assert not form.is_valid()
    assert NUMBER in form.errors["words"][0]
    assert list(form.fields) == ["words", "words_not_a_patient", "kind"]
    assert anchor(form["words_not_a_patient"]) == "id_words_not_a_patient"


def test_ticking_lets_the_words_pass_and_says_so():
    form = Idea({"words": f"Call {NUMBER}", "words_not_a_patient": "on"})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["words_confirmed"] is True
    assert form.cleaned_data["words"] == f"Call {NUMBER}"


def test_plain_words_are_not_confirmed_even_when_the_tick_is_sent():
    form = Idea({"words": "The hoist sling is torn", "words_not_a_patient": "on"})
    assert form.is_valid()
    assert form.cleaned_data["words_confirmed"] is False
    assert list(form.fields) == ["words", "kind"]


def test_an_empty_idea_is_refused_without_a_question_about_patients():
    form = Idea({"words": "  "})
    assert not form.is_valid()
    assert list(form.fields) == ["words", "kind"]


@pytest.mark.parametrize(
    "parts", [("31", "6", "2025"), ("1", "1", "99999999999"), ("x", "1", "2025"), ("", "1", "2025")]
)
def test_a_day_that_does_not_exist_is_refused_in_words(parts):
    class Day(Form):
        on = DayField()

    form = Day({f"on_{place}": part for place, part in enumerate(parts)})
    assert not form.is_valid()
    assert form.errors["on"]
