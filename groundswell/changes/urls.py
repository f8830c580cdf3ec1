"""Addresses of changes and of what belongs to them."""

from django.urls import path

from groundswell.changes.views import asking, benefiting, keeping, opening, safety, seats, sharing, trusting, trying

app_name = "changes"
urlpatterns = [
    path("changes/new/", opening.new, name="new"),
    path("changes/<str:public_id>/", opening.change, name="change"),
    path("changes/<str:public_id>/edit/", opening.edit, name="edit"),
    path("changes/<str:public_id>/talk/", opening.talk, name="talk"),
    path("changes/<str:public_id>/seats/", seats.seats, name="seats"),
    path("changes/<str:public_id>/help/", seats.help_with, name="help"),
    path("changes/<str:public_id>/steps/", trying.steps, name="steps"),
    path("changes/<str:public_id>/drivers/", trying.drivers, name="drivers"),
    path("changes/<str:public_id>/tests/new/", trying.start_test, name="start_test"),
    path("changes/<str:public_id>/before/", asking.before, name="before"),
    path("changes/<str:public_id>/before/ask/", asking.ask_permissions, name="ask_permissions"),
    path("changes/<str:public_id>/in-the-way/", asking.in_the_way, name="in_the_way"),
    path("changes/<str:public_id>/in-the-way/<str:key>/", asking.stand_behind, name="stand_behind"),
    path("changes/<str:public_id>/what-is-this/", trusting.what_is_this_page, name="what_is_this"),
    path("changes/<str:public_id>/promise/", asking.promise, name="promise"),
    path("changes/<str:public_id>/pause/", safety.pause, name="pause"),
    path("changes/<str:public_id>/pause/answer/", safety.answer_pause, name="answer_pause"),
    path("changes/<str:public_id>/stop/", safety.stop, name="stop"),
    path("changes/<str:public_id>/normal/", keeping.normal, name="normal"),
    path("changes/<str:public_id>/normal/<str:key>/", keeping.made_normal, name="made_normal"),
    path("changes/<str:public_id>/places/", sharing.places, name="places"),
    path("changes/<str:public_id>/measures/", sharing.measures, name="measures"),
    path("changes/<str:public_id>/benefits/", benefiting.benefits, name="benefits"),
    path("changes/<str:public_id>/benefits/<str:key>/confirm/", benefiting.confirm, name="confirm_benefit"),
    path("places/<str:key>/rules/last-year/", trusting.try_draft, name="try_rules"),
    path("seats/<str:row>/", seats.invitation, name="invitation"),
    path("seats/<str:row>/suggest/", seats.suggest, name="suggest"),
    path("seats/<str:row>/accept/", seats.accept, name="accept"),
    path("seats/<str:row>/not-now/", seats.decline, name="decline"),
    path("seats/<str:row>/hand-over/", seats.hand_over, name="hand_over"),
    path("seats/<str:row>/leave/", seats.leave, name="leave"),
    path("steps/<str:step>/done/", trying.step_done, name="step_done"),
    path("tests/<str:public_id>/", trying.test, name="test"),
]
