"""The pages of signing in that we offer, under allauth's own names. No password, no sign-up form, no address pages."""

from allauth.account.internal.decorators import login_stage_required
from allauth.account.stages import LoginByCodeStage
from allauth.account.views import account_inactive, logout
from django.urls import include, path

from groundswell.people.views.sign_in import ConfirmCode, sign_in

confirm = login_stage_required(stage=LoginByCodeStage.key, redirect_urlname="account_login")(
    ConfirmCode.as_view()
)

urlpatterns = [
    path("", sign_in, name="account_login"),
    path("", sign_in, name="account_request_login_code"),  # the same box under both of allauth's names
    path("code/", confirm, name="account_confirm_login_code"),
    path("closed/", account_inactive, name="account_inactive"),
    path("out/", logout, name="account_logout"),
    path("methods/", include("allauth.mfa.urls")),
]
