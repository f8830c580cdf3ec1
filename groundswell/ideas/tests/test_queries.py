"""What somebody may find, and how."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.http import Http404

from groundswell.ideas import actions, memory, queries
from groundswell.ideas.models import Stage
from tests.cast import at_most

pytestmark = pytest.mark.django_db


def notice(words, place, by, at):
    return actions.notice(words=words, place=place, by=by, at=at)


@pytest.fixture
def trolley(cast, places, monday):
    return notice("I walk for cannula packs; could they live on the trolley?", places.ward21, cast.amina, monday)


def test_a_stranger_finds_nothing(trolley, cast):
    with pytest.raises(Http404):
        queries.idea_for(cast.sam, trolley.public_id)
    assert queries.search(cast.sam, "trolley") == ([], False)
    assert queries.tried_before(cast.sam, "trolley") == []


def test_a_missing_idea_is_not_found_either(cast):
    with pytest.raises(Http404):
        queries.idea_for(cast.amina, "doesnotexi")


def test_an_organisation_that_takes_part_finds_it(trolley, cast, places):
    memory.remember(
        trolley.subject,
        text=trolley.words,
        organisations=[places.rp5.pk, places.rhq.pk],
        at=trolley.noticed_at,
    )
    assert queries.idea_for(cast.sam, trolley.public_id) == trolley
    assert queries.search(cast.sam, "trolley")[0]


def test_who_works_nowhere_finds_not_even_what_is_for_everyone(trolley, cast, places):
    memory.remember(trolley.subject, text=trolley.words, organisations=[], at=trolley.noticed_at, audience="everyone")
    assert queries.search(cast.sam, "trolley")[0]
    assert queries.search(cast.newcomer, "trolley") == ([], False)


@pytest.mark.parametrize("text", ["the own", "qxorg1", "qxeveryone"])
def test_words_that_say_nothing_find_nothing(trolley, cast, text):
    assert queries.search(cast.grace, text) == ([], False)


@pytest.mark.parametrize("text", ["trolley", "troll", "TROLLEYS", "cannula trolley", "walking"])
def test_search_finds_words_by_their_beginning_and_stem(trolley, cast, text):
    found, more = queries.search(cast.grace, text)
    assert [row.subject_id for row in found] == [trolley.public_id]
    assert not more


@pytest.mark.parametrize(
    "text", ["", "the", "'", '"', "a OR b)", "*", "trolley) OR 1=1", "\\", "%", "!&|", "ünïcödé", "x" * 500]
)
def test_search_survives_anything_typed(trolley, cast, text):
    queries.search(cast.grace, text)
    queries.tried_before(cast.grace, text)


def test_tried_before_needs_only_some_of_the_words(trolley, cast, places, monday):
    other = notice("The trolley wheel squeaks at night", places.ward17, cast.meera, monday)
    found = queries.tried_before(cast.amina, "Our trolley is always empty", but=other.public_id)
    assert [row.subject_id for row in found] == [trolley.public_id]


def test_search_takes_two_queries_and_the_sight(trolley, cast):
    with at_most(4):
        queries.search(cast.grace, "trolley")


def test_lists_page_by_key_without_gap_or_double(cast, places, monday):
    made = [
        notice(f"Idea number {n}", places.ward21, cast.amina, monday + timedelta(minutes=n // 3)) for n in range(25)
    ]
    first = queries.ideas_under(cast.grace, places.rp5, limit=10)
    second = queries.ideas_under(cast.grace, places.rp5, limit=10, before=first.older)
    third = queries.ideas_under(cast.grace, places.rp5, limit=10, before=second.older)
    seen = [idea.pk for page in (first, second, third) for idea in page.ideas]
    assert sorted(seen) == sorted(idea.pk for idea in made)
    assert third.older == ""


def test_a_made_up_key_shows_the_first_page(trolley, cast, places):
    assert queries.ideas_under(cast.grace, places.rp5, before="nonsense~x").ideas == [trolley]


def test_a_place_shows_what_is_below_it_only(trolley, cast, places, monday):
    other = notice("Ward 17 idea", places.ward17, cast.meera, monday)
    assert queries.ideas_under(cast.grace, places.bassetlaw).ideas == [trolley]
    assert {idea.pk for idea in queries.ideas_under(cast.grace, places.rp5).ideas} == {trolley.pk, other.pk}
    assert queries.ideas_under(cast.sam, places.rp5).ideas == []


def test_answers_are_wanted_from_those_who_answer(trolley, cast, places, monday):
    older = notice("Older", places.ward21, cast.amina, monday - timedelta(days=9))
    assert set(queries.answers_wanted(cast.grace, monday)) == {older, trolley}
    assert list(queries.answers_wanted(cast.amina, monday)) == []
    assert list(queries.answers_wanted(cast.sam, monday)) == []
    actions.answer(idea=older, words="Yes.", by=cast.grace, at=monday)
    assert list(queries.answers_wanted(cast.grace, monday)) == [trolley]


def test_still_fixed_is_asked_on_the_day(trolley, cast, monday):
    actions.just_fix(idea=trolley, what="Done.", by=cast.amina, at=monday)
    assert list(queries.fixes_to_check(cast.amina, (monday + timedelta(days=29)).date())) == []
    assert list(queries.fixes_to_check(cast.amina, (monday + timedelta(days=30)).date())) == [trolley]


def test_held_words_wait_for_the_ig_lead_of_that_organisation(cast, places, monday):
    held = actions.notice(words="943 476 5919", place=places.ward21, by=cast.amina, at=monday, held=True)
    assert list(queries.held_words(cast.ig)) == [held]
    assert list(queries.held_words(cast.other_admin)) == []
    assert queries.ideas_under(cast.grace, places.rp5).ideas == []
    with pytest.raises(Http404):
        queries.idea_for(cast.grace, held.public_id)


def test_stage_counts_leave_held_words_out(trolley, cast, places, monday):
    actions.notice(words="943 476 5919", place=places.ward21, by=cast.amina, at=monday, held=True)
    assert queries.stage_counts(places.ward21) == {Stage.NOTICED: 1}
