"""What a member sees of the terms: what holds, what is talked about, and the acts open to them."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from comity.domain.act import Fold, Here, Reply, Verdict
from comity.domain.alliance import Alliance, Member, Revision, Term
from comity.domain.calendar import local_date
from comity.domain.consents import MOST_LATERS, trial_over, yes_order_met
from comity.domain.holding import (
    HOLDS,
    Now,
    Standing,
    Talk,
    agreed,
    answerable_until,
    begins,
    call_closed,
    called,
    holders,
    last_day,
    now,
    talk,
)
from comity.domain.reviews import can_open
from comity.domain.term_kinds import Bond
from comity.domain.views import ReplyView, RevisionView, SaidView, TermView

ALIVE = HOLDS | {Standing.RESTS, Standing.AGREED}
WEEK = timedelta(days=7)


def terms(state: Alliance, *, viewer: Member, at: datetime, mine: Iterable[Fold]) -> tuple[TermView, ...]:
    """A newcomer sees what holds and what is asked since they came, not what ended before (C2)."""
    folded = {f.term for f in mine if f.term and can_open(state, f, at)}
    stood = ((one, now(state, one, at)) for one in state.terms.values())
    return tuple(
        _term(state, one, found, viewer=viewer, at=at, verdict_folded=one.id in folded)
        for one, found in stood
        if one.last.at >= viewer.joined_at or found.standing in ALIVE
    )


def _term(state: Alliance, one: Term, found: Now, *, viewer: Member, at: datetime, verdict_folded: bool) -> TermView:
    course = talk(state, one, at)
    holds, over, follows = found.current, found.over, found.coming
    talked = _talked(one, course, viewer=viewer)
    kind = (holds or one.last).outline.kind
    if over is not None and over < viewer.joined_at:
        holds = over = None  # wording that ended before a newcomer came is not theirs to read (C2)
    first = _revision(one, holds or one.last, viewer)
    may = frozenset(_may(state, one, found, holds, viewer=viewer, at=at, waiting=course is Talk.WAITING))
    return TermView(
        id=one.id,
        kind=kind,
        owner=one.owner,
        group=one.group,
        out_of=one.out_of,
        standing=found.standing,
        talk=course,
        holds=first if holds else None,
        coming=_revision(one, follows, viewer) if follows is not None and follows is not holds else None,
        talked=(_revision(one, talked, viewer) if holds else first) if talked else None,
        newest=one.last.number,
        newest_digest=one.last.digest,
        shown=first,
        before=_before(one, course, holds, viewer),
        bound=found.bound,
        since=begins(holds) if holds else None,
        last_day=last_day(holds) if holds else None,
        ended_on=_ended_on(holds, over) if holds else None,
        next_look=_next_look(holds, at) if holds and not over else None,
        one_more_week=_one_more_week(found, course, holds, viewer, at) if holds and not verdict_folded else None,
        called=called(one, holds) if holds and not call_closed(one, holds, at) else None,
        verdict_folded=verdict_folded,
        lets_talk=one.last.is_talked_about,
        may=may | {"unfold_verdict"} if verdict_folded else may,
    )


def _talked(one: Term, course: Talk, *, viewer: Member) -> Revision | None:
    """The newest wording, where it is not agreed; a newcomer sees one from before only while it waits (C2)."""
    is_from_before = one.last.at < viewer.joined_at and course is not Talk.WAITING
    return None if agreed(one.last) is not None or is_from_before else one.last


def _before(one: Term, course: Talk, holds: Revision | None, viewer: Member) -> RevisionView | None:
    """What a waiting wording is held against: nothing taken back, nor from before a newcomer came (C2)."""
    if course is not Talk.WAITING:
        return None
    if holds is None and len(one.revisions) > 1:
        last = one.revisions[-2]
        holds = None if last.taken_back or last.at < viewer.joined_at else last
    return _revision(one, holds, viewer) if holds is not None else None


def _next_look(holds: Revision, at: datetime) -> date | None:
    day = holds.outline.review_on if last_day(holds) is None else None
    return day if day is not None and day >= local_date(at, holds.outline.zone) else None


def _one_more_week(found: Now, course: Talk, holds: Revision, viewer: Member, at: datetime) -> date | None:
    """In a try's last week, where other words wait or somebody has said change at a look back (B18)."""
    until = last_day(holds)
    if until is None or found.standing is not Standing.TRIAL or viewer.id not in found.bound:
        return None
    looks = (review for review in holds.reviews if review.at >= viewer.joined_at)
    differs = any(said.verdict is Verdict.CHANGE for look in looks for said in look.said)
    if course is not Talk.WAITING and not differs:
        return None
    return until + WEEK if until < local_date(at, holds.outline.zone) + WEEK else None


def _ended_on(revision: Revision, over: datetime | None) -> date | None:
    """The last day on which it held: a trial's own last day, else the day it was ended on."""
    if over is None:
        return None
    day, until = local_date(over, revision.outline.zone), last_day(revision)
    return until if until is not None and until < day else day


def _revision(one: Term, revision: Revision, viewer: Member) -> RevisionView:
    outline, stood_by = revision.outline, revision.stood_by
    if stood_by is not None and stood_by.at < viewer.joined_at:
        stood_by = None
    return RevisionView(
        number=revision.number,
        by=revision.by,
        at=revision.at,
        kind=outline.kind,
        names=outline.names,
        concerns=outline.concerns,
        holders=holders(one, revision),
        rules=outline.rules,
        starts=outline.starts,
        until=outline.until,
        review_on=outline.review_on,
        zone=outline.zone,
        open=outline.open,
        answer_by=answerable_until(revision),
        digest=revision.digest,
        words=revision.words,
        replies=tuple(_replies(revision, viewer)),
        stood_by=stood_by is not None,
        stood_by_words=stood_by.words if stood_by is not None else None,
        reviews=tuple(
            tuple(SaidView(by=s.by, verdict=s.verdict, until=s.until, words=s.words) for s in review.said)
            for review in revision.reviews
            if review.at >= viewer.joined_at
        ),
        looked_back_at=revision.reviews[-1].at if revision.reviews else None,
    )


def _replies(revision: Revision, viewer: Member) -> Iterator[ReplyView]:
    for member, given in revision.given.items():
        if given.at >= viewer.joined_at:
            yield ReplyView(by=member, reply=given.reply, later=given.later, words=given.words)
    for member, said in revision.boundary_given.items():
        if said.at >= viewer.joined_at:
            yield ReplyView(by=member, reply=said.reply, later=None, words=said.words)


def _may(
    state: Alliance,
    one: Term,
    found: Now,
    holds: Revision | None,
    *,
    viewer: Member,
    at: datetime,
    waiting: bool,
) -> Iterator[str]:
    """The acts open to the viewer; whoever pauses may only take back (C6)."""
    here = viewer.here is Here.HERE
    if viewer.id in found.consenting:
        yield "withdraw"
    if waiting and one.last.by == viewer.id:
        yield "take_back"
    if here:
        yield from _may_answer(state, one, viewer, at) if waiting else ()
        yield from _may_hold(one, found, holds, viewer, at)
        if _may_revise(state, one, viewer, waiting=waiting):
            yield "revise" if waiting or found.standing in ALIVE else "again"


def _may_answer(state: Alliance, one: Term, viewer: Member, at: datetime) -> Iterator[str]:
    revision = one.last
    if viewer.id not in revision.needs or revision.by == viewer.id:
        return
    given = revision.given.get(viewer.id)
    yield "no"
    if given is None or given.reply is not Reply.YES:
        if yes_order_met(state, revision, viewer.id) and not trial_over(revision, at):
            yield "yes"
        if given is None or given.laters < MOST_LATERS:
            yield "later"


def _may_hold(one: Term, found: Now, holds: Revision | None, viewer: Member, at: datetime) -> Iterator[str]:
    if holds is None:
        return
    if viewer.id in found.bound:
        closed = call_closed(one, holds, at)
        if not closed:
            yield "look_back"
        if last_day(holds) is None and (closed or called(one, holds) is None):
            yield "call"
    if viewer.id == one.owner and one.last.is_talked_about and found.standing in ALIVE:
        yield "stand_by"
    if viewer.id in one.last.outline.concerns and found.standing in ALIVE:
        yield "answer_boundary"
    open_to_all = holds.outline.kind.bond is Bond.TOGETHER and holds.outline.open
    if open_to_all and viewer.id not in holders(one, holds) and found.standing in HOLDS:
        yield "add_yes"


def _may_revise(state: Alliance, one: Term, viewer: Member, *, waiting: bool) -> bool:
    outline = one.last.outline
    if outline.kind.bond is Bond.ALONE and viewer.id != one.owner:
        return False
    if waiting and viewer.id not in one.last.needs:
        return False
    concerned = (one.owner, *outline.names, *outline.concerns)
    return all(state.members[m].here is Here.HERE for m in concerned)
