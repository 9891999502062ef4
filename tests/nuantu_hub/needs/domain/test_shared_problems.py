"""What rooms further on tell of needs."""

from __future__ import annotations

import pytest

from nuantu_hub.needs.domain import shared_problems
from nuantu_hub.needs.domain.shared_problems import Findable, SharedProblem, list_findable, tell_shared


@pytest.fixture(autouse=True)
def own_registries(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only what a test fills in."""
    for name in ("TELLERS", "FINDABLE"):
        monkeypatch.setattr(shared_problems, name, [])


def test_every_teller_is_asked_once() -> None:
    """What two tell of different needs stands together; a need of no problem is left out."""
    one, two = SharedProblem("电梯", "/1", 3), SharedProblem("微波炉", "/2", 2)
    shared_problems.TELLERS += [lambda keys: {1: one} if 1 in keys else {}, lambda keys: {2: two} if 2 in keys else {}]

    assert tell_shared([1, 2, 3]) == {1: one, 2: two}


def test_a_need_is_found_by_the_words_that_were_told_first() -> None:
    """Words of nothing are none."""
    shared_problems.FINDABLE += [lambda: [Findable(1, "电梯"), Findable(2, "  ")],
                                 lambda: [Findable(1, "别的"), Findable(3, "门")]]

    assert list_findable() == [Findable(1, "电梯"), Findable(3, "门")]
