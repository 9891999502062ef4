"""Slow twins of the checks on deductions, commission, payouts, scores and measures: plain loops over rows.

Every function takes the rows of a log (dictionaries in order of event_id), those of a ledger where pay matters, and a
clause's parameters as whole numbers and words. It returns breaches as tuples (ground, worker, order, last event or
line), with what lacks evidence under the ground "missing". Each order is taken to be in one hand only.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

Row = dict[str, Any]
Found = list[tuple[Any, ...]]
ZONE = ZoneInfo("Asia/Shanghai")
DAY_S = 86_400
LEVELS = ("blue", "yellow", "orange", "red")


def day_of(at_s: int) -> str:
    """Local date of a moment."""
    return datetime.fromtimestamp(at_s, ZONE).date().isoformat()


def month_of(at_s: int) -> str:
    """Local month of a moment."""
    return day_of(at_s)[:7]


def begin_of(day: str) -> int:
    """UTC second at which a local day begins."""
    return int(datetime.fromisoformat(day).replace(tzinfo=ZONE).timestamp())


def holds_whole(rows: list[Row], month: str) -> bool:
    """Whether the log has the month's first day and its last."""
    first, last = date.fromisoformat(day_of(rows[0]["at_s"])), date.fromisoformat(day_of(rows[-1]["at_s"]))
    begin = date.fromisoformat(f"{month}-01")
    end = (begin + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return first <= begin and end <= last


def of_kind(rows: list[Row], *kinds: str) -> list[Row]:
    """Rows of these kinds."""
    return [row for row in rows if row["kind"] in kinds]


def find_one(rows: list[Row], kind: str, order: str | None) -> Row | None:
    """The last row of the kind about an order."""
    found = [row for row in rows if row["kind"] == kind and row["order_id"] == order]
    return found[-1] if found else None


def divide(numerator: int, denominator: int, rounding: str) -> int:
    """A quotient of what is not below zero, rounded as stated."""
    whole, rest = divmod(numerator, denominator)
    if rounding == "up":
        return whole + (rest > 0)
    return whole + (rounding == "half_up" and 2 * rest >= denominator)


def compare(due: int, lines: list[Row]) -> str | None:
    """What is wrong with lines that are all of one clause."""
    paid = sum(line["amount_minor"] for line in lines)
    if paid < due:
        return "short"
    return "wrong" if lines and (paid != due or len(lines) > 1) else None


def by_order(rows: list[Row]) -> dict[str, list[Row]]:
    """Rows of each order."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        if row["order_id"] is not None:
            found.setdefault(row["order_id"], []).append(row)
    return found


# -- money -----------------------------------------------------------------------------------------------------------

def check_deductions(rows: list[Row], ledger: list[Row], reasons: set[str], per_order: int, per_month: int) -> Found:
    """P12."""
    pay = [line for line in ledger if line["account"] == "worker_pay"]
    taken = [line for line in pay if line["amount_minor"] < 0]
    found: Found = [("unlisted", line["worker_id"], line["order_id"], line["line_id"]) for line in taken
                    if line["reason"] not in reasons]
    found += [("booked", row["worker_id"], row["order_id"], row["event_id"]) for row in of_kind(rows, "deduction_line")
              if row["reason"] not in reasons]
    for key in {(line["worker_id"], line["order_id"]) for line in taken if line["order_id"] is not None}:
        own = [line for line in taken if (line["worker_id"], line["order_id"]) == key]
        if -sum(line["amount_minor"] for line in own) > per_order:
            found.append(("order", *key, own[-1]["line_id"]))
    for worker, month in {(line["worker_id"], line["period"][:7]) for line in taken}:
        own = [line for line in pay if line["worker_id"] == worker and line["period"].startswith(month)]
        less = [line for line in own if line["amount_minor"] < 0]
        whole = sum(line["amount_minor"] for line in own if line["amount_minor"] > 0)
        if -sum(line["amount_minor"] for line in less) * 1000 > whole * per_month:
            ground = "month" if holds_whole(rows, month) else "missing"
            found.append((ground, worker, less[-1]["order_id"], less[-1]["line_id"]))
    return found


def sum_fare(own: list[Row], *, after: bool) -> tuple[int | None, int | None, int, int]:
    """Fare and commission of an order (None where there are none), first and last event of the two."""
    fares = [row for row in own if row["kind"] == "fare_line" and row["component"] == "passenger_fare"]
    coupons = [row for row in own if row["kind"] == "fare_line" and row["component"] == "coupon"]
    takings = [row for row in own if row["kind"] == "commission_line"]
    ids = [row["event_id"] for row in (*fares, *coupons, *takings)] or [0]
    less = sum(row["amount_minor"] for row in coupons) if after else 0
    return (sum(row["amount_minor"] for row in fares) - less if fares else None,
            sum(row["amount_minor"] for row in takings) if takings else None, min(ids), max(ids))


def check_order_caps(rows: list[Row], ledger: list[Row], cap: int, *, after: bool) -> Found:
    """P13, rounded down."""
    found: Found = []
    for order, own in by_order(rows).items():
        done = [row for row in own if row["kind"] == "delivered"]
        fare, commission, _, _ = sum_fare(own, after=after)
        if not done or commission is None:
            continue
        worker = done[0]["worker_id"]
        if fare is None:
            found.append(("missing", worker, order, done[0]["event_id"]))
            continue
        lines = [line for line in ledger if (line["order_id"], line["component"]) == (order, "commission_refund")]
        wrong = compare(max(commission - fare * cap // 1000, 0), lines)
        if wrong:
            found.append((wrong, worker, order, done[0]["event_id"]))
    return found


def check_month_caps(rows: list[Row], ledger: list[Row], cap: int, least: int) -> Found:
    """P14, before coupons, rounded down."""
    months: dict[tuple[str, str], list[tuple[int | None, int, int, str]]] = {}
    for order, own in by_order(rows).items():
        done = [row for row in own if row["kind"] == "delivered"]
        fare, commission, _, last = sum_fare(own, after=False)
        if done and commission is not None and holds_whole(rows, month_of(done[0]["at_s"])):
            key = (done[0]["worker_id"], month_of(done[0]["at_s"]))
            months.setdefault(key, []).append((fare, commission, last, order))
    found: Found = []
    for (worker, month), orders in months.items():
        last = max(one[2] for one in orders)
        if any(one[0] is None for one in orders):
            found.append(("missing", worker, None, last))
            continue
        names = {one[3] for one in orders}
        back = sum(line["amount_minor"] for line in ledger
                   if line["order_id"] in names and line["component"] == "commission_refund")
        allowed = sum(one[0] or 0 for one in orders) * cap // 1000
        due = max(sum(one[1] for one in orders) - back - allowed, 0) if len(orders) >= least else 0
        lines = [line for line in ledger if line["worker_id"] == worker and line["period"].startswith(month)
                 and line["component"] == "commission_refund_month"]
        wrong = compare(due, lines)
        if wrong:
            found.append((wrong, worker, None, last))
    return found


def sum_days(ledger: list[Row]) -> dict[tuple[str, str], list[Row]]:
    """Lines of each worker and day with pay."""
    days: dict[tuple[str, str], list[Row]] = {}
    for line in ledger:
        if line["account"] == "worker_pay":
            days.setdefault((line["worker_id"], line["period"]), []).append(line)
    return {key: lines for key, lines in days.items() if sum(line["amount_minor"] for line in lines) > 0}


def check_payouts(rows: list[Row], ledger: list[Row], cycle: int, within: int) -> Found:
    """P15, without a fee."""
    payouts, last_s = of_kind(rows, "payout"), rows[-1]["at_s"]
    days = sum_days(ledger)
    found: Found = []
    for row in payouts:
        name = (row["worker_id"], None, row["event_id"])
        grounds = {"long": row["to_s"] - row["from_s"] > cycle * DAY_S, "fee": row["outcome"] == "fee",
                   "late": row["at_s"] > row["to_s"] + within * DAY_S}
        same = [one for one in payouts if all(one[key] == row[key] for key in ("worker_id", "from_s", "to_s"))]
        inside = [line["amount_minor"] for (worker, day), lines in days.items() for line in lines
                  if worker == row["worker_id"] and row["from_s"] <= begin_of(day) < row["to_s"]]
        grounds["short"] = row is same[-1] and sum(one["amount_minor"] for one in same) < sum(inside)
        found += [(ground, *name) for ground, holds in grounds.items() if holds]
    unknown: dict[str, int] = {}
    for (worker, day), lines in days.items():
        own = [row for row in payouts if row["worker_id"] == worker]
        covered = any(row["from_s"] <= begin_of(day) < row["to_s"] for row in own)
        if not covered and begin_of(day) + DAY_S + (cycle + within) * DAY_S < last_s:
            if own:
                found.append(("unpaid", worker, None, lines[-1]["line_id"]))
            else:
                unknown[worker] = min(unknown.get(worker, 10**9), lines[0]["line_id"])
    return found + [("missing", worker, None, line) for worker, line in unknown.items()]


def check_guarantees(rows: list[Row], ledger: list[Row], workers: set[str], due: int, advance: int) -> Found:
    """P20 for workers of partner companies."""
    payouts = [row for row in of_kind(rows, "payout") if row["worker_id"] in workers]
    found: Found = []
    for key in {(row["worker_id"], row["from_s"], row["to_s"]) for row in payouts}:
        own = [row for row in payouts if (row["worker_id"], row["from_s"], row["to_s"]) == key]
        partner = [row["at_s"] for row in own if row["issued_by"] == "partner"]
        anybody = [row["at_s"] for row in own if row["issued_by"] in ("partner", "platform")]
        if partner and min(partner) <= key[2] + due * DAY_S:
            continue
        if anybody and min(anybody) > key[2] + (due + advance) * DAY_S:
            found.append(("late", key[0], None, own[0]["event_id"]))
    for (worker, day), lines in sum_days(ledger).items():
        own = [row for row in payouts if row["worker_id"] == worker]
        if not own or any(row["from_s"] <= begin_of(day) < row["to_s"] for row in own):
            continue
        longest = max(row["to_s"] - row["from_s"] for row in own)
        if begin_of(day) + DAY_S + longest + (due + advance) * DAY_S < rows[-1]["at_s"]:
            found.append(("unpaid", worker, None, lines[-1]["line_id"]))
    return found


def check_waits(rows: list[Row], ledger: list[Row], rate: int, after: int, rest_rate: int) -> Found:
    """P16, rounded half up."""
    found: Found = []
    for order, own in by_order(rows).items():
        done = [row for row in own if row["kind"] == "delivered"]
        arrived, picked = find_one(own, "merchant_arrived", order), find_one(own, "picked_up", order)
        if not done:
            continue
        wait = 0
        if arrived and picked:
            before = [row["at_s"] for row in rows if row["kind"] == "picked_up"
                      and row["worker_id"] == picked["worker_id"] and row["event_id"] < picked["event_id"]]
            wait = picked["at_s"] - max([arrived["at_s"], *before[-1:]])
        lines = [line for line in ledger if (line["order_id"], line["component"]) == (order, "wait_pay")]
        wrong = compare(divide(max(wait - after, 0) * rate, 60, "half_up"), lines)
        if wrong:
            found.append((wrong, done[0]["worker_id"], order, done[0]["event_id"]))
    pauses = of_kind(rows, "push_paused")
    for worker, day in {(row["worker_id"], day_of(row["at_s"])) for row in pauses}:
        own = [row for row in pauses if (row["worker_id"], day_of(row["at_s"])) == (worker, day)]
        lines = [line for line in ledger
                 if (line["worker_id"], line["period"], line["component"]) == (worker, day, "rest_pay")]
        wrong = compare(divide(sum(row["to_s"] - row["from_s"] for row in own) * rest_rate, 60, "half_up"), lines)
        if wrong:
            found.append((wrong, worker, None, own[-1]["event_id"]))
    return found


def check_cancellations(rows: list[Row], ledger: list[Row], amount: int, per_km: int, by: set[str]) -> Found:
    """P18, rounded half up."""
    found: Found = []
    for order, own in by_order(rows).items():
        accepted, gone = find_one(own, "accepted", order), find_one(own, "cancelled", order)
        if not accepted or not gone:
            continue
        name = (accepted["worker_id"], order, gone["event_id"])
        if gone["actor"] is None:
            found.append(("missing", *name))
            continue
        owed, metres = gone["actor"] in by, gone["distance_m"]
        dues = {"cancel_comp": amount * owed}
        if metres is None:
            found += [("missing", *name)] * owed
        else:
            dues["cancel_distance"] = divide(metres * per_km, 1000, "half_up") * owed
        for component, due in dues.items():
            wrong = compare(due, [line for line in ledger
                                  if (line["order_id"], line["component"]) == (order, component)])
            found += [(wrong, *name)] * bool(wrong)
    return found


def check_bonuses(rows: list[Row], limit_s: int) -> Found:
    """P19 on the log: a bonus that is booked past the day's limit; engaged time without an allowance."""
    found: Found = []
    orders = by_order(rows)
    for row in of_kind(rows, "subsidy_line"):
        if row["component"] != "bonus":
            continue
        seconds: set[int] = set()
        begin = begin_of(day_of(row["at_s"]))
        for order, own in orders.items():
            accepted = find_one(own, "accepted", order)
            ends = [one["at_s"] for one in own if one["kind"] in ("delivered", "cancelled")]
            if accepted and accepted["worker_id"] == row["worker_id"]:
                end = min([*ends, rows[-1]["at_s"]])
                seconds |= set(range(max(accepted["at_s"], begin) // 30, min(end, row["at_s"]) // 30))
        if len(seconds) * 30 > limit_s:
            found.append(("past", row["worker_id"], row["order_id"], row["event_id"]))
    return found


# -- scores and measures ---------------------------------------------------------------------------------------------

def find_adverse(rows: list[Row]) -> list[tuple[Row, Row | None]]:
    """What puts somebody at a disadvantage, with what it answers."""
    ids = {row["event_id"]: row for row in rows}
    return [(row, ids.get(row["ref_event_id"])) for row in of_kind(rows, "score_change", "measure_taken", "suspension")
            if row["kind"] != "score_change" or (-1 if row["score_delta"] is None else row["score_delta"]) < 0]


def check_penalties(rows: list[Row], safety: set[str], window: int) -> Found:
    """R11 with every act."""
    found: Found = []
    for row, ref in find_adverse(rows):
        name = (row["worker_id"], row["order_id"], row["event_id"])
        hits = {row["reason"]} & {"offline", "rest", "safety_refusal"}
        hits |= _name_acts(ref, safety)
        found += [("penalty", *name)] * len(hits)
        near = [one for one in rows if one["worker_id"] == row["worker_id"] and one["event_id"] < row["event_id"]
                and row["at_s"] - one["at_s"] <= window * DAY_S and _name_acts(one, safety)]
        if row["reason"] is None and row["ref_event_id"] is None and near:
            found.append(("missing", *name))
    return found


def _name_acts(row: Row | None, safety: set[str]) -> set[str]:
    kinds = {"offline": "offline", "forced_offline": "offline", "rest_start": "rest", "push_paused": "rest"}
    if row is None:
        return set()
    if row["kind"] == "declined":
        return {"safety_refusal"} if row["reason"] in safety else set()
    return {kinds[row["kind"]]} if row["kind"] in kinds else set()


def check_priority(rows: list[Row], banned: set[str]) -> Found:
    """D21."""
    acts = {"complaint": ("complaint_filed",), "refusal": ("declined",), "rest": ("rest_start", "push_paused")}
    found: Found = []
    for row in of_kind(rows, "rule_published"):
        if row["component"] not in ("dispatch", "priority"):
            continue
        if row["fields"] is None:
            found.append(("missing", None, None, row["event_id"]))
        elif any(name == word or name.startswith(f"{word}_") for name in row["fields"] for word in banned):
            found.append(("feature", None, None, row["event_id"]))
    for row, ref in find_adverse(rows):
        for word in banned:
            if row["reason"] == word or (ref is not None and ref["kind"] in acts.get(word, ())):
                found.append(("adverse", row["worker_id"], row["order_id"], row["event_id"]))
    return found


def check_scores(rows: list[Row], ledger: list[Row], start: int, tiers: dict[int, int], most: int, above: int) -> Found:
    """D19 but for the proof over the book; rewarded within a day."""
    changes = of_kind(rows, "score_change")
    orders = by_order(rows)
    found: Found = []
    for order in {row["order_id"] for row in changes if row["reason"] == "late" and row["score_delta"] < 0}:
        own = [row for row in changes if row["reason"] == "late" and row["order_id"] == order]
        last = [row for row in own if row["score_delta"] < 0][-1]
        done = find_one(orders.get(order, []), "delivered", order)
        promises = [row["promised_s"] for row in orders.get(order, []) if row["promised_s"] is not None]
        if order is None or done is None or not promises:
            losses = [row for row in own if row["score_delta"] < 0] if order is None else [last]
            found += [("missing", row["worker_id"], order, row["event_id"]) for row in losses]
            continue
        late_s = done["at_s"] - max(promises)
        bears = max((points for begin, points in tiers.items() if late_s >= begin), default=0) if late_s > 0 else 0
        if -sum(row["score_delta"] for row in own) > min(bears, most):
            found.append(("late", last["worker_id"], order, last["event_id"]))
    found += _follow(rows, changes, start, above)
    ids = {row["event_id"] for row in of_kind(rows, "score_change", "score_redeemed", "privilege_granted")}
    found += [("line", line["worker_id"], line["order_id"], line["line_id"]) for line in ledger
              if line["account"] == "worker_pay" and ({line["first_event_id"], line["last_event_id"]} & ids
                                                      or "score" in f"{line['reason']} {line['component']}")]
    found += [("booked", row["worker_id"], row["order_id"], row["event_id"])
              for row in of_kind(rows, "adjustment", "subsidy_line", "deduction_line")
              if row["ref_event_id"] in ids or "score" in f"{row['reason']} {row['component']}"]
    return found + [("cashed", row["worker_id"], None, row["event_id"]) for row in of_kind(rows, "score_redeemed")
                    if row["component"] == "cash" or (row["amount_minor"] or 0) > 0]


def _follow(rows: list[Row], changes: list[Row], start: int, above: int) -> Found:
    found: Found = []
    for worker in {row["worker_id"] for row in changes}:
        before: int | None = None
        for row in [row for row in changes if row["worker_id"] == worker]:
            name, now = (worker, row["order_id"], row["event_id"]), row["count"]
            if before is not None and now is not None and now != before + row["score_delta"]:
                found.append(("balance", *name))
            if before is None and row["reason"] == "start" and now != start:
                found.append(("start", *name))
            if before is not None and now is not None and before <= above < now:
                met = any(one["worker_id"] == worker and one["event_id"] > row["event_id"]
                          and one["at_s"] <= row["at_s"] + DAY_S for one in of_kind(rows, "privilege_granted"))
                if not met and row["at_s"] + DAY_S < rows[-1]["at_s"]:
                    found.append(("unrewarded", *name))
            before = now
    return found


def check_faults(rows: list[Row], grace: int, level: str) -> Found:
    """D20 for lateness, merchant and weather excluded, verified by a person."""
    orders = by_order(rows)
    alerts = [row for row in of_kind(rows, "alert") if LEVELS.index(row["level"]) >= LEVELS.index(level)]
    found: Found = []
    for row in of_kind(rows, "score_change"):
        if row["reason"] != "late" or row["score_delta"] >= 0:
            continue
        name = (row["worker_id"], row["order_id"], row["event_id"])
        if row["outcome"] != "verified":
            found.append(("unverified", *name))
        elif row["actor"] != "person":
            found.append(("machine", *name))
        if row["order_id"] is None:
            found.append(("missing", *name))
        elif _is_excused(orders[row["order_id"]], alerts, grace):
            found.append(("excused", *name))
    return found


def _is_excused(own: list[Row], alerts: list[Row], grace: int) -> bool:
    order = own[0]["order_id"]
    if any(row["kind"] == "eta_extended" and row["reason"] in ("merchant", "weather") for row in own):
        return True
    created, arrived, ready = (find_one(own, kind, order) for kind in ("created", "merchant_arrived", "merchant_ready"))
    if arrived and ready and created:
        expected = max(arrived["at_s"], created["ready_estimate_s"])
        if ready["at_s"] - expected > grace:
            return True
    accepted, done = find_one(own, "accepted", order), find_one(own, "delivered", order)
    moments = [accepted["at_s"], done["at_s"]] if accepted and done else []
    return any(alert["from_s"] <= at_s < alert["to_s"] and alert["district_id"] == created["district_id"]
               for alert in alerts for at_s in moments if created)


def check_ladder(rows: list[Row], steps: dict[str, int], window: int, person_from: str, longest: int) -> Found:
    """D23."""
    used = [step for step in ("reminder", "warning", "pause", "training") if step in steps]
    ladder = ["reminder", "warning", "pause", "training"]
    found: Found = []
    for row in of_kind(rows, "measure_taken"):
        name = (row["worker_id"], row["order_id"], row["event_id"])
        if row["level"] not in used:
            found.append(("unknown", *name))
            continue
        near = [one for one in rows if one["worker_id"] == row["worker_id"] and one["event_id"] < row["event_id"]
                and row["at_s"] - one["at_s"] <= window * DAY_S]
        breaches = sum(1 if one["count"] is None else one["count"] for one in near if one["kind"] == "violation")
        place = used.index(row["level"])
        grounds = []
        if breaches < steps[row["level"]]:
            grounds.append("early")
        if place and not any(one["kind"] == "measure_taken" and one["level"] == used[place - 1] for one in near):
            grounds.append("skipped")
        if grounds and row["at_s"] - window * DAY_S < rows[0]["at_s"]:
            grounds = ["missing"]
        if ladder.index(row["level"]) >= ladder.index(person_from) and row["actor"] != "person":
            grounds.append("machine")
        if row["level"] == "pause" and (row["to_s"] is None or row["to_s"] - row["from_s"] > longest):
            grounds.append("long")
        found += [(ground, *name) for ground in grounds]
    return found


def check_training(rows: list[Row], points: int, times: int, within: int) -> Found:
    """V02 with every course."""
    counted: dict[tuple[str, str], int] = {}
    found: Found = []
    for row in of_kind(rows, "training_held"):
        if row["outcome"] != "passed":
            continue
        key = (row["worker_id"], month_of(row["at_s"]))
        counted[key] = counted.get(key, 0) + 1
        back = sum(one["score_delta"] for one in of_kind(rows, "score_change")
                   if one["ref_event_id"] == row["event_id"] and one["at_s"] <= row["at_s"] + within * DAY_S)
        if counted[key] <= times and back < points and row["at_s"] + within * DAY_S < rows[-1]["at_s"]:
            seen = begin_of(f"{key[1]}-01") >= begin_of(day_of(rows[0]["at_s"]))
            found.append(("short" if seen else "missing", row["worker_id"], row["order_id"], row["event_id"]))
    return found


def check_safety(rows: list[Row], ledger: list[Row], points: int, per: int, amount: int, least: int,
                 gift: int) -> Found:
    """C08 with every kind of breach."""
    spoilt = {(row["worker_id"], day_of(row["at_s"])) for row in of_kind(rows, "violation")}
    months: dict[tuple[str, str], list[Row]] = {}
    for row in of_kind(rows, "delivered"):
        if holds_whole(rows, month_of(row["at_s"])):
            months.setdefault((row["worker_id"], month_of(row["at_s"])), []).append(row)
    orders = by_order(rows)
    found: Found = []
    for (worker, month), done in months.items():
        name = (worker, None, done[-1]["event_id"])
        metres = {row["event_id"]: orders[row["order_id"]][0]["distance_m"] for row in done}
        if None in metres.values():
            found.append(("missing", *name))
            continue
        safe = sum(metres[row["event_id"]] for row in done if (worker, day_of(row["at_s"])) not in spoilt)
        given = sum(row["score_delta"] for row in of_kind(rows, "score_change") if row["worker_id"] == worker
                    and row["reason"] == "safe_distance" and month_of(row["at_s"]) == month)
        if given < safe // per * points:
            found.append(("points", *name))
        clean = not any(who == worker and day.startswith(month) for who, day in spoilt)
        lines = [line for line in ledger if line["worker_id"] == worker and line["period"].startswith(month)
                 and line["component"] == "safety_reward"]
        wrong = compare(amount if clean and sum(metres.values()) >= least else 0, lines)
        found += [(wrong, *name)] * bool(wrong)
    return found + [("dear", row["worker_id"], None, row["event_id"]) for row in of_kind(rows, "score_redeemed")
                    if row["component"] == "gift" and -row["score_delta"] > gift]
