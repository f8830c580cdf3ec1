"""What is typed when somebody opens a call, closes it, or answers one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from groundswell.enabling.rules import is_link
from groundswell.ideas.models import Aim, IdeaKind
from groundswell.places.models import Place
from groundswell.stories.models import Call, Reach, Shown, Story
from groundswell.stories.queries.calls import Mine
from groundswell.ui.fields import ChoiceField, DayField, Form, LineField, SeveralField, WordsField

STORY_IN = re.compile(r"/stories/([A-Za-z0-9_-]{6,12})/?$")
CITED = ("cited", "cited_source", "cited_link", "cited_on")


class CallForm(Form):
    """A theme, what is asked, who for and until when; then what few calls need."""

    place = ChoiceField(label=_("Who calls?"), required=False)
    title = LineField(label=_("The call in one line"), max_length=120, help_text=_("For example: Home by lunch"))
    theme = WordsField(label=_("What is it about, and why now?"), rows=4, max_length=2000)
    asked = WordsField(
        label=_("What do you ask of places?"), rows=3, max_length=2000,
        help_text=_("What they would try. Not how: they know their own place."),
    )  # fmt: skip
    reach = ChoiceField(
        label=_("Who is it for?"), choices=Reach.choices, required=False,
        hints={Reach.UNDER: _("Whoever leads a place under yours is told, once, in the weekly letter.")},
    )  # fmt: skip
    from_on = DayField(label=_("From"), required=False, help_text=_("Left open, it is today."))
    until_on = DayField(label=_("Until"))
    kinds = SeveralField(
        label=_("Are you looking for something in particular?"), choices=IdeaKind.choices, required=False
    )
    aims = SeveralField(label=_("What should it make better?"), choices=Aim.choices, required=False)
    worth = WordsField(
        label=_("Stories that are worth taking up already"), rows=3, required=False,
        help_text=_("Their addresses, one a line. Only stories that everyone here can read."),
    )  # fmt: skip
    cited = LineField(
        label=_("Does it serve a national aim? Its name"), max_length=200, required=False,
        help_text=_("Leave these four empty if it does not."),
    )  # fmt: skip
    cited_source = LineField(label=_("Who set that aim?"), max_length=120, required=False)
    cited_link = LineField(label=_("Where it is published, as a link"), max_length=300, required=False)
    cited_on = DayField(label=_("When was it published?"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        places: Sequence[Place],
        find: Callable[[Iterable[str]], list[Story]],
        today: date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.places, self.find, self.today = {place.key: place for place in places}, find, today
        field = self.fields["place"]
        field.choices = [(place.key, str(place)) for place in places]  # type: ignore[attr-defined]
        field.required = True
        if len(self.places) < 2:
            del self.fields["place"]

    @property
    def caller(self) -> Place:
        return self.places[self.cleaned_data["place"]] if "place" in self.fields else next(iter(self.places.values()))

    @property
    def words(self) -> dict[str, Any]:
        """What a call keeps as it was typed."""
        left_out = ("place", "worth", "version", "stories")
        return {name: value for name, value in self.cleaned_data.items() if name not in left_out}

    def clean_reach(self) -> str:
        return self.cleaned_data["reach"] or Reach.UNDER

    def clean_from_on(self) -> date:
        return self.cleaned_data["from_on"] or self.today

    def clean_cited_link(self) -> str:
        link: str = self.cleaned_data["cited_link"]
        if link and not is_link(link):
            raise ValidationError(_("Give the whole link, for example https://www.england.nhs.uk/aim"))
        return link

    def clean_worth(self) -> str:
        """Each line is the address of a story; a story that is not for everyone is named next to the field."""
        lines = [line.strip() for line in self.cleaned_data["worth"].splitlines() if line.strip()]
        ids = [found.group(1) if (found := STORY_IN.search(line)) else line for line in lines]
        named = {story.public_id: story for story in self.find(ids)}
        if missing := [line for line, key in zip(lines, ids, strict=True) if key not in named]:
            raise ValidationError(_("No story that everyone can read: %(line)s"), params={"line": missing[0][:80]})
        self.cleaned_data["stories"] = list(named.values())
        return "\n".join(lines)

    def clean(self) -> dict[str, Any]:
        super().clean()
        data = self.cleaned_data
        begins, ends = data.get("from_on"), data.get("until_on")
        if begins and ends and ends < begins:
            self.add_error("until_on", _("This day is before the first one."))
        given = [name for name in CITED if data.get(name)]
        for name in CITED if given else ():
            if name not in given and name not in self.errors:
                self.add_error(name, _("A national aim needs its name, who set it, the link and the day."))
        return data

    @classmethod
    def of(cls, call: Call, stories: Sequence[Story]) -> dict[str, Any]:
        names = [name for name in cls.base_fields if name not in ("place", "worth")]
        worth = "\n".join(story.get_absolute_url() for story in stories)
        return {name: getattr(call, name) for name in names} | {"worth": worth}


class CloseForm(Form):
    came_of_it = WordsField(
        label=_("What came of it?"), rows=5, max_length=2000,
        help_text=_("What was tried, what you cleared, what you could not. Everybody who answered is told."),
    )  # fmt: skip


class ShownForm(Form):
    shows = ChoiceField(
        label=_("What may the others see?"), choices=Shown.choices, required=False,
        help_text=_("You say this for your place. You can change it at any time."),
    )  # fmt: skip

    def clean_shows(self) -> str:
        """Nothing said: only counted."""
        return self.cleaned_data["shows"] or Shown.COUNTED


class AnswerForm(ShownForm):
    """Which of one's own, and what the others may see."""

    what = ChoiceField(label=_("With what do you answer?"))
    field_order = ("what", "shows")

    def __init__(self, *args: Any, mine: Sequence[Mine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.mine = {one.code: one for one in mine}
        field = self.fields["what"]
        field.choices = [(one.code, one.title) for one in mine]  # type: ignore[attr-defined]
        field.hints = {one.code: str(one.place) for one in mine}  # type: ignore[attr-defined]
        if len(self.mine) == 1:
            field.initial = next(iter(self.mine))

    def clean_what(self) -> Mine:
        return self.mine[self.cleaned_data["what"]]
