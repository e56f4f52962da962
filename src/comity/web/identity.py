"""The addresses of signing in, of one's own settings, of the stories and of the quick way out.

Of allauth only four pages are here: asking for a code and typing it, to sign in or to show whose
an address is. Its other names stand for pages of ours, since it looks them up.
"""

from __future__ import annotations

from django.urls import path
from django.views.generic import RedirectView

from comity.web.views import leaving_page, settings_page, signing_in, stories, way_back

urlpatterns = [
    path("sign-in/", signing_in.sign_in, name="sign-in"),
    path("sign-out/", signing_in.sign_out, name="sign-out"),
    path("way-back/", way_back.way_back, name="way-back"),
    path("settings/", settings_page.settings_page, name="settings"),
    path("settings/signed-in/", settings_page.signed_in, name="signed-in"),
    path("stories/", stories.stories, name="stories"),
    path("stories/<slug:part>/", stories.story_person, name="story-person"),
    path("leave-page/", leaving_page.leave_page, name="leave-page"),
    path("account/code/", signing_in.ask_for_code, name="account_request_login_code"),
    path("account/code/confirm/", signing_in.type_code, name="account_confirm_login_code"),
    path("account/address/", way_back.address, name="account_email"),
    path("account/address/confirm/", way_back.confirm_address, name="account_email_verification_sent"),
    path("sign-in/", signing_in.sign_in, name="account_login"),
    path("sign-out/", signing_in.sign_out, name="account_logout"),
    path("account/begin/", RedirectView.as_view(url="/"), name="account_signup"),
]
