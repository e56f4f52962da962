"""The lines of "Our history" in the reader's language: what happened, and who did it where that is told."""

from __future__ import annotations

from django.utils.translation import gettext as _

from comity.domain import (
    ask_answers,
    asks,
    boundaries,
    consents,
    conversation,
    days_off,
    invitations,
    listening,
    people,
    reviews,
    terms,
)
from comity.domain.act import Reply
from comity.domain.history import Line


def sentence(line: Line, *, name: str) -> str:
    """One line; `name` is empty where the line names nobody."""
    return _sentences(line)[line.event] % {"name": name}


def _sentences(line: Line) -> dict[type, str]:
    answered = {
        Reply.YES: _("%(name)s said yes"),
        Reply.NO: _("%(name)s said no"),
        Reply.LATER: _("%(name)s said by when an answer comes"),
    }
    return {
        people.AllianceOpened: _("%(name)s began"),
        people.MemberPaused: _("%(name)s pauses"),
        people.MemberResumed: _("%(name)s takes part again"),
        people.MemberLeft: _("%(name)s has left"),
        invitations.MemberInvited: _("%(name)s held a place for somebody"),
        invitations.InvitationAnswered: _("%(name)s answered whether somebody joins"),
        invitations.InvitationTakenBack: _("%(name)s took a link back"),
        invitations.MemberJoined: _("%(name)s joined"),
        conversation.RoundOpened: _("%(name)s asked a question"),
        conversation.QuestionOpened: _("The answers to a question opened"),
        conversation.AnswerOpened: _("%(name)s let an answer be read"),
        listening.SaidBack: _("%(name)s said what they heard"),
        listening.SaidBackAnswered: _("%(name)s said whether they feel heard"),
        terms.TermProposed: _("%(name)s put something into words"),
        terms.TermRevised: _("%(name)s put it into other words"),
        terms.ProposalTakenBack: _("%(name)s took a wording back"),
        consents.TermAnswered: answered.get(line.reply, "") if line.reply else "",
        consents.BoundaryAnswered: _("%(name)s answered a limit"),
        consents.YesTakenBack: _("Something ended"),
        boundaries.BoundaryStoodBy: _("%(name)s said that a limit stands"),
        reviews.ReviewCalled: _("%(name)s called a look back"),
        reviews.ReviewOpened: _("What was said at a look back opened"),
        asks.AskSent: _("%(name)s asked for something by a day"),
        asks.AskTakenBack: _("%(name)s no longer asks for something"),
        ask_answers.AskAnswered: _("%(name)s answered what was asked for"),
        ask_answers.AskReleased: _("%(name)s said that something cannot be kept"),
        days_off.DaysOffTold: _("%(name)s told days off"),
    }
