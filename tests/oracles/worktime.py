"""The slow twin of worktime: counts second by second, reading the log row by row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

Row = Mapping[str, Any]


def list_engaged_seconds(rows: Iterable[Row], worker: str, end_s: int) -> set[int]:
    """Every second during which the worker had an order in hand."""
    in_hand: dict[str, int] = {}
    seconds: set[int] = set()
    for row in rows:
        order = row["order_id"]
        if row["kind"] == "accepted" and row["worker_id"] == worker:
            in_hand[order] = row["at_s"]
        elif row["kind"] in ("delivered", "cancelled", "reassigned") and order in in_hand:
            seconds |= set(range(in_hand.pop(order), row["at_s"]))
    for begun in in_hand.values():
        seconds |= set(range(begun, end_s))
    return seconds


def list_seconds_between(rows: Iterable[Row], worker: str, opening: str, closing: str, end_s: int) -> set[int]:
    """Every second during which more openings than closings of the worker have happened."""
    open_since: list[int] = []
    seconds: set[int] = set()
    for row in rows:
        if row["worker_id"] != worker:
            continue
        if row["kind"] == opening:
            open_since.append(row["at_s"])
        elif row["kind"] == closing:
            seconds |= set(range(open_since.pop(), row["at_s"]))
    for begun in open_since:
        seconds |= set(range(begun, end_s))
    return seconds


def find_runs(seconds: set[int]) -> list[tuple[int, int]]:
    """Longest runs of consecutive seconds, half-open."""
    runs: list[tuple[int, int]] = []
    for second in sorted(seconds):
        if runs and runs[-1][1] == second:
            runs[-1] = (runs[-1][0], second + 1)
        else:
            runs.append((second, second + 1))
    return runs


def count_worktime_s(rows: list[Row], worker: str, window: tuple[int, int], allowance_pm: int,
                     exclude_rest_s: int | None) -> int:
    """Worktime of a worker inside a window, by the words of the definition."""
    end_s = rows[-1]["at_s"]
    engaged = list_engaged_seconds(rows, worker, end_s)
    counted = set(engaged)
    if exclude_rest_s is not None:
        resting = list_seconds_between(rows, worker, "rest_start", "rest_end", end_s)
        for begin, end in find_runs(engaged & resting):
            if end - begin >= exclude_rest_s:
                counted -= set(range(begin, end))
    inside = sum(window[0] <= second < window[1] for second in counted)
    return inside * (1000 + allowance_pm) // 1000
