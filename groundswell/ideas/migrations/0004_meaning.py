"""Likeness by meaning: vectors beside what is remembered, and the pairs that somebody said are not the same."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("ideas", "0003_fewer_indexes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Meaning",
            fields=[
                (
                    "remembered",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="meaning",
                        serialize=False,
                        to="ideas.remembered",
                    ),
                ),
                (
                    "model",
                    models.CharField(
                        help_text="Which model made it; those of another are not compared.", max_length=16
                    ),
                ),
                ("code", models.BinaryField()),
                ("vector", models.BinaryField()),
                ("shown", models.TextField(blank=True)),
                ("changed_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="NotTheSame",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("room", models.CharField(max_length=20)),
                ("subject_id", models.CharField(max_length=12)),
                ("at", models.DateTimeField()),
            ],
        ),
        # Django would make the table anew on SQLite, and the triggers of full-text search would go with the old one.
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(
                    "ALTER TABLE ideas_remembered ADD COLUMN meant bool NOT NULL DEFAULT false",
                    "ALTER TABLE ideas_remembered DROP COLUMN meant",
                )
            ],
            state_operations=[
                migrations.AddField(
                    model_name="remembered",
                    name="meant",
                    field=models.BooleanField(
                        default=False, help_text="Its meaning is worked out for these words and readers."
                    ),
                )
            ],
        ),
        migrations.AddIndex(
            model_name="remembered",
            index=models.Index(models.F("id"), condition=models.Q(("meant", False)), name="ideas_not_yet_meant"),
        ),
        migrations.AddIndex(
            model_name="meaning",
            index=models.Index(models.F("changed_at"), models.F("remembered"), name="ideas_meaning_changed"),
        ),
        migrations.AddField(
            model_name="notthesame",
            name="idea",
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="ideas.idea"),
        ),
        migrations.AddField(
            model_name="notthesame",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddConstraint(
            model_name="notthesame",
            constraint=models.UniqueConstraint(
                fields=("person", "idea", "room", "subject_id"), name="ideas_not_the_same_once"
            ),
        ),
    ]
