"""The hub checks what a controller signed with the controller's own functions."""

from __future__ import annotations

from pathlib import Path

from nuantu.gates.signing import make_key
from nuantu_hub.seam.door_signing import NEW_DOOR, build_message, is_signed


def test_what_a_controller_signs_the_hub_believes_and_nothing_else(tmp_path: Path) -> None:
    key = make_key(tmp_path / "door.pem")
    headers = key.sign(NEW_DOOR, "POST", "/doors/v1/enrol", 1_767_225_600, b"{}")
    message = build_message("POST", "/doors/v1/enrol", 1_767_225_600, b"{}")

    assert is_signed(key.public, headers["Nuantu-Signature"], message)
    assert not is_signed(key.public, headers["Nuantu-Signature"], message + b" ")
    assert not is_signed(bytes(32), headers["Nuantu-Signature"], message)
