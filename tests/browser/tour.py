"""A tour through the house that stops at every page, with all that can stand on it: full, empty, refused, over."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from django.urls import resolve

from browser.chapters import DOUBT, Two, link_in, sarah_folds, sarah_prepares, tom_answers
from browser.people import Somebody
from comity.accounts import limits
from comity.web.views import free

Comes = Callable[[], Somebody]
PIN = "give me your phone's PIN"
ENOUGH = 2
ALL_OF = {"alliances/<str:alliance>/terms/<str:term>/", "alliances/<str:alliance>/questions/<str:question>/"}
NO_PAGES = {
    "leave-page/",
    "alliances/<str:alliance>/ask/<str:member>/fit/",
    "alliances/<str:alliance>/terms/<str:term>/look-back/calendar/",
}
BACK = re.compile("^Back to (the two|all) of you$")


def the_stories(come: Comes) -> None:
    """Everything that links lead to, for one person of each story."""
    for part in ("sarah", "suki", "boss"):
        reader = come()
        reader.opens(f"/stories/{part}/")
        reader.taps("Go on")
        follow_every_link(reader, "/home/")


def follow_every_link(reader: Somebody, start: str) -> None:
    """Go wherever links lead in this house: to every term, and to its other pages as long as they are new."""
    waiting, seen = [start], {start}
    visits: Counter[str] = Counter()
    while waiting:
        reader.opens(waiting.pop(0))
        links = reader.page.locator("a[href^='/']").evaluate_all("all => all.map(each => each.getAttribute('href'))")
        fresh = {link.split("#")[0] for link in links} - seen
        seen |= fresh
        for path in sorted(fresh):
            route = resolve(path.split("?")[0]).route
            visits[route] += 1
            if route in ALL_OF or (visits[route] <= ENOUGH and route not in NO_PAGES):
                waiting.append(path)


def preparing(come: Comes) -> None:
    """The first page and the screens after it, with what keeps each of them from going on."""
    ana = come()
    ana.opens("/")
    ana.taps("Nothing is wrong? Begin with what is good.")
    ana.taps("Go on")
    ana.writes("Ben", "Their name")
    ana.writes("our walks", "What you wish they would get")
    ana.taps("Go on")
    ana.taps("We share a flat")
    ana.taps("Skip")
    ana.taps("Go on")
    for words in ("", PIN, "just get it"):
        ana.writes(words)
        ana.taps("Go on")
    ana.taps("Keep my words")
    ana.taps("Go on")
    ana.sees("There is neither a sign nor a time yet.")
    ana.sets("From", "08:00")
    ana.taps("Go on")
    ana.taps("Ben can just ask me")
    ana.taps("Skip")
    ana.writes("be nicer")
    ana.taps("Go on")
    ana.taps("Change it")
    ana.taps("Go on")
    ana.taps("Fold mine, and ask Ben the same question")
    ana.taps("I'll say it to Ben myself")
    ana.taps("Back to the sheet")
    ana.taps(re.compile("^change ?: What you wish"))
    ana.taps("Go on")
    ana.taps("Not yet. Keep it for me.")


def alone(two: Two) -> None:
    """What there is while one has folded and the other has not come; and the ways back."""
    sarah = two.sarah
    sarah_prepares(sarah)
    sarah_folds(two)
    sarah.taps("Go on")
    sarah.taps("Six words to write down")
    sarah.taps("I have them")
    sarah.taps("Your folded answer")
    sarah.taps("Unfold mine again")
    for go_on in ("Go on", "Go on", "Fold it"):
        sarah.taps(go_on)
    sarah.opens(two.link)
    sarah.sees("You are already here")
    for path in ("/home/", "/settings/", "/way-back/", "/account/address/", "/begin/", "/free/", "/stories/sarah/"):
        sarah.opens(path)
    sarah.opens("/home/")
    sarah.taps(re.compile("Sarah and Tom"))
    sarah.taps("Pause or leave")
    sarah.taps("Back")


def by_the_link(two: Two, come: Comes) -> None:
    """T1 to T4, with everything one can say there, and what the link is afterwards."""
    tom = two.tom
    tom.opens(two.link)
    for answer in ("Not now", "No, thanks"):
        tom.taps(answer)
        tom.opens(two.link)
    tom.taps("See the question")
    tom.taps("Go on")
    tom.taps("I'd rather not say")
    tom.taps("Change it")
    tom_answers(two, feeling=DOUBT)
    dan = come()
    dan.opens(two.link)
    dan.sees("This link leads nowhere any more")
    dan.opens("/code/")
    dan.writes("quite the wrong words", "The four words")
    dan.taps("Go on")
    dan.sees("These four words lead nowhere.")


def listening(two: Two) -> None:
    sarah, tom = two.sarah, two.tom
    tom.taps("Open both")
    tom.taps("I'll write it")
    tom.taps("Say it back")
    tom.sees("There are no words here yet.")
    tom.writes("You need quiet.", "What I heard")
    tom.taps("Say it back")
    sarah.looks_again()
    sarah.taps(re.compile("^For you: Tom said"))
    sarah.taps("There is more")
    sarah.taps("We're in one room: I'll say it aloud")
    tom.looks_again()
    tom.taps("I feel heard")
    for each in (sarah, tom):
        each.looks_again()
    sarah.taps(BACK)


def asking(two: Two) -> None:
    """J1 and every way to say something, with what is refused and hinted at."""
    sarah, tom = two.sarah, two.tom
    sarah.taps("Yours to ask, when you like")
    sarah.taps("turn it into my limit")
    sarah.taps("Say it")
    sarah.sees("A limit says what you do yourself: “If …, I will …”. What would you do?")
    sarah.taps(BACK)
    sarah.taps("Yours to ask, when you like")
    sarah.taps("Ask Tom")
    tom.taps(BACK)
    for way, go_on in (("Offer", "Offer it to Sarah"), ("Something for us both", "Ask Sarah"), ("Ask", "Ask Sarah")):
        tom.taps(way)
        tom.taps(go_on)
        tom.taps(BACK)
    tom.taps("Ask")
    tom.writes("just get it", "In your words")
    tom.taps("Ask Sarah")
    tom.taps("Keep my words")
    tom.taps("Change the words")
    tom.writes("", "The words themselves")
    tom.taps("Say it this way")
    tom.sees("There are no words here yet.")
    tom.taps(BACK)
    tom.taps("My limit")
    tom.writes("Sarah will have to cook herself, unless I am home by seven", "In your words")
    tom.taps("Say it")
    tom.taps("Say it like this")
    tom.taps("Find other words")
    tom.taps(BACK)


def answering(two: Two) -> None:
    """J2 with all its answers, and what each of them makes of the page."""
    sarah, tom = two.sarah, two.tom
    tom.taps("For you: Sarah asks you something")
    tom.taps("I'll say by …")
    tom.writes("When I am home.", "A line with your answer") if tom.field("A line with your answer").count() else None
    tom.taps("Say so")
    tom.taps("Another way")
    tom.taps("Say it this way")
    sarah.taps(BACK)
    sarah.taps("For you: Other words for something you talk about")
    sarah.taps("Yes, try it")
    sarah.taps("Print a card for the fridge")
    sarah.taps(BACK)
    sarah.taps("For you: Tom says a limit")
    sarah.taps("Add a line, if you like")
    sarah.writes("Let us find a day.", "A line with your answer")
    sarah.taps("Let's talk")
    sarah.taps(BACK)
    sarah.taps("For you: Tom asks you something")
    sarah.taps("No")
    sarah.taps(BACK)
    tom.taps(BACK)
    tom.taps("For you: Sarah offers you something")
    tom.taps("Yes")
    tom.taps("Take my yes back")
    tom.taps("Take it back")
    tom.taps(BACK)
    tom.taps(re.compile("^Ended"))


def stale(two: Two) -> None:
    """What is tapped on a page that has changed meanwhile is refused on a page of its own."""
    sarah, tom = two.sarah, two.tom
    sarah.taps("Ask")
    sarah.writes("Bring me the second cup when you come", "In your words")
    sarah.taps("Ask Tom")
    tom.looks_again()
    tom.taps("For you: Sarah asks you something")
    tom.taps("No")
    sarah.taps("Take it back")
    sarah.sees("Not just now")
    sarah.taps("See how it stands")
    for each in (sarah, tom):
        each.taps(BACK)


def looking_back(two: Two) -> None:
    """Both look back, and differ."""
    sarah, tom = two.sarah, two.tom
    for each, verdict in ((tom, "Keep"), (sarah, "Change")):
        each.taps(re.compile("^Trying it until"))
        each.taps("Look back")
        each.taps("Fold it")
        each.sees("Please choose one of the three.")
        each.taps(verdict)
        each.writes("It helped.", "What did you notice?")
        each.taps("Fold it")
    tom.looks_again()
    for each in (sarah, tom):
        each.taps("Open both")
        each.taps(BACK)


def a_favour(two: Two) -> None:
    """What is asked once: refused, sent, put off, promised, and not kept after all; and days off."""
    sarah, tom = two.sarah, two.tom
    in_a_month = (datetime.now(tz=UTC).date() + timedelta(days=30)).isoformat()
    tom.taps("A favour to ask of Sarah")
    tom.taps("Send to Sarah")
    tom.sees("What is it? A few words are enough.", "Please choose a day.")
    tom.writes("Feed the cat", "What is it?")
    tom.sets("The day", in_a_month)
    tom.sets("The time", "17:00")
    tom.taps("Send to Sarah")
    tom.taps(BACK)
    sarah.looks_again()
    sarah.taps("For you: Tom asks a favour of you")
    sarah.taps("Another date")
    sarah.sets("The day", "2020-01-01")
    sarah.taps("Say this date")
    sarah.sets("The day", in_a_month)
    sarah.taps("Say this date")
    tom.looks_again()
    tom.taps("For you: Sarah names another date")
    tom.taps("Yes")
    sarah.looks_again()
    sarah.taps("I can't keep this")
    sarah.taps("Say so")
    sarah.taps("Favours")
    sarah.taps("Over")
    sarah.taps("Days off")
    sarah.taps("Leave them out")
    sarah.sets("from", in_a_month)
    sarah.taps("Leave them out")
    for each in (sarah, tom):
        each.taps(BACK)


def a_third(two: Two, come: Comes) -> None:
    """Asking somebody else in needs the other's yes; then there are three."""
    sarah, tom = two.sarah, two.tom
    sarah.opens(f"{sarah.page.url}places/")
    sarah.taps("Make the link")
    sarah.writes("Eve", "Whom it is for")
    sarah.taps("Make the link")
    link = link_in(sarah)
    tom.looks_again()
    tom.taps(re.compile("^For you: .*join"))
    tom.taps("Yes")
    eve = come()
    eve.opens(link)
    eve.taps("Go on")
    eve.taps("Join")
    eve.sees("Eve, Sarah, Tom")
    for each in (eve, tom):
        each.looks_again()


def pausing_and_leaving(two: Two) -> None:
    sarah, tom = two.sarah, two.tom
    tom.taps("Pause or leave")
    tom.taps("Pause")
    for each in (sarah, tom):
        each.opens("/home/")
        each.taps(re.compile("Sarah|Tom"))
    tom.taps("Take part again")
    tom.taps("History")
    tom.taps(BACK)
    tom.taps("Pause or leave")
    tom.taps("Leave now")
    sarah.looks_again()


def coming_back(come: Comes, patch: pytest.MonkeyPatch) -> None:
    """Signing in, with what keeps one out; and the one page that says: later."""
    ben = come()
    ben.opens("/sign-in/")
    ben.writes("six words that nobody ever had", "Six words")
    ben.taps("Sign in")
    ben.taps("Send me a code")
    ben.opens("/sign-in/")
    ben.writes("nobody@example.org", "Your e-mail address")
    ben.taps("Send me a code")
    ben.writes("AAAABBBB", "Eight letters from the e-mail")
    ben.taps("Go on")
    ben.opens("/account/code/")
    patch.setitem(limits.RATES, "key_words", "1/h/ip")
    for _ in range(2):
        ben.opens("/sign-in/")
        ben.writes("six words that nobody ever had", "Six words")
        ben.taps("Sign in")
    ben.sees("A little later")


def an_address(come: Comes) -> None:
    """A code by e-mail, where the host has mail."""
    cleo = come()
    sarah_prepares(cleo)
    cleo.opens("/account/address/")
    cleo.writes("cleo@example.org", "Your e-mail address")
    cleo.taps("Send me a code")
    cleo.writes("AAAABBBB", "Eight letters from the e-mail")
    cleo.taps("This is my address")
    cleo.opens("/account/address/")


def what_is_not_there(come: Comes, patch: pytest.MonkeyPatch) -> None:
    """Nothing here, not taken, not sent, and a fault of the house's own."""
    dan = come()
    dan.opens("/nowhere/")
    dan.opens("/")
    dan.writes("Ben", "Their name")
    dan.page.context.clear_cookies()
    dan.taps("Go on")
    dan.sees("That was not sent")
    dan.opens("/")
    dan.writes("Ben", "Their name")
    with patch.context() as small:
        small.setattr(settings, "DATA_UPLOAD_MAX_MEMORY_SIZE", 10)
        dan.taps("Go on")
    dan.sees("That could not be taken")
    with patch.context() as broken:
        broken.delattr(free, "render")
        dan.opens("/free/")
    dan.sees("Something went wrong on our side")
    dan.complaints.clear()
