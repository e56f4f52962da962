"""What holds at a moment, among whom, and what is only talked about.

Everything here is a function of (state, at); nothing is stored (F12).
`bound(state, term, at)` is the one question that every promise is a statement about.
"""

from datetime import date, datetime, timedelta

from comity.domain.act import Here, Reply, Verdict
from comity.domain.alliance import Alliance, Revision, Term
from comity.domain.calendar import day_start
from comity.domain.calendar import local_date as local_date  # noqa: PLC0414 -- forms ask for it here
from comity.domain.standing import HOLDS as HOLDS  # noqa: PLC0414 -- and these
from comity.domain.standing import Now as Now  # noqa: PLC0414
from comity.domain.standing import Standing as Standing  # noqa: PLC0414
from comity.domain.standing import Talk as Talk  # noqa: PLC0414
from comity.domain.term_kinds import Bond


def day_end(day: date, zone: str) -> datetime:
    """The first instant after an inclusive last day, in UTC."""
    return day_start(day + timedelta(days=1), zone)


def agreed(revision: Revision) -> datetime | None:
    """When the last needed yes to this revision came; None while one is missing (A5, promise 1)."""
    last = revision.at
    for member in revision.needs:
        given = revision.given.get(member)
        if given is None or given.reply is not Reply.YES:
            return None
        last = max(last, given.at)
    return last


def begins(revision: Revision) -> datetime | None:
    """When an agreed revision begins: its last yes or its start, whichever is later (B3)."""
    since = agreed(revision)
    if since is None or revision.outline.starts is None:
        return since
    return max(since, day_start(revision.outline.starts, revision.outline.zone))


def present(state: Alliance, term: Term, at: datetime) -> Revision | None:
    """The last agreed revision whose start has come (B4: the old one holds until then)."""
    for revision in reversed(term.revisions):
        since = begins(revision)
        if since is not None and since <= at and not _ended_before(state, term, revision, since):
            return revision
    return None


def _ended_before(state: Alliance, term: Term, revision: Revision, since: datetime) -> bool:
    """Whether it was over before its start came, so that it never took the place of the old one."""
    over = ended(state, term, revision, since) if revision.outline.starts is not None else None
    return over is not None and over < since


def _upcoming(state: Alliance, term: Term, before: Revision | None, at: datetime) -> list[Revision]:
    """Agreed revisions that are newer than what holds, have not begun and are not over."""
    newer = term.revisions if before is None else term.revisions[before.number :]
    return [r for r in newer if agreed(r) is not None and ended(state, term, r, at) is None]


def _next(upcoming: list[Revision]) -> Revision | None:
    """The one that begins first; of those that begin together the newest."""
    ahead = [(since, -r.number, r) for r in upcoming if (since := begins(r)) is not None]
    return min(ahead)[2] if ahead else None


def holders(term: Term, revision: Revision) -> tuple[str, ...]:
    """Those among whom a revision would hold, were it agreed and nobody gone; of a limit, its owner (B16, D1)."""
    match revision.outline.kind.bond:
        case Bond.ALONE:
            return (term.owner,)
        case Bond.TOGETHER:
            return revision.outline.names + tuple(m for m in revision.added if m not in revision.outline.names)
        case Bond.PAIR:
            return (term.owner, *revision.outline.names)


def last_day(revision: Revision) -> date | None:
    """The inclusive last day: that of the trial, or the earliest that all who keep it named (B11)."""
    return _course(revision)[0]


def _course(revision: Revision) -> tuple[date | None, dict[str, datetime]]:
    """Go through the look backs in order: the last day they leave, and who let go of what had no end (B12, B13)."""
    until = revision.outline.until
    if not revision.reviews:
        return until, {}
    let_go: dict[str, datetime] = {}
    for review in revision.reviews:
        if all(s.verdict is Verdict.KEEP for s in review.said):
            until = min((s.until for s in review.said if s.until), default=None)
        elif until is None:
            let_go |= {s.by: review.at for s in review.said if s.verdict is Verdict.LET_GO}
    return until, let_go


def called(term: Term, revision: Revision) -> date | None:
    """The inclusive day by which a look back at this wording was asked for, where it has no end of its own."""
    since = begins(revision)
    if since is None or term.called_at is None or term.called_at < since or last_day(revision) is not None:
        return None
    return term.called


def call_closed(term: Term, revision: Revision, at: datetime) -> bool:
    """Whether a look back was asked for and has closed unopened: what was folded for it is void (B15)."""
    day = called(term, revision)
    return day is not None and day_end(day, revision.outline.zone) <= at


def gone(state: Alliance, revision: Revision, member: str) -> datetime | None:
    """When a holder stopped being bound for good: withdrew, let go of what has no end, or left."""
    withdrew, left = revision.withdrawn.get(member), state.members[member].left_at
    let_go = _course(revision)[1].get(member) if revision.reviews else None
    moments = [m for m in (withdrew, left, let_go) if m is not None]
    return min(moments) if moments else None


def _is_open(revision: Revision) -> bool:
    return revision.outline.kind.bond is Bond.TOGETHER and revision.outline.open


def ended(state: Alliance, term: Term, revision: Revision, at: datetime) -> datetime | None:
    """When an agreed revision stopped holding, if it has by now: withdrawn, left, let go or run out (B7)."""
    named = holders(term, revision)
    departures = sorted(m for m in (gone(state, revision, h) for h in named) if m is not None and m <= at)
    moments: list[datetime] = []
    if departures and not _is_open(revision):
        moments.append(departures[0])
    elif _is_open(revision) and len(named) - len(departures) < 2:
        moments.append(departures[len(named) - 2])
    until = last_day(revision)
    if until is not None and day_end(until, revision.outline.zone) <= at:
        moments.append(day_end(until, revision.outline.zone))
    return min(moments, default=None)


def remaining(state: Alliance, term: Term, revision: Revision, at: datetime) -> tuple[str, ...]:
    """Holders who have not gone, the paused among them (B17)."""
    return () if ended(state, term, revision, at) is not None else _left(state, term, revision, at)


def _left(state: Alliance, term: Term, revision: Revision, at: datetime) -> tuple[str, ...]:
    departures = {h: gone(state, revision, h) for h in holders(term, revision)}
    return tuple(h for h, moment in departures.items() if moment is None or moment > at)


def now(state: Alliance, term: Term, at: datetime) -> Now:
    """Go through a term once; each of the questions below is about one part of it."""
    before = present(state, term, at)
    over = ended(state, term, before, at) if before is not None else None
    left = _left(state, term, before, at) if before is not None and over is None else ()
    upcoming = _upcoming(state, term, before, at)
    follows = _next(upcoming)
    shown = before if before is not None and over is None else follows or before or _last_agreed(term)
    if shown is not before:
        over = ended(state, term, shown, at) if shown is not None else None
    binds = _binding(state, term, before, left) if before is not None else frozenset()
    stays = (m for r in upcoming for m in _left(state, term, r, at))
    return Now(
        present=before,
        coming=follows,
        current=shown,
        over=over,
        standing=_standing(shown, over, has_begun=shown is before, binds=bool(binds)),
        bound=binds,
        consenting=tuple(dict.fromkeys((*left, *stays))),
    )


def _last_agreed(term: Term) -> Revision | None:
    return next((r for r in reversed(term.revisions) if agreed(r) is not None), None)


def _binding(state: Alliance, term: Term, revision: Revision, left: tuple[str, ...]) -> frozenset[str]:
    here = frozenset(m for m in left if state.members[m].here is Here.HERE)
    if revision.outline.kind.bond is Bond.ALONE:
        others = any(m.id != term.owner for m in state.parties())
        return here if others else frozenset()
    if _is_open(revision):
        return here if len(here) >= 2 else frozenset()
    return here if len(here) == len(left) else frozenset()


def _standing(revision: Revision | None, over: datetime | None, *, has_begun: bool, binds: bool) -> Standing:
    if revision is None:
        return Standing.NONE
    until = last_day(revision)
    if over is not None:
        ran_out = until is not None and over == day_end(until, revision.outline.zone)
        return Standing.LAPSED if ran_out else Standing.ENDED
    if not has_begun:
        return Standing.AGREED
    if not binds:
        return Standing.RESTS
    if revision.outline.kind.bond is Bond.ALONE:
        return Standing.STANDS
    return Standing.TRIAL if until is not None else Standing.IN_FORCE


def bound(state: Alliance, term: Term, at: datetime) -> frozenset[str]:
    """The members among whom the term holds at this moment; empty where it holds for nobody."""
    return now(state, term, at).bound


def standing(state: Alliance, term: Term, at: datetime) -> Standing:
    """What holds of the term at this moment."""
    return now(state, term, at).standing


def current(state: Alliance, term: Term, at: datetime) -> Revision | None:
    """The wording that holds, else the agreed one that begins next, else what held last."""
    return now(state, term, at).current


def coming(state: Alliance, term: Term, at: datetime) -> Revision | None:
    """The agreed revision that begins next."""
    return now(state, term, at).coming


def consenting(state: Alliance, term: Term, at: datetime) -> tuple[str, ...]:
    """Everyone whose yes stands: where it holds, rests, or is agreed and has not begun (B8)."""
    return now(state, term, at).consenting


def answerable_until(revision: Revision) -> date:
    """The inclusive day on which a proposal expires: its own, or the latest "I'll say by" (B2)."""
    return max(revision.answer_by, revision.latest_later or revision.answer_by)


def talk(state: Alliance, term: Term, at: datetime) -> Talk:
    """What is being talked about: the newest revision, while it is not agreed; one no closes it (A8, B1)."""
    revision = term.last
    if agreed(revision) is not None:
        return Talk.NONE
    if revision.taken_back:
        return Talk.TAKEN_BACK
    if any(g.reply is Reply.NO for g in revision.given.values()):
        return Talk.NOT_AGREED
    if any(state.members[m].here is Here.LEFT for m in revision.needs):
        return Talk.CLOSED
    if day_end(answerable_until(revision), revision.outline.zone) <= at:
        return Talk.EXPIRED
    return Talk.WAITING
