from django.urls import path

from groundswell.places import views

app_name = "places"
urlpatterns = [path("places/find/", views.find, name="find")]
