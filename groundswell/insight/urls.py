"""Addresses of figures."""

from django.urls import path

from groundswell.insight import views

ONE = "places/<str:key>/frameworks/<str:public_id>/"

app_name = "insight"
urlpatterns = [
    path("me/journey/", views.journey, name="journey"),
    path("me/journey/file/", views.journey_file, name="journey_file"),
    path("nation/leadership/", views.nation, name="nation"),
    path("nation/leadership/file/", views.nation_file, name="nation_file"),
    path("nation/leadership/protection/", views.protection, name="protection"),
    path(
        "nation/leadership/protection/<slug:code>.odt", views.protection_paper, {"form": "odt"}, name="protection_odt"
    ),
    path(
        "nation/leadership/protection/<slug:code>.pdf", views.protection_paper, {"form": "pdf"}, name="protection_pdf"
    ),
    path("places/<str:key>/bureaucracy/", views.bureaucracy, name="bureaucracy"),
    path("places/<str:key>/bureaucracy/file/", views.bureaucracy_file, name="bureaucracy_file"),
    path("places/<str:key>/leadership/", views.leadership, name="leadership"),
    path("places/<str:key>/leadership/file/", views.leadership_file, name="leadership_file"),
    path("places/<str:key>/leadership/funnel/", views.funnel, name="funnel"),
    path("places/<str:key>/leadership/funnel/file/", views.funnel_file, name="funnel_file"),
    path("places/<str:key>/leadership/staff-side/", views.staff_side, name="staff_side"),
    path("places/<str:key>/surroundings/", views.surroundings, name="surroundings"),
    path("places/<str:key>/surroundings/file/", views.surroundings_file, name="surroundings_file"),
    path("places/<str:key>/surroundings/load/", views.load_survey, name="load_survey"),
    path("places/<str:key>/pulse/", views.pulse, name="pulse"),
    path("places/<str:key>/pulse/poster/", views.pulse_poster, name="pulse_poster"),
    path("places/<str:key>/pulse/setting/", views.pulse_setting, name="pulse_setting"),
    path("places/<str:key>/evidence/", views.evidence, name="evidence"),
    path("places/<str:key>/evidence/<slug:code>/", views.pack, name="pack"),
    path("places/<str:key>/evidence/<slug:code>/paper/", views.pack_paper, name="pack_paper"),
    path("places/<str:key>/evidence/<slug:code>/file/", views.pack_file, name="pack_file"),
    path("places/<str:key>/frameworks/", views.frameworks, name="frameworks"),
    path(ONE, views.framework, name="framework"),
    path(f"{ONE}copy/", views.copy_framework, name="copy_framework"),
    path(f"{ONE}edit/", views.edit_framework, name="edit_framework"),
    path(f"{ONE}start/", views.start_framework, name="start_framework"),
    path(f"{ONE}discard/", views.discard_framework, name="discard_framework"),
    path(f"{ONE}end/", views.end_framework, name="end_framework"),
    path(f"{ONE}statements/", views.add_statement, name="add_statement"),
    path(f"{ONE}statements/<slug:code>/", views.statement, name="statement"),
    path(f"{ONE}statements/<slug:code>/remove/", views.remove_statement, name="remove_statement"),
]
