"""Mail that can be read in the browser, for the demonstration."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from groundswell.post.models import KeptMail


class KeepInDatabase(BaseEmailBackend):
    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        letters = [
            KeptMail(to=address, subject=str(message.subject)[:200], body=str(message.body))
            for message in email_messages
            for address in message.to
        ]
        return len(KeptMail.objects.bulk_create(letters))
