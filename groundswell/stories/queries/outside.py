"""What anybody may read of a story, who has no account here."""

from __future__ import annotations

from django.db.models import Prefetch
from django.http import Http404

from groundswell.changes.models import ChangePlace, CoLead
from groundswell.events.kinds import Part
from groundswell.events.queries import staff_groups
from groundswell.ideas.models import Idea
from groundswell.measures import queries as measures
from groundswell.measures.queries import Picture
from groundswell.stories.models import Audience, Correction, Story


def public_story(public_id: str) -> Story:
    """A story for the public, with all that its page shows; otherwise not found."""
    where = ChangePlace.objects.select_related("place", "place__organisation").order_by("-home", "pk")
    rows = Story.objects.select_related("change", "place", "place__organisation", "measure").prefetch_related(
        Prefetch("change__change_places", where),
        Prefetch("change__co_leads", CoLead.objects.live().select_related("person").order_by("pk")),
        Prefetch("change__ideas", Idea.objects.select_related("owner").order_by("pk")),
        Prefetch("corrections", Correction.objects.order_by("pk")), "adoptions", "namings",
    )  # fmt: skip
    story = rows.filter(public_id=public_id, audience=Audience.PUBLIC).first()
    if story is None:
        raise Http404
    return story


def said_yes(story: Story) -> frozenset[int]:
    """Ids of those whose name may stand where anybody reads it."""
    return frozenset(row.person_id for row in story.namings.all())


def staff_groups_of_owners(story: Story) -> dict[str, str]:
    """The staff group in which each idea was noticed, by its id; not where the owner's name is hidden."""
    return staff_groups("ideas", [idea.public_id for idea in story.change.ideas.all() if idea.owner_id], Part.OWNER)


def chart_for_anybody(story: Story) -> Picture | None:
    """The chart without notes and names."""
    if story.measure is None:
        return None
    picture = measures.chart_for_others(story.measure)
    return picture if picture.has_readings else None
