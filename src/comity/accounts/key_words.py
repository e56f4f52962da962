"""Six words that bring a person back: drawn at random, shown once, kept as a digest."""

from __future__ import annotations

import secrets

from comity.accounts.digests import keyed
from comity.accounts.models import KeyWords, Person
from comity.accounts.words import joined, word_list

COUNT = 6
PURPOSE = b"key words"


class StoryPerson(Exception):
    """A person of a story belongs to everybody, and has no way back of their own."""


def new(person: Person) -> tuple[str, ...]:
    """Draw six words for a person; from now on earlier ones are worth nothing."""
    if person.story:
        raise StoryPerson
    drawn = tuple(secrets.choice(word_list()) for _ in range(COUNT))
    digest = keyed(PURPOSE, joined("".join(drawn)))
    KeyWords.objects.update_or_create(person=person, defaults={"digest": digest})
    return drawn


def person_for(text: str) -> Person | None:
    """Whose words these are; the work is the same whether they are anybody's."""
    digest = keyed(PURPOSE, joined(text))
    found = KeyWords.objects.filter(digest=digest).select_related("person").first()
    return found.person if found else None


def has(person: Person) -> bool:
    """Tell whether a person has words."""
    return KeyWords.objects.filter(person=person).exists()
