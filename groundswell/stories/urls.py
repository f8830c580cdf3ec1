from django.urls import path

from groundswell.stories import views

app_name = "stories"
urlpatterns = [
    path("stories/", views.index, name="index"),
    path("stories/<str:public_id>/", views.story, name="story"),
    path("stories/<str:public_id>/talk/", views.talk, name="talk"),
    path("stories/<str:public_id>/share/", views.share, name="share"),
    path("stories/<str:public_id>/take-up/", views.take_up, name="take_up"),
    path("changes/<str:public_id>/story/", views.tell, name="tell"),
    path("adoptions/<str:public_id>/result/", views.result, name="result"),
]
