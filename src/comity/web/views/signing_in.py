"""Signing in with six words or a code from an e-mail, and signing out."""

from __future__ import annotations

from collections.abc import Callable

from allauth.account import views as allauth_views
from allauth.account.internal.stagekit import clear_login
from django import forms
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from comity.accounts import invitations, key_words, limits, signing_in
from comity.accounts.mailed_codes import CodeNotSent
from comity.accounts.models import Person
from comity.accounts.signing_in import person_of
from comity.accounts.words import LONGEST_TEXT
from comity.private import drafts

UNKNOWN_WORDS = _("These six words open nothing here. Look at their order, and at each word once more.")
CLEARED = '"cache", "storage"'

View = Callable[[HttpRequest], HttpResponseBase]


class SixWords(forms.Form):
    """Six words as somebody types them."""

    words = forms.CharField(
        label=_("Six words"),
        max_length=LONGEST_TEXT,
        error_messages={"required": _("Type the six words that you wrote down.")},
    )


@sensitive_post_parameters("words")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Take six words, or say where a code comes from."""
    form = SixWords(request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return _sign_in_page(request, form)
    try:
        usage = limits.count(request, "key_words")
    except limits.TooOften:
        return too_often(request)
    person = key_words.person_for(form.cleaned_data["words"]) if form.is_valid() else None
    if person is None:
        if not form.errors:
            form.add_error("words", str(UNKNOWN_WORDS))
        return _sign_in_page(request, form, status=422)
    usage.rollback()
    before = person_of(request)
    signing_in.sign_in(request, person, how="key_words")
    bring_along(before, person)
    return redirect(onward(request))


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Let this browser be nobody's, and let it forget what it kept."""
    signing_in.sign_out(request)
    response = redirect("/")
    response["Clear-Site-Data"] = CLEARED
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def ask_for_code(request: HttpRequest) -> HttpResponseBase:
    """Send a code to an address, if it is somebody's; the page is the same if it is not."""
    if request.method == "POST":
        clear_login(request)
    return _by_code(request, allauth_views.request_login_code)


@require_http_methods(["GET", "HEAD", "POST"])
def type_code(request: HttpRequest) -> HttpResponseBase:
    """Take the code from the e-mail."""
    return _by_code(request, allauth_views.confirm_login_code)


def bring_along(guest: Person | None, person: Person) -> None:
    """What a guest wrote in this browser, and the links a guest took, go to whom the guest turns out to be."""
    if guest is None or guest.pk == person.pk or person.story or not signing_in.is_guest(guest):
        return
    drafts.hand_over(giver=guest.pk.hex, taker=person.pk.hex)
    invitations.pass_on(giver=guest, taker=person)


def onward(request: HttpRequest) -> str:
    """Where somebody was going: a page of this house, else the first one."""
    wanted = request.POST.get("next") or request.GET.get("next") or "/"
    own = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if own else "/"


def too_often(request: HttpRequest) -> HttpResponse:
    """Say calmly when to try again."""
    response = render(request, "429.html", {"in_an_hour": True}, status=429)
    response["Retry-After"] = "3600"
    return response


def by_mail(request: HttpRequest, view: View) -> HttpResponseBase:
    """Answer with a page that sends mail; where the host has none there is no such page."""
    if not settings.COMITY_HAS_MAIL:
        raise Http404
    try:
        return view(request)
    except CodeNotSent:
        return render(request, "account/not_sent.html", status=503)


def _sign_in_page(request: HttpRequest, form: SixWords, status: int = 200) -> HttpResponse:
    person = person_of(request)
    context = {
        "form": form,
        "next": onward(request),
        "has_mail": settings.COMITY_HAS_MAIL,
        "comes_along": bool(person and signing_in.is_guest(person)),
        "known": bool(person and not person.story and not signing_in.is_guest(person)),
    }
    return render(request, "signing_in/sign_in.html", context, status=status)


def _by_code(request: HttpRequest, view: View) -> HttpResponseBase:
    """Let allauth sign in a browser that is somebody's already: it would turn such a one away."""
    before = person_of(request)
    request.user = AnonymousUser()
    response = by_mail(request, view)
    after = person_of(request)
    if after:
        bring_along(before, after)
    elif before:
        request.user = before
    return response
