"""Whatever is sent to a form: never a fault of ours, nothing kept that was refused, and what was typed comes back."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import Any

import pytest
from django.db import transaction

from comity.accounts.models import Invitation, Person, Seat
from comity.ledger import store
from comity.ledger.models import Entry
from comity.ledger.models import Words as KeptWords
from comity.private.models import Draft, Fold
from web.addresses import paths, routes, same_browser
from web.moments import Clock, one_more_question
from web.pair import Somebody, trying

pytestmark = pytest.mark.django_db

SCRIPT = "</textarea><script>alert(1)</script>\"'&{{ 7 }}{% now %}<!--"
TEXTS = {
    "empty": "",
    "spaces": " \n\t ",
    "too long": "x" * 2001,
    "a megabyte": "y" * 1_000_000,
    "NUL": "a\x00b",
    "bidi": "a\u202eb",
    "script": SCRIPT,
    "SQL": "'; DROP TABLE ledger_entry; --",
    "header": "x\r\nSet-Cookie: a=b\r\n\r\n<p>",
}
CHOICES = {
    "empty": "",
    "wrong": "whatever",
    "NUL": "\x00",
    "large": "9" * 100_000,
    "year 1": "0001-01-01",
    "year 9999": "9999-12-31",
    "no day": "2026-02-30",
    "no hour": "24:00",
    "header": "x\r\nSet-Cookie: a=b",
}
SELDOM = {"act": ("empty", "NUL", "large"), "next": ("header", "NUL", "wrong")}
"""Fields that so many forms have that a few values each will do."""

RAW = [
    *(b"=", b"&&&", b"\x00" * 50, b"%00=%00", b"text", b"text=a&text=b"),
    *(b"text=%ED%A0%80", b"text=%FF%FE", b"text=" + b"%" * 99),
]
"""Bodies that no browser makes; the seventh holds a lone surrogate."""

TAKEN = {200, 302, 307}
CALM = TAKEN | {404, 409, 410, 422}
TABLES = (Entry, KeptWords, Fold, Draft, Seat, Invitation, Person)
NO_KEY = "0" * 32


@dataclass(frozen=True)
class Form:
    """Who sends what where; `texts` are free words, `choices` all the rest."""

    who: Somebody
    path: str
    texts: dict[str, str]
    choices: dict[str, str]


def forms() -> Iterator[Form]:
    """Every form there is, in a state in which it would be taken."""
    ana, ben = trying()
    first = ana.question
    one_more_question(ana, ben)
    yield from forms_of_one(ana)
    yield from forms_of_a_question(ana, ben, first)
    yield from forms_of_a_term(ana, ben)
    yield from forms_of_asks(ana, ben)
    yield from forms_of_places(ana, ben)
    yield from forms_of_oneself(ana)


def forms_of_one(ana: Somebody) -> Iterator[Form]:
    eve, draft = Somebody("Eve"), ana.prepares(help="come along")
    yield Form(eve, "/prepare/", {"name": "Ben", "wish": "quiet"}, {"draft": NO_KEY, "zone": "UTC", "good": "1"})
    for step in ("wish", "feeling", "help", "not-meant", "offer"):
        field, more = step.replace("-", "_"), {"name": "Ben"} if step == "wish" else {}
        yield Form(ana, f"/prepare/{draft}/{step}/", {field: "quiet", **more}, {})
    yield Form(ana, f"/prepare/{draft}/relation/", {}, {"relation": "couple"})
    times = {"sign_from": "07:00", "sign_to": "08:00", "sign_days": "every"}
    yield Form(ana, f"/prepare/{draft}/sign/", {"sign": "a cup"}, times)
    yield Form(ana, f"/prepare/{draft}/sheet/", {"my_name": "Ana"}, {"way": "fold"})
    yield Form(ana, f"/prepare/{draft}/fold/", {}, {"act": NO_KEY})


def forms_of_a_question(ana: Somebody, ben: Somebody, first: str) -> Iterator[Form]:
    question = ana.question
    ben.sends(ben.at("questions", question, "answer", "answer"), text="not yet")
    yield Form(ben, ben.at("questions", question, "answer", "answer"), {"text": "Sunday"}, {"way": "on"})
    yield Form(ben, ben.at("questions", question, "answer", "feeling"), {"feeling": "warm"}, {"way": "on"})
    yield Form(ben, ben.at("questions", question, "answer", "fold"), {}, {"free": "yes", "act": NO_KEY})
    back, heard = ("say-back", ana.member), ("heard", ben.member)
    yield Form(ben, ben.at("questions", first, *back), {"text": "you need quiet"}, {"way": "write", "act": NO_KEY})
    yield Form(ana, ana.at("questions", first, *heard), {"text": "and more"}, {"heard": "more", "act": NO_KEY})


def forms_of_a_term(ana: Somebody, ben: Somebody) -> Iterator[Form]:
    tried, trial = ana.term, {"revision": "1", "digest": digest(ana), "act": NO_KEY}
    wording = {"text": "Let us try", "because": "b", "sign": "s", "not_meant": "n", "watch": "w"}
    times = {"sign_from": "07:00", "sign_to": "08:00", "sign_days": "every", "until": "14"}
    yield Form(ana, ana.at("say", "ask"), wording, times | {"act": NO_KEY, "keep": "1"})
    limit = wording | {"text": "If it is late, I will go to bed"}
    yield Form(ana, ana.at("say", "limit"), limit, times | {"act": NO_KEY, "keep": "1"})
    said = {"noticed": "calm", "thanks": "for tea"}
    yield Form(ben, ben.at("terms", tried, "look-back"), said, trial | {"verdict": "keep"})
    for path in ("withdraw", "take-back", "look-back/unfold"):
        yield Form(ana, ana.at("terms", tried, path), {}, trial)
    ana.asks("Please bring the bins out on Sunday")
    asked = {"revision": "1", "digest": digest(ana), "act": NO_KEY}
    answer = {"answer": "later", "later": "2026-12-05"}
    yield Form(ben, ben.at("terms", ana.term, "answer"), {"line": "soon"}, asked | answer)
    yield Form(ben, ben.at("terms", ana.term, "another-way"), wording, times | asked)
    ana.asks("If it is past eleven, I go to bed", kind="limit")
    stands = {"revision": "1", "digest": digest(ana), "answer": "understood", "act": NO_KEY}
    yield Form(ben, ben.at("terms", ana.term, "limit-answer"), {"line": "fine"}, stands)
    ana.asks("Please water the plants on Friday")
    ben.term = ana.term
    ben.answers("no")
    over = {"revision": "1", "digest": digest(ana), "until": "7", "act": NO_KEY}
    yield Form(ana, ana.at("terms", ana.term, "again"), {}, over)
    ready = ana.client.post(ana.at("ready", "prepare"))["Location"].split("/")[2]
    ana.sends(f"/prepare/{ready}/help/", help="shut the door at night", keep="1")
    yield Form(ana, ana.at("ready"), {"because": "b"}, {"until": "14", "act": NO_KEY})


def forms_of_asks(ana: Somebody, ben: Somebody) -> Iterator[Form]:
    days = {"lead_days": "5", "lead_weekdays": "0", "lead_country": "DE", "lead_region": "BY", "lead_cut_off": "17:00"}
    counted = days | {"until": "14", "keep": "1", "act": NO_KEY}
    yield Form(ana, ana.at("say", "ask"), {"text": "Let me know five days before"}, counted)
    due = {"due_day": "2026-12-24", "due_time": "17:00"}
    brief = {"complete": "on", "complete_on": "2026-12-01", "way": "send", "first": "1798131600", "act": NO_KEY}
    yield Form(ben, ben.at("ask", ana.member), {"text": "Spring flyer"}, due | brief)
    ben.sends_job(ana.member)
    answer = due | {"answer": "counter", "turn": "0", "knowingly": "1", "act": NO_KEY}
    yield Form(ana, ana.at("asks", ben.job, "answer"), {"line": "soon"}, answer)
    yield Form(ben, ben.at("asks", ben.job, "take-back"), {}, {"act": NO_KEY})
    ben.sends_job(ana.member)
    ana.job = ben.job
    ana.answers_job("yes")
    yield Form(ana, ana.at("asks", ana.job, "release"), {"line": "I am ill"}, {"act": NO_KEY})
    yield Form(ana, ana.at("days-off"), {}, {"first": "2026-12-01", "last": "2026-12-03", "act": NO_KEY})


def forms_of_places(ana: Somebody, ben: Somebody) -> Iterator[Form]:
    yield Form(ana, ana.at("places"), {"name": "Dan"}, {"act": NO_KEY})
    ana.sends(ana.at("places"), name="Eve")
    place = ben.sees(ben.at("places")).split("/admission/")[-2].split("/")[-1]
    link = "/link/" + ana.sees(ana.at("places")).split("/link/")[-1][:44]
    yield Form(ben, ben.at("places", place, "admission"), {}, {"answer": "yes", "act": NO_KEY})
    yield Form(ana, ana.at("places", place, "take-back"), {}, {"act": NO_KEY})
    ben.sends(ben.at("places", place, "admission"), answer="yes")
    yield Form(Somebody("Eve"), link, {}, {"answer": "see", "zone": "UTC"})
    yield Form(Somebody("Eve"), "/code/", {}, {"code": "one two three four", "answer": "see"})


def forms_of_oneself(ana: Somebody) -> Iterator[Form]:
    yield Form(ana, ana.at("leaving"), {}, {"when": "on", "on": "2026-12-05", "act": NO_KEY})
    for path in ("pause", "resume", "stay"):
        yield Form(ana, ana.at(path), {}, {"act": NO_KEY})
    yield Form(ana, "/settings/", {"name": "Ana"}, {"zone": "UTC", "language": "en", "theme": "dark"})
    yield Form(ana, "/settings/signed-in/", {}, {"browser": "0" * 64})
    yield Form(Somebody("Eve"), "/sign-in/", {"words": "one two three four five six"}, {"next": "/home/"})
    yield Form(ana, "/way-back/", {}, {"next": "/home/"})


REFUSED = ["take-back", "code", "resume", "sign-in"]
"""What nobody could send in that state: the rest of the forms above is taken as it stands."""


def digest(somebody: Somebody) -> str:
    """The digest of the newest wording of what somebody said last."""
    state = store.load(somebody.alliance)
    assert state is not None
    return state.terms[somebody.term].last.digest


def kept() -> str:
    """Everything that is kept, as one digest."""
    rows = [str(list(table.objects.order_by("pk").values_list())) for table in TABLES]
    return hashlib.sha256("".join(rows).encode()).hexdigest()


def sent(form: Form, body: Any, **how: str) -> tuple[Any, str]:
    """What came of it, and what is kept then; undone before the next."""
    with transaction.atomic():
        answer = same_browser(form.who.client).post(form.path, body, **how)
        after = kept() if answer.status_code not in TAKEN else ""
        transaction.set_rollback(True)
    return answer, after


def test_every_form_takes_what_is_meant_for_it_and_refuses_the_rest_calmly(clock: Clock) -> None:
    wrong: list[str] = []
    tried, refused = 0, []

    for form in forms():
        before = kept()
        right = {**form.texts, **form.choices}
        if sent(form, right)[0].status_code not in TAKEN:
            refused.append(form.path.rstrip("/").split("/")[-1])
        for field, name, value in badly(form):
            body = {key: each for key, each in (right | {field: value}).items() if each is not None}
            tried += 1
            wrong += [f"{form.path} {field} {name}: {what}" for what in trouble(form, body, before)]

    assert wrong == []
    assert tried > 900
    assert refused == REFUSED


def badly(form: Form) -> Iterator[tuple[str, str, Any]]:
    """Every field of a form with every value that is wrong for it, one at a time."""
    for number, field in enumerate(form.texts):
        yield from ((field, name, TEXTS[name]) for name in TEXTS if name != "a megabyte" or not number)
    for field in form.choices:
        yield from ((field, name, CHOICES[name]) for name in SELDOM.get(field, CHOICES))
    for field in {**form.texts, **form.choices}:
        yield field, "missing", None
        yield field, "many", ["a", "b"]


def trouble(form: Form, body: dict[str, Any], before: str) -> Iterator[str]:
    """What a careful person would object to in the answer."""
    answer, after = sent(form, body)
    page = answer.content.decode()
    if answer.status_code not in CALM:
        yield f"status {answer.status_code}"
    if answer.status_code not in TAKEN and after != before:
        yield "refused, and something was kept"
    if any("\n" in value for value in answer.headers.values()) or "a" in answer.cookies:
        yield "a header was made of it"
    if "<script>alert" in page:
        yield "it came back as markup"
    if answer.status_code == 422:
        yield from missed(form, body, page)


def missed(form: Form, body: dict[str, Any], page: str) -> Iterator[str]:
    """What somebody would miss who was refused: why, and what they typed."""
    if 'class="error"' not in page:
        yield "refused, and no word why"
    for field in form.texts:
        typed = body.get(field, "")
        if isinstance(typed, str) and shown_again(typed).strip() not in page.replace("\r\n", "\n"):
            yield f"what was typed as {field} is gone"


def shown_again(text: str) -> str:
    """What was typed, without what nobody can see, as a page holds it."""
    seen = "".join(each for each in text if unicodedata.category(each)[0] != "C" or each in "\n\t")
    return escape(seen)


def test_a_body_that_no_browser_sends_is_taken_calmly(clock: Clock) -> None:
    wrong = []
    urlencoded = [("application/x-www-form-urlencoded", body) for body in RAW]
    others = [
        (kind, b'{"text": 1}') for kind in ("multipart/form-data", "multipart/form-data; boundary=x", "text/plain")
    ]

    for form in forms():
        before = kept()
        for kind, body in (*urlencoded, *others):
            answer, after = sent(form, body, content_type=kind)
            if answer.status_code not in CALM | {400} or after not in {"", before}:
                wrong.append(f"{form.path} {kind} {body[:20]!r} {answer.status_code}")

    assert wrong == []


def test_hostile_words_that_are_allowed_are_shown_as_words_on_every_page(clock: Clock) -> None:
    ana, ben = Somebody(SCRIPT[:80]), Somebody("Ben")
    ben.takes(ana.begins(SCRIPT, feeling=SCRIPT, help=SCRIPT, sign=SCRIPT, not_meant=SCRIPT, offer=SCRIPT))
    ben.folds(SCRIPT, SCRIPT)
    ben.sends(ben.at("questions", ben.question, "say-back", ana.member), text=SCRIPT, way="write")
    ana.sends(ana.at("questions", ana.question, "heard", ben.member), text=SCRIPT, heard="more")
    parts = dict.fromkeys(("because", "sign", "not_meant", "watch"), SCRIPT)
    for kind in ("ask", "offer", "limit"):
        ana.asks(f"If it rains, I will say {SCRIPT}", kind=kind, **parts)
        ben.term = ana.term
        ben.answers("yes", line=SCRIPT)
    ben.sends_job(ana.member, SCRIPT)
    ana.job = ben.job
    ana.answers_job("yes", line=SCRIPT)
    ana.sends(ana.at("asks", ana.job, "release"), line=SCRIPT)
    draft = ana.prepares(SCRIPT, help=SCRIPT, offer=SCRIPT)
    terms = sorted({part.split("/")[0] for part in ana.sees(ana.at()).split("/terms/")[1:]})
    known = {
        "alliance": [ana.alliance],
        "question": [ana.question],
        "term": terms,
        "ask": [ana.job],
        "draft": [draft],
        "member": [ana.member, ben.member],
        "step": ["answer", "wish", "feeling", "help", "sign", "not-meant", "offer", "sheet"],
        "kind": ["ask", "limit"],
    }

    pages = [
        each.client.get(path).content.decode()
        for path in paths(sorted(routes()), {"place": [NO_KEY], "token": ["x"], "part": ["sarah"]} | known)
        for each in (ana, ben)
    ]

    assert not [page for page in pages if "alert(1)</script>" in page or "<script>alert" in page]
    assert len([page for page in pages if escape(SCRIPT[:30]) in page]) > 20
    assert len(terms) == 3
