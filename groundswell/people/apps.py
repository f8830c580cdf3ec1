"""The room's entry in Django, and the two signals of allauth that have no verb to call instead."""

from typing import Any

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "groundswell.people"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from allauth.mfa.signals import authentication_failed, authenticator_added

        authentication_failed.connect(_note_wrong_code, dispatch_uid="people.wrong_code")
        authenticator_added.connect(_just_shown, dispatch_uid="people.just_shown")


def _note_wrong_code(user: Any, **_rest: Any) -> None:
    from django.utils import timezone

    from groundswell.people.actions import note

    note("wrong_code", who=user, at=timezone.now(), facts={"step": "second"})


def _just_shown(request: Any, user: Any, **_rest: Any) -> None:
    """Whoever has just added a passkey or an app has shown it: the spare codes follow without asking for it again."""
    from allauth.account.internal.flows.login import record_authentication

    record_authentication(request, user, method="mfa", reauthenticated=True)
