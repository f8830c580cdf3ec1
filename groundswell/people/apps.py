"""The room's entry in Django, and the one signal that has no verb to call instead."""

from typing import Any

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "groundswell.people"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from allauth.mfa.signals import authentication_failed

        authentication_failed.connect(_note_wrong_code, dispatch_uid="people.wrong_code")


def _note_wrong_code(user: Any, **_rest: Any) -> None:
    from django.utils import timezone

    from groundswell.people.actions import note

    note("wrong_code", who=user, at=timezone.now(), facts={"step": "second"})
