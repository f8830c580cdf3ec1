"""Addresses of asks, permissions and rules."""

from django.urls import path

from groundswell.enabling.views import asks, books, permissions

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
    path("places/<str:key>/without-asking/", books.without_asking, name="without_asking"),
    path("places/<str:key>/rules/", books.rules, name="rules"),
    path("places/<str:key>/rules/draft/", books.start, name="start_rules"),
    path("places/<str:key>/rules/draft/sign/", books.sign, name="sign_rules"),
    path("places/<str:key>/rules/draft/discard/", books.discard, name="discard_rules"),
    path("places/<str:key>/rules/draft/<str:trigger>/", books.rule, name="rule"),
    path("places/<str:key>/rules/draft/<str:trigger>/put-back/", books.put_back, name="put_rule_back"),
    path("places/<str:key>/rules/<int:number>/", books.version, name="rules_version"),
    path("permissions/<str:public_id>/", permissions.permission, name="permission"),
    path("permissions/<str:public_id>/yes/", permissions.give, name="give"),
    path("permissions/<str:public_id>/yes-if/", permissions.give_if, name="give_if"),
    path("permissions/<str:public_id>/need/", permissions.need_more, name="need_more"),
    path("permissions/<str:public_id>/no/", permissions.refuse, name="refuse"),
    path("permissions/<str:public_id>/pass-up/", permissions.pass_up, name="pass_up"),
    path("permissions/<str:public_id>/sent/", permissions.send, name="send"),
    path("permissions/<str:public_id>/talk/", permissions.want_to_talk, name="talk_about"),
]
