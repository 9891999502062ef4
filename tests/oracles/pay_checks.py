"""Slow twins of the checks on supplements, guarantees and floors of periods: plain loops over rows.

As in ``checks``: rows of a log in order of event_id, rows of a ledger, a clause's parameters as whole numbers and
words; breaches as tuples of ground, worker, order or period, and what is due. Local days are those of Shanghai.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from fractions import Fraction
from itertools import pairwise
from math import floor
from typing import Any

from tests.oracles.checks import DAY_S, ZONE, find_between, hold_orders, midnight_of, of_kind, overlap, spells_of, unite

Row = dict[str, Any]
Found = list[tuple[Any, ...]]
MILE = Fraction(201_168, 125)


def round_half_up(value: Fraction) -> int:
    """A value that is not negative, halves up."""
    return floor(value + Fraction(1, 2))


def day_of(at_s: int) -> date:
    """The local date of a moment."""
    return datetime.fromtimestamp(at_s, ZONE).date()


def clock_of(at_s: int) -> int:
    """Seconds on the clock since midnight."""
    return at_s - midnight_of(at_s)


def list_days(rows: Sequence[Row]) -> list[date]:
    """Local days from the first event to the last."""
    first, last = day_of(rows[0]["at_s"]), day_of(rows[-1]["at_s"])
    return [date.fromordinal(number) for number in range(first.toordinal(), last.toordinal() + 1)]


def bounds_of(day: date) -> tuple[int, int]:
    """UTC seconds of a local day."""
    begin = int(datetime(day.year, day.month, day.day, tzinfo=ZONE).timestamp())
    return begin, begin + DAY_S


def list_weeks(days: Sequence[date]) -> list[list[date]]:
    """Weeks from Monday of which every day is there."""
    return [week for day in days if day.weekday() == 0
            and (week := [day + timedelta(days=number) for number in range(7)])[-1] <= days[-1]]


def list_months(days: Sequence[date]) -> list[list[date]]:
    """Calendar months of which every day is there."""
    months = []
    for day in days:
        month = [one for one in days if (one.year, one.month) == (day.year, day.month)]
        if day.day == 1 and (month[-1] + timedelta(days=1)).month != day.month:
            months.append(month)
    return months


def list_workers(rows: Sequence[Row]) -> list[str]:
    """Everybody who is registered."""
    return sorted({row["worker_id"] for row in of_kind(list(rows), "registered")})


def judge(due: int, lines: Sequence[Row], most: int = 1) -> str | None:
    """How lines fail what is due: too little, or not just that."""
    paid = sum(line["amount_minor"] for line in lines)
    if paid < due:
        return "short"
    return "wrong" if lines and (paid != due or len(lines) > most) else None


def pick(ledger: Sequence[Row], clause: str, components: Iterable[str], **values: Any) -> list[Row]:
    """Lines of a clause in these components about one thing."""
    wanted = set(components)
    return [line for line in ledger if line["clause_id"] == clause and line["component"] in wanted
            and line["account"] == "worker_pay" and all(line[name] == value for name, value in values.items())]


def pay_of(ledger: Sequence[Row], components: Iterable[str], **values: Any) -> int:
    """Pay in these components about one thing, whoever's clause."""
    wanted = set(components)
    return sum(line["amount_minor"] for line in ledger if line["component"] in wanted
               and line["account"] == "worker_pay" and all(line[name] == value for name, value in values.items()))


def list_done(rows: Sequence[Row]) -> list[tuple[Row, Row]]:
    """Acceptance and delivery of every delivered order."""
    return [(held["accept"], held["end"]) for held in hold_orders(list(rows))
            if held["end"] is not None and held["end"]["kind"] == "delivered"]


def check_order_dues(rows: Sequence[Row], ledger: Sequence[Row], clause: str, component: str,
                     dues: Mapping[str, int]) -> Found:
    """Orders that are paid otherwise than is due; what is not named is due nothing."""
    found = []
    for _, done in list_done(rows):
        order = done["order_id"]
        own = pick(ledger, clause, [component], worker_id=done["worker_id"], order_id=order)
        ground = judge(dues.get(order, 0), own)
        if ground is not None:
            found.append((ground, done["worker_id"], order, dues.get(order, 0)))
    return sorted(found)


def price_nights(rows: Sequence[Row], ledger: Sequence[Row], begin: int, end: int, at: str, share: int,
                 amount: int) -> dict[str, int]:
    """What the night gives for each order in its window."""
    dues = {}
    for taken, done in list_done(rows):
        clock = clock_of(done["at_s"] if at == "delivered" else taken["at_s"])
        if begin <= clock < end if begin < end else clock >= begin or clock < end:
            normal = pay_of(ledger, ("base", "distance"), worker_id=done["worker_id"], order_id=done["order_id"])
            dues[done["order_id"]] = max(round_half_up(Fraction(normal * share, 1000)), amount)
    return dues


def price_holidays(rows: Sequence[Row], ledger: Sequence[Row], dates: set[str], at: str, ratio: int) -> dict[str, int]:
    """What a holiday gives on top of each of its orders."""
    dues = {}
    for taken, done in list_done(rows):
        if day_of(done["at_s"] if at == "delivered" else taken["at_s"]).isoformat() in dates:
            normal = pay_of(ledger, ("base", "distance"), worker_id=done["worker_id"], order_id=done["order_id"])
            dues[done["order_id"]] = round_half_up(Fraction(normal * (ratio - 1000), 1000))
    return dues


def compare_holidays(rows: Sequence[Row], ledger: Sequence[Row], dates: set[str]) -> Found:
    """Holidays that paid no more for each order than the worker's other days; none of which nothing can be said."""
    sums: dict[str, dict[str, list[int]]] = {}
    for taken, done in list_done(rows):
        day = day_of(taken["at_s"]).isoformat()
        paid = pay_of(ledger, ("base", "distance", "holiday"), worker_id=done["worker_id"], order_id=done["order_id"])
        sums.setdefault(done["worker_id"], {}).setdefault(day if day in dates else "other", []).append(paid)
    found: Found = []
    for worker, days in sums.items():
        for day, paid in days.items():
            if day == "other":
                continue
            other = days.get("other")
            if other is None:
                found.append(("missing", worker, None, None))
            elif Fraction(sum(paid), len(paid)) <= Fraction(sum(other), len(other)):
                found.append(("low", worker, None, None))
    return sorted(found, key=str)


def price_overruns(rows: Sequence[Row], amount: int) -> dict[str, int]:
    """Last orders of shifts that ended after them."""
    dues = {}
    for end in of_kind(list(rows), "offline"):
        held = [(done["event_id"], done["order_id"]) for taken, done in list_done(rows)
                if done["worker_id"] == end["worker_id"]
                and taken["event_id"] < end["event_id"] < done["event_id"]]
        if held:
            dues[max(held)[1]] = amount
    return dues


def price_difficulty(rows: Sequence[Row], weights: Mapping[int, int], floors: Mapping[int, int]) -> dict[str, int]:
    """What weight and storey give; orders of which something is unknown are left out."""
    dues = {}
    for row in of_kind(list(rows), "created"):
        if row["weight_g"] is not None and row["floor"] is not None:
            dues[row["order_id"]] = sum(
                max(((bound, amount) for bound, amount in tiers.items() if bound <= measure), default=(0, 0))[1]
                for tiers, measure in ((weights, row["weight_g"]), (floors, row["floor"])))
    return dues


def check_difficulty(rows: Sequence[Row], ledger: Sequence[Row], weights: Mapping[int, int],
                     floors: Mapping[int, int]) -> Found:
    """Orders paid otherwise than their tiers, and those of which nothing can be said."""
    dues = price_difficulty(rows, weights, floors)
    faults = [one for one in check_order_dues(rows, ledger, "P06", "difficulty", dues) if one[2] in dues]
    bare = [("missing", done["worker_id"], done["order_id"], None) for _, done in list_done(rows)
            if done["order_id"] not in dues]
    return sorted([*faults, *bare], key=str)


def online_of(rows: Sequence[Row], worker: str) -> list[tuple[int, int]]:
    """Time online of a worker."""
    return unite(find_between(list(rows), worker, "online", "offline"))


def hired_of(rows: Sequence[Row], worker: str) -> date | None:
    """The day of hire by the last correction, else as registered."""
    said = None
    for kind in ("registered", "tenure_change"):
        for row in of_kind(list(rows), kind):
            if row["worker_id"] == worker and row["tenure_days"] is not None:
                said = day_of(row["at_s"]) - timedelta(days=row["tenure_days"])
    return said


def check_hours(rows: Sequence[Row], ledger: Sequence[Row], clause: str, component: str, rate_on: Any) -> Found:
    """Worker-days paid otherwise than online time at ``rate_on(worker, day)``; a rate of None lacks evidence."""
    found: Found = []
    for worker in list_workers(rows):
        spans = online_of(rows, worker)
        for day in list_days(rows):
            counted, rate = overlap(spans, *bounds_of(day)), rate_on(worker, day)
            own = pick(ledger, clause, [component], worker_id=worker, period=day.isoformat(), order_id=None)
            if rate is None:
                if counted or own:
                    found.append(("missing", worker, None, None))
                continue
            due = round_half_up(Fraction(counted * rate, 3600))
            ground = judge(due, own)
            if ground is not None:
                found.append((ground, worker, None, due))
    return sorted(found, key=str)


def rate_tenure(rows: Sequence[Row], amount: int, every: int, cap: int) -> Any:
    """The rate of a worker's tenure on a day."""
    def rate_on(worker: str, day: date) -> int | None:
        hired = hired_of(rows, worker)
        return None if hired is None else min(max((day - hired).days, 0) // every * amount, cap)

    return rate_on


def check_heat_months(rows: Sequence[Row], ledger: Sequence[Row], monthly: int, full: int) -> Found:
    """Whole months paid otherwise than their days worked; every day is one of the season."""
    found: Found = []
    for worker in list_workers(rows):
        spans = spells_of(list(rows), worker)
        for month in list_months(list_days(rows)):
            worked = sum(overlap(spans, *bounds_of(day)) > 0 for day in month)
            due = round_half_up(Fraction(min(worked, full) * monthly, full))
            own = pick(ledger, "P08", ["heat"], worker_id=worker, period=month[-1].isoformat())
            ground = judge(due, own)
            if ground is not None:
                found.append((ground, worker, None, due))
    return sorted(found, key=str)


def check_heat_days(rows: Sequence[Row], ledger: Sequence[Row], daily: int, threshold: int) -> Found:
    """Hot days worked that are paid otherwise, and others that are paid."""
    places = {row["worker_id"]: row["place_code"] or "" for row in of_kind(list(rows), "registered")}
    district = {row["order_id"]: row["district_id"] for row in of_kind(list(rows), "created")}
    held = hold_orders(list(rows))
    found: Found = []
    for worker in list_workers(rows):
        spans = spells_of(list(rows), worker)
        for day in list_days(rows):
            begin, end = bounds_of(day)
            hot = False
            for row in of_kind(list(rows), "temperature"):
                if begin <= row["at_s"] < end and (row["celsius_tenths"] or -999) >= threshold:
                    if row["district_id"] is not None:
                        hot |= any(one["worker"] == worker and district[one["order"]] == row["district_id"]
                                   and one["from"] < end and one["to"] > begin for one in held)
                    else:
                        hot |= places[worker].startswith(row["place_code"] or "")
            due = daily if hot and overlap(spans, begin, end) else 0
            ground = judge(due, pick(ledger, "P08", ["heat"], worker_id=worker, period=day.isoformat()))
            if ground is not None:
                found.append((ground, worker, None, due))
    return sorted(found, key=str)


def check_guarantees(rows: Sequence[Row], ledger: Sequence[Row], amount: int, months: int, attendance: int) -> Found:
    """Whole months lifted otherwise than is guaranteed."""
    found: Found = []
    for worker in list_workers(rows):
        hired = hired_of(rows, worker)
        for month in list_months(list_days(rows)):
            if hired is None:
                found.append(("missing", worker, None, None))
                continue
            first = hired if hired.day == 1 else (hired.replace(day=1) + timedelta(days=32)).replace(day=1)
            number = (month[0].year - first.year) * 12 + month[0].month - first.month + 1
            attended = sum(overlap(online_of(rows, worker), *bounds_of(day)) > 0 for day in month)
            paid = sum(pay_of(ledger, ("base", "distance", "weather", "floor_topup"), worker_id=worker,
                              period=day.isoformat()) for day in month)
            due = max(amount - paid, 0) if 1 <= number <= months and attended >= attendance else 0
            own = pick(ledger, "P03", ["month_guarantee"], worker_id=worker, period=month[-1].isoformat())
            ground = judge(due, own)
            if ground is not None:
                found.append((ground, worker, None, due))
    return sorted(found, key=str)


def check_true_ups(rows: Sequence[Row], ledger: Sequence[Row], wage: int, share: int, per_mile: int) -> Found:
    """Whole weeks trued up otherwise than by engaged time and distance."""
    metres = {row["order_id"]: row["distance_m"] for row in of_kind(list(rows), "created")}
    found: Found = []
    for worker in list_workers(rows):
        spans = spells_of(list(rows), worker)
        for week in list_weeks(list_days(rows)):
            counted = sum(overlap(spans, *bounds_of(day)) for day in week)
            ways = [metres[done["order_id"]] for _, done in list_done(rows)
                    if done["worker_id"] == worker and day_of(done["at_s"]) in week]
            if not counted and not ways:
                continue
            if None in ways:
                found.append(("missing", worker, None, None))
                continue
            paid = sum(pay_of(ledger, ("base", "distance", "weather"), worker_id=worker, period=day.isoformat())
                       for day in week)
            due = (round_half_up(Fraction(counted * wage * share, 3_600_000))
                   + round_half_up(sum(ways) * per_mile / MILE))
            due = max(due - paid, 0)
            own = pick(ledger, "P04", ("guarantee_time", "guarantee_distance"), worker_id=worker,
                       period=week[-1].isoformat())
            ground = judge(due, own, 2)
            if ground is not None:
                found.append((ground, worker, None, due))
    return sorted(found, key=str)


def check_offers(rows: Sequence[Row], ledger: Sequence[Row], per_minute: int, per_km: int, least: int) -> Found:
    """Orders lifted otherwise than by the greater of time and distance and of the least."""
    metres = {row["order_id"]: row["distance_m"] for row in of_kind(list(rows), "created")}
    found: Found = []
    for taken, done in list_done(rows):
        worker, order = done["worker_id"], done["order_id"]
        if metres[order] is None:
            found.append(("missing", worker, order, None))
            continue
        due = max(round_half_up(Fraction((done["at_s"] - taken["at_s"]) * per_minute, 60))
                  + round_half_up(Fraction(metres[order] * per_km, 1000)), least)
        due = max(due - pay_of(ledger, ("base", "distance", "weather"), worker_id=worker, order_id=order), 0)
        own = pick(ledger, "P04", ("guarantee_time", "guarantee_distance", "guarantee_offer"), worker_id=worker,
                   order_id=order)
        ground = judge(due, own, 2)
        if ground is not None:
            found.append((ground, worker, order, due))
    return sorted(found, key=str)


def check_pools(rows: Sequence[Row], ledger: Sequence[Row], rate: int) -> Found:
    """Shares of each day's shortfall, handed out unit by unit, that are paid otherwise."""
    found: Found = []
    for day in list_days(rows):
        time = {worker: overlap(unite([*online_of(rows, worker), *spells_of(list(rows), worker)]), *bounds_of(day))
                for worker in list_workers(rows)}
        time = {worker: seconds for worker, seconds in time.items() if seconds}
        pool = sum(time.values())
        if not pool:
            continue
        paid = pay_of(ledger, ("base", "distance", "weather", "floor_topup"), period=day.isoformat())
        short = max(round_half_up(Fraction(pool * rate, 3600)) - paid, 0)
        exact = {worker: Fraction(short * seconds, pool) for worker, seconds in time.items()}
        dues = {worker: floor(share) for worker, share in exact.items()}
        while sum(dues.values()) < short:
            dues[min(dues, key=lambda worker: (dues[worker] - exact[worker], worker))] += 1
        for worker, due in dues.items():
            ground = judge(due, pick(ledger, "P02", ["aggregate_topup"], worker_id=worker, period=day.isoformat()))
            if ground is not None:
                found.append((ground, worker, None, due))
    return sorted(found, key=str)


def check_place_floors(rows: Sequence[Row], ledger: Sequence[Row], floors: Mapping[str, int]) -> Found:
    """Days lifted otherwise than each engaged half minute at the highest floor in hand."""
    place = {row["order_id"]: row["place_code"] or "" for row in of_kind(list(rows), "created")}
    of_order = {order: max(((len(code), floor_) for code, floor_ in floors.items() if where.startswith(code)),
                           default=(0, None))[1] for order, where in place.items()}
    found: Found = []
    for worker in list_workers(rows):
        held = [one for one in hold_orders(list(rows)) if one["worker"] == worker and one["from"] < one["to"]]
        for day in list_days(rows):
            begin, end = bounds_of(day)
            mine = [(max(one["from"], begin), min(one["to"], end), of_order[one["order"]]) for one in held
                    if one["from"] < end and one["to"] > begin]
            own = pick(ledger, "P01", ["floor_topup"], worker_id=worker, period=day.isoformat())
            if any(floor_ is None for _, _, floor_ in mine):
                found.append(("missing", worker, None, None))
                continue
            edges = sorted({edge for low, high, _ in mine for edge in (low, high)})
            product = sum((after - low) * max((floor_ for begins, ends, floor_ in mine if begins <= low < ends),
                                              default=0) for low, after in pairwise(edges))
            paid = pay_of(ledger, ("base", "distance", "weather"), worker_id=worker, period=day.isoformat())
            due = max(round_half_up(Fraction(product, 3600)) - paid, 0)
            ground = judge(due, own)
            if ground is not None:
                found.append((ground, worker, None, due))
    return sorted(found, key=str)


def price_weekdays(rows: Sequence[Row], base: int, weekdays: Mapping[int, int]) -> dict[str, int]:
    """The base of each order by the weekday on which it was accepted."""
    return {done["order_id"]: weekdays.get(day_of(taken["at_s"]).weekday(), base) for taken, done in list_done(rows)}
