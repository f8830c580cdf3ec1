"""How many work where: typed, pasted, corrected, dated; read by the organisation alone."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groundswell.people import actions, queries
from groundswell.people.headcounts import Count, read
from groundswell.people.models import Headcount, StaffGroup
from groundswell.places.models import Place
from groundswell.ui.verdicts import Refused
from tests.cast import MONDAY, at_most, send

APRIL, MAY = date(2026, 4, 1), date(2026, 5, 1)
NURSES, DOCTORS = StaffGroup.NURSING_MIDWIFERY, StaffGroup.MEDICAL_DENTAL
WARDS = [
    Place(pk=1, key="W21", name="Ward 21"),
    Place(pk=2, key="W6", name="Ward 6"),
    Place(pk=3, key="W6B", name="Ward 6"),
]


class TestReading:
    @pytest.mark.parametrize("sign", ["\t", ";", ","])
    def test_lines_of_a_spreadsheet(self, sign):
        lines = ["Team,Staff group,Headcount", "ward 21,Nursing and midwifery,23", "", "W6,medical_dental,4"]
        found = read("\r\n".join(line.replace(",", sign) for line in lines), WARDS)
        assert found.problems == []
        assert [(one.place.key, one.group, one.heads) for one in found.counts] == [
            ("W21", NURSES, 23),
            ("W6", DOCTORS, 4),
        ]
        assert (found.places, found.heads) == (2, 27)

    def test_a_thousand_with_its_comma(self):
        assert read("W21\tAmbulance\t1,204", WARDS).counts[0].heads == 1204

    @pytest.mark.parametrize(
        ("line", "said"),
        [
            ("Ward 99;Ambulance;3", "no place “Ward 99” here"),
            ("Ward 6;Ambulance;3", "Give its key: W6, W6B"),
            ("W6;Wizards;3", "“Wizards” is no staff group"),
            ("W6;Ambulance;many", "“many” is no whole number"),
            ("W6;Ambulance;-3", "“-3” is no whole number"),
            ("W6;Ambulance;²", "no whole number"),
            ("W6;Ambulance;1000000", "more than we believe"),
            ("W6;Ambulance", "a place, a staff group and a number"),
            ("W6;Ambulance;3\nW6;Ambulance;4", "stands there twice"),
        ],
    )
    def test_what_cannot_be_read_is_said_by_its_line(self, line, said):
        found = read("W21;Ambulance;1\n" + line, WARDS)
        assert said in found.problems[0].words
        assert found.problems[0].line == 2 + line.count("\n")

    @given(st.text())
    def test_anything_pasted_is_read_or_said(self, text):
        found = read(text, WARDS)
        assert len(found.counts) <= len(text.splitlines())


@pytest.mark.django_db
class TestSaying:
    def say(self, cast, place, heads, since=APRIL, by=None):
        counts = [Count(place, NURSES, heads)]
        actions.say_headcounts(counts=counts, since=since, source="The rota", by=by or cast.grace, at=MONDAY)

    def test_the_latest_up_to_a_day_holds(self, cast, places):
        self.say(cast, places.ward21, 23)
        self.say(cast, places.ward21, 25, since=MAY)

        def held(on):
            return {
                group: row.heads
                for group, row in queries.headcounts_of([places.ward21], on).get(places.ward21.pk, {}).items()
            }

        assert held(APRIL - timedelta(days=1)) == {}
        assert held(APRIL) == held(MAY - timedelta(days=1)) == {NURSES: 23}
        assert held(MAY) == {NURSES: 25}

    def test_said_again_for_a_day_it_is_corrected(self, cast, places):
        self.say(cast, places.ward21, 23)
        self.say(cast, places.ward21, 24)
        assert Headcount.objects.get().heads == 24

    def test_by_who_leads_it_or_looks_after_it_there_or_above(self, cast, places):
        self.say(cast, places.ward21, 23, by=cast.admin)
        for stranger in (cast.amina, cast.other_admin, cast.finance):
            with pytest.raises(Refused, match="leads this place"):
                self.say(cast, places.ward21, 1, by=stranger)
        with pytest.raises(Refused):
            self.say(cast, places.ward17, 1, by=cast.grace)


@pytest.mark.django_db
class TestPages:
    def test_typed_for_one_place(self, cast, places):
        client, here = cast.client(cast.grace), f"/places/{places.ward21.key}/headcounts/"
        day = {"since_0": "1", "since_1": "4", "since_2": "2026"}
        page = send(client, here, source="The rota", **day).content.decode()
        assert "at least one staff group" in page
        page = send(client, here, source="The rota", heads_nursing_midwifery="many", **day).content.decode()
        assert "Give a whole number" in page
        assert 'value="many"' in page
        assert send(client, here, source="The rota", heads_nursing_midwifery="23", **day).status_code == 302
        with at_most(12):
            page = client.get(here).content.decode()
        assert "Ward 21: 23" in page
        assert "The rota" in page

    def test_pasted_for_many_looked_at_first(self, cast, places):
        client, here = cast.client(cast.admin), f"/places/{places.rp5.key}/headcounts/paste/"
        typed = {
            "text": "Ward 21,Nursing and midwifery,23\nWard 17,Nursing and midwifery,30", "source": "Workforce",
            "since_0": "1", "since_1": "4", "since_2": "2026",
        }  # fmt: skip
        page = send(client, here, **typed).content.decode()
        assert "2 numbers were understood." in page
        assert "53 people together" in page
        assert not Headcount.objects.exists()
        bad = send(client, here, deed="store", **typed | {"text": "Ward 6,Nursing and midwifery,23"}).content.decode()
        assert "no place “Ward 6” here" in bad, "it is of another trust"
        assert send(client, here, deed="store", **typed).status_code == 302
        assert Headcount.objects.count() == 2
        page = client.get(f"/places/{places.rp5.key}/headcounts/").content.decode()
        assert "23 people, since 1 April 2026" in page
        assert "not said yet" in page

    def test_who_may_not_say_it_reads_it(self, cast, places):
        page = cast.client(cast.amina).get(f"/places/{places.ward21.key}/headcounts/").content.decode()
        assert "whoever leads this place" in page
        assert "Nobody has said yet" in page
