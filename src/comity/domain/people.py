"""Who is in the alliance: open, pause, leave."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from comity.domain.act import Act, Admission, Fold, Here, Part, Recorded, Ref, Unfold, Words
from comity.domain.alliance import Alliance, Member
from comity.domain.calendar import local_date, zone_checked
from comity.domain.kinds import Kind, Side
from comity.domain.refusal import Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class AllianceOpened:
    alliance: str
    kind: Kind
    zone: str
    admission: Admission
    member: str
    side: Side
    words: Ref | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberPaused:
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberResumed:
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberLeft:
    pass


Event = AllianceOpened | MemberPaused | MemberResumed | MemberLeft


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """Begin an alliance; `by` becomes its first party. `words` may hold the purpose."""

    alliance: str
    kind: Kind
    zone: str
    side: Side = Side.EVEN
    admission: Admission = Admission.EACH
    words: Words | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class Resume:
    """Take part again, alone and at once (C7)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leave:
    """Leave at once, or on a day in one's own zone that nobody else sees until it comes (C9)."""

    on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stay:
    """Take a leaving back whose day has not come."""


Command = Open | Pause | Resume | Leave | Stay

LONGEST_NOTICE = timedelta(days=14)


def open_alliance(command: Open, act: Act) -> list[Event]:
    """The first entry, decided with no state before it."""
    zone_checked(command.zone)
    return [
        AllianceOpened(
            alliance=command.alliance,
            kind=command.kind,
            zone=command.zone,
            admission=command.admission,
            member=act.by,
            side=command.side,
            words=act.commitment,
        )
    ]


def decide(state: Alliance, command: Command, act: Act) -> Sequence[Event | Fold | Unfold]:
    """Refuse by name, or say what happens."""
    match command:
        case Open():
            raise Refused("already_begun")
        case Pause() | Resume():
            return [_rest(state, command, act)]
        case Leave():
            return _leave(state, command, act)
        case Stay():
            if not leaving(act.folds, act.by):
                raise Refused("not_leaving")
            return [Unfold(by=act.by)]


def _rest(state: Alliance, command: Pause | Resume, act: Act) -> Event:
    paused = state.members[act.by].here is Here.PAUSED
    if isinstance(command, Pause):
        if paused:
            raise Refused("already_paused")
        return MemberPaused()
    if not paused:
        raise Refused("not_paused")
    return MemberResumed()


def _leave(state: Alliance, command: Leave, act: Act) -> Sequence[Event | Fold | Unfold]:
    today = local_date(act.at, state.members[act.by].zone)
    if command.on is None or command.on <= today:
        return [MemberLeft(), *([Unfold(by=act.by)] if leaving(act.folds, act.by) else [])]
    if command.on > today + LONGEST_NOTICE:
        raise Refused("bad_date", part="on", earliest=today, latest=today + LONGEST_NOTICE)
    return [Fold(by=act.by, leaves=command.on)]


def leaving(folds: Iterable[Fold], member: str) -> date | None:
    """The day that a member has set for leaving."""
    return next((f.leaves for f in folds if f.by == member and f.leaves), None)


def due(state: Alliance, folds: Iterable[Fold], at: datetime) -> list[str]:
    """The members whose day of leaving has come, in an order that tells nothing."""
    return sorted(f.by for f in folds if f.leaves and f.leaves <= local_date(at, state.members[f.by].zone))


def evolve(state: Alliance, recorded: Recorded, event: Event) -> None:
    """Copy what happened into the state."""
    match event:
        case AllianceOpened():
            seat(state, recorded, event.member, part=Part.PARTY, side=event.side, zone=event.zone)
        case MemberPaused():
            state.members[recorded.by].here = Here.PAUSED
        case MemberResumed():
            state.members[recorded.by].here = Here.HERE
        case MemberLeft():
            member = state.members[recorded.by]
            member.here, member.left_at = Here.LEFT, recorded.at


def seat(state: Alliance, recorded: Recorded, member: str, *, part: Part, side: Side, zone: str) -> None:
    """Give a newcomer, or one who comes back (C11), their place, and with it the next ink."""
    state.members[member] = Member(
        id=member,
        part=part,
        side=side,
        zone=zone,
        joined_at=recorded.at,
        number=len(state.members) + 1,
    )


def check_named(state: Alliance, members: Iterable[str]) -> None:
    """Refuse whoever cannot be named in something new: strangers, guides, the left and the paused (C6)."""
    for member in members:
        found = state.members.get(member)
        if found is None or found.part is Part.GUIDE or found.here is Here.LEFT:
            raise Refused("not_a_party", member=member)
        if found.here is Here.PAUSED:
            raise Refused("member_paused", member=member)
