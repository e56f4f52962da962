"""One more question for those in an alliance: from the playbook of their kind, or in one's own words."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from comity import playbooks
from comity.domain.act import Here
from comity.domain.conversation import OpenRound
from comity.domain.refusal import Refused
from comity.playbooks import Worth
from comity.web import reading
from comity.web.acting import act, beside, key_of, new_id, refuse
from comity.web.beginning import ANSWER_DAYS
from comity.web.forms import PlainForm, Words
from comity.web.forms_terms import today
from comity.web.reading import Reading

THEMES: dict[str, Promise] = {
    "purpose": _("What it is for"),
    "bring": _("What each of you brings"),
    "needs": _("What each of you needs"),
    "communication": _("How you talk to each other"),
    "time": _("Time and space"),
    "conflict": _("When it goes wrong"),
    "limits": _("Limits"),
    "ending": _("Looking back, and ending well"),
}


LIVED = timedelta(days=60)


class OwnQuestionForm(PlainForm):
    """A question in the words of whoever asks it."""

    text = Words()


@require_http_methods(["GET", "HEAD", "POST"])
def more(request: HttpRequest, alliance: str) -> HttpResponse:
    """Choose a question, or write one; asked, one's own answer to it comes first."""
    found = reading.read(request, alliance)
    if found.sight.you.here is not Here.HERE or not found.others:
        return redirect("alliance", alliance)
    worth = _chosen(request, found)
    form = OwnQuestionForm(request.POST if request.method == "POST" and worth is None else None)
    if worth is not None or (form.is_bound and form.is_valid()):
        key = key_of(request)
        try:
            act(found, _round(found, worth, form, key=key), key=key)
        except Refused as refused:
            refuse(form, refused)
        else:
            return redirect("question", alliance, key)
    context = {
        "reading": found,
        "form": form,
        "themes": _themes(found),
        "two": len(found.others) == 1,
        "act": new_id(),
    }
    return render(request, "questions/more.html", context, status=422 if form.errors else 200)


def _chosen(request: HttpRequest, found: Reading) -> Worth | None:
    """The question of the playbook that was tapped."""
    ref = request.POST.get("ref", "")
    return next((each for each in _worth(found) if each.id == ref), None)


def _worth(found: Reading) -> tuple[Worth, ...]:
    """All that the playbook has; those for a renewal once there is something to renew."""
    book = playbooks.playbook(found.sight.kind, translation.get_language() or "en")
    if book is None:
        return ()
    begun = min((question.asked_at for question in found.sight.questions), default=found.sight.at)
    return book.questions if begun + LIVED <= found.sight.at else book.full


def _round(found: Reading, worth: Worth | None, form: OwnQuestionForm, *, key: str) -> OpenRound:
    """One question, to all or to those on one side."""
    return OpenRound(
        round=beside(key, 1),
        questions=((key, worth.id if worth else ""),),
        asked=_asked(found, worth),
        answer_by=today(found) + timedelta(days=ANSWER_DAYS),
        zone=found.sight.zone,
        words=None if worth else {"text": form.cleaned_data["text"]},
    )


def _asked(found: Reading, worth: Worth | None) -> tuple[str, ...]:
    """Those on the side that a question is for; nobody named is everybody."""
    if worth is None or worth.asked is None:
        return ()
    here = [found.sight.you, *found.others]
    return tuple(m.id for m in here if m.side is worth.asked and m.here is Here.HERE)


def _themes(found: Reading) -> list[dict[str, Any]]:
    """The questions by theme, without those that were asked; a theme with none left is not shown."""
    were_asked = {question.ref for question in found.sight.questions}
    left = [each for each in _worth(found) if each.id not in were_asked and _can_be_asked(found, each)]
    themes = [
        {"title": title, "questions": [_shown(found, each) for each in left if each.theme == theme]}
        for theme, title in THEMES.items()
    ]
    return [theme for theme in themes if theme["questions"]]


def _can_be_asked(found: Reading, worth: Worth) -> bool:
    return worth.asked is None or bool(_asked(found, worth))


def _shown(found: Reading, worth: Worth) -> dict[str, Any]:
    asked = _asked(found, worth)
    return {
        "ref": worth.id,
        "text": worth.text,
        "why": worth.why,
        "only": ", ".join(found.name(member) for member in asked),
    }
