"""A demonstration's holders have public halves that open nothing by themselves."""

from __future__ import annotations

from nuantu_hub.seam.demo_holders import derive_public


def test_the_public_half_follows_from_the_private() -> None:
    assert derive_public(bytes(32)) == derive_public(bytes(32)) != derive_public(bytes([2]) * 32)
    assert len(derive_public(bytes(32))) == 32
