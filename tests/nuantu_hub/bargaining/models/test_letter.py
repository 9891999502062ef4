"""Letters of a talk."""

from __future__ import annotations

import pytest
from tests.nuantu_hub.bargaining.scene import ASKED, TALKING, Table

from nuantu_hub.bargaining.models import TalkLetter

pytestmark = pytest.mark.django_db


def test_letters_stand_in_the_order_in_which_they_were_handed_over(table: Table) -> None:
    for at, kind in ((TALKING, "reply"), (ASKED, "request")):
        TalkLetter.objects.create(talk=table.talk, kind=kind, side="workers", at=at, words="一", by=table.officer,
                                  made_at=TALKING)
    assert [one.kind for one in table.talk.letters.all()] == ["request", "reply"]
    assert table.talk.letters.first().unit == table.talk.unit
    assert str(table.talk.letters.first()).startswith("书面要约")
