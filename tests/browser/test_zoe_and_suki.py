"""Zoe and Suki: the page that Suki keeps as a bookmark, from a job that does not fit to Zoe's answer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from browser.chapters import as_shown, link_in
from browser.inspector import Inspector
from browser.people import Comes, Somebody
from web.moments import Clock

TUESDAY = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
"""Ten in the morning in New York, two days before Thanksgiving."""
BACK = "Back to the two of you"
LEAD_TIME = "Send each job five working days before it is due."
LIMIT = "Unless I have five working days, I hand the job back."
TELLS_ON_PEOPLE = re.compile(r"\blate\b|again|overdue|always|never", re.IGNORECASE)
"""Words that stand nowhere on a page about a job."""


@dataclass(slots=True)
class AtWork:
    """The two, and the hour."""

    zoe: Somebody
    suki: Somebody
    clock: Clock


@pytest.fixture(params=[True, False], ids=["script", "no script"])
def at_work(request: pytest.FixtureRequest, somebody_comes: Comes, monkeypatch: pytest.MonkeyPatch) -> Iterator[AtWork]:
    """Both in New York, on a Tuesday in November; where there is script, an auditor looks over their shoulders."""
    clock, inspector = Clock(monkeypatch), Inspector()
    clock.at = TUESDAY
    here = {"script": request.param, "timezone_id": "America/New_York", "reduced_motion": "reduce"}
    both = AtWork(somebody_comes(**here), somebody_comes(**here), clock)
    if request.param:
        both.zoe.watch = both.suki.watch = inspector
    yield both
    assert inspector.faults == []


def test_zoe_and_suki_walk_from_a_blank_page_to_a_job_that_fits(at_work: AtWork) -> None:
    zoe_thinks_alone_and_folds(at_work)
    suki_answers(at_work)
    zoe_asks_for_five_working_days(at_work)
    zoe_says_her_limit(at_work)
    suki_says_yes_and_understood(at_work)

    suki_sees_that_friday_does_not_fit(at_work)
    she_does_it_herself_and_nothing_is_sent(at_work)
    she_makes_it_wednesday(at_work)
    zoe_says_yes(at_work)
    suki_asks_all_the_same_and_zoe_says_no(at_work)
    zoe_names_another_date_and_suki_says_yes(at_work)
    zoe_is_away_and_cannot_keep_it(at_work)


def zoe_thinks_alone_and_folds(at_work: AtWork) -> None:
    zoe = at_work.zoe
    zoe.opens("/")
    zoe.writes("Suki", "Their name")
    zoe.writes("a job that comes the day before still takes me four days", "What you wish they would get")
    zoe.taps("Go on")
    zoe.taps("Suki sends me work")
    zoe.taps("Skip")
    zoe.writes("send each job five working days before it is due.")
    zoe.taps("Go on")
    zoe.taps("Suki can just ask me")
    zoe.taps("Skip")
    zoe.taps("Skip")
    zoe.writes("Zoe", "Your name")
    zoe.taps("Fold mine, and ask Suki the same question")


def suki_answers(at_work: AtWork) -> None:
    zoe, suki = at_work.zoe, at_work.suki
    suki.opens(link_in(zoe))
    zoe.taps("Go on")
    zoe.taps("Later: this browser remembers you for 30 days.")
    suki.taps("See the question")
    suki.writes("My own clients call on the same day.")
    suki.taps("Go on")
    suki.taps("Skip")
    suki.taps("Fold it")


def zoe_asks_for_five_working_days(at_work: AtWork) -> None:
    """The days are counted, and whose holidays they are is chosen; a country that is changed brings its regions."""
    zoe = at_work.zoe
    zoe.looks_again()
    zoe.taps("Ask")
    zoe.writes(LEAD_TIME, "In your words")
    zoe.taps("Count working days before")
    zoe.has_written(LEAD_TIME, "In your words")
    guessed = zoe.field("Public holidays of").locator("option:checked").inner_text()
    assert guessed == ("United States" if zoe.script else "none"), "only script knows where she is"
    zoe.sees("Your own days off don't count either.")
    zoe.chooses("Germany", "Public holidays of")
    if not zoe.script:
        zoe.taps("Show its regions")
    assert "Bayern" in zoe.field("Region").inner_text()
    zoe.chooses("United States", "Public holidays of")
    if not zoe.script:
        zoe.taps("Show its regions")
    zoe.has_written(LEAD_TIME, "In your words")
    zoe.writes("0", "At least")
    zoe.taps("Ask Suki")
    zoe.sees("A number from 1 to 60, or none.")
    zoe.writes("5", "At least")
    zoe.chooses("from now on, without an end", "How long")
    zoe.taps("Ask Suki")
    zoe.sees(
        "Zoe asks Suki", LEAD_TIME, "At least five working days before. Public holidays don't count (United States)."
    )


def zoe_says_her_limit(at_work: AtWork) -> None:
    zoe = at_work.zoe
    zoe.taps(BACK)
    zoe.taps("My limit")
    zoe.writes(LIMIT, "In your words")
    zoe.taps("Say it")
    zoe.sees("Your limit", LIMIT, "Stands")
    zoe.taps(BACK)


def suki_says_yes_and_understood(at_work: AtWork) -> None:
    suki = at_work.suki
    suki.taps(BACK)
    suki.taps("For you: Zoe asks you something")
    suki.sees("At least five working days before.")
    suki.taps("Yes")
    suki.taps(BACK)
    suki.taps("For you: Zoe says a limit")
    suki.taps("Understood")
    suki.taps(BACK)


def write_a_job(suki: Somebody, what: str, day: str) -> None:
    """Write what it is and by when, up to the verdict: without script it comes after sending."""
    suki.writes(what, "What is it?")
    suki.sets("The day", day)
    if suki.script:
        suki.waits_for("does not fit")
    else:
        suki.taps("Send to Zoe")


def suki_sees_that_friday_does_not_fit(at_work: AtWork) -> None:
    """The verdict stands under the date as she changes it; without script, after sending."""
    zoe, suki = at_work.zoe, at_work.suki
    suki.taps("A job for Zoe")
    suki.sees("A job for Zoe", "Needed by", "The brief is complete")
    write_a_job(suki, "Spring flyer", "2026-11-27")
    suki.sees(
        "Friday 27 November does not fit.",
        "You two agreed on five working days. Counted from tomorrow; Thanksgiving Day and the weekend don't count.",
        "The first that fits: Wednesday 2 December, 17:00.",
        "Zoe sees that it doesn't fit, and may say no.",
        "Zoe's limit",
        LIMIT,
    )
    ways = ("Make it Wednesday 2 December", "Keep Friday: I'll do this one myself", "Ask Zoe all the same")
    suki.can(*ways)
    boxes = [suki.page.get_by_role("button", name=way, exact=True).bounding_box() for way in ways]
    assert len({(round(box["width"]), round(box["height"])) for box in boxes if box}) == 1
    suki.has_written("Spring flyer", "What is it?")
    assert not TELLS_ON_PEOPLE.search(suki.page.locator("main").inner_text())
    if suki.script:
        suki.sets("The day", "2026-12-02")
        suki.waits_for("Wednesday 2 December fits.")
        suki.cannot(*ways)
        suki.sets("The time", "16:59")
        suki.sets("The day", "2026-11-27")
        suki.waits_for("does not fit")
        suki.sees("The first that fits: Wednesday 2 December, 16:59.")
    zoe.looks_again()
    zoe.has_nowhere("Spring flyer")


def she_does_it_herself_and_nothing_is_sent(at_work: AtWork) -> None:
    zoe, suki = at_work.zoe, at_work.suki
    before = as_shown(zoe)
    suki.taps("Keep Friday: I'll do this one myself")
    suki.sees("Then it stays with you", "Nothing was sent, and Zoe sees nothing of it.", "Spring flyer")
    zoe.looks_again()
    assert as_shown(zoe) == before
    zoe.has_nowhere("Spring flyer")
    suki.taps("A job for Zoe")


def she_makes_it_wednesday(at_work: AtWork) -> None:
    suki = at_work.suki
    write_a_job(suki, "Spring flyer", "2026-11-27")
    suki.taps("Make it Wednesday 2 December")
    suki.sees("Your job for Zoe", "Spring flyer", "By Wednesday 2 December, 17:00. It fits.", "Waits for Zoe")
    suki.has_written("Spring flyer, by Wed 2 Dec 17:00. It fits.", "Your message")
    suki.taps("How the days were counted")
    suki.sees("Counted from tomorrow; Thanksgiving Day and the weekend don't count.")
    suki.taps(BACK)
    suki.sees("Jobs", "Spring flyer", "By Wednesday 2 December, 17:00", "Waits for Zoe")


def zoe_says_yes(at_work: AtWork) -> None:
    zoe, suki = at_work.zoe, at_work.suki
    zoe.looks_again()
    zoe.taps("For you: Suki sends you a job")
    zoe.sees("A job from Suki", "Spring flyer", "By Wednesday 2 December, 17:00. It fits.")
    zoe.sees("No is a whole answer. Suki will see: no.")
    answers = [zoe.page.get_by_role("button", name=name, exact=True) for name in ("Yes", "No", "Another date")]
    boxes = [answer.bounding_box() for answer in answers]
    assert len({(round(box["width"]), round(box["height"])) for box in boxes if box}) == 1
    zoe.taps("Add a line, if you like")
    zoe.writes("With pleasure.", "A line with your answer")
    zoe.taps("Yes")
    suki.looks_again()
    suki.taps("Spring flyer")
    suki.sees("Zoe: yes.", "With pleasure.")
    suki.taps(BACK)
    zoe.taps(BACK)


def suki_asks_all_the_same_and_zoe_says_no(at_work: AtWork) -> None:
    zoe, suki = at_work.zoe, at_work.suki
    suki.taps("A job for Zoe")
    write_a_job(suki, "A card for the door", "2026-11-27")
    suki.taps("Ask Zoe all the same")
    suki.has_written(
        "A card for the door, by Fri 27 Nov 17:00. It doesn't fit; the first that does is Wed 2 Dec, 17:00.",
        "Your message",
    )
    zoe.looks_again()
    zoe.taps("For you: Suki sends you a job")
    zoe.sees("By Friday 27 November, 17:00. It doesn't fit; the first that does is Wed 2 Dec, 17:00.")
    zoe.taps("No")
    zoe.taps(BACK)
    suki.looks_again()
    suki.sees("Zoe: no.", "No")
    assert not TELLS_ON_PEOPLE.search(suki.page.locator("main").inner_text())
    suki.taps(BACK)


def zoe_names_another_date_and_suki_says_yes(at_work: AtWork) -> None:
    """The brief comes on Monday; Zoe would rather have it the week after."""
    zoe, suki = at_work.zoe, at_work.suki
    suki.taps("A job for Zoe")
    suki.writes("The menu", "What is it?")
    suki.taps(re.compile("^on$"))
    suki.sets("The day on which the brief is complete", "2026-11-30")
    suki.sets("The day", "2026-12-07")
    if suki.script:
        suki.waits_for("Monday 7 December fits.")
    suki.taps("Send to Zoe")
    suki.sees("The brief is complete on Monday 30 November. It fits.")
    zoe.looks_again()
    zoe.taps("For you: Suki sends you a job")
    zoe.taps("Another date")
    zoe.sets("The day", "2026-11-23")
    zoe.taps("Say this date")
    zoe.sees("That moment is past. Choose one that lies ahead.")
    zoe.sets("The day", "2026-12-09")
    zoe.taps("Say this date")
    zoe.sees("another date, Wednesday 9 December, 17:00.", "Waits for Suki")
    suki.taps(BACK)
    suki.taps("For you: Zoe names another date")
    suki.sees("The menu", "By Wednesday 9 December, 17:00.", "Zoe: another date, Wednesday 9 December, 17:00.")
    suki.taps("Yes")
    suki.sees("Suki: yes.")
    zoe.looks_again()
    zoe.sees("Suki: yes.")


def zoe_is_away_and_cannot_keep_it(at_work: AtWork) -> None:
    """A yes is taken back as easily as it was given; days off are told, and count no more."""
    zoe, suki = at_work.zoe, at_work.suki
    zoe.taps("I can't keep this")
    zoe.sees("Suki sees at once that it can't be kept. No reason is asked.")
    zoe.writes("I am away that week.", "A line, if you like")
    zoe.taps("Say so")
    zoe.sees("Zoe can't keep this", "I am away that week.")
    zoe.taps("Jobs")
    zoe.taps("Days off")
    zoe.sets("from", "2026-12-01")
    zoe.sets("until", "2026-12-04")
    zoe.taps("Leave them out")
    zoe.sees("Tuesday 1 December to Friday 4 December")

    suki.looks_again()
    suki.sees("Zoe can't keep this", "I am away that week.")
    suki.taps("Jobs")
    suki.taps("A job for Zoe")
    write_a_job(suki, "The menu", "2026-12-02")
    suki.sees(
        "Wednesday 2 December does not fit.",
        "Counted from tomorrow; Thanksgiving Day, weekends and Zoe's days off don't count.",
        "The first that fits: Tuesday 8 December, 17:00.",
    )
