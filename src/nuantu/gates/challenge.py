"""The number that a lane asks a rider's phone for, so that no picture of a code shown elsewhere can pass.

It is six digits, drawn at random, good for one code and for ninety seconds. The phone answers its ASCII in place of
the nonce of a presentation.
"""

from __future__ import annotations

import secrets

DIGITS = 6
#: How long a number is good, seconds of a steady clock; then another one is shown.
LIFE_S = 90.0


class Challenge:
    """What one lane asks for. ``always`` asks every rider, else the one for whom the guard wants it."""

    def __init__(self, *, always: bool = False) -> None:
        self.always = always
        self._digits: str | None = None
        self._until = 0.0
        self._asks = always

    def ask(self, at: float) -> str:
        """Ask from now on, with a fresh number."""
        self._asks = True
        self._draw(at)
        return self._digits or ""

    def find(self, at: float) -> str | None:
        """The number that is good now; a fresh one where the last one ended; None where nobody is asked."""
        if not self._asks:
            return None
        if self._digits is None or at >= self._until:
            self._draw(at)
        return self._digits

    def count_left(self, at: float) -> int:
        """Seconds that the number is still good; 0 where there is none."""
        return max(0, round(self._until - at)) if self._digits is not None else 0

    def use(self) -> None:
        """A code has answered it: it is good no more, whether or not the lane is released in the end."""
        self._digits = None

    def end(self) -> None:
        """Ask no more, unless everybody is asked."""
        self._digits, self._asks = None, self.always

    def _draw(self, at: float) -> None:
        before = self._digits
        while self._digits == before:
            self._digits = f"{secrets.randbelow(10 ** DIGITS):0{DIGITS}}"
        self._until = at + LIFE_S
