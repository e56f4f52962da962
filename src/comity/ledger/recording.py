"""One command on its way into the ledger, under the lock and inside the transaction of `store.record`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from comity import holidays
from comity.domain import holding, rulebook
from comity.domain.act import Act, Fold, Recorded, Ref, Unfold, Words
from comity.domain.alliance import Alliance
from comity.domain.care import Lexicon
from comity.ledger import chain, codec, projection, repeats, words
from comity.ledger.forms import write_moment
from comity.ledger.models import Entry, Ledger
from comity.ledger.words import Piece, Place
from comity.private import folds
from comity.private.folds import Folded

HOUSE = ""
"""Who acts where an opening follows of itself."""


@dataclass(slots=True, kw_only=True)
class Recording:
    """What is known, and what has been written so far."""

    ledger: Ledger
    state: Alliance | None
    by: str
    at: datetime
    lexicon: Lexicon
    own: Piece | None
    key: str
    digest: str
    folded: list[Folded]
    recorded: list[Recorded] = field(default_factory=list)
    taken: list[Folded] = field(default_factory=list)
    """Folds that went, opened or taken back."""
    receipt: Ref | None = None
    """The commitment of what was folded."""

    def run(self, command: rulebook.Command) -> None:
        """Decide the command, write what follows from it, and then what follows of itself."""
        members, agreed = projection.rows_of(self.state), _agreed(self.state)
        pieces = self._pieces()
        own = self._write(rulebook.decide(self.state, command, self._act(self.by)), by=self.by, pieces=pieces)
        while self.state is not None and (more := rulebook.settle(self.state, self._act(HOUSE))):
            self._write(more, by=HOUSE, pieces=pieces)
        if self.recorded:
            self.ledger.save(update_fields=["seq", "head"])
            words.share(self.ledger.alliance, _agreed(self.state) - agreed)
            projection.follow(self.ledger.alliance, before=members, after=projection.rows_of(self.state))
            self._remember(own=own)

    def _pieces(self) -> dict[Ref, Piece]:
        """All words that an entry of this recording can commit to: the command's own, and those folded."""
        pieces = {each.fold.words: _unfolded(each) for each in self.folded}
        if self.own is not None:
            pieces[self.own.ref] = self.own
        return {ref: piece for ref, piece in pieces.items() if ref is not None and piece is not None}

    def _act(self, by: str) -> Act:
        return Act(
            by=by,
            at=self.at,
            lexicon=self.lexicon,
            holidays=holidays.closed,
            commitment=self.own.ref if self.own is not None and by != HOUSE else None,
            folds=tuple(each.fold for each in self.folded),
            read=self._read,
        )

    def _read(self, ref: Ref) -> Words | None:
        return words.read(self.ledger.alliance, [ref]).get(ref)

    def _write(self, outcomes: Sequence[rulebook.Outcome], *, by: str, pieces: dict[Ref, Piece]) -> bool:
        """Write each outcome; whether an entry was among them."""
        before = len(self.recorded)
        for outcome in outcomes:
            match outcome:
                case Fold():
                    self._fold(outcome)
                case Unfold():
                    self._unfold(outcome)
                case _:
                    self._append(outcome, by=by, pieces=pieces)
        return len(self.recorded) > before

    def _fold(self, fold: Fold) -> None:
        own = self.own if fold.words is not None else None
        folded = Folded(
            fold=fold,
            salt=None if own is None else own.salt,
            words=None if own is None else dict(own.words),
            key=self.key,
            digest=self.digest,
        )
        self.receipt = fold.words
        folds.put(alliance=self.ledger.alliance, folded=folded)
        self.folded = [each for each in self.folded if not _is_about(each.fold, fold)] + [folded]

    def _unfold(self, unfold: Unfold) -> None:
        folds.take(alliance=self.ledger.alliance, fold=unfold)
        self.taken += [each for each in self.folded if _is_about(each.fold, unfold)]
        self.folded = [each for each in self.folded if not _is_about(each.fold, unfold)]

    def _append(self, event: rulebook.Event, *, by: str, pieces: dict[Ref, Piece]) -> None:
        content, seq = codec.encode(event), self.ledger.seq + 1
        linked = chain.link(
            content,
            prev=self.ledger.head,
            alliance=self.ledger.alliance,
            seq=seq,
            at=write_moment(self.at),
            by=by,
        )
        Entry(ledger=self.ledger, seq=seq, body=linked.body, hash=linked.hash).save(force_insert=True)
        place = Place(alliance=self.ledger.alliance, seq=seq, type=content.type)
        for commitment in content.words:
            words.keep(pieces[Ref(commitment)], place=place)
        self.ledger.seq, self.ledger.head = seq, linked.hash
        self.recorded.append(Recorded(seq=seq, at=self.at, by=by, event=event))
        self.state = rulebook.evolve(self.state, self.recorded[-1])

    def _remember(self, *, own: bool) -> None:
        """Know this command again, and those whose folds opened here, all written at this one moment."""
        sent = {each.key: each.digest for each in self.taken}
        if own:
            sent[self.key] = self.digest
        first, last = self.recorded[0].seq, self.recorded[-1].seq
        for key, digest in sorted(sent.items()):
            repeats.remember(alliance=self.ledger.alliance, key=key, digest=digest, first=first, last=last)


def _unfolded(folded: Folded) -> Piece | None:
    if folded.salt is None or folded.words is None:
        return None
    return Piece(author=folded.fold.by, salt=folded.salt, words=folded.words)


def _is_about(one: Fold | Unfold, other: Fold | Unfold) -> bool:
    """Whether both are the same member's, about the same matter."""
    return (one.by, one.question, one.term, one.revision) == (
        other.by,
        other.question,
        other.term,
        other.revision,
    )


def _agreed(state: Alliance | None) -> set[Ref]:
    """References of all wording that was ever agreed."""
    if state is None:
        return set()
    revisions = (revision for term in state.terms.values() for revision in term.revisions)
    return {revision.words for revision in revisions if holding.agreed(revision) is not None}
