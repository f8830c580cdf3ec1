"""One code, one browser, one use: allauth's process, made the same for addresses with and without an account."""

from __future__ import annotations

import time

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.account.models import Login
from allauth.account.stages import LoginByCodeStage, LoginStageController
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from groundswell.people import actions
from groundswell.people.models import Person


class Entry(LoginCodeVerificationProcess):
    """Every address gets a code and a letter. Only a confirmed code finds out, or makes, whose it is."""

    @classmethod
    def begin(cls, request: HttpRequest, user: Person | None, email: str) -> Entry:
        """Make a code, send it, and keep it in this browser's session."""
        login = Login(user=user, email=email)
        login.state["stages"] = {"current": LoginByCodeStage.key}
        stage = LoginByCodeStage(LoginStageController(request, login), request, login)
        stage.state.update(cls.initial_state(user=user, email=email), initiated_by_user=True)
        entry = cls(stage=stage)
        entry.send()
        entry.persist()
        return entry

    @classmethod
    def resume(cls, stage: LoginByCodeStage) -> Entry | None:
        return cls(stage=stage).abort_if_invalid()

    def send_by_email(self, email: str, skip_enumeration_mails: bool = False) -> None:
        get_adapter().send_mail("account/email/login_code", email, {"code": self.generate_code()})

    def resend(self) -> None:
        """A fresh code with its full time; the old one is gone."""
        self.state["at"] = time.time()
        self.send()
        self.record_resend()
        self.persist()

    def finish(self, redirect_url: str | None) -> HttpResponse:
        self._user = actions.welcome(email=self.state["email"], at=timezone.now())
        return super().finish(redirect_url)

    def record_invalid_attempt(self) -> bool:
        actions.note("wrong_code", who=self.user, at=timezone.now())
        return super().record_invalid_attempt()
