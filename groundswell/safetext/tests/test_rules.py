"""Each rule both ways: what it marks, and what looks alike and is left alone."""

from __future__ import annotations

import pytest

from groundswell.safetext import findings

MARKED = {
    "nhs_number": [
        "bed 4,9434765919",
        "Pt NHS 943 476 5919 waited",
        "Pt NHS:943-476-5919 waited",
        "nhs no. 943.476.5919",
        "\uff19\uff14\uff13 \uff14\uff17\uff16 \uff15\uff19\uff11\uff19 waited",
        "9\u200b43 4\u200b76 59\u200b19 waited",
        "943 476 5919 waited",
        "NHS 9 4 3 4 7 6 5 9 1 9",
        "nhs number 94 34 76 59 19",
        "The bloods for 9434765919 never came",
        "scan request 943 476 5919 sent back",
        "purchase of new scanner after pt 9434765919 was scanned twice",
        "order for transport, patient 9434765919, was lost",
        "NHS9434765919 duplicated",
        "label 9434765919 fell off",
        "two wristbands, 9434765919/9434765870",
    ],
    "date_of_birth": [
        "dob 3/4/45",
        "DOB: 03-04-1945",
        "D.O.B 3rd April 1945",
        "date of birth is 3 Apr 45",
        "born on 3 April 2015",
        "born 2015-04-03",
        "b. 1931",
        "(b 3/4/45)",
        "her dob was wrong on the label - 3/4/2011",
        "Joan (03/04/1945) fell",
        "pt 03.04.1945 waited",
        "Birthday 3 April 1945",
        "DOB 030445",
        "dob 03 04 1945",
        "he was born in March 1950",
    ],
    "postcode": [
        "lives at DN22 7XF",
        "pt at dn22 7xf had no heating",
        "Refused as out of area, NG22 9ZZ.",
        "visit to S81 7QQ wasted",
        "nursing home S80 3QT keeps sending",
        "postcode s813qt not covered",
    ],
    "phone": [
        "her son on 07700 900123",
        "ring wife 07700-900-123",
        "call 07700900123 she is waiting",
        "mobile +44 7700 900123 for the daughter",
        "tel 0044 7700 900123",
        "(01632) 960123 is her home number",
        "pt's landline 01632 960 123",
        "020 7946 0123 rang to complain",
        "mum said use 07700.900.123",
        "ring 01632 960123 to cancel",
    ],
    "email": [
        "email jane.doe@gmail.com bounced",
        "daughter's mail: j_doe99@hotmail.co.uk",
    ],
    "hospital_number": [
        "Hospital number: A123456",
        "hosp no. 123456",
        "MRN: 00123456",
        "unit number 12 34 56",
        "patient ID 4455667",
        "pt 4455667 waited",
        "Casenote no K1234567",
    ],
    "name_with_title": [
        "Mrs Jones fell in bay 3",
        "Mr. J. Smith-Brown waited",
        "Ms O'Connor cried",
        "Mr \u0141ukasz Nowak waited",
    ],
    "initials_with_bed": [
        "JS 84F waited",
        "A.B., 45M, waited",
    ],
}

LEFT_ALONE = [
    "Sherwood NHS Trust,Acute,14822.63734",
    "New England Journal of Medicine, Oct 14, 1993",
    "p = 0.9434765919",
    "PO number 4585628649 raised",
    "Purchase order: 4585628649",
    "order 458 562 8649 missing",
    "Requisition 4585628649 is stuck",
    "4585628649 is the order number",
    "invoice no 4585628649",
    "asset tag 4585628649",
    "serial number 4585628649",
    "ServiceNow ticket 4585628649",
    "Datix 4585628649",
    "tracking number 4585628649",
    "catalogue ref 4585628649 for the gloves",
    "NHS Supply Chain order 4585628649",
    "batch no: 4585628649",
    "barcode 4585628649 does not scan",
    "pump serial no. 458 562 8649",
    "ISBN 4585628649",
    "job ref 4585628649 with estates",
    "NHS number 123 456 7890 on the poster",
    "switchboard 01632 960123",
    "Ward 5 phone 01632 960123 rings out",
    "ring the porters on 01632 960123",
    "IT service desk 01632 960 123",
    "call the on-call registrar on 07700 900123",
    "bleep 2271",
    "site manager's mobile is 07700 900123",
    "07700 900123 is the ward mobile",
    "01632 960123 (reception)",
    "0800 028 5000 is the helpline",
    "0300 123 1234",
    "call me on 07700 900123",
    "email me on jo.bloggs@gmail.com",
    "jo@nhs.net",
    "jo.b@bassetlaw.nhs.uk.",
    "please write to jo@nottshc.nhs.uk or info@supplier.com",
    "PALS is pals@example.org",
    "Doncaster Royal Infirmary, Armthorpe Road, Doncaster DN2 5LT",
    "our postcode S81 0BD goes to the loading bay",
    "Larwood Surgery, 56 Larwood, Worksop S81 0HH",
    "the surgery's postcode is S81 0HH",
    "S81 0BD is the hospital's back gate",
    "ward B5 2nd bed",
    "e4 2hr wait",
    "bed b5 4th floor",
    "policy dated 12/03/1998",
    "the form was last reviewed 01/02/2005",
    "since 1 April 1999 we",
    "Building opened 3/4/1985",
    "audit on 12/03/2025",
    "between 01/04/2008 and 31/03/2009 we counted 40",
    "from 1/4/98 to 31/3/99",
    "anyone born before 1/9/1957",
    "babies born between 01/04/2024 and 31/03/2025",
    "everyone born after 1 September 1957 is offered",
    "Mr Patel, consultant surgeon, agrees",
    "Mr Patel's theatre list",
    "our chair Mr Brown",
    "Mr Patel is happy to lead it",
    "mr scanner broken",
    "Miss the bus and you wait",
    "ms patients wait",
    "version 2.11.34",
    "IP 10.10.10.99",
    "HTM 04-01-45",
    "readings 12 07 10 22 14 15 16 18 20 11 9",
    "07 08 09 10 11 12 13 14 15 16",
    "1 2 3 4 5 6 7 8 9 10",
    "patient numbers 20250 last year",
    "patient number 3 of 12",
    "unit no 3",
    "48 49 50 51 52 48 49 47 50 51 52",
    "beds 943 476 of 5919",
    "2024-04-01, 45",
    "IT 12M budget",
    "\xa39434765919",
    "vitamin B12 1mg",
]


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in MARKED.items() for text in texts])
def test_what_may_point_to_a_patient_is_marked(kind: str, text: str) -> None:
    assert kind in {finding.kind for finding in findings(text)}


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_what_only_looks_alike_is_left_alone(text: str) -> None:
    assert findings(text) == ()


@pytest.mark.parametrize(
    ("number", "passes"),
    [("943 476 5919", True), ("999 000 0018", True), ("987 654 3210", True), ("123 456 7890", False)],
)
def test_the_numbers_of_d22(number: str, passes: bool) -> None:
    assert bool(findings(f"The notes of {number} were lost")) is passes


def test_one_wrong_digit_is_no_nhs_number() -> None:
    wrong = [f"94347659{pair:02}" for pair in range(100)]
    passing = [number for number in wrong if findings(f"NHS number {number}")]
    assert "9434765919" in passing
    assert len(passing) <= 10


def test_three_numbers_in_a_row_are_three_findings() -> None:
    text = "999 237 7828 999 602 4164 999 915 6681"
    assert [finding.words for finding in findings(text)] == ["999 237 7828", "999 602 4164", "999 915 6681"]


def test_a_row_of_readings_is_not_read_as_numbers_of_patients() -> None:
    # 480 516 1000 passes the check digit.
    assert findings("480 516 1000 is a number of its own")
    assert findings("1004 520 480 516 1000 990 470 615") == ()


def test_the_nearest_word_decides() -> None:
    assert findings("order for a frame, pt 9991641041 waits")
    assert findings("pt waits for a frame, order number 9991641041") == ()


def test_words_in_a_mask_say_nothing_about_the_number_after_it() -> None:
    assert findings("[a patient's number] 2291047") == ()
    assert findings("patient's number 2291047")
