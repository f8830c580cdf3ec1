"""Addresses of asks and permissions."""

from django.urls import path

from groundswell.enabling.views import asks, permissions

app_name = "enabling"
urlpatterns = [
    path("asks/<str:public_id>/", asks.ask, name="ask"),
    path("asks/<str:public_id>/commit/", asks.commit, name="commit"),
    path("asks/<str:public_id>/commit/<str:day>/", asks.commit_by, name="commit_by"),
    path("asks/<str:public_id>/move/", asks.move, name="move"),
    path("asks/<str:public_id>/keep/", asks.keep, name="keep"),
    path("asks/<str:public_id>/pass-on/", asks.pass_on, name="pass_on"),
    path("asks/<str:public_id>/pass-below/", asks.pass_below, name="pass_below"),
    path("asks/<str:public_id>/decline/", asks.decline, name="decline"),
    path("asks/<str:public_id>/talk/", asks.want_to_talk, name="want_to_talk"),
    path("asks/<str:public_id>/higher/", asks.ask_higher, name="ask_higher"),
    path("asks/<str:public_id>/stay/", asks.stay, name="stay"),
    path("asks/<str:public_id>/withdraw/", asks.withdraw, name="withdraw"),
    path("asks/<str:public_id>/thanks/", asks.talk, name="talk"),
    path("permissions/<str:public_id>/", permissions.permission, name="permission"),
    path("permissions/<str:public_id>/yes/", permissions.give, name="give"),
    path("permissions/<str:public_id>/yes-if/", permissions.give_if, name="give_if"),
    path("permissions/<str:public_id>/need/", permissions.need_more, name="need_more"),
    path("permissions/<str:public_id>/no/", permissions.refuse, name="refuse"),
    path("permissions/<str:public_id>/pass-up/", permissions.pass_up, name="pass_up"),
    path("permissions/<str:public_id>/sent/", permissions.send, name="send"),
    path("permissions/<str:public_id>/talk/", permissions.want_to_talk, name="talk_about"),
]
