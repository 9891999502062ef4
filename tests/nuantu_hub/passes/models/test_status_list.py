"""A fresh list is empty and has a secret of its own."""

from __future__ import annotations

from nuantu_hub.passes.models import StatusList
from nuantu_hub.passes.models.status_list import LIST_BYTES, SECRET_BYTES


def test_a_fresh_list() -> None:
    one, other = StatusList(), StatusList()
    assert (len(one.bits), any(one.bits), len(one.secret_bytes)) == (LIST_BYTES, False, SECRET_BYTES)
    assert one.secret_bytes != other.secret_bytes
