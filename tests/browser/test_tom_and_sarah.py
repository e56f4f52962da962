"""Tom and Sarah, from a blank page to the look back: what each does, sees, and does not see."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from urllib.request import urlopen

import pytest
from playwright.sync_api import Locator

from browser.chapters import (
    DOUBT,
    FEELING,
    HELP,
    NOT_MEANT,
    OF_SARAH,
    OF_TOM,
    OFFER,
    PREPARED_BY_SARAH,
    SIGN,
    TOLD,
    WISH,
    Two,
    as_shown,
    sarah_folds,
)
from browser.people import Comes, Somebody

UNTIL = r"Until \w+ \d+ \w+"
HEARD = "You need the first half hour for yourself, and it isn't about me."
TOMS_WISH = "tell me in the evening what tomorrow is like"
TOMS_SIGN = "you put the kettle on and sit down"


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_tom_and_sarah_walk_from_a_blank_page_to_what_they_live_by(somebody_comes: Comes, script: bool) -> None:
    two = Two(somebody_comes(script=script), somebody_comes(script=script))

    sarah_thinks_alone(two.sarah)
    sarah_reads_her_sheet_and_folds_it(two)
    sarah_sends_the_link_and_writes_her_words_down(two)
    sarah_waits_and_nothing_shows(two.sarah)
    tom_looks_and_goes_away_again(two)
    tom_answers_alone(two)
    tom_opens_both(two.tom)
    sarah_opens_both(two.sarah)
    they_listen(two)
    tom_asks_too(two)
    sarah_asks(two)
    tom_takes_his_time(two)
    tom_finds_another_way_and_sarah_says_yes(two)
    the_day_goes_into_the_calendar_and_the_card_on_the_fridge(two)
    what_stands_beside_it_is_answered_by_itself(two)
    tom_says_a_limit(two)
    they_look_back(two)
    they_live_by_it(two)


def sarah_thinks_alone(sarah: Somebody) -> None:
    sarah.opens("/")
    sarah.sees(
        "What do you wish they would just get?",
        "Say it here first, alone. Then decide together how you want to be with each other.",
        "No account. Only you see this.",
        "Somebody sent you a link? Just open it.",
    )
    sarah.can("Nothing is wrong? Begin with what is good.", "Sign in", "Go on")
    sarah.writes("Tom", "Their name")
    sarah.writes(WISH, "What you wish they would get")
    sarah.taps("Go on")

    sarah.sees("You and Tom", "What are you to each other?")
    sarah.can("We live together as a couple", "I am Tom's parent", "Tom is my parent", "Something else")
    sarah.taps("We live together as a couple")

    sarah.sees("What is that like for you?", "Tom can't feel it from the inside. This is the part people rarely say.")
    sarah.does_not_see("When the plan changes")
    sarah.taps("For instance")
    sarah.sees("When the plan changes at the door, I feel like an extra in somebody else's day.")
    sarah.can("Skip")
    sarah.writes(FEELING)
    sarah.taps("Go on")

    sarah_is_hinted_at_once(sarah)

    sarah.sees("How will Tom know?", "Guessing is what hurts. Give a sign, a time, or both.")
    sarah.can("Tom can just ask me")
    sarah.writes(SIGN, "The sign:")
    sarah.sets("From", "07:00")
    sarah.sets("to at the latest", "08:30")
    sarah.chooses("every day", "on")
    sarah.taps("Go on")

    sarah.sees("And what does it not mean?", "People hear more than is said.", "It doesn't mean that")
    sarah.writes(NOT_MEANT)
    sarah.taps("Go on")

    sarah.sees(
        "And for Tom?",
        "What could you do that makes this easy? It stands by itself, whatever Tom says.",
        "I will",
    )
    sarah.can("Skip")
    sarah.writes(OFFER)
    sarah.taps("Go on")


def sarah_is_hinted_at_once(sarah: Somebody) -> None:
    """At most one hint, under the field, the words untouched."""
    sarah.sees("What would help?", "One thing Tom could do. Something a camera could see.", "It would help if Tom")
    sarah.writes("be more considerate")
    sarah.taps("Go on")
    sarah.sees("can look many ways. What would Tom be doing, and when?")
    sarah.has_written("be more considerate")
    sarah.can("Keep my words")
    sarah.taps("Change it")
    sarah.has_written("be more considerate")
    sarah.writes(HELP)
    sarah.taps("Go on")


def sarah_reads_her_sheet_and_folds_it(two: Two) -> None:
    sarah = two.sarah
    sarah.sees(
        "What I want to say to Tom",
        f"I wish you would just get that {WISH}.",
        FEELING,
        "Opens together with Tom's answer to the same question.",
        f"It would help if you {HELP}",
        f"You'll know: {SIGN}; 08:30 at the latest.",
        f"It doesn't mean that {NOT_MEANT}",
        f"And I will {OFFER}",
        "Stays with you until you choose to ask.",
    )
    sarah.can("I'll say it to Tom myself", "Not yet. Keep it for me.", re.compile("^change ?: What would help"))

    sarah.taps("I'll say it to Tom myself")
    sarah.sees("A good moment: fed, not late, nobody leaving.", f"It would help if you {HELP}")
    sarah.taps("Back to the sheet")

    sarah.taps("Not yet. Keep it for me.")
    sarah.sees("Kept for your eyes only")
    sarah.taps("What you want to say to Tom")

    sarah_folds(two)


def sarah_sends_the_link_and_writes_her_words_down(two: Two) -> None:
    sarah = two.sarah
    sarah.sees(
        "How shall we ask Tom?", "The link works once, until", "You can take it back. Comity sends nothing by itself."
    )
    sarah.has_written(
        "There's a small thing about us I'd like to get right, and I'd like to hear yours too. "
        "It asks us both the same question; neither can read the other's answer until both are done. "
        f"Five minutes, only if you feel like it: {two.link}",
        "Your message",
    )
    sarah.can("As a text message", "Take the link back")
    (sarah.can if sarah.script else sarah.cannot)("Copy")
    sarah.taps("Show a code")
    sarah.sees("Or four words, to type at")
    sarah.taps("Before you send it: could you say no here, and be all right?")
    sarah.can("Yes", "Not sure", "No")

    sarah.taps("Go on")
    sarah.sees("So that you find your way back")
    sarah.can("Later: this browser remembers you for 30 days.")
    sarah.taps("Six words to write down")
    sarah.sees("Write these down", "They bring you back from any browser.")
    assert len(sarah.page.locator("#six-words").inner_text().split()) == 6
    sarah.taps("I have them")


def sarah_waits_and_nothing_shows(sarah: Somebody) -> None:
    sarah.sees("Sarah and Tom", "Folded, and waiting", "It opens when Tom has answered too. There is nothing to do.")
    sarah.can("Unfold mine again", "The link, to send or to take back")
    sarah.taps("Your folded answer")
    sarah.does_not_see("coffee")
    sarah.taps("Read mine")
    sarah.sees(WISH, FEELING)
    sarah.taps("Unfold mine again")
    sarah.has_written(WISH)
    sarah.taps("Go on")
    sarah.has_written(FEELING)
    sarah.taps("Go on")
    sarah.sees("Fold it?", WISH, FEELING)
    sarah.taps("Fold it")
    sarah.taps("Back")
    sarah.sees("Folded, and waiting")


def tom_looks_and_goes_away_again(two: Two) -> None:
    sarah, tom = two.sarah, two.tom
    preview = urlopen(two.link, timeout=10).read().decode()
    assert re.findall(r'<meta property="og:\w+" content="([^"]*)">', preview) == ["A question for you"]
    assert re.findall(r"<title>(.*)</title>", preview) == ["Comity"]

    tom.opens(two.link)
    tom.sees(
        "Sarah asks you something",
        "Sarah would like the two of you to decide together how you want to be with each other. "
        "It starts with one question for both. You answer alone. "
        "Neither reads the other's answer until both are done.",
        "I'm not sure I'm free to say no",
    )
    tom.can("See the question", "Not now", "No, thanks")
    tom.taps("What is this?")
    tom.sees("You need no account and no address.")

    tom.taps("Not now")
    tom.sees("Another time, then.", "Nothing is told.")
    tom.opens(two.link)
    tom.taps("No, thanks")
    tom.sees("That is a whole answer.", "Sarah sees: no answer. No reason, no time.")
    tom.opens(two.link)
    tom.taps("I'm not sure I'm free to say no")
    tom.sees("This page is just for you. That you read it is kept nowhere, and nobody is told.")

    before = as_shown(sarah)
    sarah.looks_again()
    assert as_shown(sarah) == before


def tom_answers_alone(two: Two) -> None:
    sarah, tom = two.sarah, two.tom
    before = as_shown(sarah)
    tom.opens(two.link)
    tom.taps("See the question")
    tom.sees(
        "What do you wish Sarah would just get?",
        "One small thing from daily life is enough. It needn't be about what Sarah wrote; you haven't seen it.",
    )
    tom.can("I'd rather not say", "For instance")
    tom.writes(TOLD)
    tom.taps("Go on")

    tom.sees("What is that like for you?")
    tom.can("Skip")
    tom.writes(DOUBT)
    tom.taps("Go on")

    tom.sees("Fold it?", TOLD, DOUBT, "When both are folded, both open at the same moment.")
    tom.sees("could you say no to Sarah here and be all right?")
    tom.taps("Not sure")
    tom.taps("Fold it")
    tom.sees("If you're not sure you are free to say no")
    tom.goes_back()
    tom.taps("Change it")
    tom.has_written(TOLD)
    sarah.looks_again()
    assert as_shown(sarah) == before
    sarah.has_nowhere(*OF_TOM)

    tom.taps("Go on")
    tom.taps("Go on")
    tom.never_got(*OF_SARAH, *PREPARED_BY_SARAH)
    sarah.never_got(*OF_TOM)
    tom.taps("Fold it")


def tom_opens_both(tom: Somebody) -> None:
    tom.sees("Both are here", "Open when you have five quiet minutes.")
    tom.does_not_see(*OF_SARAH, *OF_TOM)
    folds = [tom.page.locator(".fold").nth(at).bounding_box() for at in (0, 1)]
    assert all(folds)
    assert len({(fold["width"], fold["height"]) for fold in folds if fold}) == 1

    tom.taps("Open both")
    tom.sees(WISH, FEELING, TOLD, DOUBT)
    tom.has_nowhere(*PREPARED_BY_SARAH)


def sarah_opens_both(sarah: Somebody) -> None:
    sarah.has_nowhere(*OF_TOM)
    sarah.looks_again()
    sarah.sees("It is open. Read it when you have a quiet minute.")
    sarah.has_nowhere(*OF_TOM)
    sarah.taps("It is open. Read it when you have a quiet minute.")
    sarah.sees("Both are here")
    sarah.does_not_see(*OF_SARAH, *OF_TOM)
    sarah.taps("Open both")
    sarah.sees(WISH, FEELING, TOLD, DOUBT)


def they_listen(two: Two) -> None:
    """Sarah says it aloud, Tom writes it; only who spoke can say that it was heard."""
    sarah, tom = two.sarah, two.tom
    tom.sees("What did you hear from Sarah?", "Did Sarah hear you?")
    assert tom.page.get_by_role("button", name="I feel heard").count() == 1
    tom.taps("I'll write it")
    tom.writes(HEARD, "What I heard")
    tom.taps("Say it back")
    tom.sees("You wrote:", HEARD)

    sarah.looks_again()
    unfold(sarah)
    sarah.sees("Did Tom hear you?", "What Tom heard", HEARD)
    sarah.taps("Add what there is more, if you like")
    sarah.writes("It is the light, too.", "There is more")
    sarah.taps("There is more")
    sarah.sees("You said: there is more.")
    sarah.taps("We're in one room: I'll say it aloud")
    sarah.sees("You said it aloud.")

    tom.looks_again()
    tom.sees("Sarah said: there is more", "It is the light, too.", "Sarah said it aloud.")
    tom.taps("I feel heard")
    tom.sees("You said: I feel heard.")
    sarah.looks_again()
    sarah.sees("Tom said: I feel heard.")
    sarah.taps("I feel heard")
    tom.looks_again()
    tom.sees("Sarah said: I feel heard.")
    assert tom.page.get_by_role("button", name="I feel heard").count() == 0


def unfold(reader: Somebody) -> None:
    """Open both, where they do not lie open already."""
    if reader.page.locator("details.reveal:not([open])").count():
        reader.taps("Open both")


def tom_asks_too(two: Two) -> None:
    """S4 to S7 from his side."""
    sarah, tom = two.sarah, two.tom
    tom.sees("Anything you'd like to ask of Sarah?", "Let Sarah know?", "Sarah will see it anyway.")
    tom.taps("A line to send")
    tom.has_written("It's open. Read it when you have a quiet minute.", "Your message")
    tom.taps("There is something")
    tom.sees("One thing Sarah could do. Something a camera could see.", "It would help if Sarah")
    tom.writes(TOMS_WISH)
    tom.taps("Go on")
    tom.writes(TOMS_SIGN, "The sign:")
    tom.taps("Go on")
    tom.taps("Skip")
    tom.taps("Skip")
    tom.sees("Yours to ask, when you like", f"It would help if you {TOMS_WISH}.", "Sarah can say no.")
    tom.has_written(TOLD, "Because")
    sarah.looks_again()
    sarah.has_nowhere(TOMS_WISH, "kettle")
    tom.taps("Ask Sarah")
    tom.sees("Still talking", "Tom asks Sarah")


def sarah_asks(two: Two) -> None:
    """J1: what she prepared on the first evening goes out when she chooses to."""
    sarah, tom = two.sarah, two.tom
    tom.never_got(*PREPARED_BY_SARAH)
    sarah.taps("Back to the two of you")
    sarah.sees("For you: Tom asks you something")
    sarah.taps("Yours to ask, when you like")
    sarah.sees(
        f"It would help if you {HELP}",
        "Tom can say no. If no would not be all right, it is a limit:",
        "Try it first",
    )
    sarah.has_written(WISH, "Because")
    sarah.can("turn it into my limit")
    sarah.chooses(re.compile("^2 weeks, until "), "Try it first")
    sarah.taps("Ask Tom")
    sarah.sees("Still talking", "Sarah asks Tom", "No answer is never a yes.")


def tom_takes_his_time(two: Two) -> None:
    """J2: four buttons of one size; the fourth names a day."""
    sarah, tom = two.sarah, two.tom
    tom.taps("Back to the two of you")
    tom.taps("For you: Sarah asks you something")
    tom.sees(
        "Sarah asks you",
        "Let the first cup come before the talk.",
        f"because {WISH}",
        f"You'll know: {SIGN}",
        f"It doesn't mean that {NOT_MEANT}",
        "then you both look back.",
        "You can take a yes back at any time.",
        "No is a whole answer. Sarah will see: no.",
    )
    answers = [
        tom.page.get_by_role("button", name=name, exact=True)
        for name in ("Yes, try it", "No", "Another way", "I'll say by …")
    ]
    boxes = [answer.bounding_box() for answer in answers]
    assert all(boxes)
    assert len({(box["width"], box["height"]) for box in boxes if box}) == 1
    assert len({style_of(answer) for answer in answers}) == 1
    tom.can("Add a line, if you like")

    tom.taps("I'll say by …")
    tom.sets("I'll say by", (datetime.now(tz=UTC).date() + timedelta(days=2)).isoformat())
    tom.taps("Say so")
    sarah.looks_again()
    sarah.sees("Tom: I'll say by")


def style_of(button: Locator) -> tuple[str, ...]:
    """What makes one answer shine brighter than another."""
    found: list[str] = button.evaluate(
        "each => (look => [look.color, look.backgroundColor, look.fontWeight])(getComputedStyle(each))"
    )
    return tuple(found)


def tom_finds_another_way_and_sarah_says_yes(two: Two) -> None:
    sarah, tom = two.sarah, two.tom
    tom.taps("Another way")
    tom.has_written(SIGN, "The sign")
    tom.sets("to at the latest", "09:00")
    tom.taps("Say it this way")
    tom.sees("Still talking", "wording 2")

    sarah.taps("Back to the two of you")
    sarah.taps("For you: Other words for something you talk about")
    sarah.sees("Another way to say it", "Let the first cup come before the talk.", "09:00")
    sarah.sees("No is a whole answer. Tom will see: no.")
    sarah.taps("Yes, try it")
    for each in (sarah, tom):
        each.looks_again()
        each.sees(
            "You are trying this",
            "Tom, for Sarah",
            "Let the first cup come before the talk.",
            "Then each of you says keep, change or let go. If nobody says anything, it ends.",
            "That is an alliance. It can stay this small.",
        )
        assert re.search(UNTIL, each.screen())


def the_day_goes_into_the_calendar_and_the_card_on_the_fridge(two: Two) -> None:
    for each in (two.sarah, two.tom):
        day = each.gets("Put the day in my calendar").read_text(encoding="utf-8")
        assert "SUMMARY:Look back" in day
        assert not any(word in day for word in ("Sarah", "Tom", "cup", "coffee", "Comity:"))
        each.taps("Print a card for the fridge")
        each.sees("Tom, for Sarah", "Let the first cup come before the talk.")
        each.taps("Back to the two of you")


def what_stands_beside_it_is_answered_by_itself(two: Two) -> None:
    """Her offer needs his yes, and his wish hers; neither is the price of the other."""
    sarah, tom = two.sarah, two.tom
    tom.taps("For you: Sarah offers you something")
    tom.sees("Sarah offers you something", "Come and find you when my cup is empty.")
    tom.taps("Yes")
    tom.sees("We live by this", "Sarah, for Tom")
    sarah.taps("For you: Tom asks you something")
    sarah.sees("Tom asks you", TOMS_SIGN)
    sarah.taps("Yes, try it")
    sarah.sees("You are trying this", "Sarah, for Tom")


def tom_says_a_limit(two: Two) -> None:
    sarah, tom = two.sarah, two.tom
    tom.taps("Back to the two of you")
    tom.taps("My limit")
    tom.sees("A limit says what you will do yourself", "It stands as soon as you say it.")
    tom.writes("If we still argue at eleven, I go to bed, and we go on after breakfast.", "In your words")
    tom.taps("Say it")
    tom.sees("Your limit", "Stands")

    sarah.taps("Back to the two of you")
    sarah.taps("For you: Tom says a limit")
    sarah.sees("Tom's limit", "Stands", "If we still argue at eleven, I go to bed, and we go on after breakfast.")
    sarah.sees("Either way it stands: a limit binds only the one whose it is.")
    sarah.can("Let's talk")
    sarah.taps("Understood")
    tom.looks_again()
    tom.sees("Sarah: Understood.")


def they_look_back(two: Two) -> None:
    """Alone first; what one folds shows nowhere, and nobody can tell who was first."""
    sarah, tom = two.sarah, two.tom
    for each in (sarah, tom):
        each.taps("Back to the two of you")
        each.sees("Trying it until")
    before = as_shown(sarah)
    to_the_trial(tom)
    tom.taps("Look back")
    tom.sees("Looking back", "Let the first cup come before the talk.", "Alone first. It opens when both are done.")
    tom.taps("Keep")
    tom.writes("The quiet did me good as well.", "What did you notice?")
    tom.writes("For the second cup you brought me.", "A thank-you?")
    tom.taps("Fold it")
    tom.sees("What you say at the look back is folded.")
    tom.does_not_see("The quiet did me good")

    sarah.looks_again()
    assert as_shown(sarah) == before
    to_the_trial(sarah)
    sarah.taps("Look back")
    sarah.has_nowhere("The quiet did me good", "second cup")
    sarah.taps("Keep")
    sarah.taps("Fold it")
    tom.looks_again()
    for each in (sarah, tom):
        each.sees("Both are here")
        each.does_not_see("The quiet did me good")
        each.taps("Open both")
        each.sees("The quiet did me good as well.", "For the second cup you brought me.")
        assert re.search("Sarah Keep Tom Keep", each.screen())
        assert not re.search("first|earlier|before you|o'clock", each.page.locator(".reveal").inner_text())


def to_the_trial(reader: Somebody) -> None:
    """From the alliance page to what they try for her mornings."""
    reader.page.locator("article.term", has_text="first cup").get_by_role("link").click()
    reader.page.wait_for_load_state()


def they_live_by_it(two: Two) -> None:
    for each in (two.sarah, two.tom):
        each.sees("We live by this", "This holds now, until one of you wants it changed.")
        each.taps("Back to the two of you")
        each.sees(
            "Let the first cup come before the talk.",
            "We live by this",
            "Tom's limits" if each is two.sarah else "Your limits",
        )
    two.sarah.sees("What Tom does for you", "What you do for Tom")
    two.tom.sees("What Sarah does for you", "What you do for Sarah")


def test_from_the_first_page_to_the_sheet_a_keyboard_is_enough(somebody_comes: Comes) -> None:
    sarah = somebody_comes()
    sarah.opens("/")

    for field, words in (("Their name", "Tom"), ("What you wish they would get", WISH)):
        sarah.tabs_to(field)
        sarah.types(words)
    sarah.tabs_to("Go on")
    sarah.enters()
    sarah.tabs_to("We live together as a couple")
    sarah.enters()
    for field, words in (("What is that like for you?", FEELING), ("It would help if Tom", HELP)):
        sarah.tabs_to(field)
        sarah.types(words)
        sarah.tabs_to("Go on")
        sarah.enters()
    sarah.tabs_to("The sign:")
    sarah.types(SIGN)
    sarah.tabs_to("From")
    sarah.types("0700AM")
    sarah.tabs_to("to at the latest")
    sarah.types("0830AM")
    sarah.tabs_to("Go on")
    sarah.enters()
    for field, words in (("It doesn't mean that", NOT_MEANT), ("I will", OFFER)):
        sarah.tabs_to(field)
        sarah.types(words)
        sarah.tabs_to("Go on")
        sarah.enters()

    sarah.sees("What I want to say to Tom", WISH, FEELING, f"You'll know: {SIGN}; 08:30 at the latest.")
    sarah.tabs_to("Your name")
    sarah.types("Sarah")
    sarah.tabs_to("Fold mine, and ask Tom the same question")
    sarah.enters()
    sarah.sees("How shall we ask Tom?")
