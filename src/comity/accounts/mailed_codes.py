"""Codes by e-mail, through allauth, with what it leaves open closed.

1. A session row holds a seed, never a code: the code in the mail is drawn from the seed under
   the key file, so whoever reads the database cannot sign in with it.
2. Tries at one code are counted in one place for all requests, however many come at once.
3. No page, and no mail to anybody else, tells whether an address is known.
4. There is no password anywhere, and no page of allauth's that could set one.
"""

from __future__ import annotations

import secrets
from typing import Any

from allauth.account import forms
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.core import context as allauth_context
from allauth.core.internal.httpkit import get_client_ip
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.mail import EmailMessage
from django.http import HttpRequest
from django.shortcuts import resolve_url
from django.utils.translation import gettext_lazy as _

from comity.accounts import limits
from comity.accounts.digests import keyed_bytes
from comity.accounts.models import Person
from comity.accounts.signing_in import sign_in

LETTERS = "BCDFGHJKLMNPQRSTVWXZ"
LENGTH = 8
WRONG = _("This code is not the one in the e-mail.")


class CodeNotSent(Exception):
    """The host's mail did not take the message."""


def mailed(seed: str) -> str:
    """The code that belongs to a seed: eight letters, 34 bits, in two groups."""
    number = int.from_bytes(keyed_bytes(b"mailed code", seed), "big")
    letters = ""
    for _place in range(LENGTH):
        number, index = divmod(number, len(LETTERS))
        letters += LETTERS[index]
    return f"{letters[:4]}-{letters[4:]}"


class Adapter(DefaultAccountAdapter):
    """What allauth does here, and in which words."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "incorrect_code": WRONG,
        # Said only to someone who has just read the mailbox.
        "email_taken": _("Somebody here signs in with this address already."),
        "duplicate_email": _("This is already your address."),
        "too_many_login_attempts": _("Too many tries. Try again in a minute."),
    }

    def generate_login_code(self) -> str:
        """A seed; the code is made when the mail is."""
        return secrets.token_urlsafe(16)

    def generate_email_verification_code(self) -> str:
        """A seed; the code is made when the mail is."""
        return secrets.token_urlsafe(16)

    def render_mail(
        self,
        template_prefix: str,
        email: str | list[str],
        context: dict[str, Any],
        headers: dict[str, str] | None = None,
    ) -> EmailMessage:
        """Put the code in place of its seed."""
        if "code" in context:
            context = {**context, "code": mailed(context["code"])}
        message: EmailMessage = super().render_mail(template_prefix, email, context, headers)
        return message

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send; a host whose mail does not work says so calmly."""
        try:
            super().send_mail(template_prefix, email, context)
        except OSError as trouble:
            raise CodeNotSent from trouble

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """Sign in under a new session key, as everywhere here."""
        if isinstance(user, Person):
            sign_in(request, user, how="code")

    def get_email_verification_redirect_url(self, email_address: EmailAddress) -> str:  # noqa: ARG002 (the parent's shape)
        """Back to the ways back, which now name the address."""
        return resolve_url("way-back")

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Say nothing: the pages themselves tell what is."""

    def can_delete_email(self, email_address: EmailAddress) -> bool:  # noqa: ARG002 (the same)
        """An address may always go: nobody needs one."""
        return True

    def get_client_ip(self, request: HttpRequest) -> str:
        """Where a request comes from; all that do not tell count as one."""
        return get_client_ip(request) or "unknown"


class CountedCode(forms.BaseConfirmCodeForm):
    """Holds a typed code against the one that was mailed, at most three times."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.seed = kwargs.pop("code", "")
        super().__init__(*args, **kwargs, code=mailed(self.seed) if self.seed else "")

    def clean_code(self) -> str:
        """Count before comparing, so that guesses at the same moment count too."""
        try:
            limits.count(allauth_context.request, "mailed_code", key=self.seed)
        except limits.TooOften:
            self.expected_code = ""
        return str(super().clean_code())


class ConfirmCode(CountedCode, forms.ConfirmLoginCodeForm):
    """The code that signs in."""


class ConfirmAddress(CountedCode, forms.ConfirmEmailVerificationCodeForm):
    """The code that shows whose an address is."""
