"""What is derived from the entries can be dropped and made anew."""

import pytest

from comity.domain import people
from comity.ledger import projection
from comity.ledger.models import Membership
from tale import Tale

pytestmark = pytest.mark.django_db


def test_a_rebuilt_projection_is_the_one_that_was_followed(tale: Tale) -> None:
    other = Tale().begin()
    tale.tell(people.Pause(), by=tale.ana)
    other.tell(people.Leave(), by=other.ben)
    before = set(Membership.objects.values_list("alliance", "member", "part", "here"))

    made = projection.rebuild()

    assert made == 2
    assert set(Membership.objects.values_list("alliance", "member", "part", "here")) == before
    assert len(before) == 4


def test_a_projection_that_has_gone_wrong_is_put_right(tale: Tale) -> None:
    Membership.objects.filter(member=tale.ana).delete()
    Membership.objects.create(alliance=tale.alliance, member=tale.cleo, part="party", here="here")
    Membership.objects.create(alliance="f" * 32, member=tale.cleo, part="party", here="here")

    projection.rebuild()

    assert set(Membership.objects.values_list("member", flat=True)) == {tale.ana, tale.ben}
