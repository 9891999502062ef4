"""Random small days for property tests: workers, shifts, overlapping orders, rests and alerts, always a sound log."""

from __future__ import annotations

from dataclasses import dataclass, field

from hypothesis import strategies as st
from tests.nuantu.log_builder import LogBuilder

LEVELS = ("blue", "yellow", "orange", "red")


@dataclass
class SmallDay:
    """What was drawn, and the log of it."""

    log: LogBuilder
    workers: list[str] = field(default_factory=list)
    orders: list[dict[str, object]] = field(default_factory=list)


@st.composite
def small_days(draw: st.DrawFn) -> SmallDay:
    """Up to three workers and eight orders within a few hours around midnight, times to the second."""
    day = SmallDay(LogBuilder("2026-11-20"))
    start = day.log.at("22:30")
    second = st.integers(0, 9000)
    for number in range(draw(st.integers(1, 3))):
        worker = f"W{number}"
        day.workers.append(worker)
        day.log.register(worker, worker_class=draw(st.sampled_from(("crowd", "dedicated"))),
                         place_code=draw(st.sampled_from(("110105", "310101", None))))
        _draw_spans(draw, day.log, worker, start)
    last_alert = None
    for _ in range(draw(st.integers(0, 3))):
        issued, length = draw(second), draw(second)
        supersedes = last_alert[0] if last_alert and last_alert[1] <= issued and draw(st.booleans()) else None
        handle = day.log.alert(draw(st.sampled_from(LEVELS)), start + issued, start + issued + length,
                               kind=draw(st.sampled_from(("rain", "wind"))),
                               district=draw(st.sampled_from((None, "d1", "d2"))), supersedes=supersedes)
        last_alert = (handle, issued)
    for number in range(draw(st.integers(0, 8))):
        _draw_order(draw, day, f"A{number}", start)
    return day


def _draw_spans(draw: st.DrawFn, log: LogBuilder, worker: str, start: int) -> None:
    at = start
    for opening in draw(st.lists(st.sampled_from(("online", "rest")), max_size=4)):
        at += draw(st.integers(0, 3000))
        end = at + draw(st.integers(1, 3000))
        if opening == "online":
            log.online(worker, at)
            log.offline(worker, end)
        else:
            log.rest(worker, at, end)
        at = end


def _draw_order(draw: st.DrawFn, day: SmallDay, order: str, start: int) -> None:
    worker = draw(st.sampled_from(day.workers))
    distance_m = draw(st.sampled_from((0, 1, 2000, 2001, 4000, 9999)))
    district = draw(st.sampled_from(("d1", "d2", None)))
    created = start + draw(st.integers(0, 3000))
    accepted = created + draw(st.integers(0, 3000))
    ended = accepted + draw(st.integers(0, 3000))
    day.log.create(order, created, distance_m=distance_m, district=district)
    day.log.accept(worker, order, accepted)
    ending = draw(st.sampled_from(("delivered", "delivered", "delivered", "cancelled", None)))
    if ending is not None:
        day.log.add(ending, ended, worker_id=worker, order_id=order)
    day.orders.append({"order": order, "worker": worker, "created": created, "accepted": accepted,
                       "distance_m": distance_m, "district": district, "ending": ending})
