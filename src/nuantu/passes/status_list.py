"""The list of revoked credentials: one bit each, 2^20 of them in a list, every list one file equal for everybody.

After the IETF's Token Status List, in the shape of a COSE_Sign1 with ``XS1:`` in front. What is compressed inside is
unpacked to twice the expected size at most, so that no file of a few kilobytes becomes one of a gigabyte.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field

from nuantu.passes.algorithms import SigningKey
from nuantu.passes.canonical import decode_canonical, encode_canonical
from nuantu.passes.envelope import sign_envelope
from nuantu.passes.fields import take_bytes, take_map, take_number, take_text, take_time
from nuantu.passes.trust_list import AHEAD_MAX_S, TrustList, find_signed
from nuantu.passes.verdict import Code, PassError

MAGIC = b"XS1:"
#: Entries of a list.
ENTRIES = 2**20
#: How often a gate asks for a new one, and how long one is good for without a word of warning, seconds.
TTL_S, LIFE_S = 900, 24 * 3600
#: Share of entries that are revoked without ever having been given out, so that the count of real ones does not show.
DECOYS = 0.05
_SIZE = ENTRIES // 8
_PACKED_MAX = _SIZE + 1_024
_SUB, _EXPIRES, _ISSUED, _TTL, _LIST = 2, 4, 6, 65534, 65533


@dataclass(frozen=True, slots=True)
class StatusList:
    """A list as of a moment; bit ``i % 8`` of byte ``i // 8``, from the lowest, says that entry ``i`` is revoked."""

    number: int
    issued_s: int
    expires_s: int
    bits: bytes = field(repr=False)

    def is_revoked(self, index: int) -> bool:
        """Whether an entry is revoked; one beyond the list's end is, since nothing can be said for it."""
        if not 0 <= index < len(self.bits) * 8:
            return True
        return bool(self.bits[index >> 3] >> (index & 7) & 1)


def name_list(number: int) -> str:
    """What a list is called inside its signature: where the hub serves it."""
    return f"/passes/v1/status/{number}"


def set_bits(revoked: Iterable[int]) -> bytes:
    """The bits of a whole list in which these entries are revoked."""
    bits = bytearray(_SIZE)
    for index in revoked:
        if not 0 <= index < ENTRIES:
            raise ValueError(f"{index} is no entry of a list")
        bits[index >> 3] |= 1 << (index & 7)
    return bytes(bits)


def write_status_list(number: int, bits: bytes, issued_s: int, key: SigningKey) -> bytes:
    """A list signed: ``XS1:`` and a COSE_Sign1, good for 24 hours."""
    return MAGIC + sign_envelope(encode_canonical({
        _SUB: name_list(number), _EXPIRES: issued_s + LIFE_S, _ISSUED: issued_s, _TTL: TTL_S,
        _LIST: {"bits": 1, "lst": zlib.compress(bits, 9)}}), key)


def read_status_list(data: bytes, number: int, trust: TrustList, held: StatusList | None, now_s: int) -> StatusList:
    """The list of some bytes, checked; one whose time is over is still a list, and says so by its age.

    Raises
    ------
    PassError
        E_FORMAT, E_NONCANON; E_KID, E_ALG, E_SIG, E_TRUST_EXPIRED; E_SCOPE where it is another list (raise the alarm);
        E_STALE where a newer one is held. One that was signed ahead of the reader's clock is taken: from such a one a
        clock that is behind learns the time.
    """
    if len(data) > 2 * _PACKED_MAX or data[:4] != MAGIC:
        raise PassError(Code.E_FORMAT, "no list of revoked credentials")
    found = take_map(decode_canonical(find_signed(data[4:], trust, "status", now_s)), "status list")
    if take_text(found, _SUB, "sub") != name_list(number):
        raise PassError(Code.E_SCOPE, "another list than the one asked for", field="sub")
    issued_s, expires_s = take_time(found, _ISSUED, "iat"), take_time(found, _EXPIRES, "exp")
    if held is not None and issued_s < held.issued_s:
        raise PassError(Code.E_STALE, "older than the list held", field="iat")
    if issued_s > now_s + AHEAD_MAX_S:
        raise PassError(Code.E_FUTURE, "signed ahead of the clock", field="iat")
    take_number(found, _TTL, "ttl")
    packed = take_map(found.get(_LIST), "list")
    if packed.get("bits") != 1 or type(packed.get("bits")) is not int:
        raise PassError(Code.E_FORMAT, "not one bit an entry", field="bits")
    return StatusList(number, issued_s, expires_s, unpack_bits(take_bytes({0: packed.get("lst")}, 0, "lst", 1,
                                                                          _PACKED_MAX)))


def unpack_bits(packed: bytes, expected: int = _SIZE) -> bytes:
    """The bits of a list; never more than twice the expected bytes are unpacked, and only the expected are taken."""
    stream = zlib.decompressobj()
    try:
        bits = stream.decompress(packed, 2 * expected)
    except zlib.error as error:
        raise PassError(Code.E_FORMAT, "not packed as zlib does", field="lst") from error
    if len(bits) != expected or not stream.eof or stream.unused_data:
        raise PassError(Code.E_FORMAT, "not of the size of a list", field="lst")
    return bits
