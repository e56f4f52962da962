"""Every address of the house, read from the resolver; whose it is, said here by hand."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import get_resolver

MEMBERS_ONLY = """
alliances/<alliance>/
alliances/<alliance>/places/
alliances/<alliance>/places/<place>/take-back/
alliances/<alliance>/places/<place>/admission/
alliances/<alliance>/history/
alliances/<alliance>/history/export/
alliances/<alliance>/leaving/
alliances/<alliance>/stay/
alliances/<alliance>/pause/
alliances/<alliance>/resume/
alliances/<alliance>/ready/
alliances/<alliance>/ready/prepare/
alliances/<alliance>/say/<kind>/
alliances/<alliance>/asks/
alliances/<alliance>/ask/<member>/
alliances/<alliance>/ask/<member>/fit/
alliances/<alliance>/asks/<ask>/
alliances/<alliance>/asks/<ask>/answer/
alliances/<alliance>/asks/<ask>/take-back/
alliances/<alliance>/asks/<ask>/release/
alliances/<alliance>/days-off/
alliances/<alliance>/questions/
alliances/<alliance>/questions/<question>/
alliances/<alliance>/questions/<question>/answer/<step>/
alliances/<alliance>/questions/<question>/unfold/
alliances/<alliance>/questions/<question>/open-mine/
alliances/<alliance>/questions/<question>/say-back/<member>/
alliances/<alliance>/questions/<question>/heard/<member>/
alliances/<alliance>/terms/<term>/
alliances/<alliance>/terms/<term>/answer/
alliances/<alliance>/terms/<term>/limit-answer/
alliances/<alliance>/terms/<term>/another-way/
alliances/<alliance>/terms/<term>/again/
alliances/<alliance>/terms/<term>/withdraw/
alliances/<alliance>/terms/<term>/take-back/
alliances/<alliance>/terms/<term>/card/
alliances/<alliance>/terms/<term>/look-back/
alliances/<alliance>/terms/<term>/look-back/unfold/
alliances/<alliance>/terms/<term>/look-back/one-more-week/
alliances/<alliance>/terms/<term>/look-back/calendar/
""".split()
"""Only members get anything else than the one page for what is not there."""

OWNERS_ONLY = """
prepare/<draft>/fold/
prepare/<draft>/aloud/
prepare/<draft>/drop/
prepare/<draft>/<step>/
door/<place>/<step>/
""".split()
"""The same, for whoever wrote a draft or took a link."""

BEARERS_ONLY = ["link/<token>/"]
"""Whoever holds the link."""

EVERYBODY = """
/
home/
free/
code/
begin/
prepare/
sign-in/
sign-out/
way-back/
settings/
settings/signed-in/
stories/
stories/<part>/
leave-page/
account/code/
account/code/confirm/
account/address/
account/address/confirm/
account/begin/
""".split()
"""Nothing in the address is anybody's."""

LISTED = [*MEMBERS_ONLY, *OWNERS_ONLY, *BEARERS_ONLY, *EVERYBODY]

CHANGING = [
    (re.compile(rb'(name="csrfmiddlewaretoken" value=")(\w+)'), rb"c"),
    (re.compile(rb'(name="act" value=")([0-9a-f]+)'), rb"a"),
    (re.compile(rb'(name="draft" value=")([0-9a-f]+)'), rb"d"),
]
"""What is drawn anew for every page: masked letter for letter, so that its length still counts."""


def routes(patterns: Any = None, before: str = "") -> set[str]:
    """Every route that the resolver knows, without the kinds of its parts."""
    found: set[str] = set()
    for each in get_resolver().url_patterns if patterns is None else patterns:
        route = before + re.sub(r"<\w+:", "<", str(each.pattern))
        found |= routes(each.url_patterns, route) if hasattr(each, "url_patterns") else {route or "/"}
    return found


def paths(listed: Sequence[str], known: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Every address that these routes make of the ids that are known."""
    for route in listed:
        parts = re.findall(r"<(\w+)>", route)
        for values in itertools.product(*(known[part] for part in parts)):
            path = route
            for part, value in zip(parts, values, strict=True):
                path = path.replace(f"<{part}>", value)
            yield f"/{path.lstrip('/')}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """All that a browser gets: there is nothing else in an answer."""

    status: int
    headers: tuple[tuple[str, str], ...]
    cookies: str
    body: bytes


def received(answer: HttpResponse) -> Received:
    """An answer, with what is drawn anew for every page masked."""
    body = bytes(answer.getvalue())
    for pattern, mark in CHANGING:
        body = pattern.sub(lambda found, mark=mark: found[1] + mark * len(found[2]), body)  # type: ignore[misc]
    masked = deepcopy(answer.cookies)  # the browser goes on with those it got
    for cookie in masked.values():
        cookie.set(cookie.key, "x" * len(cookie.value), "x" * len(cookie.coded_value))
        cookie["expires"] = "x" * len(cookie["expires"])
    cookies = masked.output(sep="\n")
    return Received(
        status=answer.status_code, headers=tuple(sorted(answer.headers.items())), cookies=cookies, body=body
    )


def everything(client: Client, known: Mapping[str, Sequence[str]]) -> dict[str, Received]:
    """What somebody receives at every address; an act sent to it is undone before the next."""
    found: dict[str, Received] = {}
    for path in paths(sorted(routes()), known):
        found[f"GET {path}"] = received(client.get(path))
    for path in paths([*MEMBERS_ONLY, *OWNERS_ONLY, *BEARERS_ONLY], known):
        with transaction.atomic():
            found[f"POST {path}"] = received(same_browser(client).post(path))
            transaction.set_rollback(True)
    return found


def same_browser(client: Client) -> Client:
    """A browser with the same cookies, so that what an answer does to them is not kept."""
    other = Client(raise_request_exception=client.raise_request_exception)
    other.cookies.load({name: cookie.value for name, cookie in client.cookies.items()})
    return other


def told(before: Mapping[str, Received], after: Mapping[str, Received]) -> list[str]:
    """The addresses at which two answers differ in a byte, a header, a cookie or their length."""
    return sorted(path for path in {*before, *after} if before.get(path) != after.get(path))
