"""A presentation: what a phone signs every 15 seconds for one gate, and the text that its screen shows."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from typing import Any, NamedTuple

from cryptography.hazmat.primitives.asymmetric import ec

from nuantu.passes.algorithms import sign_es256
from nuantu.passes.base45 import decode_base45, encode_base45
from nuantu.passes.canonical import decode_canonical, encode_canonical
from nuantu.passes.fields import TIME_END, take_bytes, take_map, take_number
from nuantu.passes.verdict import Code, PassError

PREFIX = "XT1:"
#: The longest text a verifier looks at.
TEXT_MAX = 900
#: Length of a step, seconds.
STEP_S = 15
NONCE_MIN, NONCE_MAX = 4, 8
_DOMAIN = b"XT1P"
_STEP, _GATE, _NONCE = 1, 2, 3

Sign = Callable[[bytes], bytes]


class Presentation(NamedTuple):
    """The step (UTC seconds ÷ 15), the gate it is for, and 4 random bytes or the gate's challenge of 4 to 8."""

    step: int
    gate: int
    nonce: bytes


class Token(NamedTuple):
    """The three parts of a text, as read: nothing of it is true yet."""

    credential: bytes
    presentation: bytes
    signature: bytes

    def __repr__(self) -> str:
        """Its presentation only."""
        return f"Token(presentation={self.presentation!r})"


def find_step(at_s: int) -> int:
    """The step of 15 seconds that a moment lies in."""
    return at_s // STEP_S


def encode_presentation(presentation: Presentation) -> bytes:
    """A presentation as deterministic CBOR."""
    return encode_canonical({_STEP: presentation.step, _GATE: presentation.gate, _NONCE: presentation.nonce})


def decode_presentation(data: bytes) -> Presentation:
    """A presentation of its bytes; ``PassError`` of code E_FORMAT or E_NONCANON."""
    found = take_map(decode_canonical(data), "presentation")
    if len(found) != 3:
        raise PassError(Code.E_FORMAT, "more or less than three things", field="presentation")
    return Presentation(take_number(found, _STEP, "step", TIME_END), take_number(found, _GATE, "gate"),
                        take_bytes(found, _NONCE, "nonce", NONCE_MIN, NONCE_MAX))


def build_message(credential: bytes, presentation: bytes) -> bytes:
    """What the device signs: a word of its own, the credential's SHA-256, the presentation."""
    return _DOMAIN + sha256(credential).digest() + presentation


def present(credential: bytes, presentation: Presentation, device: ec.EllipticCurvePrivateKey) -> str:
    """The text that a screen shows."""
    shown = encode_presentation(presentation)
    return join_token(Token(credential, shown, sign_es256(device, build_message(credential, shown))))


def join_token(token: Token) -> str:
    """Three parts as a text."""
    return PREFIX + encode_base45(encode_canonical([token.credential, token.presentation, token.signature]))


def split_token(text: str) -> Token:
    """The three parts of a text; ``PassError`` where it is too long, has another prefix or another form."""
    return split_parts(decode_canonical(unwrap_text(text)))


def unwrap_text(text: str) -> bytes:
    """The bytes that a text holds; ``PassError`` of code E_FORMAT where it is too long or no text of a token."""
    if len(text) > TEXT_MAX:
        raise PassError(Code.E_FORMAT, "longer than a pass can be")
    if not text.startswith(PREFIX):
        raise PassError(Code.E_FORMAT, "no pass of this kind")
    return decode_base45(text[len(PREFIX):])


def split_parts(found: Any) -> Token:
    """Three byte strings as the parts of a token; ``PassError`` of code E_FORMAT for anything else."""
    if type(found) is not list or len(found) != 3 or any(type(part) is not bytes for part in found):
        raise PassError(Code.E_FORMAT, "not three byte strings")
    return Token(*found)
