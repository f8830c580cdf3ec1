"""One log, many readers: what is recorded, credited and told."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils.translation import gettext_lazy as _

from groundswell.events import actions, queries
from groundswell.events.kinds import Kind, Part, Subject, kind
from groundswell.events.models import Credit, Event, Notice
from groundswell.post.models import Outbox
from tests.cast import at_most

pytestmark = pytest.mark.django_db
SUBJECT = Subject("ideas", "abc", "The hoist sling", "/ideas/abc/")
TRIED = Kind(
    "test_tried",
    _("{by} tried {what}"),
    notice="talk",
    straight_away=True,
    letter=_("{by} tried something"),
    about="For tests.",
)
SEEN = Kind("test_seen", _("It was seen"), about="For tests.")


def record(what=TRIED, **more):
    return actions.record(what, **({"subject": SUBJECT, "place": None, "facts": {"what": "a sling"}} | more))


def test_two_kinds_never_share_a_code():
    with pytest.raises(ValueError, match="test_tried"):
        Kind("test_tried", "Something else")


def test_a_kind_of_a_newer_version_reads_as_a_plain_happening():
    assert kind("of_the_future").sentence == "Something happened."


def test_a_credit_keeps_who_somebody_was_on_the_day(cast, places, monday):
    record(by=cast.amina, place=places.ward21, at=monday, credits=[(cast.amina, Part.OWNER)])
    credit = Credit.objects.get()
    assert (credit.staff_group, credit.clinical, credit.managerial, credit.place) == (
        "nursing_support", True, False, places.ward21,
    )  # fmt: skip


def test_the_same_credit_counts_once(cast, places, monday):
    record(by=cast.amina, place=places.ward21, at=monday, credits=[(cast.amina, Part.OWNER)] * 2)
    assert Credit.objects.count() == 1


def test_people_are_told_once_and_never_of_their_own_deeds(cast, places, monday):
    record(by=cast.amina, at=monday, tell=[cast.grace, cast.amina, None, cast.grace])
    assert [notice.person for notice in Notice.objects.all()] == [cast.grace]


def test_a_kind_without_a_notice_tells_nobody(cast, monday):
    record(SEEN, at=monday, tell=[cast.grace])
    assert not Notice.objects.exists()


def test_a_letter_leaves_out_what_was_typed_and_says_where_to_read_it(cast, monday):
    record(by=cast.amina, at=monday, tell=[cast.grace])
    letter = Outbox.objects.get()
    assert letter.subject == "Amina Yusuf tried something"
    assert "/ideas/abc/" in letter.body
    assert "sling" not in letter.subject + letter.body


@pytest.mark.parametrize(("here", "mail"), [(True, False), (False, True), (False, False)])
def test_off_means_off(cast, monday, here, mail):
    actions.choose(person=cast.grace, notice="talk", in_product=here, by_mail=mail)
    record(by=cast.amina, at=monday, tell=[cast.grace])
    assert Notice.objects.exists() is here
    assert Outbox.objects.exists() is mail


def test_the_line_of_time_is_newest_first_and_costs_one_query(cast, monday):
    for days in (0, 2, 1):
        record(by=cast.amina, at=monday + timedelta(days=days), facts={"what": str(days)})
    with at_most(1):
        assert [event.facts["what"] for event in queries.about(SUBJECT)] == ["2", "1", "0"]


def test_the_line_of_time_holds_several_subjects(cast, monday):
    other = Subject("changes", "xyz", "A change", "/changes/xyz/")
    record(by=cast.amina, at=monday)
    record(by=cast.amina, at=monday, subject=other)
    record(by=cast.amina, at=monday, subject=Subject("ideas", "no", "Not asked for", "/"))
    assert len(queries.about(SUBJECT, other)) == 2


def test_a_title_is_reworded_everywhere(cast, monday):
    record(by=cast.amina, at=monday)
    assert actions.retitle(room="ideas", subject_id="abc", title="The sling") == 1
    assert Event.objects.get().title == "The sling"


def test_who_is_forgotten_becomes_a_colleague(cast, monday):
    record(by=cast.amina, at=monday)
    cast.amina.forgotten_at = monday
    cast.amina.save()
    assert Event.objects.get().sentence == "A colleague tried a sling"


def test_reading_marks_what_is_new(cast, monday):
    record(by=cast.amina, at=monday, tell=[cast.grace])
    assert queries.unread_count(cast.grace) == 1
    assert actions.read_all(person=cast.grace, at=monday) == 1
    assert queries.unread_count(cast.grace) == 0


def test_everything_about_a_person_can_be_taken_away_and_rubbed_out(cast, monday):
    record(
        by=cast.grace,
        at=monday,
        credits=[(cast.grace, Part.ANSWERER)],
        tell=[cast.amina],
        facts={"what": "x", "name": "Amina Yusuf"},
    )
    assert actions.export(person=cast.grace)["played_a_part"][0]["part"] == "answered"
    assert actions.export(person=cast.amina)["was_told"]
    actions.forget(person=cast.amina, at=monday)
    assert not Notice.objects.exists()
    assert Event.objects.get().facts["name"] == "a colleague"
