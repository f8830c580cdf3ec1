"""One of everything that belongs to the trust, so that every address has something to be opened with.

`typed` is what a person who may do it would send: a refusal then comes from a rule, never from an empty form.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from groundswell.changes import actions as changes
from groundswell.changes.models import Seat
from groundswell.enabling import actions as enabling
from groundswell.enabling.models import Outcome, Trigger
from groundswell.enabling.rules import Rung, level_of, starting_rules
from groundswell.events.kinds import Subject
from groundswell.growth import actions as growth
from groundswell.growth.bodies import all_bodies
from groundswell.ideas import actions as ideas
from groundswell.insight import actions as insight
from groundswell.insight import queries as insight_queries
from groundswell.measures import actions as measures
from groundswell.measures.actions import uploads
from groundswell.measures.models import Reading
from groundswell.people import actions as people
from groundswell.people.models import Membership, RoleGrant
from groundswell.post import numbers
from groundswell.stories import actions as stories
from groundswell.stories import sealed
from groundswell.stories.actions import travel
from groundswell.stories.queries import Asked
from groundswell.stories.queries import travel as travel_queries
from groundswell.talk import actions as talk
from groundswell.talk import attached, photos
from groundswell.ui.formats import london_day
from tests.cast import Cast, Places

THERE = Ed25519PrivateKey.from_private_bytes(b"the other installation, 32 bytes")
PHOTO = Path(photos.__file__).parent / "tests/bad_inputs/u01_photo_with_location.jpg"


class SentAgain(SimpleUploadedFile):
    """A file that everybody sends in turn."""

    def read(self, *size: int) -> bytes:
        self.seek(0)
        return bytes(super().read(*size))


@dataclass(frozen=True)
class Visit:
    """How to open an address: what stands in it, what is typed, and what is asked after the question mark."""

    parts: dict[str, str] = field(default_factory=dict)
    typed: dict[str, Any] = field(default_factory=dict)
    asked: str = ""


@dataclass
class World:
    cast: Cast
    places: Places
    things: dict[str, Any]

    def __getattr__(self, name: str) -> Any:
        try:
            return self.things[name]
        except KeyError:
            raise AttributeError(name) from None


def build_world(cast: Cast, places: Places) -> World:
    """All of it is Ward 21's, in the trust RP5; one story is for everyone and was taken up by a practice."""
    now = timezone.now()
    things: dict[str, Any] = {}

    def ago(days: int) -> Any:
        return now - timedelta(days=days)

    def noticed(name: str, words: str, **more: Any) -> Any:
        things[name] = ideas.notice(words=words, place=places.ward21, by=cast.amina, at=ago(200), **more)
        return things[name]

    noticed("idea", "The fluids are kept in the far store.")
    noticed("held", "The words of this one are being checked.", held=True)
    ideas.just_fix(idea=noticed("fixed", "The sling is torn."), what="Replaced it.", by=cast.amina, at=ago(100))
    ideas.rest(
        idea=noticed("resting", "The lift is slow."), reason="no_time_now", words="Not now.", by=cast.amina, at=ago(90)
    )
    number = things["number"] = "1234567812345678"
    noticed("held_name", "The night rota is not fair.", mode="held_by_answerer", keeper=cast.grace, number=number)
    things["left"] = ideas.notice(words="The bell is broken.", place=places.ward21, by=None, at=ago(1))
    RoleGrant.objects.filter(person__in=[cast.grace, cast.meera], role="answerer").update(accepted_at=ago(300))
    for tablet in (False, True):
        (things["tablet" if tablet else "poster"],) = ideas.make_posters(
            places=[places.ward21], by=cast.grace, at=ago(100), tablet=tablet
        )
    things["wall"] = ideas.make_wall(place=places.ward21, by=cast.grace, at=ago(100))
    things["entered"] = ideas.enter_for(
        colleague=cast.amina, words="The ramp is steep.", place=places.ward21, by=cast.ward_mate, at=ago(70)
    )
    into = noticed("into", "Fluids are kept far away, in the far store.")
    noticed("double", "The fluids stand in the far store.")
    ideas.propose_joining(idea=things["double"], into=into, by=cast.grace, at=ago(60))

    def change(name: str, title: str, **more: Any) -> Any:
        things[name] = changes.open_change(
            title=title,
            place=places.ward21,
            reversible=True,
            inside_team=True,
            new_risk=False,
            by=cast.grace,
            at=ago(150),
            **more,
        )
        return things[name]

    def sit(what: Any, seat: str, person: Any) -> Any:
        row = changes.pair(change=what, seat=seat, person=person, by=cast.grace, at=ago(149))
        if row.accepted_at is None:
            changes.accept_pair(co_lead=row, by=person, at=ago(148))
        return row

    def try_it(what: Any, *, learned: bool) -> Any:
        test = changes.start_test(
            change=what, question="Does it help?", prediction="Fewer walks", scale="one_week",
            started_on=london_day(ago(140)), by=cast.grace, at=ago(140),
        )  # fmt: skip
        if learned:
            changes.learn_from(
                test=test, happened="It helped.", learned="Count first.", decision="adopt",
                ended_on=london_day(ago(130)), by=cast.grace, at=ago(130),
            )  # fmt: skip
        return test

    people.be_away(person=cast.finance, back_on=london_day(now) + timedelta(days=30), at=now, cover=cast.coach)
    work = change("work", "Fluids next to the bay", idea=noticed("worked_on", "The walk for fluids is long."))
    things["clinical"] = sit(work, Seat.CLINICAL, cast.grace)
    sit(work, Seat.MANAGERIAL, cast.manager)
    changes.help_with(change=work, by=cast.ward_mate, at=ago(147))
    changes.help_with(change=work, by=cast.guest, at=ago(146))
    things["step"] = changes.add_step(
        change=work, what="Move the shelf", person=cast.grace, by_when=None, by=cast.grace, at=ago(146)
    )
    things["test"] = try_it(work, learned=False)
    due = london_day(now) + timedelta(days=30)
    things["promise"] = changes.promise(change=work, what="A key for the store", due=due, by=cast.manager, at=ago(1))

    def asked(name: str, what: str, to: Any, at_place: Any, kind: str = "estate") -> Any:
        rung = Rung(to, at_place, level_of(at_place))
        things[name] = changes.ask_for(change=work, what=what, kind=kind, to=rung, by=cast.manager, at=ago(2))
        return things[name]

    asked("ask", "A second store", cast.helen, places.rp5)
    asked("near_ask", "A lamp in the store", cast.grace, places.ward21)
    change("asks_first", "Patient details in a spreadsheet")
    for name, trigger in (("permission", Trigger.CONTRACT), ("refused", Trigger.ESTATE), ("needs", Trigger.EQUALITY)):
        (things[name],) = enabling.ask_permissions(
            wanted=[starting_rules()[trigger]], work=work.subject, place=places.ward21, by=cast.manager, at=ago(2)
        )
    enabling.refuse(
        permission=things["refused"], reason="A listed wall.", would_be_yes="A shelf.", by=cast.grace, at=ago(1)
    )
    looser = replace(starting_rules()[Trigger.ANOTHER_TEAM], outcome=Outcome.GO)
    draft = enabling.start_draft(place=places.ward21, by=cast.grace, at=ago(40))
    enabling.set_rule(draft=draft, rule=looser, version=draft.version, by=cast.grace, at=ago(39))
    enabling.bring_into_force(
        draft=draft, version=draft.version, agreed_on=london_day(ago(38)), by=cast.grace, at=ago(38)
    )
    things["draft"] = enabling.start_draft(place=places.ward21, by=cast.grace, at=ago(3))
    enabling.need_more(permission=things["needs"], need="Who is affected", by=cast.grace, at=ago(1))
    enabling.decline(
        ask=asked("declined", "A lift of our own", cast.helen, places.rp5), reason="No money.", would_be_yes="A grant.",
        by=cast.helen, at=ago(1),
    )  # fmt: skip

    time_off = things["protected"] = asked("protected", "Time to count the walks", cast.helen, places.rp5, kind="time")
    enabling.commit(ask=time_off, due=london_day(now), by=cast.helen, at=ago(1), hours=Decimal(4))
    things["line"] = enabling.use_hours(ask=time_off, on=london_day(ago(1)), hours=Decimal(1), by=cast.grace, at=ago(1))

    def told(name: str, rule: str) -> Any:
        rung = Rung(cast.grace, places.ward21, level_of(places.ward21))
        things[name] = enabling.challenge(rule=rule, place=places.ward21, to=rung, by=cast.amina, at=ago(3))
        return things[name]

    told("rule", "Only a doctor may order a frame")
    enabling.show_rule(challenge=told("habit", "Two signatures for a lamp"), verdict="habit", by=cast.grace, at=ago(1))
    fund = enabling.set_fund(place=places.ward21, yearly=50_000, limit=10_000, by=cast.grace, at=ago(1))
    things["receipt"] = enabling.spend(fund=fund, what="Labels", amount=500, place=places.ward21, by=cast.amina, at=now)

    things["hour"] = enabling.offer_time(
        place=places.ward21, topics=["data"], how_much="weekly", by=cast.amina, at=ago(1)
    )

    things["time"] = changes.claim_benefit(
        change=work, place=places.ward21, kind="time_to_care", words="Nurses walk less.", basis="estimated", amount=Decimal(2),
        unit="hours_a_week", staff_group="nursing_midwifery", by=cast.ward_mate, at=ago(9),
    )  # fmt: skip
    things["money"] = changes.claim_benefit(
        change=work, place=places.ward21, kind="cash_releasing", words="Fewer bags go out of date.", basis="measured",
        amount=Decimal(900), unit="pounds", recurrence="recurrent", by=cast.grace, at=ago(8),
    )  # fmt: skip

    things["partner"], things["partner_key"] = changes.ask_partner(
        change=work, called="Margaret", by=cast.grace, at=ago(6)
    )
    invited = change("invited", "Labels on the shelf")
    things["invitation_to_lead"] = changes.pair(
        change=invited, seat=Seat.MANAGERIAL, person=cast.manager, by=cast.grace, at=ago(5)
    )

    paused = change("paused", "Night trolley")
    sit(paused, Seat.CLINICAL, cast.grace)
    changes.pause(change=paused, reason="The trolley blocks the door.", by=cast.next_ward, at=ago(2))

    measure = measures.start_measure(
        name="Walks", direction="decrease", interval="week", place=places.ward21, by=cast.grace, at=ago(140)
    )
    things["measure"] = measure
    for week in range(12):
        day = london_day(ago(140)) + timedelta(weeks=week)
        measures.add_reading(measure=measure, on=day, value=Decimal(6 + week % 3), by=cast.grace, at=ago(20))
    things["reading"] = Reading.objects.filter(measure=measure).order_by("on")[5]
    things["rebase"] = measures.rebase(
        measure=measure, on=london_day(ago(140)) + timedelta(weeks=8), reason="New shelf", by=cast.grace, at=ago(19)
    )
    things["link"] = measures.make_link(measure=measure, by=cast.grace, at=ago(18))
    things["forty"] = measures.start_measure(
        name="Bags", direction="decrease", interval="day", place=places.ward21, by=cast.grace, at=ago(140)
    )
    days = [london_day(ago(90)) + timedelta(days=number) for number in range(40)]
    things["first_day"], things["last_day"] = days[0], days[19]
    measures.add_readings(
        measure=things["forty"], found=[_found(on, Decimal(on.day)) for on in days], by=cast.grace, at=ago(20)
    )
    changes.link_measure(change=work, measure=things["forty"], by=cast.grace, at=ago(19))
    things["upload"] = uploads.begin(
        measure=measure,
        content=b"when,n\n2026-01-05,7\n2026-01-06,x\n",
        name="a.csv",
        start=None,
        by=cast.grace,
        at=ago(1),
    )
    things["batch"] = measures.add_readings(
        measure=measure, found=[_found(london_day(ago(40)), Decimal(5))], by=cast.grace, at=ago(18)
    )

    for name, audience in (("told", ""), ("shared", "everyone"), ("public", "public"), ("withdrawn", "")):
        done = change(f"{name}_change", f"It works: {name}", idea=noticed(f"{name}_idea", f"Something else: {name}."))
        sit(done, Seat.CLINICAL, cast.grace)
        sit(done, Seat.MANAGERIAL, cast.manager)
        try_it(done, learned=True)
        changes.link_measure(change=done, measure=measure, by=cast.grace, at=ago(120))
        things[name] = stories.tell(
            change=done, title=f"Fewer walks: {name}", worked=True, did="We moved the shelf.", learned="Count first.",
            by=cast.grace, at=ago(30), measure=measure, audience=audience,
        )  # fmt: skip
    stories.withdraw(story=things["withdrawn"], reason="The numbers were another ward's.", by=cast.grace, at=ago(24))
    kept = things["shared_change"]
    changes.make_normal(change=kept, row=kept.change_places.get(place=places.ward21), by=cast.grace, at=ago(25))
    things["adoption"] = stories.take_up(
        story=things["shared"], place=places.larwood, title="Dressings next to the room", reversible=True, inside_team=True,
        new_risk=False, by=cast.adil, at=ago(20),
    )  # fmt: skip
    things["feed"] = stories.make_feed_address(by=cast.amina, at=ago(18))
    asked = Asked(words="walks")
    things["search"] = stories.keep_search(name="Walks", asked=asked, by=cast.amina, at=ago(18))
    things["card"] = stories.make_card(story=things["shared"], by=cast.grace, at=ago(18))
    works = change("works", "It works, not yet told", idea=noticed("works_idea", "Gloves run out at night."))
    sit(works, Seat.CLINICAL, cast.grace)
    try_it(works, learned=True)
    changes.link_measure(change=works, measure=measure, by=cast.grace, at=ago(120))

    things["elsewhere"] = travel.trust(
        name="Elsewhere",
        fingerprint=sealed.fingerprint_of(sealed.public_half(THERE)),
        address="",
        by=cast.admin,
        at=ago(30),
    )
    travel.take_out(story=things["shared"], at=ago(20))
    things["theirs"] = _arrived(travel_queries.document_of(things["shared"]), at=ago(19), by=cast.admin)
    things["adopted"] = stories.take_up(
        story=things["theirs"], place=places.larwood, title="Theirs, here", reversible=True, inside_team=True, new_risk=False,
        by=cast.adil, at=ago(18),
    )  # fmt: skip
    travel.note_reports(at=ago(17))
    things["call"] = stories.open_call(
        place=places.qt1, title="Nearer to the bed", theme="Walks.", asked="Count them.", reach="everyone",
        from_on=london_day(ago(50)), until_on=london_day(now) + timedelta(days=50), by=cast.tom, at=ago(50),
    )  # fmt: skip
    things["call_answer"] = stories.answer_call(
        call=things["call"], what=things["works"], shows="person", by=cast.grace, at=ago(40)
    )

    subject: Subject = things["idea"].subject
    things["comment"] = talk.say(
        subject=subject,
        place=places.ward21,
        by=cast.next_ward,
        at=ago(50),
        words="Here too.",
        tell=(),
    )
    things["document"] = talk.attach_file(
        subject=work.subject,
        place=places.ward21,
        attached=attached.read("rota.txt", b"Nights: two and a half."),
        by=cast.grace,
        at=ago(49),
    )
    things["photo"] = talk.attach(
        subject=subject, place=places.ward21, picture=photos.read(PHOTO.read_bytes()), by=cast.amina, at=ago(49)
    )
    things["report"] = talk.report(
        subject=subject, place=places.ward21, by=cast.coach, at=ago(10), reason="About a colleague.",
        comment=things["comment"], writer=cast.next_ward, colleague=None,
    )  # fmt: skip

    things["asking"] = Membership.objects.create(
        person=cast.newcomer, place=places.ward21, title="Student nurse", staff_group="nursing_midwifery", clinical=True,
        managerial=False, joined_by="confirmation", since=ago(3),
    )  # fmt: skip
    (body,) = [one for one in all_bodies() if one.code == "appraisal"]
    things["entry"] = growth.write(
        person=cast.amina, body=body, room="ideas", subject_id=things["idea"].public_id, title="Fluids near the bays",
        words={"did": "I noticed it."}, at=ago(5),
    )  # fmt: skip
    things["offer"] = growth.offer(
        place=places.ward21, kind="deputise", title="Deputise for the ward manager", what="Two shifts a month.", by=cast.grace,
        at=ago(4), readers="organisation",
    )  # fmt: skip
    things["step_in"] = growth.step_in(offer=things["offer"], why="I led the huddle.", by=cast.ward_mate, at=ago(3))
    things["hour_to_mentor"] = enabling.offer_time(
        place=places.ward21, topics=["mentoring", "data"], how_much="monthly", by=cast.grace, at=ago(30)
    )

    def mentored(topic: str) -> Any:
        return growth.ask_mentor(
            offer=things["hour_to_mentor"], topic=topic, words="I would like to read charts.", by=cast.ward_mate, at=ago(20),
            ends_on=london_day(now) + timedelta(days=60),
        )  # fmt: skip

    things["asked_to_mentor"], things["pair"] = mentored("mentoring"), mentored("data")
    growth.answer_mentee(
        row=things["pair"], answer="yes", reply="On Monday.", ends_on=things["pair"].ends_on, by=cast.grace, at=ago(19)
    )
    things["talker"] = growth.will_talk(
        person=cast.helen, into="Chief executive", came_from="Ward sister", readers="organisation", at=ago(9)
    )
    things["member"] = Membership.objects.get(person=cast.ward_mate)
    things["invitation"] = people.invite(email="newcomer@nhs.example", place=places.ward21, by=cast.grace, at=ago(1))
    things["to_accept"] = RoleGrant.objects.create(person=cast.meera, place=places.ward21, role="deputy", since=ago(9))
    things["grant"] = RoleGrant.objects.get(person=cast.grace, role="answerer")
    shipped = {one.code: one for one in insight_queries.frameworks_of(places.rp5)}
    for name, code in (("own_framework", "cqc-well-led"), ("draft_framework", "board-report")):
        things[name] = insight.copy(framework=shipped[code], home=places.rp5, by=cast.admin, at=ago(9))
    insight.start(framework=things["own_framework"], home=places.rp5, by=cast.admin, at=ago(9))
    return World(cast, places, things)


def _arrived(document: dict[str, Any], at: Any, by: Any) -> Any:
    """A story as another installation would send it."""
    rest = {name: value for name, value in document.items() if name not in ("key", "signature")}
    theirs = sealed.seal(rest | {"id": "theirs"}, THERE)
    return travel.receive(document=theirs, by=by, at=at)[1]


def _found(on: date, value: Decimal) -> Any:
    from groundswell.measures.parsing import Found

    return Found(line=1, on=on, value=value)


def day(name: str, when: date) -> dict[str, str]:
    """A day as it is typed, in three boxes."""
    return {f"{name}_0": str(when.day), f"{name}_1": str(when.month), f"{name}_2": str(when.year)}


WHERE_I_WORK = "where I work"  # stands for the key of the sender's own place
SINCE = {"since_0": "1", "since_1": "4", "since_2": "2026"}
WORK = {"staff_group": "ahp", "title": "Therapist", "clinical": "usual", "managerial": "usual"}
OFFER = {
    "kind": "deputise", "title": "Lead the huddle", "what": "Two mornings a week.", "readers": "organisation", "version": "1",
}  # fmt: skip
CALL = {"title": "Nearer", "theme": "Walks.", "asked": "Count them.", "reach": "everyone", "version": "0"}
TRUST = {"reversible": "yes", "inside_team": "yes", "new_risk": "no"}


def visits(w: World) -> dict[str, Visit]:
    """How each address is opened. Those left out need nothing."""
    today = london_day(timezone.now())

    def of(thing: Any, part: str = "public_id", **typed: Any) -> Visit:
        return Visit({part: thing.public_id}, typed)

    place = {"key": w.places.ward21.key}
    trust = {"key": w.places.rp5.key}

    def version(what: Any, **typed: Any) -> Visit:
        return Visit({**place, "public_id": what.public_id}, typed)

    def statement(**typed: Any) -> Visit:
        return Visit({**place, "public_id": w.draft_framework.public_id, "code": "b1"}, typed)

    return {
        "account_login": Visit(typed={"email": "somebody@nhs.example"}),
        "account_request_login_code": Visit(typed={"email": "somebody@nhs.example"}),
        "mfa_remove_webauthn": Visit({"pk": "1"}),
        "mfa_edit_webauthn": Visit({"pk": "1"}),
        "people:welcome": Visit(typed={"name": "A new name"}),
        "people:me_details": Visit(typed={"name": "A new name"}),
        "people:me_away": Visit(typed={"back": "now"}),
        "people:me_map": Visit(typed={"left_out": "yes"}),
        "people:decline_cover": of(w.cast.finance),
        "people:me_places": Visit(typed={"place": "RP5"}),
        "people:join": Visit(typed={**WORK, "place": "C84024"}, asked="place=C84024"),
        "people:membership": of(w.member, **WORK),
        "people:leave": of(w.member),
        "people:invitation": of(w.invitation, **WORK),
        "people:withdraw": of(w.invitation),
        "people:someone": of(w.cast.ward_mate),
        "people:place_people": Visit(place),
        "people:invite": Visit(place, {"email": "somebody.new@nhs.example"}),
        "people:mail_domain": Visit(trust, {"domain": "rp5.example"}),
        "people:doors": Visit(trust, {"it_fault_name": "Service desk"}),
        "people:headcounts": Visit(place, {**SINCE, "heads_nursing_midwifery": "23"}),
        "people:paste_headcounts": Visit(trust, {**SINCE, "text": "Ward 21,Ambulance,3", "deed": "store"}),
        "people:own_numbers": Visit(trust, {"shapes": "A999999"}),
        "front:stuck": Visit(trust, {"again": "job-0"}),
        "people:give_role": Visit({**place, "public_id": w.cast.ward_mate.public_id}, {"role": "answerer"}),
        "people:let_in": of(w.asking),
        "people:turn_away": of(w.asking, reason="You work on another ward."),
        "people:remove": of(w.member),
        "people:accept_role": of(w.to_accept),
        "people:end_role": of(w.grant),
        "places:find": Visit(asked="q=bassetlaw"),
        "talk:report": of(w.report, outcome="hidden", answer="It was about a colleague."),
        "measures:start": Visit(
            typed={"name": "Falls", "direction": "decrease", "interval": "week", "place": WHERE_I_WORK},
        ),
        "measures:measures": Visit(asked=f"place={w.places.ward21.key}"),
        "measures:measure": of(w.forty),
        "measures:edit": of(
            w.measure, name="Walks a day", direction="decrease", interval="week", version=w.measure.version
        ),
        "measures:add": of(w.forty, value="4", **day("on", today - timedelta(days=1))),
        "measures:load": of(w.forty, text="01/02/2026 4\n08/02/2026 5\n"),
        "measures:rebase": of(w.measure, reason="Moved", **day("on", w.reading.on)),
        "measures:take_choice_back": of(w.rebase),
        "measures:limits": of(w.forty),
        "measures:set_aside": of(w.measure, reason="The lift was out", **day("on", w.reading.on)),
        "measures:fix": of(w.forty, reason="Before", **day("on", w.first_day), **day("until", w.last_day)),
        "measures:chart": of(w.measure, chart="run"),
        "measures:weekdays": of(w.measure),
        "measures:drawing": of(w.measure),
        "measures:parameters": of(w.measure),
        "measures:links": of(w.forty),
        "measures:end_link": Visit({"public_id": w.measure.public_id, "key": w.link.key}),
        "measures:linked": Visit({"key": w.link.key}),
        "measures:take_away": of(w.forty),
        "measures:correct": of(w.reading, value="4", version=w.reading.version, **day("on", w.reading.on)),
        "measures:remove": of(w.reading),
        "measures:undo": of(w.batch),
        "measures:upload": of(w.upload, digest="1", deed="look"),
        "measures:discard_upload": of(w.upload),
        "measures:left_out": of(w.upload),
        "benefits:benefits": Visit(asked=f"place={w.places.ward21.key}"),
        "benefits:take_away": Visit(asked=f"place={w.places.ward21.key}"),
        "changes:take_away": Visit(asked=f"place={w.places.ward21.key}"),
        "benefits:benefit": of(w.money, answer="yes"),
        "benefits:take_back": of(w.money),
        "ideas:colleague": Visit(
            typed={
                "words": "The bins are far.",
                "place_key": w.places.ward21.key,
                "colleague": "improvement coach",
                "said_yes": "on",
            }
        ),
        "ideas:several": Visit(
            typed={"count": "1", "1-words": "The bins are far.", "place_key": w.places.ward21.key},
        ),
        "ideas:several_saved": Visit(asked=f"ids={w.idea.public_id}.{w.held.public_id}"),
        "ideas:not_mine": of(w.entered),
        "ideas:notice": Visit(typed={"words": "The bins are far.", "place_key": w.places.ward21.key}),
        "ideas:by_poster": Visit({"code": w.poster.code}, {"words": "The bins are far."}),
        "ideas:on_tablet": Visit({"code": w.tablet.code}, {"words": "The bins are far."}),
        "ideas:receipts": Visit(typed={"number": w.number}),
        "ideas:receipt": Visit({"ticket": numbers.ticket(w.number)}, {"deed": "reply", "words": "Thank you."}),
        "ideas:held_name": of(w.held_name, words="Thank you."),
        "ideas:vouch": of(w.left),
        "ideas:whose": of(w.held_name),
        "ideas:posters": Visit(place, {"deed": "make"}),
        "ideas:all_posters": Visit(trust),
        "ideas:printed": Visit({**place, "kind": "poster"}),
        "ideas:ideas": Visit(asked=f"place={w.places.ward21.key}"),
        "ideas:idea": of(w.worked_on),
        "ideas:tried_before": of(w.idea, say="apart", room="ideas", which=w.into.public_id),
        "ideas:while_typing": Visit(typed={"words": "The fluids are far from the bays."}),
        "ideas:sent": of(w.idea, say="kind:waste"),
        "ideas:talk": of(w.worked_on, deed="say", words="We could move it."),
        "ideas:photos": of(w.idea, deed="remove", photo=w.photo.public_id),
        "ideas:photo": Visit({"public_id": w.idea.public_id, "photo_id": w.photo.public_id}),
        "ideas:answer": of(w.idea, words="Let us look at it on Monday."),
        "ideas:reword": of(w.idea, words="The fluids are far.", version=w.idea.version),
        "ideas:support": of(w.worked_on, kind="happens_here"),
        "ideas:fixed": of(w.idea, what="Moved it."),
        "ideas:still_fixed": of(w.fixed, still="yes"),
        "ideas:hand_over": Visit({"public_id": w.idea.public_id, "route": "it_fault"}),
        "ideas:rest": of(w.idea, reason="no_time_now", words="Not now."),
        "ideas:wake": of(w.resting),
        "ideas:join": of(w.idea, into=w.into.public_id),
        "ideas:answer_joining": of(w.double, say="yes"),
        "ideas:release": of(w.held),
        "changes:new": Visit(
            typed={"title": "A new change", "seat": "none", "where": w.places.ward21.key, **TRUST},
            asked=f"idea={w.idea.public_id}",
        ),
        "changes:change": of(w.work),
        "changes:edit": of(w.work, title="Fluids near", aim="Fewer walks", version=w.work.version, **TRUST),
        "changes:files": Visit({"public_id": w.work.public_id}, {"file": SentAgain("list.txt", b"Gloves, gowns.")}),
        "changes:file": Visit({"public_id": w.work.public_id, "file": w.document.public_id}),
        "changes:delete_file": Visit({"public_id": w.work.public_id, "file": w.document.public_id}),
        "changes:talk": of(w.work, deed="say", words="Good."),
        "changes:seats": of(w.invited, ask=f"clinical {w.cast.meera.public_id}"),
        "changes:help": of(w.work),
        "changes:steps": of(w.work, what="Paint the shelf", who=""),
        "changes:drivers": of(w.work, outline="Fluids are near\n- The shelf is full", version=w.work.drivers_version),
        "changes:start_test": of(
            w.work, question="Again?", prediction="Yes", plan="", scale="one_shift", **day("started_on", today)
        ),
        "changes:promise": of(w.work, what="A second key", **day("due", today + timedelta(days=9))),
        "changes:pause": of(w.work, reason="The shelf is loose."),
        "changes:answer_pause": of(w.paused, answer="It stands elsewhere now."),
        "changes:stop": of(w.work, reason="No time", learned="Start smaller."),
        "changes:normal": of(w.works, place=w.places.ward21.key),
        "changes:made_normal": Visit({"public_id": w.shared_change.public_id, "key": w.places.ward21.key}),
        "changes:places": of(w.work, place_key=w.places.ward17.key),
        "changes:measures": of(w.work, name="Bags", direction="decrease", interval="week"),
        "changes:benefits": of(
            w.work,
            kind="time_to_care",
            words="Less walking.",
            amount="2",
            staff_group="nursing_support",
            basis="estimated",
        ),
        "changes:confirm_benefit": Visit({"public_id": w.work.public_id, "key": w.time.public_id}),
        "changes:lasting": of(w.work, fit="strong"),
        "changes:progress": of(w.work, tenths="25", why="One bay only."),
        "changes:partners": of(w.work, called="A carer"),
        "changes:partner": Visit({"key": w.partner_key}, {"words": "The walk is long for visitors too."}),
        "changes:invitation": of(w.invitation_to_lead, "row"),
        "changes:suggest": of(w.invitation_to_lead, "row", to=w.cast.helen.public_id),
        "changes:accept": of(w.invitation_to_lead, "row"),
        "changes:decline": of(w.invitation_to_lead, "row", words="Not this month."),
        "changes:hand_over": of(w.clinical, "row", to=w.cast.meera.public_id),
        "changes:leave": of(w.clinical, "row"),
        "changes:step_done": of(w.step, "step"),
        "changes:test": of(w.test, happened="It helped.", learned="Yes.", decision="adopt", **day("ended_on", today)),
        "changes:before": of(w.asks_first, identifiable_data="yes"),
        "changes:ask_permissions": of(w.asks_first),
        "changes:in_the_way": of(w.work, what="The door sticks", kind="estate", to=w.cast.helen.public_id),
        "changes:stand_behind": Visit({"public_id": w.work.public_id, "key": w.ask.public_id}),
        "enabling:ask": of(w.ask),
        "enabling:commit": of(w.ask, **day("due", today + timedelta(days=9))),
        "enabling:commit_by": Visit({"public_id": w.ask.public_id, "day": (today + timedelta(days=9)).isoformat()}),
        "enabling:move": of(w.promise, reason="The locksmith is away.", **day("to", today + timedelta(days=60))),
        "enabling:keep": of(w.ask),
        "enabling:pass_on": of(w.ask, to="anybody", name="Dr Meera Patel", words="You know the store."),
        "enabling:pass_below": of(w.ask),
        "enabling:decline": of(w.ask, reason="No money", would_be_yes="A grant"),
        "enabling:want_to_talk": of(w.declined),
        "enabling:ask_higher": of(w.near_ask),
        "enabling:stay": of(w.ask, stays="yes"),
        "enabling:withdraw": of(w.ask),
        "enabling:talk": of(w.ask, deed="say", words="Thank you for looking."),
        "enabling:use_hours": of(w.protected, hours="2", **day("on", today)),
        "enabling:strike_hours": Visit({"public_id": w.protected.public_id, "line": w.line.public_id}),
        "enabling:ask_whether_real": Visit(
            typed={"rule": "No plants", "to": "anybody", "name": "Dr Meera Patel"}, asked=f"place={place['key']}"
        ),
        "enabling:challenge": of(w.rule),
        "enabling:say_told": of(w.rule),
        "enabling:show_rule": of(w.rule, verdict="habit"),
        "enabling:settle_rule": of(w.habit, outcome="dropped"),
        "enabling:pass_rule_on": of(w.rule, to="anybody", name="Operations manager", words="Yours?"),
        "enabling:own_hours": Visit(typed={"topics": ["writing"], "how_much": "once", "where": WHERE_I_WORK}),
        "enabling:end_hours": of(w.hour),
        "enabling:hours_here": Visit(place),
        "enabling:fund": Visit(place),
        "enabling:set_fund": Visit(place, {"yearly": "600", "limit": "50"}),
        "enabling:spend": Visit(place, {"what": "Tape", "amount": "4"}),
        "enabling:fund_file": Visit(place),
        "enabling:undo_spend": of(w.receipt),
        "enabling:ask_money": Visit(
            place, {"what": "A scanner", "to": "anybody", "name": "A nurse from the next ward"}
        ),
        "changes:what_is_this": of(w.work, answer="yes"),
        "changes:try_rules": Visit(place),
        "enabling:without_asking": Visit(place),
        "enabling:rules": Visit(place),
        "enabling:rules_version": Visit({**place, "number": "1"}),
        "enabling:start_rules": Visit(place),
        "enabling:rule": Visit(
            {**place, "trigger": "procurement_or_contract"},
            {
                "question": "Do you buy something?",
                "outcome": "ask",
                "to": "nearest",
                "working_days": "4",
                "on_clock_end": "moves_up",
                "origin": "law",
                "may_loosen": "no",
                "version": w.draft.version,
            },
        ),
        "enabling:put_rule_back": Visit({**place, "trigger": "affects_another_team"}),
        "enabling:discard_rules": Visit(place),
        "enabling:sign_rules": Visit(place, {"signed": "on", "version": w.draft.version, **day("agreed_on", today)}),
        "enabling:permission": of(w.permission),
        "enabling:give": of(w.permission),
        "enabling:give_if": of(w.permission, conditions="Only on this ward"),
        "enabling:need_more": of(w.permission, need="A second quote"),
        "enabling:refuse": of(w.permission, reason="Too dear", would_be_yes="A grant"),
        "enabling:pass_up": of(w.permission, words="You hold the budget"),
        "enabling:send": of(w.needs, sent="It is in the folder"),
        "enabling:talk_about": of(w.refused),
        "growth:opportunity": of(w.offer),
        "growth:offer": Visit(place, OFFER),
        "growth:offer_for_change": of(w.work, **OFFER | {"kind": "data_help"}),
        "growth:edit_offer": of(w.offer, **OFFER),
        "growth:close": of(w.offer, because="Filled."),
        "growth:step_in": of(w.offer, why="I know the ward."),
        "growth:answer": of(w.step_in, answer="yes", words="Come on Monday."),
        "growth:withdraw": of(w.step_in),
        "growth:ask_mentor": of(
            w.hour_to_mentor, topic="data", words="Charts.", **day("ends_on", today + timedelta(days=50))
        ),
        "growth:mentoring": of(w.pair, minutes="60", **day("on", today)),
        "growth:answer_mentee": of(
            w.asked_to_mentor, answer="yes", reply="On Monday.", **day("ends_on", today + timedelta(days=50))
        ),
        "growth:end_mentoring": of(w.pair, thanks="For your patience."),
        "growth:beside": Visit({"framework": "hlm", "dimension": "hlm6"}),
        "growth:will_talk": Visit(typed={"into": "Ward manager"}),
        "growth:ask_to_talk": of(w.talker),
        "growth:put_away": Visit({"room": "changes", "public_id": w.work.public_id}),
        "growth:choose": Visit({"room": "changes", "public_id": w.work.public_id}),
        "growth:write": Visit(
            {"room": "changes", "public_id": w.work.public_id, "body": "appraisal"},
            {"did": "I led it.", "version": "0"},
        ),
        "growth:write_free": Visit({"body": "hcpc"}, {"did": "A course.", "version": "0"}),
        "growth:entry": of(w.entry),
        "growth:edit": of(w.entry, did="I noticed it first.", version=w.entry.version),
        "growth:delete": of(w.entry, version=w.entry.version),
        "growth:entry_file": of(w.entry),
        "growth:entry_pdf": of(w.entry),
        "growth:entry_odt": of(w.entry),
        "growth:delete_all": Visit(typed={"sure": "yes"}),
        "insight:nation": Visit(),
        "insight:nation_file": Visit(),
        "insight:bureaucracy": Visit(place),
        "insight:leadership": Visit(place),
        "insight:leadership_file": Visit(place),
        "insight:funnel": Visit(place),
        "insight:funnel_file": Visit(place),
        "insight:bureaucracy_file": Visit(place),
        "insight:surroundings": Visit(place),
        "insight:surroundings_file": Visit(place),
        "insight:load_survey": Visit(trust, {"text": "2024; q3d; 68.4; 4535", "deed": "store"}),
        "insight:pulse": Visit(place, {"s1": "4", "s2": "2"}),
        "insight:pulse_poster": Visit(place),
        "insight:protection_odt": Visit({"code": "dpia"}),
        "insight:protection_pdf": Visit({"code": "staff-side"}),
        "insight:staff_side": Visit(trust, {"with_whom": "The joint committee"}),
        "insight:pulse_setting": Visit(trust, {"is_on": "no"}),
        "insight:evidence": Visit(place),
        "insight:frameworks": Visit(place),
        **{f"insight:{name}": Visit({**place, "code": "board-report"}) for name in ("pack", "pack_paper", "pack_file")},
        **{f"insight:{name}": version(w.own_framework) for name in ("framework", "copy_framework", "end_framework")},
        "insight:edit_framework": version(
            w.draft_framework, name="For the board", owner="The board", version="2", edits="0"
        ),
        "insight:start_framework": version(w.draft_framework),
        "insight:discard_framework": version(w.draft_framework),
        "insight:add_statement": version(w.draft_framework, title="What is next?", edits="0"),
        "insight:statement": statement(title="What is better?", edits="0"),
        "insight:remove_statement": statement(),
        "stories:followed_atom": Visit({"key": w.feed.key}),
        "stories:followed_json": Visit({"key": w.feed.key}),
        "stories:story": of(w.told),
        "stories:talk": of(w.told, deed="say", words="Lovely."),
        "stories:share": of(w.told, audience="everyone", before="organisation"),
        "stories:withdraw": of(w.told, reason="The numbers were another ward's."),
        "stories:put_back": of(w.withdrawn),
        "stories:my_name": of(w.told, yes="yes"),
        "stories:outside": of(w.public),
        "stories:passing_thanks": of(w.public),
        **{f"stories:{name}": of(w.told) for name in ("paper", "poster", "label", "labels")},
        "stories:take_up": of(w.shared, place=WHERE_I_WORK, title="Ours", **TRUST),
        "stories:tell": of(
            w.works,
            title="Gloves at night",
            worked="yes",
            did="More boxes.",
            learned="Count.",
            measure="none",
            version=0,
            audience="organisation",
        ),
        "stories:result": of(w.adoption, helped="yes", result="It helped us too."),
        "stories:adapt": of(w.adoption, adapted="A basket.", version=1),
        "stories:beside": of(w.adoption),
        "stories:spread": of(w.told),
        "stories:became_real": of(w.shared_idea),
        "stories:keep_search": Visit(typed={"name": "Beds"}, asked="q=beds"),
        "stories:look": of(w.search),
        "stories:drop_search": of(w.search),
        "stories:cards": of(w.shared),
        "stories:end_card": of(w.shared),
        "stories:card": Visit({"key": w.card.key}),
        "stories:trust": Visit(typed={"name": "Another", "fingerprint": "cd" * 20}),
        "stories:installation": of(w.elsewhere),
        "stories:read_soon": of(w.elsewhere),
        "stories:end_trust": of(w.elsewhere),
        "stories:report_file": of(w.adopted),
        "stories:take_out": of(w.shared),
        "stories:file": of(w.shared),
        "stories:their_stories": Visit({"key": w.elsewhere.our_key}),
        "stories:their_reports": Visit({"key": w.elsewhere.our_key}),
        "stories:new_call": Visit(typed=CALL | day("from_on", today) | day("until_on", today)),
        "stories:call": of(w.call),
        "stories:edit_call": of(w.call, **CALL | {"version": "1"}, **day("from_on", today), **day("until_on", today)),
        "stories:close_call": of(w.call, came_of_it="Fewer walks."),
        "stories:answer_call": of(w.call, what=f"change-{w.work.public_id}", shows="counted"),
        "stories:call_answer": of(w.call_answer, shows="place"),
        "stories:unlink": of(w.call_answer),
        "front:place": Visit(place),
        "changes:coach_ask": Visit(
            {"public_id": w.works.public_id, "line": "empty-seat"}, {"words": "Who might say yes to this seat?"}
        ),
        "front:wall_address": Visit(place, {"deed": "make"}),
        "front:wall": Visit({"key": w.wall.key}),
        "front:move_card": Visit({**place, "card": f"idea-{w.idea.public_id}"}, {"to": "trying"}),
        "front:board": Visit(place, {"measure": w.measure.public_id, "value": "4"}),
        "front:search": Visit(asked="q=fluids"),
        "front:notices": Visit(typed={"deed": "read"}),
        "front:leave": Visit(typed={"sure": "on"}),
        "front:be_someone": Visit(typed={"who": w.cast.amina.public_id}),
    }
