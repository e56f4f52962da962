"""What may stand in a piece of words: which characters, how long, and when two are the same."""

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping

from comity.domain.refusal import Refused

LIMITS = {
    "text": 2000,
    "feeling": 2000,
    "line": 1000,
    "because": 1000,
    "sign": 1000,
    "not_meant": 1000,
    "watch": 1000,
    "purpose": 1000,
    "name": 80,
}
"""Characters at most, by part; any other part has `OTHER`."""

OTHER = 1000

TOTAL = 15_000
"""Bytes at most of a whole piece as canonical JSON: with its salt it must fit the box of 16 KiB."""

_LINE_ENDS = re.compile("\r\n?|[\u2028\u2029]")
_TO_LOOK_AT = re.compile(r"[^\t\n\x20-\x7e\xa0-\xac\xae-\u02ff]")
_UNSEEN = re.compile(
    "[\u200b\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]",
)
_VARIATION = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_EMOJI_TO_COME = re.compile("[\U0001f000-\U0001faff]")  # set aside for emoji newer than Python's tables
_FILLERS = frozenset("\u034f\u115f\u1160\u2800\u3164\uffa0")
_JOINED = frozenset({"So", "Sk", "Mn", "Mc", "Lo", "Cn"})  # emoji and the scripts that join


def limit(part: str) -> int:
    """How many characters a part may have."""
    return LIMITS.get(part, OTHER)


def clean(text: str, *, part: str = "") -> str:
    """The text as it is kept: NFC, plain line ends, trimmed; "" where nothing can be seen."""
    kept = unicodedata.normalize("NFC", _LINE_ENDS.sub("\n", text)).strip()
    for character in _unprintable(kept):
        raise Refused("unprintable", part=part, character=f"U+{ord(character):04X}")
    return kept if any(map(_seen, kept)) else ""


def checked(words: Mapping[str, str]) -> dict[str, str]:
    """A piece of words ready to be kept: every part clean and short enough, empty ones dropped."""
    cleaned = {part: clean(text, part=part) for part, text in words.items()}
    kept = {part: text for part, text in cleaned.items() if text}
    for part, text in kept.items():
        if len(text) > limit(part):
            raise Refused("too_long", part=part, limit=limit(part), length=len(text))
    size = len(json.dumps(kept, ensure_ascii=False, separators=(",", ":")).encode())
    if size > TOTAL:
        raise Refused("too_much", limit=TOTAL, length=size)
    return kept


def same(first: str, second: str) -> bool:
    """Whether two texts say the same but for case, spaces and what cannot be seen."""
    return _folded(first) == _folded(second)


def _unprintable(text: str) -> Iterator[str]:
    for found in _TO_LOOK_AT.finditer(text):
        before = text[found.start() - 1 : found.start()] if found.start() else ""
        if _is_unprintable(found[0], before):
            yield found[0]


def _is_unprintable(character: str, before: str) -> bool:
    """Whether a character is refused after the one before it ("" at the beginning)."""
    category = unicodedata.category(character)
    after = unicodedata.category(before) if before else ""
    if character == "\u200d":
        return after not in _JOINED
    if character == "\u200c":
        return after[:1] not in ("L", "M")
    if _VARIATION.match(character):
        return not before or _VARIATION.match(before) is not None
    if category == "Cn":
        return _EMOJI_TO_COME.match(character) is None
    return category in ("Cc", "Co", "Cs") or _UNSEEN.match(character) is not None


def _seen(character: str) -> bool:
    if character in _FILLERS:
        return False
    return unicodedata.category(character)[0] not in "ZC" or _EMOJI_TO_COME.match(character) is not None


def _folded(text: str) -> str:
    seen = "".join(each for each in text if unicodedata.category(each) != "Cf")
    folded = unicodedata.normalize("NFC", unicodedata.normalize("NFC", seen).casefold())
    return " ".join(folded.split())
