"""So that you find your way back: six words to write down, a code by e-mail, or later."""

from __future__ import annotations

from allauth.account import views as allauth_views
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render, resolve_url
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from comity.accounts import key_words
from comity.accounts.models import Person
from comity.accounts.signing_in import address_of, person_of
from comity.web.views.signing_in import View, by_mail, onward


@require_http_methods(["GET", "HEAD", "POST"])
def way_back(request: HttpRequest) -> HttpResponse:
    """Offer the ways back (S10); a POST draws six words and shows them this once."""
    person = person_of(request)
    if person is None:
        return to_sign_in(request)
    if request.method == "POST" and not person.story:
        words = key_words.new(person)
        return render(request, "way_back/six_words.html", {"words": words, "next": onward(request)})
    return render(request, "way_back/way_back.html", _ways(request, person))


@require_http_methods(["GET", "HEAD", "POST"])
def address(request: HttpRequest) -> HttpResponseBase:
    """Add an address, change it, or let it go."""
    return _own_address(request, allauth_views.email)


@require_http_methods(["GET", "HEAD", "POST"])
def confirm_address(request: HttpRequest) -> HttpResponseBase:
    """Take the code that shows whose an address is."""
    return _own_address(request, allauth_views.email_verification_sent)


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """Where somebody unknown goes from a page that is only for someone known."""
    return redirect(f"{resolve_url('sign-in')}?{urlencode({'next': request.path})}")


def _ways(request: HttpRequest, person: Person) -> dict[str, object]:
    return {
        "story": bool(person.story),
        "has_words": key_words.has(person),
        "has_mail": settings.COMITY_HAS_MAIL,
        "address": address_of(person),
        "next": onward(request),
    }


def _own_address(request: HttpRequest, view: View) -> HttpResponseBase:
    person = person_of(request)
    if person is None:
        return to_sign_in(request)
    if person.story:
        return redirect("way-back")
    return by_mail(request, view)
