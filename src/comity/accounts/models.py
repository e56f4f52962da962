"""People, their seats in alliances, their ways back, the links they send, the browsers they use."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.utils.crypto import salted_hmac

NAME_LENGTH = 80


class Person(AbstractBaseUser):
    """Someone who uses this house; needs neither an address nor a name, and never has a password.

    Addresses are kept by allauth alone. There is no column for a password, nor for the last visit.
    """

    password = None  # type: ignore[assignment]
    last_login = None

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=NAME_LENGTH, blank=True, default="")
    zone = models.CharField(max_length=64, blank=True, default="")
    language = models.CharField(max_length=16, blank=True, default="")
    theme = models.CharField(max_length=8, blank=True, default="")
    story = models.SlugField(max_length=40, blank=True, default="")

    objects = models.Manager["Person"]()

    USERNAME_FIELD = "id"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = [
            models.CheckConstraint(name="theme_is_one_we_have", condition=models.Q(theme__in=["", "light", "dark"])),
            models.UniqueConstraint(
                name="one_person_a_part_in_a_story",
                fields=["story"],
                condition=~models.Q(story=""),
            ),
        ]

    def __str__(self) -> str:
        return self.id.hex

    def clean(self) -> None:
        """Nothing to do: the primary key is no name that could be written in two ways."""

    def set_password(self, raw_password: Any) -> None:
        """Refuse: nobody signs in with a password here."""
        raise NotImplementedError

    def set_unusable_password(self) -> None:
        """Nothing to do: there is none."""

    def check_password(self, raw_password: str | None) -> bool:  # noqa: ARG002 (the parent's shape)
        """Tell that no password is right."""
        return False

    def has_usable_password(self) -> bool:
        """Tell that there is no password."""
        return False

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        return salted_hmac("comity.accounts.Person", self.id.hex, secret=secret).hexdigest()


class Seat(models.Model):
    """Who sits where: the only place that knows a member's name and person. Erasing it names nobody."""

    alliance = models.CharField(max_length=32)
    member = models.CharField(max_length=32)
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="seats")
    name = models.CharField(max_length=NAME_LENGTH, blank=True, default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["alliance", "member"], name="one_seat_a_member")]

    def __str__(self) -> str:
        return f"{self.alliance} {self.member}"


class KeyWords(models.Model):
    """A person's own way back: a keyed digest of six words, which nobody here can read again."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="key_words")
    digest = models.CharField(max_length=64, unique=True)

    def __str__(self) -> str:
        return str(self.person_id)


class Invitation(models.Model):
    """The mechanics of a link; its place in an alliance is in the ledger, under the same id."""

    id = models.CharField(primary_key=True, max_length=32)
    alliance = models.CharField(max_length=32, db_index=True)
    made_by = models.CharField(max_length=32)
    to_name = models.CharField(max_length=NAME_LENGTH)
    token_digest = models.CharField(max_length=64, unique=True)
    code_digest = models.CharField(max_length=64, unique=True)
    token_box = models.BinaryField()
    last_day = models.DateField()
    ends = models.DateTimeField()
    taken = models.BooleanField(default=False)
    taken_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="links_taken")
    taken_back = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="taken_by_only_if_taken",
                condition=models.Q(taken=True) | models.Q(taken_by__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return self.id


class Session(AbstractBaseSession):
    """A browser that is remembered: under a digest of its key, with its person, and nothing about the device."""

    session_key = models.CharField(primary_key=True, max_length=64)
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.CASCADE, related_name="sessions")

    def __str__(self) -> str:
        return self.session_key[:8]
