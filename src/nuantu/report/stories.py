"""Every order's explanation in both languages, in small files beside the page: a click fetches one."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nuantu.core.times import Lang, format_clock
from nuantu.explanation.order import Explanation, tell_order
from nuantu.explanation.record import Record
from nuantu.report.hours import Spell
from nuantu.report.map import Frame

#: A file is closed before it would grow past this.
SHARD_BYTES = 24_000


@dataclass(frozen=True, slots=True)
class Duty:
    """Engaged spells of every worker, and the seconds of a full ring."""

    spells: Mapping[str, Sequence[Spell]]
    full_s: int


_LANGS: tuple[Lang, Lang] = ("zh", "en")


def write_stories(record: Record, order_ids: Sequence[str], folder: Path, frame: Frame, t0: int,
                  duty: Duty, advance: Callable[[int], None]) -> list[str]:
    """Write ``<shard>.json`` files and return the first order id of each; ids are sorted by code point."""
    folder.mkdir(parents=True)
    firsts: list[str] = []
    held: list[str] = []
    size = 0
    for order_id in sorted(order_ids):
        text = f"{json.dumps(order_id)}:{_dump(tell_story(record, order_id, frame, t0, duty))}"
        if held and size + len(text.encode()) > SHARD_BYTES:
            _close(folder, len(firsts) - 1, held)
            held, size = [], 0
        if not held:
            firsts.append(order_id)
        held.append(text)
        size += len(text.encode())
        advance(1)
    if held:
        _close(folder, len(firsts) - 1, held)
    return firsts


def tell_story(record: Record, order_id: str, frame: Frame, t0: int, duty: Duty) -> dict[str, Any]:
    """One order for the page: facts once, words in each language; times are seconds since ``t0``."""
    told = {lang: tell_order(record, order_id, lang) for lang in _LANGS}
    one = told["zh"]
    journey, choice = one.journey, one.choice
    story: dict[str, Any] = {
        "w": journey.worker_id, "placed": journey.placed_s - t0,
        "done": _since(journey.delivered_s, t0), "due": _since(journey.promised_s, t0),
        "shop": frame.place(*journey.shop_m) if journey.shop_m else None,
        "door": frame.place(*journey.door_m) if journey.door_m else None,
        "bound": one.bound, "sum": one.pay_amount,
        "pay": [[row.clause_id, row.amount, int(row.ours)] for row in one.pay],
        "hist": [[happening.at_s - t0, happening.clause_id] for happening in one.history],
        "opt": [],
    }
    if choice is not None:
        story["at"] = [choice.at_s - t0, format_clock(choice.at_s, record.tz, seconds=True)]
        story["opt"] = [
            [option.label, option.row.worker_id, option.row.status, option.row.clause_id,
             option.row.arrive_s - t0, option.row.pickup_s - t0, option.row.deliver_s - t0,
             *(frame.place(*option.place_m) if option.place_m else (None, None)),
             _share_worked(duty, option.row.worker_id, choice.at_s)]
            for option in choice.options
        ]
    return story | {lang: _word(told[lang]) for lang in _LANGS}


def _share_worked(duty: Duty, worker_id: str, at_s: int) -> int:
    """Per mille of a full ring that a worker had been engaged by then."""
    done = sum(max(0, min(end, at_s) - start) for start, end in duty.spells.get(worker_id, ()))
    return min(1000, done * 1000 // duty.full_s)


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
