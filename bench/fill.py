"""Fill a database with a believable number of ideas, comments and events: `python -m bench.fill 100000`.

Seeded, so two runs make the same rows. 40 trusts of 30 wards share the ideas with a heavy tail (the largest trust has about
a fifth). Each idea has four comments on average and the events that noticing and answering record. Everything is written
with `bulk_create` in the shapes that the verbs write; `bench/README.md` says how a page of a real one compares.
"""

from __future__ import annotations

import random
import sys
from datetime import UTC, datetime, timedelta

import django

WORDS = """ward clinic bed handover rota triage referral pharmacy letter scanner trolley waiting phone booking consent
theatre recovery community family porter lift key cupboard stock order dressing cannula fluid chart observation audit fall
pressure wound frailty dementia diabetes asthma respiratory cardiac renal stroke imaging blood sample label courier fridge
vaccine appointment reminder text portal record template screen login printer paper form delay queue duplicate missing late
early weekend night morning shift staff team huddle board round review plan transport home visit practice reception slot
urgent routine follow maternity child school learning carer interpreter leaflet poster training induction student waste
glove inhaler repeat prescription stop start try change measure improve faster safer kinder simpler clearer calmer share""".split()
BATCH = 5000
START = datetime(2024, 1, 1, 8, 0, tzinfo=UTC)


def main(ideas: int) -> None:
    from groundswell.events.models import Credit, Event
    from groundswell.ideas.memory import reader
    from groundswell.ideas.models import Idea, Remembered
    from groundswell.talk.models import Comment

    rng = random.Random(2026)
    wards, people = places_and_people(rng)
    weights = [1 / (1 + index // 30) for index in range(len(wards))]
    done = 0
    while done < ideas:
        size = min(BATCH, ideas - done)
        made = [idea(rng, done + n, ideas, wards, weights, people) for n in range(size)]
        Idea.objects.bulk_create(made)
        said = [comment for one in made for comment in comments(rng, one, people)]
        Comment.objects.bulk_create(said, batch_size=BATCH)
        by_id = {one.public_id: one for one in made}
        events = [event for one in made for event in happened(one)]
        events += [commented(comment, by_id[comment.subject_id]) for comment in said]
        Event.objects.bulk_create(events, batch_size=BATCH)
        Credit.objects.bulk_create([credit(event) for event in events], batch_size=BATCH)
        Remembered.objects.bulk_create(
            Remembered(
                room="ideas", subject_id=one.public_id, title=one.first_words, address=one.get_absolute_url(), text=one.words,
                outcome=one.get_stage_display(), at=one.noticed_at, shown=reader(one.organisation_id),
            )
            for one in made
        )  # fmt: skip
        done += size
        print(f"\r{done:,} ideas", end="", flush=True)
    print()


def places_and_people(rng: random.Random):
    """40 trusts of 30 wards; 12 people a trust, the first of whom answers for all of it."""
    from groundswell.people.models import Membership, Person, RoleGrant
    from groundswell.places.models import Kind, Place

    wards, people = [], {}
    for number in range(40):
        trust = Place.objects.create(
            key=f"B{number:02}", ods_code=f"B{number:02}", name=f"Bench trust {number}", kind=Kind.TRUST
        )
        trust.path, trust.organisation = f"/{trust.pk}/", trust
        trust.save()
        mine = Place.objects.bulk_create(
            Place(name=f"Ward {n}", kind=Kind.WARD, parent=trust, organisation=trust) for n in range(30)
        )
        for ward in mine:
            ward.path = f"{trust.path}{ward.pk}/"
        Place.objects.bulk_update(mine, ["path"])
        wards += mine
        staff = Person.objects.bulk_create(
            Person(email=f"p{n}.b{number}@bench.example", name=f"Person {n} of trust {number}", password="!")
            for n in range(12)
        )
        Membership.objects.bulk_create(
            Membership(
                person=one, place=rng.choice(mine), staff_group="nursing_midwifery", clinical=True, managerial=n % 3 == 0,
                joined_by="invitation", since=START, confirmed_at=START,
            )
            for n, one in enumerate(staff)
        )  # fmt: skip
        RoleGrant.objects.create(person=staff[0], place=trust, role="answerer", since=START)
        people[trust.pk] = staff
    return wards, people


def sentence(rng: random.Random, low: int, high: int) -> str:
    """Words of a fixed vocabulary; `bladder` in one idea of 200 and `discharge` in one of 12, as in other tools' runs."""
    words = [rng.choice(WORDS) for _ in range(rng.randint(low, high))]
    if rng.random() < 1 / 200:
        words[0] = "bladder"
    if rng.random() < 1 / 12:
        words[-1] = "discharge"
    return " ".join(words).capitalize() + "."


def idea(rng: random.Random, number: int, total: int, wards, weights, people):
    from groundswell.ideas.models import Idea

    ward = rng.choices(wards, weights)[0]
    owner, answerer = rng.choice(people[ward.organisation_id]), people[ward.organisation_id][0]
    at = START + timedelta(days=1000 * number / total)
    heard = number % 10 != 0
    return Idea(
        words=sentence(rng, 25, 70), owner=owner, place=ward, organisation_id=ward.organisation_id, noticed_at=at, moved_at=at,
        due_on=(at + timedelta(days=2)).date(), stage="heard" if heard else "noticed", heard_at=at if heard else None,
        heard_by=answerer if heard else None, answer=sentence(rng, 6, 20) if heard else "",
    )  # fmt: skip


def happened(one):
    """The events of noticing and answering."""
    from groundswell.events.models import Event

    kinds = [("idea_noticed", one.owner)] + ([("idea_heard", one.heard_by)] if one.heard_by else [])
    return [
        Event(
            kind=kind, room="ideas", subject_id=one.public_id, title=one.first_words, address=one.get_absolute_url(),
            place=one.place, organisation_id=one.organisation_id, actor=actor, at=one.noticed_at + timedelta(hours=n),
        )
        for n, (kind, actor) in enumerate(kinds)
    ]  # fmt: skip


def commented(comment, one):
    from groundswell.events.models import Event

    return Event(
        kind="commented", room="ideas", subject_id=one.public_id, title=one.first_words, address=one.get_absolute_url(),
        place=one.place, organisation_id=one.organisation_id, actor=comment.person, at=comment.at,
    )  # fmt: skip


def credit(event):
    from groundswell.events.models import Credit

    part = {"idea_noticed": "owner", "idea_heard": "answerer", "commented": "commenter"}[event.kind]
    return Credit(
        event=event,
        person=event.actor,
        part=part,
        place=event.place,
        staff_group="nursing_midwifery",
        clinical=True,
        at=event.at,
    )


def comments(rng: random.Random, one, people):
    from groundswell.talk.models import Comment

    return [
        Comment(
            room="ideas", subject_id=one.public_id, organisation_id=one.organisation_id, words=sentence(rng, 6, 30),
            person=rng.choice(people[one.organisation_id]), at=one.noticed_at + timedelta(hours=2 + n),
        )
        for n in range(rng.randint(0, 8))
    ]  # fmt: skip


if __name__ == "__main__":
    django.setup()
    main(int(sys.argv[1]))
