"""The kinds of term, each in one line: among whom it holds, and whose act it is."""

from enum import StrEnum
from typing import Self


class Bond(StrEnum):
    """Among whom a term holds (A1)."""

    ALONE = "alone"
    """Its owner alone, from when they state it; it needs nobody's yes."""
    PAIR = "pair"
    """Its owner and the one it names."""
    TOGETHER = "together"
    """All it names, its owner among them."""


class TermKind(StrEnum):
    """The five kinds of term; the last value says whether the owner is the one who acts."""

    bond: Bond
    owner_acts: bool

    REQUEST = "request", Bond.PAIR, False
    OFFER = "offer", Bond.PAIR, True
    SUPPORT = "support", Bond.PAIR, False
    BOUNDARY = "boundary", Bond.ALONE, True
    SHARED = "shared", Bond.TOGETHER, False

    def __new__(cls, value: str, bond: Bond, owner_acts: bool) -> Self:
        """Make a kind that is its stored name, with what sets it apart beside it."""
        kind = str.__new__(cls, value)
        kind._value_ = value
        kind.bond, kind.owner_acts = bond, owner_acts
        return kind


def kind_of(name: str) -> TermKind:
    """The kind by its stored name."""
    return next(kind for kind in TermKind if kind == name)
