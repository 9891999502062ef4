"""The online check: the verifier that gates have, with the lists of this hub, remembering nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from nuantu.core.errors import InputError
from nuantu.passes.base45 import decode_base45
from nuantu.passes.bundle import read_bundle
from nuantu.passes.descriptor import PREFIX, Descriptor, decode_descriptor
from nuantu.passes.envelope import read_envelope
from nuantu.passes.paper import verify_any
from nuantu.passes.policy import Policy, read_policy
from nuantu.passes.status_list import StatusList, read_status_list
from nuantu.passes.trust_list import TrustList, decode_trust_payload, split_trust_list
from nuantu.passes.verdict import PassError, Verdict
from nuantu.passes.verify import GateContext

__all__ = ["UNREADABLE", "GateContext", "Ruling", "check_text", "find_compound", "open_context", "read_trust"]

FetchStatus = Callable[[int], bytes | None]


@dataclass(frozen=True, slots=True)
class Ruling:
    """A verdict: its code, and green, amber or red."""

    code: str
    light: str


class _NoMemory:
    """What remembers no use: who asks the hub is told of no replay, and the hub learns of no use."""

    def take_first(self, credential: bytes, step: int, now_s: int, until_s: int) -> bool:
        """Always the first."""
        del credential, step, now_s, until_s
        return True


class _Lists(Mapping[int, StatusList]):
    """Status lists, read when a token names one."""

    def __init__(self, fetch: FetchStatus, trust: TrustList, now_s: int) -> None:
        self._fetch, self._trust, self._now_s = fetch, trust, now_s
        self._read: dict[int, StatusList] = {}

    def __getitem__(self, number: int) -> StatusList:
        if number not in self._read:
            data = self._fetch(number)
            if data is None:
                raise KeyError(number)
            try:
                self._read[number] = read_status_list(data, number, self._trust, None, self._now_s)
            except PassError as fault:
                raise KeyError(number) from fault
        return self._read[number]

    def __iter__(self) -> Iterator[int]:
        return iter(self._read)

    def __len__(self) -> int:
        return len(self._read)


def read_trust(data: bytes) -> TrustList:
    """The hub's own trust list, which it need not check."""
    return decode_trust_payload(split_trust_list(data)[0])


def open_context(descriptor: str, trust: bytes, bundle: bytes | None, fetch: FetchStatus, now_s: int) -> GateContext:
    """What the gate of a poster holds. Raises PassError or InputError where a publication cannot be read."""
    own: Descriptor = decode_descriptor(read_envelope(decode_base45(descriptor[len(PREFIX):])).payload)
    known = read_trust(trust)
    policy: Policy | None = None if bundle is None else read_policy(read_bundle(bundle, known, now_s).policy)
    return GateContext(own, known, _Lists(fetch, known, now_s), policy)


def find_compound(descriptor: str) -> int:
    """Of which compound a poster is."""
    return decode_descriptor(read_envelope(decode_base45(descriptor[len(PREFIX):])).payload).compound


def check_text(text: str, context: GateContext, now_s: int) -> Ruling:
    """What the gate would say of a text; nothing of it is kept."""
    found: Verdict = verify_any(text, context, now_s, _NoMemory())
    return Ruling(found.code.value, found.light)


#: What a publication that cannot be read raises.
UNREADABLE = (PassError, InputError)
