from django.urls import path

from groundswell.stories.views import feeds, lineage, outside, real, stories, taking

app_name = "stories"
urlpatterns = [
    path("stories/", stories.index, name="index"),
    path("stories/follow/", feeds.follow, name="follow"),
    path("stories/follow/end/", feeds.end, name="end_feed"),
    path("stories/feed.atom", feeds.feed, {"form": "atom"}, name="feed_atom"),
    path("stories/feed.json", feeds.feed, {"form": "json"}, name="feed_json"),
    path("feeds/<str:key>/stories.atom", feeds.followed, {"form": "atom"}, name="followed_atom"),
    path("feeds/<str:key>/stories.json", feeds.followed, {"form": "json"}, name="followed_json"),
    path("stories/<str:public_id>/", stories.story, name="story"),
    path("stories/<str:public_id>/talk/", stories.talk, name="talk"),
    path("stories/<str:public_id>/share/", stories.share, name="share"),
    path("stories/<str:public_id>/spread/", lineage.spread, name="spread"),
    path("stories/<str:public_id>/take-up/", taking.take_up, name="take_up"),
    path("ideas/<str:public_id>/became-real/", real.became_real, name="became_real"),
    path("stories/<str:public_id>/withdraw/", stories.withdraw, name="withdraw"),
    path("stories/<str:public_id>/put-back/", stories.put_back, name="put_back"),
    path("stories/<str:public_id>/my-name/", stories.my_name, name="my_name"),
    path("stories/<str:public_id>/story.pdf", outside.paper, name="paper"),
    path("stories/<str:public_id>/poster.pdf", outside.poster, name="poster"),
    path("stories/<str:public_id>/label/", outside.label, name="label"),
    path("stories/<str:public_id>/labels.pdf", outside.labels, name="labels"),
    path("s/<str:public_id>/", outside.outside, name="outside"),
    path("s/<str:public_id>/thanks/", outside.thank, name="passing_thanks"),
    path("changes/<str:public_id>/story/", stories.tell, name="tell"),
    path("adoptions/<str:public_id>/result/", stories.result, name="result"),
    path("adoptions/<str:public_id>/different/", taking.adapt, name="adapt"),
    path("adoptions/<str:public_id>/beside/", taking.beside, name="beside"),
]
