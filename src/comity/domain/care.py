"""Care with wording: what may not become a term, hints, and who acts in a boundary.

Rules of this file:
1. What is refused is about the other's freedom; what one offers of oneself is one's own.
2. A hint never blocks; it is a code with the words it was found in.
3. Every word list is handed in; languages differ in their lists alone.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from comity.domain.term_kinds import Bond, kind_of

Codes = tuple[tuple[str, re.Pattern[str]], ...]

STILL_REFUSED = frozenset({"controls_body", "controls_faith", "controls_health"})
"""What a parent may not ask of a minor either; the rest can be related, respectful and reasonable."""

_APOSTROPHES = str.maketrans("\u2018\u2019\u02bc`\u00b4", "'''''")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """The word lists of one language, as patterns."""

    language: str
    spared: re.Pattern[str]
    """Sounds like control and is none."""
    promised: re.Pattern[str]
    """What the owner says to leave alone."""
    own: re.Pattern[str]
    """An act of the owner's."""
    begun: re.Pattern[str]
    """How an offer begins that names its actor; any other is the owner's own act."""
    threats: re.Pattern[str]
    controls: Codes
    reaches: Codes
    """Acts of the owner's that reach into the other's freedom."""
    hints: Codes
    wait: re.Pattern[str]
    """Until something that nobody else can see."""
    visible: re.Pattern[str]
    """A time or a sign."""
    vague: re.Pattern[str]
    several: re.Pattern[str]
    joins: re.Pattern[str]
    """Where one ask follows another."""
    no_doer: re.Pattern[str]
    timed: re.Pattern[str]
    condition: re.Pattern[str]
    orders: re.Pattern[str]
    owner: re.Pattern[str]
    acts: Codes


@dataclass(frozen=True, slots=True, kw_only=True)
class Hint:
    """A hint on wording: its code and what was found."""

    code: str
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundaryReading:
    """Who acts in a boundary: `owner_acts`, `orders_the_other` or `nobody_acts`."""

    code: str
    condition: str
    """The first half as it was typed, with its "if" or "unless"; empty where there is none."""
    consequence: str
    act: str = ""
    """Where it orders the other: an act of the owner's own instead, such as `hand_back`."""
    matter: str = ""
    """The word that this act is about, as it was typed."""


def refusal(*, kind: str, text: str, minor: bool, lexicon: Lexicon) -> str | None:
    """Why a text may not become a term, as a code; None where it may."""
    spared = lexicon.spared.sub(" \u2026 ", _folded(text))
    if lexicon.threats.search(spared):
        return "threatens"
    wanted, own = spared, ""
    of = kind_of(kind)
    if of.owner_acts:
        told = spared if of.bond is Bond.ALONE or lexicon.begun.match(spared) else f"i will {spared}"
        wanted = lexicon.own.sub(" \u2026 ", told)
        own = lexicon.promised.sub(" \u2026 ", " ".join(each[0] for each in lexicon.own.finditer(told)))
    found = _first(lexicon.controls, wanted) or _first(lexicon.reaches, own)
    return None if minor and found not in STILL_REFUSED else found


def hints(text: str, *, lexicon: Lexicon, kind: str = "") -> tuple[Hint, ...]:
    """What could be said more plainly, the most useful first."""
    return tuple(_hints(text.translate(_APOSTROPHES), text, kind, lexicon))


def boundary(text: str, *, lexicon: Lexicon) -> BoundaryReading:
    """Whether the owner acts in a boundary, and its two halves."""
    said = text.translate(_APOSTROPHES)
    (start, end), (then, stop) = _halves(said, lexicon)
    halves = {"condition": text[start:end].strip(_EDGES), "consequence": text[then:stop].strip(_EDGES)}
    consequence = said[then:stop].strip(_EDGES)
    if lexicon.orders.match(consequence):
        act, matter = _own_act(said, lexicon)
        return BoundaryReading(code="orders_the_other", act=act, matter=matter, **halves)
    acts = lexicon.owner.match(consequence) is not None
    return BoundaryReading(code="owner_acts" if acts else "nobody_acts", **halves)


def _folded(text: str) -> str:
    """The text on one line, as the lists are written: no case, no other shapes, nothing unseen."""
    plain = unicodedata.normalize("NFKC", text.translate(_APOSTROPHES)).casefold()
    seen = "".join(each for each in plain if unicodedata.category(each) != "Cf")
    return " ".join(seen.replace("\n\n", ". ").split())


def _first(codes: Codes, text: str) -> str | None:
    return next((code for code, pattern in codes if pattern.search(text)), None)


def _hints(said: str, text: str, kind: str, lexicon: Lexicon) -> Iterator[Hint]:
    """The hints in their order; `said` is `text` with plain apostrophes, letter for letter."""
    for code, pattern in lexicon.hints:
        found = pattern.search(said)
        if found and not (code == "trade" and kind == "boundary"):
            yield _found(code, found, text)
    wait = lexicon.wait.search(said)
    if wait and not lexicon.visible.search(said):
        yield _found("sign_offered", wait, text)
    if found := lexicon.vague.search(said):
        yield _found("vague", found, text)
    if (found := lexicon.several.search(said)) or (found := _third(lexicon.joins, said)):
        yield _found("several_asks", found, text)
    asks = bool(kind) and not kind_of(kind).owner_acts
    if asks and (found := lexicon.no_doer.search(said)):
        yield _found("no_doer", found, text)
    if asks and not lexicon.timed.search(said):
        yield Hint(code="no_time", values={})


def _found(code: str, found: re.Match[str], text: str) -> Hint:
    return Hint(code=code, values={"found": text[found.start() : found.end()].strip(_EDGES)})


def _third(joins: re.Pattern[str], said: str) -> re.Match[str] | None:
    """The join before a third ask, where there is one."""
    return next((found for number, found in enumerate(joins.finditer(said), 2) if number == 3), None)


_EDGES = " \t\n,;:.\u2013\u2014"
_Span = tuple[int, int]
_STRONG = re.compile(r"[,;:\u2013\u2014]\s*")
_WEAK = re.compile(r"\s+")


def _halves(said: str, lexicon: Lexicon) -> tuple[_Span, _Span]:
    """Where the condition stands, and where the consequence."""
    whole = (0, len(said))
    lead = len(said) - len(said.lstrip())
    if leading := lexicon.condition.match(said, lead):
        split = _split(said, leading.end(), lexicon)
        return ((lead, split), (split, len(said))) if split else (whole, (len(said), len(said)))
    for found in lexicon.condition.finditer(said):
        return (found.start(), len(said)), (0, found.start())
    return (0, 0), whole


def _split(said: str, after: int, lexicon: Lexicon) -> int:
    """Where the second half begins after a condition whose first word ends there; 0 where there is none."""
    for separator in (_STRONG, _WEAK):
        for found in separator.finditer(said):
            rest = said[found.end() :]
            acts = lexicon.owner.match(rest) or (separator is _STRONG and lexicon.orders.match(rest))
            if acts and said[after : found.start()].strip():
                return found.end()
    strong = _STRONG.search(said)
    return strong.end() if strong else 0


def _own_act(said: str, lexicon: Lexicon) -> tuple[str, str]:
    """What the owner could do instead, and the word it is about; to say no is always possible."""
    for code, pattern in lexicon.acts:
        if found := pattern.search(said):
            return code, found[0]
    return "say_no", ""
