"""What a gate holds, as files: both verifiers read these, this one by the functions that a real gate uses."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from nuantu.passes.algorithms import VerifyKey
from nuantu.passes.descriptor import read_descriptor
from nuantu.passes.policy import read_policy
from nuantu.passes.status_list import read_status_list
from nuantu.passes.trust_list import read_trust_list
from nuantu.passes.verify import GateContext


@dataclass(frozen=True)
class GateFiles:
    """Poster, lists and policy of a gate, and the moment (UTC seconds) at which it took them in."""

    descriptor: str
    trust: bytes
    roots: Sequence[VerifyKey]
    status: Mapping[int, bytes]
    read_s: int
    policy: str | None = None
    floor_s: int = 0
    synced: bool = True
    challenge: bytes | None = None
    name: str = field(default="", compare=False)

    def load(self) -> GateContext:
        """The context that a gate makes of these files."""
        trust = read_trust_list(self.trust, self.roots, None, self.read_s)
        status = {number: read_status_list(data, number, trust, None, self.read_s)
                  for number, data in self.status.items()}
        return GateContext(read_descriptor(self.descriptor, trust, self.read_s), trust, status,
                           None if self.policy is None else read_policy(self.policy), self.floor_s, self.synced,
                           self.challenge)

    def tell(self) -> dict[str, Any]:
        """These files as JSON."""
        return {
            "descriptor": self.descriptor, "trust": tell_bytes(self.trust),
            "roots": [{"alg": root.alg, "key": tell_bytes(root.data)} for root in self.roots],
            "status": {str(number): tell_bytes(data) for number, data in self.status.items()},
            "read_at": self.read_s, "policy": self.policy, "floor": self.floor_s, "synced": self.synced,
            "challenge": None if self.challenge is None else tell_bytes(self.challenge)}


def hear_gate(told: Mapping[str, Any]) -> GateFiles:
    """The files of their JSON."""
    return GateFiles(
        told["descriptor"], hear_bytes(told["trust"]),
        [VerifyKey(root["alg"], hear_bytes(root["key"])) for root in told["roots"]],
        {int(number): hear_bytes(data) for number, data in told["status"].items()}, told["read_at"], told["policy"],
        told["floor"], told["synced"], None if told["challenge"] is None else hear_bytes(told["challenge"]))


def tell_bytes(data: bytes) -> str:
    """Bytes as Base64."""
    return base64.b64encode(data).decode()


def hear_bytes(text: str) -> bytes:
    """Base64 as bytes."""
    return base64.b64decode(text, validate=True)
