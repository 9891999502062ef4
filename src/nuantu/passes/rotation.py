"""When keys change, and the trust lists that say so ahead of time.

An issuer signs credentials and status lists with one key for seven days; it is believed for eight, so that what was
fetched last still opens when the next key has taken over. Posters and policies hang longer than a week: their key
signs for half a year and is believed for a year and more. Roots are kept offline, so a *plan* is signed for four weeks
at once: one list a day, each good for three days and each the next version. A plan that is replaced (a key was lost)
is replaced by lists of higher versions.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from nuantu.core.errors import InputError
from nuantu.passes.algorithms import VerifyKey
from nuantu.passes.credential import PassClass
from nuantu.passes.trust_list import KEYS_MAX, LIFE_S, TrustedKey, TrustList, Use

DAY_S = 86_400
#: Most days that one plan covers: as long as a list that slipped away may be good for mischief.
PLAN_DAYS_MAX = 35
EVERYBODY = frozenset({PassClass.GATE, PassClass.DOOR})


@dataclass(frozen=True, slots=True)
class Duty:
    """What one line of issuer keys is for, how long each signs and how long each is believed, seconds."""

    name: str
    uses: frozenset[Use]
    classes: frozenset[PassClass]
    signs_s: int
    life_s: int


#: Keys that sign what lives for hours, and keys that sign what hangs on a wall.
ISSUING = Duty("issuing", frozenset({"credential", "status"}), EVERYBODY, 7 * DAY_S, 8 * DAY_S)
POSTING = Duty("posting", frozenset({"descriptor", "policy"}), frozenset(), 182 * DAY_S, 400 * DAY_S)
DUTIES = {duty.name: duty for duty in (ISSUING, POSTING)}


def find_duty(key: TrustedKey) -> Duty:
    """The duty of a key in a list; ``InputError`` for uses that no duty has."""
    for duty in DUTIES.values():
        if key.uses == duty.uses:
            return duty
    raise InputError(f"the key {key.kid.hex()} is for {', '.join(sorted(key.uses))}, which no duty is",
                     fix="retire it and make a key of a duty")


def trust_key(public: VerifyKey, duty: Duty, from_s: int) -> TrustedKey:
    """A key's entry in the trust list, from a moment on (UTC seconds)."""
    return TrustedKey(public.kid, public, from_s, from_s + duty.life_s, duty.uses, duty.classes)


def list_due(keys: Iterable[TrustedKey], duty: Duty, from_s: int, until_s: int) -> tuple[int, ...]:
    """When further keys of a duty must begin to sign so that somebody signs at each moment of a stretch."""
    begins = sorted(key.not_before_s for key in keys if key.uses == duty.uses)
    due: list[int] = []
    covered_s = from_s
    while covered_s < until_s:
        signing = [begin for begin in (*begins, *due) if begin <= covered_s < begin + duty.signs_s]
        if signing:
            covered_s = max(signing) + duty.signs_s
        else:
            due.append(covered_s)
    return tuple(due)


def choose_signer(keys: Iterable[TrustedKey], use: Use, now_s: int) -> TrustedKey:
    """The key to sign with now: the youngest that has begun. ``InputError`` where none may sign any more.

    A key in its last day is believed but signs nothing new: what it signed could end before its own time does.
    """
    able = [key for key in keys if use in key.uses
            and key.not_before_s <= now_s < key.not_before_s + find_duty(key).signs_s]
    if not able:
        raise InputError(f"no issuer's key may sign a {use} now", fix="hold a ceremony: nuantu keys rotate")
    return max(able, key=lambda key: (key.not_before_s, key.kid))


def plan_trust_lists(keys: Sequence[TrustedKey], first_version: int, from_s: int, days: int) -> tuple[TrustList, ...]:
    """One list a day: good for three days, of growing versions, each with the keys that it may have to vouch for.

    A list names keys that are believed while it lives or begin within the three days after, so that a gate that was
    offline has the next key when it needs it; not those of the whole plan, so that a stolen list opens little.
    """
    if not 1 <= days <= PLAN_DAYS_MAX:
        raise InputError(f"a plan covers 1 to {PLAN_DAYS_MAX} days, not {days}")
    if len(keys) > KEYS_MAX:
        raise InputError(f"a list has at most {KEYS_MAX} keys")
    lists = []
    for day in range(days):
        issued_s = from_s + day * DAY_S
        named = [key for key in keys if key.expires_s > issued_s and key.not_before_s < issued_s + 2 * LIFE_S]
        lists.append(TrustList(first_version + day, issued_s, issued_s + LIFE_S,
                               tuple(sorted(named, key=lambda key: (key.not_before_s, key.kid)))))
    return tuple(lists)


def choose_list(lists: Iterable[TrustList], now_s: int) -> TrustList:
    """The list to hand out now: the newest that has begun. ``InputError`` where none has or all are over."""
    begun = [one for one in lists if one.issued_s <= now_s]
    newest = max(begun, key=lambda one: one.version, default=None)
    if newest is None or now_s >= newest.expires_s:
        raise InputError("no signed list of whom to trust is good now", fix="hold a ceremony: nuantu keys rotate")
    return newest
