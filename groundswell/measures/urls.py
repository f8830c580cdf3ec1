from django.urls import path

from groundswell.measures import views

app_name = "measures"
urlpatterns = [
    path("measures/start/", views.start, name="start"),
    path("measures/<str:public_id>/", views.measure, name="measure"),
    path("measures/<str:public_id>/edit/", views.edit, name="edit"),
    path("measures/<str:public_id>/add/", views.add, name="add"),
    path("measures/<str:public_id>/load/", views.load, name="load"),
    path("measures/<str:public_id>/new-limits/", views.rebase, name="rebase"),
    path("measures/<str:public_id>/new-limits/<str:on>/take-back/", views.keep_old_limits, name="keep_old_limits"),
    path("measures/<str:public_id>/readings.csv", views.take_away, name="take_away"),
    path("readings/<str:public_id>/", views.correct, name="correct"),
    path("readings/<str:public_id>/remove/", views.remove, name="remove"),
    path("loads/<str:public_id>/undo/", views.undo, name="undo"),
]
