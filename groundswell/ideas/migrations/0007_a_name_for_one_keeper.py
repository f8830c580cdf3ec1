from django.db import migrations, models

from groundswell.post import numbers


def seal_for_the_keeper(apps, _schema):  # type: ignore[no-untyped-def]
    """Names that are held already are sealed anew, for the one who holds them. Without the key all stays as it is."""
    held = apps.get_model("ideas", "Idea").objects.filter(keeper__isnull=False).exclude(sealed_owner="")
    for idea in held.iterator(chunk_size=500):
        if (owner := numbers.unseal(idea.sealed_owner)).isdigit():
            anew = numbers.seal(f"{owner} {idea.keeper_id}", int(idea.noticed_at.timestamp()))
            held.filter(pk=idea.pk).update(sealed_owner=anew)


class Migration(migrations.Migration):
    dependencies = [("ideas", "0006_whose_turn")]

    operations = [
        migrations.AddField(
            model_name="idea",
            name="stays_sealed",
            field=models.BooleanField(default=False, help_text="Held: the owner said no to a new keeper."),
        ),
        migrations.AlterField(
            model_name="idea",
            name="sealed_owner",
            field=models.TextField(
                blank=True, help_text="Held: the owner, for one keeper, sealed with a key outside the database."
            ),
        ),
        migrations.RunPython(seal_for_the_keeper, migrations.RunPython.noop, elidable=True),
    ]
