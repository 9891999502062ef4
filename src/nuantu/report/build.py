"""Builds ``OUT/report``: reads the day's record once, computes what the page shows, writes page and explanations."""

from __future__ import annotations

import shlex
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nuantu.core.errors import InputError
from nuantu.explanation.journey import Journey, follow_order
from nuantu.explanation.record import Record, read_json, read_record
from nuantu.report.earnings import measure_earnings
from nuantu.report.hours import measure_duty
from nuantu.report.map import Frame, Ground, draw_ground, frame_points
from nuantu.report.page import Sight, write_page
from nuantu.report.scene import lay_scene
from nuantu.report.seal import Auditor, Row, seal_run
from nuantu.report.stories import Teller, write_stories
from nuantu.report.tally import count_verdicts

__all__ = ["Built", "Row", "build_report", "choose_featured"]

#: The page must be light enough for a phone on a poor network.
MOST_BYTES = 3_000_000


@dataclass(frozen=True, slots=True)
class Built:
    """What was written: the page, its bytes, the number of explanation files, orders explained, and the seal."""

    page: Path
    page_bytes: int
    shards: int
    orders: int
    sealed: bool
    day_missing: str | None


def build_report(out: Path, audit_again: Auditor, advance: Callable[[int, int], None]) -> Built:
    """Write ``OUT/report/index.html`` and ``OUT/report/orders/``; an older report is replaced when all is written.

    ``audit_again`` repeats the audit, for the seal. ``advance`` is told how many orders are explained, and of how many.
    """
    record = read_record(out)
    summary, verdicts = read_json(out / "summary.json"), read_json(out / "verdicts.json")
    seal = seal_run(out, record.run, record.book.digest, audit_again)
    journeys = sorted((follow_order(record, order) for order, events in record.events_of_order.items()
                       if any(event.kind == "created" for event in events)),
                      key=lambda journey: (journey.placed_s, journey.order_id))
    duty = measure_duty(record)
    frame = frame_points([place for journey in journeys for place in (journey.shop_m, journey.door_m) if place])
    ground, day_missing = _find_ground(record, frame)
    scene = lay_scene(record, duty, journeys, frame, ground)
    folder = _begin(out)
    firsts = write_stories(Teller(record, duty, frame, scene["t0"]), [journey.order_id for journey in journeys],
                           folder / "orders", advance)
    featured = choose_featured(record, journeys)
    sight = Sight(
        record=record, summary=summary, seal=seal, tallies=count_verdicts(verdicts, list(record.clauses.values())),
        days=duty.days, earnings=measure_earnings(record, duty.days), ground=ground, day_missing=day_missing,
        scene=scene, firsts=firsts, featured=featured, begin_s=_find_peak(scene), command=_say_command(record.run, out),
    )
    page = write_page(sight).encode()
    if len(page) > MOST_BYTES:
        raise InputError(f"the page would weigh {len(page):,} bytes, more than {MOST_BYTES:,}", file=out,
                         fix="report a smaller day")
    (folder / "index.html").write_bytes(page)
    _swap(folder, out / "report")
    return Built(out / "report" / "index.html", len(page), len(firsts), len(journeys), seal.whole, day_missing)


def choose_featured(record: Record, journeys: Sequence[Journey]) -> str | None:
    """The order that is opened first: the one whose choice has most to tell, the earliest of equals."""
    best, most = None, -1
    for journey in journeys:
        decisions = record.decisions_of_order.get(journey.order_id)
        if not decisions or journey.delivered_s is None:
            continue
        others = decisions[-1][1:4]
        later = sum(row.status == "feasible" and row.deliver_s > decisions[-1][0].deliver_s for row in others)
        blocked = {row.clause_id for row in others if row.status == "blocked"}
        extended = any(event.kind == "eta_extended" for event in journey.told)
        kept = journey.promised_s is None or journey.delivered_s <= journey.promised_s
        alone = decisions[-1][0].in_hand == 0
        score = 6 * min(1, later) + 3 * len(blocked) + len(others) + kept * 8 + 2 * alone - extended
        if score > most:
            best, most = journey.order_id, score
    return best


def _find_ground(record: Record, frame: Frame) -> tuple[Ground, str | None]:
    """The drawn day, and the path of the day where it is not at hand (streets are missing then, and it is said)."""
    stated = str(record.run["day"].get("path"))
    for day in (Path(stated), record.out / stated):
        if day.is_dir():
            return draw_ground(day, frame), None
    return Ground(), stated


def _find_peak(scene: dict[str, Any]) -> int:
    bins = scene["bins"]
    return bins.index(max(bins)) * scene["bin"] if bins else 0


def _say_command(run: Any, out: Path) -> str:
    command = run.get("command", "")
    said = shlex.join(command) if isinstance(command, list) else str(command)
    return f"{said} && nuantu audit {shlex.quote(str(out))}"


def _begin(out: Path) -> Path:
    folder = out / ".report-new"
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir()
    return folder


def _swap(folder: Path, target: Path) -> None:
    old = target.with_name(".report-old")
    if old.exists():
        shutil.rmtree(old)
    if target.exists():
        target.rename(old)
    folder.rename(target)
    if old.exists():
        shutil.rmtree(old)
