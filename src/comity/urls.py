"""Where every address leads: the pages, and what answers where there is none."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [path("", include("comity.web.urls"))]

handler400 = "comity.web.views.errors.bad_request"
handler404 = "comity.web.views.errors.not_found"
handler500 = "comity.web.views.errors.fault"
