"""What a member sees of the others and of the places held for newcomers."""

from datetime import date, datetime

from comity.domain.act import Here, Part
from comity.domain.alliance import Alliance, Invitation, Member
from comity.domain.calendar import local_date
from comity.domain.invitations import is_gone, missing_admissions
from comity.domain.views import MemberView, PlaceView


def member(one: Member, *, viewer: Member, at: datetime) -> MemberView:
    """A member as everyone in the alliance sees them; days off are for the parties alone (promise 10)."""
    days_off = one.days_off if viewer.part is not Part.GUIDE else ()
    today = local_date(at, one.zone) if days_off else date.min
    return MemberView(
        id=one.id,
        number=one.number,
        part=one.part,
        side=one.side,
        here=one.here,
        you=one.id == viewer.id,
        zone=one.zone,
        days_off=tuple(sorted(day for day in days_off if day >= today)),
    )


def places(state: Alliance, *, viewer: Member, at: datetime) -> tuple[PlaceView, ...]:
    """The viewer's own open invitations, and those that wait for the viewer's yes."""
    if viewer.part is Part.GUIDE:
        return ()
    return tuple(
        _place(invitation, viewer=viewer, at=at)
        for invitation in state.invitations.values()
        if not (invitation.member or is_gone(state, invitation))
        and (invitation.by == viewer.id or viewer.id in missing_admissions(state, invitation))
    )


def _place(invitation: Invitation, *, viewer: Member, at: datetime) -> PlaceView:
    mine = invitation.by == viewer.id
    run_out = local_date(at, invitation.zone) > invitation.expires
    may = {"take_back"} if mine else set()
    if not mine and not run_out and viewer.here is Here.HERE:
        may.add("admit")
    return PlaceView(
        id=invitation.id,
        by=invitation.by,
        side=invitation.side,
        expires=invitation.expires,
        run_out=run_out,
        may=frozenset(may),
    )
