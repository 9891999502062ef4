"""The price shown before acceptance, by the same arithmetic as the ledger's order lines: offered is settled."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Protocol

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from nuantu.agreement.clause import Clause
from nuantu.core.places import LineTravel
from nuantu.settle.ledger import COMPONENTS
from nuantu.settle.pays import PAYS
from nuantu.settle.pays.pay import Offer, Offerable, Supplement
from nuantu.settle.roster import Roster, make_roster
from nuantu.settle.weather import LEVELS, Alert

#: Order clauses whose text says which moment decides, and what they pay.
BY_MOMENT: Final[Mapping[str, str]] = MappingProxyType({"special_weather_subsidy": "weather"})
Parts = tuple[tuple[str, int], ...]
Quote = Callable[[int, int, int], Parts]


class PricedDay(Protocol):
    """The tables of a day from which prices follow; a whole day of the replay fits."""

    @property
    def orders(self) -> pa.Table:
        """Orders in the published schema."""

    @property
    def merchants(self) -> pa.Table:
        """Merchants in the published schema."""

    @property
    def workers(self) -> pa.Table:
        """Workers in the published schema."""

    @property
    def alerts(self) -> pa.Table | None:
        """Weather alerts in the published schema; None where the day has none."""

    @property
    def tz(self) -> str:
        """IANA name of the day's time zone."""

    @property
    def travel(self) -> LineTravel:
        """The day's travel model."""


def make_price_quote(clauses: Sequence[Clause], day: PricedDay) -> Quote:
    """Prepare ``quote(order_row, at_s, worker_row) -> ((component, minor units), ...)`` for a day.

    Rows are those of the day's tables, ``at_s`` the UTC second of the offer. Parts that are zero are left out, and so
    is what only the moment of delivery decides. Of clauses of one type that hold side by side the one that pays most
    is quoted, as in the ledger, and the parts stand in the order of its lines.
    """
    offerable = Offerable(measure_orders(day), day.orders["district_id"].to_pylist(), list_alerts(day.alerts),
                          day.tz, *(_read_ints(day.orders[name]) for name in ("weight_g", "floor")))
    roster = make_roster(day.workers, day.workers["worker_id"].to_pylist())
    in_force = [clause for clause in clauses if clause.strength != "aim"]
    groups = _prepare_offers(in_force, offerable, roster)
    added = _prepare_supplements(in_force, day.tz, roster)
    unknown = [(roster.covered_by(clause).tolist(), component) for clause in in_force
               for component in (_find_undecided(clause),) if component]

    def quote(order_row: int, at_s: int, worker_row: int) -> Parts:
        parts: list[tuple[str, int]] = []
        for group in groups:
            offers = [offer(order_row, at_s) for covered, offer in group if covered[worker_row]]
            if offers:
                parts.extend(max(offers, key=_sum_parts))
        if added:
            open_parts = frozenset(component for covered, component in unknown if covered[worker_row])
            normal = tuple(parts)
            for added_component, sources in added:
                amounts = [source.weigh(normal, open_parts, at_s) for source in sources if source.covered[worker_row]]
                if any(amounts):
                    parts.append((added_component, max(amounts)))
        return tuple(sorted(parts, key=_place_part))

    return quote


@dataclass(frozen=True, slots=True)
class Addition:
    """A supplement of one clause: whom it covers by worker row, and of which components it takes a share."""

    covered: list[bool]
    of: frozenset[str]
    supplement: Supplement

    def weigh(self, normal: Parts, undecided: frozenset[str], at_s: int) -> int:
        """What is added to these parts; nothing while a part that counts is not decided, lest it be another amount."""
        if self.of & undecided:
            return 0
        return self.supplement(sum(amount for component, amount in normal if component in self.of), at_s)


def _prepare_offers(clauses: Sequence[Clause], day: Offerable, roster: Roster) -> list[list[tuple[list[bool], Offer]]]:
    groups = []
    for name, pay in PAYS.items():
        if pay.offer is not None:
            groups.append([(roster.covered_by(clause).tolist(), pay.offer(clause, day)) for clause in clauses
                           if clause.type.name == name])
    return groups


def _prepare_supplements(clauses: Sequence[Clause], tz: str, roster: Roster) -> list[tuple[str, list[Addition]]]:
    """By component the clauses that add to an order's pay and are decided before acceptance."""
    found = []
    for name, pay in PAYS.items():
        if pay.supplement is None:
            continue
        additions = []
        for clause in clauses:
            supplement = pay.supplement(clause, tz) if clause.type.name == name else None
            if supplement is not None:
                shared = "share" not in clause.params or clause.optional_int("share")
                additions.append(Addition(roster.covered_by(clause).tolist(),
                                          clause.words_param("of") if shared else frozenset(), supplement))
        if additions:
            found.append((pay.component, additions))
    return found


def _find_undecided(clause: Clause) -> str | None:
    """The component that an order clause may still add at delivery."""
    late = clause.type.name in BY_MOMENT and clause.word_param("at") == "delivered"
    return BY_MOMENT[clause.type.name] if late else None


def _place_part(part: tuple[str, int]) -> int:
    return COMPONENTS.index(part[0])


def _read_ints(column: pa.ChunkedArray) -> NDArray[np.int64]:
    numbers: NDArray[np.int64] = pc.fill_null(column, -1).to_numpy().astype(np.int64, copy=False)
    return numbers


def _sum_parts(parts: Iterable[tuple[str, int]]) -> int:
    return sum(amount for _, amount in parts)


def measure_orders(day: PricedDay) -> NDArray[np.int64]:
    """Whole metres from merchant to customer of every order, as the log's ``created`` events state them."""
    merchant = pc.index_in(day.orders["merchant_id"], day.merchants["merchant_id"].combine_chunks()).to_numpy()
    from_x_m, from_y_m = (day.merchants[name].to_numpy()[merchant] for name in ("x_m", "y_m"))
    x_m, y_m = (day.orders[name].to_numpy() for name in ("x_m", "y_m"))
    metres: NDArray[np.int64] = np.ceil(day.travel.distance_m(from_x_m, from_y_m, x_m, y_m)).astype(np.int64)
    return metres


def list_alerts(table: pa.Table | None) -> tuple[Alert, ...]:
    """A day's alerts with the windows in which they hold, as the log will tell them."""
    rows = [] if table is None else table.to_pylist()
    ends = {row["alert_id"]: row["to_s"] for row in rows}
    for row in rows:
        if row["supersedes"] in ends:
            ends[row["supersedes"]] = min(ends[row["supersedes"]], row["issued_s"])
    return tuple(Alert(0, row["kind"], LEVELS.index(row["level"]), row["district_id"],
                       max(row["from_s"], row["issued_s"]), ends[row["alert_id"]]) for row in rows)
