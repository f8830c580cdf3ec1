"""The addresses of the house, and pages of a made-up room above that hands them to the desk and the cabinet."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from django.utils import timezone

from groundswell.events.kinds import Subject
from groundswell.people.models import Person
from groundswell.people.queries import people_in
from groundswell.places.models import Place
from groundswell.post.middleware import prepared
from groundswell.talk import cabinet, desk
from groundswell.ui.verdicts import YES, no

THING = Subject("things", "thing1", "The red trolley", "/things/thing1/")
OTHER = Subject("things", "thing2", "Another thing", "/things/thing2/")


def desk_of(place: Place) -> desk.Desk:
    people = tuple(Person.objects.filter(name__startswith="Amina"))
    return desk.Desk(THING, place, "/things/thing1/talk/", people=people, tell=people, writer=people[0])


def talk(request: HttpRequest) -> HttpResponse:
    return desk.page(request, desk_of(Place.objects.select_related("organisation").get(key="RP5BA-W21")))


def whole_desk(request: HttpRequest) -> desk.Desk:
    """Another thing, whose talk has all there is: whoever works in the trust is mentioned, Dr Patel decides."""
    place = Place.objects.select_related("organisation").get(key="RP5BA-W21")
    people = tuple(Person.objects.filter(name__in=["Amina Yusuf", "Dr Meera Patel"]).order_by("name"))
    return desk.Desk(
        OTHER, place, "/things/thing2/talk/", people=people, tell=people, writer=people[0], files="/things/thing2/files/",
        find=lambda text: people_in([place.organisation_id], text, timezone.now()),
        decides=YES if request.person.name == "Dr Meera Patel" else no("Dr Patel decides."),
    )  # fmt: skip


@prepared(desk.look)
def whole_talk(request: HttpRequest) -> HttpResponse:
    return desk.page(request, whole_desk(request))


@prepared(desk.look)
def files(request: HttpRequest) -> HttpResponse:
    return cabinet.page(request, whole_desk(request))


def file(request: HttpRequest, key: str) -> HttpResponse:
    return cabinet.file(request, whole_desk(request), key)


def delete(request: HttpRequest, key: str) -> HttpResponse:
    return cabinet.take_out(request, whole_desk(request), key)


urlpatterns = [
    path("things/thing1/talk/", talk),
    path("things/thing2/talk/", whole_talk),
    path("things/thing2/files/", files),
    path("things/thing2/files/<str:key>/", file),
    path("things/thing2/files/<str:key>/delete/", delete),
    path("", include(settings.ROOT_URLCONF)),
]
