"""Photos on the page of another room: two addresses there hand everything to this album.

    @prepared(album.look)                                        # the photo is read before the transaction begins
    def photos(request, public_id):
        return album.page(request, album_of(queries.idea_for(request.person, public_id), request.person))

    def photo(request, public_id, photo_id):
        return album.file(request, album_of(...), photo_id)      # the room above has asked who may see the subject

`Album` says what the photos are about. `card` is what a page shows, with `components/photos/macro.jinja`.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from groundswell.events.kinds import Subject
from groundswell.people.middleware import Request
from groundswell.people.models import Person
from groundswell.people.queries import sight
from groundswell.places.models import Place
from groundswell.talk import actions, kinds, photos, queries, rules
from groundswell.talk.forms import PhotoForm
from groundswell.talk.models import File, FileContent
from groundswell.ui.downloads import disposition
from groundswell.ui.verdicts import YES, Verdict, first_no

# Never kept by a shared cache, and by the browser only while a page is read: who may see it can change.
HEADERS = {
    "Cache-Control": "private, max-age=300",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Content-Disposition": disposition("photo", "jpg", opened=True),
    "X-Content-Type-Options": "nosniff",
}


@dataclass(frozen=True)
class Album:
    """What the photos are about, and the address of the room above that answers for it; a photo is one step below.

    `may` is whether this reader may add one. With another `name_mode` than the open one, who adds a photo is not kept.
    """

    subject: Subject
    place: Place
    address: str
    owner: Person | None = None
    may: Verdict = YES
    tell: tuple[Person | None, ...] = ()
    name_mode: str = rules.NAME_SHOWN


@dataclass(frozen=True)
class Shown:
    """One photo as a page shows it. `text` is read out in its place."""

    id: str
    href: str
    small: str
    text: str
    width: int
    height: int
    may_remove: bool = False


@dataclass(frozen=True)
class AlbumCard:
    """What `components/photos/macro.jinja` shows. `add` is empty when this reader may add none."""

    photos: tuple[Shown, ...]
    address: str
    may: Verdict

    @property
    def add(self) -> str:
        return self.address if self.may else ""


def card(album: Album, reader: Person | None, *, told: Collection[str] | None = None) -> AlbumCard:
    """One query at most; `told` (see `desk.card`) saves it where no photo was ever added."""
    files = queries.photos_about(album.subject) if told is None or kinds.PHOTO_ADDED.code in told else []
    seen = sight(reader)
    shown = tuple(_shown(album, file, reader, seen) for file in files)
    return AlbumCard(shown, album.address, first_no(album.may, rules.may_attach(photos=len(files))))


def _shown(album: Album, file: File, reader: Person | None, seen: rules.Sight) -> Shown:
    who = file.person.called if file.person and album.name_mode == rules.NAME_SHOWN else _("a colleague")
    may = reader is not None and rules.may_remove(file, reader, seen, owner=album.owner, place=album.place)
    href = f"{album.address}{file.public_id}/"
    return Shown(
        file.public_id, href, f"{href}?size=small", file.says or _("Photo from {name}").format(name=who),
        file.width, file.height, bool(may),
    )  # fmt: skip


def look(request: HttpRequest) -> None:
    """Read the photo that was sent, if one was. What it is, or why it is nothing, is kept on the request."""
    sent = request.FILES.get("photo")
    if request.POST.get("deed") != "attach" or sent is None:
        return
    try:
        looked: photos.Picture | photos.Unusable = photos.read(sent.read(photos.MAX_BYTES + 1))
    except photos.Unusable as unusable:
        looked = unusable
    request.looked_at = looked  # type: ignore[attr-defined]


def page(request: Request, album: Album) -> HttpResponse:
    """The photos of one subject, the form to add one, and each deed."""
    if request.method == "POST":
        deed = DEEDS.get(request.POST.get("deed", ""))
        if deed is None:
            raise Http404
        return deed(request, album)
    return _show(request, album, PhotoForm())


def _show(request: Request, album: Album, form: PhotoForm) -> HttpResponse:
    shown = card(album, request.person)
    gone = queries.taken_away(album.subject, request.person, timezone.now() - rules.KEPT_AFTER_REMOVAL)
    about = {"subject": album.subject, "card": shown, "gone": gone, "form": form, "add": shown.may}
    return render(request, "talk/photos.jinja", about)


def _done(album: Album, address: str = "") -> HttpResponse:
    return HttpResponseRedirect(address or f"{album.subject.address}#photos")


def _attach(request: Request, album: Album) -> HttpResponse:
    album.may.or_refuse()
    face = request.POST.get("face_seen") == "yes"
    there = len(queries.photos_about(album.subject))
    may = rules.may_attach(photos=there, name_mode=album.name_mode, face=face)
    form = PhotoForm(request.POST, request.FILES, looked_at=getattr(request, "looked_at", None), may=may)
    if not form.is_valid():
        return _show(request, album, form)
    hidden = album.name_mode != rules.NAME_SHOWN
    actions.attach(
        subject=album.subject, place=album.place, picture=form.cleaned_data["photo"], says=form.cleaned_data["says"],
        by=None if hidden else request.person, at=timezone.now(), tell=album.tell, name_mode=album.name_mode, face=face,
    )  # fmt: skip
    messages.success(request, _("Your photo is there, without its place and time."))
    return _done(album)


def _remove(request: Request, album: Album) -> HttpResponse:
    file = queries.photo_about(album.subject, request.POST.get("photo", ""))
    actions.remove(
        file=file, subject=album.subject, place=album.place, owner=album.owner, by=request.person, at=timezone.now(),
        tell=(*album.tell, file.person),
    )  # fmt: skip
    messages.success(request, _("The photo is taken away. You can put it back for a day."))
    return _done(album, album.address)


def _put_back(request: Request, album: Album) -> HttpResponse:
    file = queries.photo_about(album.subject, request.POST.get("photo", ""))
    actions.put_back(file=file, subject=album.subject, by=request.person, at=timezone.now())
    return _done(album, album.address)


DEEDS = {"attach": _attach, "remove": _remove, "put_back": _put_back}


def file(request: HttpRequest, album: Album, public_id: str) -> HttpResponse:
    """One picture, for those who may see the subject: the room above has asked."""
    size = FileContent.Size.SMALL if request.GET.get("size") == "small" else FileContent.Size.WHOLE
    return HttpResponse(queries.picture_of(album.subject, public_id, size), content_type="image/jpeg", headers=HEADERS)
