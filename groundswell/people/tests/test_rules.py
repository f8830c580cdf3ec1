"""Who may let in, give and end: every held role against every given role, at every distance. Threat 16."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groundswell.people import domains, rules
from groundswell.people.models import Invitation, Membership, Person, RoleCode, RoleGrant, StaffGroup
from groundswell.people.sight import Sight
from groundswell.places.models import Place

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
BY, TO = Person(pk=1, email="by@hospital.example"), Person(pk=2, email="to@hospital.example")


def place(pk: int, path: str, organisation: int) -> Place:
    return Place(pk=pk, path=path, organisation_id=organisation, name=f"Place {pk}")


ICB = place(1, "/1/", 1)
TRUST, SITE, WARD, NEXT_WARD = (
    place(2, "/1/2/", 2), place(3, "/1/2/3/", 2), place(4, "/1/2/3/4/", 2), place(5, "/1/2/3/5/", 2)
)  # fmt: skip
OTHER_TRUST, OTHER_WARD = place(6, "/1/6/", 6), place(7, "/1/6/7/", 6)
PLACES = (ICB, TRUST, SITE, WARD, NEXT_WARD, OTHER_TRUST, OTHER_WARD)
COLLEAGUE = Sight(memberships=(Membership(place=SITE, person=TO),))


def holding(role: str, at: Place) -> Sight:
    return Sight(grants=(RoleGrant(person=BY, place=at, role=role),))


def gives(held: str, at: Place, role: str, there: Place, to: Person = TO, seen: Sight = COLLEAGUE) -> bool:
    return bool(rules.may_give(holding(held, at), BY, role=role, place=there, to=to, to_seen=seen))


TEAM = {"answerer", "deputy", "enabler", "coach", "partner"}
EXPECTED = {
    "place_lead": TEAM,
    "place_admin": TEAM | {"decider", "place_lead", "manager", "place_admin"},
    "executive": set(RoleCode.values) - {"framework_editor"},
}


@pytest.mark.parametrize("held", RoleCode.values)
@pytest.mark.parametrize("at", PLACES, ids=str)
@pytest.mark.parametrize("there", PLACES, ids=str)
def test_the_whole_matrix_of_giving_roles(held, at, there):
    inside = there.is_under(at) and there.organisation_id == at.organisation_id == TRUST.pk
    for role in RoleCode.values:
        assert gives(held, at, role, there) == (inside and role in EXPECTED.get(held, ()))


@pytest.mark.parametrize("held", RoleCode.values)
def test_nobody_gives_a_role_to_themselves(held):
    for role in RoleCode.values:
        assert not gives(held, TRUST, role, WARD, to=BY, seen=Sight(memberships=(Membership(place=WARD, person=BY),)))


def test_nobody_can_climb_by_giving_in_a_circle():
    """Two administrators who give each other all they can never reach what only an executive gives."""
    for first in EXPECTED["place_admin"]:
        assert EXPECTED.get(first, set()) <= EXPECTED["place_admin"]


def test_only_people_of_the_organisation_are_given_a_role():
    assert not gives("executive", TRUST, "coach", WARD, seen=Sight())
    assert not gives("executive", TRUST, "coach", WARD, seen=Sight(memberships=(Membership(place=OTHER_WARD),)))


def test_a_closed_account_is_given_nothing():
    assert not gives("executive", TRUST, "coach", WARD, to=Person(pk=3, is_active=False))


class TestReach:
    def test_a_role_counts_at_its_place_and_below_but_not_beside_or_above(self):
        seen = holding("decider", SITE)
        assert [seen.holds("decider", there) for there in (SITE, WARD, TRUST, OTHER_WARD)] == [
            True,
            True,
            False,
            False,
        ]

    def test_an_icbs_role_ends_at_the_icb_but_its_viewers_see_across(self):
        assert not holding("executive", ICB).holds("executive", WARD)
        assert holding("system_viewer", ICB).holds("system_viewer", WARD)

    def test_working_above_or_below_counts_within_one_organisation(self):
        def works(at: Place) -> list[bool]:
            seen = Sight((Membership(place=at),))
            return [seen.works_at(there) for there in (ICB, TRUST, SITE, WARD, OTHER_WARD)]

        assert works(ICB) == [True, False, False, False, False]
        assert works(SITE) == [False, True, True, True, False]
        assert works(WARD) == [False, True, True, True, False]


class TestLettingIn:
    @pytest.mark.parametrize("held", RoleCode.values)
    def test_only_those_who_lead_or_look_after_the_place_let_people_in(self, held):
        assert bool(rules.may_let_in(holding(held, SITE), WARD)) == (held in {role.value for role in rules.LETS_IN})
        assert not rules.may_let_in(holding(held, WARD), NEXT_WARD)
        assert not rules.may_let_in(holding(held, TRUST), OTHER_WARD)

    def test_nobody_confirms_themselves(self):
        own = Membership(person=BY, place=WARD)
        assert not rules.may_answer(holding("place_lead", WARD), BY, own)
        assert rules.may_answer(holding("place_lead", WARD), TO, own)

    def test_a_question_is_answered_once(self):
        answered = Membership(person=TO, place=WARD, confirmed_at=NOW)
        assert not rules.may_answer(holding("place_lead", WARD), BY, answered)

    def test_a_closed_place_and_one_nobody_has_named_yet_cannot_be_joined(self):
        shut = Place(name="Old ward", status="inactive", closed_on=NOW.date())
        assert not rules.may_ask_to_join(BY, shut, here_already=False, waiting=0)
        assert not rules.may_ask_to_join(BY, Place(placeholder=True), here_already=False, waiting=0)

    def test_open_questions_are_limited(self):
        assert rules.may_ask_to_join(BY, WARD, here_already=False, waiting=4)
        assert not rules.may_ask_to_join(BY, WARD, here_already=False, waiting=5)
        assert not rules.may_ask_to_join(BY, WARD, here_already=True, waiting=0)


class TestInvitations:
    def offer(self, **more):
        return Invitation(**{"email": "by@hospital.example", "place": WARD, "invited_at": NOW, **more})

    def test_an_invitation_is_for_its_address_in_any_case_of_letters(self):
        assert rules.may_use(self.offer(email="BY@Hospital.example"), BY, NOW)
        assert not rules.may_use(self.offer(email="else@hospital.example"), BY, NOW)

    def test_it_lasts_thirty_days(self):
        assert rules.may_use(self.offer(), BY, NOW + timedelta(days=30) - timedelta(seconds=1))
        assert not rules.may_use(self.offer(), BY, NOW + timedelta(days=30))

    def test_it_is_used_once_and_can_be_taken_back(self):
        assert not rules.may_use(self.offer(accepted_at=NOW), BY, NOW)
        assert not rules.may_use(self.offer(withdrawn_at=NOW), BY, NOW)


class TestEnding:
    def held(self, role: str, person: Person = TO) -> RoleGrant:
        return RoleGrant(person=person, place=WARD, role=role)

    def test_one_may_give_back_ones_own_role(self):
        assert rules.may_end(Sight(), BY, self.held("executive", BY), others_look_after=False)

    def test_the_last_administrator_stays_until_there_is_another(self):
        own = self.held("place_admin", BY)
        assert not rules.may_end(Sight(), BY, own, others_look_after=False)
        assert rules.may_end(Sight(), BY, own, others_look_after=True)

    def test_what_one_could_not_give_one_cannot_end(self):
        assert not rules.may_end(holding("place_admin", TRUST), BY, self.held("executive"), others_look_after=True)
        assert rules.may_end(holding("executive", TRUST), BY, self.held("executive"), others_look_after=True)
        assert not rules.may_end(holding("executive", OTHER_TRUST), BY, self.held("coach"), others_look_after=True)


class TestDomains:
    @pytest.mark.parametrize(
        "domain",
        [
            "nhs.net",
            "NHS.NET",
            "nhs.net.",
            "nhs.uk",
            "gmail.com",
            "nhs.scot",
            "outlook.com",
            "x.onmicrosoft.com",
        ],
    )
    def test_shared_domains_are_known(self, domain):
        assert domains.is_shared(domain)

    @pytest.mark.parametrize("domain", ["rp5.nhs.uk", "dbth.nhs.uk", "england.nhs.uk", "notgmail.com"])
    def test_an_organisations_own_domain_is_not_shared(self, domain):
        assert not domains.is_shared(domain)

    @pytest.mark.parametrize("domain", ["", "com", "a b.uk", "-a.uk", "a..uk", "@a.uk", "a.uk/", "x" * 64 + ".uk"])
    def test_odd_domains_are_refused(self, domain):
        assert not domains.looks_right(domain)

    def test_the_domain_is_what_follows_the_last_at(self):
        assert domains.domain_of('"a@nhs.net"@Hospital.example.') == "hospital.example"

    def name(self, domain: str, by: Person = BY, seen: Sight | None = None, at: Place = TRUST, taken: bool = False):
        return rules.may_own(seen or holding("place_admin", TRUST), by, domain, at, taken=taken)

    def test_an_administrator_of_the_organisation_names_the_domain_of_their_own_address(self):
        assert self.name("hospital.example")

    @pytest.mark.parametrize("domain", ["elsewhere.example", "nhs.net", "nonsense"])
    def test_no_other_domain(self, domain):
        assert not self.name(domain)

    def test_a_shared_domain_is_refused_even_to_those_who_have_an_address_there(self):
        assert "share" in self.name("nhs.net", by=Person(pk=9, email="by@nhs.net")).reason

    def test_not_for_a_ward_nor_for_another_organisation_nor_twice(self):
        assert not self.name("hospital.example", at=WARD)
        assert not self.name("hospital.example", at=OTHER_TRUST)
        assert not self.name("hospital.example", seen=holding("place_lead", TRUST))
        assert not self.name("hospital.example", taken=True)


class TestUsualFlags:
    def test_care_groups_are_clinical_and_management_is_managerial(self):
        usual = {group: rules.default_flags(group) for group in StaffGroup.values}
        assert usual["nursing_support"] == (True, False)
        assert usual["general_management"] == (False, True)
        assert usual["admin_corporate"] == usual["estates_ancillary"] == (False, False)


@given(st.sampled_from(PLACES), st.sampled_from(PLACES), st.sampled_from(RoleCode.values))
def test_a_role_never_reaches_upward(at, there, role):
    if holding(role, at).holds(role, there):
        assert there.is_under(at)


class TestCover:
    HERE, THERE = Sight(memberships=(Membership(place=SITE),)), Sight(memberships=(Membership(place=OTHER_WARD),))

    def test_a_colleague_who_is_there(self):
        assert rules.may_cover(BY, self.HERE, TO, COLLEAGUE, NOW.date())

    def test_not_oneself_nor_somebody_elsewhere_nor_away_nor_gone(self):
        today = NOW.date()
        away = Person(pk=3, name="Fay", back_on=today + timedelta(days=2))
        gone = Person(pk=4, name="Gil", is_active=False)
        assert not rules.may_cover(BY, self.HERE, BY, self.HERE, today)
        assert not rules.may_cover(BY, self.HERE, TO, self.THERE, today)
        assert "away too" in rules.may_cover(BY, self.HERE, away, self.HERE, today).reason
        assert not rules.may_cover(BY, self.HERE, gone, self.HERE, today)

    def test_only_who_was_named_can_say_no(self):
        assert rules.may_decline_cover(Person(pk=5, cover=TO), TO)
        assert not rules.may_decline_cover(Person(pk=5, cover=TO), BY)
