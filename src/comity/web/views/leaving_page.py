"""The quick way out: a blank page in place of what was there. Nobody is signed out by it."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def leave_page(request: HttpRequest) -> HttpResponse:
    """Show nothing, and let the browser drop the pages it kept for its Back button."""
    response = render(request, "leaving_page/blank.html")
    response["Cache-Control"] = "no-store"
    response["Clear-Site-Data"] = '"cache"'
    # A changed cookie is what makes browsers drop pages that they keep in spite of `no-store`.
    response.set_cookie("blank", secrets.token_hex(4), max_age=60, httponly=True, samesite="Lax", secure=settings.HTTPS)
    return response
