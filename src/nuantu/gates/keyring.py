"""Whose code it is: every code that opens at this moment, derived from the secret and found at once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypeVar

from nuantu.gates.codes import (
    SPAN_S,
    STEP_S,
    WINDOW_S,
    derive_standing_code,
    derive_standing_seed,
    find_step,
    find_window,
    list_once_codes,
)
from nuantu.gates.used import Use, UsedCodes
from nuantu.gates.wire import AllowedKey, AllowList, KeyKind

Table = TypeVar("Table")
Holder = Literal["once", "standing", "keeper"]
Fault = Literal["wrong", "used", "expired", "revoked", "stale"]
#: A once code is taken this long before its window, seconds: the hub's clock may be ahead of the door's.
EARLY_S = 60
#: Windows before the present two whose codes are told apart from wrong ones: being slow locks nobody out.
RECENT = 6
#: How old the list may be for these holders, seconds since the hub was heard.
AGE_MAX_S: dict[KeyKind, int] = {"standing": 24 * 3_600, "keeper": 7 * 24 * 3_600}
#: Of several faults the one that says most.
_TELLING: tuple[Fault, ...] = ("revoked", "used", "stale", "expired")
_TABLES_MAX = 24


@dataclass(frozen=True, slots=True)
class Match:
    """What a code is. ``fault`` is None where it opens by itself, ``use`` what is used up then."""

    by: Holder | None
    fault: Fault | None
    use: Use | None = None


@dataclass(slots=True)
class Keyring:
    """Secret, list and uses of one door. ``is_withdrawn`` leaves keepers only."""

    secret: bytes | None
    allow: AllowList
    used: UsedCodes
    is_withdrawn: bool = False
    _once: dict[int, dict[str, tuple[int, ...]]] = field(default_factory=dict)
    _standing: dict[int, dict[str, list[int]]] = field(default_factory=dict)
    _seeds: dict[tuple[int, int], bytes] = field(default_factory=dict)
    _keys: dict[int, AllowedKey] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.take_allow_list(self.allow)

    def take_secret(self, secret: bytes) -> None:
        """What the hub shares with this door from now on."""
        if secret != self.secret:
            self.secret = secret
            self._once.clear()
            self._standing.clear()
            self._seeds.clear()

    def take_allow_list(self, allow: AllowList) -> None:
        """The numbers from now on."""
        self.allow = allow
        self._keys = {key.number: key for key in allow.keys}
        self._standing.clear()

    def match(self, code: str, now_s: int, age_s: float) -> Match:
        """What a code is at a moment, where the hub was heard ``age_s`` seconds ago.

        Where it can be several things, the one that opens counts, keepers first; else the one that says most.
        """
        if self.secret is None:
            return Match(None, "wrong")
        window = find_window(now_s)
        found = self._match_standing(code, now_s, age_s)
        for one in _list_taken(now_s):
            found += self._match_window(code, one, is_late=False)
        rank = {"keeper": 0, "standing": 1, "once": 2}
        opening = sorted((one for one in found if one.fault is None), key=lambda one: rank[one.by or "once"])
        if opening:
            return opening[0]
        for one in range(max(0, window - 1 - RECENT), max(0, window - 1)):
            found += self._match_window(code, one, is_late=True)
        return min(found, key=lambda one: _TELLING.index(one.fault or "expired"), default=Match(None, "wrong"))

    def _match_standing(self, code: str, now_s: int, age_s: float) -> list[Match]:
        step = find_step(now_s)
        return [self._judge(number, one, now_s, age_s)
                for one in (step, step - 1, step + 1) if one >= 0 for number in self._list_step(one).get(code, ())]

    def _judge(self, number: int, step: int, now_s: int, age_s: float) -> Match:
        key, use = self._keys.get(number), Use("standing", step, number)
        kind: KeyKind = "standing" if key is None else key.kind
        fault: Fault | None = None
        if key is None or number in self.allow.revoked or (self.is_withdrawn and kind != "keeper"):
            fault = "revoked"
        elif self.used.holds(use):
            fault = "used"
        elif not key.from_s <= now_s < key.until_s:
            fault = "expired"
        elif age_s >= AGE_MAX_S[kind]:
            fault = "stale"
        return Match(kind, fault, use)

    def prepare(self, now_s: int) -> None:
        """Derive ahead what the next codes are compared with: one window at most, so that nobody waits for it.

        The next window is begun within the minute before it is needed; which second is the secret's, so that many
        doors in one process do not do so all at once.
        """
        if self.secret is not None:
            ahead_s = EARLY_S + 1 + self.secret[0] % EARLY_S
            missing = [one for one in (*_list_taken(now_s), find_window(now_s + ahead_s)) if one not in self._once]
            if missing:
                self._list_window(missing[0])

    def _match_window(self, code: str, window: int, *, is_late: bool) -> list[Match]:
        found = []
        for serial in self._list_window(window).get(code, ()):
            use = Use("once", window, serial)
            fault: Fault | None = ("revoked" if self.is_withdrawn else "used" if self.used.holds(use)
                                   else "expired" if is_late else None)
            found.append(Match("once", fault, use))
        return found

    def _list_window(self, window: int) -> dict[str, tuple[int, ...]]:
        if window not in self._once:
            assert self.secret is not None
            self._once[window] = list_once_codes(self.secret, window)
            _forget_first(self._once)
        return self._once[window]

    def _list_step(self, step: int) -> dict[str, list[int]]:
        if step not in self._standing:
            assert self.secret is not None
            table: dict[str, list[int]] = {}
            for number in {*self._keys, *self.allow.revoked}:
                table.setdefault(derive_standing_code(self._find_seed(number, step * STEP_S // SPAN_S), step),
                                 []).append(number)
            self._standing[step] = table
            _forget_first(self._standing)
        return self._standing[step]

    def _find_seed(self, number: int, span: int) -> bytes:
        if (number, span) not in self._seeds:
            assert self.secret is not None
            if len(self._seeds) > 4 * (len(self._keys) + len(self.allow.revoked)):
                self._seeds.clear()
            self._seeds[number, span] = derive_standing_seed(self.secret, number, span)
        return self._seeds[number, span]


def _list_taken(now_s: int) -> list[int]:
    """The windows whose codes open at a moment."""
    window = find_window(now_s)
    early = [window + 1] if now_s + EARLY_S >= (window + 1) * WINDOW_S else []
    return [window, *([window - 1] if window else []), *early]


def _forget_first(tables: dict[int, Table]) -> None:
    while len(tables) > _TABLES_MAX:
        del tables[next(iter(tables))]
