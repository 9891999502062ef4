"""Secrets split so that some of several holders must come together: Shamir's scheme over the field of 256 elements.

The field is that of AES (polynomial x^8 + x^4 + x^3 + x + 1). Byte ``i`` of share ``x`` is ``f_i(x)``, where ``f_i``
is a random polynomial of degree ``needed - 1`` with ``f_i(0)`` the secret's byte. Fewer shares than needed tell nothing
at all about the secret, whatever is tried. No index of a table depends on a secret.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from nuantu.core.errors import InputError

#: Holders of a window's key, and how many of them must open it together.
SEATS, NEEDED = 3, 2
_SHARES_MAX = 255
_POLYNOMIAL = 0x11B


@dataclass(frozen=True, slots=True)
class Share:
    """One share: at which point (1 to 255) and the values there, as many bytes as the secret has."""

    point: int
    values: bytes = field(repr=False)

    def pack(self) -> bytes:
        """The point in one byte, then the values."""
        return bytes((self.point,)) + self.values


def unpack_share(data: bytes) -> Share:
    """The share of ``Share.pack``."""
    if len(data) < 2 or data[0] == 0:
        raise InputError("this is no share", fix="hand in the share as it was opened, unchanged")
    return Share(data[0], data[1:])


def split_secret(secret: bytes, count: int = SEATS, needed: int = NEEDED) -> tuple[Share, ...]:
    """``count`` shares of a secret, any ``needed`` of which give it back."""
    if not 2 <= needed <= count <= _SHARES_MAX or not secret:
        raise InputError(f"a secret of {len(secret)} bytes cannot be split {needed} of {count}",
                         fix="need at least two of at most 255 shares of a secret that is not empty")
    rows = [secret, *(secrets.token_bytes(len(secret)) for _ in range(needed - 1))]
    return tuple(Share(point, _evaluate(rows, point)) for point in range(1, count + 1))


def combine_shares(shares: Sequence[Share], needed: int = NEEDED) -> bytes:
    """The secret of ``needed`` or more shares; whether they belong together only the secret itself can tell.

    Raises ``InputError`` for fewer different shares than needed, unequal lengths, or one point with two values.
    """
    found = {share.point: share.values for share in shares}
    if any(found[share.point] != share.values for share in shares):
        raise InputError("two shares stand at the same point and differ", fix="hand in each share once, unchanged")
    if len(found) < needed:
        raise InputError(f"{len(found)} of {needed} shares are there: they open nothing",
                         fix=f"ask {needed - len(found)} more of the holders to open their share")
    if len({len(values) for values in found.values()}) != 1:
        raise InputError("the shares differ in length", fix="hand in shares of one split")
    points = sorted(found)[:needed]
    weights = [_weigh(point, points) for point in points]
    return bytes(_sum_products(weights, column) for column in zip(*(found[point] for point in points), strict=True))


def require_one_line(shares: Sequence[Share], needed: int = NEEDED) -> None:
    """Refuse more shares than needed that do not agree: each pair of neighbours must give the same secret."""
    ordered = sorted(shares, key=lambda share: share.point)
    if needed == 2 and len({combine_shares(pair) for pair in pairwise(ordered)}) > 1:
        raise InputError("the shares do not belong together", fix="find out who handed in a share of something else")


def _evaluate(rows: Sequence[bytes], point: int) -> bytes:
    values = bytearray(len(rows[0]))
    for row in reversed(rows):
        for place, byte in enumerate(row):
            values[place] = _multiply(values[place], point) ^ byte
    return bytes(values)


def _weigh(point: int, points: Sequence[int]) -> int:
    """Lagrange's weight of a point for the value at 0; subtraction is exclusive or."""
    above, below = 1, 1
    for other in points:
        if other != point:
            above, below = _multiply(above, other), _multiply(below, other ^ point)
    return _multiply(above, _invert(below))


def _sum_products(weights: Sequence[int], column: Sequence[int]) -> int:
    total = 0
    for weight, value in zip(weights, column, strict=True):
        total ^= _multiply(value, weight)
    return total


def _multiply(left: int, right: int) -> int:
    product = 0
    for _ in range(8):
        product ^= left & -(right & 1)
        left = (left << 1) ^ (_POLYNOMIAL & -(left >> 7 & 1))
        right >>= 1
    return product


def _invert(value: int) -> int:
    """The inverse, ``value ** 254``: every element but 0 to the power of 255 is 1."""
    power = 1
    for _ in range(254):
        power = _multiply(power, value)
    return power
