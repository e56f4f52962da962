"""Being somebody in a story: one click, and only ever somebody in a story."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from comity.accounts.models import Person
from comity.accounts.signing_in import has_way_back, person_of, sign_in


@require_safe
def stories(request: HttpRequest) -> HttpResponse:
    """The stories and the people in them."""
    if not settings.COMITY_STORIES:
        raise Http404
    return render(request, "stories/stories.html", {"present": person_of(request)})


@require_http_methods(["GET", "HEAD", "POST"])
def story_person(request: HttpRequest, part: str) -> HttpResponse:
    """Become a person of a story; someone real is first told what that means for this browser."""
    if not settings.COMITY_STORIES:
        raise Http404
    told = get_object_or_404(Person.objects.exclude(story=""), story=part)
    present = person_of(request)
    real = present if present and not present.story else None
    if request.method == "POST" and (real is None or "told" in request.POST):
        sign_in(request, told, how="story")
        return redirect("/")
    context = {"told": told, "real": real, "has_way_back": bool(real and has_way_back(real))}
    return render(request, "stories/story_person.html", context)
