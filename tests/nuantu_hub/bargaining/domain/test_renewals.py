"""When renewal may be asked for."""

from __future__ import annotations

from datetime import date

import pytest
from tests.nuantu_hub.bargaining.promise_scene import SHIPPED

from nuantu_hub.bargaining.domain.renewals import list_renewals, read_terms
from nuantu_hub.seam.promises import Term

TERM = Term("a", ("甲", "A"), "platform", date(2026, 1, 1), date(2026, 12, 31))


@pytest.mark.parametrize(("today", "left"), [(date(2026, 9, 29), None), (date(2026, 9, 30), 92),
                                             (date(2026, 12, 31), 0), (date(2027, 1, 1), None)])
def test_it_opens_three_months_before_and_closes_with_the_end(today: date, left: int | None) -> None:
    assert [one.left_days for one in list_renewals({"a": TERM}, today)] == ([] if left is None else [left])


def test_shipped_agreements_state_no_end_so_nothing_is_due() -> None:
    terms = read_terms(SHIPPED)
    assert "platform-2025" in terms
    assert list_renewals(terms, date(2026, 11, 1)) == []
