"""The root addresses. Each room brings its own; the roof adds the pages that show several rooms at once."""

from django.urls import include, path

from groundswell.front import views

handler400 = "groundswell.ui.views.bad_request"
handler404 = "groundswell.ui.views.not_found"
handler500 = "groundswell.ui.views.server_error"

front = (
    [
        path("", views.home, name="home"),
        path("about/", views.about, name="about"),
        path("accessibility/", views.accessibility, name="accessibility"),
        path("sources/", views.sources, name="sources"),
        path("search/", views.search, name="search"),
        path("asked-of-you/", views.asked_of_you, name="asked_of_you"),
        path("me/", views.me, name="me"),
        path("places/<str:key>/", views.place, name="place"),
        path("places/<str:key>/board/", views.board, name="board"),
        path("be-someone/", views.be_someone, name="be_someone"),
    ],
    "front",
)

urlpatterns = [
    path("sign-in/", include("groundswell.people.sign_in_urls")),
    path("", include("groundswell.people.urls")),
    path("", include("groundswell.places.urls")),
    path("", include("groundswell.measures.urls")),
    path("", include("groundswell.ideas.urls")),
    path("", include("groundswell.changes.urls")),
    path("", include("groundswell.stories.urls")),
    path("", include("groundswell.ui.urls")),
    path("", include(front)),
]
