"""The staff survey and the pulse in a pack of evidence."""

from __future__ import annotations

import io
from datetime import date

import pytest
from pypdf import PdfReader

from groundswell.insight.models import PulseResult
from groundswell.insight.tests.test_evidence import address, read


@pytest.mark.django_db
class TestWhatStaffSaid:
    """The staff survey and the pulse stand in a pack as what they are: what staff said."""

    def pulse(self, place, shares, quarter=date(2026, 7, 1)):
        return PulseResult.objects.create(place=place, quarter=quarter, shares=shares, population=60)

    def test_both_are_there_with_their_answers(self, cast, places):
        self.pulse(places.rp5, [[30, 40], [20, 40], [38, 40], [2, 40], None])
        page = read(cast, address("pack", places.rp5, "nhs-impact"))
        assert "in the pulse of July to September 2026" in page
        assert "75 agree, of about 40 answers" in page
        assert "over 90 agree" in page
        assert "under 10 agree" in page
        assert "in the NHS Staff Survey of" in page
        assert "(q3f)" in page

    def test_what_the_page_of_the_pulse_holds_back_is_in_no_pack(self, cast, places):
        self.pulse(places.rp5, [None] * 5)
        self.pulse(places.ward21, [[9, 10]] * 5)
        for place in (places.rp5, places.ward21):
            for name in ("pack", "pack_file"):
                page = cast.client(cast.amina).get(address(name, place, "nhs-impact")).content.decode()
                assert " agree, of about" not in page
        assert "What staff said in the pulse" in read(cast, address("pack", places.ward21, "nhs-impact")), (
            "it is named among what nothing is recorded of"
        )

    def test_a_quarter_outside_the_period_is_left_out(self, cast, places):
        self.pulse(places.rp5, [[30, 40]] * 5, date(2025, 7, 1))
        assert "in the pulse of" not in read(cast, address("pack", places.rp5, "nhs-impact"))

    def test_paper_and_file_say_the_same(self, cast, places):
        self.pulse(places.rp5, [[30, 40]] * 5)
        client = cast.client(cast.amina)
        assert (
            "75 agree, of about 40 answers"
            in client.get(address("pack_file", places.rp5, "nhs-impact")).content.decode()
        )
        reader = PdfReader(io.BytesIO(client.get(address("pack_paper", places.rp5, "nhs-impact")).content))
        assert "75 agree" in " ".join(" ".join(page.extract_text().split()) for page in reader.pages)
