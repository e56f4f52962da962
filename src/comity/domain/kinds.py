"""Kinds of relationship, and what a person's first tap says about both sides."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What the members are to each other; it never changes."""

    COUPLE = "couple"
    HOUSEMATES = "housemates"
    FRIENDS = "friends"
    PARENT_CHILD = "parent_child"
    MANAGER_REPORT = "manager_report"
    CLIENT_SUPPLIER = "client_supplier"
    PARTNERS = "partners"
    COACH_CLIENT = "coach_client"
    CO_PARENTS = "co_parents"
    TEAM = "team"
    OTHER = "other"


class Side(StrEnum):
    """The side a party stands on where the kind has two."""

    EVEN = "even"
    PARENT = "parent"
    CHILD = "child"
    MANAGER = "manager"
    REPORT = "report"
    CLIENT = "client"
    SUPPLIER = "supplier"
    COACH = "coach"
    COACHEE = "coachee"


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """One answer to "What are you to each other?"."""

    kind: Kind
    mine: Side = Side.EVEN
    theirs: Side = Side.EVEN


OPPOSITE = {
    Side.EVEN: Side.EVEN,
    Side.PARENT: Side.CHILD,
    Side.CHILD: Side.PARENT,
    Side.MANAGER: Side.REPORT,
    Side.REPORT: Side.MANAGER,
    Side.CLIENT: Side.SUPPLIER,
    Side.SUPPLIER: Side.CLIENT,
    Side.COACH: Side.COACHEE,
    Side.COACHEE: Side.COACH,
}
"""The side that a newcomer takes beside the one who asks them in."""

MORE_SAY = frozenset({Side.PARENT, Side.MANAGER, Side.CLIENT})
"""Sides that can make a no costly: they say their yes last (A10)."""

WORK = frozenset({Kind.MANAGER_REPORT, Kind.CLIENT_SUPPLIER, Kind.PARTNERS, Kind.COACH_CLIENT, Kind.TEAM})
"""Kinds whose pages speak the work register."""

RELATIONS: dict[str, Relation] = {
    "couple": Relation(kind=Kind.COUPLE),
    "housemates": Relation(kind=Kind.HOUSEMATES),
    "friends": Relation(kind=Kind.FRIENDS),
    "parent": Relation(kind=Kind.PARENT_CHILD, mine=Side.PARENT, theirs=Side.CHILD),
    "child": Relation(kind=Kind.PARENT_CHILD, mine=Side.CHILD, theirs=Side.PARENT),
    "report": Relation(kind=Kind.MANAGER_REPORT, mine=Side.REPORT, theirs=Side.MANAGER),
    "manager": Relation(kind=Kind.MANAGER_REPORT, mine=Side.MANAGER, theirs=Side.REPORT),
    "client": Relation(kind=Kind.CLIENT_SUPPLIER, mine=Side.CLIENT, theirs=Side.SUPPLIER),
    "supplier": Relation(kind=Kind.CLIENT_SUPPLIER, mine=Side.SUPPLIER, theirs=Side.CLIENT),
    "partners": Relation(kind=Kind.PARTNERS),
    "coachee": Relation(kind=Kind.COACH_CLIENT, mine=Side.COACHEE, theirs=Side.COACH),
    "coach": Relation(kind=Kind.COACH_CLIENT, mine=Side.COACH, theirs=Side.COACHEE),
    "co_parents": Relation(kind=Kind.CO_PARENTS),
    "team": Relation(kind=Kind.TEAM),
    "other": Relation(kind=Kind.OTHER),
}
