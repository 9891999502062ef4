"""A person works for several platforms at once, for each of them once."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from tests.nuantu_hub.people.membership_cast import make_person

from nuantu_hub.people.models import Engagement
from nuantu_hub.site.clock import now

pytestmark = pytest.mark.django_db


def test_a_platform_stands_open_once_and_again_after_it_ended() -> None:
    person = make_person("林小满")
    for platform in ("青禾配送", "远途货运"):
        Engagement.objects.create(person=person, platform=platform, since=now())
    with pytest.raises(IntegrityError), transaction.atomic():
        Engagement.objects.create(person=person, platform="青禾配送", since=now())
    Engagement.objects.filter(platform="青禾配送").update(until=now())
    Engagement.objects.create(person=person, platform="青禾配送", since=now())
    assert sorted(str(one) for one in person.engagements.filter(until=None)) == ["远途货运", "青禾配送"]
