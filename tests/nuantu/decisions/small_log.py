"""A small log with its witness, for tests: dispatch decisions and pay lines of a few invented riders."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from nuantu.decisions.keys import make_key
from nuantu.decisions.leaf import Decision, Person
from nuantu.decisions.log import DecisionLog, LogFolder, WitnessAddress, create_log
from nuantu.decisions.note import TYPE_COSIGNATURE, SigningKey, read_vkey
from nuantu.decisions.signed_heads import Trust
from nuantu.decisions.store import LeafStore
from nuantu.decisions.verify import Evidence, Report, verify_log
from nuantu.decisions.witness import Witness

BEGIN_S = 1_795_104_000
RULES = bytes(range(32))
ORIGIN = "platform.example/decisions"


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self, now_s: int = BEGIN_S + 86_400) -> None:
        self.now_s = now_s

    def __call__(self) -> float:
        return self.now_s


def dispatch(number: int, *, worker: int = 0, riders: int = 3) -> Decision:
    """Order ``number`` goes to rider R<worker> after so many riders were looked at; a clause blocks the last one."""
    at_s = BEGIN_S + number
    people = []
    for rank in range(riders):
        clause = "PLT-hours" if rank == riders - 1 and rank else None
        people.append(Person(f"Rider-{worker + rank}", {
            "clause": clause, "full": False, "reachable": True, "distance_m": 500 + rank, "arrive_s": at_s + 60,
            "pickup_s": at_s + 120, "deliver_s": at_s + 600 + rank, "others_delay_s": 0, "in_hand": 0}))
    clauses = [person.facts["clause"] for person in people]
    statuses = ["chosen", *("blocked" if clause else "feasible" for clause in clauses[1:])]
    numbers = {"considered": 9, "allowed": 8}
    return Decision(at_s, "dispatch", {**numbers, "statuses": statuses, "clauses": clauses}, f"O{number}",
                    f"Rider-{worker}", RULES, "demo/1", "policy nuantu", numbers, tuple(people))


def pay(number: int, *, worker: int = 0, amount_minor: int = 450) -> Decision:
    """A line of pay for order ``number``: one order at a whole rate."""
    fixed = {"account": "worker_pay", "component": "base", "clause": "YG-piece-rate", "currency": "CNY",
             "period": "2026-11-20"}
    facts = {"quantity": 1, "quantity_unit": "order", "rate_minor": amount_minor, "rate_per": 1,
             "rounding": "half_up", "less_minor": 0, "first_event_id": 1, "last_event_id": 2}
    return Decision(BEGIN_S + number, "pay", fixed | {"amount_minor": amount_minor}, f"O{number}", f"Rider-{worker}",
                    RULES, "demo/1", "settlement", fixed, (Person(f"Rider-{worker}", facts),))


class Yard:
    """A log in a folder with a witness in this process."""

    def __init__(self, folder: Path, *, clock: Clock | None = None) -> None:
        self.clock = clock or Clock()
        self.witness_key: SigningKey = make_key("union.example/witness", TYPE_COSIGNATURE)
        self.folder: LogFolder = create_log(
            folder / "log", ORIGIN, [WitnessAddress("http://127.0.0.1:9", self.witness_key.public.vkey)])
        self.witness = Witness(folder / "witness.db", self.witness_key, {ORIGIN: self.list_keys()}, self.clock)

    def list_keys(self):
        store = LeafStore(self.folder.leaves)
        keys = [read_vkey(vkey) for _, vkey in store.read_keys()]
        store.close()
        return keys

    def open(self) -> DecisionLog:
        return DecisionLog(self.folder, [self.witness], self.clock)

    def fill(self, decisions: Sequence[Decision], group: int = 8):
        """Append in groups with a witnessed checkpoint after each; return what was issued."""
        issued = []
        with self.open() as log:
            for first in range(0, len(decisions), group):
                issued += log.append(decisions[first:first + group])
                assert log.checkpoint().published
        return issued

    def trust(self) -> Trust:
        return Trust(tuple(self.list_keys()[:1]), (self.witness_key.public,))

    def verify(self, evidence: Evidence | None = None, *, trust: Trust | None = None, **options) -> Report:
        return verify_log(self.folder, trust or self.trust(), evidence or Evidence(), seed="test",
                          now_s=int(self.clock()), **options)


def make_day(count: int) -> list[Decision]:
    """Dispatch and pay in turn for seven riders."""
    return [dispatch(number, worker=number % 7) if number % 3 else pay(number, worker=number % 7)
            for number in range(count)]
