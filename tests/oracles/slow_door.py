"""A door told from its document, slowly: every code tried one by one, every use remembered for ever.

It shares no line with the controller. Times are seconds; ``steady`` is a clock that nobody sets.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from hmac import HMAC

DAY = 86_400


@lru_cache(200_000)
def digits(key: bytes, message: str) -> str:
    """Eight digits of a key and a message."""
    return str(int(HMAC(key, message.encode(), sha256).hexdigest()[:12], 16) % 10**8).zfill(8)


@dataclass
class SlowDoor:
    """What the document says that a door remembers."""

    secret: bytes
    wall: float
    steady: float = 0.0
    keys: dict[int, tuple[str, int, int]] = field(default_factory=dict)
    revoked: set[int] = field(default_factory=set)
    seats: int | None = None
    hours: tuple[list[tuple[int, int]], int] | None = None
    withdrawn: bool = False
    used: set[tuple[str, int, int]] = field(default_factory=set)
    done: set[str] = field(default_factory=set)
    people: int = 0
    fire: bool = False
    moved_at: float = 0.0
    expected: list[float] = field(default_factory=list)
    wrong: list[float] = field(default_factory=list)
    locked_until: float = float("-inf")
    locked_at: int | None = None
    looked: float = float("-inf")
    pulse_until: float = float("-inf")
    hub: tuple[int, float] | None = None  # the time it told, and the steady clock then
    floor: int = 0
    started: float = 0.0
    heard_at: int | None = None
    heard_steady: float = 0.0
    ran_before: float = 0.0

    def now(self) -> int:
        """The door's time: the hub's carried on, or the machine's, never before the last that the hub told."""
        if self.hub is not None:
            return int(self.hub[0] + 0.5 + self.steady - self.hub[1])
        return int(max(self.wall, self.floor + self.steady - self.started))

    def age(self) -> float:
        """How old the list is."""
        if self.heard_at is None:
            return float("inf")
        return max(self.now() - self.heard_at, self.ran_before + self.steady - self.heard_steady)

    def list_what_it_is(self, code: str) -> list[tuple[str, str | None, tuple[str, int, int]]]:
        """Every holder whose code this is now, with what is against it."""
        found: list[tuple[str, str | None, tuple[str, int, int]]] = []
        now = self.now()
        for number in sorted({*self.keys, *self.revoked}):
            for step in (now // 30, now // 30 - 1, now // 30 + 1):
                seed = HMAC(self.secret, f"standing|{number}|{step * 30 // (7 * DAY)}".encode(), sha256).digest()
                if digits(seed, f"step|{step}") == code:
                    found.append(self._judge_key(number, step))
        window = now // 600
        for one in [window, window - 1, *([window + 1] if now >= (window + 1) * 600 - 60 else []),
                    *range(window - 2, window - 8, -1)]:
            for serial in range(256):
                if digits(self.secret, f"once|{one}|{serial}") == code:
                    use = ("once", one, serial)
                    against = ("revoked" if self.withdrawn else "used" if use in self.used
                               else "expired" if one < window - 1 else None)
                    found.append(("once", against, use))
        return found

    def _judge_key(self, number: int, step: int) -> tuple[str, str | None, tuple[str, int, int]]:
        kind, begin, end = self.keys.get(number, ("standing", 0, 0))
        use = ("standing", step, number)
        limit = 7 * DAY if kind == "keeper" else DAY
        if number not in self.keys or number in self.revoked or (self.withdrawn and kind != "keeper"):
            return kind, "revoked", use
        if use in self.used:
            return kind, "used", use
        if not begin <= self.now() < end:
            return kind, "expired", use
        return kind, "stale" if self.age() >= limit else None, use

    def press(self, code: str) -> str:
        """What comes of a code."""
        locked = self.steady < self.locked_until
        if locked:
            if self.steady - self.looked < 5:
                return "locked_out"
            self.looked = self.steady
        found = self.list_what_it_is(code)
        for kind in ("keeper", "standing", "once"):
            for one in found:
                if one[0] == kind and one[1] is None and (kind == "keeper" or not locked):
                    return self._open(one)
        if locked:
            return "locked_out"
        for why in ("revoked", "used", "stale", "expired"):
            if any(one[1] == why for one in found):
                return why
        self.wrong = [*(at for at in self.wrong if self.steady - at < 600), self.steady]
        if len(self.wrong) >= 5:
            self.wrong, self.locked_until, self.locked_at = [], self.steady + 600, self.now() + 600
        return "wrong"

    def _open(self, one: tuple[str, str | None, tuple[str, int, int]]) -> str:
        if one[0] != "keeper":
            if self.hours and self.now() < self.hours[1] and not any(
                    begin <= self.now() < end for begin, end in self.hours[0]):
                return "closed"
            if self.is_full():
                return "full"
        else:
            self._lift()
        self.used.add(one[2])
        self._release()
        return one[0]

    def is_full(self) -> bool:
        """Whether those inside and those let in reach the seats, as far as the count is worth something."""
        if self.seats is None or self.steady - self.moved_at >= 6 * 3_600:
            return False
        return self.people + len([at for at in self.expected if at > self.steady]) >= self.seats

    def _lift(self) -> None:
        self.wrong, self.locked_until, self.locked_at = [], float("-inf"), None

    def _release(self) -> None:
        self.expected.append(self.steady + 30)
        self.pulse_until = self.steady + 5

    def obey(self, order: str, until: int) -> None:
        """An order of the hub."""
        if order in self.done:
            return
        self.done.add(order)
        if self.now() < until:
            self._lift()
            self._release()

    def enter(self) -> bool:
        """One goes in; whether it rings."""
        self.moved_at = self.steady
        self.people += 1
        self.expected = [at for at in self.expected if at > self.steady]
        if self.expected:
            self.expected.pop(0)
            return False
        return not self.fire

    def leave(self) -> None:
        """One goes out."""
        self.moved_at, self.people = self.steady, max(0, self.people - 1)

    def hear(self, hub_s: int) -> None:
        """The hub tells its time."""
        if self.hub is None or abs(hub_s - self.now()) > 2:
            self.hub = (hub_s, self.steady)
        self.heard_at, self.heard_steady, self.ran_before = self.now(), self.steady, 0.0

    def is_released(self) -> bool:
        """Whether the outside is free."""
        return self.fire or self.steady < self.pulse_until

    def tick(self) -> None:
        """A lock-out that is over is forgotten."""
        if self.steady >= self.locked_until:
            self.locked_at = None

    def restart(self, away_s: float) -> None:
        """Power goes and comes back; the machine's clock went on, the steady one begins anew."""
        if self.heard_at is not None:
            self.ran_before += self.steady - self.heard_steady
        self.wall += away_s
        self.steady, self.started, self.heard_steady, self.moved_at = 10.0, 10.0, 10.0, 10.0
        self.hub, self.expected, self.wrong, self.pulse_until = None, [], [], float("-inf")
        self.looked = float("-inf")
        left = 0 if self.locked_at is None else min(600, max(0, self.locked_at - self.now()))
        self.locked_until = self.steady + left if left else float("-inf")
