"""From a link to a seat: looking changes nothing, a button uses the link up, the first fold makes a member."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from comity.accounts import invitations, limits, seats
from comity.accounts.models import Invitation, Person
from comity.accounts.signing_in import begin, person_of
from comity.domain.conversation import SealAnswer
from comity.domain.invitations import Join
from comity.domain.kinds import WORK
from comity.domain.refusal import Refused
from comity.domain.threshold import Threshold, threshold
from comity.ledger import store
from comity.web import answering, questions, reading
from comity.web.acting import new_id
from comity.web.answering import STEPS, Desk
from comity.web.beginning import zone_of
from comity.web.forms import PlainForm, Zone
from comity.web.views.signing_in import too_often


class SeeForm(PlainForm):
    """The button of a link's page; the browser tells its zone along the way."""

    zone = Zone()


@require_http_methods(["GET", "HEAD", "POST"])
def link(request: HttpRequest, token: str) -> HttpResponse:
    """Show what a link asks (T1); only POST uses it up."""
    found = invitations.find(token)
    if found is None:
        raise Http404
    return _look_or_take(request, found)


@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """The same with four words that somebody read aloud."""
    typed = request.POST.get("code", "")
    if request.method != "POST":
        return render(request, "joining/code.html", {"typed": ""})
    try:
        usage = limits.count(request, "link_code")
    except limits.TooOften:
        return too_often(request)
    found = invitations.find_by_code(typed)
    if found is None:
        return render(request, "joining/code.html", {"typed": typed, "unknown": True}, status=422)
    usage.rollback()
    return _look_or_take(request, found, typed=typed)


def _look_or_take(request: HttpRequest, found: Invitation, *, typed: str = "") -> HttpResponse:
    """The page of a link; its answer is "see", "not_now" or "no", and the last two change nothing.

    The page is the same whether somebody has used the link or not: who sent it must not learn
    that by looking. Only pressing "see" tells.
    """
    person = person_of(request)
    held = _held(found)
    good = invitations.state_for_maker(found, at=timezone.now()) is invitations.State.OPEN
    if held is None or not good or reading.is_in(person, found.alliance):
        return _over(request, found, person)
    answer = request.POST.get("answer")
    if answer == "see":
        return _take(request, found) if _open_to(found, person) else _over(request, found, person)
    asker = seats.names(found.alliance).get(held.asker, "")
    context = {
        "asker": asker,
        "last_day": found.last_day,
        "typed": typed,
        "asks": held.questions,
        "work": held.kind in WORK,
    }
    template = "joining/not_now.html" if answer in {"not_now", "no"} else "joining/link.html"
    return render(request, template, context | {"answer": answer})


def _take(request: HttpRequest, found: Invitation) -> HttpResponse:
    form = SeeForm(request.POST)
    person = begin(request)
    if form.is_valid() and form.cleaned_data["zone"] and not person.zone:
        person.zone = form.cleaned_data["zone"]
        person.save(update_fields=["zone"])
    try:
        invitations.take(found, person=person, at=timezone.now())
    except invitations.NotOpen:
        return _over(request, found, person)
    return redirect("door", found.pk, "answer")


def _open_to(found: Invitation, person: Person | None) -> bool:
    if found.taken and not found.taken_back and person is not None and found.taken_by_id == person.pk:
        return True
    return invitations.state(found, at=timezone.now()) is invitations.State.OPEN


def _held(found: Invitation) -> Threshold | None:
    state = store.load(found.alliance)
    if state is None:
        return None
    try:
        return threshold(state, invitation=found.pk, at=timezone.now())
    except Refused:
        return None


def _over(request: HttpRequest, found: Invitation, person: Person | None) -> HttpResponse:
    """A link that leads nowhere any more: its bearer is told what became of it, and nothing else."""
    if reading.is_in(person, found.alliance):
        return render(request, "joining/own.html", {"alliance": found.alliance})
    state = invitations.state(found, at=timezone.now())
    if _held(found) is None and state is invitations.State.OPEN:
        state = invitations.State.TAKEN_BACK
    return render(request, "joining/over.html", {"state": state.value}, status=410)


@require_http_methods(["GET", "HEAD", "POST"])
def door(request: HttpRequest, place: str, step: str) -> HttpResponse:
    """Answer the question from behind a link (T2 to T4); until the first fold one is nobody in the alliance."""
    person = person_of(request)
    known = person is not None and store.is_id(place)
    found = Invitation.objects.filter(pk=place, taken_by=person).first() if known else None
    if person is None or found is None or step not in STEPS:
        raise Http404
    held = _held(found)
    if held is not None and held.questions:
        return answering.step(request, _desk(person, found, held), step)
    if reading.is_in(person, found.alliance):
        return redirect(_answered(request, found.alliance))
    return _come_in(request, person, found, held) if held is not None else _over(request, found, person)


def _come_in(request: HttpRequest, person: Person, found: Invitation, held: Threshold) -> HttpResponse:
    """Join where no question waits: what was asked first has opened already, for those who were there."""
    if request.method != "POST":
        asker = seats.names(found.alliance).get(held.asker, "")
        return render(request, "joining/come_in.html", {"asker": asker})
    with store.writing():
        _enter(person, found)
    return redirect("alliance", found.alliance)


def _answered(request: HttpRequest, alliance: str) -> str:
    """Where whoever has joined finds the question that they joined by."""
    for question in reading.read(request, alliance).sight.questions:
        return reverse("question", args=[alliance, question.id])
    return reverse("alliance", args=[alliance])


def _desk(person: Person, found: Invitation, held: Threshold) -> Desk:
    question, ref = held.questions[0]
    asker = seats.names(found.alliance).get(held.asker, "")

    def fold(declined: bool, words: Mapping[str, str] | None, key: str) -> str:
        return _join(person, found, SealAnswer(question=question, declined=declined, words=words), key)

    return Desk(
        person=person,
        question=question,
        asked=questions.asked(ref, name=asker, kind=held.kind),
        name=asker,
        url=lambda name: reverse("door", args=[found.pk, name]),
        back="",
        fold=fold,
        ask_free=True,
        context={"joining": True},
    )


def _join(person: Person, found: Invitation, answer: SealAnswer, key: str) -> str:
    """Join and fold in one, and once: with the first fold a guest becomes a member."""
    try:
        with store.writing():
            member = _enter(person, found)
            store.record(alliance=found.alliance, command=answer, by=member, at=timezone.now(), key=key)
    except Refused:
        if not reading.is_in(person, found.alliance):
            raise
    return reverse("question", args=[found.alliance, answer.question])


def _enter(person: Person, found: Invitation) -> str:
    """Take the place that is held, and the seat that goes with it; return the new member's id."""
    member, join = new_id(), Join(invitation=found.pk, zone=zone_of(person))
    store.record(alliance=found.alliance, command=join, by=member, at=timezone.now(), key=new_id())
    seats.take_seat(person=person, alliance=found.alliance, member=member, name=found.to_name)
    return member
