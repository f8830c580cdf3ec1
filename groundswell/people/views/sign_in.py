"""Signing in: one box for the address, one for the code. allauth does the work; these say how it behaves here."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.stagekit import clear_login
from allauth.account.views import ConfirmLoginCodeView, RequestLoginCodeView
from allauth.core import ratelimit
from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from groundswell.people.adapters import WRONG
from groundswell.people.entry import Entry
from groundswell.people.forms import AddressForm, CodeForm
from groundswell.ui.views import problem


class SignIn(RequestLoginCodeView):
    """The same page, answer and letter whether or not the address has an account."""

    template_name = "account/login.jinja"

    def get_form_class(self) -> type[AddressForm]:
        return AddressForm

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.get_form()
        with transaction.atomic():  # the counting of tries is one write
            valid = form.is_valid()
        return self.form_valid(form) if valid else self.form_invalid(form)

    def form_valid(self, form: AddressForm) -> HttpResponse:
        try:
            Entry.begin(self.request, form._user, form.cleaned_data["email"])
        except OSError:  # every failure of a mail server, its time limit included
            clear_login(self.request)
            return no_mail(self.request)
        return HttpResponseRedirect(self.get_success_url())

    def _redirect_to_pending_stage(self, request: HttpRequest, stage: Any) -> None:
        """Somebody who mistyped their address may come back and start again."""


class ConfirmCode(ConfirmLoginCodeView):
    """Five tries a code, also when they come all at once; ten minutes; only in the browser that asked."""

    template_name = "account/confirm_login_code.jinja"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.stage = request._login_stage  # type: ignore[attr-defined]
        self._process = Entry.resume(self.stage)
        if self._process is None:
            messages.error(request, _("That code is too old. Ask for a new one."))
            return HttpResponseRedirect(self.passthrough_next_url(reverse("account_login")))
        return super(ConfirmLoginCodeView, self).dispatch(request, *args, **kwargs)

    def get_form_class(self) -> type[Any]:
        return super().get_form_class() if self._action == "resend" else CodeForm

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self._action == "verify" and not self._may_try():
            clear_login(request)
            messages.error(request, str(WRONG["too_many_login_attempts"]))
            return HttpResponseRedirect(self.passthrough_next_url(reverse("account_login")))
        try:
            return super().post(request, *args, **kwargs)
        except OSError:
            clear_login(request)
            return no_mail(request)

    def _may_try(self) -> bool:
        """Counted outside the session: five requests sent at the same moment all read the same session."""
        key = f"code-{self.request.session.session_key}-{self.stage.login.initiated_at}"
        return ratelimit.consume(self.request, action="code_try", key=key)


LATELY = 15 * 60


def signed_in_lately(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Before the first passkey or app is added: whoever found a computer signed in must not make the account theirs.

    From then on allauth asks for the passkey or the app itself.
    """

    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        records = get_authentication_records(request, request.user)
        if is_mfa_enabled(request.user) or any(record["at"] > time.time() - LATELY for record in records):
            return view(request, *args, **kwargs)
        return render(request, "account/sign_in_again.jinja", {"onward": request.path})

    return asked


def no_mail(request: HttpRequest) -> HttpResponse:
    words = [
        _("We could not reach the mail server just now, so no code was sent."),
        _("Please go back and try again in a minute."),
    ]
    return problem(request, status=503, title=_("The code could not be sent"), words=words)


sign_in = SignIn.as_view()
