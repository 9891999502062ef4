"""Files of windows and handed shares: read as they were written, and refused by name where they are not whole."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from nuantu.core.errors import InputError
from nuantu.passes.escrow import EscrowWindow, Seat, open_window
from nuantu.passes.escrow_file import (
    HandedShare,
    read_handed_share,
    read_window_file,
    write_handed_share,
    write_window_file,
)

START_S = 1_795_305_600


@pytest.fixture
def window() -> EscrowWindow:
    """A window whose seats somebody holds."""
    publics = [X25519PrivateKey.generate().public_key().public_bytes_raw() for _ in range(3)]
    return open_window(7, START_S, [Seat(str(place), (public,)) for place, public in enumerate(publics)])


def test_a_window_is_written_and_read_again(window: EscrowWindow, tmp_path: Path) -> None:
    """With its rows."""
    path = tmp_path / "window.json"
    path.write_text(write_window_file(window, [b"row", b"\xff"]))

    assert read_window_file(path) == (window, [b"row", b"\xff"])


def test_a_handed_share_is_written_and_read_again(tmp_path: Path) -> None:
    """Byte by byte."""
    share = HandedShare(bytes(32), 2, b"\x01" * 32, b"sealed")
    (tmp_path / "handed.json").write_text(write_handed_share(share))

    assert read_handed_share(tmp_path / "handed.json") == share


@pytest.mark.parametrize(("change", "said"), [
    ({"format": "x"}, "no file of format"), ({"zone": -1}, "not whole"), ({"start_s": True}, "not whole"),
    ({"public": 3}, "not whole"), ({"public": "%"}, "not whole"), ({"shares": [{}]}, "not whole"),
    ({"rows": None}, "not whole"),
])
def test_a_window_that_is_not_whole_is_named(window: EscrowWindow, tmp_path: Path, change: dict, said: str) -> None:
    """Field by field."""
    path = tmp_path / "window.json"
    path.write_text(json.dumps(json.loads(write_window_file(window)) | change))

    with pytest.raises(InputError, match=said):
        read_window_file(path)


def test_what_is_no_file_of_ours_is_said(window: EscrowWindow, tmp_path: Path) -> None:
    """None there, no JSON, a window in place of a share."""
    path = tmp_path / "x.json"
    with pytest.raises(InputError, match="cannot be read"):
        read_window_file(path)
    path.write_bytes(b"\xff")
    with pytest.raises(InputError, match="no JSON in UTF-8"):
        read_window_file(path)
    path.write_text(write_window_file(window))
    with pytest.raises(InputError, match="no file of format nuantu-escrow-handed/1"):
        read_handed_share(path)
