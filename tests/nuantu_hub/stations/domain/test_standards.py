"""The standard that holds is the last adopted one; a version in force is never changed."""

from __future__ import annotations

from uuid import uuid4

import pytest
from tests.nuantu_hub.stations.star_cast import at

from nuantu_hub.people.models import Account
from nuantu_hub.seam.stars import shipped_standard, shipped_text
from nuantu_hub.stations.domain.standards import adopt_standard, read_held, version_now
from nuantu_hub.stations.errors import StationRefused
from nuantu_hub.stations.models import Standard

pytestmark = pytest.mark.django_db
NEW = """  - number: 3
    based_on: 2
    in_force_from: 2027-01-01
    term_days: 180
"""


def test_the_shipped_one_holds_until_another_is_adopted(steward: Account) -> None:
    token = uuid4()
    with at():
        assert read_held() == shipped_standard()
        assert version_now().number == 1
        made = adopt_standard(by=steward, text=shipped_text() + NEW, note="一年改半年", token=token)
        assert adopt_standard(by=steward, text="", note="", token=token) == made
        assert [version.number for version in read_held().versions] == [1, 2, 3]
    with at(400):
        assert (version_now().number, version_now().term_days) == (3, 180)
    assert Standard.objects.get() == made


@pytest.mark.parametrize(("text", "note", "what"), [
    (shipped_text() + NEW, " ", "没有写改了什么"),
    ("a: [", "改", "这份标准读不了"),
    (shipped_text().replace("at_least: 30", "at_least: 40"), "改", "第 1 版已经生效，不能改也不能删"),
    (shipped_text() + NEW.replace("2027-01-01", "2026-04-02"), "改", ""),
    (shipped_text().replace("  - number: 2\n", "  - number: 4\n").replace("2026-04-01", "2025-01-01"), "改",
     "第 4 版的生效日期已经过去"),
])
def test_what_is_in_force_stays_and_what_is_new_lies_ahead(steward: Account, text: str, note: str, what: str) -> None:
    with at():
        if not what:
            assert adopt_standard(by=steward, text=text, note=note, token=uuid4()).note == "改"
            return
        with pytest.raises(StationRefused, match=what):
            adopt_standard(by=steward, text=text, note=note, token=uuid4())
    assert not Standard.objects.exists()
