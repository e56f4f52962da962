"""By what one can tell whether an alliance looks to its reader as it did: asked for all at once.

A mark is the id of a row that is written anew whenever what it holds changes, or a head, a
number, a name. No mark is about what somebody else has folded.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import connection

from comity.accounts.models import Person, Seat
from comity.ledger.store import Head
from comity.private import drafts
from comity.web import prepared

# Django takes ten times as long to put this question together as a database takes to answer it,
# and it is asked for each page.
_QUESTION = """
SELECT 'ledger', head, '', seq FROM ledger_ledger WHERE alliance = %(alliance)s
UNION ALL
SELECT 'seat', member, name, CASE WHEN person_id = %(person)s THEN id ELSE 0 END
FROM accounts_seat WHERE alliance = %(alliance)s
UNION ALL
SELECT 'fold', f.id, '', 0
FROM private_fold f JOIN accounts_seat s ON s.alliance = f.alliance AND s.member = f.member
WHERE f.alliance = %(alliance)s AND s.person_id = %(person)s
UNION ALL
SELECT 'draft', id, '', 0 FROM private_draft WHERE person = %(writer)s AND about = %(draft)s
UNION ALL
SELECT 'key', id, '', 0 FROM vault_datakey WHERE scope = %(alliance)s
UNION ALL
SELECT 'words', '', '', COUNT(*) FROM ledger_words WHERE alliance = %(alliance)s
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """What a reader's page of an alliance depends on beside the time."""

    head: Head | None
    seats: tuple[tuple[str, str, int], ...]
    """Member, name, and the seat's number where it is the reader's own."""
    folds: frozenset[str]
    """The reader's own."""
    draft: tuple[str, str]
    """What the reader has ready to ask: under which name, and the row where there is one."""
    words: tuple[int, frozenset[str]]
    """How many pieces there are and under which keys: erased ones are missing."""

    def own(self, person: Person, alliance: str) -> list[Seat]:
        """The reader's seats, the latest first."""
        mine = sorted((seat for seat in self.seats if seat[2]), key=lambda seat: seat[2], reverse=True)
        return [Seat(pk=pk, alliance=alliance, member=member, name=name, person=person) for member, name, pk in mine]

    @property
    def has_draft(self) -> bool:
        """Whether the reader may have something ready to ask."""
        return bool(self.draft[1])

    @property
    def names(self) -> Mapping[str, str]:
        """How each member is called."""
        return {member: name for member, name, _own in self.seats}


def marks(person: Person, alliance: str, *, before: Marks | None = None) -> Marks:
    """The marks of an alliance for somebody; `before` are those that were asked for a moment ago."""
    draft = before.draft[0] if before else drafts.name(person=person.pk.hex, draft=prepared.draft_of(alliance))
    asked = {
        "alliance": alliance,
        "person": Person._meta.pk.get_db_prep_value(person.pk, connection),  # noqa: SLF001 (Django's own name)
        "writer": person.pk.hex,
        "draft": draft,
    }
    with connection.cursor() as cursor:
        cursor.execute(_QUESTION, asked)
        rows = cursor.fetchall()
    found = {kind: [row[1:] for row in rows if row[0] == kind] for kind in ("ledger", "fold", "draft", "key")}
    return Marks(
        head=Head(seq=found["ledger"][0][2], hash=found["ledger"][0][0]) if found["ledger"] else None,
        seats=tuple(sorted(row[1:] for row in rows if row[0] == "seat")),
        folds=frozenset(row[0] for row in found["fold"]),
        draft=(draft, found["draft"][0][0] if found["draft"] else ""),
        words=(rows[-1][3], frozenset(row[0] for row in found["key"])),
    )
