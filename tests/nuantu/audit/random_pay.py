"""Random logs of five weeks for the clauses that pay by calendar, clock, tenure and place, settled and then falsified.

June 2026 lies whole in them, and four weeks from Monday. Times are whole half minutes, often around midnight, so that
borders are met. The ledger is what settlement writes for the clauses, with lines of the last clause dropped, changed by
a fen, doubled and invented; what the log knows is then blurred here and there.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.nuantu.audit.opened import write_case
from tests.nuantu.log_builder import LogBuilder

from nuantu.agreement.clause import Clause
from nuantu.core.tables import EVENTS, LEDGER
from nuantu.settle.ledger import settle_log
from nuantu.settle.log import read_log

Row = dict[str, Any]
DAYS = 34
FIRST = "2026-05-30"


class Gang:
    """The log, as a builder."""

    def __init__(self, seed: int, people: int) -> None:
        self.rng = random.Random(seed)
        self.log = LogBuilder(FIRST)
        self.begin_s = self.log.at("00:00")
        for number in range(people):
            self.tell_person(f"w{number:02d}")
        for day in range(DAYS):
            for _ in range(2):
                where = self.rng.choice([{}, {"district_id": "d1"}, {"district_id": "d2"}, {"place_code": "1101"}])
                self.log.add("temperature", self.begin_s + day * 86_400 + 14 * 3600,
                             celsius_tenths=self.rng.choice([300, 349, 350, 360]), **where)
        self.log.add("temperature", self.begin_s + DAYS * 86_400 - 1, celsius_tenths=0, district_id="d9")

    def tell_person(self, who: str) -> None:
        """A person with shifts and with orders in and after them."""
        rng = self.rng
        self.log.register(who, at=self.begin_s, tenure_days=rng.choice([0, 28, 29, 90, 364, 365, 800, None]),
                          place_code=rng.choice(["110105", "310101"]))
        if rng.random() < 0.3:
            self.log.add("tenure_change", self.begin_s + 5 * 86_400, worker_id=who,
                         tenure_days=rng.choice([100, 366, None]))
        for day in sorted(rng.sample(range(1, DAYS - 1), rng.choice([6, 9]))):
            begin = self.begin_s + day * 86_400 + 30 * rng.choice([1200, 2640, 2760, 2800])
            end = begin + 30 * rng.randrange(20, 300)
            self.log.online(who, begin)
            for number in range(rng.randrange(4)):
                taken = begin + 30 * rng.randrange((end - begin) // 30)
                self.tell_order(who, f"{who}-{day}-{number}", taken, taken + 30 * rng.randrange(1, 120))
            self.log.offline(who, end)

    def tell_order(self, who: str, order: str, taken: int, done: int) -> None:
        """An order that is delivered or taken away."""
        rng = self.rng
        place = rng.choice(["510104"] * 7 + ["510903"] * 7 + ["990000", None])
        self.log.create(order, taken, distance_m=rng.choice([900, 1609, 4828, 24_140]), place_code=place,
                        district=f"d{rng.randint(1, 3)}")
        self.log.note(order, weight_g=rng.choice([500, 9999, 10_000, 20_000]), floor=rng.choice([1, 5, 6]))
        self.log.accept(who, order, taken)
        if rng.random() < 0.15:
            self.log.add("cancelled", done, order_id=order, worker_id=who)
        else:
            self.log.deliver(who, order, done)

    def settle(self, folder: Path, clauses: Sequence[Clause]) -> tuple[Path, list[Row], list[Row]]:
        """OUT with the falsified ledger and the blurred log, and the rows of both."""
        read = read_log(self.log.write(folder / "true"))
        lines = self.falsify(settle_log(read, clauses).to_pylist(), clauses[-1].id)
        self.blur()
        out = write_case(self.log, folder / "out", lines)
        rows = EVENTS.read(out / "log" / "events.parquet").to_pylist()
        return out, rows, LEDGER.read(out / "ledger.parquet").to_pylist()

    def falsify(self, lines: list[Row], clause_id: str) -> list[Row]:
        """Lines of the clause, some of them wrong."""
        kept: list[Row] = []
        for line in lines:
            turn = self.rng.random() if line["clause_id"] == clause_id else 1.0
            if turn < 0.15:
                continue
            kept.append(line)
            if turn < 0.3:
                line["amount_minor"] += self.rng.choice([-1, 1])
            elif turn < 0.4:
                kept.append(dict(line))
            elif turn < 0.5:
                self.invent(kept, line, [one for one in lines if one["component"] == "base"])
        for number, line in enumerate(kept, start=1):
            line["line_id"] = number
        return kept

    def invent(self, kept: list[Row], like: Row, bases: list[Row]) -> None:
        """A line of the clause for something else: another order, or another day of the worker."""
        other = self.rng.choice(bases)
        if like["order_id"] is None:
            kept.append(like | {"worker_id": other["worker_id"], "period": other["period"]})
        else:
            kept.append(like | {name: other[name] for name in ("worker_id", "order_id", "period")})

    def blur(self) -> None:
        """Some orders lose what only the audit asks for."""
        for row in self.log._rows:
            if row["kind"] == "created" and self.rng.random() < 0.1:
                row[self.rng.choice(["distance_m", "weight_g", "floor"])] = None
