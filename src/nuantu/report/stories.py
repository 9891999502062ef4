"""Every order's explanation in both languages, in small files beside the page: a click fetches one."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nuantu.core.times import Lang, format_clock
from nuantu.explanation.choice import Option
from nuantu.explanation.order import Explanation, tell_order
from nuantu.explanation.record import Record
from nuantu.report.hours import Duty
from nuantu.report.map import Frame
from nuantu.report.scene import find_ring

#: A file is closed before it would grow past this.
SHARD_BYTES = 24_000
_LANGS: tuple[Lang, Lang] = ("zh", "en")


@dataclass(frozen=True, slots=True)
class Teller:
    """What stories are told from: record, duty, the map's frame, and the second from which times are counted."""

    record: Record
    duty: Duty
    frame: Frame
    t0: int

    def place(self, point_m: tuple[float, float] | None) -> tuple[int, int] | None:
        """A place in map units."""
        return None if point_m is None else self.frame.place(*point_m)


def write_stories(teller: Teller, order_ids: Sequence[str], folder: Path,
                  advance: Callable[[int, int], None]) -> list[str]:
    """Write ``<number>.json`` files and return the first order id of each; ids are sorted by code point."""
    folder.mkdir(parents=True)
    ring_s = find_ring(teller.record)
    firsts: list[str] = []
    held: list[str] = []
    size = 0
    for told, order_id in enumerate(sorted(order_ids), start=1):
        text = f"{json.dumps(order_id)}:{_dump(tell_story(teller, order_id, ring_s))}"
        weight = len(text.encode())
        if held and size + weight > SHARD_BYTES:
            _close(folder, len(firsts) - 1, held)
            held, size = [], 0
        if not held:
            firsts.append(order_id)
        held.append(text)
        size += weight
        advance(told, len(order_ids))
    if held:
        _close(folder, len(firsts) - 1, held)
    return firsts


def tell_story(teller: Teller, order_id: str, ring_s: int) -> dict[str, Any]:
    """One order for the page: facts once, words in each language; times are seconds since ``t0``."""
    told = {lang: tell_order(teller.record, order_id, lang) for lang in _LANGS}
    one, t0 = told["zh"], teller.t0
    journey = one.journey
    story: dict[str, Any] = {
        "w": journey.worker_id, "placed": journey.placed_s - t0,
        "done": _since(journey.delivered_s, t0), "due": _since(journey.promised_s, t0),
        "shop": teller.place(journey.shop_m), "door": teller.place(journey.door_m),
        "bound": one.bound, "sum": one.pay_amount,
        "pay": [[row.clause_id, row.amount, int(row.ours)] for row in one.pay],
        "hist": [[happening.at_s - t0, happening.clause_id] for happening in one.history],
        "opt": [],
    }
    if one.choice is not None:
        story["at"] = [one.choice.at_s - t0, format_clock(one.choice.at_s, teller.record.tz, seconds=True)]
        story["opt"] = [_list_option(teller, option, one.choice.at_s, ring_s) for option in one.choice.options]
    return story | {lang: _word(told[lang]) for lang in _LANGS}


def _list_option(teller: Teller, option: Option, at_s: int, ring_s: int) -> list[Any]:
    """Label, worker, status, clause, arrives, picks up, delivers, place x and y, per mille of a full ring worked."""
    row = option.row
    share = min(1000, teller.duty.engaged_until(row.worker_id, at_s) * 1000 // ring_s)
    return [option.label, row.worker_id, row.status, row.clause_id, row.arrive_s - teller.t0,
            row.pickup_s - teller.t0, row.deliver_s - teller.t0, *(teller.place(option.place_m) or (None, None)), share]


def _word(told: Explanation) -> dict[str, Any]:
    return {
        "why": told.why, "out": told.outcome,
        "opt": [option.why for option in told.choice.options] if told.choice else [],
        "hist": [happening.sentence for happening in told.history],
        "pay": [[row.what, row.how] for row in told.pay],
    }


def _since(at_s: int | None, t0: int) -> int | None:
    return None if at_s is None else at_s - t0


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _close(folder: Path, number: int, held: Sequence[str]) -> None:
    (folder / f"{number}.json").write_text("{" + ",".join(held) + "}", encoding="utf-8")
