"""Likeness by meaning: the pieces, the model and its hash, the shelves, and who may find what."""

from __future__ import annotations

import hashlib
from datetime import timedelta

import pytest

from groundswell.ideas import actions, alike, memory, queries
from groundswell.ideas.meaning import model, wordpiece, working_out
from groundswell.ideas.models import Meaning, Remembered
from tests.cast import at_most

FIRST_EIGHT = [4, 44, 17, 30, -12, -25, 74, 23]
needs_model = pytest.mark.skipif(not model.ready(), reason="the extra `meaning` is not installed")


@pytest.fixture
def fresh():
    """A process that has read nothing yet."""
    alike._shelves.cache_clear()
    yield
    alike._shelves.cache_clear()


@pytest.fixture
def look(monkeypatch):
    """Look for changes at every question, as another process would some seconds later."""
    if model.ready():
        from groundswell.ideas.meaning import shelves

        monkeypatch.setattr(shelves, "PATIENCE", 0.0)


def notice(words, place, by, at, **more):
    return actions.notice(words=words, place=place, by=by, at=at, **more)


def found(person, text, **more):
    return [row.subject_id for row in queries.tried_before(person, text, **more)]


class TestPieces:
    @pytest.mark.parametrize(
        ("text", "pieces"),
        [
            ("", "[CLS] [SEP]"),
            ("Hoist sling", "[CLS] ho ##ist sling [SEP]"),
            ("Où est-il?\tNaïve\u200b", "[CLS] ou est - il ? naive [SEP]"),
            ("水a", "[CLS] 水 a [SEP]"),
            ("x" * 101, "[CLS] [UNK] [SEP]"),
            ("\ufffd\x00", "[CLS] [SEP]"),
            ("\U0001fae8", "[CLS] [UNK] [SEP]"),
        ],
    )
    def test_words_are_cut_as_the_model_was_taught(self, text, pieces):
        known = wordpiece.vocabulary()
        assert wordpiece.pieces(text) == [known[piece] for piece in pieces.split()]

    def test_a_long_text_is_cut_at_its_end(self):
        found = wordpiece.pieces("trolley " * 1000)
        assert len(found) == wordpiece.MOST_PIECES
        assert found[-1] == wordpiece.vocabulary()["[SEP]"]

    def test_the_vocabulary_is_the_one_that_its_readme_names(self):
        digest = hashlib.sha256(wordpiece.VOCABULARY.read_bytes()).hexdigest()
        assert digest in (wordpiece.VOCABULARY.parent / "README.md").read_text()


@pytest.fixture
def again():
    model._session.cache_clear()
    yield
    model._session.cache_clear()


class TestModel:
    @needs_model
    def test_what_means_the_same_lies_near(self):
        def near(one, other):
            one, other = (model.vector(text).astype(float) for text in (one, other))
            return one @ other / (one @ one) ** 0.5 / (other @ other) ** 0.5

        asked = "Nobody can find the bladder scanner at night"
        assert near(asked, "We lose an hour looking for the ultrasound machine after dark") > near(
            asked, "Parking permits cost too much"
        )

    @needs_model
    def test_the_vector_is_that_of_the_pinned_model(self):
        """Within rounding: processors add up in different orders."""
        vector = model.vector("The hoist sling in bay 3 has a torn strap.").astype(int)
        assert abs(vector[:8] - FIRST_EIGHT).max() <= 2

    def test_a_file_with_another_hash_is_never_run(self, settings, tmp_path, again, caplog):
        other = tmp_path / "model.onnx"
        other.write_bytes(b"not a model")
        settings.MEANING_MODEL, settings.MEANING_HASH = str(other), "0" * 64
        assert not model.ready()

    def test_a_missing_file_turns_meaning_off(self, settings, tmp_path, again):
        settings.MEANING_MODEL, settings.MEANING_HASH = str(tmp_path / "none.onnx"), "0" * 64
        assert not model.ready()

    def test_without_the_extra_it_is_off(self, monkeypatch, again):
        monkeypatch.setattr(model, "find_spec", lambda name: None)
        assert not model.ready()


@pytest.fixture
def words_only(monkeypatch):
    monkeypatch.setattr(model, "ready", lambda: False)


@pytest.mark.django_db
class TestByWords:
    pytestmark = pytest.mark.usefixtures("words_only")

    def test_the_likest_words_come_first(self, cast, places, monday):
        near = notice("The bladder scanner is missing at night", places.ward21, cast.amina, monday)
        far = notice("The scanner room is cold", places.ward21, cast.amina, monday)
        assert found(cast.grace, "bladder scanner missing again") == [near.public_id, far.public_id]

    @pytest.mark.parametrize("text", ["scaner", "scannre", "bladders", "bladdr"])
    def test_a_slip_of_the_finger_still_finds(self, cast, places, monday, text):
        idea = notice("The bladder scanner is missing at night", places.ward21, cast.amina, monday)
        assert found(cast.grace, text, likely=False) == [idea.public_id]

    @pytest.mark.parametrize("text", ["what", "should during", "the", "qxeveryone", "a & b | !c"])
    def test_words_that_say_nothing_find_nothing(self, cast, places, monday, text):
        notice("The bladder scanner is missing at night", places.ward21, cast.amina, monday)
        assert found(cast.grace, text, likely=False) == []

    def test_nothing_is_worked_out(self, cast, places, monday):
        notice("The bladder scanner is missing at night", places.ward21, cast.amina, monday)
        assert working_out.due(monday) == 0
        assert not Meaning.objects.exists()

    def test_what_everyone_writes_is_told_apart_by_its_pair(self, cast, places, monday, monkeypatch):
        from groundswell.ideas import words

        monkeypatch.setattr(words, "NEWEST", 3)
        wanted = notice("tea trolley", places.ward21, cast.amina, monday)
        for number in range(4):
            notice(f"tea {number}", places.ward21, cast.amina, monday)
            notice(f"trolley {number}", places.ward21, cast.amina, monday)
        assert found(cast.grace, "trolley with tea")[0] == wanted.public_id

    def test_its_budget(self, cast, places, monday):
        notice("The bladder scanner is missing at night", places.ward21, cast.amina, monday)
        queries.tried_before(cast.grace, "scanner")
        with at_most(5):
            queries.tried_before(cast.grace, "scannre bladder")


@needs_model
@pytest.mark.django_db
class TestByMeaning:
    pytestmark = pytest.mark.usefixtures("fresh", "look")
    SAID = "Nobody can find the bladder scanner at night"
    ASKED = "We lose an hour searching for the ultrasound machine after dark"

    @pytest.fixture
    def scanner(self, cast, places, monday):
        idea = notice(self.SAID, places.ward21, cast.amina, monday)
        working_out.due(monday)
        return idea

    def test_no_word_in_common_and_yet_found(self, scanner, cast):
        assert found(cast.grace, self.ASKED, likely=False) == [scanner.public_id]

    def test_a_resting_idea_is_found_with_what_came_of_it(self, scanner, cast, monday):
        actions.rest(idea=scanner, reason="no_time_now", words="Winter", by=cast.amina, at=monday)
        working_out.due(monday)
        [row] = queries.tried_before(cast.grace, self.SAID)
        assert row.outcome.startswith("Resting")

    def test_a_stranger_finds_nothing_of_it(self, scanner, cast):
        found(cast.grace, self.ASKED)  # the shelf is filled
        assert found(cast.sam, self.ASKED, likely=False) == []
        assert found(cast.newcomer, self.ASKED, likely=False) == []

    def test_what_is_shared_with_everyone_is_found_by_the_stranger_until_it_is_taken_back(
        self, scanner, cast, places, monday
    ):
        share = {"text": scanner.words, "organisations": [places.rp5.pk], "at": monday}
        memory.remember(scanner.subject, audience="everyone", **share)
        working_out.due(monday)
        assert found(cast.sam, self.ASKED, likely=False) == [scanner.public_id]
        memory.remember(scanner.subject, **share)  # at once, not only when the tick has seen it
        assert found(cast.sam, self.ASKED, likely=False) == []
        assert found(cast.grace, self.ASKED, likely=False) == [scanner.public_id]

    def test_held_words_are_never_worked_out(self, cast, places, monday):
        notice("The patient with NHS number 943 476 5919 waited", places.ward21, cast.amina, monday, held=True)
        assert working_out.due(monday) == 0
        assert not Meaning.objects.exists()

    def test_words_that_are_held_later_take_their_meaning_with_them(self, scanner, cast, monday):
        actions.reword(idea=scanner, words="Mr Smith waited", version=1, by=cast.amina, at=monday, held=True)
        assert not Meaning.objects.exists()
        assert found(cast.grace, self.SAID, likely=False) == []

    def test_new_words_are_worked_out_again_and_the_same_words_are_not(self, scanner, cast, monday):
        memory.remember_idea(scanner)
        assert working_out.due(monday) == 0
        actions.reword(idea=scanner, words="Parking permits cost too much", version=1, by=cast.amina, at=monday)
        assert working_out.due(monday) == 1
        assert found(cast.grace, "The car park is dear", likely=False) == [scanner.public_id]

    def test_words_not_worked_out_yet_are_found_by_words(self, scanner, cast, places, monday):
        other = notice("Bladder scanner at night: gone", places.ward17, cast.meera, monday)
        assert set(found(cast.grace, self.SAID)) == {scanner.public_id, other.public_id}

    def test_words_that_change_while_they_are_worked_out_are_left_for_next_time(self, scanner, cast, monday):
        row = Remembered.objects.get()
        row.text = "What it said when it was read"
        working_out.work_out([row])
        assert bytes(Meaning.objects.get().vector) == model.vector(self.SAID).tobytes()

    def test_another_model_reads_everything_again(self, scanner, cast, monday):
        Meaning.objects.update(model="another")
        assert working_out.another_model() == 1
        assert working_out.due(monday) == 1
        assert Meaning.objects.get().model == model.name()

    def test_its_budget(self, scanner, cast):
        found(cast.grace, self.ASKED)
        with at_most(7):
            queries.tried_before(cast.grace, self.ASKED)


@needs_model
@pytest.mark.django_db
class TestShelves:
    @pytest.fixture
    def rows(self, places, monday):
        import numpy as np

        made = np.random.default_rng(7)
        subjects = [Remembered(room="ideas", subject_id=f"x{n}", title="x", address="/", text="x", shown="qxorg1", at=monday,
                               meant=True) for n in range(300)]  # fmt: skip
        Remembered.objects.bulk_create(subjects)
        vectors = made.integers(-127, 127, (300, model.NUMBERS), dtype=np.int8)
        rows = list(Remembered.objects.order_by("pk"))
        Meaning.objects.bulk_create(
            Meaning(remembered=row, model="m", code=model.code(vector).tobytes(), vector=vector.tobytes(),
                    shown="qxorg1" if row.pk % 2 else "qxorg1 qxorg2", changed_at=monday + timedelta(seconds=n // 3))
            for n, (row, vector) in enumerate(zip(rows, vectors, strict=True))
        )  # fmt: skip
        return rows, vectors

    def test_slices_read_everything_once_and_in_any_size(self, rows, monkeypatch):
        from groundswell.ideas.meaning import shelves

        monkeypatch.setattr(shelves, "SLICE", 7)
        held = shelves.Shelves("m")
        kept, vectors = rows
        for _ in range(300 // 7 + 1):
            held.nearest(model.code(vectors[0]), ["qxorg1"], 5)
        assert sorted(held.shelves["qxorg1"].ids[: held.shelves["qxorg1"].length]) == [row.pk for row in kept]
        assert held.shelves["qxorg2"].length == sum(row.pk % 2 == 0 for row in kept)

    def test_the_nearest_are_those_with_the_fewest_other_bits(self, rows):
        import numpy as np

        from groundswell.ideas.meaning import shelves

        kept, vectors = rows
        asked = model.code(vectors[41])
        bits = np.unpackbits((model.code(vectors) ^ asked).view(np.uint8), axis=-1).sum(axis=1)
        found = shelves.Shelves("m").nearest(asked, ["qxorg1", "qxorg2", "qxorg9"], 10)
        assert found[0] == kept[41].pk
        assert sorted(bits[[row.pk in found for row in kept]]) == sorted(bits)[:10]

    def test_what_another_process_adds_is_seen(self, rows, monkeypatch):
        from groundswell.ideas.meaning import shelves

        monkeypatch.setattr(shelves, "PATIENCE", 0.0)
        held, (kept, vectors) = shelves.Shelves("m"), rows
        assert held.nearest(model.code(vectors[3]), ["qxorg2"], 1) != [kept[2].pk]
        Meaning.objects.filter(pk=kept[2].pk).update(
            shown="qxorg1 qxorg2", code=model.code(vectors[3]).tobytes(), changed_at=Meaning.objects.last().changed_at
        )
        assert held.nearest(model.code(vectors[3]), ["qxorg2"], 2)[0] in (kept[2].pk, kept[3].pk)
        assert kept[2].pk in held.shelves["qxorg2"].ids
