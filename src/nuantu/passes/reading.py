"""A text read whole: its three parts, and what stands in them; nothing of it is true yet.

Nearly every token at a gate has one shape, which a single expression recognises at a third of the cost of reading it
value by value. It knows only heads in their shortest form, so that whatever it takes is deterministic CBOR; what it
does not take is read value by value, and only that says what is wrong. Both read the same where both do.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from nuantu.passes.canonical import decode_canonical
from nuantu.passes.credential import Credential, PassClass, decode_claims
from nuantu.passes.envelope import Envelope, read_envelope
from nuantu.passes.presentation import Presentation, Token, decode_presentation, split_parts, unwrap_text

_INT = rb"([\x00-\x17]|\x18[\x18-\xff]|\x19(?!\0)..|\x1a(?!\0\0)....)"
_TIME = rb"\x1a((?!\0\0)....)"
_PROTECTED = rb"(\xa2\x01([\x20-\x37])\x04\x48(.{8}))"
_CLAIMS = (rb"(\xa7\x01" + _INT + rb"\x04" + _TIME + rb"\x05" + _TIME + rb"\x07\x48(.{8})"
           rb"\x08\xa1\x01\xa4\x01\x02\x20\x01\x21\x58\x20(.{32})\x22([\xf4\xf5])"
           rb"\x3a\x00\x01\x11\x70\x83\x81" + _INT + rb"([\x01\x02])([\x00\x01])"
           rb"\x3a\x00\x01\x11\x71\x82" + _INT + _INT + rb")")
_SHOWN = rb"(\xa3\x01" + _TIME + rb"\x02" + _INT + rb"\x03\x44(.{4}))"
_USUAL = re.compile(rb"\x83\x58(.)(\xd2\x84\x4d" + _PROTECTED + rb"\xa0\x58(.)" + _CLAIMS + rb"\x58\x40(.{64}))"
                    rb"([\x40-\x57])" + _SHOWN + rb"\x58\x40(.{64})", re.DOTALL)
#: The head of an empty byte string, and that of the number -1 less the value that stands for -1.
_BYTES, _MINUS = 0x40, 0x1F
_KINDS = {bytes((one,)): one for one in PassClass}


class Reading(NamedTuple):
    """The parts of a text, and what stands in them."""

    token: Token
    envelope: Envelope
    credential: Credential
    presentation: Presentation


def read_token(text: str) -> Reading:
    """What a text says; ``PassError`` of code E_FORMAT or E_NONCANON where it does not have the form of a token."""
    data = unwrap_text(text)
    return match_usual(data) or read_any(data)


def read_any(data: bytes) -> Reading:
    """What the bytes of a text say, value by value."""
    token = split_parts(decode_canonical(data))
    envelope = read_envelope(token.credential)
    return Reading(token, envelope, decode_claims(envelope.payload), decode_presentation(token.presentation))


def match_usual(data: bytes) -> Reading | None:
    """The same for bytes of the usual shape; None for any other, good or bad."""
    found = _USUAL.fullmatch(data)
    if found is None:
        return None
    (size, signed, protected, alg, kid, length, claims, issuer, expires, begins, own, x, odd, zone, kind, level, number,
     entry, signature, head, shown, step, gate, nonce, seal) = found.groups()
    if size[0] != len(signed) or length[0] != len(claims) or head[0] - _BYTES != len(shown):
        return None
    credential = Credential(
        _read_int(issuer), int.from_bytes(begins, "big"), int.from_bytes(expires, "big"), own,
        (b"\x03" if odd == b"\xf5" else b"\x02") + x, (_read_int(zone),), _KINDS[kind], level[0],
        _read_int(number), _read_int(entry))
    return Reading(Token(signed, shown, seal), Envelope(protected, _MINUS - alg[0], kid, claims, signature), credential,
                   Presentation(int.from_bytes(step, "big"), _read_int(gate), nonce))


def _read_int(raw: bytes) -> int:
    return raw[0] if len(raw) == 1 else int.from_bytes(raw[1:], "big")
