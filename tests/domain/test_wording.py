"""What a new wording must meet: names, days, rules, care, and rest after a no."""

import hashlib
import json
from dataclasses import replace
from datetime import timedelta

import pytest

from comity.domain.act import Ref, TermKind
from comity.domain.alliance import Outline
from comity.domain.kinds import Kind
from comity.domain.people import Leave, Pause
from comity.domain.rules import LeadTime, QuietWindow
from comity.domain.terms import Propose
from comity.domain.wording import digest
from sayings import COUPLE, CUP, alliance, boundary, day, no, offer, outline, propose, request, revise, shared
from story import ANA, BEN, BERLIN, CLEO, DAN, Step, given, moment

QUIET = QuietWindow(owner=ANA, weekdays=(0, 1, 2, 3, 4), start="07:00", end="08:30", zone=BERLIN)
FIVE_DAYS = LeadTime(
    days=5, weekdays=(0, 1, 2, 3, 4), country="US", region="", cut_off=None, zone="America/New_York", days_off_of=BEN
)
REST = timedelta(days=30)


@pytest.mark.parametrize(
    ("kind", "names", "concerns"),
    [
        (TermKind.REQUEST, (), ()),
        (TermKind.REQUEST, (BEN, DAN), ()),
        (TermKind.OFFER, (ANA,), ()),
        (TermKind.SUPPORT, (BEN,), (DAN,)),
        (TermKind.SHARED, (ANA,), ()),
        (TermKind.SHARED, (BEN, DAN), ()),
        (TermKind.SHARED, (ANA, BEN), (DAN,)),
        (TermKind.BOUNDARY, (), ()),
        (TermKind.BOUNDARY, (), (ANA, BEN)),
        (TermKind.BOUNDARY, (BEN,), (BEN,)),
    ],
)
def test_each_kind_names_its_people(kind: TermKind, names: tuple[str, ...], concerns: tuple[str, ...]) -> None:
    wrong = propose("quiet", outline(kind, *names, concerns=concerns))

    given(*alliance(ANA, BEN, DAN)).when(ANA, wrong).refused("wrong_names", kind=kind)


def test_nobody_is_named_twice() -> None:
    given(*COUPLE).when(ANA, shared("phones", ANA, BEN, BEN)).refused("named_twice")


@pytest.mark.parametrize("gone", [Leave(), Pause()])
def test_who_is_not_here_cannot_be_named(gone: Leave | Pause) -> None:
    story = given(*alliance(ANA, BEN, DAN), (BEN, gone)).when(ANA, boundary("late", BEN))

    story.refused("not_a_party" if gone == Leave() else "member_paused", member=BEN)


def test_only_a_shared_term_is_open_to_others() -> None:
    given(*COUPLE).when(ANA, request(open=True)).refused("only_shared_opens")


@pytest.mark.parametrize("text", ["", None])
def test_a_term_has_words(text: str | None) -> None:
    words = {} if text is None else {"text": text}
    empty = Propose(term="quiet", outline=outline(TermKind.REQUEST, BEN), words=words)

    given(*COUPLE).when(ANA, empty).refused("empty", part="text")


def test_a_term_is_in_a_zone_there_is() -> None:
    given(*COUPLE).when(ANA, request(zone="Atlantis")).refused("zone_unknown", zone="Atlantis")


def test_nothing_starts_or_ends_or_is_looked_at_in_the_past() -> None:
    yesterday = day("01")

    given(*COUPLE).when(ANA, request(starts=yesterday)).refused("bad_date", part="starts", earliest=day("02"))
    given(*COUPLE).when(ANA, request(until=yesterday)).refused("bad_date", part="until", earliest=day("02"))
    given(*COUPLE).when(ANA, request(review_on=yesterday)).refused("bad_date", part="review_on", earliest=day("02"))


def test_nothing_ends_before_it_starts() -> None:
    given(*COUPLE).when(ANA, request(starts=day("10"), until=day("09"))).refused("bad_date", earliest=day("10"))


def test_a_try_may_be_of_a_single_day() -> None:
    assert given(*COUPLE).when(ANA, request(starts=day("10"), until=day("10"))).refusal is None


def test_today_is_where_the_term_is() -> None:
    late = moment("2026-03-02 23:30")

    given(*COUPLE, late).when(ANA, request(starts=day("02"), zone="Asia/Tokyo")).refused("bad_date", earliest=day("03"))


def test_a_term_has_three_rules_at_most() -> None:
    given(*COUPLE).when(ANA, request(rules=(QUIET,) * 4)).refused("too_many_rules", most=3)
    assert given(*COUPLE).when(ANA, request(rules=(QUIET, FIVE_DAYS, QUIET))).refusal is None


def test_a_rule_that_says_nothing_is_refused() -> None:
    never = QuietWindow(owner=ANA, weekdays=(), start="07:00", end="08:30", zone=BERLIN)

    given(*COUPLE).when(ANA, request(rules=(never,))).refused("rule_impossible")


@pytest.mark.parametrize(
    ("country", "region", "part"),
    [("ZZ", "", "country"), ("ZZ", "BY", "country"), ("DE", "NY", "region"), ("", "BY", "region")],
)
def test_a_lead_time_is_of_a_country_whose_holidays_are_known(country: str, region: str, part: str) -> None:
    elsewhere = replace(FIVE_DAYS, country=country, region=region)

    story = given(*COUPLE).when(ANA, request(rules=(elsewhere,)))

    story.refused("country_unknown", country=country, region=region, part=part)


@pytest.mark.parametrize(("country", "region"), [("", ""), ("US", ""), ("DE", ""), ("DE", "BY")])
def test_it_may_be_of_none_or_of_a_region(country: str, region: str) -> None:
    there = replace(FIVE_DAYS, country=country, region=region)

    assert given(*COUPLE).when(ANA, request(rules=(QUIET, there))).refusal is None


def test_nobody_outside_has_quiet_hours() -> None:
    theirs = QuietWindow(owner=CLEO, weekdays=(0,), start="07:00", end="08:30", zone=BERLIN)

    given(*COUPLE).when(ANA, request(rules=(theirs,))).refused("not_a_party", member=CLEO)


def test_what_controls_another_becomes_no_term() -> None:
    story = given(*COUPLE).when(ANA, request(text="Give me your phone's PIN."))

    story.refused("control", part="text")
    assert story.refusal is not None
    assert story.refusal.values["reason"].startswith("controls_")
    assert "quiet" not in story.alliance.terms


def test_it_becomes_none_by_a_rewording_either() -> None:
    given(*COUPLE, (ANA, request())).when(BEN, revise("quiet", text="Give me your phone's PIN.")).refused("control")


def test_it_is_looked_for_in_every_part() -> None:
    hidden = propose("quiet", outline(TermKind.REQUEST, BEN), words={"because": "Give me your phone's PIN."})

    given(*COUPLE).when(ANA, hidden).refused("control", part="because")


def test_a_limit_is_what_its_owner_does() -> None:
    orders = boundary("work", BEN, text="Ben will have to do the work himself, unless I have proper turn-around time.")

    given(*COUPLE).when(ANA, orders).refused("orders_the_other")


def test_a_parent_may_ask_of_a_child_what_nobody_may_ask_of_an_adult() -> None:
    asked = request(text="Tell me where you are after nine.")

    given(*COUPLE).when(ANA, asked).refused("control")
    assert given(*alliance(ANA, BEN, kind=Kind.PARENT_CHILD)).when(ANA, asked).refusal is None


def declined(times: int) -> list[Step]:
    return [step for n in range(times) for step in ((ANA, request(f"t{n}")), (BEN, no(f"t{n}")))]


def test_the_same_words_may_be_asked_twice_more_after_a_no() -> None:
    assert given(*COUPLE, *declined(2)).when(ANA, request("again")).refusal is None


def test_after_the_third_no_the_same_words_rest() -> None:
    story = given(*COUPLE, *declined(3))

    story.when(ANA, request("again")).refused("rests", until=(story.now + REST).date())


def test_case_and_spaces_make_no_other_words() -> None:
    given(*COUPLE, *declined(3)).when(ANA, request("again", text=f"  {CUP.upper()} ")).refused("rests")


def test_nor_does_another_kind() -> None:
    given(*COUPLE, *declined(3)).when(ANA, offer("again", BEN, text=CUP)).refused("rests")
    given(*COUPLE, *declined(3)).when(ANA, shared("again", ANA, BEN, text=CUP)).refused("rests")


def test_nor_does_a_rewording_of_the_same_term() -> None:
    again = [step for _ in range(2) for step in ((ANA, revise("quiet", text=CUP)), (BEN, no()))]
    steps = [*COUPLE, (ANA, request()), (BEN, no()), *again]

    given(*steps).when(ANA, revise("quiet", text=CUP)).refused("rests")


def test_other_words_need_no_rest() -> None:
    assert given(*COUPLE, *declined(3)).when(ANA, request("again", text="Let me wake first.")).refusal is None


def test_asked_of_another_they_need_no_rest() -> None:
    assert given(*alliance(ANA, BEN, DAN), *declined(3)).when(ANA, request("again", DAN)).refusal is None


def test_who_said_no_may_ask_for_it_after_all() -> None:
    steps = [*COUPLE, (ANA, request()), (BEN, no()), (ANA, revise("quiet", text=CUP)), (BEN, no())]

    story = given(*steps, (ANA, revise("quiet", text=CUP)), (BEN, no())).when(BEN, revise("quiet", text=CUP))

    assert story.refusal is None


def test_thirty_days_after_the_last_no_they_have_rested() -> None:
    story = given(*COUPLE, *declined(3))
    last = story.now

    story.given(last + REST - timedelta(minutes=2)).when(ANA, request("early")).refused("rests")
    assert story.given(last + REST).when(ANA, request("again")).refusal is None


def test_words_that_were_erased_count_as_other_words() -> None:
    story = given(*COUPLE, *declined(3))
    story.words.clear()

    assert story.when(ANA, request("again")).refusal is None


def test_a_digest_is_of_exactly_these_words_and_all_that_goes_with_them() -> None:
    what = outline(TermKind.REQUEST, BEN, rules=(QUIET,), until=day("16"))
    state = given(*COUPLE).alliance
    body = {
        "alliance": "home",
        "concerns": [],
        "kind": "request",
        "names": ["ben"],
        "number": 1,
        "open": False,
        "owner": "ana",
        "review_on": None,
        "rules": [
            {
                "end": "08:30",
                "owner": "ana",
                "rule": "quiet_window",
                "start": "07:00",
                "weekdays": [0, 1, 2, 3, 4],
                "zone": "Europe/Berlin",
            }
        ],
        "starts": None,
        "term": "quiet",
        "until": "2026-03-16",
        "words": "ab" * 32,
        "zone": "Europe/Berlin",
    }
    text = json.dumps(body, sort_keys=True, separators=(",", ":")).encode()
    expected = hashlib.sha256(b"comity/revision/v1\0" + len(text).to_bytes(8, "big") + text).hexdigest()

    assert digest(state, "quiet", 1, ANA, what, Ref("ab" * 32)) == expected


def test_anything_else_has_another_digest() -> None:
    state, base = given(*COUPLE).alliance, {"kind": TermKind.REQUEST, "names": (BEN,), "zone": BERLIN}
    others = [{}, {"until": day("16")}, {"starts": day("16")}, {"zone": "UTC"}, {"names": (DAN,)}, {"open": True}]
    digests = {digest(state, "quiet", 1, ANA, Outline(**{**base, **other}), Ref("ab" * 32)) for other in others}

    assert len(digests) == len(others)


def test_a_lead_time_is_somebodys_who_takes_part() -> None:
    given(*COUPLE).when(ANA, request(rules=(replace(FIVE_DAYS, days_off_of=CLEO),))).refused("not_a_party", member=CLEO)
