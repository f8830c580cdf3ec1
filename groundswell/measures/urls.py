from django.urls import path

from groundswell.measures.views import limits, links, loading, measure, readings

app_name = "measures"
urlpatterns = [
    path("measures/", measure.measures, name="measures"),
    path("measures/start/", measure.start, name="start"),
    path("measures/<str:public_id>/", measure.measure, name="measure"),
    path("measures/<str:public_id>/edit/", measure.edit, name="edit"),
    path("measures/<str:public_id>/chart/", measure.chart, name="chart"),
    path("measures/<str:public_id>/weekdays/", measure.by_weekday, name="weekdays"),
    path("measures/<str:public_id>/readings.csv", measure.take_away, name="take_away"),
    path("measures/<str:public_id>/chart.svg", measure.drawing, name="drawing"),
    path("measures/<str:public_id>/chart.csv", measure.parameters, name="parameters"),
    path("measures/<str:public_id>/add/", readings.add, name="add"),
    path("measures/<str:public_id>/load/", readings.load, name="load"),
    path("readings/<str:public_id>/", readings.correct, name="correct"),
    path("readings/<str:public_id>/remove/", readings.remove, name="remove"),
    path("uploads/<str:public_id>/", loading.upload, name="upload"),
    path("uploads/<str:public_id>/discard/", loading.discard, name="discard_upload"),
    path("uploads/<str:public_id>/left-out.csv", loading.left_out, name="left_out"),
    path("loads/<str:public_id>/undo/", readings.undo, name="undo"),
    path("measures/<str:public_id>/limits/", limits.limits, name="limits"),
    path("measures/<str:public_id>/limits/new/", limits.rebase, name="rebase"),
    path("measures/<str:public_id>/limits/set-aside/", limits.set_aside, name="set_aside"),
    path("measures/<str:public_id>/limits/from/", limits.fix, name="fix"),
    path("limits/<str:public_id>/take-back/", limits.take_back, name="take_choice_back"),
    path("measures/<str:public_id>/links/", links.links, name="links"),
    path("measures/<str:public_id>/links/<str:key>/end/", links.end, name="end_link"),
    path("charts/<str:key>/", links.linked, name="linked"),
]
