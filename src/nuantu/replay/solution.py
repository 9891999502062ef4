"""The published evaluator's three solution files of an mdrp day.

Format: ``compute_performance_summary.py`` of https://github.com/grubhub/mdrplib. The names in that program's own
description differ from the names that it opens; these are the latter.
"""

from __future__ import annotations

from pathlib import Path

from nuantu.replay.result import Solution

ASSIGNMENTS = "solution_info_assignments.txt"
ORDERS = "solution_info_orders.txt"
COURIERS = "solution_info_couriers.txt"


def write_solution(solution: Solution, folder: Path) -> None:
    """Write the three files into an existing folder; times in whole minutes of the day."""
    (folder / ASSIGNMENTS).write_text(_format_assignments(solution), encoding="ascii")
    (folder / ORDERS).write_text(_format_orders(solution), encoding="ascii")
    (folder / COURIERS).write_text(_format_moves(solution), encoding="ascii")


def _format_assignments(solution: Solution) -> str:
    lines = ["assignment_time pickup_time courier orders"]
    lines += [
        f"{load.assigned_min} {load.pickup_min} {load.courier} {' '.join(load.orders)}"
        for load in solution.assignments
    ]
    return "\n".join(lines) + "\n"


def _format_orders(solution: Solution) -> str:
    lines = ["order placement_time ready_time pickup_time dropoff_time courier"]
    for row in solution.orders:
        end = f"{row.pickup_min} {row.dropoff_min} {row.courier}" if row.courier is not None else "nan nan nan"
        lines.append(f"{row.order} {row.placed_min} {row.ready_min} {end}")
    return "\n".join(lines) + "\n"


def _format_moves(solution: Solution) -> str:
    lines = ["courier departure_time origin destination"]
    lines += [f"{move.courier} {move.departure_min} {move.origin} {move.destination}" for move in solution.moves]
    return "\n".join(lines) + "\n"
