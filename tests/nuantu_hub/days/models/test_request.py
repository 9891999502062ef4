"""A request belongs to whom it belongs without naming them."""

from __future__ import annotations

import uuid

import pytest
from django.contrib.auth.models import AnonymousUser

from nuantu_hub.days.domain.asking import Ground, open_request
from nuantu_hub.days.models import Link, Request, Run
from nuantu_hub.days.models.request import own_key
from nuantu_hub.people.models import Account

pytestmark = pytest.mark.django_db


def test_only_the_owner_and_those_who_owe_the_answer_see_a_request(link: Link, run: Run, rider: Account,
                                                                  other_rider: Account, officer: Account,
                                                                  reviewer: Account, bystander: Account) -> None:
    made = open_request(account=rider, run=run, ground=Ground("YG-piece-rate", "P21"), words="少了",
                        token=uuid.uuid4())
    seen = [list(Request.objects.visible_to(one)) for one in (rider, officer, other_rider, reviewer, bystander,
                                                             AnonymousUser())]
    assert seen == [[made], [made], [], [], [], []]
    assert (own_key(rider) != own_key(other_rider), own_key(rider) == made.owner_key) == (True, True)
    assert (made.number, made.waits) == (made.pk.hex[:6].upper(), True)
