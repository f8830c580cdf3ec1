"""Five audiences, stories withdrawn and put right openly, names where anybody reads."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def systems(apps, schema_editor):
    """The integrated care board above the place of each story."""
    Story = apps.get_model("stories", "Story")
    for board in apps.get_model("places", "Place").objects.filter(kind="icb").exclude(path=""):
        Story.objects.filter(place__path__startswith=board.path).update(system=board)


class Migration(migrations.Migration):
    dependencies = [
        ("changes", "0005_drivers"),
        ("measures", "0004_ready_readings"),
        ("places", "0004_research_door"),
        ("stories", "0002_library"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Correction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("words", models.CharField(max_length=300)),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Naming",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="PassingThanks",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField()),
                ("number", models.PositiveIntegerField(default=0)),
            ],
        ),
        migrations.AddField(
            model_name="story",
            name="system",
            field=models.ForeignKey(
                blank=True,
                help_text="The integrated care board above its place.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="places.place",
            ),
        ),
        migrations.AddField(
            model_name="story",
            name="withdrawn_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="story",
            name="withdrawn_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="story",
            name="withdrawn_from",
            field=models.CharField(
                blank=True,
                choices=[
                    ("place", "Only the places that took part"),
                    ("", "The organisations that took part"),
                    ("system", "The whole system"),
                    ("everyone", "Everyone who uses Groundswell here"),
                    ("public", "The public"),
                ],
                help_text="Who could read it: they still read that it was withdrawn, and why.",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="story",
            name="withdrawn_reason",
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AlterField(
            model_name="story",
            name="audience",
            field=models.CharField(
                blank=True,
                choices=[
                    ("place", "Only the places that took part"),
                    ("", "The organisations that took part"),
                    ("system", "The whole system"),
                    ("everyone", "Everyone who uses Groundswell here"),
                    ("public", "The public"),
                ],
                max_length=10,
            ),
        ),
        migrations.AddIndex(
            model_name="story",
            index=models.Index(
                fields=["system", "audience", "-told_at", "-id", "place_kind", "idea_kind", "result", "permission"],
                name="stories_in_the_system",
            ),
        ),
        migrations.AddConstraint(
            model_name="story",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("withdrawn_at", None), models.Q(("withdrawn_reason", ""), _negated=True), _connector="OR"
                ),
                name="stories_withdrawn_says_why",
            ),
        ),
        migrations.AddField(
            model_name="correction",
            name="by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="correction",
            name="story",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="corrections", to="stories.story"
            ),
        ),
        migrations.AddField(
            model_name="naming",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="naming",
            name="story",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="namings", to="stories.story"
            ),
        ),
        migrations.AddField(
            model_name="passingthanks",
            name="story",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="passing_thanks", to="stories.story"
            ),
        ),
        migrations.AddConstraint(
            model_name="naming",
            constraint=models.UniqueConstraint(fields=("story", "person"), name="stories_named_once"),
        ),
        migrations.AddConstraint(
            model_name="passingthanks",
            constraint=models.UniqueConstraint(fields=("story", "on"), name="stories_passing_thanks_a_day"),
        ),
        migrations.RunPython(systems, migrations.RunPython.noop),
    ]
