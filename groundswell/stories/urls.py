from django.urls import path

from groundswell.stories.views import calls, feeds, stories, travel

app_name = "stories"
urlpatterns = [
    path("stories/", stories.index, name="index"),
    path("stories/follow/", feeds.follow, name="follow"),
    path("stories/follow/end/", feeds.end, name="end_feed"),
    path("stories/feed.atom", feeds.feed, {"form": "atom"}, name="feed_atom"),
    path("stories/feed.json", feeds.feed, {"form": "json"}, name="feed_json"),
    path("stories/travel/", travel.travel, name="travel"),
    path("stories/travel/trust/", travel.trust, name="trust"),
    path("stories/travel/bring/", travel.bring, name="bring"),
    path("stories/travel/reports/<str:public_id>.json", travel.report_file, name="report_file"),
    path("stories/travel/<str:public_id>/", travel.installation, name="installation"),
    path("stories/travel/<str:public_id>/end/", travel.end_trust, name="end_trust"),
    path("stories/<str:public_id>/elsewhere/", travel.take_out, name="take_out"),
    path("stories/<str:public_id>/elsewhere/file.json", travel.file, name="file"),
    path("travel/<str:key>/stories.json", travel.their_stories, name="their_stories"),
    path("travel/<str:key>/reports.json", travel.their_reports, name="their_reports"),
    path("feeds/<str:key>/stories.atom", feeds.followed, {"form": "atom"}, name="followed_atom"),
    path("feeds/<str:key>/stories.json", feeds.followed, {"form": "json"}, name="followed_json"),
    path("calls/", calls.calls, name="calls"),
    path("calls/new/", calls.new_call, name="new_call"),
    path("calls/answers/<str:public_id>/", calls.call_answer, name="call_answer"),
    path("calls/answers/<str:public_id>/end/", calls.unlink, name="unlink"),
    path("calls/<str:public_id>/", calls.call, name="call"),
    path("calls/<str:public_id>/edit/", calls.edit_call, name="edit_call"),
    path("calls/<str:public_id>/close/", calls.close_call, name="close_call"),
    path("calls/<str:public_id>/answer/", calls.answer_call, name="answer_call"),
    path("stories/<str:public_id>/", stories.story, name="story"),
    path("stories/<str:public_id>/talk/", stories.talk, name="talk"),
    path("stories/<str:public_id>/share/", stories.share, name="share"),
    path("stories/<str:public_id>/take-up/", stories.take_up, name="take_up"),
    path("changes/<str:public_id>/story/", stories.tell, name="tell"),
    path("adoptions/<str:public_id>/result/", stories.result, name="result"),
]
