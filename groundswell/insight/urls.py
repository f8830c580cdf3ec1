"""Addresses of figures."""

from django.urls import path

from groundswell.insight import views

app_name = "insight"
urlpatterns = [
    path("places/<str:key>/bureaucracy/", views.bureaucracy, name="bureaucracy"),
    path("places/<str:key>/bureaucracy/file/", views.bureaucracy_file, name="bureaucracy_file"),
    path("places/<str:key>/leadership/", views.leadership, name="leadership"),
    path("places/<str:key>/leadership/file/", views.leadership_file, name="leadership_file"),
    path("places/<str:key>/leadership/funnel/", views.funnel, name="funnel"),
    path("places/<str:key>/leadership/funnel/file/", views.funnel_file, name="funnel_file"),
]
