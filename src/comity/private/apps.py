"""The Django app of this package."""

from django.apps import AppConfig


class PrivateConfig(AppConfig):
    name = "comity.private"
    label = "private"
