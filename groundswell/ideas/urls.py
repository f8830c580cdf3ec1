from django.urls import path

from groundswell.ideas.views import deeds, doors, idea, notice, photos, posters, receipts, tried_before

app_name = "ideas"
urlpatterns = [
    path("notice/", notice.notice, name="notice"),
    path("notice/tried-before/", tried_before.while_typing, name="while_typing"),
    path("n/<str:code>/", notice.by_poster, name="by_poster"),
    path("t/<str:code>/", notice.on_tablet, name="on_tablet"),
    path("notice/confirm/", receipts.confirm, name="confirm"),
    path("receipts/", receipts.receipts, name="receipts"),
    path("receipts/held/", receipts.held_names, name="held_names"),
    path("receipts/held/<str:public_id>/", receipts.held_name, name="held_name"),
    path("receipts/<str:ticket>/", receipts.receipt, name="receipt"),
    path("places/<str:key>/poster/", posters.posters, name="posters"),
    path("places/<str:key>/posters/", posters.all_posters, name="all_posters"),
    path("places/<str:key>/poster/<str:kind>/", posters.printed, name="printed"),
    path("ideas/", idea.ideas, name="ideas"),
    path("ideas/<str:public_id>/", idea.idea, name="idea"),
    path("ideas/<str:public_id>/hand-over/<str:route>/", doors.hand_over, name="hand_over"),
    path("ideas/<str:public_id>/sent/", notice.sent, name="sent"),
    path("ideas/<str:public_id>/tried-before/", tried_before.tried_before, name="tried_before"),
    path("ideas/<str:public_id>/talk/", idea.talk, name="talk"),
    path("ideas/<str:public_id>/photos/", photos.photos, name="photos"),
    path("ideas/<str:public_id>/photos/<str:photo_id>/", photos.photo, name="photo"),
    path("ideas/<str:public_id>/answer/", deeds.answer, name="answer"),
    path("ideas/<str:public_id>/words/", deeds.reword, name="reword"),
    path("ideas/<str:public_id>/support/", deeds.support, name="support"),
    path("ideas/<str:public_id>/fixed/", deeds.fixed, name="fixed"),
    path("ideas/<str:public_id>/still-fixed/", deeds.still_fixed, name="still_fixed"),
    path("ideas/<str:public_id>/rest/", deeds.rest, name="rest"),
    path("ideas/<str:public_id>/wake/", deeds.wake, name="wake"),
    path("ideas/<str:public_id>/same/", deeds.join, name="join"),
    path("ideas/<str:public_id>/same/answer/", deeds.answer_joining, name="answer_joining"),
    path("ideas/<str:public_id>/vouch/", notice.vouch, name="vouch"),
    path("ideas/<str:public_id>/whose/", notice.whose, name="whose"),
    path("ideas/<str:public_id>/release/", deeds.release, name="release"),
]
