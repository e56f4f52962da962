"""People: no address, no name, no password needed; one for each part in a story."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction

from comity.accounts.models import Person
from comity.accounts.signing_in import Backend

pytestmark = pytest.mark.django_db


def test_a_person_needs_nothing() -> None:
    person = Person.objects.create()

    assert person.is_authenticated
    assert Backend().get_user(person.pk) == person
    assert Backend().authenticate(None, username=str(person.pk), password="") is None


def test_there_is_no_password_and_no_last_visit_anywhere() -> None:
    person = Person.objects.create()
    with connection.cursor() as cursor:
        columns = {column.name for column in connection.introspection.get_table_description(cursor, "accounts_person")}

    assert columns == {"id", "name", "zone", "language", "theme", "story"}
    assert not person.has_usable_password()
    assert not person.check_password("")
    with pytest.raises(NotImplementedError):
        person.set_password("anything")


def test_each_part_in_a_story_is_one_person() -> None:
    Person.objects.create(story="tom")
    Person.objects.create()
    Person.objects.create()

    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.create(story="tom")


def test_the_database_refuses_a_theme_we_do_not_have() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.create(theme="neon")
