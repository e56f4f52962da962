"""What somebody with a link may see before they have come in: who asks, and the question."""

from dataclasses import dataclass
from datetime import datetime

from comity.domain.alliance import Alliance
from comity.domain.calendar import local_date
from comity.domain.invitations import is_gone, missing_admissions
from comity.domain.kinds import Kind, Side
from comity.domain.refusal import Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold:
    """Nothing here changes because somebody folded, looked or wrote."""

    alliance: str
    kind: Kind
    asker: str
    side: Side
    members: tuple[str, ...]
    questions: tuple[tuple[str, str], ...]
    """Pairs of id and playbook reference, of questions that are put to whoever joins."""


def threshold(state: Alliance, *, invitation: str, at: datetime) -> Threshold:
    """The sight of one place that is still held; Refused `invitation_gone`, `_used` or `_run_out`."""
    held = state.invitations.get(invitation)
    if held is None or is_gone(state, held):
        raise Refused("invitation_gone")
    if held.member:
        raise Refused("invitation_used")
    if local_date(at, held.zone) > held.expires:
        raise Refused("invitation_run_out", on=held.expires)
    if missing_admissions(state, held):
        raise Refused("not_admitted_yet")
    return Threshold(
        alliance=state.id,
        kind=state.kind,
        asker=held.by,
        side=held.side,
        members=tuple(m.id for m in state.parties()),
        questions=tuple((q.id, q.ref) for q in state.questions.values() if not q.asked and q.opened_at is None),
    )
