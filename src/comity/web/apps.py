"""Tells Django of the web package."""

from django.apps import AppConfig


class Web(AppConfig):
    """The pages."""

    name = "comity.web"
    label = "web"
    verbose_name = "Web"
