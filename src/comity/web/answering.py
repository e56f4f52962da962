"""Answering one question alone, as a member or from a link: what is typed stays a private draft until it is folded."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from comity.accounts.models import Person
from comity.domain.refusal import Refused
from comity.private import drafts
from comity.web.acting import key_of, new_id, refuse
from comity.web.forms import PlainForm, Words
from comity.web.questions import Asked

STEPS = ("answer", "feeling", "fold")
FREE = ("not_sure", "no")


def answer_draft(question: str) -> str:
    """The draft in which a person writes the answer to a question."""
    return f"answer:{question}"


class AnswerForm(PlainForm):
    """The answer itself."""

    text = Words()


class FeelingForm(PlainForm):
    """What it is like; may be skipped."""

    feeling = Words(part="feeling", required=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Who answers what, where its screens are, and what folding does."""

    person: Person
    question: str
    asked: Asked
    name: str
    """Whom the question is about."""
    url: Callable[[str], str]
    """From a step to its address."""
    back: str
    fold: Callable[[bool, Mapping[str, str] | None, str], str]
    """From declined, words and the form's key to the address that comes next; may raise `Refused`."""
    ask_free: bool = False
    """Whether the private question stands on the last screen, once, before the first joint step."""
    context: dict[str, Any] = field(default_factory=dict)

    @property
    def draft(self) -> str:
        """The draft in which this person writes the answer."""
        return answer_draft(self.question)

    def kept(self) -> dict[str, str]:
        """What was typed so far."""
        return drafts.read(person=self.person.id.hex, draft=self.draft) or {}

    def keep(self, words: Mapping[str, str]) -> None:
        """Keep it."""
        drafts.keep(person=self.person.id.hex, draft=self.draft, words=dict(words))


def step(request: HttpRequest, desk: Desk, name: str) -> HttpResponse:
    """One of the three screens: T2, T3, T4."""
    if name == "answer":
        return _answer(request, desk)
    kept = desk.kept()
    if not (kept.get("text") or kept.get("declined")):
        sent_twice = name == "fold" and request.method == "POST" and desk.back
        return redirect(desk.back if sent_twice else desk.url("answer"))
    return _feeling(request, desk) if name == "feeling" and desk.asked.feeling else _fold(request, desk, kept)


def _answer(request: HttpRequest, desk: Desk) -> HttpResponse:
    form = AnswerForm(request.POST if request.method == "POST" else None, initial=desk.kept())
    if request.method == "POST" and request.POST.get("way") == "decline":
        desk.keep({"declined": "1"})
        return redirect(desk.url("fold"))
    if request.method == "POST" and form.is_valid():
        feeling = desk.kept().get("feeling", "")
        desk.keep({"text": form.cleaned_data["text"], "feeling": feeling})
        return redirect(desk.url("feeling" if desk.asked.feeling else "fold"))
    return _page(request, desk, "answer", form)


def _feeling(request: HttpRequest, desk: Desk) -> HttpResponse:
    form = FeelingForm(request.POST if request.method == "POST" else None, initial=desk.kept())
    if request.method == "POST" and request.POST.get("way") == "skip":
        desk.keep(desk.kept() | {"feeling": ""})
        return redirect(desk.url("fold"))
    if request.method == "POST" and form.is_valid():
        desk.keep(desk.kept() | {"feeling": form.cleaned_data["feeling"]})
        return redirect(desk.url("fold"))
    return _page(request, desk, "feeling", form)


def _fold(request: HttpRequest, desk: Desk, kept: Mapping[str, str]) -> HttpResponse:
    """Fold, unless the private question was answered with a doubt; that answer is kept nowhere."""
    form = PlainForm(request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return _page(request, desk, "fold", form)
    if request.POST.get("free") in FREE:
        return redirect("free")
    declined = bool(kept.get("declined"))
    words = None if declined else {part: kept[part] for part in ("text", "feeling") if kept.get(part)}
    try:
        onward = desk.fold(declined, words, key_of(request))
    except Refused as refused:
        form.is_valid()
        refuse(form, refused)
        return _page(request, desk, "fold", form)
    drafts.drop(person=desk.person.id.hex, draft=desk.draft)
    return redirect(onward)


def _page(request: HttpRequest, desk: Desk, name: str, form: PlainForm) -> HttpResponse:
    context = {
        **desk.context,
        "desk": desk,
        "asked": desk.asked,
        "name": desk.name,
        "form": form,
        "kept": desk.kept(),
        "act": new_id(),
        "back": _before(desk, name),
        "change": desk.url("answer"),
    }
    status = 422 if form.is_bound and not form.is_valid() else 200
    return render(request, f"questions/{name}.html", context, status=status)


def _before(desk: Desk, name: str) -> str:
    """The screen before one: what it is like is asked only where the question has that part."""
    if name == "answer":
        return desk.back
    return desk.url("feeling" if name == "fold" and desk.asked.feeling else "answer")
