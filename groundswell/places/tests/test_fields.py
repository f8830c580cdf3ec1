"""The field to choose a place, as a form without script sends and shows it."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django import forms
from django.template import engines

from groundswell.places.actions import Loaded
from groundswell.places.fields import PlaceField
from groundswell.places.models import Kind
from groundswell.places.queries import place_by_key
from groundswell.ui.fields import Form

PAGE = '{% from "components/form/macro.jinja" import fields_of %}{{ fields_of(form) }}'


class WhereForm(Form):
    place = PlaceField(label="Where?", help_text="Three letters are enough.")
    note = forms.CharField(label="Note")


class TrustForm(Form):
    place = PlaceField(label="Which trust?", kinds=[Kind.TRUST], required=False)


def sent(form: type[Form] = WhereForm, **typed: str) -> Any:
    return form({"note": "kept", **typed})


def shown(form: Form) -> BeautifulSoup:
    return BeautifulSoup(engines["jinja2"].from_string(PAGE).render({"form": form}), "html.parser")


@pytest.mark.parametrize("typed", ["RP5BA", "rp5ba", " Bassetlaw hospital "])
def test_a_code_or_a_whole_name_is_one_exact_place(tiny: Loaded, typed: str) -> None:
    form = sent(place=typed)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["place"] == place_by_key("RP5BA")


def test_other_words_come_back_as_which_of_these_with_everything_typed(tiny: Loaded) -> None:
    form = sent(place="bassetlaw")
    assert not form.is_valid()
    page = shown(form)
    radios = page.select("input[type=radio][name=place_key]")
    assert {radio["value"] for radio in radios} >= {"RP5BA", "RP5"}
    assert radios[0]["id"] == "id_place"  # where the error summary leads
    assert "Which of these do you mean?" in page.text
    assert "Site of Doncaster and Bassetlaw" in page.text
    assert page.select_one("input[name=place]")["value"] == "bassetlaw"
    assert page.select_one("input[name=place_for]")["value"] == "bassetlaw"
    assert page.select_one("input[name=note]")["value"] == "kept"


def test_the_chosen_radio_is_the_place(tiny: Loaded) -> None:
    form = sent(place="bassetlaw", place_key="RP5BA", place_for="bassetlaw")
    assert form.is_valid()
    assert form.cleaned_data["place"].ods_code == "RP5BA"


def test_new_words_beside_a_chosen_radio_search_again(tiny: Loaded) -> None:
    form = sent(place="larwood", place_key="RP5BA", place_for="bassetlaw")
    assert not form.is_valid()
    assert {radio["value"] for radio in shown(form).select("input[type=radio]")} == {"C84001", "U05001", "Y08125"}


def test_a_choice_survives_an_error_elsewhere(tiny: Loaded) -> None:
    form = sent(place="bassetlaw", place_key="RP5BA", place_for="bassetlaw", note="")
    assert not form.is_valid()
    page = shown(form)
    assert page.select_one("input[name=place]")["value"] == "Bassetlaw Hospital"
    assert page.select_one("input[name=place_key]")["value"] == "RP5BA"
    assert page.select_one("input[name=place_for]")["value"] == "Bassetlaw Hospital"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "Choose a place"),
        ("ba", "at least three letters"),
        ("zzzz", "Nothing was found"),
        ("C84052", "Nothing was found"),
    ],
)
def test_what_cannot_be_chosen_says_what_to_do(tiny: Loaded, typed: str, words: str) -> None:
    form = sent(place=typed)
    assert words in form.errors["place"][0]
    page = shown(form)
    assert page.select_one("input[name=place]").get("value", "") == typed
    assert page.select("input[type=radio]") == []


def test_a_closed_or_unknown_key_is_not_taken(tiny: Loaded) -> None:
    for key in ("C84052", "nowhere", "\x00"):
        assert not sent(place="", place_key=key).is_valid()


def test_kinds_limit_what_is_offered_and_what_is_taken(tiny: Loaded) -> None:
    assert sent(TrustForm, place="bassetlaw hospitals").errors
    assert sent(TrustForm, place="RP5").is_valid()
    assert not sent(TrustForm, place="Bassetlaw Hospital", place_key="RP5BA", place_for="Bassetlaw Hospital").is_valid()
    assert "kinds=trust" in shown(TrustForm()).select_one("[data-place-finder]")["data-address"]


def test_an_optional_place_may_be_left_empty(tiny: Loaded) -> None:
    form = sent(TrustForm, place="")
    assert form.is_valid()
    assert form.cleaned_data["place"] is None


@pytest.mark.parametrize("as_key", [True, False])
def test_the_place_of_the_poster_is_filled_in_and_taken_as_it_is(tiny: Loaded, as_key: bool) -> None:
    place = place_by_key("RP5BA")
    page = shown(WhereForm(initial={"place": place.key if as_key else place}))
    typed = {
        name: page.select_one(f"input[name={name}]").get("value", "") for name in ("place", "place_key", "place_for")
    }
    assert typed == {"place": "Bassetlaw Hospital", "place_key": "RP5BA", "place_for": "Bassetlaw Hospital"}
    form = WhereForm({"note": "x", **typed}, initial={"place": place.key if as_key else place})
    assert form.is_valid()
    assert form.changed_data == ["note"]


def test_the_empty_box_has_label_hint_and_a_place_to_ask(tiny: Loaded) -> None:
    page = shown(WhereForm())
    assert page.select_one("label[for=id_place]").text.strip() == "Where?"
    assert page.select_one("[data-place-finder]")["data-address"] == "/places/find/?part=1"
    assert (
        page.select_one("#" + page.select_one("#id_place")["aria-describedby"]).text.strip()
        == "Three letters are enough."
    )


def test_typed_markup_is_shown_as_text(tiny: Loaded) -> None:
    page = shown(sent(place='"><script>alert(1)</script>'))
    assert page.select("script") == []
