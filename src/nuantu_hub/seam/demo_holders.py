"""Public halves of a demonstration's holders of shares."""

from __future__ import annotations

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey


def derive_public(private: bytes) -> bytes:
    """The public half of an X25519 key of 32 bytes."""
    return X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()
