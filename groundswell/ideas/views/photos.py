"""Photos of an idea: whoever may see the idea may see them; its owner, who answers it and who helps may add some."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from groundswell.ideas import queries, rules
from groundswell.ideas.models import Idea
from groundswell.people.middleware import Request
from groundswell.people.models import Person
from groundswell.people.queries import sight
from groundswell.post.middleware import prepared
from groundswell.talk import album
from groundswell.ui.addresses import address_of


def album_of(idea: Idea, reader: Person, *, helps: bool) -> album.Album:
    return album.Album(
        subject=idea.subject, place=idea.place, address=address_of("ideas:photos", idea.public_id), owner=idea.owner,
        may=rules.may_add_photo(idea, reader, sight(reader), helps=helps), tell=(idea.owner,),
        name_mode=idea.name_mode,
    )  # fmt: skip


def _album(request: Request, public_id: str) -> album.Album:
    idea = queries.idea_for(request.person, public_id)
    return album_of(idea, request.person, helps=queries.can_help(idea, request.person))


@prepared(album.look)
def photos(request: Request, public_id: str) -> HttpResponse:
    return album.page(request, _album(request, public_id))


@require_safe
def photo(request: Request, public_id: str, photo_id: str) -> HttpResponse:
    idea = queries.idea_for(request.person, public_id)
    return album.file(request, album_of(idea, request.person, helps=False), photo_id)
