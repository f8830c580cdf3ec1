"""Reading tables, numbers and dates: examples, and properties of anything somebody might paste."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from groundswell.measures.parsing import Unreadable, dates, number, numbers, read, text_of
from groundswell.measures.parsing.shapes import RowError

TODAY = date(2026, 3, 2)


def points(text, **more):
    return [(each.on.isoformat(), each.value) for each in read(text, today=TODAY, **more).found]


def codes(text, **more):
    return [(problem.line, problem.code) for problem in read(text, today=TODAY, **more).problems]


@pytest.mark.parametrize(
    ("cell", "wanted"),
    [
        ("12", "12"), (" 12.50 ", "12.5"), ("1,204", "1204"), ("1,234,567.5", "1234567.5"), ("£1,204.50", "1204.5"),
        ("-£3", "-3"), ("\u22123", "-3"), ("+5", "5"), (".5", "0.5"), ("5.", "5"), ("1e3", "1000"), ("78 %", "78"),
        ("1\u00a0204", "1204"), ("1 204", "1204"), ("0", "0"), ("007", "7"), ("1.23456", "1.2346"), ("-0", "0"),
    ],
)  # fmt: skip
def test_numbers_as_people_type_them(cell, wanted):
    assert number(cell) == Decimal(wanted)


@pytest.mark.parametrize("cell", ["", " ", "n/a", "N/A", "NULL", "-", "–", "—", "#N/A", "missing", "No reading"])
def test_gaps_are_not_zero(cell):
    assert number(cell) is None


@pytest.mark.parametrize(
    "cell",
    [
        "<5", "< 5", "less than 5", "twelve", "12 (est)", "~15", "O12", "(3)", "Infinity", "-inf", "NaN", "=4+4", "1,2,3",
        "12,34", "1.2.3", "--5", "5-", "1e999", "99999999999", "٣", "1_000", "0x1F", "1 2", "9" * 5000, "1" + "0" * 12,
    ],
)  # fmt: skip
def test_what_is_not_plainly_a_number_is_refused(cell):
    with pytest.raises(RowError):
        number(cell)


@pytest.mark.parametrize(
    ("cell", "wanted"), [("12,5", "12.5"), ("1.204,5", "1204.5"), ("1 204,50", "1204.5"), ("7", "7")]
)
def test_a_decimal_comma_is_read_where_the_column_has_one(cell, wanted):
    assert number(cell, comma=True) == Decimal(wanted)


@pytest.mark.parametrize(
    ("cells", "style"),
    [
        (["12,5", "3"], "comma"), (["1,204", "12.5"], "point"), (["1,204"], "unclear"), (["12", "13"], "point"),
        (["1204,5"], "comma"), (["1.204,50"], "comma"), (["12,5", "12.5"], "point"), ([], "point"),
    ],
)  # fmt: skip
def test_the_column_says_what_its_commas_mean(cells, style):
    assert numbers.comma_style(cells) == style


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=4))
def test_every_number_we_keep_is_read_back(value):
    assert number(f"{value:f}") == value
    assert number(f"{value:,f}") == value


@pytest.mark.parametrize(
    ("cell", "wanted"),
    [
        ("2025-04-03", "2025-04-03"), ("2025/4/3", "2025-04-03"), ("20250403", "2025-04-03"), ("3/4/2025", "2025-04-03"),
        ("03-04-25", "2025-04-03"), ("3.4.2025", "2025-04-03"), ("3 Apr 2025", "2025-04-03"), ("3-Apr-25", "2025-04-03"),
        ("3rd April 2025", "2025-04-03"), ("Thursday 3 April 2025", "2025-04-03"), ("Thu, 3 Apr 2025", "2025-04-03"),
        ("April 3, 2025", "2025-04-03"), ("Apr-25", "2025-04-01"), ("April 2025", "2025-04-01"), ("2025-04", "2025-04-01"),
        ("04/2025", "2025-04-01"), ("1 Sept 2025", "2025-09-01"), ("29/2/2024", "2024-02-29"), ("3/4/99", "1999-04-03"),
        ("2025-04-03 00:00:00", "2025-04-03"), ("Jan '25", "2025-01-01"), ("3Apr2025", "2025-04-03"),
    ],
)  # fmt: skip
def test_dates_as_people_type_them(cell, wanted):
    assert dates.when(cell, today=TODAY).day.isoformat() == wanted


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("31/6/2025", "impossible_date"), ("29/2/2025", "impossible_date"), ("2025-13-01", "impossible_date"),
        ("3/4/2205", "date_out_of_range"), ("0025-02-01", "date_out_of_range"), ("3/3/2026", "date_out_of_range"),
        ("5/15/2025", "bad_date"), ("soon", "bad_date"), ("", "bad_date"), ("1/2", "bad_date"), ("Marchtember 2025", "bad_date"),
        ("2025-04-03 25:00", "impossible_date"), ("2025-04-03 10:00+99:00", "impossible_date"), ("1" * 200, "bad_date"),
        ("99/99/9999", "impossible_date"), ("0/0/0000", "impossible_date"), ("45658", "bad_date"),
    ],
)  # fmt: skip
def test_days_that_cannot_be_are_refused_with_the_reason(cell, code):
    with pytest.raises(RowError) as caught:
        dates.when(cell, today=TODAY)
    assert caught.value.code == code


@given(st.dates(min_value=date(1950, 1, 1), max_value=TODAY))
def test_every_day_is_read_back_in_every_writing(day):
    for writing in ("%Y-%m-%d", "%d/%m/%Y", "%d %B %Y", "%A %d %b %Y", "%B %d, %Y", "%d.%m.%Y", "%Y%m%d"):
        assert dates.when(day.strftime(writing), today=TODAY).day == day
    assert dates.when(day.strftime("%m/%d/%Y"), order="month_first", today=TODAY).day == day


TWO_YEARS = st.datetimes(
    datetime.fromisoformat("2024-01-01"), datetime.fromisoformat("2025-12-31"), timezones=st.just(UTC)
)


@given(TWO_YEARS)
def test_every_minute_of_two_years_in_london_comes_back(moment):
    moment = moment.replace(second=0, microsecond=0)
    wall = moment.astimezone(dates.LONDON)
    found = dates.when(wall.strftime("%Y-%m-%d %H:%M"), today=TODAY)
    second = bool(wall.fold) if dates.comes_twice(found) else False
    assert dates.local_moment(found, second_time=second) == moment


def test_hours_that_came_twice_are_taken_backwards_from_a_file_that_runs_backwards():
    text = "when,value\n2025-10-27 09:00,4\n2025-10-26 01:30,3\n2025-10-26 01:30,2\n2025-10-25 09:00,1"
    assert [each.value for each in read(text, today=TODAY).found] == [1, 2, 3, 4]


def test_midnights_of_an_export_are_plain_days():
    assert all(each.moment is None for each in read("2025-01-01 00:00:00,5\n2025-01-02 00:00:00,6", today=TODAY).found)


@pytest.mark.parametrize(
    "text",
    [
        "2025-01-06\t5\n2025-01-13\t6", "date,value\n2025-01-06,5\n2025-01-13,6", "6/1/2025;5\r13/1/2025;6",
        "sep=;\nDate;Falls\n6/1/2025;5\n13/1/2025;6", "6 January 2025   5\n13 January 2025   6",
        "\ufeff2025-01-06,5\n\n\n2025-01-13,6\n\n",
        "Falls,When\n5,2025-01-06\n6,2025-01-13", '"2025-01-06","5"\n"2025-01-13","6"',
        "Ward 12\n\nweek,n\n2025-01-06,5\n2025-01-13,6",
    ],
)  # fmt: skip
def test_the_same_two_readings_in_many_clothes(text):
    assert points(text) == [("2025-01-06", 5), ("2025-01-13", 6)]


def test_one_column_is_dated_from_its_first_day_step_by_step():
    assert points("5\n6\n7", start=date(2025, 1, 31), interval="month") == [
        ("2025-01-31", 5),
        ("2025-02-28", 6),
        ("2025-03-31", 7),
    ]
    assert points("5\n6", start=date(2025, 11, 1), interval="quarter") == [("2025-11-01", 5), ("2026-02-01", 6)]
    assert points("Falls\n5\n\n7\n\n", start=date(2025, 1, 6)) == [
        ("2025-01-06", 5),
        ("2025-01-13", None),
        ("2025-01-20", 7),
    ]


def test_one_column_without_a_day_is_asked_for_and_with_one_too_late_is_said():
    assert [choice.name for choice in read("5\n6", today=TODAY).choices] == ["start"]
    assert codes("5\n6", start=date(2026, 3, 1)) == [(2, "date_out_of_range")]


def test_one_column_of_shifts_needs_dates():
    with pytest.raises(Unreadable, match="need a date each"):
        read("5\n6", today=TODAY, interval="shift", start=date(2025, 1, 1))


def test_several_columns_of_numbers_are_asked_and_the_answer_is_used():
    text = "month,attendances,breaches\n2016-04-01,10784,669\n2016-05-01,11500,700"
    (choice,) = read(text, today=TODAY).choices
    assert [option.label for option in choice.options] == ["attendances", "breaches"]
    assert points(text, chosen={"column": "2"}) == [("2016-04-01", 669), ("2016-05-01", 700)]
    assert points(text, chosen={"column": "0"})[0][1] == 10784
    assert points(text, chosen={"column": "99"})[0][1] == 10784


def test_a_thousands_comma_in_a_semicolon_file_is_asked():
    text = "date;value\n2025-01-06;1,204\n2025-01-13;1,300"
    assert read(text, today=TODAY).choices[0].name == "decimals"
    assert points(text)[0][1] == 1204
    assert points(text, chosen={"decimals": "comma"})[0][1] == Decimal("1.204")


def test_a_share_is_asked_when_the_measure_is_in_per_cent():
    assert read("2025-01-06,0.79\n2025-01-13,81", today=TODAY, percent=True).choices[0].name == "fraction"
    assert points("2025-01-06,0.79", percent=True, chosen={"fraction": "share"}) == [("2025-01-06", 79)]


def test_three_different_readings_for_a_day_are_all_left_out():
    assert codes("2025-01-06,5\n2025-01-06,6\n2025-01-06,5") == [
        (1, "duplicate_date"),
        (2, "duplicate_date"),
        (3, "duplicate_date"),
    ]


def test_a_long_note_is_left_out_and_its_reading_kept():
    result = read("2025-01-06,5," + "x" * 201, today=TODAY)
    assert (result.found[0].value, result.found[0].note) == (5, "")
    assert [problem.code for problem in result.problems] == ["note_left_out"]


@pytest.mark.parametrize("data", [b"", b" \r\n", b"\xff\xfe", "\ufeff".encode()])
def test_nothing_is_refused_as_empty(data):
    with pytest.raises(Unreadable) as caught:
        read(text_of(data), today=TODAY)
    assert caught.value.code == "empty"


@pytest.mark.parametrize(
    "text", ["a,b", "hello", "date,value", "date", "x,y\nfoo,bar\nbaz,qux", '"', ",,,\n,,,", "sep=;"]
)
def test_text_without_a_reading_is_refused_or_all_left_out(text):
    try:
        result = read(text, today=TODAY)
    except Unreadable:
        return
    assert result.found == ()


@settings(max_examples=300)
@given(st.text(max_size=300))
def test_no_text_breaks_it(text):
    try:
        result = read(text, today=TODAY)
    except Unreadable:
        return
    assert len(result.found) <= result.rows


@settings(max_examples=300)
@given(st.binary(max_size=300))
def test_no_bytes_break_it(data):
    try:
        read(text_of(data), today=TODAY)
    except Unreadable:
        return


CELLS = st.one_of(
    st.sampled_from(
        ["2025-01-06", "6/1/2025", "1/6/2025", "13/01/25", "Jan-25", "45658", "01:30", "2025-10-26 01:30", "Total"]
    ),
    st.sampled_from(
        ["5", "0.5", "1,204", "12,5", "<5", "", "n/a", "78%", "(3)", "=1+1", '"', '""', '"a', "x\ny", "\t", ";"]
    ),
    st.text(alphabet=' ",;\t\r\n-/.:0123456789abc%£', max_size=12),
)


@settings(max_examples=400)
@given(st.lists(st.lists(CELLS, min_size=1, max_size=4), min_size=1, max_size=12), st.sampled_from(",;\t"))
def test_nothing_is_lost_or_doubled(rows, mark):
    """Every row is a reading, a problem or part of a question; no day stands twice; readings are in order of time."""
    text = "\n".join(mark.join(row) for row in rows)
    try:
        result = read(text, today=TODAY)
    except Unreadable:
        return
    keys = [each.key for each in result.found]
    assert len(keys) == len(set(keys))
    assert [each.on for each in result.found] == sorted(each.on for each in result.found)
    assert all(each.on <= TODAY for each in result.found)
    lines = {each.line for each in result.found} | {problem.line for problem in result.problems}
    if not any(choice.name == "start" for choice in result.choices):
        assert len(lines) == result.rows


SERIES = st.dictionaries(
    st.dates(min_value=date(1990, 1, 1), max_value=TODAY),
    st.one_of(st.none(), st.decimals(min_value=-(10**6), max_value=10**6, places=2)),
    min_size=1,
    max_size=40,
)
NOTES = st.text(alphabet=st.characters(blacklist_categories=("Cs", "Cc")), max_size=30).map(str.strip)


@given(SERIES, NOTES)
def test_what_a_spreadsheet_writes_is_read_as_it_was(series, note):
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["date", "value", "comment"])
    for day, value in series.items():
        writer.writerow([day.isoformat(), "" if value is None else f"{value:f}", note])
    result = read(out.getvalue(), today=TODAY)
    assert {each.on: each.value for each in result.found} == series
    assert all(each.note == note for each in result.found)
    assert result.problems == ()


def test_the_largest_load_is_read_whole():
    day = date(1998, 1, 1)
    text = "\n".join(f"{day + timedelta(days=n):%d/%m/%Y},{n % 97},note {n}" for n in range(10_000))
    assert len(read(text, today=TODAY).found) == 10_000


@pytest.mark.parametrize(
    "text",
    ['"' * 100_000, "," * 100_000, "1" * 1_000_000, "2025-01-01," + " " * 100_000, '2025-01-01,5,"' + "x\n" * 50_000],
)
def test_text_made_to_be_slow_comes_to_an_end(text):
    """A slip into n squared would take hours here."""
    try:
        assert len(read(text, today=TODAY).found) <= 1
    except Unreadable:
        return
