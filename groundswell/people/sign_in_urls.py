"""The pages of signing in that we offer, under allauth's own names. No password, no sign-up form."""

from allauth.account.internal.decorators import login_stage_required
from allauth.account.stages import LoginByCodeStage
from allauth.account.views import account_inactive, logout
from allauth.mfa.totp.views import activate_totp
from allauth.mfa.webauthn.views import add_webauthn
from django.urls import include, path

from groundswell.people.views.sign_in import ConfirmCode, sign_in, signed_in_lately

confirm = login_stage_required(stage=LoginByCodeStage.key, redirect_urlname="account_login")(ConfirmCode.as_view())

urlpatterns = [
    path("", sign_in, name="account_login"),
    path("", sign_in, name="account_request_login_code"),  # the same box under both of allauth's names
    path("code/", confirm, name="account_confirm_login_code"),
    path("closed/", account_inactive, name="account_inactive"),
    path("out/", logout, name="account_logout"),
    path("methods/totp/activate/", signed_in_lately(activate_totp), name="mfa_activate_totp"),
    path("methods/webauthn/add/", signed_in_lately(add_webauthn), name="mfa_add_webauthn"),
    path("methods/", include("allauth.mfa.urls")),
]
