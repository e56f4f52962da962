"""How somebody comes in: a place held for one person, and the yes of those already there."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from comity.domain.act import Act, Admission, Here, Part, Recorded
from comity.domain.alliance import Alliance, Invitation
from comity.domain.calendar import local_date, zone_checked
from comity.domain.kinds import Side
from comity.domain.people import seat
from comity.domain.refusal import Refused

MOST_PARTIES = 12
LONGEST_INVITATION = timedelta(days=60)


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberInvited:
    invitation: str
    part: Part
    side: Side
    expires: date
    zone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitationAnswered:
    invitation: str
    yes: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitationTakenBack:
    invitation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberJoined:
    invitation: str
    member: str
    zone: str


Event = MemberInvited | InvitationAnswered | InvitationTakenBack | MemberJoined


@dataclass(frozen=True, slots=True, kw_only=True)
class Invite:
    """Hold a place for one person until `expires`, an inclusive day in `zone`."""

    invitation: str
    expires: date
    zone: str
    part: Part = Part.PARTY
    side: Side = Side.EVEN


@dataclass(frozen=True, slots=True, kw_only=True)
class Admit:
    """Say yes or no to somebody else's invitation."""

    invitation: str
    yes: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeBackInvitation:
    invitation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Join:
    """Take the place of an invitation; `by` is the new member's id."""

    invitation: str
    zone: str


Command = Invite | Admit | TakeBackInvitation | Join


def decide(state: Alliance, command: Command, act: Act) -> list[Event]:
    """Refuse by name, or say what happens."""
    match command:
        case Invite():
            return [_invite(state, command, act)]
        case Admit():
            return [_admit(state, command, act)]
        case TakeBackInvitation():
            invitation = _pending(state, command.invitation)
            if invitation.by != act.by:
                raise Refused("not_yours")
            return [InvitationTakenBack(invitation=invitation.id)]
        case Join():
            return [_join(state, command, act)]


def _invite(state: Alliance, command: Invite, act: Act) -> Event:
    zone_checked(command.zone)
    parties = state.parties()
    if state.members[act.by].part is Part.GUIDE:
        raise Refused("guide_never_agrees")
    if _is_only_one_left(state):
        raise Refused("only_one_left")
    waiting = [i for i in state.invitations.values() if pending(state, i, act.at)]
    if command.part is Part.PARTY and len(parties) + len(waiting) >= MOST_PARTIES:
        raise Refused("full", most=MOST_PARTIES)
    if command.invitation in state.invitations:
        raise Refused("double")
    today = local_date(act.at, command.zone)
    if not today <= command.expires <= today + LONGEST_INVITATION:
        raise Refused("bad_date", earliest=today, latest=today + LONGEST_INVITATION)
    return MemberInvited(
        invitation=command.invitation,
        part=command.part,
        side=command.side,
        expires=command.expires,
        zone=command.zone,
    )


def _admit(state: Alliance, command: Admit, act: Act) -> Event:
    invitation = _pending(state, command.invitation)
    if state.members[act.by].part is Part.GUIDE:
        raise Refused("guide_never_agrees")
    if act.by not in missing_admissions(state, invitation):
        raise Refused("already_said")
    return InvitationAnswered(invitation=invitation.id, yes=command.yes)


def _join(state: Alliance, command: Join, act: Act) -> Event:
    zone_checked(command.zone)
    invitation = _pending(state, command.invitation)
    if act.by in state.members:
        raise Refused("already_in")
    if local_date(act.at, invitation.zone) > invitation.expires:
        raise Refused("invitation_run_out", on=invitation.expires)
    if len(state.parties()) >= MOST_PARTIES and invitation.part is Part.PARTY:
        raise Refused("full", most=MOST_PARTIES)
    if missing_admissions(state, invitation):
        raise Refused("not_admitted_yet")
    return MemberJoined(invitation=invitation.id, member=act.by, zone=command.zone)


def _pending(state: Alliance, invitation: str) -> Invitation:
    found = state.invitations.get(invitation)
    if found is None or is_gone(state, found):
        raise Refused("invitation_gone")
    if found.member:
        raise Refused("invitation_used")
    return found


def pending(state: Alliance, invitation: Invitation, at: datetime) -> bool:
    """Whether a party's place is still held: somebody may yet come in by it."""
    over = is_gone(state, invitation) or bool(invitation.member) or invitation.part is not Part.PARTY
    return not over and local_date(at, invitation.zone) <= invitation.expires


def is_gone(state: Alliance, invitation: Invitation) -> bool:
    """Whether nobody can come in by it any more: ended by somebody, its maker left, or one is left of more (C5)."""
    ended = invitation.taken_back or invitation.refused or state.members[invitation.by].here is Here.LEFT
    return ended or _is_only_one_left(state)


def _is_only_one_left(state: Alliance) -> bool:
    """Whether there were more parties once and only one is left."""
    ever = sum(1 for m in state.members.values() if m.part is Part.PARTY)
    return ever > 1 and len(state.parties()) == 1


def missing_admissions(state: Alliance, invitation: Invitation) -> list[str]:
    """Parties whose yes to the newcomer is still needed (C3); guides always need each."""
    if state.admission is Admission.ANY and invitation.part is Part.PARTY:
        return []
    return [m.id for m in state.parties() if m.id != invitation.by and m.id not in invitation.admitted]


def evolve(state: Alliance, recorded: Recorded, event: Event) -> None:
    """Copy what happened into the state."""
    match event:
        case MemberInvited():
            state.invitations[event.invitation] = Invitation(
                id=event.invitation,
                by=recorded.by,
                part=event.part,
                side=event.side,
                expires=event.expires,
                zone=event.zone,
            )
        case InvitationAnswered():
            invitation = state.invitations[event.invitation]
            if event.yes:
                invitation.admitted.add(recorded.by)
            else:
                invitation.refused = True
        case InvitationTakenBack():
            state.invitations[event.invitation].taken_back = True
        case MemberJoined():
            invitation = state.invitations[event.invitation]
            invitation.member = event.member
            seat(state, recorded, event.member, part=invitation.part, side=invitation.side, zone=event.zone)
