"""A ceremony in a scratch folder: roots, an issuer, a signed plan; everything by the real functions."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from nuantu.passes.algorithms import SigningKey, make_signing_key
from nuantu.passes.issuer_folder import LISTS, ROOTS_FILE, Issuer, draft_plan, place_list, read_issuer
from nuantu.passes.key_file import place_new_file
from nuantu.passes.roots import Root, RootSet, make_root_set, write_root_set
from nuantu.passes.trust_list import TrustList, encode_trust_payload, join_trust_list, sign_trust_payload

MONDAY_S, DAY_S = 1_795_392_000, 86_400


def refuse_asking() -> str:
    """For keys that are not sealed."""
    raise AssertionError("nobody should be asked")


@dataclass
class Ceremony:
    """Three roots and one issuer's folder."""

    folder: Path
    is_demo: bool = False
    roots: list[SigningKey] = field(default_factory=lambda: [make_signing_key() for _ in range(3)])

    def __post_init__(self) -> None:
        self.folder.mkdir()
        (self.folder / LISTS).mkdir()
        place_new_file(self.folder / ROOTS_FILE, write_root_set(self.root_set).encode())

    @property
    def root_set(self) -> RootSet:
        """Who the roots are."""
        return make_root_set(1, [Root(f"office {place}", key.public) for place, key in enumerate(self.roots)],
                             is_demo=self.is_demo)

    def read(self) -> Issuer:
        """What the folder holds."""
        return read_issuer(self.folder, refuse_asking)

    def sign(self, trust: TrustList, *places: int) -> bytes:
        """A list signed by some of the roots."""
        payload = encode_trust_payload(trust)
        return join_trust_list(payload, [sign_trust_payload(payload, self.roots[place]) for place in places])

    def plan(self, now_s: int = MONDAY_S, days: int = 9, without: frozenset[bytes] = frozenset()) -> Issuer:
        """Rotate, sign with two roots, merge."""
        for trust in draft_plan(self.folder, self.read(), now_s, days, None, without):
            place_list(self.folder, self.sign(trust, 0, 2), self.root_set)
        return self.read()
