"""Addresses of asks, permissions, rules that somebody asks about, and funds."""

from django.urls import path

from groundswell.enabling.views import asks, challenges, funds, permissions, time

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
    path("permissions/<str:public_id>/", permissions.permission, name="permission"),
    path("permissions/<str:public_id>/yes/", permissions.give, name="give"),
    path("permissions/<str:public_id>/yes-if/", permissions.give_if, name="give_if"),
    path("permissions/<str:public_id>/need/", permissions.need_more, name="need_more"),
    path("permissions/<str:public_id>/no/", permissions.refuse, name="refuse"),
    path("permissions/<str:public_id>/pass-up/", permissions.pass_up, name="pass_up"),
    path("permissions/<str:public_id>/sent/", permissions.send, name="send"),
    path("permissions/<str:public_id>/talk/", permissions.want_to_talk, name="talk_about"),
    path("asks/<str:public_id>/hours/", time.use_hours, name="use_hours"),
    path("asks/<str:public_id>/hours/<str:line>/", time.strike_hours, name="strike_hours"),
    path("rules/", challenges.challenges, name="challenges"),
    path("rules/ask/", challenges.ask_whether_real, name="ask_whether_real"),
    path("rules/<str:public_id>/", challenges.challenge, name="challenge"),
    path("rules/<str:public_id>/me-too/", challenges.say_told, name="say_told"),
    path("rules/<str:public_id>/show/", challenges.show_rule, name="show_rule"),
    path("rules/<str:public_id>/outcome/", challenges.settle_rule, name="settle_rule"),
    path("rules/<str:public_id>/pass-on/", challenges.pass_rule_on, name="pass_rule_on"),
    path("places/<str:key>/fund/", funds.fund, name="fund"),
    path("places/<str:key>/fund/set/", funds.set_fund, name="set_fund"),
    path("places/<str:key>/fund/spend/", funds.spend, name="spend"),
    path("places/<str:key>/fund/file/", funds.fund_file, name="fund_file"),
    path("places/<str:key>/money/", funds.ask_money, name="ask_money"),
    path("spends/<str:public_id>/undo/", funds.undo_spend, name="undo_spend"),
]
