"""Addresses of one's own portfolio. Whose it is stands in none of them."""

from django.urls import path

from groundswell.growth import views

app_name = "growth"
urlpatterns = [
    path("me/portfolio/", views.portfolio, name="portfolio"),
    path("me/portfolio/file/", views.file, name="file"),
    path("me/portfolio/print/", views.printed, name="printed"),
    path("me/portfolio/write/<str:room>/<str:public_id>/", views.choose, name="choose"),
    path("me/portfolio/write/<str:room>/<str:public_id>/<str:body>/", views.write, name="write"),
    path("me/portfolio/entries/<str:public_id>/", views.entry, name="entry"),
    path("me/portfolio/entries/<str:public_id>/change/", views.edit, name="edit"),
    path("me/portfolio/entries/<str:public_id>/delete/", views.delete, name="delete"),
    path("me/portfolio/entries/<str:public_id>/file/", views.entry_file, name="entry_file"),
]
