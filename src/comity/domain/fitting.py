"""Whether a wanted moment fits what holds between two, and the first one that does.

What protects the one asked is in force: lead times that are theirs, and their quiet windows, in
terms that hold between the two and in limits that are said to the asker (G1, G6).
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from comity.domain import rules
from comity.domain.act import Ref, TermKind
from comity.domain.alliance import Alliance, Revision, Term
from comity.domain.asked import Checked, Fitting
from comity.domain.calendar import begins, local_date
from comity.domain.holding import bound, present
from comity.domain.rules import LeadTime, QuietWindow, Rule

Holidays = Callable[[str, str, int], frozenset[date] | None]
"""From country, region and year to its public holidays; None where they are not known."""

SEARCHED = timedelta(days=15)
"""How far beyond all lead times a moment is looked for: windows that leave none for two weeks never do."""

YEARS_AHEAD = 3
"""How many years of holidays a lead time can reach into."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What somebody wants of somebody: asked and due as instants in UTC, all it needs there on a day or at once."""

    by: str
    to: str
    asked: datetime
    complete_on: date | None
    due: datetime


def under(state: Alliance, *, by: str, to: str, at: datetime) -> tuple[tuple[Term, Revision], ...]:
    """The terms whose rules protect the one asked from the asker at this moment, with the wording that holds."""
    return tuple(
        (term, revision)
        for term in state.terms.values()
        if any(revision.outline.rules for revision in term.revisions)
        and (revision := present(state, term, at)) is not None
        and any(_protected(rule) == to for rule in revision.outline.rules)
        and _reaches(state, term, revision, by=by, to=to, at=at)
    )


def limits(state: Alliance, *, by: str, to: str, at: datetime) -> tuple[Ref, ...]:
    """The words of the limits of the one asked that stand and are said to the asker (D6)."""
    return tuple(
        revision.words
        for term in state.terms.values()
        if term.last.outline.kind is TermKind.BOUNDARY
        and (revision := present(state, term, at)) is not None
        and _reaches(state, term, revision, by=by, to=to, at=at)
    )


def fitting(state: Alliance, wanted: Wanted, *, at: datetime, holidays: Holidays) -> Fitting:
    """Hold a wanted moment against every rule in force between the two at `at`."""
    found = tuple(
        (term, revision, rule)
        for term, revision in under(state, by=wanted.by, to=wanted.to, at=at)
        for rule in revision.outline.rules
        if _protected(rule) == wanted.to
    )
    off = frozenset(state.members[wanted.to].days_off)
    closed = {rule: _closed(rule, wanted, holidays) for _, _, rule in found}

    def check(due: datetime) -> tuple[Checked, ...]:
        return tuple(
            _check(term, revision, rule, wanted, due, closed=closed[rule], off=off) for term, revision, rule in found
        )

    return Fitting(checked=check(wanted.due), first=_first(check, wanted.due))


def _reaches(state: Alliance, term: Term, revision: Revision, *, by: str, to: str, at: datetime) -> bool:
    """Whether the term holds between the two: both are bound, or it is a limit of the one said to the other."""
    held = bound(state, term, at)
    if revision.outline.kind is TermKind.BOUNDARY:
        return to in held and by in revision.outline.concerns
    return {by, to} <= held


def _protected(rule: Rule) -> str:
    match rule:
        case LeadTime():
            return rule.days_off_of
        case QuietWindow():
            return rule.owner


def _closed(rule: Rule, wanted: Wanted, holidays: Holidays) -> frozenset[date]:
    """The holidays of the years that a count can touch; none where they are not known any more."""
    if not isinstance(rule, LeadTime):
        return frozenset()
    year = local_date(wanted.asked, rule.zone).year
    years = range(year - 1, year + YEARS_AHEAD + 1)
    return frozenset[date]().union(*(holidays(rule.country, rule.region, each) or () for each in years))


def _check(
    term: Term,
    revision: Revision,
    rule: Rule,
    wanted: Wanted,
    due: datetime,
    *,
    closed: frozenset[date],
    off: frozenset[date],
) -> Checked:
    match rule:
        case LeadTime():
            return _lead_time(term, revision, rule, wanted, due, closed=closed, off=off)
        case QuietWindow():
            until = rules.quiet(rule, at=due)
            return Checked(
                term=term.id,
                revision=revision.number,
                rule=rule.NAME,
                fits=until is None,
                code="fits" if until is None else "quiet",
                days=0,
                started=None,
                working=(),
                left_out=(),
                earliest=until,
            )


def _lead_time(
    term: Term,
    revision: Revision,
    rule: LeadTime,
    wanted: Wanted,
    due: datetime,
    *,
    closed: frozenset[date],
    off: frozenset[date],
) -> Checked:
    found = rules.lead_time(rule, asked=_counted_from(rule, wanted), due=due, closed=closed, off=off)
    return Checked(
        term=term.id,
        revision=revision.number,
        rule=rule.NAME,
        fits=found.fits,
        code=found.code,
        days=found.days,
        started=found.started,
        working=found.counted,
        left_out=found.left_out,
        earliest=found.earliest,
    )


def _counted_from(rule: LeadTime, wanted: Wanted) -> datetime:
    """The moment of asking, or the beginning of the day on which all that it needs is there."""
    if wanted.complete_on is None:
        return wanted.asked
    return max(wanted.asked, begins(wanted.complete_on, time.min, rule.zone))


def _first(check: Callable[[datetime], Iterable[Checked]], due: datetime) -> datetime | None:
    """Move on from rule to rule until one moment fits all of them; the first move is past all lead times."""
    end: datetime | None = None
    while end is None or due < end:
        missed = [each for each in check(due) if not each.fits]
        if not missed:
            return due
        ahead = list(_ahead(missed))
        if len(ahead) < len(missed):
            return None
        due = max(ahead)
        end = end or due + SEARCHED
    return None


def _ahead(missed: Iterable[Checked]) -> Iterator[datetime]:
    return (each.earliest for each in missed if each.earliest is not None)
