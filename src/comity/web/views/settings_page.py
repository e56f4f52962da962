"""One's own settings: name, zone, language, theme, and where one is signed in."""

from __future__ import annotations

import re
from functools import cache
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from comity.accounts import browsers
from comity.accounts.models import NAME_LENGTH, Person
from comity.accounts.sessions import kept_as
from comity.accounts.signing_in import person_of
from comity.domain.refusal import Refused
from comity.domain.words import clean
from comity.web.views.signing_in import sign_out
from comity.web.views.way_back import to_sign_in

THEMES = [("", _("As this device has it")), ("light", _("Light")), ("dark", _("Dark"))]
HELD = re.compile("[0-9a-f]{64}")
"""How a browser's session is named."""
NOT_PLACES = ("Etc/", "SystemV/", "US/", "posix/", "right/")
HOW = {
    "begun": _("where you began"),
    "key_words": _("with six words"),
    "code": _("with a code by e-mail"),
    "story": _("as somebody in a story"),
}


@cache
def zones() -> list[tuple[str, Any]]:
    """The zones that are places, and UTC."""
    places = sorted(name for name in available_timezones() if "/" in name and not name.startswith(NOT_PLACES))
    return [("", _("As the host has it")), ("UTC", "UTC"), *((name, name.replace("_", " ")) for name in places)]


class Settings(forms.Form):
    """What a person sets for themselves; what does not fit is said beside its field."""

    name = forms.CharField(
        label=_("What you are called"),
        required=False,
        max_length=NAME_LENGTH,
        error_messages={"max_length": _("A name has at most 80 letters. This one has %(show_value)d.")},
    )
    zone = forms.ChoiceField(
        label=_("Your time zone"),
        required=False,
        choices=zones,
        error_messages={"invalid_choice": _("There is no time zone called “%(value)s”.")},
    )
    language = forms.ChoiceField(
        label=_("Language"),
        required=False,
        choices=lambda: [("", _("As this browser asks for")), *settings.LANGUAGES],
        error_messages={"invalid_choice": _("Comity does not speak “%(value)s” yet.")},
    )
    theme = forms.ChoiceField(
        label=_("Light or dark"),
        required=False,
        choices=THEMES,
        error_messages={"invalid_choice": _("Choose one of these three.")},
    )

    def clean_name(self) -> str:
        """Keep only what can be seen."""
        try:
            return clean(self.cleaned_data["name"], part="name").replace("\n", " ")
        except Refused:
            raise forms.ValidationError(_("This name holds a character that cannot be seen.")) from None


@require_http_methods(["GET", "HEAD", "POST"])
def settings_page(request: HttpRequest) -> HttpResponse:
    """Show the settings, or keep them."""
    person = person_of(request)
    if person is None:
        return to_sign_in(request)
    if request.method != "POST":
        return _page(request, person, Settings(initial={name: getattr(person, name) for name in Settings.base_fields}))
    form = Settings(request.POST)
    if not form.is_valid():
        return _page(request, person, form, status=422)
    Person.objects.filter(pk=person.pk).update(**form.cleaned_data)
    response = redirect("settings")
    _remember_language(response, form.cleaned_data["language"])
    return response


@require_POST
def signed_in(request: HttpRequest) -> HttpResponse:
    """Sign out one browser of one's own, or all but this one."""
    person = person_of(request)
    if person is None:
        return to_sign_in(request)
    which = request.POST.get("browser", "")
    if which == kept_as(request.session.session_key or ""):
        return sign_out(request)
    if which == "others":
        browsers.end_others(person, here=request.session.session_key)
    elif HELD.fullmatch(which):
        browsers.end(person, which)
    return redirect("settings")


def _page(request: HttpRequest, person: Person, form: Settings, status: int = 200) -> HttpResponse:
    context = {"form": form, "browsers": [], "story": bool(person.story)}
    if not person.story:
        found = browsers.browsers_of(person, here=request.session.session_key)
        context["browsers"] = [(browser, HOW.get(browser.how, "")) for browser in found]
    return render(request, "settings_page/settings.html", context, status=status)


def _remember_language(response: HttpResponse, language: str) -> None:
    if not language:
        response.delete_cookie(settings.LANGUAGE_COOKIE_NAME)
        return
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=settings.SESSION_COOKIE_AGE,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
