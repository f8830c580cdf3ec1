"""What happens when people talk: kept, told to the right people, and nothing said about who reported."""

from __future__ import annotations

from datetime import timedelta

import pytest

from groundswell.events import queries as events
from groundswell.events.kinds import Part
from groundswell.events.models import Credit, Event
from groundswell.post.models import Outbox
from groundswell.talk import actions, queries
from groundswell.talk.models import Comment, Report, Thanks
from groundswell.talk.tests.urls import THING
from groundswell.ui.verdicts import Refused


@pytest.fixture
def about(places):
    return {"subject": THING, "place": places.ward21}


@pytest.fixture
def comment(about, cast, monday):
    return actions.say(words="It worked on ward 17 too", by=cast.grace, at=monday, tell=[cast.amina], **about)


def told(person):
    return [notice.event.kind for notice in events.notices_of(person)]


def test_saying_something_keeps_the_words_credits_the_speaker_and_tells_the_owner(comment, cast):
    (line,) = queries.comments_about(THING, reader=cast.grace).lines
    assert (line.words, line.who, line.mine) == ("It worked on ward 17 too", "Sister Grace Okafor", True)
    assert Credit.objects.get().part == Part.COMMENTER
    assert told(cast.amina) == ["commented"]
    assert [event.sentence for event in events.about(THING)] == ["Sister Grace Okafor commented"]


def test_nothing_is_said_when_the_event_cannot_be_written(about, cast, monday, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr(actions.events, "record", fail)
    with pytest.raises(RuntimeError):
        actions.say(words="Hello", by=cast.grace, at=monday, **about)
    assert not Comment.objects.exists()


def test_only_the_writer_takes_words_back_and_only_once(comment, cast, monday):
    with pytest.raises(Refused, match="Only the writer"):
        actions.take_back(comment=comment, by=cast.amina, at=monday)
    actions.take_back(comment=comment, by=cast.grace, at=monday)
    assert queries.comments_about(THING).lines == ()
    with pytest.raises(Refused, match="already taken back"):
        actions.take_back(comment=comment, by=cast.grace, at=monday)


def test_thanks_are_said_once_to_each_and_never_to_oneself(about, cast, monday):
    actions.thank(to=cast.amina, words="For the trolley", by=cast.grace, at=monday, **about)
    with pytest.raises(Refused, match="already thanked Amina"):
        actions.thank(to=cast.amina, by=cast.grace, at=monday, **about)
    with pytest.raises(Refused, match="yourself"):
        actions.thank(to=cast.grace, by=cast.grace, at=monday, **about)
    actions.thank(to=cast.meera, by=cast.grace, at=monday + timedelta(hours=1), **about)
    assert [(each.who, each.to) for each in queries.thanks_about(THING)] == [
        ("Sister Grace Okafor", "Dr Meera Patel"),
        ("Sister Grace Okafor", "Amina Yusuf"),
    ]
    assert told(cast.amina) == ["thanked"]
    assert Thanks.objects.count() == 2


def test_a_report_tells_those_who_look_after_the_place_without_a_name(about, comment, cast, monday):
    actions.report(reason="It is about a colleague", comment=comment, by=cast.amina, at=monday, **about)
    assert told(cast.manager) == ["reported"]
    assert told(cast.admin) == ["reported"]
    assert told(cast.grace) == []  # she wrote the words
    event = Event.objects.get(kind="reported")
    assert event.actor is None
    assert event.place is None
    assert "Amina" not in event.sentence
    letters = Outbox.objects.all()
    assert letters
    assert not any("Amina" in letter.subject + letter.body for letter in letters)


def test_a_report_is_not_on_the_line_of_time_of_what_it_reports(about, comment, cast, monday):
    report = actions.report(reason="It is about a colleague", comment=comment, by=cast.amina, at=monday, **about)
    actions.answer_report(report=report, outcome="hidden", answer="It was about Jo", by=cast.manager, at=monday)
    assert [event.kind for event in events.about(THING)] == ["commented"]


def test_a_colleague_who_is_written_about_does_not_see_the_report(about, comment, cast, monday):
    actions.report(
        reason="About the manager", comment=comment, colleague=cast.manager, by=cast.amina, at=monday, **about
    )
    assert queries.reports_for(cast.manager) == []
    assert told(cast.manager) == []
    assert len(queries.reports_for(cast.admin)) == 1


def test_hiding_takes_the_words_away_from_everybody_but_their_writer_who_is_told_why(about, comment, cast, monday):
    report = actions.report(reason="It is about a colleague", comment=comment, by=cast.amina, at=monday, **about)
    actions.answer_report(report=report, outcome="hidden", answer="It names a colleague", by=cast.manager, at=monday)
    for_others = queries.comments_about(THING, reader=cast.amina).lines[0]
    assert (for_others.words, for_others.hidden, for_others.because) == ("", True, "")
    for_writer = queries.comments_about(THING, reader=cast.grace).lines[0]
    assert (for_writer.words, for_writer.because) == ("It worked on ward 17 too", "It names a colleague")
    assert told(cast.grace) == ["words_hidden"]
    assert told(cast.amina) == ["report_answered", "commented"]


def test_keeping_leaves_the_words_and_does_not_trouble_the_writer(about, comment, cast, monday):
    report = actions.report(reason="I do not like it", comment=comment, by=cast.amina, at=monday, **about)
    actions.answer_report(report=report, outcome="kept", answer="Nobody is named", by=cast.manager, at=monday)
    assert queries.comments_about(THING).lines[0].words == "It worked on ward 17 too"
    assert told(cast.grace) == []
    assert queries.reports_for(cast.manager) == []


@pytest.mark.parametrize("who", ["grace", "amina", "sam", "ward_mate", "other_admin"])
def test_writer_reporter_and_those_without_the_right_do_not_answer(about, comment, cast, monday, who):
    report = actions.report(reason="It is about a colleague", comment=comment, by=cast.amina, at=monday, **about)
    with pytest.raises(Refused):
        actions.answer_report(report=report, outcome="kept", answer="Fine", by=getattr(cast, who), at=monday)
    assert not Report.objects.exclude(answered_at=None).exists()


def test_a_report_is_answered_once(about, comment, cast, monday):
    report = actions.report(reason="It is about a colleague", comment=comment, by=cast.amina, at=monday, **about)
    stale = Report.objects.get(pk=report.pk)
    actions.answer_report(report=report, outcome="kept", answer="Fine", by=cast.manager, at=monday)
    with pytest.raises(Refused, match="already answered"):
        actions.answer_report(report=stale, outcome="hidden", answer="No", by=cast.admin, at=monday)
    assert Comment.objects.get().hidden_at is None


def test_words_of_the_subject_itself_cannot_be_hidden_here(about, cast, monday):
    report = actions.report(reason="It names Jo", writer=cast.amina, by=cast.ward_mate, at=monday, **about)
    with pytest.raises(Refused, match="Only a comment"):
        actions.answer_report(report=report, outcome="hidden", answer="x", by=cast.grace, at=monday)
    actions.answer_report(report=report, outcome="settled", answer="Amina reworded it", by=cast.grace, at=monday)
    assert Report.objects.get().outcome == "settled"


def test_a_report_goes_to_the_executive_where_nobody_looks_after_the_place(places, cast, monday):
    about = {"subject": THING, "place": places.ward17}
    made = actions.report(reason="It names Jo", by=cast.next_ward, at=monday, colleague=cast.admin, **about)
    assert queries.who_answers(made, monday) == [cast.helen]
