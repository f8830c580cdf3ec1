"""A room above, in three lines: a thing that the trust's people may talk about."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from groundswell.events.kinds import Subject
from groundswell.people.models import Person
from groundswell.places.models import Place
from groundswell.talk import desk

THING = Subject("things", "thing1", "The red trolley", "/things/thing1/")


def desk_of(place: Place) -> desk.Desk:
    people = tuple(Person.objects.filter(name__startswith="Amina"))
    return desk.Desk(THING, place, "/things/thing1/talk/", people=people, tell=people, writer=people[0])


def talk(request: HttpRequest) -> HttpResponse:
    return desk.page(request, desk_of(Place.objects.select_related("organisation").get(key="RP5BA-W21")))


urlpatterns = [path("things/thing1/talk/", talk), path("", include(settings.ROOT_URLCONF))]
