"""A sender who hides is found nowhere: pages of twelve roles, exports, mail, logs, search, events, and a copy of the database.

Threats 2, 3 and 36. The author of these tests has a name, an address and an id that occur nowhere else.
"""

from __future__ import annotations

import json
import logging
import re
from datetime import datetime, timedelta

import pytest
from django.core import mail
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection
from django.utils import timezone

from groundswell.front.export import everything
from groundswell.front.tick import tick
from groundswell.ideas import actions as ideas
from groundswell.ideas.models import Idea, NameMode
from groundswell.ideas.queries import is_held_for
from groundswell.people.models import Membership, Person, RoleGrant
from groundswell.post import numbers
from groundswell.ui.formats import LONDON
from tests.cast import LONG_AGO, send
from tests.house.matrix import NOBODY, addresses, knock
from tests.house.world import build_world
from tests.turn import part_of

pytestmark = pytest.mark.django_db
THURSDAY = datetime(2026, 3, 5, 3, 7, 11, tzinfo=LONDON)
HELD = "The quokkas of the night rota are unfair."
NOT_KEPT = "The wombats of the day rota are unfair."
TWELVE = "amina grace meera helen jean admin ig manager coach auditor ward_mate sam".split()


@pytest.fixture
def author(cast, places) -> Person:
    person = Person.objects.create_user("zephyrine.markerby@rp5.example", name="Zephyrine Markerby")
    Membership.objects.create(
        person=person, place=places.ward21, title="Staff nurse", staff_group="nursing_midwifery", clinical=True,
        managerial=False, joined_by="invitation", since=LONG_AGO, confirmed_at=LONG_AGO,
    )  # fmt: skip
    return person


def rows() -> set[tuple[str, str]]:
    """Every row of every table, as a copy of the database shows it."""
    found = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            if "fts" in table and not table.endswith("fts"):
                continue  # the shadow tables of the search index
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - names of our own tables
            names = [column[0] for column in cursor.description]
            found |= {(table, repr(dict(zip(names, row, strict=True)))) for row in cursor.fetchall()}
    return found


def marks(person: Person, client) -> re.Pattern[str]:
    session = client.cookies["sessionid"].value
    keys = f"'(?:owner_id|person_id|actor_id|user_id|keeper_id|heard_by_id)': {person.pk}\\b|'who': '{person.pk}'"
    return re.compile(f"Zephyrine|Markerby|markerby|{person.public_id}|{session}|{keys}")


def post(cast, places, author, mode: str, words: str, monkeypatch, **more):
    client = cast.client(author)
    before = rows()
    monkeypatch.setattr(timezone, "now", lambda: THURSDAY)
    answer = send(client, "/notice/", words=words, place_key=places.ward21.key, name_mode=mode, **more)
    monkeypatch.undo()
    assert answer.status_code == 302, answer.content.decode()[:2000]
    return Idea.objects.get(words=words), answer, rows() - before, client


@pytest.mark.parametrize(("mode", "words"), [(NameMode.HELD, HELD), (NameMode.NOT_KEPT, NOT_KEPT)])
def test_a_copy_of_the_database_joins_no_person_and_the_words(cast, places, author, mode, words, monkeypatch):
    idea, answer, written, client = post(cast, places, author, mode, words, monkeypatch)
    tables = {table for table, _row in written}
    assert {"ideas_idea", "events_event", "events_notice", "post_requestkey"} <= tables
    assert not [row for row in written if marks(author, client).search(row[1])]
    assert idea.owner is None
    number = numbers.number_in(answer.headers["Location"].strip("/").rpartition("/")[2])
    assert Idea.objects.get(receipt=numbers.mark_of(number)) == idea
    assert not [row for row in rows() if number in row[1]], "the number itself is stored nowhere"
    assert (is_held_for(idea) == author.pk) is (mode == NameMode.HELD)


def test_the_search_of_that_copy_can_find_something(cast, places, author, monkeypatch):
    _idea, _answer, written, client = post(cast, places, author, NameMode.OPEN, HELD, monkeypatch)
    assert len({table for table, row in written if marks(author, client).search(row)}) >= 4
    assert [row for _table, row in written if "2026, 3, 5" in row or "2026-03-05" in row]


@pytest.mark.parametrize("release", ["now", "day", "five"])
def test_of_a_name_not_kept_the_week_is_all_that_is_written(cast, places, author, monkeypatch, release):
    """While it waits to be shown the moment of showing is there; afterwards it is gone."""
    idea, _answer, written, _client = post(
        cast, places, author, NameMode.NOT_KEPT, NOT_KEPT, monkeypatch, release=release
    )
    ideas.show(idea=idea)
    now = [row for row in rows() if row[0] in {table for table, _row in written}]
    assert not [row for row in now if re.search(r"2026, 3, (?:4|5|6|19)\b|2026-03-(?:04|05|06|19)", row[1])]
    assert Idea.objects.get(pk=idea.pk).release_at is None


def test_from_a_poster_there_is_no_session_and_the_count_is_wiped(cast, places, poster, monkeypatch):
    client, before = cast.client(), rows()
    monkeypatch.setattr(timezone, "now", lambda: THURSDAY)
    answer = send(client, poster.get_absolute_url(), words=NOT_KEPT, name_mode=NameMode.NOT_KEPT)
    monkeypatch.undo()
    assert answer.status_code == 302
    assert "sessionid" not in client.cookies
    ideas.wipe_counts(at=THURSDAY + timedelta(days=1))
    assert not [row for row in rows() - before if re.search(r"2026, 3, (?:4|5|6)\b|2026-03-(?:04|05|06)", row[1])]


@pytest.fixture
def poster(cast, places, monday):
    RoleGrant.objects.filter(person__in=[cast.grace, cast.meera], role="answerer").update(accepted_at=monday)
    return ideas.make_posters(places=[places.ward21], by=cast.grace, at=monday)[0]


def test_no_page_of_twelve_roles_joins_the_author_and_the_words(cast, places, author, monkeypatch, caplog):
    caplog.set_level(logging.DEBUG)
    world = build_world(cast, places)
    for mode, words in ((NameMode.HELD, HELD), (NameMode.NOT_KEPT, NOT_KEPT)):
        idea, *_rest = post(cast, places, author, mode, words, monkeypatch)
        ideas.answer(idea=idea, words="We look at it on Monday.", by=cast.grace, at=THURSDAY + timedelta(days=1))
        world.work.ideas.add(idea)  # who helps from elsewhere reads what the change comes from
        world.things[mode] = idea
    tick(timezone.now())
    wrong, opened, met = [], 0, 0
    for role in (roles := (*part_of(TWELVE, 6), "guest", NOBODY)):
        for address, visit in pages(world):
            answer = knock(world, role, address, visit, "GET")
            opened += 1
            has_words = "quokkas" in answer.body or "wombats" in answer.body
            met += has_words
            named = re.search(f"Zephyrine|markerby|{author.public_id}", answer.body)
            if named and (has_words or address.startswith("ideas:")):
                wrong.append(f"{role} at {address}")
    assert not wrong
    assert opened > 1000
    assert met > 7 * len(roles), "the words themselves are met"
    said = " ".join(
        f"{record.getMessage()} {record.__dict__}" for record in caplog.records if record.name != "django.db.backends"
    )
    assert not re.search("Zephyrine|markerby|quokkas|wombats", said)


def pages(world):
    """Every address, and those of an idea once more for each of the two."""
    for address, visit in addresses(world).items():
        yield address, visit
        if visit.parts.get("public_id") in (world.idea.public_id, world.worked_on.public_id) and len(visit.parts) == 1:
            for mode in (NameMode.HELD, NameMode.NOT_KEPT):
                yield address, type(visit)({"public_id": world.things[mode].public_id}, visit.typed, visit.asked)
    for words in ("quokkas", "wombats"):
        yield "front:search", type(next(iter(addresses(world).values())))(asked=f"q={words}")


def test_exports_mail_and_letters_tell_nobody(cast, places, author, monkeypatch):
    for mode, words in ((NameMode.HELD, HELD), (NameMode.NOT_KEPT, NOT_KEPT)):
        idea, *_rest = post(cast, places, author, mode, words, monkeypatch)
        ideas.answer(idea=idea, words="On Monday.", by=cast.grace, at=THURSDAY + timedelta(days=1))
    tick(timezone.now())
    for name in TWELVE:
        file = json.dumps(everything(getattr(cast, name)), cls=DjangoJSONEncoder)
        assert not re.search("Zephyrine|markerby", file), name
    own = json.dumps(everything(author), cls=DjangoJSONEncoder)
    assert "quokkas" not in own, "whoever makes the file for the author learns nothing"
    letters = [one for one in mail.outbox if author.email in one.to]
    assert len(letters) == 1, "the held author hears of it once; whose name is not kept, never"
    held = Idea.objects.get(words=HELD)
    assert not re.search(f"{held.public_id}|quokkas|rota|Ward", letters[0].subject + letters[0].body)
    others = " ".join(one.subject + one.body for one in mail.outbox if author.email not in one.to)
    assert not re.search("Zephyrine|markerby", others)


def test_only_the_one_who_holds_a_name_reads_it_and_each_try_is_noted(cast, places, author, monkeypatch):
    from groundswell.people.models import SecurityNote

    idea, *_rest = post(cast, places, author, NameMode.HELD, HELD, monkeypatch)
    assert idea.keeper == cast.grace
    seen = send(cast.client(cast.grace), f"/ideas/{idea.public_id}/whose/")
    assert "Zephyrine Markerby" in seen.content.decode()
    for who in (cast.helen, cast.admin, cast.auditor, cast.ig, cast.meera):
        answer = send(cast.client(who), f"/ideas/{idea.public_id}/whose/")
        assert answer.status_code == 403
        assert "Zephyrine" not in answer.content.decode()
    kinds = list(SecurityNote.objects.filter(kind__startswith="held_name").values_list("kind", flat=True))
    assert (kinds.count("held_name_read"), kinds.count("held_name_refused")) == (1, 5)
    facts = json.dumps(list(SecurityNote.objects.filter(kind__startswith="held_name").values_list("facts", flat=True)))
    assert author.public_id not in facts


@pytest.mark.parametrize("answer", ["yes", "no"])
def test_handing_a_held_name_on_tells_nobody_whose_it_is(cast, places, author, monkeypatch, caplog, answer):
    """The keeper's role ends, the owner is asked and answers: searched as when it was posted."""
    from groundswell.people.actions import end_role
    from groundswell.people.models import SecurityNote

    caplog.set_level(logging.DEBUG)
    world = build_world(cast, places)
    tick(timezone.now())  # their weekly letter about what else happened where they work
    idea, *_rest = post(cast, places, author, NameMode.HELD, HELD, monkeypatch)
    world.things[NameMode.HELD] = world.things[NameMode.NOT_KEPT] = idea
    before, client = rows(), cast.client(author)
    signed_in = rows() - before
    end_role(grant=RoleGrant.objects.get(person=cast.grace, role="answerer"), by=cast.admin, at=THURSDAY)
    tick(THURSDAY + timedelta(days=1))
    there = f"/receipts/held/{idea.public_id}/"
    assert "May your name pass to Dr Meera Patel?" in client.get(there).content.decode()
    monkeypatch.setattr(timezone, "now", lambda: THURSDAY + timedelta(days=1))
    deed = f"pass {cast.meera.public_id}" if answer == "yes" else "seal"
    assert send(client, there, deed=deed).status_code == 302
    monkeypatch.undo()
    sent = rows()  # request keys are tidied away later
    tick(timezone.now())
    written = (rows() | sent) - before - signed_in
    assert {"ideas_idea", "post_requestkey"} <= {table for table, _row in written}
    assert not [row for row in written if marks(author, client).search(row[1])]
    of_the_yes = [row for table, row in written if table in ("post_requestkey", "events_event", "events_notice")]
    assert of_the_yes
    assert not [row for row in of_the_yes if "2026" in row and re.search(r"3, 7, 11|03:07:11", row)]

    wrong, met = [], 0
    for role in (roles := (*part_of(TWELVE, 6), NOBODY)):
        for address, visit in pages(world):
            if address.startswith(("ideas:", "front:")):
                seen = knock(world, role, address, visit, "GET").body
                met += "quokkas" in seen
                if re.search(f"Zephyrine|markerby|{author.public_id}", seen):
                    wrong.append(f"{role} at {address}")
    assert not wrong
    assert met > 3 * len(roles)
    for name in TWELVE:
        assert not re.search("Zephyrine|markerby", json.dumps(everything(getattr(cast, name)), cls=DjangoJSONEncoder))
    letters = [one for one in mail.outbox if author.email in one.to]
    assert letters
    assert not re.search(f"{idea.public_id}|quokkas|rota|Ward", " ".join(one.subject + one.body for one in letters))
    others = " ".join(one.subject + one.body for one in mail.outbox if author.email not in one.to)
    assert not re.search("Zephyrine|markerby", others)
    said = " ".join(f"{row.getMessage()} {row.__dict__}" for row in caplog.records if row.name != "django.db.backends")
    assert not re.search("Zephyrine|markerby|quokkas", said)

    reads = {
        name for name in TWELVE
        if "Zephyrine" in send(cast.client(getattr(cast, name)), f"/ideas/{idea.public_id}/whose/").content.decode()
    }  # fmt: skip
    assert reads == ({"meera"} if answer == "yes" else set())
    facts = json.dumps(list(SecurityNote.objects.filter(kind__startswith="held_name").values_list("facts", flat=True)))
    assert author.public_id not in facts


def test_forgetting_the_author_destroys_the_seal(cast, places, author, monkeypatch):
    from groundswell.front.forget import forget

    idea, *_rest = post(cast, places, author, NameMode.HELD, HELD, monkeypatch)
    forget(person=author, at=timezone.now())
    idea.refresh_from_db()
    assert (idea.sealed_owner, idea.words) == ("", HELD)
