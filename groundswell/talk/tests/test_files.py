"""Photos about a subject: who may, once each, taken away and put back, forgotten and taken along."""

from __future__ import annotations

import base64
import io
from datetime import timedelta

import pytest
from django.http import Http404
from PIL import Image

from groundswell.events.models import Event, Notice
from groundswell.people.queries import sight
from groundswell.talk import actions, jobs, photos, queries, rules
from groundswell.talk.models import File, FileContent
from groundswell.talk.tests.urls import THING
from groundswell.ui.verdicts import Refused

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def picture(colour: str = "red") -> photos.Picture:
    out = io.BytesIO()
    Image.new("RGB", (32, 24), colour).save(out, "JPEG")
    return photos.read(out.getvalue())


@pytest.fixture
def attach(places, cast, monday):
    def attach(colour="red", by=cast.amina, **more):
        return actions.attach(subject=THING, place=places.ward21, picture=picture(colour), by=by, at=monday, **more)

    return attach


@pytest.fixture
def remove(places, cast, monday):
    def remove(file, by=cast.amina, at=monday):
        actions.remove(file=file, subject=THING, place=places.ward21, owner=cast.amina, by=by, at=at)

    return remove


class TestRules:
    def test_four_and_no_more(self):
        assert rules.may_attach(photos=3)
        assert not rules.may_attach(photos=4)

    @pytest.mark.parametrize("mode", ["held_by_answerer", "not_kept"])
    def test_a_face_never_goes_with_a_hidden_name(self, mode):
        assert not rules.may_attach(photos=0, name_mode=mode, face=True)
        assert rules.may_attach(photos=0, name_mode=mode)
        assert rules.may_attach(photos=0, face=True)

    def test_who_may_take_one_away(self, cast, places, attach):
        file = attach(by=cast.grace)
        may = {
            name: bool(rules.may_remove(file, one, sight(one), owner=cast.amina, place=places.ward21))
            for name, one in cast.everybody().items()
        }
        assert {name for name, can in may.items() if can} == {"amina", "grace", "admin", "manager"}


class TestAttaching:
    def test_it_is_kept_recorded_and_told(self, cast, attach):
        file = attach(says="A torn strap", by=cast.grace, tell=[cast.amina])
        assert (file.width, file.height, file.says) == (32, 24, "A torn strap")
        assert {row.size for row in file.contents.all()} == {"whole", "small"}
        assert Event.objects.get().kind == "photo_added"
        assert Notice.objects.get().person == cast.amina

    def test_the_same_photo_twice_is_one(self, attach):
        assert attach() == attach()
        assert File.objects.count() == 1

    def test_a_fifth_is_refused(self, attach):
        for colour in ("red", "green", "blue", "white"):
            attach(colour)
        with pytest.raises(Refused, match="4 photos already"):
            attach("black")

    def test_without_a_name_nothing_points_to_who_added_it(self, cast, attach):
        file = attach(by=None, name_mode="not_kept")
        assert file.person is None
        assert Event.objects.get().actor is None

    def test_a_list_of_photos_never_reads_their_bytes(self, attach, django_assert_num_queries):
        attach()
        with django_assert_num_queries(1):
            assert [file.bytes > 0 for file in queries.photos_about(THING)] == [True]


class TestTakingAway:
    def test_nobody_sees_it_any_more_at_once(self, attach, remove):
        file = attach()
        assert queries.picture_of(THING, file.public_id, "small")
        remove(file)
        assert queries.photos_about(THING) == []
        with pytest.raises(Http404):
            queries.picture_of(THING, file.public_id, "whole")

    def test_somebody_else_cannot(self, cast, attach, remove):
        with pytest.raises(Refused):
            remove(attach(), by=cast.coach)

    def test_put_back_by_who_took_it_away_for_a_day(self, cast, attach, remove, monday):
        file = attach()
        remove(file, by=cast.grace)
        assert queries.taken_away(THING, cast.grace, monday - DAY) == [file]
        with pytest.raises(Refused, match="Only who took it away"):
            actions.put_back(file=file, subject=THING, by=cast.amina, at=monday)
        with pytest.raises(Refused, match="gone for good"):
            actions.put_back(file=file, subject=THING, by=cast.grace, at=monday + DAY)
        actions.put_back(file=file, subject=THING, by=cast.grace, at=monday + DAY / 2)
        assert queries.photos_about(THING) == [file]

    def test_put_back_does_not_double(self, attach, remove, cast, monday):
        file = attach()
        remove(file)
        attach()
        with pytest.raises(Refused, match="added again"):
            actions.put_back(file=file, subject=THING, by=cast.amina, at=monday)

    def test_the_tick_deletes_it_after_a_day(self, attach, remove, monday):
        remove(attach())
        attach("blue")
        assert jobs.due(monday + DAY / 2) == 0
        assert jobs.due(monday + DAY) == 1
        assert FileContent.objects.count() == 2


class TestAPersonsOwn:
    def test_they_take_their_pictures_along(self, cast, attach):
        file = attach(says="A strap")
        (row,) = actions.export(person=cast.amina)["photos"]
        assert base64.b64decode(row["picture"]) == picture().whole
        assert row["shows"] == file.says
        assert actions.export(person=cast.grace)["photos"] == []

    def test_forgotten_the_photo_stays_and_the_name_goes(self, cast, attach, remove, monday):
        kept, gone = attach(), attach("blue")
        remove(gone)
        actions.forget(person=cast.amina, at=monday)
        assert list(File.objects.all()) == [kept]
        kept.refresh_from_db()
        assert kept.person is None
