from django.urls import path

from groundswell.benefits import views

app_name = "benefits"
urlpatterns = [
    path("benefits/", views.benefits, name="benefits"),
    path("benefits/benefits.csv", views.take_away, name="take_away"),
    path("benefits/<str:public_id>/", views.benefit, name="benefit"),
    path("benefits/<str:public_id>/take-back/", views.take_back, name="take_back"),
]
