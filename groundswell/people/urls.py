"""Our own pages about people. Signing in has its own file."""

from django.urls import path

from groundswell.people.views import doors, headcounts, me, own_numbers, place_people

app_name = "people"
urlpatterns = [
    path("welcome/", me.welcome, name="welcome"),
    path("me/details/", me.details, name="me_details"),
    path("me/away/", me.away, name="me_away"),
    path("me/away/for/<str:public_id>/no/", me.decline_cover, name="decline_cover"),
    path("me/map/", me.left_out, name="me_map"),
    path("me/places/", me.places, name="me_places"),
    path("me/places/join/", me.join, name="join"),
    path("me/places/<str:public_id>/", me.membership, name="membership"),
    path("me/places/<str:public_id>/leave/", me.leave, name="leave"),
    path("invitations/<str:public_id>/", me.invitation, name="invitation"),
    path("invitations/<str:public_id>/take-back/", place_people.withdraw, name="withdraw"),
    path("people/<str:public_id>/", me.someone, name="someone"),
    path("places/<str:key>/people/", place_people.people, name="place_people"),
    path("places/<str:key>/people/invite/", place_people.invite, name="invite"),
    path("places/<str:key>/people/mail-domain/", place_people.mail_domain, name="mail_domain"),
    path("places/<str:key>/doors/", doors.doors, name="doors"),
    path("places/<str:key>/headcounts/", headcounts.headcounts, name="headcounts"),
    path("places/<str:key>/headcounts/paste/", headcounts.paste, name="paste_headcounts"),
    path("places/<str:key>/hospital-numbers/", own_numbers.own_numbers, name="own_numbers"),
    path("places/<str:key>/people/<str:public_id>/role/", place_people.give_role, name="give_role"),
    path("memberships/<str:public_id>/let-in/", place_people.let_in, name="let_in"),
    path("memberships/<str:public_id>/turn-away/", place_people.turn_away, name="turn_away"),
    path("memberships/<str:public_id>/remove/", place_people.remove, name="remove"),
    path("roles/<str:public_id>/accept/", place_people.accept_role, name="accept_role"),
    path("roles/<str:public_id>/end/", place_people.end_role, name="end_role"),
]
