"""A batch stands until its window is over or it was withdrawn."""

from __future__ import annotations

import pytest

from nuantu_hub.passes.domain.status_lists import find_start, open_list
from nuantu_hub.passes.models import IssuedBatch
from nuantu_hub.passes.models.issued_batch import WINDOW_S
from nuantu_hub.people.models import Account
from nuantu_hub.site.clock import now

pytestmark = pytest.mark.django_db


def test_what_stands(rider: Account) -> None:
    start = find_start(now())
    for ahead, withdrawn in ((-1, None), (0, None), (1, None), (0, now())):
        held = open_list(start + ahead * WINDOW_S, 1)
        IssuedBatch.objects.create(account=rider, status_list=held, credential_class=1, first=0, count=1, at=now(),
                                   start_s=held.start_s, withdrawn_at=withdrawn)
    assert [one.start_s - start for one in IssuedBatch.objects.standing_at(now())] == [0, WINDOW_S]
