"""Tells Django of the accounts package."""

from django.apps import AppConfig


class Accounts(AppConfig):
    """The people who sign in, and what invites them."""

    name = "comity.accounts"
    label = "accounts"
    verbose_name = "Accounts"
