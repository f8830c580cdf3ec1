"""A co-lead's promise of before is an ask of themselves, promised for a day, behind which its changes stand."""

from django.db import migrations


def promises_become_asks(apps, schema_editor):
    Ask, Behind, Commitment, Hop = (
        apps.get_model("enabling", name) for name in ("Ask", "AskBehind", "Commitment", "AskHop")
    )
    Change = apps.get_model("changes", "Change")
    for made in Commitment.objects.filter(ask=None):
        moved = made.due_on != made.first_due_on
        ask = Ask.objects.create(
            public_id=made.public_id, kind="other", what=made.what, place_id=made.place_id, organisation_id=made.organisation_id,
            asked_by_id=made.person_id, asked_at=made.made_at, holder_id=made.person_id, held_since=made.made_at, level="team",
            level_place_id=made.place_id, status="kept" if made.kept_at else "moved" if moved else "committed",
            ended_at=made.kept_at,
        )  # fmt: skip
        Hop.objects.create(
            ask=ask, person_id=made.person_id, level="team", place_id=made.place_id, why="asked", at=made.made_at
        )
        for change in Change.objects.filter(commitments=made.pk):
            Behind.objects.create(
                ask=ask, work_room="changes", work_id=change.public_id, work_title=change.title,
                work_address=f"/changes/{change.public_id}/", place_id=change.place_id,
                organisation_id=change.organisation_id, since=made.made_at,
            )  # fmt: skip
        if moved:
            Commitment.objects.create(
                ask=ask, person_id=made.person_id, made_at=made.made_at, due_on=made.first_due_on, moved_at=made.made_at,
                moved_reason=made.moved_reason, what=made.what, place_id=made.place_id,
                organisation_id=made.organisation_id, first_due_on=made.first_due_on,
            )  # fmt: skip
            made.moved_reason = ""
        made.ask = ask
        made.save()


class Migration(migrations.Migration):
    dependencies = [("enabling", "0002_asks"), ("changes", "0001_initial")]

    operations = [migrations.RunPython(promises_become_asks, migrations.RunPython.noop)]
