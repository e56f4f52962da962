"""What is kept of a page: for its reader alone, as long as nothing has changed, never a form's own key."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.http import HttpResponse

from comity.accounts import seats
from comity.domain.people import Open
from comity.ledger import store
from comity.ledger.models import Words
from comity.vault.models import DataKey
from comity.web import marking, prepared, rendered
from comity.web.acting import new_id
from comity.web.views import alliances
from web.moments import Clock, one_more_question
from web.pair import Somebody, together, trying

pytestmark = pytest.mark.django_db

HIDDEN = re.compile(r'name="(?:act|csrfmiddlewaretoken)" value="([^"]+)"')


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """For whom a page was made, in the order of making; kept ones are not."""
    names: list[str] = []
    context = alliances._context

    def make(found: Any, marks: Any) -> dict[str, object]:
        names.append(found.seat.name)
        return context(found, marks)

    monkeypatch.setattr(alliances, "_context", make)
    return names


def page_of(one: Somebody) -> HttpResponse:
    answer: HttpResponse = one.client.get(one.at())
    assert answer.status_code == 200
    return answer


def text_of(one: Somebody) -> str:
    """The page without what is new each time."""
    return HIDDEN.sub("", page_of(one).content.decode())


def test_a_page_is_made_once_while_nothing_changes(clock: Clock, made: list[str]) -> None:
    ana, _ben = trying()
    made.clear()

    first, second = text_of(ana), text_of(ana)

    assert first == second
    assert made == ["Ana"]


def test_two_readers_in_one_process_each_see_their_own(clock: Clock, made: list[str]) -> None:
    ana, ben = trying()
    one_more_question(ana, ben)
    ana.folds("Sunday walks")
    alone = {"Ana": text_of(ana), "Ben": text_of(ben)}
    rendered.pages.empty()
    made.clear()

    seen = [(each.name, text_of(each)) for each in (ben, ana, ben, ana, ana, ben)]

    assert seen == [(name, alone[name]) for name, _text in seen]
    assert made == ["Ben", "Ana"]
    assert "Folded, and waiting" in alone["Ana"]
    assert "Folded, and waiting" not in alone["Ben"]


def test_somebody_outside_gets_nothing_of_a_kept_page(clock: Clock) -> None:
    ana, _ben = trying()
    cleo = Somebody("Cleo")
    cleo.begins("I am somewhere else")
    page_of(ana)

    answers = [each.get(ana.at()) for each in (cleo.client, Somebody("nobody").client)]

    assert [answer.status_code for answer in answers] == [404, 404]


def test_promise_04_a_kept_page_stays_the_same_while_another_folds(clock: Clock) -> None:
    ana, ben = trying()
    one_more_question(ana, ben)
    before, headers = text_of(ben), page_of(ben).headers

    ana.folds("Sunday walks")

    assert text_of(ben) == before
    assert page_of(ben).headers == headers
    ana.unfolds()
    assert text_of(ben) == before


def test_promise_04_a_kept_page_and_a_new_one_are_the_same(clock: Clock) -> None:
    ana, ben = trying()
    one_more_question(ana, ben)
    kept, _ = text_of(ben), ana.folds("Sunday walks")

    rendered.pages.empty()

    assert text_of(ben) == kept


def test_ones_own_fold_shows_at_once_and_goes_at_once(clock: Clock) -> None:
    ana, ben = trying()
    one_more_question(ana, ben)
    before = text_of(ana)

    ana.folds("Sunday walks")

    assert "Folded, and waiting" in text_of(ana)
    ana.unfolds()
    assert text_of(ana) == before


def test_what_is_folded_anew_has_a_new_mark(clock: Clock) -> None:
    ana, ben = trying()
    one_more_question(ana, ben)
    ana.folds("Sunday walks")
    before = marking.marks(ana.person, ana.alliance)

    ana.folds("Saturday walks")

    after = marking.marks(ana.person, ana.alliance)
    assert len(before.folds) == len(after.folds) == 1
    assert before.folds != after.folds


def test_what_is_ready_to_ask_shows_at_once_and_goes_at_once(clock: Clock) -> None:
    ana, _ben = together()
    page_of(ana)

    prepared.keep(ana.person, alliance=ana.alliance, words={"help": "knock first"})

    assert "Yours to ask" in text_of(ana)
    prepared.drop(ana.person, ana.alliance)
    assert "Yours to ask" not in text_of(ana)


def test_what_anybody_does_shows_to_all_at_once(clock: Clock) -> None:
    ana, ben = trying()
    page_of(ana), page_of(ben)

    ben.asks("Tell me the day before")

    assert "asks you something" in text_of(ana)


def test_another_name_shows_to_all_at_once(clock: Clock) -> None:
    ana, ben = trying()
    page_of(ana), page_of(ben)

    seats.rename(alliance=ana.alliance, member=ben.member, name="Benedict")

    assert "Benedict" in text_of(ana)
    assert "Benedict" in text_of(ben)


def test_another_language_or_zone_or_theme_is_another_page(clock: Clock, made: list[str]) -> None:
    ana, _ben = trying()
    person = ana.person
    made.clear()
    page_of(ana)

    ana.client.get(ana.at(), headers={"accept-language": "en-US"})
    for field, value in (("zone", "America/New_York"), ("theme", "dark")):
        setattr(person, field, value)
        person.save()
        page_of(ana)

    assert made == ["Ana"] * 4


@pytest.mark.parametrize("erase", [Words.objects.all, DataKey.objects.exclude(scope="").all])
def test_erased_words_are_gone_from_a_kept_page(clock: Clock, erase: Any) -> None:
    ana, _ben = trying()
    assert "let me finish" in text_of(ana)

    erase().delete()

    assert "let me finish" not in text_of(ana)
    assert "erased by its author" in text_of(ana)


def test_promise_06_a_trial_lapses_on_its_midnight(clock: Clock) -> None:
    ana, _ben = trying()
    clock.at = datetime(2026, 12, 8, 22, 59, 59, tzinfo=UTC)
    last = text_of(ana)

    clock.passes(seconds=1)

    assert "Trying it until" in last
    assert "Trying it until" not in text_of(ana)
    assert "Ended" in text_of(ana)


def test_quiet_begins_and_ends_on_its_minute(clock: Clock) -> None:
    ana, ben = together()
    ana.asks("Quiet, please", sign="the door is open", sign_from="18:00", sign_to="18:30", sign_days="every")
    ben.term = ana.term
    ben.answers("yes")

    seen = []
    for hour, minute, second in ((16, 59, 59), (17, 0, 0), (17, 29, 59), (17, 30, 0)):
        clock.at = datetime(2026, 11, 25, hour, minute, second, tzinfo=UTC)
        seen.append("Quiet for" in text_of(ben))

    assert seen == [False, True, True, False]


def test_each_answer_has_a_key_and_a_token_of_its_own(clock: Clock) -> None:
    ana, ben = trying()
    one_more_question(ana, ben)
    ana.folds("Sunday walks")

    keys = [HIDDEN.findall(page_of(ana).content.decode()) for _ in range(3)]

    assert all(len(found) == 2 for found in keys)
    assert len({key for found in keys for key in found}) == 6
    assert page_of(ana).cookies["csrf"]


def test_a_form_of_a_kept_page_can_be_sent(clock: Clock) -> None:
    ana, ben = trying()
    one_more_question(ana, ben)
    ana.folds("Sunday walks")
    page_of(ana)

    ana.client.handler.enforce_csrf_checks = True
    token, act = HIDDEN.findall(page_of(ana).content.decode())
    sent = ana.client.post(
        ana.at("questions", ana.question, "unfold"), {"act": act, "csrfmiddlewaretoken": token}, follow=True
    )

    assert sent.status_code == 200
    assert "Folded, and waiting" not in text_of(ana)


def test_what_changes_while_a_page_is_made_is_not_kept(
    clock: Clock, monkeypatch: pytest.MonkeyPatch, made: list[str]
) -> None:
    ana, ben = trying()
    render = rendered.render

    def slowly(*given: Any) -> Any:
        monkeypatch.setattr(rendered, "render", render)
        seats.rename(alliance=ana.alliance, member=ben.member, name="Benedict")
        return render(*given)

    monkeypatch.setattr(rendered, "render", slowly)
    clock.passes(minutes=1)
    made.clear()
    page_of(ana)

    page_of(ana), page_of(ana)

    assert made == ["Ana", "Ana"]


def test_pages_of_another_minute_go(clock: Clock) -> None:
    ana, ben = trying()
    page_of(ana), page_of(ben)

    clock.passes(minutes=1)
    page_of(ana)

    assert len(rendered.pages._kept._values) == 1


def test_marks_are_asked_for_at_once(clock: Clock, django_assert_max_num_queries: Any) -> None:
    ana, _ben = trying()

    with django_assert_max_num_queries(8):
        page_of(ana)
    with django_assert_max_num_queries(5):
        page_of(ana)


def test_there_are_no_marks_where_there_is_nothing(clock: Clock) -> None:
    ana, _ben = together()

    found = marking.marks(ana.person, new_id())

    assert found.head is None
    assert found.own(ana.person, ana.alliance) == []


def test_ones_seats_are_those_of_the_alliance_asked_for(clock: Clock) -> None:
    ana, _ben = together()
    other = new_id()
    opened = Open(alliance=other, kind=store.load(ana.alliance).kind, zone="UTC")  # type: ignore[union-attr]
    store.record(alliance=other, command=opened, by=new_id(), at=clock.at + timedelta(hours=1), key=new_id())

    found = marking.marks(ana.person, other)

    assert found.head is not None
    assert found.head.seq == 1
    assert found.seats == ()
