"""What the page of a place counts of an organisation's people, and what the map counts of the log, on a made-up trust."""

from __future__ import annotations

from datetime import timedelta
from random import Random

import pytest

from bench.trust import END, MONTH, SMALL, fill
from groundswell.events.groups import group_codes
from groundswell.insight import actions, queries
from groundswell.insight.models import Counted, Snapshot

pytestmark = pytest.mark.django_db


def test_both_count_the_same():
    """With this seed somebody fixed something, worked on it two years later as a change, and led it so."""
    here = fill(Random(1), SMALL)
    at = END + timedelta(hours=2)
    actions.make_snapshots(home=here.home, month=MONTH, at=at)
    actions.count_up_to(at)
    codes, differ, led, groups = group_codes(), [], 0, 0
    counted = {row.unit: row.figures for row in Counted.objects.filter(month=MONTH)}
    for snapshot in Snapshot.objects.filter(month=MONTH):
        page, mapped = snapshot.leadership, counted[snapshot.place_id]
        units = page["coverage"]["units"]
        of_page = [
            page["staff"],
            *(sum(unit[name] for unit in units) for name in ("led", "by_two", "by_others")),
            len(units),
        ]
        of_map = [mapped["staff"], *mapped["coverage"]]
        if snapshot.place == here.home and (of_page, list(page["second"])) != (of_map, mapped["second"]):
            differ.append((str(snapshot.place), of_page, page["second"], of_map, mapped["second"]))
        for group, leads, _staff in page["groups"]:
            groups += leads
            if leads != mapped["groups"].get(str(codes[group]), 0):
                differ.append((str(snapshot.place), group, leads, mapped["groups"]))
        if len(units) == 1:
            led += units[0]["led"]
    assert not differ
    assert led >= 5
    assert groups >= 30
    assert queries.counted_of(here.wards[0].pk)
