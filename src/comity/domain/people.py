"""Who is in the alliance: open, pause, leave."""

from collections.abc import Iterable
from dataclasses import dataclass

from comity.domain.act import Act, Admission, Here, Part, Recorded, Ref, Words
from comity.domain.alliance import Alliance, Member
from comity.domain.calendar import zone_checked
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
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class Leave:
    pass


Command = Open | Pause | Resume | Leave


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


def decide(state: Alliance, command: Command, act: Act) -> list[Event]:
    """Refuse by name, or say what happens."""
    match command:
        case Open():
            raise Refused("already_begun")
        case Pause():
            if state.members[act.by].here is Here.PAUSED:
                raise Refused("already_paused")
            return [MemberPaused()]
        case Resume():
            if state.members[act.by].here is Here.HERE:
                raise Refused("not_paused")
            return [MemberResumed()]
        case Leave():
            return [MemberLeft()]


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
    """Give a newcomer their place, and with it the next ink."""
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
