"""The Django app of this package."""

from django.apps import AppConfig


class VaultConfig(AppConfig):
    name = "comity.vault"
    label = "vault"
