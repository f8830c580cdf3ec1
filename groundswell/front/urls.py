"""The root addresses. Each room brings its own; the roof adds the pages that show several rooms at once."""

from django.urls import include, path

from groundswell.front.views import asked, board, demonstration, device, finding, home, mine, places, stuck, wall, words

handler400 = "groundswell.ui.views.bad_request"
handler404 = "groundswell.ui.views.not_found"
handler500 = "groundswell.ui.views.server_error"

front = (
    [
        path("", home.home, name="home"),
        path("asked-of-you/", asked.asked_of_you, name="asked_of_you"),
        path("search/", finding.search, name="search"),
        path("me/", mine.me, name="me"),
        path("me/notices/", mine.notices, name="notices"),
        path("me/export/", mine.take_away, name="export"),
        path("me/export/file/", mine.export_file, name="export_file"),
        path("me/forget/", mine.leave, name="leave"),
        path("places/<str:key>/", places.place, name="place"),
        path("places/<str:key>/board/", board.board, name="board"),
        path("places/<str:key>/board/move/<str:card>/", board.move_card, name="move_card"),
        path("places/<str:key>/wall/", wall.wall_address, name="wall_address"),
        path("wall/<str:key>/", wall.wall, name="wall"),
        path("places/<str:key>/stuck/", stuck.stuck, name="stuck"),
        path("about/", words.about, name="about"),
        path("accessibility/", words.accessibility, name="accessibility"),
        path("privacy/", words.privacy, name="privacy"),
        path("sources/", words.sources, name="sources"),
        path("be-someone/", demonstration.be_someone, name="be_someone"),
        path("sw.js", device.service_worker, name="service_worker"),
        path("manifest.webmanifest", device.manifest, name="manifest"),
        path("without-signal/", device.without_signal, name="without_signal"),
        path("outbox/hello/", device.hello, name="hello"),
        path("waiting/", device.waiting, name="waiting"),
        path("mail/", demonstration.mail, name="mail"),
    ],
    "front",
)

urlpatterns = [
    path("sign-in/", include("groundswell.people.sign_in_urls")),
    path("", include("groundswell.people.urls")),
    path("", include("groundswell.places.urls")),
    path("", include("groundswell.talk.urls")),
    path("", include("groundswell.measures.urls")),
    path("", include("groundswell.enabling.urls")),
    path("", include("groundswell.benefits.urls")),
    path("", include("groundswell.ideas.urls")),
    path("", include("groundswell.changes.urls")),
    path("", include("groundswell.stories.urls")),
    path("", include("groundswell.growth.urls")),
    path("", include("groundswell.insight.urls")),
    path("", include("groundswell.ui.urls")),
    path("", include(front)),
]
