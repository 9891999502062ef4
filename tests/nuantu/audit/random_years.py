"""Random small logs of a spring, for comparing the checks of care, career and governance with their slow twins.

Each holds a dozen workers from 20 March to 5 July 2026: three whole months and one whole quarter. Things happen on half
days and at the borders of days, in time, late, twice, or not at all; fields are missing at times; ledger lines are what
is due, or a little off.
"""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
from tests.oracles import care_checks as slow

from nuantu.core.tables import CANDIDATES, EVENTS, LEDGER

Row = dict[str, Any]
FIRST = date(2026, 3, 20)
DAYS = 108
CLOCKS = (0, 1, 36_000, 43_200, 86_399)
DAY_S = 86_400


class Spring:
    """One random log and ledger; ``params`` are those of the clauses that pay benefits, by type."""

    def __init__(self, seed: int, params: Mapping[str, slow.Params]) -> None:
        self.rng = random.Random(seed)
        self.rows: list[Row] = []
        self.ledger: list[Row] = []
        self.begin_s = slow.begin_of(FIRST)
        self.workers = [f"W{number:02d}" for number in range(12)]
        self.orders = 0
        for worker in self.workers:
            self.add("registered", self.begin_s, worker, worker_class="crowd", vehicle="ebike",
                     tenure_days=self.rng.choice([0, 1, 2, 3, 5, 30, 31, 97, None]),
                     place_code=self.rng.choice(["110105", "440300", None]))
        for worker in self.workers:
            self.live(worker)
        self.govern()
        self.add("temperature", self.begin_s + DAYS * DAY_S - 1, None)
        self.rows.sort(key=lambda row: row["at_s"])
        for number, row in enumerate(self.rows, start=1):
            row["event_id"] = number
        for row in self.rows:
            row["ref_event_id"] = None if row["ref"] is None else row["ref"]["event_id"]
        self.settle(params)

    def add(self, kind: str, at_s: int, worker: str | None, ref: Row | None = None, **values: Any) -> Row:
        """One event with all columns; what lies behind the log's end happens in its last second."""
        at_s = min(at_s, self.begin_s + DAYS * DAY_S - 1)
        row: Row = dict.fromkeys(EVENTS.to_arrow().names)
        row |= {"kind": kind, "at_s": at_s, "worker_id": worker, "ref": ref} | values
        self.rows.append(row)
        return row

    def moment(self, low: int = 0, high: int = DAYS - 1) -> int:
        """A random moment, often at the border of a day."""
        return self.begin_s + self.rng.randint(low, high) * DAY_S + self.rng.choice(CLOCKS)

    def pick(self, *values: Any) -> Any:
        """One of them."""
        return self.rng.choice(values)

    def reply(self, kind: str, asked: Row, delays: tuple[int, ...], **values: Any) -> None:
        """An answer after one of these delays, at times none, one to nothing, or two."""
        for _ in range(self.pick(0, 1, 1, 1, 1, 2)):
            ref = asked if self.rng.random() < 0.9 else None
            self.add(kind, asked["at_s"] + self.pick(*delays), asked["worker_id"], ref,
                     **{name: self.pick(*choice) for name, choice in values.items()})

    def live(self, worker: str) -> None:
        """What happens to one worker."""
        days = tuple(number * DAY_S for number in (0, 1, 2, 3, 4, 5, 6, 7, 8))
        for _ in range(self.pick(1, 2)):
            claim = self.add("claim_filed", self.moment(), worker)
            self.reply("claim_step", claim, days)
            call = self.add("emergency_help", self.moment(), worker)
            self.reply("help_answered", call, (0, 299, 300, 301), actor=("person", "person", "system", None))
            asked = self.add("export_requested", self.moment(), worker)
            self.reply("export_sent", asked, days, level=("csv", "json", "pdf"),
                       fields=(["hours", "ratings"], ["hours", "ratings", "income"], None))
            why = self.add("explanation_requested", self.moment(), worker)
            self.reply("explanation_sent", why, days)
            filed = self.add("complaint_filed", self.moment(), worker, component=self.pick("pay", "score"))
            self.reply("complaint_answered", filed, (0, DAY_S - 1, DAY_S, DAY_S + 1), outcome=("upheld", "rejected"))
            self.add("training_held", self.moment(), worker, reason=self.pick("safety", "skill", "yoga"),
                     from_s=self.pick(0, 0, None), to_s=self.pick(3600, 5400, 1), amount_minor=self.pick(2400, 3600,
                                                                                                        1, None))
            self.add("certified", self.moment(), worker, level=self.pick("level5", "level4", "level3", None))
        self.be_measured(worker, days)
        self.ask_for_aid(worker, days)
        self.be_paid(worker)
        self.ride(worker)
        self.get_things(worker)
        self.be_watched(worker)

    def be_measured(self, worker: str, days: tuple[int, ...]) -> None:
        """Suspensions with their reasons and reviews, and smaller measures."""
        for _ in range(self.pick(0, 1, 2)):
            at_s = self.moment()
            stop = self.add("suspension", at_s, worker, from_s=self.pick(None, at_s, at_s + DAY_S),
                            actor=self.pick("person", "person", "system", None), actor_id=self.pick("P1", "P2", None),
                            reason=self.pick("fraud", None))
            self.reply("explanation_sent", stop, (0, 1, DAY_S, DAY_S + 1))
            asked = self.add("review_requested", at_s + 60, worker, self.pick(stop, stop, stop, None))
            self.reply("review_decided", asked, days, actor=("person", "person", "person", "system", None),
                       actor_id=("P1", "P2", None), fields=(["track"], ["track", "photo"], [], None),
                       outcome=("upheld", "overturned"))
        for kind, values in (("score_change", {"score_delta": self.pick(-1, 1, None)}), ("deduction_line", {
                "amount_minor": self.pick(-100, 0), "component": self.pick("helmet", "fee")}),
                ("measure_taken", {"actor": self.pick("person", "system", None)})):
            measure = self.add(kind, self.moment(), worker, reason=self.pick("late", "helmet", "", None), **values)
            self.reply("explanation_sent", measure, (0, DAY_S))

    def ask_for_aid(self, worker: str, days: tuple[int, ...]) -> None:
        """Applications, decisions, payments."""
        for _ in range(self.pick(0, 1, 2)):
            reason = self.pick("severe_illness", "mild_illness", "hospital_stay", "schooling")
            own = self.pick(500_000, 500_001, 1_200_000, 30_000_000, None)
            filed = self.add("aid_filed", self.moment(), worker, reason=reason, amount_minor=own,
                             component=self.pick("self", "child", "child", "parent", None),
                             count=self.pick(0, 17, 18, None))
            if self.rng.random() < 0.8:
                decided = self.add("aid_decided", filed["at_s"] + self.pick(*days), worker, filed,
                                   outcome=self.pick("granted", "granted", "refused"),
                                   amount_minor=self.pick(1, 700_000, 20_000_000))
                self.reply("aid_paid", decided, days, amount_minor=(1, 700_000, 20_000_000))

    def be_paid(self, worker: str) -> None:
        """Cycles of payouts around the base, and proofs of contributions."""
        for begin, end in ((date(2026, 3, 1), date(2026, 4, 1)), (date(2026, 4, 1), date(2026, 5, 1)),
                           (date(2026, 5, 1), date(2026, 6, 1)), (date(2026, 5, 25), date(2026, 6, 1)),
                           (date(2026, 6, 1), date(2026, 7, 1)), (date(2026, 6, 25), date(2026, 7, 2))):
            if self.rng.random() < 0.7:
                bare = self.rng.random() < 0.02
                self.add("payout", slow.begin_of(end) + DAY_S, worker, from_s=slow.begin_of(begin),
                         to_s=None if bare else slow.begin_of(end), amount_minor=self.pick(399_999, 400_000, 200_000))
        for kind in ("pension", "medical", "health"):
            if self.rng.random() < 0.8:
                begin = slow.begin_of(FIRST + timedelta(days=self.rng.randint(0, 90)))
                self.add("contribution_proved", begin, worker, component=kind, from_s=begin,
                         to_s=begin + self.pick(1, 30, 60) * DAY_S)

    def ride(self, worker: str) -> None:
        """A few long orders, some rated, at times thirteen hours of the quarter to the second; alerts over them."""
        left = 46_800 + self.pick(-1, 0, 1)
        for length in (left // 2, left - left // 2, self.pick(60, 60, 46_800)):
            self.orders += 1
            order = f"O{self.orders}"
            at_s = self.moment()
            self.add("created", at_s, None, order_id=order, district_id=self.pick("d1", "d2", None))
            self.add("accepted", at_s, worker, order_id=order)
            if self.rng.random() < 0.8:
                done = self.add("delivered", at_s + length, worker, order_id=order)
                rating = self.add("rating_given", done["at_s"] + 60, worker, order_id=order,
                                  level=self.pick("bad", "bad", "good"))
                self.reply("rating_removed", rating, (0, DAY_S - 1, DAY_S, DAY_S + 1))
                if self.rng.random() < 0.5:
                    self.add("alert", at_s, None, level=self.pick("blue", "yellow", "red"), reason=self.pick(
                        "rain", "heat"), district_id=self.pick("d1", "d2", None), from_s=at_s + self.pick(0, length),
                        to_s=at_s + length + self.pick(0, 1, 60))
            else:
                self.add("cancelled", at_s + length, worker, order_id=order)

    def get_things(self, worker: str) -> None:
        """Things, mentors, posts; at times a line that takes something away."""
        for _ in range(self.pick(1, 2, 3)):
            self.add("supply_issued", self.moment(), worker, component=self.pick("helmet", "mask", "mask", "water"),
                     count=self.pick(1, 2, None), amount_minor=self.pick(None, 0, 1, 100))
        if self.rng.random() < 0.7:
            self.add("mentor_assigned", self.moment(0, 4), worker, other_id=self.pick(*self.workers, worker, "X", None))
        if self.rng.random() < 0.5:
            self.add("promoted", self.moment(), worker, component=self.pick("station_head", "trainer"),
                     outcome=self.pick("internal", "external", "external", None))
        if self.rng.random() < 0.4:
            self.enter(worker, "2026-04-01", "worker_pay", self.pick("helmet", "accident_insurance", "fee"), -1, None,
                       self.pick(None, "accident_insurance"))

    def be_watched(self, worker: str) -> None:
        """On and off duty, and data collected."""
        for number in range(self.pick(0, 3, 4)):
            self.add(("online", "offline")[number % 2], self.begin_s + 86_400 * 10 * (number + 1), worker)
        for _ in range(4):
            at_s = self.begin_s + DAY_S * 10 * self.pick(0, 1, 2, 3, 4) + self.pick(-1, 0, 1, 5)
            self.add("data_collected", max(at_s, self.begin_s), worker, component=self.pick(
                "location", "location", "emotion", "speed"))

    def govern(self) -> None:
        """Rules, consultations, meetings, activities, evaluations."""
        for number in range(6):
            topic, rule = self.pick("dispatch", "pricing", "route"), f"r{number}"
            told = self.add("rule_published", self.moment(0, 60), None, clause_id=rule, component=topic,
                            fields=self.pick(["basis"], ["basis", "purpose"], None), outcome=self.pick("plain", None))
            for _ in range(self.pick(0, 1, 1)):
                opened = self.add("consult_opened", told["at_s"], None, clause_id=rule)
                self.reply("consult_closed", opened, (0, 3 * DAY_S, 10 * DAY_S), clause_id=(rule, rule, "r0"),
                           count=(0, 3, None), fields=(["answer"], [], None))
            self.add("rule_effective", told["at_s"] + self.pick(0, 6, 7, 8) * DAY_S, None, self.pick(told, told, None),
                     clause_id=self.pick(rule, rule, None), component=self.pick(topic, topic, "dispatch"))
        for _ in range(self.pick(3, 6)):
            self.add("activity_held", self.moment(), None, count=self.pick(29, 30, 50, None),
                     reason=self.pick("warm_meal", "counselling", "skill_contest"))
            self.add("meeting_held", self.moment(), None, reason=self.pick("talk", "renewal"), count=self.pick(6, 7),
                     fields=self.pick(["a"], ["a", "b"], ["a", "a"], None))
            self.add("evaluation_done", self.moment(), None, reason=self.pick("dispatch", "pricing"),
                     count=self.pick(2, 3, None))

    def settle(self, params: Mapping[str, slow.Params]) -> None:
        """Benefits that are due by the slow reading, some of them missing, off, doubled or of another day."""
        year = slow.Year(self.rows, self.ledger)
        dues: dict[tuple[str, str, str, str], int] = {}
        for kind, clause, word in (("pension_subsidy", "C03", "pension"), ("medical_subsidy", "C04", "medical")):
            for key, (due, _) in slow.due_contributions(year, params[kind], word)[0].items():
                dues[clause, word, *key] = due
        for clause, word, own in (("C17", "health_stipend", slow.due_stipends(year, params["health_stipend"])),
                                  ("V05", "certificate", slow.due_certificates(year, params["skill_certificate"]))):
            dues |= {(clause, word, *key): due for key, (due, _) in own.items()}
        for clause, word, filed in (("C05", "illness_aid", slow.file_illness(year, params["serious_illness"])),
                                    ("C06", "child_aid", slow.file_child(year, params["child_education"]))):
            for one in filed:
                if isinstance(one["due"], int):
                    key = (clause, word, *one["key"])
                    dues[key] = dues.get(key, 0) + one["due"]
        for (clause, word, worker, period), due in sorted(dues.items()):
            for _ in range(self.pick(0, 1, 1, 1, 1, 1, 2)):
                self.enter(worker, self.pick(*[period] * 9, "2026-05-15"), "benefit", word,
                           max(due + self.pick(0, 0, 0, 0, -1, 1), 1 if self.rng.random() < 0.1 else 0), clause, None)

    def enter(self, worker: str, period: str, account: str, component: str, amount: int, clause: str | None,
              reason: str | None) -> None:
        """One ledger line; lines of nothing are not written."""
        if amount:
            own = [row["event_id"] for row in self.rows if row["worker_id"] == worker and "event_id" in row] or [1]
            self.ledger.append({
                "line_id": len(self.ledger) + 1, "period": period, "account": account, "worker_id": worker,
                "order_id": None, "component": component, "reason": reason, "clause_id": clause, "quantity": 1,
                "quantity_unit": "minor", "rate_minor": amount, "rate_per": 1, "rounding": "half_up", "less_minor": 0,
                "amount_minor": amount, "currency": "CNY", "first_event_id": own[0] or 1,
                "last_event_id": own[-1] or 1})

    def write(self, out: Path) -> Path:
        """Write the log and the ledger."""
        folder = out / "log"
        folder.mkdir(parents=True)
        for table, held, path in ((EVENTS, self.rows, folder / "events.parquet"),
                                  (LEDGER, self.ledger, out / "ledger.parquet")):
            clean = [{name: row[name] for name in table.to_arrow().names} for row in held]
            table.write(pa.Table.from_pylist(clean, schema=table.to_arrow()), path)
        CANDIDATES.write(CANDIDATES.to_arrow().empty_table(), folder / "candidates.parquet")
        manifest = {"format": "nuantu-log/1", "date": FIRST.isoformat(), "tz": "Asia/Shanghai", "currency": "CNY",
                    "rules": "open", "events": len(self.rows),
                    "events_sha256": hashlib.sha256((folder / "events.parquet").read_bytes()).hexdigest()}
        (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
        return out
