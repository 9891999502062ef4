"""The trace at a gate: fixed by its formula, and different on each day and at each gate."""

from __future__ import annotations

from nuantu.passes.trace import derive_trace


def test_a_trace_is_a_truncated_hmac() -> None:
    """Test case 1 of RFC 4231 has data of eight bytes, "Hi There": its first eight bytes of HMAC-SHA-256."""
    assert derive_trace(b"\x0b" * 20, b"Hi There").hex() == "b0344c61d8db3853"


def test_another_day_leaves_another_trace() -> None:
    """The same credential under two day keys has nothing in common."""
    assert derive_trace(bytes(32), b"12345678") != derive_trace(b"\x01" * 32, b"12345678")
