"""The numeric form of one dispatch decision: conduct, snapshot and plan as validated arrays.

A route is a sequence of stops, each a pick-up or a delivery of one order; both rule sets use the same form.
Under ``mdrp`` conduct a route is further made of trips: orders of one merchant, all delivered before the next
pick-up. Indices are positions in the snapshot's own arrays, -1 means none.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

NEVER_S = np.int64(2**62)
PICKUP, DELIVER = 0, 1


@dataclass(frozen=True, slots=True)
class Conduct:
    """The physical rules of a rule set.

    ``one_merchant_trips``: a load is one merchant's and is emptied before the next pick-up.
    ``pickup_by_off``: a pick-up must happen at or before the end of the shift.
    Service seconds stand around each visit: at a merchant ``before`` starts on arrival and the meal can be taken
    at its end; ``after`` passes before leaving. One visit serves any number of orders of that merchant.
    """

    name: str
    one_merchant_trips: bool
    pickup_by_off: bool
    speed_m_per_h: int
    detour_pm: int
    travel_unit_s: int
    pickup_before_s: int
    pickup_after_s: int
    drop_before_s: int
    drop_after_s: int
    round_s: int


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Everything that is known at ``now_s``, and nothing of the future.

    Workers (W rows). ``w_row`` is the row in the day's shifts. ``w_x_m, w_y_m, w_free_s``: where and when the worker
    can next be re-planned (the end of the present leg, or of the present load). ``w_head``: merchant to which the
    worker is already under way and which must be the first stop, -1 if none. ``w_room``: orders that clauses let
    this worker accept now (0: none), ``w_cap``: most orders in hand at any time, ``w_block``: index into
    ``blocks`` of the clause that forbids a push now, -1 if none. ``w_latest_s``: last moment at which the worker may
    be pushed an order as far as is known now.

    Orders (O rows), open and in hand. ``o_holder``: worker index that has accepted it, -1 while open;
    ``o_on_board``: already picked up. ``o_gate_s``: extra seconds at the customer's gate. ``o_weight``: objective
    weight. Pairs ``ban_order[k], ban_worker[k]`` may not be matched: ``ban_clause[k]`` is the index into ``blocks`` of
    the clause that forbids it, -1 where the worker declined it; left empty it is -1 throughout.

    Stops now fixed for each worker in CSR form: ``held_ptr`` (W+1), ``held_order``, ``held_kind``: the remaining
    route of orders in hand. The first ``w_fixed`` stops of it may not be moved.
    ``prior``: the plan of the last round, restricted to orders that still exist, as a warm start.
    """

    now_s: int
    conduct: Conduct
    w_row: Ints
    w_x_m: Floats
    w_y_m: Floats
    w_free_s: Ints
    w_on_s: Ints
    w_off_s: Ints
    w_head: Ints
    w_room: Ints
    w_cap: Ints
    w_block: Ints
    w_latest_s: Ints
    w_fixed: Ints
    blocks: tuple[str, ...]
    o_row: Ints
    o_merchant: Ints
    o_px_m: Floats
    o_py_m: Floats
    o_dx_m: Floats
    o_dy_m: Floats
    o_placed_s: Ints
    o_ready_s: Ints
    o_promised_s: Ints
    o_gate_s: Ints
    o_weight: Floats
    o_holder: Ints
    o_on_board: Bools
    ban_order: Ints
    ban_worker: Ints
    held_ptr: Ints
    held_order: Ints
    held_kind: Ints
    prior: Plan | None = None
    ban_clause: Ints = field(default_factory=lambda: np.zeros(0, np.int64))
    #: facts that policies may use without knowing the future (orders so far by merchant, pay so far by worker …)
    w_orders_done: Ints = field(default_factory=lambda: np.zeros(0, np.int64))
    w_duty_s: Ints = field(default_factory=lambda: np.zeros(0, np.int64))
    m_x_m: Floats = field(default_factory=lambda: np.zeros(0, np.float64))
    m_y_m: Floats = field(default_factory=lambda: np.zeros(0, np.float64))
    m_orders_so_far: Ints = field(default_factory=lambda: np.zeros(0, np.int64))

    @property
    def n_workers(self) -> int:
        """Rows of the worker arrays."""
        return len(self.w_row)

    @property
    def n_orders(self) -> int:
        """Rows of the order arrays."""
        return len(self.o_row)


@dataclass(frozen=True, slots=True)
class Plan:
    """What a policy decides: whole routes (tentative) and what is pushed now.

    ``ptr`` (W+1), ``order``, ``kind``: every worker's whole stop sequence, orders in hand included.
    ``push_order, push_worker``: pairs that are pushed at ``now_s``; everything else may change next round.
    ``move_worker, move_x_m, move_y_m, move_merchant``: idle workers sent ahead to a place.
    """

    ptr: Ints
    order: Ints
    kind: Ints
    push_order: Ints
    push_worker: Ints
    move_worker: Ints = field(default_factory=lambda: np.zeros(0, np.int64))
    move_merchant: Ints = field(default_factory=lambda: np.zeros(0, np.int64))
