"""How long a device waited counts, never what its clock shows."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import RequestFactory
from django.utils import timezone

from groundswell.post.device import LONGEST_WAIT, typed_at


class TestTypedAt:
    """The device says how long it waited, not what its clock shows."""

    @pytest.mark.parametrize("waited", ["0", "60", "86400", str(LONGEST_WAIT // timedelta(seconds=1))])
    def test_what_can_be(self, waited):
        request = RequestFactory().post("/", headers={"Groundswell-Waited": waited})
        assert abs(timezone.now() - timedelta(seconds=int(waited)) - typed_at(request)) < timedelta(seconds=5)

    @pytest.mark.parametrize("waited", ["-5", "soon", "", "9" * 30, "99999999999"])
    def test_what_cannot_be_counts_as_now(self, waited):
        request = RequestFactory().post("/", headers={"Groundswell-Waited": waited})
        assert abs(timezone.now() - typed_at(request)) < timedelta(seconds=5)
