"""Roots, an issuer, phones and a compound for tests of gates: everything really signed, nothing from a hub."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import ec
from tests.nuantu.gates.doors import NIGHT_S

from nuantu.gates.gate_folder import BUNDLE_FILE, DESCRIPTOR_FILE, ROOTS_FILE, STATUS_SUFFIX, TRUST_FILE
from nuantu.gates.pass_lists import BUNDLE, DESCRIPTOR, STATUS, TRUST, PassLists, number_list, open_lists
from nuantu.gates.pass_record import HeldList
from nuantu.passes.algorithms import SigningKey, make_signing_key, write_point
from nuantu.passes.bundle import Bundle, write_bundle
from nuantu.passes.credential import Credential, PassClass, find_window, issue_credentials
from nuantu.passes.descriptor import Descriptor, digest_bundle, write_descriptor
from nuantu.passes.policy import Policy, write_policy
from nuantu.passes.presentation import Presentation, find_step, present
from nuantu.passes.roots import Root, make_root_set, write_root_set
from nuantu.passes.status_list import ENTRIES, set_bits, write_status_list
from nuantu.passes.trust_list import (
    LIFE_S,
    USES,
    TrustedKey,
    TrustList,
    encode_trust_payload,
    join_trust_list,
    sign_trust_payload,
)

#: Noon of the day whose night the doors' tests stand in, in China.
NOON_S = NIGHT_S + 9 * 3_600
GATE, COMPOUND, ZONE = 7, 3, 1
ALL_DAY = (((0, 1_440),),) * 7
DAY_S = 86_400


@dataclass
class Phone:
    """One credential on a rider's phone, with its device key."""

    private: ec.EllipticCurvePrivateKey = field(repr=False)
    credential: bytes
    id: bytes
    rng: random.Random = field(default_factory=random.Random, repr=False)

    def show(self, at_s: float, gate: int = GATE, steps: int = 0, nonce: bytes | None = None) -> str:
        """The text on its screen at a moment of its own clock, or some steps later; ``nonce`` where a gate asked."""
        shown = Presentation(find_step(int(at_s)) + steps, gate, nonce or self.rng.randbytes(4))
        return present(self.credential, shown, self.private)


@dataclass
class PaperIssuer:
    """Three roots and one issuing key, which signs everything. Times are UTC seconds."""

    now_s: int = NOON_S
    gate: int = GATE
    kind: PassClass = PassClass.GATE
    roots: list[SigningKey] = field(default_factory=lambda: [make_signing_key() for _ in range(3)])
    key: SigningKey = field(default_factory=make_signing_key)
    rng: random.Random = field(default_factory=lambda: random.Random(6))

    def make_trust(self, version: int = 1, issued_s: int | None = None, signers: int = 2,
                   classes: Iterable[PassClass] = tuple(PassClass)) -> bytes:
        """A trust list, good for 72 hours."""
        issued_s = self.now_s if issued_s is None else issued_s
        trusted = TrustedKey(self.key.public.kid, self.key.public, issued_s - DAY_S, issued_s + 8 * DAY_S,
                             frozenset(USES), frozenset(classes))
        payload = encode_trust_payload(TrustList(version, issued_s, issued_s + LIFE_S, (trusted,)))
        return join_trust_list(payload, [sign_trust_payload(payload, root) for root in self.roots[:signers]])

    def make_status(self, revoked: Iterable[int] = (), issued_s: int | None = None, number: int | None = None) -> bytes:
        """A list of withdrawn credentials; of the present window unless another number is given."""
        return write_status_list(number_list(self.now_s, self.kind) if number is None else number, set_bits(revoked),
                                 self.now_s if issued_s is None else issued_s, self.key)

    def make_bundle(self, version: int = 1, hours: tuple[tuple[tuple[int, int], ...], ...] = ALL_DAY,
                    from_s: int | None = None, until_s: int | None = None, compound: int = COMPOUND) -> bytes:
        """A compound's rules."""
        policy = Policy(hours, frozenset({self.kind}), 0, ("ebike", "foot"), 15, 30, {"zh": "请推行", "en": "Push"},
                        date(2025, 12, 1), ("青禾配送", "望和嘉园物业"))
        begin = self.now_s - DAY_S if from_s is None else from_s
        return write_bundle(Bundle(compound, version, begin, until_s, write_policy(policy), "{}"), self.key)

    def make_descriptor(self, version: int = 1, gate: int | None = None, issued_s: int | None = None) -> bytes:
        """The gate's own poster."""
        issued_s = self.now_s if issued_s is None else issued_s
        return write_descriptor(Descriptor(
            self.gate if gate is None else gate, COMPOUND, "望和嘉园", "南门", 39_990_000, 116_480_000, ZONE, version,
            issued_s, issued_s + 365 * DAY_S, digest_bundle(b""), self.kind), self.key).encode()

    def make_held(self) -> dict[str, HeldList]:
        """What a gate that was just set up holds."""
        made = {TRUST: self.make_trust(), DESCRIPTOR: self.make_descriptor(), self.status_name: self.make_status()}
        if self.kind is PassClass.GATE:
            made[BUNDLE] = self.make_bundle()
        return {name: HeldList(name, data, self.now_s) for name, data in made.items()}

    @property
    def status_name(self) -> str:
        """What the list of the present window is called."""
        return f"{STATUS}{number_list(self.now_s, self.kind)}"

    def make_lists(self) -> PassLists:
        """The same, read."""
        return open_lists([root.public for root in self.roots], self.make_held(), self.now_s,
                          (TRUST, DESCRIPTOR, BUNDLE))

    def write_files(self, folder: Path) -> Path:
        """What somebody carries to the gate; the descriptor's file."""
        folder.mkdir(parents=True, exist_ok=True)
        names = {TRUST: TRUST_FILE, BUNDLE: BUNDLE_FILE, DESCRIPTOR: DESCRIPTOR_FILE}
        (folder / ROOTS_FILE).write_text(self.write_roots())
        for name, held in self.make_held().items():
            (folder / names.get(name, f"{name}{STATUS_SUFFIX}")).write_bytes(held.data)
        return folder / DESCRIPTOR_FILE

    def write_roots(self) -> str:
        """Who the roots are, as a file."""
        return write_root_set(make_root_set(1, [
            Root(f"office {number}", root.public) for number, root in enumerate(self.roots)]))

    def issue(self, count: int = 1, at_s: int | None = None, kind: PassClass | None = None,
              level: int = 1) -> list[Phone]:
        """Credentials of the window of a moment, each with a phone of its own."""
        begin, end = find_window(self.now_s if at_s is None else at_s)
        privates = [ec.generate_private_key(ec.SECP256R1()) for _ in range(count)]
        claims = [Credential(1, begin, end, self.rng.randbytes(8), write_point(one.public_key()), (ZONE,),
                             self.kind if kind is None else kind, level,
                             number_list(begin, self.kind if kind is None else kind), self.rng.randrange(ENTRIES))
                  for one in privates]
        signed = issue_credentials(claims, self.key)
        self.indices = {one.id: one.status_index for one in claims}
        return [Phone(private, data, one.id, random.Random(one.id))
                for private, data, one in zip(privates, signed, claims, strict=True)]
