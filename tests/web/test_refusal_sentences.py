"""What is said when a rule says no: each code its own sentence, listed here to be read aloud."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from comity.domain.act import TermKind
from comity.domain.refusal import Refused
from comity.web import wording
from comity.web.refusal_sentences import REFUSALS

SOURCE = Path(__file__).parents[2] / "src" / "comity"
TUESDAY, FRIDAY = date(2099, 12, 8), date(2099, 12, 11)

ALOUD: list[tuple[str, dict[str, Any], str]] = [
    # words
    ("empty", {"part": "text"}, "There are no words here yet. Write some, and go on."),
    (
        "too_long",
        {"part": "text", "limit": 80, "length": 81},
        "There is room for 80 letters, and this is one longer. All of it is still here, to be shortened.",
    ),
    (
        "too_long",
        {"part": "text", "limit": 80, "length": 85},
        "There is room for 80 letters, and this is 5 longer. All of it is still here, to be shortened.",
    ),
    (
        "too_much",
        {"limit": 16384, "length": 20000},
        "Altogether this is too much for one page. Shorten some of it.",
    ),
    (
        "unprintable",
        {"part": "text", "character": "U+0007"},
        "It held a character that nobody can see. Go on without it if the rest is right.",
    ),
    (
        "malformed",
        {},
        "Something in this cannot be kept as it was sent. Load the page anew, and send it once more.",
    ),
    (
        "control",
        {"reason": "controls_clothing", "part": "text"},
        (
            "What somebody wears is theirs to choose."
            " You can ask for something about your own comfort, or your own evening."
        ),
    ),
    (
        "orders_the_other",
        {"condition": "unless I have time", "act": "do_it"},
        (
            "A limit says what you do yourself: “If …, I will …”. This asks something of the other."
            " Say what you would do, or ask for it instead."
        ),
    ),
    (
        "rests",
        {"until": TUESDAY},
        (
            "This was asked before, and the answer was no."
            " Let it rest until Tuesday 8 December 2099, or put it in other words."
        ),
    ),
    # rules and times
    (
        "time_unknown",
        {"time": "25:00"},
        "A time is written as 08:30. Give the hour, from 00 to 23, and the minutes.",
    ),
    (
        "zone_unknown",
        {"zone": "Atlantis"},
        "This time zone is not known here. Choose another, by a large city near you.",
    ),
    (
        "country_unknown",
        {"country": "ZZ", "region": "", "part": "country"},
        "The public holidays of this country are not known here. Choose another country, or none.",
    ),
    (
        "country_unknown",
        {"country": "DE", "region": "NY", "part": "region"},
        "The public holidays of this region are not known here. Choose another region, or the whole country.",
    ),
    (
        "rule_impossible",
        {"rule": "lead_time", "part": "weekdays"},
        "It is not clear on which days of the week this is so. Choose at least one, and each only once.",
    ),
    (
        "rule_impossible",
        {"rule": "lead_time", "part": "days", "limit": 60},
        "There are from 1 to 60 working days between. Choose how many.",
    ),
    (
        "rule_impossible",
        {"rule": "quiet_window", "part": "end"},
        "This quiet would never begin, or never end. Choose another time for its end, or leave out a day of the week.",
    ),
    ("too_many_rules", {"most": 3}, "At most 3 rules stand beside one wording. Leave one out."),
    # days
    (
        "bad_date",
        {"part": "until", "earliest": TUESDAY},
        "That day is too early. Choose Tuesday 8 December 2099 or a later one.",
    ),
    (
        "bad_date",
        {"part": "answer_by", "earliest": TUESDAY, "latest": FRIDAY},
        "That day does not fit. Choose one from Tuesday 8 December 2099 to Friday 11 December 2099.",
    ),
    (
        "bad_date",
        {"part": "later", "earliest": TUESDAY, "latest": TUESDAY},
        "That day does not fit. Only Tuesday 8 December 2099 does.",
    ),
    (
        "bad_date",
        {"part": "later", "earliest": FRIDAY, "latest": TUESDAY},
        "There is no day left to put it off to. Please answer yes, no, or another way.",
    ),
    (
        "trial_over",
        {"until": TUESDAY},
        "The try ended on Tuesday 8 December 2099, before all of you had said yes. Ask again, with a later last day.",
    ),
    (
        "has_an_end",
        {"until": TUESDAY},
        "This ends by itself on Tuesday 8 December 2099. You can look back on it at any time until then.",
    ),
    ("later_twice", {}, "It has been put off twice already. Please answer yes, no, or another way."),
    (
        "already_called",
        {"on": TUESDAY},
        "A look back has been called already. Say yours by Tuesday 8 December 2099.",
    ),
    (
        "call_closed",
        {"on": TUESDAY},
        "This look back closed on Tuesday 8 December 2099. Call another if you want one.",
    ),
    # what has changed meanwhile
    (
        "changed_meanwhile",
        {"revision": 2},
        "The wording has changed since you opened this page. Please read it as it stands now.",
    ),
    (
        "no_longer_open",
        {"talk": "not_agreed"},
        "This is no longer open to an answer. Please look at how it stands now.",
    ),
    (
        "already_said",
        {},
        "You have said so already, and nothing has changed. There is no need to say it again.",
    ),
    (
        "already_open",
        {},
        "Your answer to this is open already, and stays as it is. Go on from there.",
    ),
    ("already_begun", {}, "This has begun already. Load the page anew to see it."),
    ("already_in", {}, "You take part here already. Go on where you were."),
    ("already_paused", {}, "You have paused already. Come back whenever you like."),
    ("not_leaving", {}, "You have set no day for leaving. Stay as you are, or set one."),
    ("not_paused", {}, "You have not paused. Go on where you were."),
    ("paused", {}, "You have paused. Come back first, then go on."),
    (
        "member_paused",
        {"member": "4f2a"},
        "Somebody named here has paused. Wait for the end of the pause, or leave out the name.",
    ),
    ("not_folded", {}, "There is nothing of yours folded here. Load the page anew to see how it stands."),
    (
        "not_open",
        {},
        "There are no open words here to talk about. Load the page anew to see how it stands.",
    ),
    ("not_bound", {}, "This does not hold for you now, so there is nothing for you to look back on."),
    (
        "no_yes_to_take_back",
        {},
        "There is no yes of yours here to take back. Load the page anew to see how it stands.",
    ),
    (
        "double",
        {},
        "This has been done already. Nothing was done twice. Load the page anew before you send something else.",
    ),
    # whose it is
    ("not_yours", {}, "Only the one who wrote this can take it back. You can answer it."),
    (
        "own_answer",
        {},
        "These are your own words. The others say what they heard, and you answer that.",
    ),
    (
        "owner_only",
        {},
        "Only the one whose limit this is can do that. You can answer “Understood” or “Let's talk”.",
    ),
    ("not_asked", {}, "This was not asked of you. There is nothing that you have to do."),
    ("answer_first", {}, "Fold your own answer first. Then this opens for you."),
    (
        "others_first",
        {},
        "The others say their yes to this before you do. You can say no or another way at any time.",
    ),
    (
        "guide_never_agrees",
        {},
        "You are here to help the others, and agree to nothing for them. Leave this to them.",
    ),
    ("named_twice", {}, "Somebody is named twice. Name each of you once."),
    (
        "not_a_party",
        {"member": "4f2a"},
        "Somebody named here does not take part. Choose among those who are here now.",
    ),
    (
        "wrong_names",
        {"kind": TermKind.REQUEST},
        "The names do not fit what this is. Choose once more whom it is for.",
    ),
    (
        "only_shared_opens",
        {},
        "Only what you all do can be open to others. Keep it between those you named.",
    ),
    (
        "kind_fixed",
        {},
        "Other words cannot turn this into another kind of thing. Say no to it, and ask anew.",
    ),
    # what is asked once
    ("due_past", {"part": "due"}, "That moment is past. Choose one that lies ahead."),
    (
        "due_too_far",
        {"part": "due", "latest": FRIDAY},
        "That is more than two years ahead. Choose a day until Friday 11 December 2099.",
    ),
    ("due_missing", {"part": "due"}, "There is no other date yet. Choose a day and a time."),
    (
        "does_not_fit",
        {"first": None},
        "That day does not fit what you agreed on. Choose a later one, or ask all the same.",
    ),
    (
        "rules_changed",
        {},
        "What you agreed on has changed since you opened this page. See how the day fits now.",
    ),
    ("ask_changed", {}, "There is another date by now. Please look at it, and answer that."),
    ("ask_over", {}, "This is over, and nothing more can be said to it. You can ask anew."),
    ("own_ask", {}, "This would go to yourself. Choose somebody else."),
    ("not_your_turn", {}, "You have answered this. Wait for the other's word, or take yours back."),
    ("too_many_days_off", {"most": 400}, "There is room for 400 days off. Take some back first."),
    (
        "no_such_ask",
        {},
        "There is nothing asked here under this address. Look at the list of what was asked.",
    ),
    # coming in
    ("invitation_gone", {}, "This link leads nowhere any more. Please ask for a new one."),
    (
        "invitation_used",
        {},
        "This link has been used, and each lets in one person. Please ask for a new one.",
    ),
    (
        "invitation_run_out",
        {"on": TUESDAY},
        "This link ran out on Tuesday 8 December 2099. Please ask for a new one.",
    ),
    (
        "not_admitted_yet",
        {},
        "Everyone here says yes to a newcomer first. That has not happened yet: come back later.",
    ),
    (
        "full",
        {"most": 12},
        "There is room for 12 here, and all places are taken or held. Taking back a link sets one free.",
    ),
    (
        "only_one_left",
        {},
        "The others have left, and nobody can be asked in here any more. Begin anew with somebody.",
    ),
    # what is not here: the first two are the same, so that nobody learns which it is
    (
        "no_such_alliance",
        {},
        "There is nothing here that you take part in. Check the address, or ask for a link.",
    ),
    (
        "not_a_member",
        {},
        "There is nothing here that you take part in. Check the address, or ask for a link.",
    ),
    ("no_such_question", {}, "There is no such question here. Go back, and choose one that is."),
    (
        "no_such_term",
        {},
        "Nothing like this is agreed or asked here. Go back, and choose something that is.",
    ),
]
NOTHING_TO_DO = {"not_bound"}
PUT_TOGETHER = {"control", "too_long", "bad_date"}
"""Their sentences are made from their values, in `wording`."""
OURS_ALONE = (
    "error|invalid|null|none_|nil|undefined|exception|field|parameter|id|code|string"
    "|revision|terms?|boundar(y|ies)|sealed|verdicts?|part(y|ies)|guides?|members?|ledger|digest|alliances?|invitations?"
)
"""Words of programs, and those of the code for which the pages have plainer ones."""


def refusals(source: str) -> Iterator[ast.Call]:
    """The places where something is refused."""
    for node in ast.walk(ast.parse(source)):
        name = getattr(node, "func", None)
        if isinstance(node, ast.Call) and "Refused" in (getattr(name, "id", ""), getattr(name, "attr", "")):
            yield node


def codes_of(node: ast.expr) -> set[str]:
    """The codes that an expression can come to."""
    match node:
        case ast.Constant(value=str(code)):
            return {code}
        case ast.IfExp(body=one, orelse=other):
            return codes_of(one) | codes_of(other)
        case ast.BoolOp(values=several):
            return set().union(*map(codes_of, several))
        case _:
            raise AssertionError(f"write the code out: {ast.unparse(node)}")


PLACES = [call for path in sorted(SOURCE.rglob("*.py")) for call in refusals(path.read_text(encoding="utf-8"))]
CODES = {code for call in PLACES for code in codes_of(call.args[0])}
SAID = [(code, wording.of(Refused(code, **values))) for code, values, _ in ALOUD]


def test_codes_are_found_however_they_are_chosen() -> None:
    source = "raise Refused('a' if x else 'b')\nraise refusal.Refused(x or ('c' if y else 'd'), part=1)"

    first, second = refusals(source)

    assert codes_of(first.args[0]) == {"a", "b"}
    with pytest.raises(AssertionError, match="write the code out"):
        codes_of(second.args[0])


def test_every_code_is_read_aloud_here_and_no_other() -> None:
    assert len(CODES) > 50
    assert {code for code, _, _ in ALOUD} == CODES


def test_every_sentence_has_a_code() -> None:
    assert {key.split("/")[0] for key in REFUSALS} == CODES - PUT_TOGETHER


@pytest.mark.parametrize(("code", "values", "expected"), ALOUD)
def test_a_refusal_says_what_is_so_and_what_can_be_done(code: str, values: dict[str, Any], expected: str) -> None:
    assert wording.of(Refused(code, **values)) == expected


@pytest.mark.parametrize("said", [said for _, said in SAID])
def test_it_says_so_in_plain_words(said: str) -> None:
    assert said != wording.of(Refused("something_new"))
    assert re.fullmatch(r"[A-Z“].*[.?]", said)
    assert not re.search(r"[_!{}<>]|%\(|[A-Z][a-z]+[A-Z]|  ", said)
    assert not re.search(rf"\b({OURS_ALONE})\b", said, re.IGNORECASE)
    assert not re.search(r"\b(None|True|False)\b", said)


@pytest.mark.parametrize(("code", "said"), SAID)
def test_it_does_not_stop_at_what_is_so(code: str, said: str) -> None:
    sentences = re.split(r"(?<=[.?:”]) (?=[A-Z“])", said)

    assert len(sentences) > 1 or code in NOTHING_TO_DO


def test_each_has_its_own() -> None:
    by_sentence: dict[str, set[str]] = {}
    for code, said in SAID:
        by_sentence.setdefault(said, set()).add(code)

    assert [codes for codes in by_sentence.values() if len(codes) > 1] == [{"no_such_alliance", "not_a_member"}]


def test_a_sentence_tells_only_what_every_refusal_by_that_code_carries() -> None:
    missing = []
    for call in PLACES:
        carried = {keyword.arg for keyword in call.keywords}
        parts = {keyword.value.value for keyword in call.keywords if isinstance(keyword.value, ast.Constant)}
        for code in codes_of(call.args[0]) - PUT_TOGETHER:
            keys = [code, *(f"{code}/{part}" for part in parts)]
            sentence = next((str(REFUSALS[key]) for key in reversed(keys) if key in REFUSALS), "")
            missing += [(code, name) for name in re.findall(r"%\((\w+)\)", sentence) if name not in carried]

    assert missing == []


def test_what_nobody_foresaw_is_still_a_sentence() -> None:
    said = wording.of(Refused("something_new"))

    assert said == "That does not go as it stands. Load the page anew, and look at what has changed."
