"""Addresses of figures."""

from django.urls import path

from groundswell.insight import views

app_name = "insight"
urlpatterns = [
    path("nation/leadership/", views.nation, name="nation"),
    path("nation/leadership/file/", views.nation_file, name="nation_file"),
    path("places/<str:key>/bureaucracy/", views.bureaucracy, name="bureaucracy"),
    path("places/<str:key>/bureaucracy/file/", views.bureaucracy_file, name="bureaucracy_file"),
    path("places/<str:key>/leadership/", views.leadership, name="leadership"),
    path("places/<str:key>/leadership/file/", views.leadership_file, name="leadership_file"),
    path("places/<str:key>/surroundings/", views.surroundings, name="surroundings"),
    path("places/<str:key>/surroundings/file/", views.surroundings_file, name="surroundings_file"),
    path("places/<str:key>/surroundings/load/", views.load_survey, name="load_survey"),
    path("places/<str:key>/pulse/", views.pulse, name="pulse"),
    path("places/<str:key>/pulse/poster/", views.pulse_poster, name="pulse_poster"),
    path("places/<str:key>/pulse/setting/", views.pulse_setting, name="pulse_setting"),
]
