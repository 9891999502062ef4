"""Doors: the codes that the hub shows, the seeds that it gives a phone, and how it knows whose request one is."""

from __future__ import annotations

import base64
from dataclasses import dataclass

from nuantu.gates import codes
from nuantu.gates.signing import SKEW_MAX_S, build_message, is_signed, show_fingerprint

__all__ = [
    "SERIALS", "SKEW_MAX_S", "STEP_S", "WINDOW_S", "Seed", "build_message", "draw_once_code", "find_end_s",
    "find_window", "is_signed", "list_seeds", "show_fingerprint"]

#: Once codes that one door can give out in a window of ten minutes.
SERIALS = codes.SERIALS
WINDOW_S = codes.WINDOW_S
STEP_S = codes.STEP_S


@dataclass(frozen=True, slots=True)
class Seed:
    """What a phone computes codes from between two moments (UTC seconds); base64, 32 bytes."""

    from_s: int
    until_s: int
    seed: str


def find_window(at_s: int) -> int:
    """The window of ten minutes that a moment lies in."""
    return codes.find_window(at_s)


def find_end_s(window: int) -> int:
    """Until when a once code of a window is taken: the end of the next one."""
    return (window + 2) * codes.WINDOW_S


def draw_once_code(secret: bytes, window: int, serial: int) -> str:
    """The eight digits of a window and a serial. Raises ValueError for a serial that is none."""
    return codes.derive_once_code(secret, window, serial)


def list_seeds(secret: bytes, number: int, at_s: int, spans: int = 2) -> list[Seed]:
    """The seeds of a number for the seven days that a moment lies in and for the spans after it."""
    first = codes.find_span(at_s)
    return [Seed(span * codes.SPAN_S, (span + 1) * codes.SPAN_S,
                 base64.b64encode(codes.derive_standing_seed(secret, number, span)).decode())
            for span in range(first, first + spans)]
