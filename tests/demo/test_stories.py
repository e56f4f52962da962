"""The three stories: laid once, whole, on days before today, and nobody real in them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from comity.accounts.models import Person, Seat
from comity.demo import brian_and_boss, stories, tom_and_sarah, zoe_and_suki
from comity.demo.telling import Role, Telling
from comity.domain.alliance import Alliance, Term
from comity.domain.ask_standing import AskStanding
from comity.domain.calendar import local_date
from comity.domain.holding import Standing, Talk
from comity.domain.rules import LeadTime, lead_time
from comity.domain.sight import Sight
from comity.domain.views import TermView
from comity.ledger import store
from comity.ledger.models import Entry, Ledger
from comity.ledger.verify import verify_house
from comity.private.models import Fold

PARTS = ("sarah", "tom", "zoe", "suki", "brian", "boss")
TUESDAY = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
DAYS = {
    "a Tuesday": TUESDAY,
    "a Sunday night": datetime(2026, 11, 29, 23, 59, 59, tzinfo=UTC),
    "just past midnight on a Monday": datetime(2026, 6, 1, 0, 0, 1, tzinfo=UTC),
    "after the clock went forward": datetime(2026, 3, 30, 5, 0, tzinfo=UTC),
    "after the clock went back": datetime(2026, 11, 2, 12, 0, tzinfo=UTC),
    "New Year": datetime(2027, 1, 1, 8, 0, tzinfo=UTC),
    "a leap day": datetime(2028, 2, 29, 20, 0, tzinfo=UTC),
}


@pytest.fixture
def laid(db: None) -> datetime:
    """All stories, told on a Tuesday."""
    lay(TUESDAY)
    return TUESDAY


def lay(now: datetime) -> list[str]:
    lines: list[str] = []
    stories.lay(now, say=lines.append)
    return lines


def seat_of(part: str) -> Seat:
    return Seat.objects.get(person__story=part)


def sight_of(part: str, at: datetime = TUESDAY) -> Sight:
    seat = seat_of(part)
    found = store.see(alliance=seat.alliance, viewer=seat.member, at=at)
    assert found is not None
    return found


def state_of(part: str) -> Alliance:
    found = store.load(seat_of(part).alliance)
    assert found is not None
    return found


def told(sight: Sight, term: TermView) -> str:
    """How a term begins."""
    return store.read_words(sight.alliance, [term.shown.words])[term.shown.words]["text"][:20]


def standings(part: str, at: datetime = TUESDAY) -> dict[str, tuple[Standing, Talk]]:
    found = sight_of(part, at)
    return {told(found, term): (term.standing, term.talk) for term in found.terms}


def agendas(at: datetime) -> dict[str, list[str]]:
    return {part: [item.code for item in sight_of(part, at).agenda] for part in PARTS}


@pytest.mark.django_db
@pytest.mark.parametrize("now", DAYS.values(), ids=DAYS)
def test_the_stories_are_laid_whole_whatever_day_it_is(now: datetime) -> None:
    assert [line.rpartition(": ")[2] for line in lay(now)] == ["laid", "laid", "laid"]

    assert verify_house(lambda _: None) == 0
    assert Ledger.objects.count() == 3
    assert Fold.objects.count() == 0
    assert agendas(now) == {
        "sarah": ["reply"],
        "tom": [],
        "zoe": ["answer_ask", "reply"],
        "suki": [],
        "brian": ["look_back"],
        "boss": ["look_back"],
    }


@pytest.mark.django_db
@pytest.mark.parametrize("day", ["a Sunday night", "just past midnight on a Monday"])
def test_everything_was_said_in_its_order_and_before_today(day: str) -> None:
    now = DAYS[day]

    lay(now)

    for part in ("sarah", "zoe", "brian"):
        seat = seat_of(part)
        lines, _ = store.history(alliance=seat.alliance, viewer=seat.member)
        moments = [line.at for line in lines]
        assert moments == sorted(set(moments))
        assert local_date(moments[-1], state_of(part).zone) < local_date(now, state_of(part).zone)


@pytest.mark.usefixtures("laid")
def test_at_work_nothing_is_said_at_the_weekend() -> None:
    for part in ("zoe", "brian"):
        seat = seat_of(part)
        lines, _ = store.history(alliance=seat.alliance, viewer=seat.member)
        assert {local_date(line.at, state_of(part).zone).weekday() for line in lines} <= set(range(5))


@pytest.mark.usefixtures("laid")
def test_each_is_called_by_name_and_the_boss_by_whose_boss_it_is() -> None:
    assert [seat_of(part).name for part in PARTS] == ["Sarah", "Tom", "Zoe", "Suki", "Brian", "Brian's boss"]
    assert {person.story for person in Person.objects.all()} == set(PARTS)


@pytest.mark.usefixtures("laid")
def test_in_each_story_the_question_is_open_and_both_feel_heard() -> None:
    for part in PARTS:
        (question,) = sight_of(part).questions
        assert question.opened_at is not None
        assert len(question.answers) == 2
        assert all(heard.heard for answer in question.answers for heard in answer.listening)


@pytest.mark.usefixtures("laid")
def test_tom_and_sarah_try_a_quiet_first_cup_and_live_by_more() -> None:
    assert standings("sarah") == {
        "Let the first cup co": (Standing.TRIAL, Talk.NONE),
        "I come and find you ": (Standing.IN_FORCE, Talk.NONE),
        "I put music on at se": (Standing.ENDED, Talk.NONE),
        "Say so the day befor": (Standing.IN_FORCE, Talk.NONE),
        "If we still argue at": (Standing.STANDS, Talk.NONE),
        "Put a hand on my sho": (Standing.NONE, Talk.WAITING),
    }
    assert standings("tom") == standings("sarah")
    (quiet,) = [term for term in sight_of("tom").terms if term.standing is Standing.TRIAL]
    assert quiet.last_day == date(2026, 12, 2)


@pytest.mark.usefixtures("laid")
def test_in_the_morning_it_is_quiet_for_both_until_half_past_eight() -> None:
    morning = TUESDAY.replace(hour=7, minute=30)

    for part in ("sarah", "tom"):
        (quiet,) = sight_of(part, morning).right_now
        assert quiet.until == TUESDAY.replace(hour=8, minute=30)
        assert quiet.owner == seat_of("sarah").member
    assert sight_of("sarah", TUESDAY).right_now == ()


@pytest.mark.usefixtures("laid")
def test_zoe_and_suki_live_by_five_working_days_and_zoes_limit_is_understood() -> None:
    found = sight_of("suki")

    assert standings("suki") == {
        "Send each job five w": (Standing.IN_FORCE, Talk.NONE),
        "Unless I have five w": (Standing.STANDS, Talk.NONE),
        "I say on the same wo": (Standing.IN_FORCE, Talk.NONE),
        "I write on Monday by": (Standing.NONE, Talk.WAITING),
    }
    limit = next(term for term in found.terms if term.standing is Standing.STANDS)
    assert [(reply.by, reply.reply.value) for reply in limit.shown.replies] == [(found.you.id, "understood")]


@pytest.mark.usefixtures("laid")
def test_a_job_for_friday_does_not_fit_and_wednesday_after_thanksgiving_does() -> None:
    (rule,) = [rule for term in sight_of("suki").terms for rule in term.shown.rules]
    assert isinstance(rule, LeadTime)
    assert (rule.country, rule.days_off_of) == ("US", seat_of("zoe").member)
    friday = datetime(2026, 11, 27, 22, tzinfo=UTC)

    verdict = lead_time(rule, asked=TUESDAY, due=friday, closed=frozenset({date(2026, 11, 26)}))

    assert verdict.earliest == datetime(2026, 12, 2, 22, tzinfo=UTC)


@pytest.mark.usefixtures("laid")
def test_brians_try_of_four_weeks_was_the_bosss_way_and_neither_has_looked_back() -> None:
    term: Term = next(iter(state_of("brian").terms.values()))
    words = store.read_words(seat_of("brian").alliance, [term.last.words])[term.last.words]

    assert (term.last.number, term.last.by) == (2, seat_of("boss").member)
    assert words["watch"] == "were the dates kept, was anybody surprised"
    assert term.last.outline.until == local_date(term.last.at, brian_and_boss.ZONE) + timedelta(days=28)
    for part in ("brian", "boss"):
        (due,) = sight_of(part).agenda
        assert due.term == term.id
        assert due.due == term.last.outline.until
        assert not sight_of(part).term(term.id).verdict_folded


@pytest.mark.usefixtures("laid")
def test_a_second_laying_leaves_the_stories_as_they_are_and_says_so() -> None:
    before = list(Entry.objects.order_by("ledger", "seq").values_list("hash", flat=True))

    lines = lay(TUESDAY + timedelta(days=40))

    assert lines == [
        f"comity: {name}: there already" for name in ("Zoe and Suki", "Tom and Sarah", "Brian and his boss")
    ]
    assert list(Entry.objects.order_by("ledger", "seq").values_list("hash", flat=True)) == before
    assert Person.objects.count() == len(PARTS)


@pytest.mark.usefixtures("laid")
def test_weeks_later_the_tries_have_ended_and_nothing_else_has() -> None:
    later = TUESDAY + timedelta(days=40)

    assert standings("brian", later)["Room to work: no ask"] == (Standing.LAPSED, Talk.NONE)
    assert standings("tom", later)["Let the first cup co"] == (Standing.LAPSED, Talk.NONE)
    assert standings("zoe", later)["Send each job five w"] == (Standing.IN_FORCE, Talk.NONE)
    assert agendas(later) == {part: [] for part in PARTS}


@pytest.mark.django_db
def test_a_story_that_breaks_off_is_not_there_at_all_and_is_told_the_next_time(monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks_off(story: Telling) -> None:
        story.on(3, "10:00")
        story.begin(Role(part="zoe", name="Zoe"), relation="supplier", purpose="", answer={"text": "Too late."})
        raise RuntimeError

    broken = replace(zoe_and_suki.TALE, tell=breaks_off)
    with monkeypatch.context() as patch:
        patch.setattr(stories, "TALES", (tom_and_sarah.TALE, broken))
        with pytest.raises(RuntimeError):
            lay(TUESDAY)
    assert {person.story for person in Person.objects.all()} == {"sarah", "tom"}
    assert Ledger.objects.count() == 1

    lines = lay(TUESDAY)

    assert lines[:2] == ["comity: Zoe and Suki: laid", "comity: Tom and Sarah: there already"]
    assert verify_house(lambda _: None) == 0


@pytest.mark.usefixtures("laid")
def test_one_job_is_agreed_and_one_that_does_not_fit_waits_for_zoe() -> None:
    zoes = sight_of("zoe")
    said = store.read_words(zoes.alliance, [ask.words for ask in zoes.asks])
    found = {said[ask.words]["text"]: ask for ask in zoes.asks}

    card, flyer = found["A card for the door of the café"], found["Spring flyer, two sides"]
    assert (flyer.standing, card.standing) == (AskStanding.AGREED, AskStanding.WAITING)
    assert flyer.fitting is not None
    assert card.fitting is not None
    assert (flyer.fitting.fits, card.fitting.fits) == (True, False)
    assert [ask.id for ask in zoes.asks if "answer" in ask.may] == [card.id]
