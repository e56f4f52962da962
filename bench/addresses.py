"""The house's addresses, and the one that only a measurement asks for."""

from __future__ import annotations

from django.urls import include, path

from bench import keeping, pages

keeping.keep_less()

urlpatterns = [path("bench/floor/", pages.floor), path("", include("comity.urls"))]

handler400 = "comity.web.views.errors.bad_request"
handler404 = "comity.web.views.errors.not_found"
handler500 = "comity.web.views.errors.fault"
