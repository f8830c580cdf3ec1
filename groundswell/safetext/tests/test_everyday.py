"""Whole lines as staff type them: patients and relatives are found, staff and things are left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from groundswell.safetext import findings
from groundswell.safetext.score import read_cases, score

HERE = Path(__file__).parent
ABOUT_A_PATIENT = [
    "Please can Ward 3 stop discharging before meds ready: Arthur Penhaligon went home with none.",
    "Elsie Thwaite is in the wrong bed for her needs, no hoist",
    "Wheelchair for Mehmet Yildirim has been in the store for 6 weeks",
    "Handover missed that Joseph in bed 12 is nil by mouth",
    "ED triage: Olga Petrenko speaks no English, used google translate",
    "Could not find a bariatric chair for Mr Abubakar",
    "had to bleep 4 people to get Bronwen's fluids prescribed",
    "Sam (bed 6) wanders at night, could we have a door alarm",
    "Pt Marianne D'Souza had two cannulas sited",
    "Our oldest resident at 102, Lottie Marchbanks, has never had her hearing checked",
    "his mother Eileen asked for a priest and we had no number",
    "The Kowalczyk family waited 3 hours in the relatives room",
    "Call to 07700 900777, wife answered, nobody told her he moved ward",
    "Lives at 8 Dukeries Way, Worksop and needs key safe",
    "35 Bracebridge Ave - district nurses went twice, pt inpatient",
    "Discharged to Lilac Cottage, Mattersey with no commode",
    "Referral for Hamza Rahman (DOB 12-3-2014) sent to the wrong paeds clinic",
    "Neonatal: twin 2 Abernathy had the wrong name band",
    "Sent letter to Ms Thandiwe Dlamini in error",
    "H. Bellingham - catheter not changed for 14 wks",
    "Patients wife Doris said the food was cold again",
    "59 year old man with Creutzfeldt-Jakob disease on ward 4 had no side room",
    "The vicar of St Anne's, in bed 7, was woken at 5 for obs",
    "unit number 229104 no GP summary",
    "Mental health: Rhiannon Pugh-Jones was sectioned in a corridor",
    "email her daughter kelly.marsh77@example.com about visiting",
    "Kaitlyn aged 7 had her cast changed with no play specialist",
    "lost property: dentures belonging to Wilfred Sykes",
]
ABOUT_WORK = [
    "Jo Fletcher from IT showed me a shortcut, can everyone have it?",
    "Kate and Imran in Outpatients have made a map, please print it",
    "Spoke to Lisa in Switchboard: the list is from 2019",
    "Well done to Tom Ashworth for fixing the blood fridge",
    "Danielle Crewe, Band 5, Ward 8 - could we have lockers?",
    "Our matron, Fiona, will back this",
    "New kettle please. Regards, Steve Norris",
    "Raised with Angela Firth (Head of Nursing) in March, no answer",
    "Mr Okonkwo's registrar covers three sites on Fridays",
    "The Lifepak in bay 2 fails its test each Monday",
    "Can we use the Bladder Scanner on Hawthorn Ward at night?",
    "Sherwood Forest Hospitals use a yellow sticker for falls. Copy it?",
    "Move Dr Patel's clinic to room 5",
    "Alaris pumps and Graseby drivers need one store",
    "The Butterfly Scheme needs champions on every ward",
    "Learning from Toyota: put things where they are used",
    "Named nurse boards: write first names only",
    "The Retford bus stops at Kilton Road, not the main door",
    "Julie on the front desk answers 200 calls a day",
    "A relative said nobody explained the DNACPR to him",
    "Three patients in one week came to the wrong site",
    "The patient in bed 4 has no call bell, nor beds 5 and 6",
    "Children under 5 wait longest, we could add a play corner",
    "Ask the SHO to sign TTOs the night before",
    "Hello my name is badges for bank staff",
    "I have asked Head Porter Dave Hurst twice",
    "Cath Lab slots at 8.30 are never used",
    "The Anglepoise in room 12 is broken",
    "Why does Nervecentre log me out after 2 minutes?",
    "Jubilee Wing lifts are out each Tuesday",
    "Great idea from the Leicester team: pre-packed TTOs",
    "Our F2, Dr Imogen Hale, built a spreadsheet for bloods",
    "Housekeeper Maureen keeps the only key to the linen room",
    "Bank HCA Blessing O. taught us how to fold the slide sheets",
    "Nurse specialist Tim Rowan could run a Friday hot clinic",
    "Ring Sue on ext 2209 for spare pads",
    "We lost 3 hrs on 14 May when PAS went down",
    "Order ref 7700900123 never came",
    "Charge 2 Bladder scanners overnight, they're flat by 6",
]
# Patients' own words, and staff's, that the rules once took for names.
LEFT_ALONE = [
    "I've waited all day to book transport",
    "Thankfully I had a leg injury",
    "We live in a rural setting, 45 minutes drive from Cramlington",
    "I was the only person on the ward all day",
    "Patient TVs or something to watch",
    "Jen Thompson has been brilliant at working with me",
    "Section 11Y of the 1988 Mental Health Act (Pt 2)",
]


@pytest.mark.parametrize("text", ABOUT_A_PATIENT)
def test_a_patient_is_found(text: str) -> None:
    assert findings(text)


@pytest.mark.parametrize("text", [*ABOUT_WORK, *LEFT_ALONE])
def test_staff_things_and_places_are_left_alone(text: str) -> None:
    assert findings(text) == ()


@pytest.mark.parametrize("name", ["labelled_texts", "fresh_texts_seen", "fresh_texts_unseen"])
@pytest.mark.parametrize("half", [0, 1])
def test_each_half_of_each_file_reaches_what_we_promise(name: str, half: int) -> None:
    texts = score(read_cases(HERE / f"{name}.jsonl")[half::2]).texts
    assert texts.labelled >= 15
    assert texts.recall >= 0.95
    assert texts.precision >= 0.92


@pytest.mark.parametrize("number", [1, 2, 3, 4, 5])
def test_what_many_writers_wrote_stays_found(number: int) -> None:
    """In the fifth, names of patients that were missed stay missed."""
    result = score(read_cases(HERE / f"writers_{number}.jsonl"))
    assert result.texts.labelled >= 35
    assert result.texts.recall >= (0.9 if number == 5 else 0.95)
    assert result.texts.precision >= 0.95
