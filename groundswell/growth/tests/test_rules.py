"""Ways of leading, words without names, and what bodies ask: no database."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlsplit

import pytest

from groundswell.events.kinds import Part
from groundswell.growth.bodies import SEVERAL, all_bodies, bodies_on, body_of, body_on, suited
from groundswell.growth.forms import EntryForm
from groundswell.growth.models import Opportunity, OpportunityKind
from groundswell.growth.presenters.draft import FILLS, PARTS
from groundswell.growth.rules import (
    COUNTED,
    LEADS_TO,
    WAYS,
    Ways,
    Where,
    fitting,
    said_instead,
    way_of,
    without_names,
)
from groundswell.ui.fields import REFUSE

TODAY = date(2026, 11, 26)
BODIES = pytest.mark.parametrize("body", all_bodies(), ids=lambda body: f"{body.code}-{body.version}")


@pytest.mark.parametrize(
    ("part", "places", "organisations", "way"),
    [
        (Part.OWNER, 1, 1, "noticed"),
        (Part.TESTER, 4, 3, "tested"),
        (Part.CLINICAL_CO_LEAD, 1, 1, "co_led"),
        (Part.MANAGERIAL_CO_LEAD, 2, 1, "led_across_teams"),
        (Part.CLINICAL_CO_LEAD, 3, 2, "led_across_organisations"),
        (Part.ENABLER, 1, 1, "enabled"),
    ],
)
def test_a_part_is_one_way_of_leading(part, places, organisations, way):
    assert way_of(part, places=places, organisations=organisations) == way


def test_every_part_is_a_way_of_leading_but_kind_words():
    assert {str(part) for part in Part} - set(COUNTED) == {"commenter", "thanker"}
    assert {way_of(part) for part in COUNTED} <= set(WAYS)
    assert {str(part) for part in PARTS} == set(COUNTED), "the draft says each part in the first person"


SAID = {"Sister Grace Okafor": "the ward manager", "Dr Adil Hussain": "a colleague", "A nurse from the next ward": "x"}


@pytest.mark.parametrize(
    ("words", "without"),
    [
        ("Sister Grace Okafor rang.", "The ward manager rang."),
        ("I asked Sister Okafor and Adil.", "I asked the ward manager and a colleague."),
        ("It worked. Dr Hussain agreed.", "It worked. A colleague agreed."),
        ("Graceful hands; a nurse from the next ward.", "Graceful hands; a nurse from the next ward."),
        ("Grace’s idea", "The ward manager’s idea"),
        ("", ""),
    ],
)
def test_names_of_colleagues_go(words, without):
    assert without_names(words, SAID) == without


def test_two_who_share_a_name_leave_no_half_of_it():
    said = {"Amina Yusuf": "a colleague", "Amina Smith": "the matron"}
    assert without_names("Then Amina Smith came.", said) == "Then the matron came."


@pytest.mark.parametrize(
    ("title", "managerial", "said"),
    [
        ("Ward manager", True, "the ward manager"),
        ("GP practice manager", True, "the GP practice manager"),
        ("Staff nurse", False, "a colleague"),
        ("", True, "a colleague"),
    ],
)
def test_a_manager_is_said_by_the_post(title, managerial, said):
    assert said_instead(title, managerial) == said


class TestBodies:
    def test_these_can_be_written_for_today(self):
        assert [body.code for body in bodies_on(TODAY)] == [
            "gmc-qi", "gmc-cpd", "nmc-cpd", "nmc-account", "nmc-feedback", "hcpc", "gphc", "gdc", "swe", "appraisal",
        ]  # fmt: skip

    def test_whose_form_was_not_looked_at_yet_says_so(self):
        honest = {body.code for body in bodies_on(TODAY) if "Not yet checked" in body.note}
        assert honest == {"gphc", "gdc", "swe"}

    def test_what_was_looked_up_says_where_and_when_and_that_it_is_the_page_of_the_body(self):
        looked_up = {body.code: body for body in all_bodies() if body.source or body.checked}
        assert {code: urlsplit(body.source).hostname for code, body in looked_up.items()} == {
            "gmc-cpd": "www.gmc-uk.org"
        }
        for body in looked_up.values():
            assert urlsplit(body.source).scheme == "https"
            assert body.checked
            assert "Not yet checked" not in body.note

    def test_what_fits_comes_first_and_nothing_is_lost(self):
        bodies = bodies_on(TODAY)
        fits, others = suited(bodies, ["nursing_midwifery"], ["appraisal"])
        assert [body.code for body in fits] == ["appraisal", "nmc-cpd", "nmc-account", "nmc-feedback"]
        assert {body.code for body in (*fits, *others)} == {body.code for body in bodies}
        assert [body.code for body in suited(bodies, [], ["hcpc"])[0]] == ["hcpc", "appraisal"]

    def test_a_body_holds_only_between_its_days(self):
        assert body_on("gmc-qi", date(2001, 1, 1)) is None
        assert body_on("none", TODAY) is None

    def test_an_entry_of_a_version_that_left_the_file_is_still_read(self):
        assert body_of("hcpc", "1901").code == "hcpc"

    def test_no_version_is_there_twice(self):
        found = [(body.code, body.version) for body in all_bodies()]
        assert len(found) == len(set(found))

    @BODIES
    def test_each_is_whole(self, body):
        codes = [field.code for field in body.fields]
        assert len(codes) == len(set(codes))
        assert not {"title", "version"} & set(codes)
        assert {field.fill for field in body.fields if field.fill} <= set(FILLS)
        assert all(body_part for body_part in (body.owner, body.name, body.short, body.note, body.version))
        assert len(body.code) <= 20

    @BODIES
    def test_each_asks_for_reflection_with_a_prompt(self, body):
        assert [field for field in body.fields if field.ask]

    @BODIES
    def test_every_box_for_words_is_checked_and_none_is_required(self, body):
        form = EntryForm(body=body)
        words = [field for field in form.fields.values() if hasattr(field, "check")]
        assert words
        assert all(field.check == REFUSE for field in words)
        assert not [name for name, field in form.fields.items() if field.required and name != "version"]

    def test_what_was_chosen_is_said_by_its_label(self):
        field = next(one for one in body_of("nmc-cpd", "1").fields if one.sort == SEVERAL)
        assert field.said(["people", "safety"]) == "Prioritise people and Preserve safety"
        assert field.said(None) == ""


HOME = Where(places=frozenset({7}), organisations=frozenset({3}))


def an_offer(number: int, kind: str, place: int = 7, organisation: int = 3) -> Opportunity:
    return Opportunity(pk=number, kind=kind, title=f"{kind} {number}", place_id=place, organisation_id=organisation)


class TestFitting:
    """What follows from what somebody did: by reasons, never by a score."""

    def kinds(self, offered, tried, **more):
        return [one.opportunity.kind for one in fitting(offered, Ways(frozenset(tried)), HOME, **more)]

    @pytest.mark.parametrize("way", sorted(LEADS_TO))
    def test_only_what_leads_on_from_what_was_tried(self, way):
        offered = [an_offer(number, kind) for number, kind in enumerate(OpportunityKind.values)]
        found = fitting(offered, Ways(frozenset({way})), HOME)
        assert found
        assert all(one.opportunity.kind in LEADS_TO[way] for one in found)

    def test_what_was_tried_already_is_not_said_again(self):
        offered = [an_offer(1, "co_lead"), an_offer(2, "mentor")]
        assert self.kinds(offered, ["noticed"]) == ["co_lead"]
        assert self.kinds(offered, ["noticed", "co_led"]) == ["mentor"]
        assert self.kinds(offered, ["noticed", "co_led", "mentored"]) == []

    def test_it_must_be_near_or_about_the_same(self):
        far = an_offer(1, "mentor", place=90, organisation=91)
        assert self.kinds([far], ["co_led"]) == []
        ways = Ways(frozenset({"co_led"}), frozenset({"bloods"}))
        (found,) = fitting([far], ways, HOME, {1: frozenset({"bloods", "early"})})
        assert found.why == ("new", "topic")

    def test_the_reasons_stand_in_one_fixed_order(self):
        ways = Ways(frozenset({"co_led"}), frozenset({"bloods"}))
        (found,) = fitting([an_offer(1, "mentor")], ways, HOME, {1: frozenset({"bloods"})})
        assert found.why == ("new", "place", "topic")
        (elsewhere,) = fitting([an_offer(1, "mentor", place=8)], ways, HOME)
        assert elsewhere.why == ("new", "organisation")

    def test_at_most_three_in_the_order_in_which_they_are_offered(self):
        offered = [an_offer(number, "mentor", place=7 if number % 2 else 8) for number in range(9)]
        found = fitting(offered, Ways(frozenset({"co_led"})), HOME)
        assert [one.opportunity.pk for one in found] == [0, 1, 2], "more reasons put nothing first"

    def test_who_did_nothing_is_told_nothing(self):
        assert self.kinds([an_offer(1, "co_lead")], []) == []
