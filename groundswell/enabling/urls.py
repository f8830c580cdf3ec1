"""Addresses of asks."""

from django.urls import path

from groundswell.enabling.views import asks

app_name = "enabling"
urlpatterns = [
    path("asks/<str:public_id>/", asks.ask, name="ask"),
    path("asks/<str:public_id>/commit/", asks.commit, name="commit"),
    path("asks/<str:public_id>/commit/<str:day>/", asks.commit_by, name="commit_by"),
    path("asks/<str:public_id>/move/", asks.move, name="move"),
    path("asks/<str:public_id>/keep/", asks.keep, name="keep"),
    path("asks/<str:public_id>/pass-on/", asks.pass_on, name="pass_on"),
    path("asks/<str:public_id>/decline/", asks.decline, name="decline"),
    path("asks/<str:public_id>/talk/", asks.want_to_talk, name="want_to_talk"),
    path("asks/<str:public_id>/higher/", asks.ask_higher, name="ask_higher"),
    path("asks/<str:public_id>/stay/", asks.stay, name="stay"),
    path("asks/<str:public_id>/withdraw/", asks.withdraw, name="withdraw"),
    path("asks/<str:public_id>/thanks/", asks.talk, name="talk"),
]
