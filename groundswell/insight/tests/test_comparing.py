"""Decisions beside the strips of a trust, what would help, and a place beside others of its kind."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from bs4 import BeautifulSoup
from django.apps import apps
from django.urls import reverse

from groundswell.events.models import Event
from groundswell.insight import queries
from groundswell.insight.bureaucracy import Permission, Rows, time_to_decision
from groundswell.insight.models import Snapshot
from groundswell.insight.presenters.clocks import decided, what_would_help
from groundswell.insight.presenters.funnel import funnel_page
from groundswell.insight.presenters.leadership import leadership_page
from groundswell.insight.queries.peers import Peer
from groundswell.insight.rules import for_reading
from groundswell.places.models import Kind, Place
from tests.cast import at_most

Headcount = apps.get_model("people.Headcount")
MONTH = date(2026, 9, 30)
NIGHT = datetime(2026, 10, 1, 2, tzinfo=UTC)
BEHIND = [9, 6]


def words(said) -> str:
    return "".join(map(str, said))


def snapshot(staff=40, **decision) -> Snapshot:
    found = {"median": 6, "median_limits": [3, 9], "clocks": [5, 5], "open_past": 0, "behind": BEHIND, **decision}
    return Snapshot(staff=staff, month=MONTH, figures={"decision": found, "asks": {"by_level": {}}})


class TestDecided:
    def test_all_on_one_scale(self):
        found, scale = decided({1: snapshot(), 2: snapshot(median=1, median_limits=[1, 2], clocks=[3, 10])})
        assert scale.last == "20"
        assert (found[1].dot, found[1].low, found[1].high, found[1].clock) == ("30.00%", "15.00%", "45.00%", "25.00%")
        assert (found[2].dot, found[2].clock, found[2].clock_end, found[2].clock_wide) == (
            "5.00%", "15.00%", "50.00%", "35.00%",
        )  # fmt: skip
        assert (found[2].agreed, found[1].interval) == ("3 to 10", "3 to 9")
        assert words(found[1].said) == "Half of the permissions were decided within 6 working days."
        for_reading([found[1], found[2], scale])

    def test_few_behind_it_are_not_drawn(self):
        for held in (snapshot(behind=[7, 7]), snapshot(behind=[9, 4]), snapshot(staff=10)):
            found, scale = decided({1: held})
            assert scale is None
            assert (found[1].value.text, found[1].dot, found[1].interval) == ("*", "", "–")

    def test_an_end_that_was_not_reached_is_open(self):
        found, _scale = decided({1: snapshot(median_limits=[3, None])})
        assert found[1].is_open
        assert found[1].high == "100%"

    def test_a_month_from_before_has_no_clock(self):
        found, _scale = decided({1: snapshot(clocks=None)})
        assert (found[1].clock, found[1].agreed) == ("", "–")
        assert decided({1: Snapshot(staff=40, month=MONTH)}) == ({}, None)


class TestWhatWouldHelp:
    place = Place(key="RP5", name="A trust")

    def said(self, **decision):
        return what_would_help(snapshot(**decision), self.place)

    def test_the_level_where_most_are_late(self):
        found = for_reading(self.said(late={"executive": 1, "division": 4, "site": 4}))
        assert words(found.sentence) == "What would help: 4 decisions wait at site level for longer than was agreed."
        assert [href for _words, href in found.links] == [
            reverse("front:asked_of_you"), reverse("insight:bureaucracy", args=["RP5"]) + "#by-level",
        ]  # fmt: skip

    def test_a_month_from_before_knows_no_level(self):
        assert "2 decisions wait for longer" in words(self.said(open_past=2).sentence)

    def test_then_what_is_old_and_in_the_way(self):
        one = snapshot()
        one.figures["asks"]["by_level"] = {"team": [5, 0, 0, 0], "executive": [0, 0, 1, 1]}
        assert "2 things in the way have waited at executive level" in words(what_would_help(one, self.place).sentence)
        one.figures["asks"]["by_level"] = {"team": [5, 0, 0, 0]}
        assert not what_would_help(one, self.place).links

    def test_nothing_of_a_group_that_may_not_be_shown(self):
        assert what_would_help(Snapshot(staff=4, month=MONTH), self.place) is None


def test_late_is_open_for_longer_than_its_own_clock():
    def asked(start, end, clock, level):
        return Permission("c", 1, 1, "k", "ours", ("team", level), start, end, start, end, clock, "", False, 0)

    rows = Rows(100, 100)
    rows.permissions = [asked(90, None, 5, "site"), asked(95, None, 5, "site"), asked(10, 99, 5, "team")]
    found = time_to_decision(rows.permissions, rows)
    assert found["late"] == {"site": 1}
    assert found["open_past"] == 1
    assert found["clocks"] == [5, 5]


def peer(led, teams, *, own=False, starting=False, heads=200, at_once=None):
    units = [{"teams": [at], "staff": 20, "led": at < led} for at in range(teams)]
    return Peer(own, starting, 40, None, heads, None, units, at_once)


class TestTheFunnel:
    month = Snapshot(staff=40, month=MONTH)

    def coverage(self, peers):
        return for_reading(funnel_page(self.month, peers)).compared[0]

    def test_inside_the_lines(self):
        one = self.coverage([peer(5, 10, own=True), *(peer(5, 10) for _other in range(4))])
        assert words(one.sentence) == (
            "Here: 50 in a hundred, of 10 teams. Size and chance explain how far that is from the others."
        )
        assert [(line.label, line.cells[0].text) for line in one.lines] == [
            ("Here", "50"), ("Other places inside both lines", "4"), ("Other places between the lines", "0"),
            ("Other places outside both lines", "0"),
        ]  # fmt: skip
        assert one.others == (), "a ring that the own mark hides is said beside it"
        assert one.own.several.text == "4"
        assert one.lines[0].cells[1].text == "10"

    def test_high_and_low_are_worded_alike(self):
        others = [peer(20, 40) for _other in range(20)]
        high, low = (self.coverage([peer(led, 40, own=True), *others]) for led in (40, 0))
        same = "That is different from what size and chance explain. Look together at why."
        assert words(high.sentence) == f"Here: 100 in a hundred, of 40 teams. {same}"
        assert words(low.sentence) == f"Here: 0 in a hundred, of 40 teams. {same}"

    def test_places_without_one_target_get_no_lines(self):
        one = self.coverage([peer(0, 90, own=True), *(peer(90 * (at % 2), 90) for at in range(9))])
        assert "do not share one target" in one.no_limits
        assert (one.inner, one.outer) == ((), ())
        assert len(one.lines) == 2

    def test_rings_that_hide_each_other_are_one_with_their_number(self):
        one = self.coverage([peer(5, 10, own=True), peer(4, 10), peer(4, 10), peer(4, 10), peer(6, 10)])
        assert one.own.several is None
        assert [dot.several and dot.several.text for dot in one.others] == ["3", None]

    def test_fewer_than_five_are_not_compared(self):
        few = [peer(5, 10, own=True), peer(5, 10), peer(5, 10), peer(5, 10)]
        hidden = (peer(5, 10, heads=10), peer(5, 10, heads=None), peer(4, 4), peer(5, 10, starting=True))
        for more in hidden:
            one = self.coverage([*few, more])
            assert "Fewer than five places" in one.why_not
            assert not one.others

    def test_what_may_not_be_shown_here_is_not_compared(self):
        assert (
            "Too little" in self.coverage([peer(5, 10, own=True, heads=10), *(peer(5, 10) for _at in range(5))]).why_not
        )

    def test_the_first_twelve_months(self):
        page = funnel_page(self.month, [peer(5, 10, own=True, starting=True), *(peer(5, 10) for _at in range(5))])
        assert page.why_not.startswith("Starting:")
        assert page.compared == ()

    def test_changes_that_went_at_once_need_eight_and_five_people(self):
        def with_changes(went, behind, own=False):
            return peer(5, 10, own=own, at_once={"went": went, "began": 12, "behind": behind})

        others = [with_changes(6, [12, 6]) for _other in range(5)]
        found = funnel_page(self.month, [with_changes(9, [12, 6], own=True), *others]).compared[1]
        assert words(found.sentence).startswith("Here: 75 in a hundred, of 12 changes first tried.")
        assert funnel_page(self.month, [with_changes(9, [12, 4], own=True), *others]).compared[1].why_not


@pytest.fixture
def divisions(cast, places):
    """Six sites of the trust, each with ten teams, five of which led; the first is Bassetlaw. The trust began two years ago."""
    Event.objects.create(
        kind="idea_noticed", room="ideas", subject_id="x", organisation=places.rp5, place=places.rp5,
        at=datetime(2024, 1, 1, tzinfo=UTC),
    )  # fmt: skip
    sites = [places.bassetlaw]
    for number in range(5):
        site = Place.objects.create(
            name=f"Secret site {number}", kind=Kind.SITE, parent=places.rp5, organisation=places.rp5, key=f"S{number}"
        )
        Place.objects.filter(pk=site.pk).update(path=f"{places.rp5.path}{site.pk}/")
        sites.append(site)
    for site in sites:
        units = [
            {"teams": [site.pk], "staff": 20, "led": at < 5, "by_two": False, "by_others": False} for at in range(10)
        ]
        Snapshot.objects.create(
            place=site, month=MONTH, made_at=NIGHT, staff=40,
            leadership={"staff": 200, "parent_staff": 2000, "coverage": {"units": units, "not_shown": [], "unsaid": []},
                        "groups": [], "second": [0, 0]},
        )  # fmt: skip
    return places


@pytest.mark.django_db
class TestThePages:
    here = "insight:funnel"

    def get(self, cast, place, name="insight:funnel", person=None):
        return cast.client(person or cast.amina).get(reverse(name, args=[place.key]))

    def test_the_own_place_beside_five_without_a_name(self, cast, divisions):
        page = self.get(cast, divisions.bassetlaw).content.decode()
        said = " ".join(BeautifulSoup(page, "html.parser").main.get_text(" ").split())
        assert "Here: 50 in a hundred, of 10 teams." in said
        assert "Secret site" not in page
        assert "not for appraisal, pay, capability or selection" in said
        for svg in BeautifulSoup(page, "html.parser").select("figure > svg"):
            assert svg["role"] == "img"
            assert all(int(text["font-size"]) >= 12 for text in svg.find_all("text"))

    def test_the_file_has_the_own_row_and_no_other(self, cast, divisions):
        text = self.get(cast, divisions.bassetlaw, "insight:funnel_file").content.decode()
        assert "Teams in which somebody led a change,Here,50,10," in text
        assert "Secret" not in text

    def test_a_young_organisation_is_starting(self, cast, divisions):
        Event.objects.filter(organisation=divisions.rp5).update(at=datetime(2026, 8, 1, tzinfo=UTC))
        assert "Starting: in its first twelve months" in self.get(cast, divisions.bassetlaw).content.decode()

    def test_a_ward_is_not_compared_and_a_month_without_figures_says_so(self, cast, divisions):
        Snapshot.objects.create(place=divisions.ward21, month=MONTH, made_at=NIGHT, staff=40)
        assert "A single team is not compared" in self.get(cast, divisions.ward21).content.decode()
        assert "first day of each month" in self.get(cast, divisions.rp5).content.decode()
        assert queries.peers_of(divisions.ward21, Snapshot.objects.get(place=divisions.ward21)) == []

    def test_nobody_elsewhere_reads_it_and_it_is_quick(self, cast, divisions):
        for name in ("insight:funnel", "insight:funnel_file"):
            assert self.get(cast, divisions.bassetlaw, name, cast.sam).status_code == 404
        client = cast.client(cast.amina)
        with at_most(9):
            client.get(reverse(self.here, args=[divisions.bassetlaw.key]))

    def test_whole_organisations_are_beside_their_own_kind(self, cast, divisions):
        for place in (divisions.rp5, divisions.rhq, divisions.larwood):
            Snapshot.objects.create(place=place, month=MONTH, made_at=NIGHT, staff=40)
        found = queries.peers_of(divisions.rp5, Snapshot.objects.get(place=divisions.rp5))
        assert [one.is_own for one in found] == [True, False]


def test_the_page_of_a_trust_has_the_dot_beside_the_strip():
    trust, division = (
        Place(pk=1, key="T", name="Trust", kind=Kind.TRUST),
        Place(pk=2, name="Medicine", kind=Kind.DIVISION),
    )
    team = Place(pk=3, name="Ward 1", kind=Kind.WARD, parent=division)
    unit = {"teams": [3], "staff": 20, "led": False, "by_two": False, "by_others": False}
    kept = snapshot(late={"division": 3})
    kept.leadership = {
        "staff": 2000, "parent_staff": None, "coverage": {"units": [unit], "not_shown": [], "unsaid": []}, "groups": [],
        "second": [0, 0],
    }  # fmt: skip
    page = leadership_page(trust, kept, {3: team}, {}, {2: snapshot()})
    assert page.strips[0].decided.dot
    assert "3 decisions wait at division level" in words(page.help.sentence)
    assert page.time is None
    assert page.around is None
