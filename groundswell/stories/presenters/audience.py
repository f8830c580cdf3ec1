"""Who will see a story, in sentences that name them; and its words taken back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from groundswell.places.models import Place
from groundswell.stories.forms import AudienceForm, WithdrawForm
from groundswell.stories.models import Audience, Story
from groundswell.ui.formats import day, joined


def readers(places: Sequence[Place], system: Place | None) -> dict[str, str]:
    """For each audience there is here, in one sentence, who will see the story and its chart."""
    organisations = list(dict.fromkeys(place.organisation or place for place in places))
    named = joined([str(place) for place in organisations])
    said = {
        Audience.PLACE: _("People who work at {names}, or who are responsible for it, will see it, with the chart.").format(
            names=joined([str(place) for place in places])
        ),
        Audience.ORGANISATION: _("People who work at {names} will see it, with the chart.").format(names=named),
        Audience.SYSTEM: _("People of every organisation in {system} will see it, with the chart.").format(system=system),
        Audience.EVERYONE: _(
            "Everyone who signs in here and works somewhere will see it, with the chart: at {names} and at every other organisation."
        ).format(names=named),
        Audience.PUBLIC: _(
            "Anybody will see it, with the chart, without signing in. Names, and the words of whoever noticed it, stand there only "
            "with a yes of theirs."
        ),
    }  # fmt: skip
    if system is None:
        del said[Audience.SYSTEM]
    return {str(audience): sentence for audience, sentence in said.items()}


def can_read_it(story: Story) -> str:
    """For the foot of the page."""
    return {
        Audience.PLACE: _("Only the places that took part can read this story."),
        Audience.ORGANISATION: _("Only the organisations that took part can read this story."),
        Audience.SYSTEM: _("Everyone in {system} can read this story.").format(system=story.system or _("the system")),
        Audience.EVERYONE: _("Everyone who uses Groundswell here can read this story."),
        Audience.PUBLIC: _("Anybody can read this story, without signing in."),
    }[Audience(story.audience)]  # fmt: skip


def sharing(story: Story, form: AudienceForm) -> dict[str, Any]:
    return {
        "story": story, "form": form, "title": _("Who can read it"), "caption": story.title, "button": _("Save who can read it"),
        "lead": [
            _("Places that have taken it up keep reading it. That it was changed, by whom and when, stands on its line of time."),
        ],
        "back": {"href": story.get_absolute_url(), "text": _("Back to the story")},
    }  # fmt: skip


def withdrawing(story: Story, form: WithdrawForm) -> dict[str, Any]:
    return {
        "title": _("Withdraw the story"), "caption": story.title, "form": form, "button": _("Withdraw it"),
        "lead": [
            _("Nothing is deleted. Those who took part and those who took it up keep reading it; they are told."),
            _("Everyone else who could read it reads that you withdrew it, when and why. You can put it back."),
        ],
        "back": {"href": story.get_absolute_url(), "text": _("Back to the story")},
        "cancel": story.get_absolute_url(),
    }  # fmt: skip


def withdrawn(story: Story) -> dict[str, Any]:
    """For those who may not read its words any more."""
    who = story.withdrawn_by.called if story.withdrawn_by else _("a colleague")
    return {
        "story": story, "line": _("{name} withdrew it, {day}.").format(name=who, day=day(story.withdrawn_at)),
        "reason": story.withdrawn_reason,
        "back": {"href": reverse("stories:index"), "text": _("All stories")},
    }  # fmt: skip
