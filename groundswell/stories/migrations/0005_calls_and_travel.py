"""Calls and who answers them; trusted installations, what arrived from them and what is told back."""

import django.db.models.deletion
import groundswell.ui.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("changes", "0006_brought_and_real"),
        ("ideas", "0009_walls"),
        ("places", "0004_research_door"),
        ("stories", "0004_lineage_searches_cards"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Call",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.CharField(default=groundswell.ui.ids.new_id, max_length=12, unique=True)),
                ("title", models.CharField(max_length=120)),
                ("theme", models.TextField(help_text="In plain words: what it is about, and why now.")),
                ("asked", models.TextField(help_text="What is asked of places.")),
                (
                    "reach",
                    models.CharField(
                        choices=[("under", "Places under it"), ("everyone", "Everyone who uses Groundswell here")],
                        default="under",
                        max_length=8,
                    ),
                ),
                ("from_on", models.DateField()),
                ("until_on", models.DateField()),
                ("kinds", models.JSONField(blank=True, default=list, help_text="Kinds of idea it looks for (d2).")),
                ("aims", models.JSONField(blank=True, default=list, help_text="What it should make better (d8).")),
                ("cited", models.CharField(blank=True, help_text="A national aim, by its name.", max_length=200)),
                ("cited_source", models.CharField(blank=True, help_text="Who set it.", max_length=120)),
                ("cited_link", models.CharField(blank=True, max_length=300)),
                ("cited_on", models.DateField(blank=True, help_text="When it was published.", null=True)),
                ("opened_at", models.DateTimeField()),
                ("version", models.PositiveIntegerField(default=1)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("came_of_it", models.TextField(blank=True, help_text="What whoever called says came of it.")),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "edited_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        help_text="Who calls.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="calls",
                        to="places.place",
                    ),
                ),
                ("stories", models.ManyToManyField(related_name="+", to="stories.story")),
            ],
        ),
        migrations.CreateModel(
            name="CallAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.CharField(default=groundswell.ui.ids.new_id, max_length=12, unique=True)),
                (
                    "shows",
                    models.CharField(
                        choices=[
                            ("counted", "Only that one more place takes part"),
                            ("place", "The name of the place and how far it is"),
                            ("person", "The same, and my name as whom to ask"),
                        ],
                        default="counted",
                        max_length=8,
                    ),
                ),
                ("linked_at", models.DateTimeField()),
                (
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="answers", to="stories.call"
                    ),
                ),
                (
                    "change",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="changes.change",
                    ),
                ),
                (
                    "idea",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="ideas.idea",
                    ),
                ),
                (
                    "linked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.place"),
                ),
                (
                    "place",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.place"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Installation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.CharField(default=groundswell.ui.ids.new_id, max_length=12, unique=True)),
                ("name", models.CharField(max_length=100)),
                ("fingerprint", models.CharField(max_length=40)),
                (
                    "address",
                    models.CharField(
                        blank=True, help_text="The secret address it made for us; empty: files.", max_length=300
                    ),
                ),
                (
                    "our_key",
                    models.CharField(
                        default=groundswell.ui.ids.new_key,
                        help_text="In the address made for it.",
                        max_length=32,
                        unique=True,
                    ),
                ),
                ("trusted_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("cursor", models.CharField(blank=True, help_text="How far its feed was read.", max_length=80)),
                ("reports_cursor", models.CharField(blank=True, max_length=80)),
                ("asks_at", models.DateTimeField(blank=True, help_text="When its feed is read next.", null=True)),
                ("failures", models.PositiveSmallIntegerField(default=0)),
                ("read_at", models.DateTimeField(blank=True, null=True)),
                (
                    "place",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.place"
                    ),
                ),
                (
                    "trusted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Arrival",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(help_text="Which kind of document brought it.", max_length=20)),
                ("their_id", models.CharField(max_length=24)),
                ("as_of", models.DateTimeField(help_text="Of the version we hold; an older one changes nothing.")),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("arrived_at", models.DateTimeField()),
                (
                    "adoption",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="arrival",
                        to="stories.adoption",
                    ),
                ),
                (
                    "story",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="arrival",
                        to="stories.story",
                    ),
                ),
                (
                    "installation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="arrivals", to="stories.installation"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Report",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("said", models.CharField(help_text="A mark of what was told.", max_length=64)),
                ("as_of", models.DateTimeField()),
                (
                    "adoption",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="report", to="stories.adoption"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Travelled",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("since", models.DateTimeField()),
                (
                    "story",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="travelled", to="stories.story"
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="call",
            index=models.Index(fields=["place", "until_on"], name="stories_calls_of"),
        ),
        migrations.AddIndex(
            model_name="call",
            index=models.Index(condition=models.Q(("closed_at", None)), fields=["until_on"], name="stories_calls_open"),
        ),
        migrations.AddConstraint(
            model_name="call",
            constraint=models.CheckConstraint(
                condition=models.Q(("until_on__gte", models.F("from_on"))), name="stories_call_ends_after"
            ),
        ),
        migrations.AddConstraint(
            model_name="call",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("cited", ""), ("cited_link", ""), ("cited_on", None), ("cited_source", "")),
                    models.Q(
                        models.Q(("cited", ""), _negated=True),
                        models.Q(("cited_source", ""), _negated=True),
                        models.Q(("cited_link", ""), _negated=True),
                        ("cited_on__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="stories_cited_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="callanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("change", None), ("idea__isnull", False)),
                    models.Q(("change__isnull", False), ("idea", None)),
                    _connector="OR",
                ),
                name="stories_answer_is_one_thing",
            ),
        ),
        migrations.AddConstraint(
            model_name="callanswer",
            constraint=models.UniqueConstraint(
                condition=models.Q(("idea__isnull", False)), fields=("call", "idea"), name="stories_one_idea"
            ),
        ),
        migrations.AddConstraint(
            model_name="callanswer",
            constraint=models.UniqueConstraint(
                condition=models.Q(("change__isnull", False)), fields=("call", "change"), name="stories_one_change"
            ),
        ),
        migrations.AddConstraint(
            model_name="installation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at", None)), fields=("fingerprint",), name="stories_one_trust_a_fingerprint"
            ),
        ),
        migrations.AddConstraint(
            model_name="arrival",
            constraint=models.UniqueConstraint(fields=("installation", "kind", "their_id"), name="stories_one_arrival"),
        ),
        migrations.AlterField(
            model_name="story",
            name="place_kind",
            field=models.CharField(
                blank=True,
                choices=[
                    ("region", "NHS England region"),
                    ("icb", "Integrated care board"),
                    ("sub_icb", "Sub-ICB location"),
                    ("trust", "NHS trust"),
                    ("gp_practice", "GP practice"),
                    ("prescribing_centre", "Clinic or service"),
                    ("network", "Primary care network"),
                    ("commissioner", "Commissioner"),
                    ("health_board", "Local health board"),
                    ("local_authority", "Council"),
                    ("voluntary", "Charity or voluntary organisation"),
                    ("site", "Site"),
                    ("division", "Division"),
                    ("directorate", "Directorate"),
                    ("service", "Service"),
                    ("ward", "Ward"),
                    ("clinic", "Clinic"),
                    ("theatre", "Theatre"),
                    ("department", "Department"),
                    ("community_team", "Community team"),
                    ("ambulance_station", "Ambulance station"),
                    ("surgery", "Surgery team"),
                    ("corporate_team", "Corporate team"),
                    ("place_partnership", "Place partnership"),
                    ("board", "Board"),
                    ("other", "Other"),
                ],
                max_length=20,
            ),
        ),
    ]
