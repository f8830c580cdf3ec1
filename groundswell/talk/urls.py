from django.urls import path

from groundswell.talk import views

app_name = "talk"
urlpatterns = [
    path("reports/", views.reports, name="reports"),
    path("reports/<str:public_id>/", views.report, name="report"),
]
