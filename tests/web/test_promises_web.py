"""The promises as the pages keep them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from comity.ledger import store
from comity.ledger.models import Entry
from comity.private.models import Draft
from web.addresses import Received, everything, received, told
from web.moments import Clock, one_more_question
from web.pair import Somebody, together, trying

pytestmark = pytest.mark.django_db

CONTROL = "Give me your phone's PIN"
BUTTON = re.compile(r'<button class="([^"]*)"[^>]*name="answer" value="(\w+)"')
TELLS_ON_PEOPLE = re.compile(
    r"last seen|online|typing|is late|overdue|reminded|streak|\bscores?\b|points|ranking|has (opened|read|seen|viewed)"
    r"|\b\d+ of \d+\b|times? (declined|refused)|said no \d|\d+ (noes|no's|refusals|yeses)|\bseen at\b|how long it took",
    re.IGNORECASE,
)


def asked() -> tuple[Somebody, Somebody]:
    ana, ben = together()
    ana.asks("Please let me finish the page first")
    ben.term = ana.term
    return ana, ben


def bound(somebody: Somebody) -> bool:
    """Whether a term says to its reader that it holds."""
    page = somebody.sees(somebody.at("terms", somebody.term))
    return any(words in page for words in ("You are trying this", "Trying it until", "We live by this"))


# 1


def test_promise_01_nothing_holds_before_a_yes_to_these_words(clock: Clock) -> None:
    ana, ben = asked()

    assert not bound(ana)
    assert not bound(ben)

    ben.answers("yes")

    assert bound(ana)
    assert bound(ben)


def test_promise_01_silence_is_never_a_yes(clock: Clock) -> None:
    ana, ben = asked()
    clock.passes(days=20)

    assert "No answer came" in ana.sees(ana.at("terms", ana.term))
    assert not bound(ben)


def test_promise_01_other_words_need_a_yes_of_their_own(clock: Clock) -> None:
    ana, ben = asked()
    ben.fills(ben.at("terms", ben.term, "another-way"), text="Please wait until nine", until="14")

    assert not bound(ana)
    assert not bound(ben)

    ana.answers("yes")

    assert "Please wait until nine" in ben.sees(ben.at("terms", ben.term))
    assert bound(ben)


# 3


def test_promise_03_no_is_a_button_of_the_same_kind_in_the_same_form(clock: Clock) -> None:
    _ana, ben = asked()

    buttons = BUTTON.findall(ben.sees(ben.at("terms", ben.term)))

    assert [value for _, value in buttons] == ["yes", "no", "another", "later"]
    assert len({look for look, _ in buttons}) == 1


@pytest.mark.parametrize("said", ["yes", "no"])
def test_promise_03_a_no_takes_one_request_like_a_yes_and_no_reason(clock: Clock, said: str) -> None:
    _ana, ben = asked()

    answer = ben.answers(said)

    assert answer.status_code == 302
    assert answer.headers["Location"] == ben.at("terms", ben.term)


def test_promise_03_noes_are_counted_nowhere(clock: Clock) -> None:
    ana, ben = together()
    pages = []

    for text in ("Please knock first", "Please call at noon", "Please write on Monday"):
        ana.asks(text)
        ben.term = ana.term
        ben.answers("no")
        clock.passes(days=1)
    pages = [each.sees(each.at(*parts)) for each in (ana, ben) for parts in ((), ("history",), ("terms", ana.term))]

    for page in pages:
        assert not TELLS_ON_PEOPLE.search(visible(page))
        assert not re.search(r"\b[34]\b", re.sub(r"\d+ (November|December|weeks?)|[\d:]{5}", "", visible(page)))


def visible(page: str) -> str:
    """What somebody reads on a page."""
    main = page[page.index("<main") : page.index("</main>")]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


# 4


def test_promise_04_no_answer_is_in_a_page_before_both_are_folded(clock: Clock) -> None:
    ana, ben = together()
    one_more_question(ana, ben)
    ana.folds("Sunday walks")
    question = ben.at("questions", ben.question)

    assert "Sunday walks" not in ben.sees(question)
    assert "Sunday walks" in ana.sees(ana.at("questions", ana.question))

    ben.folds("Late breakfasts")

    assert "Sunday walks" in ben.sees(question)
    assert "Late breakfasts" in ana.sees(question)


def test_promise_04_while_something_waits_the_page_says_waiting_and_no_more(clock: Clock) -> None:
    ana, ben = together()
    one_more_question(ana, ben)
    ana.folds("Sunday walks")

    page = visible(ana.sees(ana.at("questions", ana.question)))

    assert "There is nothing to do." in page
    assert not TELLS_ON_PEOPLE.search(page)


# 7


def leaves(somebody: Somebody) -> int:
    """Leave from the alliance page, and count the requests it takes."""
    link = re.search(r'href="(/alliances/\w+/leaving/)"', somebody.sees(somebody.at()))
    assert link, "the page leads to no way out"
    form = somebody.sees(link[1])
    assert 'name="act"' in form
    assert somebody.sends(link[1]).status_code == 200
    return 2


STATES: dict[str, Callable[[], tuple[Somebody, Somebody]]] = {
    "together": together,
    "asked": asked,
    "trying": trying,
    "a question waits": lambda: waiting(folded=False),
    "an answer is folded": lambda: waiting(folded=True),
    "paused": lambda: paused(),  # noqa: PLW0108 (made below)
    "looked back": lambda: looked_back(),  # noqa: PLW0108 (made below)
}


def waiting(*, folded: bool) -> tuple[Somebody, Somebody]:
    ana, ben = together()
    one_more_question(ana, ben)
    if folded:
        ana.folds("Sunday walks")
    return ana, ben


def paused() -> tuple[Somebody, Somebody]:
    ana, ben = trying()
    ana.sends(ana.at("pause"))
    return ana, ben


def looked_back() -> tuple[Somebody, Somebody]:
    ana, ben = trying()
    ana.looks_back("change", noticed="It was calm")
    return ana, ben


@pytest.mark.parametrize("leaver", ["Ana", "Ben"])
@pytest.mark.parametrize("state", STATES)
def test_promise_07_one_leaves_from_anywhere_in_two_requests_and_is_gone(clock: Clock, state: str, leaver: str) -> None:
    ana, ben = STATES[state]()
    gone, other = (ana, ben) if leaver == "Ana" else (ben, ana)

    assert leaves(gone) <= 2

    known = ["", "history", "places", "leaving", "say/ask", f"questions/{ana.question}"]
    for path in [gone.at(*part.split("/")) if part else gone.at() for part in known]:
        assert gone.client.get(path).status_code == 404, path
        assert other.client.get(path).status_code in {200, 404}, path
    page = visible(other.sees(other.at()))
    assert not any(word in page.lower() for word in ("because", "reason", "abandon", "unfortunately", "sorry"))
    assert f"{leaver} has left" in other.sees(other.at("history"))
    assert gone.client.get("/", follow=True).status_code == 200
    assert not bound_anywhere(other)


def bound_anywhere(somebody: Somebody) -> bool:
    page = somebody.sees(somebody.at())
    return "Trying it until" in page or "live by this" in page


def test_promise_07_who_began_alone_leaves_as_easily(clock: Clock) -> None:
    ana, ben = Somebody("Ana"), Somebody("Ben")
    link = ana.begins()

    assert leaves(ana) <= 2

    assert ana.client.get(ana.at()).status_code == 404
    assert ben.client.get(link).status_code == 410
    assert Draft.objects.count() == 0


def test_promise_07_taking_a_yes_back_is_as_easy_as_giving_it(clock: Clock) -> None:
    ana, ben = trying()
    before = Entry.objects.count()

    answer = ben.fills(ben.at("terms", ben.term, "withdraw"))

    assert answer.status_code == 302
    assert Entry.objects.count() == before + 1
    assert not bound_anywhere(ana)
    page = visible(ana.sees(ana.at("terms", ana.term)))
    assert "This has ended" in page
    assert "Ben ended" not in page
    assert "took" not in page


def test_promise_07_taking_a_yes_back_twice_is_no_fright(clock: Clock) -> None:
    _ana, ben = trying()
    ben.fills(ben.at("terms", ben.term, "withdraw"))

    again = ben.sends(ben.at("terms", ben.term, "withdraw"))

    assert again.status_code == 409
    assert "There is no yes of yours here to take back." in again.content.decode()
    assert "Nothing was changed." in again.content.decode()


def test_promise_07_one_pauses_and_comes_back_alone(clock: Clock) -> None:
    ana, ben = trying()

    assert ana.sends(ana.at("pause")).status_code == 302
    assert "Trying it until" not in visible(ben.sees(ben.at("terms", ben.term)))
    assert ana.sends(ana.at("resume")).status_code == 302
    assert bound(ben)


# 9 and 11


def test_promise_09_coming_by_leaves_nothing_for_the_other_to_see(clock: Clock) -> None:
    ana, ben = trying()
    ids = {"alliance": [ana.alliance], "question": [ana.question], "term": [ana.term], "member": [ana.member]}
    known = ids | {
        "draft": [ana.alliance],
        "place": ["0" * 32],
        "token": ["x"],
        "part": ["sarah"],
        "step": ["answer"],
        "kind": ["ask"],
    }
    everything(ben.client, known)
    before = everything(ben.client, known)

    clock.passes(minutes=-5)
    everything(ana.client, known)
    clock.passes(minutes=5)

    assert told(before, everything(ben.client, known)) == []


def test_promise_11_no_page_tells_on_anybody(clock: Clock) -> None:
    ana, ben = trying()
    one_more_question(ana, ben)
    ana.folds("Sunday walks")
    ana.asks("Please knock first")
    clock.passes(days=20)
    ids = {"alliance": [ana.alliance], "question": [ana.question], "term": [ana.term], "member": [ana.member]}
    known = ids | {
        "draft": [ana.alliance],
        "place": ["0" * 32],
        "token": ["x"],
        "part": ["sarah"],
        "step": ["answer", "fold"],
        "kind": ["ask", "limit", "offer"],
    }

    for each in (ana, ben):
        for path, answer in everything(each.client, known).items():
            page = answer.body.decode()
            if "<main" in page:
                found = TELLS_ON_PEOPLE.search(visible(page))
                assert not found, f"{path}: {found}"


# 12


FORMS: dict[str, Callable[[Somebody], Any]] = {
    "ask": lambda ana: ana.asks(CONTROL),
    "ask, said to keep it": lambda ana: ana.asks(CONTROL, keep="1"),
    "both": lambda ana: ana.asks(CONTROL, kind="both"),
    "limit": lambda ana: ana.asks("If you meet them again, I will take your keys", kind="limit"),
    "because": lambda ana: ana.asks("Please call at noon", because="I want you to give me your password"),
    "sign": lambda ana: ana.asks("Please call at noon", sign="give me your password"),
    "not_meant": lambda ana: ana.asks("Please call at noon", not_meant="you must not see your sister again"),
    "watch": lambda ana: ana.asks("Please call at noon", watch="show me your messages every day"),
    "another way": lambda ana: ana.fills(ana.at("terms", ana.term, "another-way"), text=CONTROL, until="14"),
}


@pytest.mark.parametrize("form", FORMS)
def test_promise_12_what_controls_is_refused_without_a_trace(clock: Clock, form: str) -> None:
    ana, ben = trying()
    before, seen, wordings = Entry.objects.count(), look(ben), state_of(ana)

    answer = FORMS[form](ana)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'class="error"' in page
    assert Entry.objects.count() == before
    assert state_of(ana) == wordings
    assert look(ben) == seen
    assert not any(word in page.lower() for word in ("abuse", "violat", "forbidden", "report"))


def look(somebody: Somebody) -> list[Received]:
    """The pages on which it would show, without what is drawn anew for each."""
    pages = ["/home/", *(somebody.at(*parts) for parts in ((), ("history",), ("terms", somebody.term)))]
    return [received(somebody.client.get(path)) for path in pages]


def state_of(somebody: Somebody) -> int:
    state = store.load(somebody.alliance)
    assert state is not None
    return sum(len(term.revisions) for term in state.terms.values())


@pytest.mark.parametrize("step", ["help", "sign", "not-meant", "offer"])
def test_promise_12_what_controls_is_not_even_prepared(clock: Clock, step: str) -> None:
    ana = Somebody("Ana")
    draft = ana.prepares()
    text = {"offer": "pay the rent as long as you give me your password"}.get(step, CONTROL)

    answer = ana.sends(f"/prepare/{draft}/{step}/", **{step.replace("-", "_"): text})

    assert answer.status_code == 422
    assert text.replace("'", "&#x27;") in answer.content.decode()
    assert CONTROL not in ana.sees(f"/prepare/{draft}/sheet/")


def test_promise_12_being_refused_reads_as_help_and_offers_a_way(clock: Clock) -> None:
    ana, _ben = together()

    page = ana.asks(CONTROL).content.decode()

    assert "Phones, passwords, messages and accounts stay with the one they belong to." in page
    assert "You can say what worries you" in page


def test_promise_12_the_way_to_help_stands_on_every_page_and_is_kept_nowhere(clock: Clock) -> None:
    ana, _ben = trying()
    before = Entry.objects.count()

    for parts in ((), ("terms", ana.term), ("questions", ana.question), ("leaving",), ("history",), ("say", "ask")):
        assert 'href="/free/"' in ana.sees(ana.at(*parts)), parts
    assert ana.client.get("/free/").status_code == 200
    assert Entry.objects.count() == before
