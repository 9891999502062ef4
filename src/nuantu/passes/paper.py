"""Codes on paper, for who has no smartphone: made beforehand for one gate and one hour, good there once.

A code on paper is an ordinary token. Its credential names ``PAPER_ZONE`` beside its zones, which the issuer alone can
write; its presentation answers, instead of the moment, a challenge that follows from gate and hour, and bears the last
step of the hour, so that the gate remembers its use until the hour is over. The device's key is forgotten when it is
printed. The verifier stays as it is: a gate that finds a token's moment wrong looks whether it is one on paper, and
then asks again with the hour's challenge. The answer is amber at best: paper can be copied, so a guard looks. Where the
gate asks for a challenge of its own, paper cannot answer it and stays red: whoever holds it takes the manual way.
"""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric import ec

from nuantu.passes.credential import decode_claims
from nuantu.passes.envelope import read_envelope
from nuantu.passes.presentation import STEP_S, Presentation, present, split_token
from nuantu.passes.replay import Replay
from nuantu.passes.verdict import Code, PassError, Verdict
from nuantu.passes.verify import GateContext, verify

#: The zone of credentials that are on paper; no gate lies in it.
PAPER_ZONE = 2**32 - 1
HOUR_S = 3_600
CHALLENGE_BYTES = 8
REASON = "a code on paper"
_MAYBE = frozenset({Code.E_STALE, Code.E_FUTURE, Code.E_REPLAY})


def find_hour_challenge(gate: int, hour: int) -> bytes:
    """What a code on paper answers at a gate in an hour (UTC seconds ÷ 3600): 8 bytes of a SHA-256."""
    return sha256(b"XT1 paper" + gate.to_bytes(4, "big") + hour.to_bytes(8, "big")).digest()[:CHALLENGE_BYTES]


def print_code(credential: bytes, device: ec.EllipticCurvePrivateKey, gate: int, hour: int) -> str:
    """The text of a code for a gate and an hour; who prints it forgets the device's key."""
    last_step = (hour + 1) * HOUR_S // STEP_S - 1
    return present(credential, Presentation(last_step, gate, find_hour_challenge(gate, hour)), device)


def is_on_paper(text: str) -> bool:
    """Whether a text says that it is on paper; nothing vouches for it yet."""
    try:
        claims = decode_claims(read_envelope(split_token(text).credential).payload)
    except PassError:
        return False
    return PAPER_ZONE in claims.zones


def verify_any(text: str, gate: GateContext, now_s: int, replay: Replay) -> Verdict:
    """What a gate says of a text, on a screen or on paper; as ``verify``, never an exception."""
    found = verify(text, gate, now_s, replay)
    if gate.challenge is None and found.code in _MAYBE and is_on_paper(text):
        hour = max(now_s, gate.floor_s) // HOUR_S
        challenge = find_hour_challenge(gate.descriptor.gate, hour)
        found = verify(text, replace(gate, challenge=challenge), now_s, replay)
    if found.code is Code.OK and is_on_paper(text):
        return Verdict(Code.OK_DEGRADED, REASON)
    return found
