"""Comments come newest last, a page at a time."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.http import Http404

from groundswell.events.kinds import Subject
from groundswell.talk import queries
from groundswell.talk.models import Comment
from groundswell.talk.tests.urls import THING
from tests.cast import at_most

OTHER = Subject("things", "thing2", "Another", "/things/thing2/")


@pytest.fixture
def many(places, cast, monday):
    """Twenty-five comments, some of them within the same second."""
    rows = [
        Comment(
            room="things",
            subject_id="thing1",
            person=cast.grace,
            words=f"{n}",
            at=monday + timedelta(seconds=n // 3),
        )
        for n in range(25)
    ]
    return Comment.objects.bulk_create(rows)


def words(found):
    return [int(line.words) for line in found.lines]


def test_pages_of_comments_meet_without_overlap_or_hole(many):
    seen, before = [], ""
    for _page in range(4):
        found = queries.comments_about(THING, before=before, limit=10)
        seen = words(found) + seen
        before = found.older
        if not before:
            break
    assert seen == list(range(25))


def test_a_page_of_comments_is_one_query(many, cast):
    with at_most(1):
        assert len(queries.comments_about(THING, reader=cast.grace, limit=10).lines) == 10


def test_comments_of_another_subject_stay_there(many):
    assert queries.comments_about(OTHER).lines == ()
    with pytest.raises(Http404):
        queries.comment_about(OTHER, many[0].public_id)
    assert queries.comments_about(OTHER, before=many[0].public_id).lines == ()


def test_a_colleague_who_left_is_a_colleague(many, cast):
    Comment.objects.update(person=None)
    assert queries.comments_about(THING, limit=1).lines[0].who == "a colleague"


def test_who_can_still_be_thanked_leaves_out_oneself_and_nobody_signed_in(cast):
    assert queries.not_yet_thanked(THING, cast.grace, [cast.grace, cast.amina, cast.amina]) == [cast.amina]
    assert queries.not_yet_thanked(THING, None, [cast.amina]) == []
