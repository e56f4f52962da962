"""What the look back says in words: how long, what to watch, how two differ, word by word, and when it ends."""

from __future__ import annotations

import re
import uuid

import pytest

from comity.ledger.models import Entry
from comity.web.differences import Change, compare
from comity.web.durations import lasted
from web.moments import Clock
from web.pair import Somebody, together, try_it

WEEK_MORE = "Go on with the old words one week"
FOLDED = "What you say at the look back is folded."
WATCH = "were the pages read; was anybody cross\nand the coffee."
TRIED = "Please let me finish the page first"


@pytest.mark.parametrize(
    ("days", "said"),
    [(1, "one day"), (6, "six days"), (7, "one week"), (27, "27 days"), (28, "four weeks"), (91, "13 weeks")],
)
def test_a_time_is_said_in_weeks_where_they_are_whole(days: int, said: str) -> None:
    assert lasted(days) == said


@pytest.mark.parametrize(
    ("before", "after", "marked", "changes"),
    [
        ("A note on Friday.", "A note on Thursday.", "A note on <mark>Thursday</mark>.", [("Friday", "Thursday")]),
        ("A note.", "A note on Friday.", "A note <mark>on Friday</mark>.", [("", "on Friday")]),
        ("A note, on Friday", "A note", "A note", [(", on Friday", "")]),
        ("“Yes”, by nine", "“No”, by ten", "“<mark>No</mark>”, by <mark>ten</mark>", [("Yes", "No"), ("nine", "ten")]),
        ("7 < 8", "7 < 9 & 1", "7 &lt; <mark>9 &amp; 1</mark>", [("8", "9 & 1")]),
        ("at 07:00", "at 08:00", "at <mark>08:00</mark>", [("07:00", "08:00")]),
        ("one\ntwo", "one\nthree", "one\n<mark>three</mark>", [("two", "three")]),
        ("the same", "the same", "the same", []),
    ],
)
def test_words_that_differ_are_marked(before: str, after: str, marked: str, changes: list[tuple[str, str]]) -> None:
    found = compare(before, after)

    assert (found.marked, list(found.changes)) == (marked, [Change(*each) for each in changes])
    assert not found.rewritten


def test_what_is_written_anew_has_no_marks() -> None:
    found = compare("Give me room to work.", "No asking in between: one note a week says where things stand.")

    assert found.rewritten
    assert "<mark>" not in found.marked


def test_the_longest_words_are_compared_at_once() -> None:
    found = compare("a b " * 500, "b a a " * 333)

    assert found.rewritten or found.changes


@pytest.fixture
def two(clock: Clock) -> tuple[Somebody, Somebody]:
    """They try what Ana asked, until Tuesday 8 December."""
    ana, ben = together()
    ana.asks(TRIED, watch=WATCH)
    ben.term = ana.term
    ben.answers("yes")
    return ana, ben


def term(one: Somebody, *more: str) -> str:
    return one.at("terms", one.term, *more)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("days", "heading", "sentence"),
    [
        (0, "Looking back", "Since Tuesday 24 November you tried this:"),
        (3, "Looking back", "Three days you tried this:"),
        (7, "Looking back", "One week you tried this:"),
        (14, "Today you look back", "Two weeks you tried this:"),
    ],
)
def test_the_day_says_how_long_it_was_tried(
    clock: Clock, two: tuple[Somebody, Somebody], days: int, heading: str, sentence: str
) -> None:
    clock.passes(days=days)

    page = two[0].sees(term(two[0], "look-back"))

    assert f"<h1>{heading}</h1>" in page
    assert sentence in page


@pytest.mark.django_db
def test_what_was_to_be_watched_is_told_one_by_one(two: tuple[Somebody, Somebody]) -> None:
    things = ["were the pages read", "was anybody cross", "and the coffee"]
    quotes = " · ".join(f'<q dir="auto">{thing}</q>' for thing in things)

    assert f"You said you would watch: {quotes}." in two[1].sees(term(two[1], "look-back"))


@pytest.mark.django_db
def test_what_was_folded_comes_back_when_it_is_unfolded(two: tuple[Somebody, Somebody]) -> None:
    ana, _ben = two
    ana.looks_back("change", noticed="the light, too")

    assert ana.sends(term(ana, "look-back", "unfold"))["Location"] == term(ana, "look-back")
    assert "the light, too" in ana.sees(term(ana, "look-back"))
    ana.looks_back("keep", noticed="")
    assert "the light, too" not in ana.sees(term(ana, "look-back"))


@pytest.mark.django_db
def test_how_they_differ_is_said_by_name(clock: Clock, two: tuple[Somebody, Somebody]) -> None:
    ana, ben = two
    clock.passes(days=13)
    ana.looks_back("keep")
    ben.looks_back("change", noticed="the light, too")

    for each in two:
        page = re.sub("<[^>]+>", "", each.sees(term(each)))
        assert "You differ: Ana says keep, Ben says change." in page
        assert "Until you both say yes to other words, the try ends on Tuesday 8 December, as agreed." in page
        assert WEEK_MORE in page
    assert "the light, too" in ben.sees(term(ben, "another-way"))
    assert "the light, too" not in ana.sees(term(ana, "another-way")).split("<form")[1]


@pytest.mark.django_db
def test_both_want_it_changed(clock: Clock, two: tuple[Somebody, Somebody]) -> None:
    for each in two:
        each.looks_back("change")

    assert "Both of you want it changed." in two[0].sees(term(two[0]))


@pytest.mark.django_db
def test_both_let_it_go(clock: Clock, two: tuple[Somebody, Somebody]) -> None:
    for each in two:
        each.looks_back("let_go")

    page = two[0].sees(term(two[0]))
    assert "Both of you let it go." in page
    assert WEEK_MORE not in page


def new_words(one: Somebody, **more: str) -> None:
    typed = {"text": TRIED.replace("page", "book"), "watch": WATCH} | more
    assert one.rewords(**typed).status_code == 302


@pytest.mark.django_db
def test_a_week_more_needs_both_and_the_page_of_the_day_before_moves_nothing(
    clock: Clock, two: tuple[Somebody, Somebody]
) -> None:
    ana, ben = two
    clock.passes(days=14)
    new_words(ben)
    stale = re.search(r'one-more-week/">(.*?)</form>', ana.sees(term(ana)), re.DOTALL)
    assert stale
    entries = Entry.objects.count()
    ben.goes_on_a_week()

    assert Entry.objects.count() == entries
    assert FOLDED in ben.sees(term(ben))
    assert FOLDED not in ana.sees(term(ana))
    ana.goes_on_a_week()
    page = ana.sees(term(ana))
    assert "You both said: on with these words until Tuesday 15 December." in page
    assert FOLDED not in page

    clock.passes(days=2)
    hidden = dict(re.findall(r'name="([a-z]+)" value="([^"]*)"', stale[1])) | {"act": uuid.uuid4().hex}
    refused = ana.client.post(term(ana, "look-back", "one-more-week"), hidden)
    assert refused.status_code == 409
    assert "This is no longer open to an answer." in refused.content.decode()
    assert FOLDED not in ana.sees(term(ana))


@pytest.mark.django_db
def test_a_week_more_said_twice_is_said_once(clock: Clock, two: tuple[Somebody, Somebody]) -> None:
    ana, ben = two
    clock.passes(days=14)
    new_words(ben)
    ana.goes_on_a_week()

    again = ana.sends(term(ana, "look-back", "one-more-week"), until="2026-12-15", revision="1")

    assert (again.status_code, again["Location"]) == (302, term(ana))
    assert ana.sends(term(ana, "look-back", "unfold"))["Location"] == term(ana)


@pytest.mark.django_db
def test_the_one_thing_that_differs_is_the_heading(clock: Clock, two: tuple[Somebody, Somebody]) -> None:
    new_words(two[1])

    for each in two:
        page = each.sees(term(each))
        assert 'You differ in one thing: <q dir="auto">page</q> or <q dir="auto">book</q>.' in page
        assert "<mark>book</mark>" in page
        assert "the try ends" not in page


@pytest.mark.django_db
def test_more_than_one_thing_is_told_beside_the_words(clock: Clock, two: tuple[Somebody, Somebody]) -> None:
    new_words(two[1], text="Let me finish the book first, please", watch="", sign="the lamp is on", not_meant="")

    page = re.sub("<[^>]+>", "", two[0].sees(term(two[0])))
    assert "Another way to say it" in page
    assert "Now: book. Before it said: page" in page
    assert "Left out: " in page
    assert "New: the sign" in page


@pytest.mark.django_db
def test_a_no_to_the_new_words_is_seen_beside_what_holds_on(clock: Clock, two: tuple[Somebody, Somebody]) -> None:
    ana, ben = two
    new_words(ben)
    ana.answers("no", line="Not the book")

    for each in two:
        page = re.sub("<[^>]+>", "", each.sees(term(each)))
        assert "You are trying this" in page
        assert "Other words: Not agreed" in page
        assert re.search(r"Ana: No\.\s+Not the book", page)


@pytest.mark.django_db
def test_a_no_to_taking_it_up_again_is_seen_beside_what_has_ended(clock: Clock, two: tuple[Somebody, Somebody]) -> None:
    ana, ben = two
    clock.passes(days=15)
    ana.fills(term(ana), term(ana, "again"), until="14")
    ben.answers("no")

    page = re.sub("<[^>]+>", "", ana.sees(term(ana)))
    assert "This has ended" in page
    assert "Other words: Not agreed" in page
    assert "Ben: No." in page


@pytest.mark.django_db
def test_who_looks_back_at_a_limit_alone_differs_with_nobody(clock: Clock) -> None:
    ana, _ben = together()
    ana.asks("If we argue I go to bed", "limit", until="14")
    assert "It opens when" not in ana.sees(term(ana, "look-back"))
    ana.looks_back("change")

    page = ana.sees(term(ana))
    assert "Write it in other words" in page
    assert "differ" not in page
    assert "All of you" not in page


@pytest.mark.django_db
def test_what_has_no_end_says_its_next_look(clock: Clock, two: tuple[Somebody, Somebody]) -> None:
    ana, ben = two
    new_words(ben, review_on="2027-02-22")
    ana.answers("yes")

    page = ana.sees(term(ana))
    assert "Next look: Monday 22 February 2027." in page
    assert b"20270222" in ana.client.get(term(ana, "look-back", "calendar")).content
    assert "Coming up: look back, Monday 22 February 2027" in ana.sees(ana.at())


@pytest.mark.django_db
@pytest.mark.parametrize(("day", "says"), [("2026-11-01", "That day is too early."), ("soon", "Please choose a day.")])
def test_a_next_look_that_cannot_be_is_refused_beside_its_field(clock: Clock, day: str, says: str) -> None:
    ana, _ben = together()

    refused = ana.asks("Please wait until nine", until="open", review_on=day)

    assert refused.status_code == 422
    beside = refused.content.decode().split('name="review_on"')[1].split("</div>")[0]
    assert says in beside
    assert "Please wait until nine" in refused.content.decode()


@pytest.mark.django_db
def test_a_try_takes_no_next_look(clock: Clock) -> None:
    ana, ben = together()
    ana.asks("Please wait until nine", until="14", review_on="2026-11-01")
    ben.term = ana.term
    ben.answers("yes")

    assert "Next look" not in ana.sees(term(ana))


@pytest.mark.django_db
def test_after_a_look_back_the_next_look_is_nine_weeks_ahead(clock: Clock) -> None:
    ana, ben = together()
    try_it(ana, ben)
    before = ana.sees(term(ana, "another-way"))
    for each in (ana, ben):
        each.looks_back("change")

    after = ana.sees(term(ana, "another-way"))
    assert 'name="review_on" value=""' in before
    assert '<option value="14" selected>' in before
    assert 'name="review_on" value="2027-01-26"' in after
    assert '<option value="open" selected>' in after
