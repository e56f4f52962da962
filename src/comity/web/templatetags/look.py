"""The look's own words for templates: `{% load look %}`.

Blocks of base.html
    title (neutral: a question, never a name), preview (what a link's preview says), robots,
    header_extra (name, History), page_class ("wide", "wide alliance"), main, foot

Tags
    {% way "term" alliance id %}       the same as url, several times as fast
    {% file "web/a.css" %}             the same as static, looked up once
    {% ink 1 %}                        the class of the person who joined first: x-woad; {% ink 8 %}: x-rust again
    {% ink 2 "y" %}                    the same as a second thread: y-rust
    {% name "Sarah" 1 %}               a name in its ink
    {% seam "trying" 1 2 %}            the seam beside a term: living, trying, talking, stands, ended; asker or
                                       owner first, then the others; numbers or one list of them
    {% knot 1 2 %}                     the reef knot in two inks; "apart" for an alliance with nothing in it yet,
                                       "small" for lists: {% knot 1 2 "apart" %}, {% knot "small" %} in ink alone
    {% inline form.name %}             a labelled one-line field inside a sentence; {% inline form.wish "ruled" %} a
                                       ruled one; `as` keeps it for a blocktranslate

Filters
    {{ words|stop }}                   ends a sentence that its writer left open
    {{ words|unstop }}                 takes the full stop away where our sentence goes on

Parts (`{% include "parts/..." with ... only %}`)
    parts/term.html      state inks (list of joining numbers) who (one name) to (other names, may be empty) words
                         because sign not_meant times watch status wording (2 or more) url
    parts/fold.html      name number            one folded sheet
    parts/sheet.html     name number words feeling declined   one open sheet
    parts/reveal.html    sheets (list of {name, number, words, feeling, declined}): both folded, "Open both", both open
    parts/field.html     field label about (a line under the label) rows max short autofocus capital ("none" where
                         it goes on with our sentence) errors and kept text come with the field
    parts/errors.html    field | errors         what keeps a form from going on, beside its field
    parts/hint.html      hint id                one wording hint: "Change it", "Keep my words"
    parts/answers.html   answers (list of {value, label}) name      buttons of one size, two by two
    parts/for_instance.html  samples (list of sentences)
    parts/now.html       what sign until        the highlighter; sign is what its owner wrote
    parts/message.html   text id sms            a ready message: share, copy, sms
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django import template
from django.forms import BoundField
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import conditional_escape, escape, format_html
from django.utils.safestring import SafeString

from comity.web.ways import way

register = template.Library()

INKS = ("woad", "rust", "moss", "iris", "oak", "madder")
THREADS = ("x", "y", "z", "w")
STATES = ("living", "trying", "talking", "stands", "ended")
TIED = ("0 0 88 28", "M1 9H33M40 9H50a5 5 0 0 1 0 10H1", "M87 19H54M47 19H38a5 5 0 0 1 0-10H87")
APART = ("-18 0 124 28", "M-16 9H33a5 5 0 0 1 0 10H-16", "M104 19H55a5 5 0 0 1 0-10H104")
"""The reef knot: its frame, and a thread each; under a crossing a thread is left out."""
STOPS = (".", "!", "?", "…", "。", "؟", ":", "”", ")")


@register.simple_tag(name="way")
def way_to(name: str, *ids: str) -> str:
    """An address, found faster than by `url`."""
    return way(name, *ids)


@register.simple_tag(name="file")
@lru_cache(maxsize=64)
def file(path: str) -> str:
    """The address of a static file, which stays what it is for as long as a process lives."""
    return static(path)


@register.simple_tag(name="ink")
def ink(number: int, thread: str = "x") -> str:
    """The classes of a member's ink by the order of joining; the second six are underlined."""
    place = max(int(number or 1), 1) - 1
    again = " again" if place % 12 >= len(INKS) and thread == "x" else ""
    return f"{thread}-{INKS[place % len(INKS)]}{again}"


@register.simple_tag(name="name")
def name(called: str, number: int) -> SafeString:
    """A name in its ink."""
    return format_html('<bdi class="name {}">{}</bdi>', ink(number), called)


@register.simple_tag(name="seam")
def seam(state: str, *numbers: Any) -> SafeString:
    """The seam beside a term; the words beside it say the same, so that readers aloud pass over it."""
    if state not in STATES:
        raise template.TemplateSyntaxError(f"no such stitch: {state}")
    return _seam(state, tuple(_flat(numbers)))


@lru_cache(maxsize=256)
def _seam(state: str, inks: tuple[int, ...]) -> SafeString:
    """A page has dozens of seams, few of them different."""
    classes = [ink(number, thread).split()[0] for number, thread in zip(inks, THREADS, strict=False)]
    return format_html('<i class="seam {} {}" aria-hidden="true"></i>', state, " ".join([*_count(len(inks)), *classes]))


@register.simple_tag(name="knot")
def knot(*given: Any) -> SafeString:
    """The reef knot of two threads; its ends lie apart while nothing holds."""
    looks = [each for each in given if isinstance(each, str)]
    inks = [ink(each, thread).split()[0] for each, thread in zip(_numbers(given), THREADS, strict=False)]
    return format_html(
        '<svg class="knot {}" viewBox="{}" aria-hidden="true" focusable="false">'
        '<path d="{}"/><path class="y" d="{}"/></svg>',
        " ".join([*looks, *inks[:2]]),
        *(APART if "apart" in looks else TIED),
    )


@register.simple_tag(name="inline")
def inline(field: BoundField, look: str = "") -> SafeString:
    """A labelled field to stand inside a sentence."""
    return render_to_string("parts/inline.html", {"field": field, "ruled": look == "ruled"})


def filled(sentence: str, **parts: Any) -> SafeString:
    """A sentence with its parts in it, for where a template takes too long; what is not markup is made harmless."""
    return SafeString(escape(sentence) % {part: conditional_escape(value) for part, value in parts.items()})


@register.filter
def stop(words: str) -> str:
    """The words as a whole sentence, whether or not their writer set the full stop; what holds markup is whole."""
    if isinstance(words, SafeString):
        return words
    words = str(words or "").rstrip()
    return words if not words or words.endswith(STOPS) else f"{words}."


@register.filter
def unstop(words: str) -> str:
    """The words without their full stop, where our sentence goes on behind them."""
    words = str(words or "").rstrip()
    return words[:-1] if words.endswith(".") and not words.endswith("..") else words


def _numbers(given: Iterable[Any]) -> list[int]:
    return [int(each) for each in _flat(given) if not isinstance(each, str)]


def _flat(given: Iterable[Any]) -> Iterable[Any]:
    for each in given:
        if isinstance(each, list | tuple):
            yield from _flat(each)
        else:
            yield each


def _count(inks: int) -> list[str]:
    if inks > len(THREADS):
        return ["of-many"]
    return [f"of-{inks}"] if inks > 2 else []
