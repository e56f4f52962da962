"""What a new wording of a term must meet: the names of its kind, its days, care, and rest after a no."""

import hashlib
import json
from dataclasses import fields
from datetime import date, datetime, timedelta
from typing import Any

from comity.domain import care, rules
from comity.domain.act import Act, Ref, Reply, Words
from comity.domain.alliance import Alliance, Outline, Revision
from comity.domain.calendar import local_date, zone_checked
from comity.domain.kinds import Kind
from comity.domain.people import check_named
from comity.domain.refusal import Refused
from comity.domain.term_kinds import Bond
from comity.domain.words import same

MOST_RULES = 3
SAME_WORDS_TWICE_MORE = 3
REST = timedelta(days=30)


def checked(state: Alliance, owner: str, outline: Outline, words: Words, act: Act) -> Ref:
    """Hold a new wording against the rules of its kind, days, rules and care (D5, G5); give back its reference."""
    if act.commitment is None or not words.get("text"):
        raise Refused("empty", part="text")
    zone_checked(outline.zone)
    _check_named(state, owner, outline)
    _check_days(outline, act)
    if len(outline.rules) > MOST_RULES:
        raise Refused("too_many_rules", most=MOST_RULES)
    for rule in outline.rules:
        rules.check(rule)
        check_named(state, [rule.protects])
        if isinstance(rule, rules.LeadTime):
            _check_country(rule, act)
    _check_care(state, outline, words, act)
    return act.commitment


def _check_named(state: Alliance, owner: str, outline: Outline) -> None:
    check_named(state, (*outline.names, *outline.concerns))
    if len(set(outline.names)) < len(outline.names):
        raise Refused("named_twice")
    match outline.kind.bond:
        case Bond.ALONE:
            right = not outline.names and outline.concerns and owner not in outline.concerns
        case Bond.TOGETHER:
            right = len(outline.names) >= 2 and owner in outline.names and not outline.concerns
        case Bond.PAIR:
            right = len(outline.names) == 1 and owner not in outline.names and not outline.concerns
    if not right:
        raise Refused("wrong_names", kind=outline.kind)
    if outline.open and outline.kind.bond is not Bond.TOGETHER:
        raise Refused("only_shared_opens")


def _check_days(outline: Outline, act: Act) -> None:
    today = local_date(act.at, outline.zone)
    if outline.starts is not None and outline.starts < today:
        raise Refused("bad_date", part="starts", earliest=today)
    first = max(outline.starts or today, today)
    if outline.until is not None and outline.until < first:
        raise Refused("bad_date", part="until", earliest=first)
    if outline.review_on is not None and outline.review_on < today:
        raise Refused("bad_date", part="review_on", earliest=today)


def _check_country(rule: rules.LeadTime, act: Act) -> None:
    """A lead time is of a country and a region whose holidays are known (G4)."""
    year = local_date(act.at, rule.zone).year
    for part, region in (("country", ""), ("region", rule.region)):
        if act.holidays(rule.country, region, year) is None:
            raise Refused("country_unknown", country=rule.country, region=rule.region, part=part)


def _check_care(state: Alliance, outline: Outline, words: Words, act: Act) -> None:
    """What may not become a term is refused, and nobody else learns of it (promise 12)."""
    minor = state.kind is Kind.PARENT_CHILD
    for part, text in words.items():
        code = care.refusal(kind=outline.kind, text=text, minor=minor, lexicon=act.lexicon)
        if code is not None:
            raise Refused("control", reason=code, part=part)
    if outline.kind.bond is Bond.ALONE:
        reading = care.boundary(words["text"], lexicon=act.lexicon)
        if reading.code == "orders_the_other":
            raise Refused("orders_the_other", condition=reading.condition, act=reading.act)


def check_not_resting(state: Alliance, owner: str, outline: Outline, words: Words, act: Act) -> None:
    """The same words after another's no: twice more, then they rest for 30 days after the last no (A13)."""
    noes = [
        moment
        for term in state.terms.values()
        if term.owner == owner
        for revision in term.revisions
        if _others(owner, revision.outline) == _others(owner, outline)
        for moment in _noes(revision, words, act)
    ]
    if len(noes) >= SAME_WORDS_TWICE_MORE and act.at < max(noes) + REST:
        raise Refused("rests", until=local_date(max(noes) + REST, outline.zone))


def _others(owner: str, outline: Outline) -> set[str]:
    return {*outline.names, *outline.concerns} - {owner}


def _noes(revision: Revision, words: Words, act: Act) -> list[datetime]:
    said_no = [given.at for member, given in revision.given.items() if given.reply is Reply.NO and member != act.by]
    before = act.read(revision.words) if said_no else None
    return said_no if before is not None and same(before.get("text", ""), words["text"]) else []


def digest(state: Alliance, term: str, number: int, owner: str, outline: Outline, words: Ref) -> str:
    """What a yes is a yes to (F7): SHA-256 over the canonical JSON of the revision."""
    body = {
        "alliance": state.id,
        "term": term,
        "number": number,
        "owner": owner,
        "words": words,
        **{f.name: _plain(getattr(outline, f.name)) for f in fields(outline)},
    }
    text = json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    return hashlib.sha256(b"comity/revision/v1\0" + len(text).to_bytes(8, "big") + text).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, rules.Rule):
        return {"rule": value.NAME, **{f.name: _plain(getattr(value, f.name)) for f in fields(value)}}
    return value
