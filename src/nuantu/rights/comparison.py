"""Owed against paid, as finely as the slip allows: by order and item, by day, by month."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from nuantu.rights.own_copy import SlipLine

Answer = Literal["even", "short", "over", "unknown"]
ANY = "*"


@dataclass(frozen=True, slots=True)
class Spot:
    """What amounts are compared: a period (day or month), an order or none, a component or ``*``, an account."""

    period: str
    order_id: str | None
    component: str
    account: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One comparison. Amounts in minor units; ``None`` where it is not known.

    ``missing_minor`` is what was paid too little, ``over_minor`` what was paid beyond the clauses; neither makes up
    for the other. ``owed_lines`` are rows of the owed ledger, ``slips`` the amounts of the slip; ``lacks`` names what
    would have to be known.
    """

    spot: Spot
    owed_minor: int | None
    paid_minor: int | None
    answer: Answer
    owed_lines: tuple[Mapping[str, Any], ...] = ()
    slips: tuple[SlipLine, ...] = ()
    lacks: tuple[str, ...] = ()

    @property
    def missing_minor(self) -> int:
        """Paid too little."""
        return self._gap() if self.answer == "short" else 0

    @property
    def over_minor(self) -> int:
        """Paid beyond what the clauses give."""
        return -self._gap() if self.answer == "over" else 0

    def _gap(self) -> int:
        return (self.owed_minor or 0) - (self.paid_minor or 0)


@dataclass(frozen=True)
class Slip:
    """A slip, indexed by how finely it speaks of each day and month.

    A total counts where nothing finer is said within it; else it sums what stands apart. Where it does not come to
    that sum, what stands apart is not all, and the total alone counts: ``binding`` holds such totals.
    """

    lines: Sequence[SlipLine]
    binding: frozenset[tuple[str, str | None]] = frozenset()
    _named: set[tuple[str, str | None, str]] = field(default_factory=set)
    _fine: set[tuple[str, str | None]] = field(default_factory=set)

    def __post_init__(self) -> None:
        for line in self.lines:
            self._named.add((line.period, line.order_id, line.component))
            if line.component != "total":
                self._fine.add((line.period, line.order_id))
                self._fine.add((line.period, ANY))
            if line.order_id is not None:
                self._fine.add((line.period, ANY))
            if len(line.period) > 7:
                self._fine.add((line.period[:7], ANY))

    def covers(self, day: str) -> bool:
        """Whether the slip says anything of a day or its month."""
        return any(line.period in (day, day[:7]) for line in self.lines)

    def place(self, day: str, order_id: str | None, component: str, account: str) -> Spot:
        """Where an amount of that day, order and component is compared: at the coarsest row that includes it."""
        month = day[:7]
        if account == "worker_pay":
            for period, order in ((month, None), (day, None), (day, order_id)):
                if (period, order) in self.binding or self._is_bare(period, order):
                    return Spot(period, order, ANY, account)
        if (month, None, component) in self._named:
            return Spot(month, None, component, account)
        if (day, None, component) in self._named:
            return Spot(day, None, component, account)
        return Spot(day, order_id, component, account)

    def _is_bare(self, period: str, order_id: str | None) -> bool:
        """Whether only a total is said there, and nothing finer within it."""
        inside = (period, ANY) if order_id is None else (period, order_id)
        return (period, order_id, "total") in self._named and inside not in self._fine

    def place_line(self, line: SlipLine) -> Spot | None:
        """Where a row of the slip is compared; ``None`` for a row that another one already includes."""
        own = (line.period, line.order_id)
        within = {(line.period[:7], None), (line.period, None), own} & self.binding
        if within:
            widest = min(within, key=lambda one: (len(one[0]), one[1] is not None))
            return Spot(*own, ANY, line.account) if line.component == "total" and own == widest else None
        if line.component == "total":
            return Spot(*own, ANY, line.account) if self._is_bare(*own) else None
        if len(line.period) == 7:
            return Spot(line.period, None, line.component, line.account)
        return self.place(line.period, line.order_id, line.component, line.account)


def read_slip(lines: Sequence[SlipLine]) -> tuple[Slip, tuple[tuple[SlipLine, int], ...]]:
    """The slip of these rows, and its contradictions: totals with the sum of what stands apart under them."""
    plain = Slip(lines)
    wrong = find_contradictions(plain)
    return Slip(lines, frozenset((line.period, line.order_id) for line, _ in wrong)), wrong


def compare(
    owed: Sequence[Mapping[str, Any]], slip: Slip, *, unknown: Mapping[tuple[str, str], str],
    delivered: Mapping[str, str], days: Collection[str], unknown_days: Collection[str] | None = None,
) -> tuple[Entry, ...]:
    """Every comparison in order of period, order and component.

    ``owed`` are ledger rows; ``unknown`` says of (account, component) what is lacking to know what is owed, on
    ``unknown_days`` (None: on all); ``delivered`` gives the day of delivery of each order of the copy, ``days`` the
    days with deliveries.
    """
    by_spot: dict[Spot, tuple[list[Mapping[str, Any]], list[SlipLine]]] = {}
    for row in owed:
        spot = slip.place(row["period"], row["order_id"], row["component"], row["account"])
        by_spot.setdefault(spot, ([], []))[0].append(row)
    for line in slip.lines:
        found = slip.place_line(line)
        if found is not None:
            by_spot.setdefault(found, ([], []))[1].append(line)
    entries = []
    for spot, (rows, lines) in by_spot.items():
        touched = unknown_days is None or any(day.startswith(spot.period) for day in unknown_days)
        entries.append(_compare_spot(spot, rows, lines, slip, unknown if touched else {}, delivered, days))
    return tuple(sorted(entries, key=lambda one: (one.spot.period, one.spot.order_id or "~", one.spot.account,
                                                  one.spot.component)))


def _compare_spot(
    spot: Spot, rows: Sequence[Mapping[str, Any]], lines: Sequence[SlipLine], slip: Slip,
    unknown: Mapping[tuple[str, str], str], delivered: Mapping[str, str], days: Collection[str],
) -> Entry:
    owed_minor: int | None = sum(row["amount_minor"] for row in rows)
    paid_minor: int | None = sum(line.amount_minor for line in lines)
    lacks = set()
    taken = bool(lines) and all(line.amount_minor < 0 for line in lines)
    asked = [name for (account, component), name in unknown.items()
             if account == spot.account and spot.component in (ANY, component)]
    if asked:
        lacks |= set(asked)
        owed_minor = None
    if not rows and not taken and _lacks_trip(spot, delivered, days):
        lacks.add("trips.csv")
        owed_minor = None
    speaks = lines or any(slip.covers(row["period"]) for row in rows)
    if not speaks or (spot.account != "worker_pay" and not lines):
        lacks.add("payslips.csv" if spot.account == "worker_pay" else f"payslips.csv ({spot.account})")
        paid_minor = None
    return Entry(spot, owed_minor, paid_minor, _answer(owed_minor, paid_minor), tuple(rows), tuple(lines),
                 tuple(sorted(lacks)))


def _lacks_trip(spot: Spot, delivered: Mapping[str, str], days: Collection[str]) -> bool:
    if spot.order_id is not None:
        return spot.order_id not in delivered
    return not any(day.startswith(spot.period) for day in days)


def _answer(owed_minor: int | None, paid_minor: int | None) -> Answer:
    if owed_minor is None or paid_minor is None:
        return "unknown"
    return "even" if owed_minor == paid_minor else "short" if owed_minor > paid_minor else "over"


def find_contradictions(slip: Slip) -> tuple[tuple[SlipLine, int], ...]:
    """Totals of the slip that are not the sum of what stands apart under them, each with that sum."""
    found = []
    for line in slip.lines:
        if line.component == "total" and slip.place_line(line) is None:
            apart = sum(one.amount_minor for one in slip.lines
                        if _lies_in(one, line) and slip.place_line(one) is not None)
            if apart != line.amount_minor:
                found.append((line, apart))
    return tuple(found)


def _lies_in(one: SlipLine, total: SlipLine) -> bool:
    inside = one is not total and one.account == total.account and one.period.startswith(total.period)
    return inside and (total.order_id is None or one.order_id == total.order_id)


def sum_entries(entries: Iterable[Entry], account: str) -> dict[str, int]:
    """Sums of one account in minor units: owed, paid, missing, over; and ``unknown``, how many are not known.

    Owed and paid are summed over what is known on both sides, so that owed - paid = missing - over.
    """
    own = [one for one in entries if one.spot.account == account]
    known = [one for one in own if one.answer != "unknown"]
    return {"owed_minor": sum(one.owed_minor or 0 for one in known),
            "paid_minor": sum(one.paid_minor or 0 for one in known),
            "missing_minor": sum(one.missing_minor for one in known),
            "over_minor": sum(one.over_minor for one in known), "unknown": len(own) - len(known)}
