"""What a gate or a door was told: its own descriptor, whom it trusts, which credentials were withdrawn, the rules.

Everything is signed, and looked at when it comes in; what is refused leaves what was held. Lists that are held are
checked again at each start, since a disk is no signature, at the moment at which they came in.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from nuantu.core.errors import InputError
from nuantu.gates.pass_record import HeldList
from nuantu.passes.algorithms import VerifyKey
from nuantu.passes.base45 import decode_base45
from nuantu.passes.bundle import MAGIC, SIZE_MAX, Bundle, decode_bundle, read_bundle
from nuantu.passes.credential import WINDOW_S, PassClass
from nuantu.passes.descriptor import PREFIX, TEXT_MAX, Descriptor, decode_descriptor, read_descriptor
from nuantu.passes.envelope import read_envelope
from nuantu.passes.policy import Policy, read_policy
from nuantu.passes.status_list import LIFE_S, StatusList, read_status_list
from nuantu.passes.trust_list import SIZE_MAX as TRUST_SIZE_MAX
from nuantu.passes.trust_list import TrustList, read_trust_list
from nuantu.passes.verdict import Code, PassError
from nuantu.passes.verify import GateContext

#: Longest answers that are read, bytes: a status list is 2^20 bits, and never packs to much more than that.
TRUST_MAX, STATUS_MAX, BUNDLE_MAX, DESCRIPTOR_MAX = TRUST_SIZE_MAX, 2 * 2**17, SIZE_MAX, 4 * TEXT_MAX
#: Windows (of four hours, the present one counted) for which credentials are given out, and so lists are asked for.
WINDOWS_AHEAD = 4
#: Lists that a window may have of each class.
PARTS = 16
TRUST, DESCRIPTOR, BUNDLE, STATUS = "trust", "descriptor", "bundle", "status-"
#: Under this name the rules of today are kept, where those of a later day are held already.
BEFORE = "bundle-before"
STATUS_NAME = re.compile(r"status-[0-9]{1,10}")


@dataclass(slots=True)
class PassLists:
    """The lists of one gate. ``heard_s`` is when each last was the newest, by name; ``alarms`` what is odd."""

    roots: Sequence[VerifyKey]
    descriptor: Descriptor
    trust: TrustList
    status: dict[int, StatusList] = field(default_factory=dict)
    bundles: tuple[Bundle, ...] = ()
    bundle_data: dict[int, bytes] = field(default_factory=dict, repr=False)
    heard_s: dict[str, int] = field(default_factory=dict)
    alarms: set[str] = field(default_factory=set)
    _policies: dict[int, Policy] = field(default_factory=dict)

    @property
    def gate_id(self) -> int:
        """The number that presentations are bound to."""
        return self.descriptor.gate

    @property
    def compound(self) -> int:
        """The number of the compound."""
        return self.descriptor.compound

    @property
    def floor_s(self) -> int:
        """The newest moment that anything signed tells, UTC seconds."""
        return max(self.descriptor.issued_s, self.trust.issued_s, *(one.issued_s for one in self.status.values()))

    def find_policy(self, now_s: int) -> Policy | None:
        """The compound's rules at a moment; None for a door, and for a gate that was never given any.

        Where none of those held is in force nothing is agreed: closed, not open at every hour.
        """
        bundle = self._find_bundle(now_s)
        if bundle is not None:
            return self._read_policy(bundle)
        return replace(self._read_policy(self.bundles[-1]), hours=((),) * 7) if self.bundles else None

    def _read_policy(self, bundle: Bundle) -> Policy:
        if bundle.version not in self._policies:
            self._policies[bundle.version] = read_policy(bundle.policy)
        return self._policies[bundle.version]

    def _find_bundle(self, now_s: int) -> Bundle | None:
        in_force = [one for one in self.bundles
                    if one.from_s <= now_s and (one.until_s is None or now_s < one.until_s)]
        return max(in_force, key=lambda one: one.version, default=None)

    def build_context(self, floor_s: int, *, synced: bool, challenge: bytes | None = None) -> GateContext:
        """What the verifier is to know; ``floor_s`` is the moment before which it cannot be now."""
        return GateContext(self.descriptor, self.trust, self.status, self.find_policy(floor_s), floor_s, synced,
                           challenge)

    def list_status_numbers(self, now_s: int) -> list[int]:
        """The lists to ask for: of this class and the windows for which credentials are given out, the parts that are
        held and the next one, which credentials may point to before it is heard of."""
        wanted: list[int] = []
        for ahead in range(WINDOWS_AHEAD):
            first = number_list(now_s + ahead * WINDOW_S, self.descriptor.kind)
            held = [number for number in range(first, first + PARTS) if number in self.status]
            wanted += range(first, min(first + PARTS, max(held, default=first - 1) + 2))
        return wanted

    def drop_past(self, now_s: int) -> tuple[str, ...]:
        """Let go of the lists of windows that are over; their names."""
        first = number_list(now_s - WINDOW_S, PassClass.GATE)
        past = sorted(number for number in self.status if number < first)
        for number in past:
            del self.status[number]
            self.heard_s.pop(f"{STATUS}{number}", None)
        return tuple(f"{STATUS}{number}" for number in past)

    def take(self, name: str, data: bytes, now_s: int) -> HeldList | None:
        """Take a list over; what is to be kept of it, None where the same was held.

        Raises
        ------
        PassError, InputError
            Where it is refused; what was held stays.
        """
        if name not in (TRUST, DESCRIPTOR, BUNDLE) and not STATUS_NAME.fullmatch(name):
            raise InputError(f"there is no list {name!r}")
        before = self._find_held(name)
        if name == TRUST:
            self.trust = read_trust_list(data, self.roots, self.trust, now_s)
        elif name == DESCRIPTOR:
            self._take_descriptor(data, now_s)
        elif name == BUNDLE:
            self._take_bundle(data, now_s)
        else:
            self._take_status(int(name.removeprefix(STATUS)), data, now_s)
        self.heard_s[name] = now_s
        return None if self._find_held(name) == before else HeldList(name, data, now_s)

    def confirm(self, name: str, now_s: int) -> None:
        """The hub still has the one that is held."""
        self.heard_s[name] = now_s

    def holds(self, name: str) -> bool:
        """Whether there is a list of a name."""
        return bool(self._find_held(name))

    def _find_held(self, name: str) -> object:
        named: dict[str, object] = {TRUST: self.trust, DESCRIPTOR: self.descriptor, BUNDLE: self.bundles}
        return named[name] if name in named else self.status.get(int(name.removeprefix(STATUS)))

    def _take_descriptor(self, data: bytes, now_s: int) -> None:
        found = read_descriptor(read_text(data), self.trust, now_s)
        held = self.descriptor
        if (found.gate, found.compound, found.kind) != (held.gate, held.compound, held.kind):
            self.alarms.add("descriptor of another gate")
            raise PassError(Code.E_AUD, "the descriptor of another gate")
        if found.version < held.version or (found.version == held.version and found.issued_s < held.issued_s):
            raise PassError(Code.E_STALE, "an older descriptor")
        self.descriptor = found

    def _take_bundle(self, data: bytes, now_s: int) -> None:
        found = read_bundle(data, self.trust, now_s)
        if found.compound != self.compound:
            self.alarms.add("bundle of another compound")
            raise PassError(Code.E_AUD, "the rules of another compound")
        newest = max((one.version for one in self.bundles), default=-1)
        if found.version < newest:
            raise PassError(Code.E_STALE, "older rules")
        policy = read_policy(found.policy)
        # The one that is in force now is kept beside one that begins later; one that has begun ends it, also where it
        # is over itself: so a compound pauses.
        now = None if found.from_s <= now_s else self._find_bundle(now_s)
        held = [one for one in (now,) if one is not None and one.version != found.version]
        self.hold_bundles((*held, found), {**self.bundle_data, found.version: data})
        self._policies[found.version] = policy

    def hold_bundles(self, bundles: tuple[Bundle, ...], data: Mapping[int, bytes]) -> None:
        """Hold these rules, the newest last, and the bytes that they came as, by version."""
        self.bundles, self._policies = bundles, {}
        self.bundle_data = {one.version: data[one.version] for one in bundles}

    def list_kept(self, held: HeldList) -> tuple[HeldList, ...]:
        """What the record keeps besides a list that was just taken over: the rules of today beside a later day's."""
        if held.name != BUNDLE or len(self.bundles) < 2:
            return (held,)
        return held, HeldList(BEFORE, self.bundle_data[self.bundles[0].version], held.heard_s)

    def _take_status(self, number: int, data: bytes, now_s: int) -> None:
        try:
            self.status[number] = read_status_list(data, number, self.trust, self.status.get(number), now_s)
        except PassError as error:
            if error.code is Code.E_SCOPE:
                self.alarms.add("status list of another name")
            raise
        self.alarms.discard("status list of another name")

    def describe(self, now_s: int) -> dict[str, Any]:
        """What is held and how old it is, for the screen beside the gate."""
        own, current = self.descriptor, set(self.list_status_numbers(now_s))
        ages = [now_s - one.issued_s for number, one in self.status.items() if number in current]
        return {"gate": own.gate, "compound": own.compound, "compound_name": own.compound_name,
                "gate_name": own.gate_name, "class": int(own.kind), "zone": own.zone,
                "descriptor_until": own.expires_s, "trust_version": self.trust.version,
                "trust_until": self.trust.expires_s, "status_age_s": max(ages, default=None),
                "lists_heard": min(self.heard_s.values(), default=None), "lists_light": self._find_light(now_s, ages),
                "bundle_version": getattr(self._find_bundle(now_s), "version", None)}

    def _find_light(self, now_s: int, ages: Sequence[int]) -> str:
        """Green while all lists are fresh, amber where codes are taken all the same, red where nobody can be told."""
        if now_s >= self.trust.expires_s:
            return "red"
        return "green" if ages and max(ages) <= LIFE_S else "amber"


def number_list(at_s: int, kind: PassClass, part: int = 0) -> int:
    """The number of the list of withdrawn credentials of a moment's window, of a class: hub and gates compute it."""
    return (at_s // WINDOW_S * 2 + int(kind) - 1) * PARTS + part


def open_lists(roots: Sequence[VerifyKey], held: Mapping[str, HeldList], now_s: int,
               fresh: Collection[str] = ()) -> PassLists:
    """The lists of a record, of which those named ``fresh`` come from elsewhere and are judged now.

    What the record holds was judged when it came in, and is not judged again by who may sign today: keys change every
    week, and a gate must not lose its name or its rules by that. Only the trust list always needs its roots.

    Raises
    ------
    InputError
        Where there is no descriptor or no trust list, or one of the two is not good.
    """
    missing = [name for name in (TRUST, DESCRIPTOR) if name not in held]
    if missing:
        raise InputError(f"the gate was never given its {' and its '.join(missing)}",
                         fix="start it with --descriptor, beside which the trust list lies, or with --hub")
    try:
        trust = read_trust_list(held[TRUST].data, roots, None, held[TRUST].heard_s)
        poster = read_text(held[DESCRIPTOR].data)
        descriptor = read_descriptor(poster, trust, now_s) if DESCRIPTOR in fresh else _reread_descriptor(poster)
    except PassError as error:
        raise InputError(f"what the gate holds is not good ({error.reason})",
                         fix="give it a fresh trust list and descriptor") from error
    lists = PassLists(roots, descriptor, trust, heard_s={one: held[one].heard_s for one in (TRUST, DESCRIPTOR)})
    own = [held[name].data for name in (BEFORE, BUNDLE) if name in held and name not in fresh]
    bundles = {one.version: (one, data) for one, data in zip(map(_reread_bundle, own), own, strict=True)}
    lists.hold_bundles(tuple(one for one, _data in bundles.values()),
                       {version: data for version, (_one, data) in bundles.items()})
    for name, one in sorted(held.items()):
        if name.startswith(STATUS) or (name == BUNDLE and name in fresh):
            _take_again(lists, one)
    return lists


def _take_again(lists: PassLists, held: HeldList) -> None:
    """A list that cannot be judged, since its signer's key is no longer in the trust list, is left out: credentials
    that it could have revoked are amber then."""
    try:
        lists.take(held.name, held.data, held.heard_s)
    except (PassError, InputError):
        lists.alarms.add(f"list left out: {held.name}")


def _reread_descriptor(poster: str) -> Descriptor:
    return decode_descriptor(read_envelope(decode_base45(poster.removeprefix(PREFIX))).payload)


def _reread_bundle(data: bytes) -> Bundle:
    return decode_bundle(read_envelope(data.removeprefix(MAGIC)).payload)


def read_text(data: bytes) -> str:
    """The text of a poster; ``PassError`` where it is none."""
    try:
        return data.decode("ascii").strip()
    except UnicodeDecodeError as error:
        raise PassError(Code.E_FORMAT, "no poster of a gate") from error
