"""The three stories of a house that shows itself: laid once, each whole or not at all."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import click
from django.utils import timezone

from comity.accounts.models import Person
from comity.demo import brian_and_boss, tom_and_sarah, zoe_and_suki
from comity.demo.telling import Telling
from comity.ledger.writing import writing

TALES = (zoe_and_suki.TALE, tom_and_sarah.TALE, brian_and_boss.TALE)


def lay(now: datetime | None = None, say: Callable[[str], None] = click.echo) -> None:
    """Tell the stories that are not there yet, on days before `now`, with a line for each."""
    for tale in TALES:
        with writing():
            there = Person.objects.filter(story__in=tale.parts).exists()
            if not there:
                tale.tell(Telling(now=now or timezone.now(), zone=tale.zone, at_work=tale.at_work))
        say(f"comity: {tale.name}: {'there already' if there else 'laid'}")
