"""Slow twins of the audit's checks: the same rules as plain loops over rows, with nothing clever in them.

Every function takes the rows of a log (dictionaries in order of event_id), where pay matters those of a ledger, and a
clause's parameters as whole numbers and words; it returns the breaches as a sorted list of tuples: ground, worker,
order, and a moment or number where one worker or order may have several.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

Row = dict[str, Any]
Span = tuple[int, int]
Found = list[tuple[Any, ...]]
ENDS = ("delivered", "cancelled", "reassigned")
LEVELS = ("blue", "yellow", "orange", "red")
ZONE = ZoneInfo("Asia/Shanghai")
DAY_S = 86_400


# -- time -----------------------------------------------------------------------------------------------------------

def midnight_of(at_s: int) -> int:
    """UTC second at which the local day of a moment began."""
    local = datetime.fromtimestamp(at_s, ZONE)
    return int(local.replace(hour=0, minute=0, second=0, microsecond=0).timestamp())


def hold_orders(rows: list[Row]) -> list[Row]:
    """Orders in hand: worker, order, accept and end row (None while it never ends), begin and end second."""
    last_s = max(row["at_s"] for row in rows)
    held = []
    for place, row in enumerate(rows):
        if row["kind"] != "accepted":
            continue
        end = None
        for later in rows[place + 1:]:
            same = later["order_id"] == row["order_id"] and later["worker_id"] in (row["worker_id"], None)
            if same and later["kind"] in ("accepted", *ENDS):
                end = later
                break
        held.append({"worker": row["worker_id"], "order": row["order_id"], "accept": row, "end": end,
                     "from": row["at_s"], "to": last_s if end is None else end["at_s"]})
    return held


def unite(spans: Iterable[Span]) -> list[Span]:
    """The union of intervals, touching ones merged, empty ones left out."""
    merged: list[Span] = []
    for begin, end in sorted(span for span in spans if span[0] < span[1]):
        if merged and begin <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((begin, end))
    return merged


def find_between(rows: list[Row], worker: str, opens: str, closes: str) -> list[Span]:
    """From each opening to the next event of the two kinds, or to the end of the log."""
    own = [row for row in rows if row["worker_id"] == worker and row["kind"] in (opens, closes)]
    last_s = max(row["at_s"] for row in rows)
    ends = [row["at_s"] for row in own[1:]] + [last_s]
    return [(row["at_s"], end) for row, end in zip(own, ends, strict=False) if row["kind"] == opens]


def spells_of(rows: list[Row], worker: str) -> list[Span]:
    """Working spells of a worker."""
    return unite((held["from"], held["to"]) for held in hold_orders(rows) if held["worker"] == worker)


def pieces_of(rows: list[Row], worker: str, exclude_s: int | None) -> list[Span]:
    """Spells without the rests inside them that last long enough."""
    pieces = spells_of(rows, worker)
    if exclude_s is None:
        return pieces
    rests = []
    for begin, end in find_between(rows, worker, "rest_start", "rest_end"):
        for low, high in spells_of(rows, worker):
            inside = (max(begin, low), min(end, high))
            if inside[1] - inside[0] >= exclude_s:
                rests.append(inside)
    for begin, end in rests:
        cut = []
        for low, high in pieces:
            cut += [(low, min(high, begin)), (max(low, end), high)]
        pieces = [piece for piece in cut if piece[0] < piece[1]]
    return pieces


def overlap(spans: Iterable[Span], begin_s: int, end_s: int) -> int:
    """Seconds of the intervals inside a window."""
    return sum(max(0, min(high, end_s) - max(low, begin_s)) for low, high in spans)


class Clock:
    """Working time of every worker of a log under one definition."""

    def __init__(self, rows: list[Row], allowance_pm: int, exclude_s: int | None) -> None:
        self.allowance_pm = allowance_pm
        workers = sorted({row["worker_id"] for row in rows if row["worker_id"] is not None})
        self.pieces = {worker: pieces_of(rows, worker, exclude_s) for worker in workers}

    def worked(self, worker: str, at_s: int) -> int:
        """Working time of the local day up to a moment."""
        return overlap(self.pieces[worker], midnight_of(at_s), at_s) * (1000 + self.allowance_pm) // 1000

    def rolled(self, worker: str, at_s: int) -> int:
        """Working time of the 24 hours up to a moment."""
        return overlap(self.pieces[worker], at_s - DAY_S, at_s) * (1000 + self.allowance_pm) // 1000

    def crossings(self, worker: str, target_s: int) -> list[int]:
        """Seconds at which a day's working time first reaches a mark, found by looking at every second worked."""
        found = []
        for day in sorted({midnight_of(at) for low, high in self.pieces[worker]
                           for at in (*range(low, high, 3600), high - 1)}):
            next_day = int((datetime.fromtimestamp(day, ZONE) + timedelta(days=1)).timestamp())
            raw = 0
            for low, high in self.pieces[worker]:
                for second in range(max(low, day), min(high, next_day)):
                    raw += 1
                    if raw * (1000 + self.allowance_pm) // 1000 >= target_s and \
                            (raw - 1) * (1000 + self.allowance_pm) // 1000 < target_s and second + 1 < next_day:
                        found.append(second + 1)
        return found


def of_kind(rows: list[Row], *kinds: str) -> list[Row]:
    """Rows of these kinds."""
    return [row for row in rows if row["kind"] in kinds]


# -- rest -----------------------------------------------------------------------------------------------------------

def check_worktime_definition(rows: list[Row], clock: Clock) -> Found:
    """Working time shown that is more than a minute from the log's own."""
    shown = of_kind(rows, "reminder_shown", "continue_confirmed", "forced_offline")
    return sorted(("shown", row["worker_id"], row["event_id"]) for row in shown
                  if row["worked_s"] is not None
                  and abs(row["worked_s"] - clock.worked(row["worker_id"], row["at_s"])) > 60)


def check_fatigue_reminder(rows: list[Row], clock: Clock, first: int, every: int, tolerance: int) -> Found:
    """Marks without a reminder near them that says so."""
    found = []
    for worker in clock.pieces:
        # At midnight a day's sum is gone, so the longest day is bounded by all seconds together.
        most = overlap(clock.pieces[worker], 0, 1 << 40) * (1000 + clock.allowance_pm) // 1000 + 1
        for mark in range(first, most, every):
            for due in clock.crossings(worker, mark):
                met = [row for row in of_kind(rows, "reminder_shown") if row["worker_id"] == worker
                       and abs(row["at_s"] - due) <= tolerance and midnight_of(row["at_s"]) == midnight_of(due)
                       and abs((mark if row["worked_s"] is None else row["worked_s"]) - mark) <= tolerance]
                if not met:
                    found.append(("unmet", worker, mark, due))
    return sorted(found)


def check_daily_stop(rows: list[Row], clock: Clock, stop_after: int, tolerance: int, *, rolling: bool) -> Found:
    """Pushes and acceptances past the stop, and stops that nobody told."""
    count = clock.rolled if rolling else clock.worked
    found: Found = [("late", row["worker_id"], row["event_id"]) for row in of_kind(rows, "pushed", "accepted")
                    if count(row["worker_id"], row["at_s"]) >= stop_after + tolerance]
    for worker in clock.pieces:
        for due in _find_rolled(clock, worker, stop_after) if rolling else clock.crossings(worker, stop_after):
            told = [row for row in of_kind(rows, "forced_offline")
                    if row["worker_id"] == worker and abs(row["at_s"] - due) <= max(tolerance, 60)]
            if not told:
                found.append(("untold", worker, due))
    return sorted(found)


def _find_rolled(clock: Clock, worker: str, stop_after: int) -> list[int]:
    found, before = [], 0
    seconds = {at for low, high in clock.pieces[worker] for at in range(low, high + 1)}
    for second in sorted(seconds):
        now = clock.rolled(worker, second)
        before = clock.rolled(worker, second - 1)
        if before < stop_after <= now:
            found.append(second)
    return found


def check_continuous_pause(rows: list[Row], workers: Iterable[str], after: int, pause: int, gap: int) -> Found:
    """Pushes in or before a due pause, pushes in any recorded pause, due pauses that are not recorded."""
    found = set()
    for worker in workers:
        recorded = [(row["from_s"], row["to_s"]) for row in of_kind(rows, "push_paused") if row["worker_id"] == worker]
        pushes = [row for row in of_kind(rows, "pushed") if row["worker_id"] == worker]
        hands = [held for held in hold_orders(rows) if held["worker"] == worker]
        run, last, full = 0, None, False
        windows = list(recorded)
        for low, high in spells_of(rows, worker):
            rested = last is not None and any(begin == last and end - begin >= pause for begin, end in recorded)
            if last is None or rested or low - last >= gap:
                run, full = 0, False
            if not full and run + high - low >= after:
                full = True
                windows.append((low + after - run, high + pause))
                unended = any(held["end"] is None for held in hands if held["to"] == high)
                if not unended and not any(begin == high and end >= high + pause for begin, end in recorded):
                    found.add(("untold", worker, high))
            run += high - low
            last = high
        found |= {("pushed", worker, row["event_id"]) for row in pushes
                  if any(begin <= row["at_s"] < end for begin, end in windows)}
    return sorted(found)


def check_soft_cap_confirm(rows: list[Row], clock: Clock, after: int, extra: int | None) -> Found:
    """Acceptances past the cap without a confirmation of that day, or past what may be added."""
    found = []
    for row in of_kind(rows, "accepted"):
        worked = clock.worked(row["worker_id"], row["at_s"])
        said = [one for one in of_kind(rows, "continue_confirmed") if one["worker_id"] == row["worker_id"]
                and one["event_id"] < row["event_id"] and midnight_of(one["at_s"]) == midnight_of(row["at_s"])]
        if extra is not None and worked >= after + extra:
            found.append(("beyond", row["worker_id"], row["event_id"]))
        elif worked >= after and not said:
            found.append(("unasked", row["worker_id"], row["event_id"]))
    return sorted(found)


# -- dispatch --------------------------------------------------------------------------------------------------------

def holds_alert(rows: list[Row], order: str, at_s: int, level: str, kinds: Iterable[str] | None) -> bool:
    """Whether an alert of that level or above held where an order goes."""
    place = next((row["district_id"] for row in of_kind(rows, "created") if row["order_id"] == order), None)
    for alert in of_kind(rows, "alert"):
        heirs = [row["at_s"] for row in of_kind(rows, "alert") if row["ref_event_id"] == alert["event_id"]]
        ends = min([alert["to_s"], *heirs])
        if (LEVELS.index(alert["level"]) >= LEVELS.index(level) and (kinds is None or alert["reason"] in kinds)
                and max(alert["from_s"], alert["at_s"]) <= at_s < ends
                and alert["district_id"] in (None, place)):
            return True
    return False


def check_concurrency_cap(rows: list[Row], cap: int, cap_new: int, new_days: int, cap_alert: int, level: str) -> Found:
    """Acceptances after which more are in hand than the lowest cap allows."""
    tenure = {row["worker_id"]: row["tenure_days"] for row in of_kind(rows, "registered")}
    found = []
    for held in hold_orders(rows):
        now = held["accept"]["event_id"]
        in_hand = sum(other["worker"] == held["worker"] and other["accept"]["event_id"] <= now
                      and (other["end"] is None or other["end"]["event_id"] > now) for other in hold_orders(rows))
        allowed = cap
        if tenure.get(held["worker"]) is not None and tenure[held["worker"]] <= new_days:
            allowed = min(allowed, cap_new)
        if holds_alert(rows, held["order"], held["from"], level, None):
            allowed = min(allowed, cap_alert)
        if in_hand > allowed:
            found.append(("over", held["worker"], held["order"], in_hand, allowed))
    return sorted(found)


def check_eta_speed_basis(rows: list[Row], speed: int) -> Found:
    """Promises that hold less riding than the distance takes."""
    metres = {row["order_id"]: row["distance_m"] for row in of_kind(rows, "created")}
    found = []
    for row in of_kind(rows, "eta_quoted"):
        least = -(-metres[row["order_id"]] * 3600 // speed)
        if row["riding_s"] < least:
            found.append(("short", row["order_id"], row["event_id"]))
        elif row["promised_s"] - row["at_s"] < least:
            found.append(("tight", row["order_id"], row["event_id"]))
    return sorted(found)


def _delay_kitchens(rows: list[Row], grace: int, *, cascade: bool) -> dict[tuple[str, str, str], int]:
    """Seconds by which late kitchens held up each worker's orders."""
    due: dict[tuple[str, str, str], int] = {}
    stops: dict[tuple[str, str, str, int], int] = {}
    created = {row["order_id"]: row for row in of_kind(rows, "created")}
    for row in of_kind(rows, "picked_up"):
        worker, order = row["worker_id"], row["order_id"]
        ready = [one["at_s"] for one in of_kind(rows, "merchant_ready") if one["order_id"] == order][:1]
        came = [one["at_s"] for one in of_kind(rows, "merchant_arrived")
                if one["order_id"] == order and one["worker_id"] == worker]
        if not ready or not came:
            continue
        delay = ready[0] - max(max(came), created[order]["ready_estimate_s"])
        if delay <= grace:
            continue
        others = {held["order"] for held in hold_orders(rows) if cascade and held["worker"] == worker
                  and held["accept"]["event_id"] < row["event_id"]
                  and (held["end"] is None or held["end"]["event_id"] > row["event_id"])}
        for one in {order, *others}:
            stop = (worker, one, created[order]["merchant_id"], row["at_s"])
            stops[stop] = max(stops.get(stop, 0), delay)
    for (worker, order, _, _), delay in stops.items():
        due[worker, order, "merchant"] = due.get((worker, order, "merchant"), 0) + delay
    return due


def check_eta_extension(rows: list[Row], weather_s: int, gate_s: int | None, grace: int, *, cascade: bool) -> Found:
    """Orders to which less was added for a cause than its delays call for; kitchens by the delay itself, and gates too
    where no seconds are stated."""
    due = _delay_kitchens(rows, grace, cascade=cascade)
    last = {row["order_id"]: row for row in of_kind(rows, "accepted") if holds_alert(rows, row["order_id"], row["at_s"],
                                                                                   "blue", None)}
    for order, row in last.items():
        due[row["worker_id"], order, "weather"] = weather_s
    due |= _count_gates(rows, gate_s)
    found = []
    for (worker, order, cause), seconds in due.items():
        done = [row["event_id"] for row in of_kind(rows, "delivered") if row["order_id"] == order]
        given = sum(row["added_s"] for row in of_kind(rows, "eta_extended")
                    if (row["worker_id"], row["order_id"], row["reason"]) == (worker, order, cause)
                    and (not done or row["event_id"] < done[0]))
        if given < seconds:
            found.append(("short", worker, order, cause, seconds, given))
    return sorted(found)


def _count_gates(rows: list[Row], gate_s: int | None) -> dict[tuple[str, str, str], int]:
    """Seconds for orders held at gates: stated ones for each, or all from the first arrival to the handover."""
    due: dict[tuple[str, str, str], int] = {}
    for row in of_kind(rows, "arrived_gate"):
        key = (row["worker_id"], row["order_id"], "gate")
        over = [one["at_s"] for one in of_kind(rows, "delivered")
                if (one["worker_id"], one["order_id"]) == key[:2] and one["event_id"] > row["event_id"]]
        if gate_s is not None:
            due[key] = due.get(key, 0) + gate_s
        elif over and key not in due:
            due[key] = over[0] - row["at_s"]
    return due


def check_refusal_right(rows: list[Row], free: int, always: Iterable[str]) -> Found:
    """Points taken for refusals that are free."""
    found = []
    counts: dict[tuple[str, int], int] = {}
    for row in of_kind(rows, "declined"):
        exempt = row["reason"] in always
        day = (row["worker_id"], midnight_of(row["at_s"]))
        counts[day] = counts.get(day, 0) + (not exempt)
        if exempt or counts[day] <= free:
            found += [("scored", row["worker_id"], row["event_id"], one["event_id"])
                      for one in of_kind(rows, "score_change")
                      if one["ref_event_id"] == row["event_id"] and one["score_delta"] < 0]
    return sorted(found)


def check_fatigue_hard_gate(rows: list[Row]) -> Found:
    """Overrides that were let through, and rejected ones that were followed by the push all the same."""
    found: Found = []
    for row in of_kind(rows, "override_attempted"):
        if row["outcome"] != "rejected":
            found.append(("passed", row["worker_id"], row["event_id"]))
            continue
        for push in of_kind(rows, "pushed"):
            same = (push["worker_id"], push["order_id"]) == (row["worker_id"], row["order_id"])
            paused = any(one["worker_id"] == push["worker_id"] and one["from_s"] <= push["at_s"] < one["to_s"]
                         for one in of_kind(rows, "push_paused"))
            stopped = any(one["worker_id"] == push["worker_id"] and one["event_id"] < push["event_id"]
                          and midnight_of(one["at_s"]) == midnight_of(push["at_s"])
                          for one in of_kind(rows, "forced_offline"))
            if same and push["event_id"] > row["event_id"] and (paused or stopped):
                found.append(("sent", row["worker_id"], row["event_id"]))
                break
    return sorted(found)


# -- pay ---------------------------------------------------------------------------------------------------------------

def compare(due: int, lines: list[Row]) -> str | None:
    """How the lines of one thing fail what is due for it."""
    paid = sum(line["amount_minor"] for line in lines)
    if paid < due:
        return "short"
    return "wrong" if lines and (paid != due or len(lines) > 1) else None


def lines_of(ledger: list[Row], account: str, component: str, clause_id: str, **values: Any) -> list[Row]:
    """Ledger lines of a clause about one thing."""
    return [line for line in ledger if (line["account"], line["component"], line["clause_id"]) ==
            (account, component, clause_id) and all(line[name] == value for name, value in values.items())]


def check_orders(rows: list[Row], ledger: list[Row], clause_id: str, account: str, component: str,
                 dues: Mapping[str, int]) -> Found:
    """Deliveries that are paid other than is due for their order."""
    found = []
    for row in of_kind(rows, "delivered"):
        own = lines_of(ledger, account, component, clause_id, worker_id=row["worker_id"], order_id=row["order_id"])
        fault = compare(dues[row["order_id"]], own)
        if fault is not None:
            found.append((fault, row["worker_id"], row["order_id"], component))
    return sorted(found)


def price_distances(rows: list[Row], bands: Iterable[tuple[int, int]]) -> dict[str, int]:
    """What the bands give for each order."""
    return {row["order_id"]: next(amount for upto, amount in bands if row["distance_m"] <= upto)
            for row in of_kind(rows, "created")}


def price_weather(rows: list[Row], amount: int, level: str, at: str) -> dict[str, int]:
    """What weather gives for each delivered order."""
    dues = {}
    for row in of_kind(rows, "delivered"):
        held = [one for one in hold_orders(rows) if one["end"] is row]
        moment = row["at_s"] if at == "delivered" else held[0]["from"] if held else None
        under = moment is not None and holds_alert(rows, row["order_id"], moment, level, None)
        dues[row["order_id"]] = amount if under else 0
    return dues


def check_hourly_floor(rows: list[Row], ledger: list[Row], clause_id: str, clock: Clock, floor: int,
                       base: str) -> Found:
    """Days whose top-up is not what the floor asks for, rounded half up."""
    days = sorted({midnight_of(row["at_s"]) for row in rows})
    found = []
    for worker in clock.pieces:
        for day in days:
            end = int((datetime.fromtimestamp(day, ZONE) + timedelta(days=1)).timestamp())
            period = datetime.fromtimestamp(day, ZONE).date().isoformat()
            if base == "worktime":
                counted = overlap(clock.pieces[worker], day, end) * (1000 + clock.allowance_pm) // 1000
            elif base == "engaged":
                counted = overlap(spells_of(rows, worker), day, end)
            else:
                counted = overlap(unite(find_between(rows, worker, "online", "offline")), day, end)
            included = sum(line["amount_minor"] for line in ledger if line["worker_id"] == worker
                           and line["period"] == period and line["component"] in ("base", "distance", "weather")
                           and line["account"] == "worker_pay")
            due = max((2 * counted * floor + 3600) // 7200 - included, 0)
            own = lines_of(ledger, "worker_pay", "floor_topup", clause_id, worker_id=worker, period=period)
            fault = compare(due, own)
            if fault is not None:
                found.append((fault, worker, due, sum(line["amount_minor"] for line in own)))
    return sorted(found)


def check_price_components(rows: list[Row], ledger: list[Row], components: Iterable[str]) -> Found:
    """The first part of each delivered order that was shown otherwise than paid."""
    found = []
    for row in of_kind(rows, "delivered"):
        held = [one for one in hold_orders(rows) if one["end"] is row]
        who = (row["worker_id"], row["order_id"])
        shown = [one for one in of_kind(rows, "priced") if (one["worker_id"], one["order_id"]) == who
                 and held and one["event_id"] < held[0]["accept"]["event_id"]]
        last = [one for one in shown if one["at_s"] == max(other["at_s"] for other in shown)]
        paid = [line for line in ledger if (line["worker_id"], line["order_id"], line["account"]) ==
                (*who, "worker_pay")]
        for name in sorted({one["component"] for one in last} | {line["component"] for line in paid}):
            was = sum(one["amount_minor"] for one in last if one["component"] == name)
            now = sum(line["amount_minor"] for line in paid if line["component"] == name)
            if was != now and (name in components or now < 0):
                found.append(("unlike", *who, name, was, now))
                break
    return sorted(found)


def check_no_late_deduction(rows: list[Row], ledger: list[Row], reasons: Iterable[str]) -> Found:
    """Lines that take money where none may be taken."""
    found = []
    for line in ledger:
        if line["account"] != "worker_pay" or line["amount_minor"] >= 0:
            continue
        promised = [row["promised_s"] for row in of_kind(rows, "eta_quoted", "eta_extended")
                    if row["order_id"] == line["order_id"] and line["order_id"] is not None]
        done = [row["at_s"] for row in of_kind(rows, "delivered")
                if (row["worker_id"], row["order_id"]) == (line["worker_id"], line["order_id"])]
        if line["reason"] in reasons:
            found.append(("reason", line["line_id"]))
        elif promised and done and done[0] > max(promised):
            found.append(("late", line["line_id"]))
        elif line["clause_id"] is None:
            found.append(("nameless", line["line_id"]))
    return sorted(found)
