"""Aid as settled: what counts less what is taken off, summed by worker and day."""

from __future__ import annotations

from pathlib import Path

from tests.nuantu.audit.book_builder import make_clause
from tests.nuantu.log_builder import LogBuilder

from nuantu.settle.aid import Application, settle_aid
from nuantu.settle.facts import gather_facts
from nuantu.settle.log import read_log


def test_applications_of_one_day_make_one_line_with_first_and_last_event(tmp_path: Path) -> None:
    """The next day makes its own; what the claim declines makes none."""
    log = LogBuilder()
    log.register("Wang")
    for clock, amount in (("10:00", 600), ("11:00", 700), ("12:00", None), ("24:00", 800)):
        log.add("aid_filed", clock, worker_id="Wang", reason="severe_illness", component="self", amount_minor=amount,
                count=3)
    seen: list[Application] = []

    def claim(one: Application) -> tuple[int, int] | None:
        seen.append(one)
        return None if one.own_minor is None else (one.own_minor, 500)

    facts = gather_facts(read_log(log.write(tmp_path)), [])
    lines = settle_aid(make_clause("serious_illness", deductible=500, most=1000), facts, "illness_aid", claim)
    columns = ("period", "quantity", "less_minor", "amount_minor", "first_event_id", "last_event_id")
    assert [tuple(line[name] for name in columns) for line in lines.to_pylist()] == [
        ("2026-11-20", 1300, 1000, 300, 2, 3), ("2026-11-21", 800, 500, 300, 5, 5)]
    assert seen[2] == Application("severe_illness", "self", None, 3)
