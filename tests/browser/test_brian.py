"""Brian and his boss, from a blank page to the day they look back, and what comes after it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page, expect

from browser.chapters import as_shown, link_in
from browser.inspector import Inspector
from browser.people import Comes, Somebody
from web.moments import Clock

FIRST_DAY = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
LAST_DAY = datetime(2026, 12, 21, 8, 0, tzinfo=UTC)
BACK = "Back to the two of you"
WISH = "I do my best work when I'm given space"
FEELING = "When I'm asked each day how far I am, I begin to work for the asking."
ASKED = "give me room to work and wait for my note on Friday at noon."
OF_THE_BOSS = "I stand for our dates to people whom you never meet."
TRIED = "No asking in between. A note on Friday says where things stand."
NOTED = "The note on Thursday, please: I plan on Fridays."
THANKS = "For the quiet in the second week."
NOT_AT_WORK = re.compile("alliance|fridge|daily life|fed, not late", re.IGNORECASE)
TOLD_BY_NONE = ("first", "earlier", "before you", "o'clock", "08:0", "already")


@dataclass(slots=True)
class AtWork:
    """The two, and the hour."""

    brian: Somebody
    boss: Somebody
    clock: Clock


@pytest.fixture(params=[True, False], ids=["script", "no script"])
def at_work(request: pytest.FixtureRequest, somebody_comes: Comes, monkeypatch: pytest.MonkeyPatch) -> Iterator[AtWork]:
    """Each at their own desk, on a Monday in November; where there is script, an auditor looks over their shoulders."""
    clock, inspector = Clock(monkeypatch), Inspector()
    clock.at = FIRST_DAY
    both = AtWork(*(somebody_comes(script=request.param, reduced_motion="reduce") for _ in "ab"), clock)

    def watch(page: Page) -> None:
        speaks_of_work(page)
        if request.param:
            inspector(page)

    both.brian.watch = both.boss.watch = watch
    yield both
    assert inspector.faults == []


def speaks_of_work(page: Page) -> None:
    """No screen of this story sounds like somebody's kitchen."""
    assert not NOT_AT_WORK.search(page.locator("body").inner_text())


def test_brian_walks_from_a_blank_page_over_the_look_back_to_what_they_live_by(at_work: AtWork) -> None:
    brian_thinks_alone_and_folds(at_work)
    the_boss_answers(at_work)
    they_listen(at_work)
    brian_asks(at_work)
    the_boss_wants_to_try_it_first(at_work)
    brian_says_yes(at_work)

    at_work.clock.at = LAST_DAY
    brian_looks_back_and_nothing_shows(at_work)
    the_boss_looks_back_and_they_differ(at_work)
    the_boss_writes_it_in_other_words(at_work)
    brian_sees_the_one_word(at_work)
    they_go_on_a_week_with_the_old_words(at_work)
    brian_says_yes_to_the_new_words(at_work)


def test_where_nobody_comes_it_ends_and_can_be_taken_up_again(at_work: AtWork) -> None:
    brian_thinks_alone_and_folds(at_work)
    the_boss_answers(at_work)
    they_listen(at_work)
    brian_asks(at_work)
    the_boss_wants_to_try_it_first(at_work)
    brian_says_yes(at_work)

    at_work.clock.passes(days=29)
    it_has_ended_alike_for_both(at_work)
    they_take_it_up_again(at_work)


def brian_thinks_alone_and_folds(at_work: AtWork) -> None:
    brian = at_work.brian
    brian.opens("/")
    brian.writes("Brian's boss", "Their name")
    brian.writes(WISH, "What you wish they would get")
    brian.taps("Go on")
    brian.taps("I report to Brian's boss")
    brian.sees("What is that like for you?")
    brian.taps("For instance")
    brian.sees("Every question in between costs me the thread, and then the whole afternoon.")
    brian.writes(FEELING)
    brian.taps("Go on")
    brian.sees("One thing Brian's boss could do. Something that can be seen.")
    brian.writes(ASKED)
    brian.taps("Go on")
    brian.taps("Brian's boss can just ask me")
    brian.taps("Skip")
    brian.taps("Skip")
    brian.sees("What I want to say to Brian's boss", "I report to Brian's boss", f"It would help if you {ASKED}")
    brian.taps("I'll say it to Brian's boss myself")
    brian.sees("A good moment: no hurry, nobody waiting at the door.")
    brian.taps("Back to the sheet")
    brian.writes("Brian", "Your name")
    brian.taps("Fold mine, and ask Brian's boss the same question")


def the_boss_answers(at_work: AtWork) -> None:
    brian, boss = at_work.brian, at_work.boss
    brian.has_written(
        re.compile("^There's a small thing about how we work together I'd like to get right"), "Your message"
    )
    boss.opens(link_in(brian))
    brian.taps("Go on")
    brian.taps("Later: this browser remembers you for 30 days.")
    boss.sees("Brian asks you something", "Brian would like the two of you to decide how you work together.")
    boss.taps("What is this?")
    boss.sees("Comity is a private place where people decide how they work together")
    boss.taps("See the question")
    boss.sees("What do you wish Brian would just get?", "One small thing from your working days is enough.")
    boss.taps("For instance")
    boss.sees("When a task changes three times in a week, I stop starting on it.")
    boss.writes(OF_THE_BOSS)
    boss.taps("Go on")
    boss.taps("Skip")
    boss.never_got("best work", "begin to work", "room to work")
    boss.taps("Fold it")
    boss.taps("Open both")
    boss.sees(WISH, FEELING, OF_THE_BOSS)


def they_listen(at_work: AtWork) -> None:
    brian, boss = at_work.brian, at_work.boss
    boss.taps("We're in one room: I'll say it aloud")
    brian.looks_again()
    brian.taps("For you: Brian's boss said what they heard")
    brian.taps("I feel heard")
    brian.taps("We're in one room: I'll say it aloud")
    boss.looks_again()
    boss.taps("I feel heard")


def brian_asks(at_work: AtWork) -> None:
    brian = at_work.brian
    brian.looks_again()
    brian.taps(BACK)
    brian.taps("Yours to ask, when you like")
    brian.sees(f"It would help if you {ASKED}", "Brian's boss can say no.")
    brian.taps("Ask Brian's boss")
    brian.sees("Still talking", "Brian asks Brian's boss")


def the_boss_wants_to_try_it_first(at_work: AtWork) -> None:
    """The counter of the one with more say: other words, four weeks, and how to tell."""
    boss = at_work.boss
    boss.taps(BACK)
    boss.taps("For you: Brian asks you something")
    boss.sees("Brian asks you", "Give me room to work and wait for my note on Friday at noon.", f"because {WISH}")
    boss.taps("Another way")
    boss.does_not_see("What you noticed")
    boss.writes(TRIED, "The words themselves")
    boss.writes("the note is there before lunch", "The sign")
    boss.chooses(re.compile("^4 weeks, until "), "Try it")
    boss.writes("were the dates kept, was anybody surprised.", "What to look for in the try")
    boss.taps("Say it this way")
    boss.sees("Still talking", "wording 2", "To look for: were the dates kept, was anybody surprised.")


def brian_says_yes(at_work: AtWork) -> None:
    brian, boss = at_work.brian, at_work.boss
    brian.taps(BACK)
    brian.taps("For you: Other words for something you talk about")
    brian.sees("Another way to say it", TRIED, "Until Monday 21 December, then you both look back.")
    brian.sees("Before it said: Give me room to work and wait for my note on Friday at noon.")
    brian.sees("New: the sign, what to look for")
    brian.taps("Yes, try it")
    boss.looks_again()
    for each in (brian, boss):
        each.sees("You are trying this", "Brian's boss, for Brian", TRIED, "It can stay this small.")
        each.cannot("Go on with the old words one week")
        day = each.gets("Put the day in my calendar").read_text(encoding="utf-8")
        assert "SUMMARY:Look back" in day
        assert "20261221" in day
        each.taps("Print a card")
        each.sees("A card to print", TRIED)
        each.taps(BACK)


def brian_looks_back_and_nothing_shows(at_work: AtWork) -> None:
    """B1: alone first."""
    brian, boss = at_work.brian, at_work.boss
    for each in (brian, boss):
        each.looks_again()
        each.sees("For you: Look back, by Monday 21 December")
    before = as_shown(boss)
    brian.taps("For you: Look back, by Monday 21 December")
    brian.sees(
        "Today you look back",
        "Four weeks you tried this:",
        TRIED,
        "You said you would watch: were the dates kept · was anybody surprised.",
        "Alone first. It opens when both are done.",
        "What did you notice?",
        "A thank-you?",
    )
    brian.does_not_see("To look for")
    choices = brian.page.locator(".choices label")
    boxes = [choices.nth(at).bounding_box() for at in range(3)]
    assert choices.all_inner_texts() == ["Keep", "Change", "Let go"]
    assert len({(round(box["width"]), round(box["height"])) for box in boxes if box}) == 1
    brian.taps("Fold it")
    brian.sees("Please choose one of the three.")
    brian.taps("Keep")
    brian.writes(THANKS, "A thank-you?")
    brian.taps("Fold it")
    brian.sees("What you say at the look back is folded. It opens when both of you are done.")
    brian.cannot("Open both", "Go on with the old words one week")
    brian.taps("Unfold mine again")
    brian.has_written(THANKS, "A thank-you?")
    brian.taps("Fold it")

    boss.looks_again()
    assert as_shown(boss) == before
    boss.has_nowhere("second week")


def the_boss_looks_back_and_they_differ(at_work: AtWork) -> None:
    """B2 and B3: nothing of it before both are opened, and nothing tells who was first."""
    brian, boss = at_work.brian, at_work.boss
    boss.taps("For you: Look back, by Monday 21 December")
    boss.sees("Today you look back", "Four weeks you tried this:")
    boss.taps("Change")
    boss.writes(NOTED, "What did you notice?")
    boss.has_nowhere("second week")
    brian.never_got("plan on Fridays")
    boss.taps("Fold it")
    brian.looks_again()
    for each in (brian, boss):
        each.sees("Both are here")
        each.does_not_see("You differ", NOTED, THANKS, "the try ends")
        each.taps("Open both")
        each.sees(
            NOTED,
            THANKS,
            "You differ: Brian says keep, Brian's boss says change.",
            "Until you both say yes to other words, the try ends tonight, as agreed.",
            "It needs both of you.",
        )
        each.can("Go on with the old words one week")
        shown = each.page.locator(".reveal").inner_text()
        assert not any(word in shown for word in TOLD_BY_NONE)
    brian.cannot("Write it in other words")


def the_boss_writes_it_in_other_words(at_work: AtWork) -> None:
    boss = at_work.boss
    boss.taps("Write it in other words")
    boss.sees("What you noticed", NOTED)
    boss.has_written(TRIED, "The words themselves")
    boss.writes(TRIED.replace("Friday", "Thursday"), "The words themselves")
    assert boss.field("Try it").locator("option:checked").inner_text() == "from now on, without an end"
    boss.has_written("2027-02-22", "Next look")
    boss.chooses(re.compile("^1 week, until "), "Try it")
    expect(boss.page.get_by_label("Next look")).to_be_hidden()
    boss.chooses("from now on, without an end", "Try it")
    boss.sets("Next look", "2026-12-20")
    boss.taps("Say it this way")
    boss.sees("That day is too early. Choose Monday 21 December or a later one.")
    assert boss.field("Next look").get_attribute("aria-invalid") == "true"
    boss.has_written(TRIED.replace("Friday", "Thursday"), "The words themselves")
    boss.sets("Next look", "2027-02-22")
    boss.taps("Say it this way")
    boss.sees("You differ in one thing: Friday or Thursday.", "This holds meanwhile", "It waits for an answer")


def brian_sees_the_one_word(at_work: AtWork) -> None:
    brian = at_work.brian
    brian.taps(BACK)
    brian.sees("For you: Other words for something you talk about")
    brian.taps("For you: Other words for something you talk about")
    brian.sees(
        "You differ in one thing: Friday or Thursday.",
        "A note on Thursday says where things stand.",
        "Without an end. Next look: Monday 22 February 2027.",
        "This holds meanwhile",
        TRIED,
        "Until you both say yes to the new words, the try ends tonight, as agreed.",
        "It needs both of you.",
    )
    assert brian.page.locator("mark").all_inner_texts() == ["Thursday"]
    brian.can("Yes", "No", "Another way", "I'll say by …")


def they_go_on_a_week_with_the_old_words(at_work: AtWork) -> None:
    """It needs both; whoever taps alone is seen by nobody."""
    brian, boss = at_work.brian, at_work.boss
    boss.looks_again()
    before = as_shown(boss)
    brian.taps("Go on with the old words one week")
    brian.sees("What you say at the look back is folded. It opens when both of you are done.")
    brian.cannot("Go on with the old words one week")
    boss.looks_again()
    assert as_shown(boss) == before
    brian.taps("Unfold mine again")
    brian.taps("Go on with the old words one week")
    boss.looks_again()
    assert as_shown(boss) == before

    boss.taps("Go on with the old words one week")
    brian.looks_again()
    for each in (brian, boss):
        each.sees(
            "You both said: on with these words until Monday 28 December.",
            "Trying it until Monday 28 December",
            "Until you both say yes to the new words, the try ends on Monday 28 December, as agreed.",
        )
        each.cannot("Go on with the old words one week", "Unfold mine again")
    at_work.clock.passes(days=1)
    for each in (brian, boss):
        each.looks_again()
        each.sees("Trying it until Monday 28 December")
        each.can("Go on with the old words one week")


def brian_says_yes_to_the_new_words(at_work: AtWork) -> None:
    """B4."""
    brian, boss = at_work.brian, at_work.boss
    brian.taps("Yes")
    boss.looks_again()
    for each in (brian, boss):
        each.sees(
            "We live by this",
            "A note on Thursday says where things stand.",
            "This holds now, until one of you wants it changed. Next look: Monday 22 February 2027.",
        )
        each.does_not_see("Friday", "You differ", "the try ends")
        each.taps(BACK)
        each.sees("Coming up: look back, Monday 22 February 2027")


def it_has_ended_alike_for_both(at_work: AtWork) -> None:
    brian, boss = at_work.brian, at_work.boss
    screens = []
    for each in (brian, boss):
        each.looks_again()
        each.taps("Ended")
        each.taps("Ended Monday 21 December")
        each.sees("This has ended", TRIED, "Ended Monday 21 December", "It needs a yes from each of you.")
        each.can("Take it up again", "In other words")
        each.cannot("Look back", "Take my yes back", "Unfold mine again")
        screens.append(each.page.locator("main").inner_text())
    assert screens[0] == screens[1]
    assert not re.search("Brian (ended|let|did)|Brian's boss (ended|let|did)|why|because nobody", screens[0])


def they_take_it_up_again(at_work: AtWork) -> None:
    brian, boss = at_work.brian, at_work.boss
    brian.taps("Take it up again")
    brian.sees("Still talking", TRIED)
    boss.taps(BACK)
    boss.taps("For you: Something to take up again")
    boss.sees("Take it up again?", TRIED, "This has ended", "Brian will see: no.")
    assert boss.page.locator("mark").count() == 0
    boss.taps("Yes, try it")
    brian.looks_again()
    for each in (brian, boss):
        each.sees("You are trying this", TRIED, "Trying it until Tuesday 5 January 2027")
