"""Addresses of one's own portfolio. Whose it is stands in none of them."""

from django.urls import path

from groundswell.growth.views import portfolio

app_name = "growth"
urlpatterns = [
    path("me/portfolio/", portfolio.portfolio, name="portfolio"),
    path("me/portfolio/file/", portfolio.file, name="file"),
    path("me/portfolio/print/", portfolio.printed, name="printed"),
    path("me/portfolio/feedback/", portfolio.feedback, name="feedback"),
    path("me/portfolio/write/", portfolio.choose_free, name="choose_free"),
    path("me/portfolio/write/<str:body>/", portfolio.write_free, name="write_free"),
    path("me/portfolio/write/<str:room>/<str:public_id>/", portfolio.choose, name="choose"),
    path("me/portfolio/write/<str:room>/<str:public_id>/<str:body>/", portfolio.write, name="write"),
    path("me/portfolio/entries/<str:public_id>/", portfolio.entry, name="entry"),
    path("me/portfolio/entries/<str:public_id>/change/", portfolio.edit, name="edit"),
    path("me/portfolio/entries/<str:public_id>/delete/", portfolio.delete, name="delete"),
    path("me/portfolio/entries/<str:public_id>/file/", portfolio.entry_file, name="entry_file"),
]
