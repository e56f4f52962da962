"""How a wording that waits differs from the one it is held against: its own words marked, and said beside it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Any, NamedTuple

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comity.domain.views import TermView
from comity.web.cards import parts
from comity.web.reading import Reading
from comity.web.templatetags.look import filled, stop

STOPPED = ("because", "sign", "not_meant", "watch")
"""Parts that the page ends with a full stop."""
MOST_MARKS = 3
MOST_WORDS = 200
"""What is compared word by word; more is one change."""
NAMES = {
    "because": gettext_lazy("the reason"),
    "sign": gettext_lazy("the sign"),
    "not_meant": gettext_lazy("what it does not mean"),
    "watch": gettext_lazy("what to look for"),
    "times": gettext_lazy("the times"),
}
"""What a part is called that was not there before."""
SHORT = 60
FEW = 3
HALF = 0.5


class Change(NamedTuple):
    """What stands in one place: before, and now."""

    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One part of a wording beside its earlier self."""

    marked: SafeString
    changes: tuple[Change, ...]
    rewritten: bool
    """Too much has changed for marks to help."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Differences:
    """What a page shows of them."""

    card: dict[str, Any]
    """The parts that have marks in them."""
    one: Change | None
    """The only thing in which the two differ, where it is short enough for a heading."""
    lines: tuple[SafeString, ...]
    same: bool


def differences(reading: Reading, term: TermView) -> Differences | None:
    """The wording that waits beside the one before; None where there is nothing to hold it against."""
    old, new = term.before, term.talked
    if old is None or new is None or not (reading.said(old.words) and reading.said(new.words)):
        return None
    before, after = _shown(parts(reading, old)), _shown(parts(reading, new))
    added = [part for part in after if after[part] and not before[part]]
    found = {p: compare(before[p], after[p]) for p in after if before[p] != after[p] and p not in added}
    changes = {change for each in found.values() for change in each.changes}
    only = next(iter(changes)) if len(changes) == 1 else None
    heading = only is not None and not added and all(0 < len(text) <= SHORT for text in only)
    return Differences(
        card={part: each.marked for part, each in found.items()},
        one=only if heading and not any(each.rewritten for each in found.values()) else None,
        lines=tuple(dict.fromkeys(line for part, each in found.items() for line in _lines(each, before[part])))
        + _added(added),
        same=not found and not added,
    )


def _shown(said: dict[str, str]) -> dict[str, str]:
    return {part: stop(text) if part in STOPPED else text for part, text in said.items()}


def compare(before: str, after: str) -> Compared:
    """Word by word; a full stop or a comma belongs to no word."""
    old, new = list(_words(before)), list(_words(after))
    html, changes, at, kept = [], [], 0, 0
    for same, old_range, new_range in _blocks([before[s] for s in old], [after[s] for s in new]):
        gone, come = _span(old, old_range), _span(new, new_range)
        if same:
            kept += len(new_range)
            continue
        changes.append(Change(before[gone], after[come]))
        if new_range:
            html += [conditional_escape(after[at : come.start]), format_html("<mark>{}</mark>", after[come])]
            at = come.stop
    html.append(conditional_escape(after[at:]))
    rewritten = 2 * kept < HALF * (len(old) + len(new)) and len(new) - kept > FEW
    marked = conditional_escape(after) if rewritten else SafeString("".join(html))
    return Compared(marked=marked, changes=tuple(changes), rewritten=rewritten)


def _words(text: str) -> Iterator[slice]:
    """Where the words are, and what stands before and behind each."""
    start = 0
    for piece in text.split():
        start = text.index(piece, start)
        end = start + len(piece)
        first = next((at for at in range(start, end) if not _is_mark(text[at])), end)
        last = next((at for at in range(end, first, -1) if not _is_mark(text[at - 1])), first)
        edges = [start, first, last, end]
        yield from (slice(one, two) for one, two in pairwise(edges) if one < two)
        start = end


def _is_mark(character: str) -> bool:
    return unicodedata.category(character)[0] == "P"


def _blocks(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[bool, range, range]]:
    """Runs of words that are the same in both, or not."""
    head = next((n for n, (one, two) in enumerate(zip(old, new, strict=False)) if one != two), min(len(old), len(new)))
    rest = min(len(old), len(new)) - head
    tail = next((n for n in range(rest) if old[-1 - n] != new[-1 - n]), rest)
    ends = len(old) - tail, len(new) - tail
    middle = old[head : ends[0]], new[head : ends[1]]
    yield True, range(head), range(head)
    if max(map(len, middle)) > MOST_WORDS:
        yield False, range(head, ends[0]), range(head, ends[1])
    else:
        for name, i, j, k, m in SequenceMatcher(None, *middle, autojunk=False).get_opcodes():
            yield name == "equal", range(head + i, head + j), range(head + k, head + m)
    yield True, range(ends[0], len(old)), range(ends[1], len(new))


def _span(words: Sequence[slice], run: range) -> slice:
    return slice(words[run.start].start, words[run.stop - 1].stop) if run else slice(0, 0)


def _added(parts: Sequence[str]) -> tuple[SafeString, ...]:
    names = ", ".join(str(NAMES[part]) for part in parts)
    return (filled(_("New: %(after)s"), after=names),) if names else ()


def _lines(compared: Compared, before: str) -> Iterator[SafeString]:
    """Each change in a sentence, for those who do not see the marks; where there are many, the whole as it was."""
    if compared.rewritten or len(compared.changes) > MOST_MARKS:
        yield filled(_("Before it said: %(before)s"), before=_quoted(before))
        return
    for change in compared.changes:
        yield _line(change)


def _line(change: Change) -> SafeString:
    before, after = _quoted(change.before), _quoted(change.after)
    if not change.before:
        return filled(_("New: %(after)s"), after=after)
    if not change.after:
        return filled(_("Left out: %(before)s"), before=before)
    return filled(_("Now: %(after)s. Before it said: %(before)s"), after=after, before=before)


def _quoted(words: str) -> SafeString:
    return format_html('<q dir="auto">{}</q>', words)
