"""How allauth speaks and behaves in this house: by code only, the same for known and unknown addresses."""

from __future__ import annotations

from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groundswell.people import actions, letters
from groundswell.people.models import Person
from groundswell.post import actions as post
from groundswell.ui.ids import new_id

SAID = {
    "account/messages/login_code_sent.txt": "",  # the page itself says so
    "account/messages/logged_in.txt": "",
    "account/messages/logged_out.txt": gettext_lazy("You are signed out."),
    "mfa/messages/totp_activated.txt": gettext_lazy("The app is added. From now on we ask for its code as well."),
    "mfa/messages/totp_deactivated.txt": gettext_lazy("The app is removed."),
    "mfa/messages/webauthn_added.txt": gettext_lazy("The passkey is added."),
    "mfa/messages/webauthn_removed.txt": gettext_lazy("The passkey is removed."),
    "mfa/messages/recovery_codes_generated.txt": gettext_lazy("Your spare codes are ready. Keep them somewhere safe."),
}
WRONG = {
    "incorrect_code": gettext_lazy("This code is not right. Check it, or ask for a new one."),
    "too_many_login_attempts": gettext_lazy("There were too many tries. Wait a few minutes, then ask for a new code."),
    "rate_limited": gettext_lazy("There were too many tries. Wait a few minutes and try again."),
    "account_inactive": gettext_lazy("This account is closed."),
}


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | WRONG

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """There is no form to sign up: a first confirmed code makes the account."""
        return False

    def is_safe_url(self, url: str) -> bool:
        """After sign-in people return to a path of this host, written as a path."""
        return url.startswith("/") and url_has_allowed_host_and_scheme(url, allowed_hosts=None)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """The code, and nothing else, goes straight to the mail server (with its time limit)."""
        minutes = app_settings.LOGIN_BY_CODE_TIMEOUT // 60
        letters.code_letter(email, context["code"], minutes).send()

    def send_notification_mail(self, template_prefix: str, user: Person, *args: Any, **kwargs: Any) -> None:
        subject, body = letters.change_letter(template_prefix, settings.BASE_ADDRESS + reverse("mfa_index"))
        at = timezone.now()
        post.send(key=f"sign-in-changed-{new_id()}", to=user.email, subject=subject, body=body, at=at)
        actions.note("sign_in_changed", who=user, at=at, facts={"what": template_prefix.rpartition("/")[2]})

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *args: Any, **kwargs: Any
    ) -> None:
        """Our own words for the few things allauth wants to say."""
        message = kwargs.get("message") or SAID.get(message_template or "", "")
        if message:
            super().add_message(request, level, message=str(message))

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """The passkey first: one touch instead of typing."""
        return sorted(super().get_reauthentication_methods(user), key=lambda way: "webauthn" not in way["id"])

    def login(self, request: HttpRequest, user: Person) -> None:
        super().login(request, user)
        actions.note("signed_in", who=user, at=timezone.now())

    def post_login(self, request: HttpRequest, user: Person, **kwargs: Any) -> HttpResponse:
        """Somebody without a name is asked for it, once, before they go on."""
        response = super().post_login(request, user, **kwargs)
        if user.name:
            return response
        return HttpResponseRedirect(reverse("people:welcome") + "?" + urlencode({"next": response["Location"]}))

    def respond_user_inactive(self, request: HttpRequest, user: Person) -> HttpResponse:
        actions.note("closed_account_tried", who=user, at=timezone.now())
        return super().respond_user_inactive(request, user)


class MFAAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {"incorrect_code": WRONG["incorrect_code"]}

    def generate_authenticator_name(self, user: Person, type: Any) -> str:
        return _("Passkey added on %(day)s") % {"day": f"{timezone.localdate():%d %B %Y}".lstrip("0")}
