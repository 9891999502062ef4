"""Keys of days: drawn once, forgotten, and marks that only they can make."""

from __future__ import annotations

import hmac

from nuantu.gates.day_keys import DayKeys


def test_a_days_key_is_drawn_once_and_by_chance() -> None:
    keys, others = DayKeys({}), DayKeys({})
    keys.draw(1)
    first = keys.find(1)
    keys.draw(1)
    others.draw(1)

    assert first is not None
    assert (keys.find(1), len(first), len(keys), keys.find(2)) == (first, 32, 1, None)
    assert others.find(1) != first


def test_days_before_one_are_forgotten() -> None:
    keys = DayKeys({day: bytes([day]) * 32 for day in range(1, 6)})

    assert (keys.forget(3), keys.forget(3)) == (True, False)
    assert keys.list_keys(1, 2, 3, 5, 5, 9) == ((3, b"\3" * 32), (5, b"\5" * 32))


def test_a_mark_is_eight_bytes_of_an_hmac_and_differs_from_that_of_a_use() -> None:
    key = bytes(range(32))
    keys = DayKeys({1: key, 2: key[::-1]})

    assert keys.mark(1, b"rider001") == hmac.digest(key, b"rider001", "sha256")[:8]
    assert keys.mark(2, b"rider001") != keys.mark(1, b"rider001")
    assert not keys.mark_use(1, b"rider001", 7).startswith(keys.mark(1, b"rider001"))
    assert len({keys.mark_use(1, b"rider001", step) for step in (-1, 0, 1, 2**64)}) == 4
