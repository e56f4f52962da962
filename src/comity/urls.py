"""Where every address leads: the pages, and how one signs in."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [path("", include("comity.web.urls"))]
