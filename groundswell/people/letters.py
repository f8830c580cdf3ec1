"""The letters about signing in. They leave at once, not through the outbox: somebody waits for them."""

from __future__ import annotations

from django.core.mail import EmailMessage
from django.utils.translation import gettext as _


def code_letter(to: str, code: str, minutes: int) -> EmailMessage:
    body = _(
        "%(code)s\n\n"
        "This is your code for Groundswell. Type it on the page where you asked for it. "
        "It works once, for %(minutes)s minutes, in that browser only.\n\n"
        "Nobody from Groundswell will ever ask you for it. "
        "If you did not ask for a code, do nothing: nobody can sign in without it.\n"
    ) % {"code": code, "minutes": minutes}
    return EmailMessage(_("Your code for Groundswell"), body, to=[to])


# What allauth calls them, and what we say.
CHANGES = {
    "mfa/email/totp_activated": "An app for one-time codes was added to your account.",
    "mfa/email/totp_deactivated": "The app for one-time codes was removed from your account.",
    "mfa/email/recovery_codes_generated": "New spare codes were made for your account.",
    "mfa/email/webauthn_added": "A passkey was added to your account.",
    "mfa/email/webauthn_removed": "A passkey was removed from your account.",
}


def change_letter(template: str, address: str) -> tuple[str, str]:
    """Subject and words of the letter that says how signing in changed."""
    said = _(CHANGES.get(template, "The way you sign in was changed."))
    body = _("%(said)s\n\nIf this was not you, look at once: %(address)s\n") % {
        "said": said,
        "address": address,
    }
    return _("How you sign in to Groundswell has changed"), body
