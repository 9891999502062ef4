"""What the hub says of shares and windows: it tells a key from what is none, and a share from rubbish."""

from __future__ import annotations

import json

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from nuantu.passes.escrow_file import write_handed_share
from nuantu_hub.seam.errors import RunError
from nuantu_hub.seam.pass_escrow import HandedShare, is_holder_key, list_window_starts, read_handed

START_S = 1_795_320_000
SHARE = HandedShare(b"\x01" * 32, 2, b"\x02" * 32, b"sealed")


def test_a_key_is_told_from_what_is_none() -> None:
    public = X25519PrivateKey.generate().public_key().public_bytes_raw()

    assert [is_holder_key(one) for one in (public, public[:31], bytes(32), b"")] == [True, False, False, False]


def test_a_handed_share_is_read_or_refused_in_words() -> None:
    assert read_handed(write_handed_share(SHARE)) == SHARE
    whole = json.loads(write_handed_share(SHARE))
    for wrong in ("{", "[]", json.dumps(whole | {"seat": -1}), json.dumps(whole | {"to": "%"})):
        with pytest.raises(RunError, match="handed share"):
            read_handed(wrong)


def test_a_minute_close_to_an_edge_is_of_two_windows() -> None:
    assert list_window_starts(START_S + 60) == (START_S - 14_400, START_S)
    assert list_window_starts(START_S + 3_600) == (START_S,)
