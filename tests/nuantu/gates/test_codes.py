"""Codes are those of the worked vectors, and say nothing beyond themselves."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nuantu.gates import codes

SECRET = bytes(range(32))
#: 2026-01-01 00:00 UTC.
NEW_YEAR_S = 1_767_225_600
SECRETS = st.binary(min_size=32, max_size=32)


def _digits_by_definition(key: bytes, message: str) -> str:
    """HMAC as RFC 2104 writes it down, then the truncation, with nothing of the module under test."""
    padded = key.ljust(64, b"\0")
    inner = sha256(bytes(byte ^ 0x36 for byte in padded) + message.encode()).digest()
    outer = sha256(bytes(byte ^ 0x5C for byte in padded) + inner).hexdigest()
    return str(int(outer[:12], 16) % 100_000_000).rjust(8, "0")


def test_the_vectors_of_the_document_hold() -> None:
    window, span, step = (codes.find_window(NEW_YEAR_S), codes.find_span(NEW_YEAR_S), codes.find_step(NEW_YEAR_S))
    seed = codes.derive_standing_seed(SECRET, 7, span)

    assert (window, span, step) == (2_945_376, 2_922, 58_907_520)
    assert [codes.derive_once_code(SECRET, window, serial) for serial in (0, 1, 255)] == [
        "91906075", "21387733", "24644520"]
    assert codes.derive_once_code(SECRET, 36, 127) == "00001733"
    assert seed.hex() == "46fbe75bb4b22940243f50ba45560a68a64bf5a4afa74ba14d89652e511abceb"
    assert [codes.derive_standing_code(seed, step + later) for later in (0, 1)] == ["62587792", "23362677"]


def test_the_document_shows_these_vectors() -> None:
    told = (Path(__file__).resolve().parents[3] / "docs" / "door.md").read_text()

    assert [one for one in ("2945376", "2922", "58907520", "91906075", "21387733", "24644520", "00001733", "71908971",
                            "46fbe75bb4b22940243f50ba45560a68a64bf5a4afa74ba14d89652e511abceb", "62587792", "23362677")
            if f"`{one}`" not in told and f" {one}" not in told] == []


@given(SECRETS, st.integers(0, 2**53 - 1), st.integers(0, 255))
def test_a_once_code_follows_from_the_definition(secret: bytes, window: int, serial: int) -> None:
    assert codes.derive_once_code(secret, window, serial) == _digits_by_definition(secret, f"once|{window}|{serial}")


@given(SECRETS, st.integers(0, 2**53 - 1), st.integers(0, 2**40))
def test_a_standing_code_follows_from_the_definition(secret: bytes, number: int, step: int) -> None:
    seed = codes.derive_standing_seed(secret, number, codes.find_span(step * codes.STEP_S))

    assert codes.derive_standing_code(seed, step) == _digits_by_definition(seed, f"step|{step}")


def test_all_codes_of_a_window_are_found_with_their_serials() -> None:
    found = codes.list_once_codes(SECRET, 2_945_376)

    assert sorted(serial for serials in found.values() for serial in serials) == list(range(256))
    assert all(codes.derive_once_code(SECRET, 2_945_376, serial) == code
               for code, serials in found.items() for serial in serials)


def test_two_serials_that_share_a_code_are_both_kept() -> None:
    assert codes.list_once_codes(SECRET, 2_949_197)["71908971"] == (158, 194)


def test_a_step_never_lies_in_two_spans() -> None:
    assert codes.SPAN_S % codes.STEP_S == 0


def test_another_number_another_week_and_another_door_have_other_seeds() -> None:
    seeds = {codes.derive_standing_seed(secret, number, span)
             for secret in (SECRET, bytes(32)) for number in (1, 2) for span in (5, 6)}

    assert len(seeds) == 8


@pytest.mark.parametrize("ask", [
    lambda: codes.derive_once_code(bytes(31), 1, 1),
    lambda: codes.derive_once_code(SECRET, -1, 1),
    lambda: codes.derive_once_code(SECRET, 1, 256),
    lambda: codes.derive_once_code(SECRET, 1, -1),
    lambda: codes.list_once_codes(bytes(33), 1),
    lambda: codes.derive_standing_seed(SECRET, 2**53, 1),
    lambda: codes.derive_standing_seed(SECRET, 1, -1),
    lambda: codes.derive_standing_code(b"", 1),
    lambda: codes.derive_standing_code(SECRET, -1),
])
def test_what_is_no_secret_window_or_serial_is_refused(ask: object) -> None:
    with pytest.raises(ValueError, match=r"secret|serial|window|number|span|step"):
        ask()  # type: ignore[operator]


@pytest.mark.parametrize(("text", "is_one"), [
    ("01234567", True), ("1234567", False), ("123456789", False), ("1234567a", False), ("１２３４５６７８", False),
    ("", False), (" 1234567", False), ("+1234567", False),
])
def test_a_code_is_eight_digits_of_a_keypad(text: str, is_one: bool) -> None:
    assert codes.is_code(text) is is_one
