"""Rules of trust: every answer both ways, inheritance down the tree, which words suggest what, and replaying a draft."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groundswell.enabling import rules
from groundswell.enabling.models import NEVER_BY_SILENCE, Outcome, RuleBook, Trigger, TrustRule
from groundswell.enabling.rules import Facts, Rule
from groundswell.people.models import Person
from groundswell.places.models import Kind, Place
from groundswell.ui.formats import LONDON

TRUST = Place(pk=10, name="Doncaster and Bassetlaw", kind=Kind.TRUST, path="/10/")
WARD = Place(pk=30, name="Ward 21", kind=Kind.WARD, path="/10/30/", organisation_id=10)
HELEN = Person(pk=1, name="Helen Marsh")
STARTING = rules.starting_rules()
PLAIN = Facts(reversible=True, inside_team=True, new_risk=False)


class Book:
    """A book in force with its rules, without a database."""

    def __init__(self, place: Place, *rows: TrustRule) -> None:
        self.book = RuleBook(
            pk=place.pk,
            place=place,
            number=1,
            agreed_on=date(2026, 3, 4),
            agreed_by=HELEN,
            in_force_at=datetime(2026, 3, 4, tzinfo=LONDON),
        )
        self.book._prefetched_objects_cache = {"rules": list(rows)}  # type: ignore[attr-defined]


def row(trigger: Trigger, outcome: Outcome, number: int = 2, **more: object) -> TrustRule:
    return TrustRule(trigger=trigger, outcome=outcome, number=number, question="Really?", **more)


def rules_of(*books: Book) -> dict[Trigger, Rule]:
    return rules.rules_at([one.book for one in books])


class TestWhatFollows:
    @pytest.mark.parametrize("answers", list(itertools.product((True, False), repeat=3)))
    def test_reversible_inside_the_team_and_without_new_risk_is_always_go(self, answers):
        follows = rules.what_follows(Facts(*answers), STARTING)
        plain = answers == (True, True, False)
        assert follows.is_go is plain
        assert follows.both_seats is not plain

    def test_each_reason_is_named(self):
        said = rules.what_follows(Facts(reversible=False, inside_team=False, new_risk=True), STARTING).sentence
        for reason in ("beyond the team", "cannot simply be undone", "new risk"):
            assert reason in said

    def test_the_answer_gives_its_source_and_is_signed(self):
        held = Book(TRUST, row(Trigger.EQUALITY, Outcome.GO))
        follows = rules.what_follows(PLAIN, rules_of(held), held.book)
        assert follows.source == "rule 1 of Doncaster and Bassetlaw, agreed 4 March 2026"
        assert follows.signed == (
            "If you stayed inside this rule and it did not work, we stand behind you. Helen Marsh, 4 March 2026"
        )
        cited = rules.what_follows(Facts(True, True, False, {Trigger.EQUALITY: True}), rules_of(held), held.book)
        assert cited.source == "rule 2 of Doncaster and Bassetlaw, agreed 4 March 2026"
        assert cited.is_go

    @pytest.mark.parametrize("trigger", list(Trigger))
    def test_a_trigger_counts_only_when_it_is_true(self, trigger):
        rule = STARTING[trigger]
        yes = rules.what_follows(Facts(True, True, False, {trigger: True}), STARTING)
        no = rules.what_follows(Facts(True, True, False, {trigger: False}), STARTING)
        assert (yes.outcome, no.outcome) == (rule.outcome, Outcome.GO)
        assert no.is_go

    def test_everybody_is_asked_at_once(self):
        facts = Facts(True, True, False, {Trigger.DATA: True, Trigger.CONTRACT: True, Trigger.ANOTHER_TEAM: True})
        follows = rules.what_follows(facts, STARTING)
        assert [rule.trigger for rule in follows.asks] == [Trigger.DATA, Trigger.CONTRACT]
        assert [rule.trigger for rule in follows.tells] == [Trigger.ANOTHER_TEAM]
        assert follows.both_seats
        assert "dpia" in follows.papers

    def test_leaving_the_team_tells_the_other_one_without_a_question(self):
        follows = rules.what_follows(Facts(True, False, False), STARTING)
        assert [rule.trigger for rule in follows.tells] == [Trigger.ANOTHER_TEAM]

    def test_it_is_not_go_while_a_question_is_open(self):
        follows = rules.what_follows(Facts(True, True, False, {}, (Trigger.DATA,)), STARTING)
        assert [rule.trigger for rule in follows.questions] == [Trigger.DATA]
        assert not follows.is_go

    def test_never_more_than_three_questions(self):
        assert len(rules.what_follows(Facts(True, True, False, {}, tuple(Trigger)), STARTING).questions) == 3

    def test_papers_are_asked_for_only_by_a_trigger_that_is_true(self):
        assert rules.what_follows(PLAIN, STARTING).papers == ()


class TestInheritance:
    def test_every_trigger_has_a_rule_at_every_place(self):
        assert set(STARTING) == set(Trigger) == set(rules_of(Book(TRUST)))

    def test_the_organisation_sets_them(self):
        held = rules_of(Book(TRUST, row(Trigger.DATA, Outcome.TELL)))
        assert (held[Trigger.DATA].outcome, held[Trigger.DATA].changed) == (Outcome.TELL, "")

    def test_a_ward_always_may_ask_for_more(self):
        held = rules_of(Book(TRUST, row(Trigger.EQUALITY, Outcome.GO)), Book(WARD, row(Trigger.EQUALITY, Outcome.ASK)))
        assert (held[Trigger.EQUALITY].outcome, held[Trigger.EQUALITY].changed) == (Outcome.ASK, "tightened here")

    @pytest.mark.parametrize(("may_loosen", "outcome"), [(True, Outcome.GO), (False, Outcome.ASK)])
    def test_and_for_less_only_where_it_is_allowed(self, may_loosen, outcome):
        held = rules_of(
            Book(TRUST, row(Trigger.CONTRACT, Outcome.ASK, may_loosen=may_loosen)),
            Book(WARD, row(Trigger.CONTRACT, Outcome.GO)),
        )
        assert held[Trigger.CONTRACT].outcome == outcome
        assert held[Trigger.CONTRACT].changed == ("loosened here" if may_loosen else "")

    @given(st.dictionaries(st.sampled_from(Trigger), st.tuples(st.sampled_from(Outcome), st.booleans())),
           st.dictionaries(st.sampled_from(Trigger), st.sampled_from(Outcome)))  # fmt: skip
    def test_no_book_takes_away_that_a_plain_change_is_go(self, above, below):
        top = Book(TRUST, *(row(trigger, outcome, may_loosen=loosen) for trigger, (outcome, loosen) in above.items()))
        ward = Book(WARD, *(row(trigger, outcome) for trigger, outcome in below.items()))
        assert rules.what_follows(PLAIN, rules_of(top, ward), ward.book).is_go


class TestSuspected:
    @pytest.mark.parametrize(
        "words",
        [
            "The trolley is never stocked at night. Reorder it.", "The only drip stand is at the other end of the ward.",
            "Same-day scans for patients sent by their GP", "Put the fluids next to the bay", "Bed 4 has no call bell",
            "Handover takes forty minutes because we read the whole list",
        ],
    )  # fmt: skip
    def test_everyday_words_suggest_nothing(self, words):
        assert rules.suspected(words) == ()

    @pytest.mark.parametrize(
        ("words", "trigger"),
        [
            ("Keep patient details in a spreadsheet", Trigger.DATA), ("An app for handover", Trigger.DEVICE),
            ("Nurses start antibiotics by protocol", Trigger.PROTOCOL), ("Change the rota to long days", Trigger.STAFF_TERMS),
            ("It costs £30 a month", Trigger.RECURRING_COST), ("Buy three trolleys", Trigger.ONE_OFF_COST),
            ("Knock through the store wall", Trigger.ESTATE), ("Use another supplier", Trigger.CONTRACT),
            ("Book interpreters online only", Trigger.EQUALITY), ("Move the clinic to town", Trigger.SERVICE),
            ("A randomised trial of socks", Trigger.RESEARCH), ("Seven-day consultant cover", Trigger.STAFF_TERMS),
        ],
    )  # fmt: skip
    def test_words_that_suggest_a_trigger(self, words, trigger):
        assert trigger in rules.suspected(words)

    def test_what_is_inside_the_limit_is_no_question(self):
        limits = {Trigger.ONE_OFF_COST: 250}
        assert rules.suspected("Buy two stands for £180", limits) == ()
        assert Trigger.ONE_OFF_COST in rules.suspected("Buy two stands for £1.5k", limits)
        assert Trigger.ONE_OFF_COST in rules.suspected("Buy two stands for £300", limits)

    @given(st.text(max_size=300))
    def test_three_at_most_whatever_is_typed(self, words):
        assert len(rules.suspected(words)) <= 3


class TestReplay:
    def test_it_counts_what_would_have_gone_at_once(self):
        draft = {**STARTING, Trigger.CONTRACT: Rule(Trigger.CONTRACT, Outcome.GO, "", "")}
        changes = [
            PLAIN, Facts(True, True, False, {Trigger.CONTRACT: True}), Facts(True, True, False, {}, (Trigger.CONTRACT,)),
            Facts(True, True, False, {Trigger.CONTRACT: False}, (Trigger.CONTRACT,)), Facts(False, True, False),
        ]  # fmt: skip
        found = rules.replay((facts, STARTING, draft) for facts in changes)
        assert (found.changes, found.go_today, found.go_under_draft) == (5, 2, 4)
        assert (found.asks_today, found.asks_under_draft, found.asks_saved) == (2, 0, 2)
        assert [one.number for one in found.different] == [1, 2]
        assert found.different[0][1:] == ((False, 1), (True, 0))

    def test_a_draft_that_changes_nothing_changes_nothing(self):
        changes = [PLAIN, Facts(True, True, False, {Trigger.DATA: True})]
        found = rules.replay((facts, STARTING, STARTING) for facts in changes)
        assert (found.go_today, found.others, found.different) == (found.go_under_draft, 0, ())

    @pytest.mark.parametrize(
        ("pounds", "answers", "asks"),
        [
            (200.0, {}, 0), (300.0, {}, 1), (None, {}, 1), (300.0, {Trigger.ONE_OFF_COST: False}, 0),
            (200.0, {Trigger.ONE_OFF_COST: True}, 0), (300.0, {Trigger.ONE_OFF_COST: True}, 1),
        ],
    )  # fmt: skip
    def test_a_cost_is_asked_about_above_the_limit_of_the_rules_at_hand(self, pounds, answers, asks):
        facts = Facts(True, True, False, answers, (Trigger.ONE_OFF_COST,), pounds)
        free = {**STARTING, Trigger.ONE_OFF_COST: replace(STARTING[Trigger.ONE_OFF_COST], limit_pounds=1000)}
        found = rules.replay([(facts, STARTING, free)])
        assert (found.asks_today, found.asks_under_draft) == (asks, int(pounds is None))

    def test_it_names_fifty_and_counts_the_others(self):
        draft = {**STARTING, Trigger.CONTRACT: Rule(Trigger.CONTRACT, Outcome.GO, "", "")}
        found = rules.replay([(Facts(True, True, False, {Trigger.CONTRACT: True}), STARTING, draft)] * 60)
        assert (len(found.different), found.others) == (50, 60)


def test_the_kinds_that_never_count_as_yes_are_those_of_the_vocabulary():
    assert {str(one) for one in NEVER_BY_SILENCE} == {
        "identifiable_data", "changes_medicine_or_clinical_protocol", "new_software_or_device", "affects_staff_terms",
        "estates_or_capital", "substantial_service_change", "generalisable_research",
    }  # fmt: skip
