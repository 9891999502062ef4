"""Codes of eight digits, derived from a door's secret by the hub, by a phone, and by the door itself.

A **once code** belongs to a window of ten minutes and a serial of 0 to 255; a **standing code** belongs to a number on
the door's list and a step of thirty seconds. Both are the first 48 bits of an HMAC-SHA256, read as a big-endian number,
modulo 10^8, written with leading zeroes. Messages are ASCII, so that a vendor's C and a browser's WebCrypto arrive
at the same digits; ``docs/door.md`` has worked vectors.

Nothing here reads a clock: times are UTC seconds since 1970, given by whoever asks.
"""

from __future__ import annotations

import hmac

DIGITS = 8
SECRET_BYTES = 32
#: Length of a window of once codes, seconds. A code is taken in its window and in the next.
WINDOW_S = 600
#: Serials of a window: as many once codes can be given out for one door in ten minutes.
SERIALS = 256
#: Length of a step of standing codes, seconds.
STEP_S = 30
#: Seconds for which one seed of a standing key serves: seven days, counted from the Thursday that began 1970.
SPAN_S = 7 * 86_400

_MODULUS = 10**DIGITS
_NUMBER_END = 2**53  # what a browser counts exactly


def find_window(at_s: int) -> int:
    """The window of ten minutes that a moment lies in."""
    return at_s // WINDOW_S


def find_step(at_s: int) -> int:
    """The step of thirty seconds that a moment lies in."""
    return at_s // STEP_S


def find_span(at_s: int) -> int:
    """The seven days that a moment lies in; a step never lies in two."""
    return at_s // SPAN_S


def derive_once_code(secret: bytes, window: int, serial: int) -> str:
    """The once code of a window and a serial.

    Raises
    ------
    ValueError
        Where the secret has not 32 bytes, the window is negative, or the serial is not one of 0 to 255.
    """
    _check_secret(secret)
    _check_number("window", window)
    if not 0 <= serial < SERIALS:
        raise ValueError(f"serial {serial} is not one of 0 to {SERIALS - 1}")
    return _truncate(hmac.digest(secret, b"once|%d|%d" % (window, serial), "sha256"))


def list_once_codes(secret: bytes, window: int) -> dict[str, tuple[int, ...]]:
    """All once codes of a window with their serials; two serials share a code about once in three thousand windows."""
    _check_secret(secret)
    _check_number("window", window)
    found: dict[str, tuple[int, ...]] = {}
    for serial in range(SERIALS):
        code = _truncate(hmac.digest(secret, b"once|%d|%d" % (window, serial), "sha256"))
        found[code] = (*found.get(code, ()), serial)
    return found


def derive_standing_seed(secret: bytes, number: int, span: int) -> bytes:
    """The seed of a standing key for seven days, 32 bytes: what the holder's phone is given.

    It says nothing about other numbers or other days, so that a lost phone compromises one key for a week at most.
    """
    _check_secret(secret)
    _check_number("number", number)
    _check_number("span", span)
    return hmac.digest(secret, b"standing|%d|%d" % (number, span), "sha256")


def derive_standing_code(seed: bytes, step: int) -> str:
    """The code of a standing key in a step of thirty seconds; ``seed`` is that of the span the step lies in."""
    _check_secret(seed)
    _check_number("step", step)
    return _truncate(hmac.digest(seed, b"step|%d" % step, "sha256"))


def is_code(text: str) -> bool:
    """Whether a text has the form of a code: eight ASCII digits."""
    return len(text) == DIGITS and text.isascii() and text.isdigit()


def _truncate(digest: bytes) -> str:
    return f"{int.from_bytes(digest[:6], 'big') % _MODULUS:0{DIGITS}d}"


def _check_secret(secret: bytes) -> None:
    if len(secret) != SECRET_BYTES:
        raise ValueError(f"a secret has {SECRET_BYTES} bytes, not {len(secret)}")


def _check_number(name: str, value: int) -> None:
    if not 0 <= value < _NUMBER_END:
        raise ValueError(f"{name} {value} is not a whole number of 0 to 2^53")
