"""A small invented world of passes: three roots, an issuer, a compound's gate, a station's door, and riders."""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec

from nuantu.passes.algorithms import SigningKey, make_signing_key, write_point
from nuantu.passes.credential import Credential, PassClass, find_window, issue_credentials
from nuantu.passes.descriptor import Descriptor, read_descriptor, write_descriptor
from nuantu.passes.policy import Policy, write_policy
from nuantu.passes.presentation import Presentation, find_step, present
from nuantu.passes.replay import ReplayCache
from nuantu.passes.status_list import StatusList, read_status_list, set_bits, write_status_list
from nuantu.passes.trust_list import (
    LIFE_S,
    TrustedKey,
    TrustList,
    encode_trust_payload,
    join_trust_list,
    read_trust_list,
    sign_trust_payload,
)
from nuantu.passes.verdict import Verdict
from nuantu.passes.verify import GateContext, verify

#: 2026-11-23, Monday, 12:10:07 in Beijing.
NOON_S = 1_795_407_007
DAY_S = 86_400
GATE, OTHER_GATE, DOOR, ZONE, LIST = 40_001, 40_002, 70_001, 1, 3


def write_trust(keys: tuple[TrustedKey, ...], roots: list[SigningKey], *, version: int = 7,
                issued_s: int = NOON_S - 600, life_s: int = LIFE_S) -> bytes:
    """A list of whom to trust, signed by these roots."""
    payload = encode_trust_payload(TrustList(version, issued_s, issued_s + life_s, keys))
    return join_trust_list(payload, [sign_trust_payload(payload, root) for root in roots])


def trust_key(key: SigningKey, *uses: Any, **changed: Any) -> TrustedKey:
    """A key on the list: for everything and both classes unless told otherwise."""
    one = TrustedKey(key.public.kid, key.public, NOON_S - 3 * DAY_S, NOON_S + 5 * DAY_S,
                     frozenset(uses or ("credential", "descriptor", "policy", "status")), frozenset(PassClass))
    return replace(one, **changed)


@dataclass
class Rider:
    """A phone with one credential."""

    device: ec.EllipticCurvePrivateKey
    claims: Credential
    credential: bytes

    def show(self, at_s: int = NOON_S, gate: int = GATE, nonce: bytes = b"\x01\x02\x03\x04",
             step: int | None = None) -> str:
        """The text on the screen at a moment, for a gate."""
        shown = Presentation(find_step(at_s) if step is None else step, gate, nonce)
        return present(self.credential, shown, self.device)


@dataclass
class World:
    """Keys, lists and gates of one issuer; everything signed and read back by the real functions."""

    seed: int = 1
    roots: list[SigningKey] = field(default_factory=lambda: [make_signing_key() for _ in range(3)])
    issuer: SigningKey = field(default_factory=make_signing_key)
    revoked: tuple[int, ...] = (77,)

    def __post_init__(self) -> None:
        self.random = random.Random(self.seed)
        self.trust_bytes = write_trust((trust_key(self.issuer),), self.roots[:2])
        self.trust = read_trust_list(self.trust_bytes, [root.public for root in self.roots], None, NOON_S)
        self.status_bytes = write_status_list(LIST, set_bits(self.revoked), NOON_S - 600, self.issuer)
        self.status = read_status_list(self.status_bytes, LIST, self.trust, None, NOON_S)

    def describe(self, gate: int = GATE, kind: PassClass = PassClass.GATE, **changed: Any) -> str:
        """The poster of a gate."""
        one = Descriptor(gate, 9, "青枫家园", "南门", 39_990_000, 116_470_000, ZONE, 1, NOON_S - 10 * DAY_S,
                         NOON_S + 300 * DAY_S, bytes(8), kind)
        return write_descriptor(replace(one, **changed), self.issuer)

    def gate(self, gate: int = GATE, kind: PassClass = PassClass.GATE, **changed: Any) -> GateContext:
        """What a gate holds; ``changed`` are fields of the context."""
        own = read_descriptor(self.describe(gate, kind), self.trust, NOON_S)
        held: dict[int, StatusList] = {LIST: self.status}
        return replace(GateContext(own, self.trust, held), **changed)

    def claims(self, device: ec.EllipticCurvePrivateKey, **changed: Any) -> Credential:
        """Claims for a device: this window, class 1, an entry that is not revoked."""
        begin, end = find_window(NOON_S)
        one = Credential(1, begin, end, self.random.randbytes(8), write_point(device.public_key()), (ZONE,),
                         PassClass.GATE, 1, LIST, self.random.randrange(1000, 2**20))
        return one._replace(**changed)

    def rider(self, **changed: Any) -> Rider:
        """A phone with a credential; ``changed`` are claims."""
        device = ec.generate_private_key(ec.SECP256R1())
        claims = self.claims(device, **changed)
        return Rider(device, claims, issue_credentials([claims], self.issuer)[0])


def judge(text: str, gate: GateContext, now_s: int = NOON_S, replay: ReplayCache | None = None) -> Verdict:
    """What a gate says at noon, with a fresh memory unless one is given."""
    return verify(text, gate, now_s, ReplayCache() if replay is None else replay)


def make_policy(**changed: Any) -> Policy:
    """Every day from 6:00 to 23:00 for both classes."""
    one = Policy((((360, 1380),),) * 7, frozenset(PassClass), 0, ("ebike", "foot"), 15, 30,
                 {"zh": "请推行。", "en": "Please push."}, date(2026, 10, 18), ("青枫家园物业", "骑手工会"))
    return replace(one, **changed)


def policy_text(**changed: Any) -> str:
    """The JSON of such a policy."""
    return write_policy(make_policy(**changed))
