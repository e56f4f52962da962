"""Preparing alone: one thing a screen, kept for the writer's eyes only."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import time

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from comity.accounts.models import Person
from comity.accounts.signing_in import person_of
from comity.domain.kinds import RELATIONS, Side
from comity.private import drafts
from comity.web import phrases, wording
from comity.web.forms_preparing import DAYS, STEPS, Step, Wish, is_work
from comity.web.reading import is_in
from comity.web.rules_in_words import EVERY_DAY, WEEKEND, WORKING_WEEK, days_in_words

Words = dict[str, str]

DRAFT = re.compile("[0-9a-f]{32}")
ORDER = tuple(STEPS)
WEEKDAYS = {"every": EVERY_DAY, "weekdays": WORKING_WEEK, "weekend": WEEKEND}
PAIRS = frozenset(key for key, each in RELATIONS.items() if each.mine is not Side.EVEN)
"""Relations with two sides: said from either, side by side."""
HINTED = frozenset({"help", "offer"})


@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, draft: str, step: str) -> HttpResponse:
    """Show one screen of a draft, or keep what was written on it and go on."""
    if _is_folded(request, draft):
        return redirect("places", draft)
    person, words = opened(request, draft)
    if step not in STEPS:
        raise Http404
    if request.method != "POST":
        hint = _hint(step, words) if "hint" in request.GET else ""
        return _page(request, draft, step, STEPS[step](draft=words), hint=hint)
    form = STEPS[step](request.POST, draft=words)
    if "skip" in request.POST and isinstance(form, Step):
        drafts.keep(person=person.pk.hex, draft=draft, words=words | dict(form.skipped))
        return _onward(request, draft, step)
    if not form.is_valid():
        return _page(request, draft, step, form, status=422)
    after = words | form.kept()
    drafts.keep(person=person.pk.hex, draft=draft, words=after)
    again = _again(request, step, words, after)
    if again:
        return redirect(f"{request.path}?{_query(request, **{again: '1'})}")
    return _onward(request, draft, step)


@require_safe
def aloud(request: HttpRequest, draft: str) -> HttpResponse:
    """Show the whole sheet large, to read from or to print."""
    _person, words = opened(request, draft)
    return render(request, "preparing/aloud.html", shown(draft, words))


@require_POST
def drop(request: HttpRequest, draft: str) -> HttpResponse:
    """Throw a draft away, at once."""
    person, _words = opened(request, draft)
    drafts.drop(person=person.pk.hex, draft=draft)
    return redirect("first")


def opened(request: HttpRequest, draft: str) -> tuple[Person, Words]:
    """Return who asks and what they have prepared; the same 404 for everyone whose draft it is not."""
    person = person_of(request)
    words = drafts.read(person=person.pk.hex, draft=draft) if person and DRAFT.fullmatch(draft) else None
    if person is None or words is None or "wish" not in words:
        raise Http404
    return person, words


def kept(person: Person | None) -> list[tuple[str, Words]]:
    """Return what a person has prepared and kept, by the name of whom it is for."""
    found = drafts.of(person.pk.hex) if person else []
    prepared = [
        (draft, words)
        for draft, words in found
        if DRAFT.fullmatch(draft) and "wish" in words and "alliance" not in words
    ]
    return sorted(prepared, key=lambda each: each[1]["name"].casefold())


def _is_folded(request: HttpRequest, draft: str) -> bool:
    """Whether the draft has become an alliance of the one who asks: by Back, or by a form sent twice."""
    return is_in(person_of(request), draft)


def _hint(step: str, words: Mapping[str, str]) -> str:
    """One hint at most; the sign has a page of its own, so nothing is said of it here."""
    if step not in HINTED:
        return ""
    return wording.hint(words.get(step, ""), name=words["name"], besides=("sign_offered",))


def _again(request: HttpRequest, step: str, before: Mapping[str, str], after: Mapping[str, str]) -> str:
    """Why the screen is shown once more: to change the words, or for a hint, and that once."""
    if "change" in request.POST and before.get(step) == after.get(step):
        return "change"
    hinted = {"keep", "change"} & {*request.POST, *request.GET}
    return "hint" if not hinted and _hint(step, after) else ""


def _query(request: HttpRequest, **more: str) -> str:
    """The address's own query, no more than is ours, and what is added to it."""
    return urlencode(({"to": "sheet"} if request.GET.get("to") == "sheet" else {}) | more)


def _onward(request: HttpRequest, draft: str, step: str) -> HttpResponse:
    if step == "sheet":
        return _way(request, draft)
    _person, words = opened(request, draft)
    if "alliance" in words and (step == "offer" or request.GET.get("to") == "sheet"):
        return redirect("ready", words["alliance"])
    after = "sheet" if request.GET.get("to") == "sheet" else ORDER[ORDER.index(step) + 1]
    return redirect("preparing", draft, after)


def _way(request: HttpRequest, draft: str) -> HttpResponse:
    """The three ways on from the sheet."""
    _person, words = opened(request, draft)
    match request.POST.get("way"):
        case "fold" if words.get("relation") not in RELATIONS:
            return redirect(f"{reverse('preparing', args=[draft, 'relation'])}?to=sheet")
        case "fold":
            return redirect("preparing-fold", draft, preserve_request=True)
        case "aloud":
            return redirect("preparing-aloud", draft)
        case _:
            return redirect("first")


def _page(
    request: HttpRequest, draft: str, step: str, form: Wish | Step, *, status: int = 200, hint: str = ""
) -> HttpResponse:
    context = shown(draft, dict(form.draft)) | {
        "form": form,
        "hint": hint,
        "step": step,
        "changing": "change" in request.GET,
    }
    template = f"preparing/{step.replace('-', '_')}.html"
    return render(request, template, context, status=status)


def shown(draft: str, words: Words) -> dict[str, object]:
    """What the templates of preparing show."""
    start, end = (time.fromisoformat(words[key]) if words.get(key) else None for key in ("sign_from", "sign_to"))
    return {
        "draft": draft,
        "said": words,
        "name": words["name"],
        "pairs": PAIRS,
        "relations": phrases.relations(words["name"]),
        "relation": phrases.relation(words.get("relation", ""), words["name"]),
        "work": is_work(words),
        "samples": phrases.samples(work=is_work(words)),
        "sign_from": start,
        "sign_to": end,
        "days": days_in_words(WEEKDAYS[words["sign_days"]]) if words.get("sign_days") in WEEKDAYS else "",
        "all_days": [(key, phrases.days(key)) for key in DAYS],
    }
