"""Slow twins of the checks on rest and dispatch: the same rules as plain loops over the rows of a small log.

Every function takes rows (dictionaries in order of event_id) and a clause's parameters, and returns the breaches as a
sorted list of tuples: ground, worker (or order where no worker is named), and what tells them apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from tests.oracles.checks import (
    DAY_S,
    Found,
    Row,
    Span,
    find_between,
    hold_orders,
    holds_alert,
    midnight_of,
    of_kind,
    overlap,
    spells_of,
    unite,
)


def created_of(rows: list[Row], order: str) -> Row:
    """The row that placed an order; empty where nobody did."""
    return next((row for row in of_kind(rows, "created") if row["order_id"] == order), {})


def workers_of(rows: list[Row]) -> list[str]:
    """Everybody whom the log names."""
    return sorted({row["worker_id"] for row in rows if row["worker_id"] is not None})


def deliveries_of(rows: list[Row], order: str) -> list[int]:
    """Events that hand an order over."""
    return [row["event_id"] for row in of_kind(rows, "delivered") if row["order_id"] == order]


def stretch_at(spells: list[Span], at_s: int, gap_s: int) -> tuple[int, int] | None:
    """Begin and seconds of the stretch in which a moment stands; ``None`` before any work or after a gap."""
    run: list[Span] = []
    for low, high in spells:
        if low > at_s:
            break
        if run and low - run[-1][1] >= gap_s:
            run = []
        run.append((low, high))
    if not run or at_s - run[-1][1] >= gap_s:
        return None
    return run[0][0], overlap(run, 0, at_s)


# -- rest -----------------------------------------------------------------------------------------------------------

def check_long_rest(rows: list[Row], after: int, online: int | None, distance: int | None, rest: int) -> Found:
    """Pushes and acceptances when every cap was reached and no rest was long enough since."""
    found = []
    for row in of_kind(rows, "pushed", "accepted"):
        worker, at_s = row["worker_id"], row["at_s"]
        stretch = stretch_at(spells_of(rows, worker), at_s, rest)
        if stretch is None or stretch[1] < after:
            continue
        there = unite(find_between(rows, worker, "online", "offline"))
        if online is not None and overlap(there, stretch[0], at_s) < online:
            continue
        way = sum(created_of(rows, one["order_id"]).get("distance_m") or 0 for one in of_kind(rows, "delivered")
                  if one["worker_id"] == worker and stretch[0] < one["at_s"] <= at_s)
        if distance is None or way >= distance:
            found.append(("unrested", worker, row["event_id"]))
    return sorted(found)


def check_driving_time(rows: list[Row], continuous: int, stop: int, night: int, day: int, week: int) -> Found:
    """Ends of spells at which a stretch, its night, or the last day or week is over its limit; nights from 22 to 6."""
    found = []
    for worker in workers_of(rows):
        spells = spells_of(rows, worker)
        for low, high in spells:
            begun, driven = stretch_at(spells, high, stop) or (low, 0)
            stretch = [span for span in spells if begun <= span[0] <= low]
            nights = [(midnight + a, midnight + b) for midnight in {midnight_of(at) for span in stretch for at in span}
                      for a, b in ((0, 6 * 3600), (22 * 3600, DAY_S))]
            dark = sum(overlap(stretch, *span) for span in nights)
            own = sum(overlap([(low, high)], *span) for span in nights)
            sums = {"continuous": (driven, continuous), "night": (dark if own else 0, night),
                    "day": (overlap(spells, high - DAY_S, high), day),
                    "week": (overlap(spells, high - 7 * DAY_S, high), week)}
            found += [(ground, worker, high, seconds) for ground, (seconds, most) in sums.items() if seconds > most]
    return sorted(found)


def check_weekly_rest(rows: list[Row], rest_days: int, window: int, first_s: int) -> Found:
    """Worked days of whose window too many were worked."""
    found = []
    most = -(-window * (7 - rest_days) // 7)
    for worker in workers_of(rows):
        days = sorted({midnight_of(at) for low, high in spells_of(rows, worker)
                       for at in (*range(low, high, 3600), high - 1)})
        found += [("restless", worker, day) for day in days if day - (window - 1) * DAY_S >= midnight_of(first_s)
                  and sum(day - window * DAY_S < other <= day for other in days) > most]
    return sorted(found)


def check_self_rest_slot(rows: list[Row], notice: int, slots: int) -> Found:
    """Pushes inside the first so many slots of a day that were set in time and not given up before."""
    found = set()
    told = [row for row in of_kind(rows, "preference_set") if row["component"] == "rest_slot"]
    for row in of_kind(rows, "pushed"):
        taken: dict[int, int] = {}
        for slot in told:
            if slot["worker_id"] != row["worker_id"] or slot["outcome"] == "withdrawn" \
                    or slot["at_s"] + notice > slot["from_s"]:
                continue
            day = midnight_of(slot["from_s"])
            taken[day] = taken.get(day, 0) + 1
            ends = [other["at_s"] for other in told if other["outcome"] == "withdrawn"
                    and other["event_id"] > slot["event_id"]
                    and all(other[name] == slot[name] for name in ("worker_id", "from_s", "to_s"))]
            if taken[day] <= slots and slot["from_s"] <= row["at_s"] < min([slot["to_s"], *ends]):
                found.add(("pushed", row["worker_id"], row["event_id"]))
    return sorted(found)


def check_women_special(rows: list[Row], days: int, weight: int, floor: int) -> Found:
    """Pushes against a request, with nights from 22 to 6; requests with a reason or by somebody else."""
    found = set()
    told = [row for row in of_kind(rows, "preference_set") if row["component"] == "special_care"]
    for ask in told:
        if ask["outcome"] == "withdrawn":
            continue
        begin_s = max(ask["at_s"] if ask["from_s"] is None else ask["from_s"], ask["at_s"])
        ends = [begin_s + days * DAY_S] + ([ask["to_s"]] if ask["to_s"] is not None else [])
        ends += [other["at_s"] for other in told if other["outcome"] == "withdrawn"
                 and other["worker_id"] == ask["worker_id"] and other["event_id"] > ask["event_id"]]
        if ask["reason"] is not None:
            found.add(("told", ask["worker_id"], ask["event_id"]))
        if ask["actor"] not in (None, "worker"):
            found.add(("foreign", ask["worker_id"], ask["event_id"]))
        for row in of_kind(rows, "pushed"):
            if row["worker_id"] != ask["worker_id"] or not begin_s <= row["at_s"] < min(ends):
                continue
            order = created_of(rows, row["order_id"])
            clock = row["at_s"] - midnight_of(row["at_s"])
            for ground, wrong in (("heavy", (order.get("weight_g") or 0) > weight),
                                  ("high", (order.get("floor") or 0) > floor),
                                  ("night", clock >= 22 * 3600 or clock < 6 * 3600)):
                if wrong:
                    found.add((ground, row["worker_id"], row["event_id"]))
    return sorted(found)


def check_pre_limit_voice(rows: list[Row], crossings: Callable[[str, int], Iterable[int]], stop: int, pause: int,
                          before: int, tolerance: int) -> Found:
    """Moments before a daily stop, and before a pause (broken by gaps of its own length), at which no voice spoke."""
    found = set()
    for worker in workers_of(rows):
        voices = [row["at_s"] for row in of_kind(rows, "reminder_shown")
                  if row["worker_id"] == worker and row["level"] == "voice"]
        due = {(at_s, "daily_stop") for at_s in crossings(worker, stop - before)}
        run, last = 0, None
        for low, high in spells_of(rows, worker):
            if last is None or low - last >= pause:
                run = 0
            if run < pause - before <= run + high - low:
                due.add((low + pause - before - run, "continuous_pause"))
            run, last = run + high - low, high
        found |= {("silent", worker, at_s, limit) for at_s, limit in due
                  if not any(abs(at_s - voice) <= tolerance for voice in voices)}
    return sorted(found)


def check_rest_place_link(rows: list[Row], radius: int) -> Found:
    """Reminders without a station, or with one too far away."""
    shown = of_kind(rows, "reminder_shown")
    return sorted(("unnamed" if row["other_id"] is None else "far", row["worker_id"], row["event_id"]) for row in shown
                  if row["other_id"] is None or (row["distance_m"] or 0) > radius)


# -- promises -------------------------------------------------------------------------------------------------------

def check_eta_max_of(rows: list[Row], city: int, base: int, speed: int) -> Found:
    """Promises before an estimate, and estimates below their own figure; model, city and by_distance."""
    found = []
    for quote in of_kind(rows, "eta_quoted"):
        for part in ("model", "city", "by_distance"):
            told = [row for row in of_kind(rows, "eta_part") if row["order_id"] == quote["order_id"]
                    and row["component"] == part and row["event_id"] < quote["event_id"]]
            if not told:
                continue
            metres = created_of(rows, quote["order_id"])["distance_m"]
            least = {"model": 0, "city": quote["at_s"] + city,
                     "by_distance": quote["at_s"] + base - (-metres * 3600 // speed)}[part]
            if quote["promised_s"] < told[-1]["promised_s"]:
                found.append(("early", quote["order_id"], part))
            if told[-1]["promised_s"] < least:
                found.append(("low", quote["order_id"], part))
    return sorted(found)


def check_eta_window(rows: list[Row], width: int) -> Found:
    """Promises without a window, with one too narrow, or due before it ends."""
    found = []
    for row in of_kind(rows, "eta_quoted"):
        if row["from_s"] is None or row["to_s"] is None:
            found.append(("point", row["order_id"]))
            continue
        if row["to_s"] - row["from_s"] < width:
            found.append(("narrow", row["order_id"]))
        if row["promised_s"] < row["to_s"]:
            found.append(("early", row["order_id"]))
    return sorted(found)


def extended(rows: list[Row], order: str, cause: str, worker: str | None = None) -> int:
    """Seconds added to an order for a cause before its delivery."""
    done = deliveries_of(rows, order)
    return sum(row["added_s"] for row in of_kind(rows, "eta_extended")
               if row["order_id"] == order and row["reason"] == cause and worker in (None, row["worker_id"])
               and (not done or row["event_id"] < done[-1]))


def check_red_light_exclusion(rows: list[Row], share: int, most: int) -> Found:
    """Orders in hand at waits that were given less than their share."""
    waited: dict[tuple[str, str], int] = {}
    for row in of_kind(rows, "signal_wait"):
        for held in hold_orders(rows):
            if held["worker"] == row["worker_id"]:
                seconds = overlap([(held["from"], held["to"])], row["from_s"], row["to_s"])
                key = (held["worker"], held["order"])
                waited[key] = waited.get(key, 0) + seconds
    found = []
    for (worker, order), seconds in waited.items():
        due = min(seconds * share // 1000, most)
        if extended(rows, order, "signal", worker) < due:
            found.append(("short", worker, order, due))
    return sorted(found)


def check_access_friction(rows: list[Row], added: Mapping[str, int], gate: int) -> Found:
    """Orders to a compound of the list, or held at another gate, that were given too little."""
    found = []
    taken = {held["order"] for held in hold_orders(rows)}
    for row in of_kind(rows, "created"):
        order, compound = row["order_id"], row["compound_id"]
        held = [one for one in of_kind(rows, "arrived_gate") if one["order_id"] == order]
        due = added[compound] if compound in added and order in taken else gate if held else 0
        if extended(rows, order, "access") < due:
            found.append(("short", order, due))
    return sorted(found)


# -- orders ---------------------------------------------------------------------------------------------------------

def check_new_rider_protection(rows: list[Row], days: int, distance: int, weight: int, floor: int) -> Found:
    """Pushes of hard orders to those who are new on that day."""
    found = []
    for row in of_kind(rows, "pushed"):
        first = next((one for one in of_kind(rows, "registered") if one["worker_id"] == row["worker_id"]), None)
        if first is None or first["tenure_days"] is None:
            continue
        passed = (midnight_of(row["at_s"]) - midnight_of(first["at_s"])) // DAY_S
        order = created_of(rows, row["order_id"])
        if first["tenure_days"] + passed <= days:
            found += [(ground, row["worker_id"], row["event_id"]) for ground, name, most in (
                ("far", "distance_m", distance), ("heavy", "weight_g", weight), ("high", "floor", floor))
                if (order.get(name) or 0) > most]
    return sorted(found)


def check_meal_ready_dispatch(rows: list[Row], before: int) -> Found:
    """Pushes too long before the meal is expected."""
    return sorted(("early", row["worker_id"], row["event_id"]) for row in of_kind(rows, "pushed")
                  if row["at_s"] < created_of(rows, row["order_id"])["ready_estimate_s"] - before)


def check_proactive_reassign(rows: list[Row], wait: int) -> Found:
    """Orders taken too soon or after they were kept, and what was taken for the answer."""
    found = []
    for ask in of_kind(rows, "reassign_asked"):
        own = [row for row in rows if row["ref_event_id"] == ask["event_id"]]
        for row in of_kind(own, "reassigned"):
            if row["reason"] != "agreed" and row["at_s"] - ask["at_s"] < wait:
                found.append(("hasty", ask["worker_id"], ask["event_id"], row["event_id"]))
            if any(kept["event_id"] < row["event_id"] for kept in of_kind(own, "order_kept")):
                found.append(("robbed", ask["worker_id"], ask["event_id"], row["event_id"]))
        for row in of_kind(rows, "score_change", "deduction_line"):
            loss = row["kind"] == "deduction_line" or row["score_delta"] is None or row["score_delta"] < 0
            same = (row["worker_id"], row["order_id"]) == (ask["worker_id"], ask["order_id"])
            if loss and same and row["event_id"] > ask["event_id"]:
                found.append(("blamed", ask["worker_id"], ask["event_id"], row["event_id"]))
    return sorted(found)


def check_offer_transparency(rows: list[Row], fields: set[str], time: int) -> Found:
    """Answers without an offer, with one that hides something or leaves too little time, or taken too soon."""
    found = []
    for row in of_kind(rows, "accepted", "declined"):
        if row["kind"] == "declined" and row["reason"] != "timeout":
            continue
        told = [one for one in of_kind(rows, "offered") if one["event_id"] < row["event_id"]
                and (one["worker_id"], one["order_id"]) == (row["worker_id"], row["order_id"])]
        name = (row["worker_id"], row["event_id"])
        if not told:
            found.append(("unshown", *name))
            continue
        if not fields <= set(told[-1]["fields"] or []):
            found.append(("hidden", *name))
        if (told[-1]["to_s"] or told[-1]["at_s"]) - told[-1]["at_s"] < time:
            found.append(("short", *name))
        if row["kind"] == "declined" and row["at_s"] - told[-1]["at_s"] < time:
            found.append(("hurried", *name))
    return sorted(found)


def check_preference_constraints(rows: list[Row], least: int, notice: int) -> Found:
    """Pushes farther than the latest wish in force."""
    found = []
    for row in of_kind(rows, "pushed"):
        wishes = [one for one in of_kind(rows, "preference_set") if one["component"] == "max_distance"
                  and one["worker_id"] == row["worker_id"] and one["event_id"] < row["event_id"]
                  and one["at_s"] + notice <= row["at_s"]]
        if not wishes or wishes[-1]["outcome"] == "withdrawn":
            continue
        wish = wishes[-1]
        if (wish["from_s"] is not None and row["at_s"] < wish["from_s"]) or (
                wish["to_s"] is not None and row["at_s"] >= wish["to_s"]):
            continue
        if created_of(rows, row["order_id"])["distance_m"] > max(wish["distance_m"], least):
            found.append(("far", row["worker_id"], row["event_id"]))
    return sorted(found)


def check_weather_stop(rows: list[Row], stop: str, shrink: str, most: int) -> Found:
    """Pushes under an alert that stops all, and far ones under one that shrinks."""
    found = []
    for row in of_kind(rows, "pushed"):
        if holds_alert(rows, row["order_id"], row["at_s"], stop, None):
            found.append(("stopped", row["worker_id"], row["event_id"]))
        elif holds_alert(rows, row["order_id"], row["at_s"], shrink, None) \
                and created_of(rows, row["order_id"])["distance_m"] > most:
            found.append(("far", row["worker_id"], row["event_id"]))
    return sorted(found)


def check_heat_exposure(rows: list[Row], stop_at: int, hot: int, most: int, pause: Span) -> Found:
    """Pushes in great heat or in the pause of a hot day, and hot days with too much work."""
    found = set()
    warm = of_kind(rows, "temperature")

    def reaches(order: str, place: str | None) -> bool:
        return place is None or place == created_of(rows, order).get("district_id")

    def is_hot(order: str, day: int) -> bool:
        return any(one["celsius_tenths"] >= hot and midnight_of(one["at_s"]) == day
                   and reaches(order, one["district_id"]) for one in warm)

    for row in of_kind(rows, "pushed"):
        for place in {one["district_id"] for one in warm}:
            now = [one for one in warm if one["district_id"] == place and one["at_s"] <= row["at_s"]]
            if now and reaches(row["order_id"], place) and now[-1]["celsius_tenths"] >= stop_at:
                found.add(("hot", row["worker_id"], row["event_id"]))
        day = midnight_of(row["at_s"])
        if pause[0] <= row["at_s"] - day < pause[1] and is_hot(row["order_id"], day):
            found.add(("paused", row["worker_id"], row["event_id"]))
    for row in of_kind(rows, "accepted"):
        day = midnight_of(row["at_s"])
        if is_hot(row["order_id"], day) and overlap(spells_of(rows, row["worker_id"]), day, day + DAY_S) > most:
            found.add(("long", row["worker_id"], day))
    return sorted(found)


def check_vehicle_gate(rows: list[Row]) -> Found:
    """First pushes of a day before which helmet or vehicle was not checked, or not passed."""
    found = []
    firsts: dict[tuple[str, int], Row] = {}
    for row in of_kind(rows, "pushed"):
        firsts.setdefault((row["worker_id"], midnight_of(row["at_s"])), row)
    for (worker, day), push in firsts.items():
        for what, kind in (("helmet", "helmet_check"), ("vehicle_check", "vehicle_check")):
            own = [row for row in of_kind(rows, kind) if row["worker_id"] == worker
                   and midnight_of(row["at_s"]) == day and row["event_id"] < push["event_id"]]
            if not own:
                found.append(("unchecked", worker, day, what))
            elif own[-1]["outcome"] != "passed":
                found.append(("failed", worker, day, what))
    return sorted(found)


def check_safety_factors(rows: list[Row], factors: set[str]) -> Found:
    """Publications of the rule that leave a factor out."""
    told: list[dict[str, Any]] = [row for row in of_kind(rows, "rule_published") if row["component"] == "safety"]
    return sorted(("silent", row["event_id"]) for row in told if not factors <= set(row["fields"] or []))
