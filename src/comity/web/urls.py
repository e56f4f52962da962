"""The addresses of the pages."""

from __future__ import annotations

from django.urls import include, path

from comity.web.views import first, preparing

urlpatterns = [
    path("", include("comity.web.together")),
    path("", first.first, name="first"),
    path("begin/", first.begin_another, name="begin"),
    path("prepare/", first.prepare, name="prepare"),
    path("prepare/<str:draft>/aloud/", preparing.aloud, name="preparing-aloud"),
    path("prepare/<str:draft>/drop/", preparing.drop, name="preparing-drop"),
    path("prepare/<str:draft>/<slug:step>/", preparing.step, name="preparing"),
    path("", include("comity.web.identity")),
]
