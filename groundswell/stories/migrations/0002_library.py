"""What the library narrows by stands on each story, and stories are found among stories alone; a secret address for a feed."""

import datetime

import django.db.models.deletion
import groundswell.ui.ids
from django.conf import settings
from django.db import migrations, models
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

KINDS = [
    ("region", "NHS England region"), ("icb", "Integrated care board"), ("sub_icb", "Sub-ICB location"), ("trust", "NHS trust"),
    ("gp_practice", "GP practice"), ("prescribing_centre", "Clinic or service"), ("network", "Primary care network"),
    ("commissioner", "Commissioner"), ("health_board", "Local health board"), ("site", "Site"), ("division", "Division"),
    ("directorate", "Directorate"), ("service", "Service"), ("ward", "Ward"), ("clinic", "Clinic"), ("theatre", "Theatre"),
    ("department", "Department"), ("community_team", "Community team"), ("ambulance_station", "Ambulance station"),
    ("surgery", "Surgery team"), ("corporate_team", "Corporate team"), ("place_partnership", "Place partnership"),
    ("board", "Board"), ("other", "Other"),
]  # fmt: skip
IDEA_KINDS = [
    ("problem", "Something makes work or care hard"), ("waste", "Time, material or effort is lost"),
    ("risk", "Something could go wrong"), ("suggestion", "A change to try"), ("rule", "A rule or form gets in the way"),
    ("done", "Already better, worth telling"),
]  # fmt: skip
RESULTS = [("held", "It held"), ("mixed", "Mixed"), ("not", "It did not help")]
STORY = "qxstory"
BATCH = 1000


def fill(apps, schema_editor):
    """As the verbs write it: one statement for all stories."""
    model = apps.get_model
    Story, Adoption, Place = model("stories", "Story"), model("stories", "Adoption"), model("places", "Place")
    Noticed, Permission = model("changes", "Change").ideas.through, model("enabling", "Permission")
    kinds = Noticed.objects.filter(change_id=OuterRef("change_id")).exclude(idea__kind="").order_by("idea_id")
    told = Adoption.objects.filter(story_id=OuterRef("pk"))
    helped = Q(worked=True) | Exists(told.filter(helped=True))
    did_not = Q(worked=False) | Exists(told.filter(helped=False))
    change = model("changes", "Change").objects.filter(pk=OuterRef(OuterRef("change_id"))).values("public_id")
    asked = Permission.objects.filter(work_room="changes", work_id=Subquery(change), outcome="ask", withdrawn_at=None)
    Story.objects.update(
        changed_at=F("told_at"),
        place_kind=Subquery(Place.objects.filter(pk=OuterRef("place_id")).values("kind")),
        idea_kind=Coalesce(Subquery(kinds.values("idea__kind")[:1]), Value("")),
        result=Case(
            When(helped & did_not, then=Value("mixed")), When(helped, then=Value("held")), default=Value("not")
        ),
        permission=Exists(asked),
    )


def among_stories(apps, schema_editor):
    """Every reader's word once more, for stories alone."""
    Remembered, last = apps.get_model("ideas", "Remembered"), 0
    while rows := list(Remembered.objects.filter(room="stories", pk__gt=last).order_by("pk").only("shown")[:BATCH]):
        for row in rows:
            words = [word for word in row.shown.split() if not word.startswith(STORY)]
            row.shown = " ".join([*words, *(STORY + word for word in words)])
        Remembered.objects.bulk_update(rows, ["shown"])
        last = rows[-1].pk


def nothing(apps, schema_editor):
    """Words too many find nothing that should not be found."""


class Migration(migrations.Migration):
    dependencies = [
        ("changes", "0004_what_it_is"),
        ("enabling", "0005_trust_and_permissions"),
        ("ideas", "0008_newest_first"),
        ("places", "0001_initial"),
        ("stories", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            "story", "changed_at",
            models.DateTimeField(
                default=datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC),
                help_text="When its words, its readers or what came of it last changed.",
            ),
            preserve_default=False,
        ),
        migrations.AddField("story", "place_kind", models.CharField(blank=True, choices=KINDS, default="", max_length=20), preserve_default=False),
        migrations.AddField("story", "idea_kind", models.CharField(blank=True, choices=IDEA_KINDS, default="", max_length=12), preserve_default=False),
        migrations.AddField("story", "result", models.CharField(blank=True, choices=RESULTS, default="", max_length=5), preserve_default=False),
        migrations.AddField(
            "story", "permission", models.BooleanField(default=False, help_text="It had to ask somebody for permission.")
        ),
        migrations.RunPython(fill, nothing),
        migrations.RunPython(among_stories, nothing),
        migrations.RemoveIndex("story", "stories_sto_audienc_b800bd_idx"),
        migrations.AddIndex(
            "story",
            models.Index(
                fields=["audience", "-told_at", "-id", "place_kind", "idea_kind", "result", "permission"],
                name="stories_on_the_shelf",
            ),
        ),
        migrations.AddIndex(
            "story",
            models.Index(
                fields=["audience", "place_kind", "idea_kind", "result", "permission", "id"], name="stories_counted"
            ),
        ),
        migrations.AddIndex(
            "story",
            models.Index(
                fields=["organisation", "audience", "-told_at", "-id", "place_kind", "idea_kind", "result", "permission"],
                name="stories_at_home",
            ),
        ),
        migrations.CreateModel(
            "FeedAddress",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(default=groundswell.ui.ids.new_key, max_length=32, unique=True)),
                ("made_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=["person"], condition=Q(ended_at=None), name="stories_one_feed_address"
                    )
                ]
            },
        ),
    ]  # fmt: skip
