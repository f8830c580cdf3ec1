"""Who is meant by @, who hears of it, and what was decided."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from groundswell.events.models import Event, Notice
from groundswell.people.models import Membership
from groundswell.post.models import Outbox
from groundswell.talk import actions
from groundswell.talk.mentions import AT
from groundswell.talk.models import Comment
from groundswell.talk.tests.urls import OTHER
from groundswell.ui.links import linked
from tests.cast import at_most, send

pytestmark = pytest.mark.urls("groundswell.talk.tests.urls")
TALK = "/things/thing2/talk/"


def say(client, words: str, **typed):
    return send(client, TALK, deed="say", words=words, **typed)


def told(person) -> list[str]:
    return list(Notice.objects.filter(person=person).order_by("pk").values_list("event__kind", flat=True))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("@Amina, look", ["Amina"]), ("Ask @Grace Okafor about it", ["Grace Okafor about it"]), ("me@nhs.net", []),
        ("(@Amina)", ["Amina"]), ("@ Amina", []), ("@Amina\n@Pat", ["Amina", "Pat"]), ("@3 times", []),
    ],
)  # fmt: skip
def test_what_stands_after_an_at(text, found):
    assert AT.findall(text) == found


class TestMentions:
    def test_one_name_means_one_person_who_hears_of_it_once(self, cast, places):
        say(cast.client(cast.grace), "Could you look at this, @amina?")
        comment = Comment.objects.get()
        assert comment.words == "Could you look at this, @Amina Yusuf?"
        assert list(comment.mentioned.all()) == [cast.amina]
        assert told(cast.amina) == ["mentioned"]
        assert told(cast.meera) == ["commented"]

    def test_the_letter_leads_to_the_comment_and_holds_no_word_of_it(self, cast, places):
        say(cast.client(cast.grace), "About the sluice, @Amina")
        event = Event.objects.get(kind="mentioned")
        assert event.address == f"/things/thing2/#comment-{Comment.objects.get().public_id}"
        letter = Outbox.objects.get(to=cast.amina.email)
        assert "/things/thing2/" in letter.body
        assert "sluice" not in letter.body

    def test_it_is_no_line_of_what_happened_to_the_thing(self, cast, places):
        say(cast.client(cast.grace), "@Amina")
        assert list(Event.objects.filter(room="things").values_list("kind", flat=True)) == ["commented"]

    def test_several_of_that_name_are_asked_about_and_nothing_is_lost(self, cast, places):
        Membership.objects.filter(person=cast.ward_mate).update(title="Grace of the night shift")
        cast.ward_mate.name = "Grace Obi"
        cast.ward_mate.save()
        client = cast.client(cast.amina)
        page = BeautifulSoup(say(client, "Thanks, @Grace").content, "html.parser")
        assert page.find("textarea").get_text().strip() == "Thanks, @Grace"
        assert "Whom do you mean by “@Grace”?" in page.get_text()
        assert len(page.select("[name=who_0]")) == 3
        assert not Comment.objects.exists()
        say(client, "Thanks, @Grace", who_0=cast.ward_mate.public_id)
        assert list(Comment.objects.get().mentioned.all()) == [cast.ward_mate]
        say(client, "Thanks, @Grace", who_0="nobody")
        assert Comment.objects.latest("pk").words == "Thanks, @Grace"

    def test_a_name_cut_short_is_asked_about(self, cast, places):
        page = say(cast.client(cast.amina), "@Gra, look").content.decode()
        assert "Whom do you mean by “@Gra”?" in page
        assert not Comment.objects.exists()

    def test_the_whole_name_says_it(self, cast, places):
        cast.ward_mate.name = "Sister Grace Obi"
        cast.ward_mate.save()
        say(cast.client(cast.amina), "@Grace Okafor said yes")
        assert list(Comment.objects.get().mentioned.all()) == [cast.grace]

    def test_who_cannot_read_it_is_not_mentioned_and_that_is_said(self, cast, places):
        page = say(cast.client(cast.grace), "@Tom would like this").content.decode()
        assert "Nobody called “Tom” can read this here" in page
        assert not Comment.objects.exists()

    def test_chosen_from_the_people_of_this_work(self, cast, places):
        client = cast.client(cast.grace)
        assert "Let somebody of this work know" in client.get(TALK).content.decode()
        say(client, "Look at this", mention=[cast.meera.public_id])
        assert told(cast.meera) == ["mentioned"]

    def test_oneself_is_not_told(self, cast, places):
        say(cast.client(cast.grace), "@Grace was here")
        assert told(cast.grace) == []

    def test_forgotten_and_exported(self, cast, places, monday):
        say(cast.client(cast.grace), "@Amina")
        assert len(actions.export(person=cast.amina)["mentioned"]) == 1
        actions.forget(person=cast.amina, at=monday)
        assert not Comment.objects.get().mentioned.exists()


class TestDecisions:
    @pytest.fixture
    def comment(self, cast, places, monday):
        return actions.say(
            subject=OTHER, place=places.ward21, words="Two trolleys, not three.", by=cast.amina, at=monday
        )

    def test_whose_decision_it_is_marks_it_and_takes_it_back(self, cast, comment):
        meera = cast.client(cast.meera)
        send(meera, TALK, deed="decide", comment=comment.public_id)
        send(meera, TALK, deed="decide", comment=comment.public_id)
        page = BeautifulSoup(cast.client(cast.grace).get(TALK).content, "html.parser")
        assert "Two trolleys, not three." in page.select_one(".app-talk__decided").get_text()
        assert "Dr Meera Patel" in page.select_one(".app-talk__decided").get_text()
        assert Event.objects.filter(kind="decision_marked").count() == 1
        send(meera, TALK, deed="undecide", comment=comment.public_id)
        assert not BeautifulSoup(meera.get(TALK).content, "html.parser").select(".app-talk__decided")
        assert Event.objects.filter(kind="decision_unmarked").count() == 1

    def test_nobody_else_does(self, cast, comment):
        answer = send(cast.client(cast.grace), TALK, deed="decide", comment=comment.public_id)
        assert answer.status_code == 403
        assert "Mark as decided" not in cast.client(cast.grace).get(TALK).content.decode()
        assert (
            send(cast.client(cast.meera), "/things/thing1/talk/", deed="decide", comment=comment.public_id).status_code
            == 404
        )

    def test_words_that_are_taken_back_were_not_decided(self, cast, comment, monday):
        send(cast.client(cast.meera), TALK, deed="decide", comment=comment.public_id)
        comment.refresh_from_db()
        actions.take_back(comment=comment, by=cast.amina, at=monday)
        assert "Two trolleys" not in cast.client(cast.meera).get(TALK).content.decode()

    def test_with_all_there_is_the_page_keeps_its_budget(self, cast, comment):
        client = cast.client(cast.grace)
        client.get(TALK)
        with at_most(10):
            client.get(TALK)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("see https://www.nhs.uk/x?a=1&b=2.", 'see <a href="https://www.nhs.uk/x?a=1&amp;b=2" rel="nofollow noopener noreferrer ugc">https://www.nhs.uk/x?a=1&amp;b=2</a>.'),
        ("javascript:alert(1) data:text/html,x", "javascript:alert(1) data:text/html,x"),
        ("<b>https://a.example/\"onclick=\"x</b>", '&lt;b&gt;<a href="https://a.example/" rel="nofollow noopener noreferrer ugc">https://a.example/</a>&#34;onclick=&#34;x&lt;/b&gt;'),
        ("(https://a.example/b_(c))", '(<a href="https://a.example/b_(c)" rel="nofollow noopener noreferrer ugc">https://a.example/b_(c)</a>)'),
        ("https://", "https://"),
    ],
)  # fmt: skip
def test_links_are_safe(text, html):
    assert str(linked(text)) == html
