"""What the cast noticed, and what became of it. All of it is made up; the places are real.

Days are counted back from the day the demonstration is loaded, so that it is always fresh. People and places are named
by the keys of `cast.py`.
"""

from __future__ import annotations

from groundswell.front.demo.shapes import (
    Answer,
    Decided,
    Fix,
    Followed,
    Gain,
    InTheWay,
    Rest,
    Seat,
    TakenUp,
    Tale,
    Told,
    Trial,
    Work,
)  # fmt: skip

W21, MAU, W17 = "RP5BA-W21", "RP5BA-MAU", "RP5DR-W17"
LARWOOD, NEWGATE, SHEFFIELD_W6 = "C84001", "C84024", "RHQNG-W6"

# People of the cast who also work or answer somewhere else than their own team.
ALSO_WORKS = (("adil", NEWGATE, "GP, Thursdays"),)
ALSO_HOLDS = (
    ("meera", "answerer", W21), ("grace", "answerer", W17), ("meera", "answerer", MAU), ("pat", "answerer", NEWGATE),
    ("helen", "answerer", "RP5"), ("helen", "ig_lead", "RP5"), ("pat", "place_lead", NEWGATE),
    ("meera", "coach", "RP5BA"), ("meera", "coach", "RP5DR"),
)  # fmt: skip

CT_SLOT = "A CT slot on Saturdays, kept free for people sent by their GP"

TROLLEY = (9, 10, 8, 11, 9, 10, 9, 12, 10, 9, 6, 5, 4, 5, 3, 4, 4, 3, 5, 4, 3, 4, 3, 3, 4, 3)
SAME_DAY = (31, 28, 35, 30, 33, 27, 36, 31, 29, 34, 32, 38, 41, 39, 46, 52, 49, 57, 55, 61, 58, 64, 60, 66)
CALLS = (74, 81, 69, 77, 83, 72, 78, 75, 80, 71, 66, 48, 41, 39, 44, 36, 38, 35, 40, 33, 37, 34, 36, 32)
LATE_RESULTS = (22, 19, 24, 21, 20, 23, 18, 22, 21, 19, 14, 12, 11, 13, 9, 10, 11, 8, 9, 10)

# Seven days from a Monday, so that the weekend is seen; the last weeks are those of the weekend rota being asked for.
SCANS = tuple(day + week % 2 for week in range(6) for day in (9, 8, 10, 9, 8, 3, 2))

TROLLEY_DRIVERS = """Supplies are where they are used
- The trolley holds what a round needs
-- Cannula packs in the top drawer
-- Stock by what was fetched last week
- It is full when the round begins
-- The night shift fills it
The store is quicker to use
- Things are found at once
-- Labels that can be read at night"""

TALES = (
    Tale(
        W21, "amina", 190,
        "I walk to the other end of the ward for cannula packs six or seven times a shift. Could they live on the trolley?",
        answer=Answer("grace", 189, "Yes, it drives us all mad. Let us try it on one trolley and count the walks."),
        supported=(("meera", 188, "happens_here"),),
        work=Work(
            "Trolley with what a round needs", "grace", 187, aim="Half the walks for supplies on a drug round, for every patient in bays 1 to 4",
            clinical=Seat("meera", 187, "grace", 186), managerial=Seat("grace", 187, said_yes=187), helpers=(("amina", 186),),
            drivers=TROLLEY_DRIVERS,
            tests=(
                Trial(184, "Does a full trolley last one round?", "Two walks instead of six", "one_shift", 183,
                      "Three walks: dressings were still in the store.", "Stock by what was fetched last week, not by a list.", "adapt",
                      tries="Cannula packs in the top drawer"),
                Trial(180, "Does it last with dressings on it?", "One walk", "one_week", 172,
                      "One walk on most rounds, none on two.", "The night shift has to fill it, or the morning pays.", "adopt",
                      tries="Stock by what was fetched last week"),
            ),
            measure=Followed("Walks for supplies on a shift", "walks", "decrease", TROLLEY, target=5),
            gains=(
                Gain("amina", 60, "time_to_care", "Four walks fewer on each shift, for two of us.", 5.5, "hours_a_week",
                     staff_group="nursing_support", confirmed="meera"),
                Gain("grace", 58, "cash_releasing", "Fewer cannula packs go out of date.", 420, "pounds", "estimated", "recurrent"),
            ),
            promise=("grace", "A second trolley from the equipment library", 180, -160, True),
            steps=(("Label the drawers", "amina", 178), ("Ask the night shift what they need", "grace", 176)),
            normal=70,
        ),
        story=Told(
            "grace", 66, "Six walks fewer a shift on Ward 21", True,
            "We counted for a week what was fetched during drug rounds, put that on the trolley, labelled the drawers and let the night shift fill it.",
            "What a list says a trolley needs and what people fetch are two different things. Count first.",
            surprised="The night shift asked for it: a full trolley at six is a calmer start for them too.",
            needed="One trolley, drawer labels, a week of counting.", audience="public", named=("amina", "meera"),
        ),
        taken_up=(
            TakenUp("sam", SHEFFIELD_W6, 50, "We keep walking aids and hip dressings on it instead of cannulas.",
                    values=(8, 9, 7, 5, 4, 4, 3), adopted=20, result=(4, True, "Half the walks, and physiotherapy starts earlier.")),
        ),
        thanked=(("meera", "amina", 68, "For saying it."),),
    ),
    Tale(
        W21, "amina", 46, "The hoist sling in bay 3 has a torn strap.",
        fix=Fix("grace", 46, "New sling from the store; the torn one went to the equipment library.", holds=True),
    ),
    Tale(W21, "amina", 1, "Both drip stands in bay 2 lean to one side and the pumps slide down."),
    Tale(
        W21, "grace", 34, "We write the same fluid balance in three places at handover.",
        answer=Answer("meera", 33, "I read only one of the three. Let us drop the other two for a week and see who misses them."),
        supported=(("amina", 33, "happens_here"),),
        work=Work(
            "One place for fluid balance", "meera", 30, aim="Fluid balance is written once, for every patient on Ward 21",
            clinical=Seat("meera", 30, said_yes=30), helpers=(("amina", 28),),
            tests=(Trial(12, "Does anyone miss the second chart for a week?", "Nobody asks for it", "one_week"),),
            asks=(
                InTheWay("meera", "helen", "RP5", "A named signatory for ward stock at night", "hierarchy_or_culture", 3),
                InTheWay("meera", "grace", W21, "An hour a week for the three of us, away from the bays", "time", 25,
                         declined=(22, "Not before the winter rota is out.", "Two bank nurses for Tuesday afternoons.")),
            ),
        ),
    ),
    Tale(
        W21, "amina", 152, "Slide sheets run out at night, so we wait for one or turn people with a folded blanket.",
        answer=Answer("grace", 151, "The bleeps showed us the same. What would a set in every bay cost?"),
        supported=(("meera", 150, "happens_here"),),
        work=Work(
            "Slide sheets in every bay", "grace", 146, aim="Nine of ten turns at night on time, with slide sheets for £780 in the bays",
            clinical=Seat("meera", 146, "grace", 145), managerial=Seat("grace", 146, said_yes=146), helpers=(("amina", 140),),
            answers=(("one_off_cost_over_limit", True),), asked=144,
            decided=(Decided("RP5", "one_off_cost_over_limit", 139, "yes"),),
            tests=(
                Trial(132, "Are turns on time with a sheet in every bay?", "Nine of ten", "one_week", 124,
                      "Nine of ten, and nobody lifted.", "Somebody has to send them to the laundry: the night shift asked to.", "adopt"),
            ),
        ),
    ),
    Tale(
        W21, "amina", 18, "Nobody can see which commodes are clean, so we check, and the next person checks again.",
        answer=Answer("grace", 17, "Green tape when clean is used on Ward 17. I will ask them for a roll on Friday."),
        said=(("meera", 16, "Infection prevention would be glad of this as well."),),
    ),
    Tale(
        W21, "jean", 64, "Families ring four different numbers before they reach the ward, and then nobody knows who spoke to them last.",
        answer=Answer("grace", 62, "You are right. I would like to try one number and a line in the notes."),
        supported=(("amina", 60, "happens_here"), ("helen", 58, "can_help")),
    ),
    Tale(
        W21, "amina", 230, "Could we have an hour at night without bleeps, so that we can turn people without being called away?",
        answer=Answer("meera", 229, "Worth trying for a fortnight, with one person who takes urgent calls."),
        work=Work(
            "An hour without bleeps at night", "grace", 226, aim="Every turn on time between two and three at night",
            clinical=Seat("meera", 226, "grace", 225), managerial=Seat("grace", 226, said_yes=226),
            tests=(
                Trial(222, "Are turns on time when one person takes all calls for an hour?", "Nine of ten on time", "one_week", 214,
                      "Seven of ten, as before. The one person walked all hour.", "The calls were not the cause: there are too few slide sheets at night.", "abandon"),
            ),
            stopped=("grace", 210, "Turns were no more on time, and one nurse had a bad hour.", "Too few slide sheets at night, not the bleeps, make turns late."),
        ),
        rest=Rest(208, "learned_no_benefit", "We tried it for a week and turns were no more on time.",
                  "Somebody who finds a calmer way to share urgent calls.", "Look for what is missing in the cupboard before changing how people work."),
        story=Told(
            "grace", 205, "Bleeps were not why turns were late", False,
            "For one week one nurse took every call between two and three at night, so that the others could turn people in peace.",
            "Turns stayed at seven of ten. What was missing were slide sheets. We found that out by asking, a week later than we could have.",
            surprised="Everybody had been sure it was the bleeps.", needed="Nothing. Count the slide sheets first.", audience="system",
        ),
    ),
    Tale(
        W21, "grace", 9, "Discharge letters wait for the one printer on the floor that works.",
        answer=Answer("meera", 8, "I will ask whether letters can go straight to the practice, without paper."),
    ),
    Tale(W21, "amina", 0, "The linen cupboard door sticks, so it stands open and beds catch on it."),
    Tale(
        W21, "meera", 82, "Blood results come back at six, when the team that asked for them has gone home.",
        answer=Answer("grace", 80, "The porter passes us at one. Could the morning bloods catch that round?"),
        work=Work(
            "Bloods that catch the one o'clock porter", "grace", 78, aim="Fewer than 10 results a week that nobody of the team is there to read",
            clinical=Seat("meera", 78, "grace", 77), managerial=Seat("grace", 78, said_yes=78),
            tests=(
                Trial(74, "Do bloods taken by noon come back by four?", "Four of five", "one_week", 66,
                      "Nearly all, except on Wednesday when the porter was off.", "Wednesday needs a second plan.", "adopt"),
            ),
            measure=Followed("Results after the team has gone home", "a week", "decrease", LATE_RESULTS, target=10),
        ),
        thanked=(("grace", "meera", 40, "For coming in at seven to try it."),),
    ),
    Tale(
        LARWOOD, "adil", 165, "I send somebody to hospital for a scan, and they wait three days in a bed for it.",
        answer=Answer("pat", 164, "It happens every week. Dr Patel at the hospital says the same from the other side. Shall we three talk?"),
        work=Work(
            "Same-day assessment and scans for people sent by their GP", "adil", 160,
            aim="8 of 10 people sent by their GP are assessed and scanned the same day, also at weekends",
            places=(MAU, NEWGATE, "RP5BA"), inside_team=False,
            clinical=Seat("meera", 159, "adil", 157), managerial=Seat("pat", 160, said_yes=160),
            helpers=(("adil", 157), ("tom", 150), ("jean", 150)),
            tests=(
                Trial(150, "Does one telephone call between GP and consultant replace the letter and the wait in A&E?", "Half of the calls avoid a bed", "one_week", 142,
                      "11 of 19 calls ended without a bed. Two were settled on the phone.", "GPs call when the line is answered within a minute, and not otherwise.", "adopt"),
                Trial(120, "Does a consultant on Saturday and Sunday send people home sooner?", "Five more go home by Sunday night", "several_teams", 98,
                      "Four on the first weekend, none on the second: no scan slot.", "A consultant without a scanner can only wait, too. Diagnostics come first.", "adapt"),
                Trial(26, "Do two CT slots kept free until noon serve the people sent that morning?", "8 of 10 scanned the same day", "several_teams"),
            ),
            measure=Followed("Scanned the same day, of those sent by their GP", "%", "increase", SAME_DAY, target=80),
            also=Followed("Scans for people sent by their GP, a day", "scans", "increase", SCANS, daily=True, purpose="process"),
            answers=(("affects_staff_terms", True),), asked=156,
            decided=(
                Decided("RP5", "affects_staff_terms", 152, "yes_if", "Nobody's rota changes without their own yes, and both weekends are counted."),
                Decided(LARWOOD, "affects_staff_terms", 155, "yes"), Decided(NEWGATE, "affects_staff_terms", 154, "yes"),
            ),
            asks=(
                InTheWay("meera", "helen", "RP5", CT_SLOT, "another_team", 12, due=3),
                InTheWay("adil", "tom", "QT1", "One referral form for both sides of the border", "another_organisation", 4),
            ),
            promise=("pat", "Two CT slots kept free until noon, Monday to Saturday", 40, 9, False),
            steps=(("Write the one-page guide for receptionists", "pat", 130), ("Tell the ambulance desk", "tom", 90), ("Sunday rota for diagnostics", "meera", 0)),
        ),
        said=(
            ("jean", 120, "From the bed: the worst of the three days was that nobody could say which day."),
            ("tom", 95, "The ICB on the other side of the border has the same question. May I show them the chart?"),
        ),
    ),
    Tale(
        MAU, "meera", 41, "No consultant sees new people on Saturday afternoon, so everyone waits for Monday's round.",
        answer=Answer("helen", 40, "This is the right question. Tell me what one Saturday would need."),
        work=Work(
            "A consultant on Saturday afternoon", "meera", 36, aim="Everybody new on Saturday is seen by a consultant the same day",
            inside_team=False, clinical=Seat("meera", 36, said_yes=36), managerial=Seat("helen", 4, "meera"),
            answers=(("affects_staff_terms", True),), asked=3,
            asks=(InTheWay("meera", "helen", "RP5", "", "", 10, same_as=CT_SLOT),),
        ),
    ),
    Tale(
        MAU, "meera", 6, "Half of the time there is no gel on the ultrasound trolley.",
        fix=Fix("meera", 5, "Two bottles hang on the trolley; whoever takes the last one rings the store."),
    ),
    Tale(
        MAU, "jean", 26, "You wait in a corridor and nobody says what for, or how long.",
        answer=Answer("meera", 25, "We could write three times on the board: seen, tested, decided. I would like your help with the words."),
        supported=(("amina", 20, "happens_here"),),
    ),
    Tale(
        W21, "amina", 9, "Families ring at visiting time and nobody picks up, because everybody is at a bedside.",
        answer=Answer("grace", 8, "I hear it every evening. Let us try something this month."),
        work=Work(
            "One telephone that rings with whoever is free", "meera", 6, aim="Nine of ten calls are picked up within a minute",
            clinical=Seat("meera", 6, said_yes=6),
            answers=(("equality_impact_likely", True), ("procurement_or_contract", True)), asked=2,
            decided=(Decided("RP5", "equality_impact_likely", 1, "need", "How somebody who does not hear well, or speaks no English, gets through."),),
        ),
    ),
    Tale(W17, "meera", 12, "Two pharmacies label the same medicines for going home, and the bag waits for the slower one."),
    Tale(
        W17, "jean", 110, "The day room television has been broken since spring.",
        fix=Fix("grace", 108, "Estates swapped it for the one from the closed office.", holds=True),
    ),
    Tale(
        W17, "helen", 38, "On my walk round three nurses told me that logging in takes nine minutes at the start of a shift.",
        answer=Answer("grace", 37, "We timed it: eleven on Monday. I would gladly lead this with you."),
        work=Work(
            "Logged in within two minutes", "helen", 35, aim="Every nurse is logged in two minutes after the start of the shift",
            inside_team=False, clinical=Seat("grace", 35, "helen", 34), managerial=Seat("helen", 35, said_yes=35),
            tests=(Trial(20, "Do five computers that stay on through the night start faster?", "Three minutes", "one_team"),),
            promise=("helen", "Five new computers from the winter budget", 34, 6, False),
            paused=("meera", 15, "Screens stayed open with names on them while nobody was there.", "helen", 14, "Screens lock after two minutes now; the computers stay on."),
        ),
    ),
    Tale(
        LARWOOD, "pat", 175, "One in ten calls only asks whether a prescription is ready.",
        answer=Answer("adil", 174, "A text would do. Let us ask the pharmacy what they need."),
        work=Work(
            "A text when the prescription is ready", "pat", 172, aim="Half as many calls about prescriptions",
            clinical=Seat("adil", 172, "pat", 171), managerial=Seat("pat", 172, said_yes=172),
            tests=(
                Trial(168, "Do calls fall when people get a text?", "A third fewer", "one_week", 160,
                      "Half as many after three days.", "Say in the text what to do when it is wrong.", "adopt"),
            ),
            measure=Followed("Calls about prescriptions in a week", "calls", "decrease", CALLS, target=40),
            normal=60,
        ),
        story=Told(
            "pat", 55, "Forty calls fewer a week at Larwood", True,
            "The pharmacy ticks a box, and the text goes by itself.",
            "People called because they did not know, not because they were impatient.",
            surprised="The pharmacy is called less as well.", needed="A text service and one tick box.", audience="everyone",
        ),
        taken_up=(
            TakenUp("adil", NEWGATE, 34, "Our pharmacy has no tick box yet, so reception sends the text.", values=(52, 55, 41, 30, 33),
                    adopted=12),
        ),
    ),
    Tale(
        LARWOOD, "adil", 13, "Letters from the eye clinic arrive twice, by post and on screen, and both are filed.",
        answer=Answer("pat", 12, "I will ask the clinic to stop the paper for us, and tell you by the end of the month."),
    ),
    Tale(
        LARWOOD, "pat", 8, "The check-in screen is switched off at lunch and a queue grows at the desk.",
        fix=Fix("pat", 7, "The timer was set wrong. It stays on until six now."),
    ),
    Tale(
        LARWOOD, "adil", 88, "Requests for home visits come after eleven, when the round is already planned.",
        answer=Answer("pat", 87, "Reception could ask one more question before ten."),
        work=Work(
            "Home visits known by ten", "adil", 85, aim="Nine of ten visits are known before ten",
            clinical=Seat("adil", 85, said_yes=85), managerial=Seat("pat", 85, "adil", 84),
            tests=(
                Trial(80, "Does asking every caller before ten find the visits?", "Half of them", "one_week", 73,
                      "Two thirds.", "Care homes can be rung once at nine instead.", "adopt"),
            ),
        ),
    ),
    Tale(LARWOOD, "pat", 3, "New staff wait two weeks for a smart card and watch over a shoulder until then."),
    Tale(
        LARWOOD, "adil", 240, "A group clinic for people with a new inhaler would save twenty single ones.",
        answer=Answer("pat", 238, "A good idea. The room is the question."),
        rest=Rest(180, "no_time_now", "The room is used for vaccines until spring.", "A room on one afternoon a month.", "Nobody said no to the idea. It was the room."),
    ),
    Tale(
        NEWGATE, "adil", 54, "The temperature of the vaccine fridge is written on paper and then typed in.",
        answer=Answer("pat", 52, "The new thermometer can send it. I will see what it costs."),
    ),
    Tale(
        NEWGATE, "adil", 24, "We send a letter to say that a letter was sent.",
        answer=Answer("pat", 23, "Let us stop the first one for a month and see who asks."),
        work=Work(
            "One letter instead of two", "adil", 21, aim="No letter that only announces another one",
            clinical=Seat("adil", 21, said_yes=21),
            tests=(Trial(14, "Does anyone miss the first letter?", "Nobody", "whole_unit"),),
        ),
    ),
    Tale("QT1", "tom", 29, "Practices report the same access figures to us and to the region, on different days of the month."),
    Tale(
        "QT1", "tom", 96, "One short contract form for all small schemes, instead of four long ones.",
        rest=Rest(60, "out_of_our_power_now", "Two of the forms are set nationally.", "A national form of one page.", "We could drop two of the four ourselves, and did."),
    ),
    Tale(
        "RP5", "jean", 17, "Appointment letters say which clinic but not which entrance.",
        answer=Answer("helen", 16, "The template is ours to change. I have asked for a map on the back by the first of the month."),
    ),
    Tale(
        "RP5", "helen", 0, "Every request under five thousand pounds waits for the same monthly meeting.",
    ),
    Tale(SHEFFIELD_W6, "sam", 5, "Walking frames are adjusted on the ward and again at home, because nobody writes the height down."),
)  # fmt: skip
