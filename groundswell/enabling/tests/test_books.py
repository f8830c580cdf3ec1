"""Who writes rules and what they may say; a draft from its first rule to the signature; its pages as people meet them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from bs4 import BeautifulSoup
from django.db import IntegrityError, transaction

from groundswell.enabling import actions, queries, rules
from groundswell.enabling.models import COSTS, NEVER_BY_SILENCE, OnClockEnd, Outcome, RuleBook, Trigger, TrustRule
from groundswell.enabling.rules import Rule
from groundswell.enabling.rules import books as writing
from groundswell.enabling.rules.trust import below, fixing, looser_in
from groundswell.events.models import Event, Notice
from groundswell.people.models import RoleCode
from groundswell.people.queries import sight
from groundswell.ui.verdicts import Refused
from tests.cast import MONDAY, at_most, send

STARTING = rules.starting_rules()
BUYING = STARTING[Trigger.CONTRACT]
AGREED = {"agreed_on_0": "2", "agreed_on_1": "3", "agreed_on_2": "2026", "signed": "on"}


def text_of(response) -> str:
    return " ".join(BeautifulSoup(response.content, "html.parser").main.get_text(" ").split())


def typed_of(client, address: str) -> dict[str, object]:
    """What stands in the form of a page, as a browser would send it back."""
    form = BeautifulSoup(client.get(address).content, "html.parser").main.find("form", attrs={"action": False})
    found: dict[str, object] = {}
    for field in form.select("input[name]"):
        kind, name = field.get("type"), field["name"]
        if kind == "checkbox" and field.has_attr("checked"):
            found[name] = [*found.get(name, []), field["value"]]
        elif kind == "radio" and field.has_attr("checked"):
            found[name] = field["value"]
        elif kind not in ("checkbox", "radio"):
            found[name] = field.get("value", "")
    for field in form.select("select[name]"):
        found[field["name"]] = field.select_one("option[selected]")["value"]
    return {name: value for name, value in found.items() if name not in ("csrfmiddlewaretoken", "request_key")}


def in_force(place, by, *changed: Rule) -> RuleBook:
    draft = actions.start_draft(place=place, by=by, at=MONDAY)
    for rule in changed:
        assert actions.set_rule(draft=draft, rule=rule, version=draft.version, by=by, at=MONDAY)
    assert actions.bring_into_force(draft=draft, version=draft.version, agreed_on=MONDAY.date(), by=by, at=MONDAY)
    return draft


class TestLooser:
    """What counts as asking for less, one part at a time."""

    @pytest.mark.parametrize(
        ("changed", "found"),
        [
            ({}, ()), ({"outcome": Outcome.TELL}, ("outcome",)), ({"outcome": Outcome.GO}, ("outcome",)),
            ({"office": RoleCode.PLACE_LEAD}, ("to",)), ({"on_clock_end": OnClockEnd.COUNTS_AS_YES}, ("on_clock_end",)),
            ({"papers": ()}, ("papers",)), ({"papers": ("eia", "qia")}, ()), ({"limit_pounds": 300}, ("limit_pounds",)),
            ({"limit_pounds": 100}, ()), ({"question": "Shorter?", "why": "It is law.", "working_days": 9}, ()),
        ],
    )  # fmt: skip
    def test_each_part(self, changed, found):
        above = replace(BUYING, papers=("eia",), limit_pounds=250, office=RoleCode.FINANCE)
        assert looser_in(replace(above, **changed), above) == found

    def test_more_than_was_told_is_never_less(self):
        above = replace(BUYING, outcome=Outcome.TELL, office=RoleCode.FINANCE)
        assert looser_in(replace(above, outcome=Outcome.ASK, office=RoleCode.MANAGER), above) == ()

    def test_below_go_everything_is_more(self):
        assert looser_in(replace(BUYING, limit_pounds=9), replace(BUYING, outcome=Outcome.GO)) == ()

    def test_what_the_trust_fixed_a_division_cannot_open(self):
        trust = replace(BUYING, outcome=Outcome.TELL)
        division = below(replace(BUYING, outcome=Outcome.ASK, may_loosen=True, source="the division"), trust)
        assert fixing(division) == trust
        ward = below(replace(BUYING, outcome=Outcome.TELL, source="the ward"), division)
        assert (ward.source, ward.changed) == ("the ward", "loosened here")
        assert below(replace(BUYING, outcome=Outcome.GO), division) == division

    def test_a_place_cannot_loosen_what_everybody_starts_with_unless_it_says_so(self):
        assert below(replace(BUYING, outcome=Outcome.GO), BUYING) == BUYING
        free = STARTING[Trigger.ANOTHER_TEAM]
        assert below(replace(free, outcome=Outcome.GO), free).outcome == Outcome.GO


class TestWrongWith:
    @pytest.mark.parametrize("trigger", list(Trigger))
    def test_silence_is_a_yes_only_where_d9_lets_it(self, trigger):
        free = replace(STARTING[trigger], may_loosen=True)
        silent = replace(free, outcome=Outcome.ASK, on_clock_end=OnClockEnd.COUNTS_AS_YES)
        assert ("on_clock_end" in writing.wrong_with(silent, free)) is (trigger in NEVER_BY_SILENCE)

    @pytest.mark.parametrize(("days", "fine"), [(0, False), (1, True), (60, True), (61, False)])
    def test_working_days(self, days, fine):
        assert bool(writing.may_set(replace(BUYING, working_days=days), BUYING)) is fine

    def test_it_says_who_fixed_it(self):
        wrong = writing.wrong_with(replace(BUYING, outcome=Outcome.GO), replace(BUYING, source="rule 10 of the trust"))
        assert wrong == {"outcome": "This is fixed by rule 10 of the trust. You may ask for more, not for less."}


def test_who_writes_and_who_signs(cast, places):
    def who(rule, place) -> set[str]:
        return {name for name, person in cast.everybody().items() if rule(place, sight(person))}

    def may_sign(place, seen):
        return writing.may_sign(RuleBook(place=place), seen)

    assert who(writing.may_write, places.rp5) == {"helen", "admin"}
    assert who(may_sign, places.rp5) == {"helen"}
    assert who(writing.may_write, places.ward21) == {"helen", "admin", "manager", "grace"}
    assert who(may_sign, places.ward21) == {"helen", "manager", "grace"}
    assert who(writing.may_write, places.larwood) == who(may_sign, places.larwood) == {"pat"}


class TestDraft:
    def test_an_organisation_begins_with_what_every_place_starts_with(self, cast, places):
        draft = actions.start_draft(place=places.rp5, by=cast.admin, at=MONDAY)
        rows = {row.trigger: row for row in draft.rules.all()}
        assert set(rows) == set(Trigger)
        assert [row.number for row in draft.rules.all()] == list(range(2, 14))
        assert rows["identifiable_data"].papers == ["dpia"]
        assert actions.start_draft(place=places.rp5, by=cast.helen, at=MONDAY) == draft

    def test_the_next_version_is_a_copy_of_what_is_in_force(self, cast, places):
        in_force(places.rp5, cast.helen, replace(BUYING, outcome=Outcome.TELL, decider=cast.finance))
        draft = actions.start_draft(place=places.rp5, by=cast.admin, at=MONDAY)
        row = draft.rules.get(trigger=Trigger.CONTRACT)
        assert (draft.number, row.outcome, row.decider) == (2, Outcome.TELL, cast.finance)

    def test_a_ward_writes_only_where_it_differs_and_the_rest_goes_on_being_set_above(self, cast, places):
        draft = in_force(places.ward21, cast.grace, replace(STARTING[Trigger.ANOTHER_TEAM], outcome=Outcome.GO))
        assert draft.rules.count() == 1
        in_force(places.rp5, cast.helen, replace(BUYING, working_days=3))
        held = queries.trust_at(places.ward21)[places.ward21.pk].rules
        assert held[Trigger.CONTRACT].working_days == 3
        assert (held[Trigger.ANOTHER_TEAM].outcome, held[Trigger.ANOTHER_TEAM].changed) == (Outcome.GO, "loosened here")

    def test_a_ward_may_not_loosen_what_is_fixed(self, cast, places):
        draft = actions.start_draft(place=places.ward21, by=cast.grace, at=MONDAY)
        with pytest.raises(Refused, match="is fixed by the rules every place starts with"):
            actions.set_rule(draft=draft, rule=replace(BUYING, outcome=Outcome.GO), version=1, by=cast.grace, at=MONDAY)

    def test_nor_when_it_was_fixed_while_the_draft_was_written(self, cast, places):
        draft = actions.start_draft(place=places.ward21, by=cast.grace, at=MONDAY)
        team = STARTING[Trigger.ANOTHER_TEAM]
        actions.set_rule(draft=draft, rule=replace(team, outcome=Outcome.GO), version=1, by=cast.grace, at=MONDAY)
        in_force(places.rp5, cast.helen, replace(team, may_loosen=False))
        with pytest.raises(Refused, match="Another team: This is fixed by rule 5 of Doncaster"):
            actions.bring_into_force(draft=draft, version=2, agreed_on=MONDAY.date(), by=cast.grace, at=MONDAY)

    def test_put_back_is_as_it_is_set_above(self, cast, places):
        draft = actions.start_draft(place=places.ward21, by=cast.grace, at=MONDAY)
        rule = replace(BUYING, working_days=9)
        actions.set_rule(draft=draft, rule=rule, version=1, by=cast.grace, at=MONDAY)
        actions.put_back(draft=draft, trigger=Trigger.CONTRACT, by=cast.grace, at=MONDAY)
        assert not draft.rules.exists()

    def test_of_two_writers_the_second_is_told(self, cast, places):
        draft = actions.start_draft(place=places.rp5, by=cast.helen, at=MONDAY)
        assert actions.set_rule(draft=draft, rule=replace(BUYING, working_days=3), version=1, by=cast.admin, at=MONDAY)
        assert not actions.set_rule(draft=draft, rule=BUYING, version=1, by=cast.helen, at=MONDAY)
        assert draft.rules.get(trigger=Trigger.CONTRACT).working_days == 3
        assert not actions.bring_into_force(draft=draft, version=1, agreed_on=MONDAY.date(), by=cast.helen, at=MONDAY)

    def test_nobody_changes_what_is_in_force(self, cast, places):
        book = in_force(places.rp5, cast.helen)
        for deed in (
            lambda: actions.set_rule(draft=book, rule=BUYING, version=book.version, by=cast.helen, at=MONDAY),
            lambda: actions.put_back(draft=book, trigger=Trigger.CONTRACT, by=cast.helen, at=MONDAY),
            lambda: actions.discard(draft=book, by=cast.helen, at=MONDAY),
            lambda: actions.bring_into_force(
                draft=book, version=book.version, agreed_on=MONDAY.date(), by=cast.helen, at=MONDAY
            ),
        ):
            with pytest.raises(Refused, match="in force or past"):
                deed()

    def test_an_administrator_prepares_but_does_not_sign(self, cast, places):
        draft = actions.start_draft(place=places.rp5, by=cast.admin, at=MONDAY)
        with pytest.raises(Refused, match="sign its rules"):
            actions.bring_into_force(draft=draft, version=1, agreed_on=MONDAY.date(), by=cast.admin, at=MONDAY)

    def test_signing_ends_the_version_before_and_everybody_who_works_there_hears_of_it(self, cast, places):
        first = in_force(places.rp5, cast.helen)
        second = in_force(places.rp5, cast.helen, replace(BUYING, outcome=Outcome.GO))
        first.refresh_from_db()
        assert first.ended_at == MONDAY
        assert second.rules.get(trigger=Trigger.CONTRACT).signed_by == cast.helen
        assert second.rules.get(trigger=Trigger.DATA).signed_by is None
        told = Notice.objects.filter(event=Event.objects.filter(kind="rules_agreed").latest("pk"))
        people = {notice.person for notice in told.select_related("person")}
        assert {cast.amina, cast.grace, cast.next_ward, cast.admin} <= people
        assert not people & {cast.helen, cast.sam, cast.pat, cast.newcomer}

    def test_a_draft_that_is_thrown_away_leaves_what_was(self, cast, places):
        in_force(places.rp5, cast.helen)
        draft = actions.start_draft(place=places.rp5, by=cast.admin, at=MONDAY)
        actions.discard(draft=draft, by=cast.admin, at=MONDAY)
        assert queries.draft_of(places.rp5) is None
        assert [book.number for book in queries.versions_of(places.rp5)] == [1]

    def test_the_database_itself_keeps_silence_from_being_a_yes(self, cast, places):
        draft = actions.start_draft(place=places.rp5, by=cast.helen, at=MONDAY)
        with pytest.raises(IntegrityError), transaction.atomic():
            TrustRule.objects.filter(book=draft, trigger=Trigger.DATA).update(on_clock_end="counts_as_yes")

    def test_the_draft_changes_nothing_until_it_is_signed(self, cast, places):
        draft = actions.start_draft(place=places.rp5, by=cast.helen, at=MONDAY)
        rule = replace(BUYING, outcome=Outcome.GO)
        actions.set_rule(draft=draft, rule=rule, version=1, by=cast.helen, at=MONDAY)
        draft = queries.draft_of(places.rp5)
        assert queries.trust_at(places.ward21)[places.ward21.pk].rules[Trigger.CONTRACT].outcome == Outcome.ASK
        would = queries.trust_at(places.ward21, instead=draft)[places.ward21.pk].rules
        assert would[Trigger.CONTRACT].outcome == Outcome.GO


class TestPages:
    def test_the_way_from_a_draft_to_the_promise(self, cast, places):
        client = cast.client(cast.helen)
        assert "None was signed here yet" in text_of(client.get("/places/RP5/rules/"))
        send(client, "/places/RP5/rules/draft/")
        here = f"/places/RP5/rules/draft/{Trigger.CONTRACT}/"
        assert send(client, here, **typed_of(client, here) | {"outcome": "go"}).status_code == 302
        page = text_of(client.get("/places/RP5/rules/"))
        assert "Buying or a contract Go Changed in the draft" in page
        changed = "The draft changes 1 of 12 rules: buying or a contract."
        assert changed in page
        signing = "/places/RP5/rules/draft/sign/"
        assert changed in text_of(client.get(signing))
        unsigned = typed_of(client, signing) | AGREED
        unsigned.pop("signed")
        assert "Tick it, or leave the draft as it is." in text_of(send(client, signing, **unsigned))
        assert send(client, signing, **typed_of(client, signing) | AGREED).status_code == 302
        page = text_of(client.get("/places/RP5/rules/"))
        assert "we stand behind you. Helen Marsh, 2 March 2026" in page
        assert (
            "Rule 10 of Doncaster and Bassetlaw Teaching Hospitals NHS Foundation Trust, agreed 2 March 2026." in page
        )
        assert "Version 1 Agreed by Helen Marsh, 2 March 2026; in force" in page
        assert "Buying or a contract Go" in text_of(client.get("/places/RP5/rules/1/"))

    def test_an_untouched_draft_says_so(self, cast, places):
        client = cast.client(cast.grace)
        send(client, f"/places/{places.ward21.key}/rules/draft/")
        page = text_of(client.get(f"/places/{places.ward21.key}/rules/"))
        assert "So far the draft says the same as what holds now." in page

    def test_a_form_with_gaps_says_what_to_write(self, cast, places):
        client = cast.client(cast.helen)
        send(client, "/places/RP5/rules/draft/")
        here = f"/places/RP5/rules/draft/{Trigger.CONTRACT}/"
        page = text_of(send(client, here, **typed_of(client, here) | {"question": "", "working_days": "0"}))
        assert "Write something here." in page
        assert "Give from 1 to 60 working days." in page

    def test_nobody_signs_for_a_day_to_come(self, cast, places):
        client = cast.client(cast.helen)
        send(client, "/places/RP5/rules/draft/")
        signing = "/places/RP5/rules/draft/sign/"
        answer = send(client, signing, **typed_of(client, signing) | AGREED | {"agreed_on_2": "2099"})
        assert "This day has not come yet" in text_of(answer)

    def test_a_form_sent_back_untouched_changes_nothing(self, cast, places):
        client = cast.client(cast.helen)
        draft = actions.start_draft(place=places.rp5, by=cast.helen, at=MONDAY)
        named = replace(STARTING[Trigger.ONE_OFF_COST], decider=cast.finance, office="")
        actions.set_rule(draft=draft, rule=named, version=1, by=cast.helen, at=MONDAY)
        kept = ("question", "outcome", "decider", "office", "working_days", "on_clock_end", "origin", "papers", "limit_pounds", "why",
                "may_loosen")  # fmt: skip
        before = list(draft.rules.values_list("trigger", *kept))
        for trigger in Trigger:
            here = f"/places/RP5/rules/draft/{trigger}/"
            assert send(client, here, **typed_of(client, here)).status_code == 302, trigger
        assert list(draft.rules.values_list("trigger", *kept)) == before
        assert {row[0] for row in before if row[9] is not None} <= {trigger.value for trigger in COSTS}

    def test_somebody_is_named_by_a_few_letters(self, cast, places):
        client = cast.client(cast.helen)
        send(client, "/places/RP5/rules/draft/")
        here = f"/places/RP5/rules/draft/{Trigger.CONTRACT}/"
        typed = typed_of(client, here) | {"to": "anybody"}
        assert "Type a name or a job title." in text_of(send(client, here, **typed))
        assert "Several people fit" in text_of(send(client, here, **typed | {"name": "nurse"}))
        assert send(client, here, **typed | {"name": "finance lead"}).status_code == 302
        assert TrustRule.objects.get(trigger=Trigger.CONTRACT).decider == cast.finance
        page = text_of(client.get("/places/RP5/rules/"))
        assert "Ask The trust's finance lead: an answer within" in page

    def test_errors_stand_next_to_their_fields_and_nothing_typed_is_lost(self, cast, places):
        client = cast.client(cast.grace)
        send(client, f"/places/{places.ward21.key}/rules/draft/")
        here = f"/places/{places.ward21.key}/rules/draft/{Trigger.DATA}/"
        typed = typed_of(client, here) | {"on_clock_end": "counts_as_yes", "why": "Nobody reads it.", "papers": []}
        page = BeautifulSoup(send(client, here, **typed).content, "html.parser")
        assert "silence never counts as a yes" in page.select_one("#id_on_clock_end-error").get_text()
        assert "This is fixed by the rules every place starts with" in page.select_one("#id_papers-error").get_text()
        assert page.select_one("#id_why")["value"] == "Nobody reads it."
        assert not TrustRule.objects.exists()

    def test_words_that_may_point_to_a_patient_are_refused(self, cast, places):
        client = cast.client(cast.helen)
        send(client, "/places/RP5/rules/draft/")
        here = f"/places/RP5/rules/draft/{Trigger.DATA}/"
        answer = send(client, here, **typed_of(client, here) | {"why": "Because of 943 476 5919"})
        assert "may point to a patient" in text_of(answer)

    def test_the_second_writer_sees_both_versions_and_keeps_her_words(self, cast, places):
        client = cast.client(cast.helen)
        draft = actions.start_draft(place=places.rp5, by=cast.helen, at=MONDAY)
        here = f"/places/RP5/rules/draft/{Trigger.CONTRACT}/"
        typed = typed_of(client, here) | {"working_days": "7"}
        actions.set_rule(draft=draft, rule=replace(BUYING, working_days=3), version=1, by=cast.admin, at=MONDAY)
        answer = send(client, here, **typed)
        assert "Answered within how many working days? 3 7" in text_of(answer)
        again = BeautifulSoup(answer.content, "html.parser")
        assert again.select_one("#id_working_days")["value"] == "7"
        assert again.select_one("[name=version]")["value"] == "2"
        assert send(client, here, **typed | {"version": "2"}).status_code == 302
        assert draft.rules.get(trigger=Trigger.CONTRACT).working_days == 7

    def test_members_read_what_holds_and_nobody_else_sees_a_draft(self, cast, places):
        actions.start_draft(place=places.rp5, by=cast.helen, at=MONDAY)
        page = text_of(cast.client(cast.amina).get("/places/RP5/rules/"))
        assert "What holds now" in page
        assert "The draft" not in page
        assert "Those who lead or look after" in page
        assert cast.client(cast.amina).get(f"/places/RP5/rules/draft/{Trigger.DATA}/").status_code == 403
        assert cast.client(cast.sam).get("/places/RP5/rules/").status_code == 404
        assert cast.client(cast.helen).get("/places/RP5/rules/1/").status_code == 404

    def test_a_ward_reads_where_each_rule_comes_from(self, cast, places):
        team = STARTING[Trigger.ANOTHER_TEAM]
        in_force(places.rp5, cast.helen, replace(team, outcome=Outcome.ASK))
        in_force(places.ward21, cast.grace, replace(team, outcome=Outcome.TELL))
        page = text_of(cast.client(cast.amina).get(f"/places/{places.ward21.key}/rules/"))
        trust = "Doncaster and Bassetlaw Teaching Hospitals NHS Foundation Trust"
        assert (
            f"Set by rule 5 of {trust}, agreed 2 March 2026, loosened here by rule 5 of Ward 21, agreed 2 March 2026."
            in page
        )

    def test_one_can_put_a_rule_back_and_throw_the_draft_away(self, cast, places):
        client, here = cast.client(cast.grace), f"/places/{places.ward21.key}/rules/draft/"
        send(client, here)
        one = here + f"{Trigger.CONTRACT}/"
        send(client, one, **typed_of(client, one) | {"working_days": "9"})
        assert "As set above" in text_of(client.get(f"/places/{places.ward21.key}/rules/"))
        send(client, one + "put-back/")
        assert "Buying or a contract: what is set above holds again." in text_of(
            client.get(here.removesuffix("draft/"))
        )
        assert send(client, here + "none/put-back/").status_code == 404
        assert not TrustRule.objects.exists()
        send(client, here + "discard/")
        assert not RuleBook.objects.exists()
        assert client.get(one).status_code == 404


class TestWithoutAsking:
    def test_a_place_without_rules_of_its_own_says_so(self, cast, places):
        page = text_of(cast.client(cast.pat).get("/places/C84001/without-asking/"))
        assert "Nobody has written rules for this place yet, so the rules every place starts with hold." in page
        assert "Go, and let Pat Smith know." in page
        assert "Ask Pat Smith: an answer within 5 working days. Then it moves up." in page

    def test_go_comes_first_then_tell_then_ask_with_the_promise(self, cast, places):
        in_force(places.rp5, cast.helen, replace(STARTING[Trigger.EQUALITY], outcome=Outcome.GO))
        page = text_of(cast.client(cast.amina).get(f"/places/{places.ward21.key}/without-asking/"))
        order = ["we stand behind you. Helen Marsh", "Go Some groups more than others", "Go, and let them know Another team",
                 "Ask one person first Data that identifies people"]  # fmt: skip
        assert [page.find(words) for words in order] == sorted(page.find(words) for words in order)
        assert -1 not in [page.find(words) for words in order]
        assert "Ask The trust's IG lead" in page
        assert "Up to £250: go, nobody is asked." in page
        assert "Papers: Data protection impact assessment." in page
        assert "Wanted by the law." in page

    def test_the_page_of_the_place_leads_there(self, cast, places):
        page = cast.client(cast.amina).get(places.ward21.get_absolute_url()).content.decode()
        assert f"/places/{places.ward21.key}/without-asking/" in page

    def test_the_pages_stay_within_their_budgets(self, cast, places):
        team = STARTING[Trigger.ANOTHER_TEAM]
        in_force(
            places.rp5, cast.helen, *(replace(rule, decider=cast.finance, office="") for rule in STARTING.values())
        )
        in_force(places.ward21, cast.grace, replace(team, decider=cast.finance, office="", outcome=Outcome.ASK))
        actions.start_draft(place=places.ward21, by=cast.grace, at=MONDAY)
        client, here = cast.client(cast.grace), f"/places/{places.ward21.key}"
        client.get(f"{here}/without-asking/")
        for address, budget in (
            ("without-asking", 12),
            ("rules", 20),
            (f"rules/draft/{Trigger.DATA}", 17),
            ("rules/1", 12),
        ):
            with at_most(budget):
                assert client.get(f"{here}/{address}/").status_code == 200
