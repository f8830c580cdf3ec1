"""Addresses of what can be stepped into, and of one's own portfolio. Whose a portfolio is stands in none of them."""

from django.urls import path

from groundswell.growth.views import leading, mentoring, opportunities, portfolio

app_name = "growth"
urlpatterns = [
    path("opportunities/", opportunities.opportunities, name="opportunities"),
    path("opportunities/offer/", opportunities.offering, name="offering"),
    path("opportunities/answers/<str:public_id>/", opportunities.answer, name="answer"),
    path("opportunities/answers/<str:public_id>/withdraw/", opportunities.withdraw, name="withdraw"),
    path("opportunities/<str:public_id>/", opportunities.opportunity, name="opportunity"),
    path("opportunities/<str:public_id>/change/", opportunities.edit_offer, name="edit_offer"),
    path("opportunities/<str:public_id>/close/", opportunities.close, name="close"),
    path("opportunities/<str:public_id>/step-in/", opportunities.step_in, name="step_in"),
    path("opportunities/put-away/<str:room>/<str:public_id>/", opportunities.put_away, name="put_away"),
    path("mentors/", mentoring.mentors, name="mentors"),
    path("mentors/<str:public_id>/ask/", mentoring.ask_mentor, name="ask_mentor"),
    path("mentoring/<str:public_id>/", mentoring.mentoring, name="mentoring"),
    path("mentoring/<str:public_id>/answer/", mentoring.answer_mentee, name="answer_mentee"),
    path("mentoring/<str:public_id>/end/", mentoring.end_mentoring, name="end_mentoring"),
    path("places/<str:key>/offer/", opportunities.offer, name="offer"),
    path("changes/<str:public_id>/offer/", opportunities.offer_for_change, name="offer_for_change"),
    path("me/leading/", leading.leading, name="leading"),
    path("me/leading/talk/", leading.will_talk, name="will_talk"),
    path("me/leading/talk/<str:public_id>/ask/", leading.ask_to_talk, name="ask_to_talk"),
    path("me/leading/<str:framework>/<str:dimension>/", leading.beside, name="beside"),
    path("me/portfolio/", portfolio.portfolio, name="portfolio"),
    path("me/portfolio/file/", portfolio.file, name="file"),
    path("me/portfolio/file.pdf", portfolio.file, {"form": "pdf"}, name="file_pdf"),
    path("me/portfolio/file.odt", portfolio.file, {"form": "odt"}, name="file_odt"),
    path("me/portfolio/delete/", portfolio.delete_all, name="delete_all"),
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
    path("me/portfolio/entries/<str:public_id>/file.pdf", portfolio.entry_file, {"form": "pdf"}, name="entry_pdf"),
    path("me/portfolio/entries/<str:public_id>/file.odt", portfolio.entry_file, {"form": "odt"}, name="entry_odt"),
]
