"""60,000 needs in ten minutes while the serving process is killed twenty times: none that was acknowledged is lost."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.table import Table
from tests.faults.need_load import HOURLY, NAMED_EVERY, run_load

GOAL, KILLS, WITHIN_S = 60_000, 20, 600.0


def main(words: list[str] | None = None) -> int:
    """Measure and print; 0 where nothing was lost and the time was kept."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--needs", type=int, default=GOAL)
    parser.add_argument("--kills", type=int, default=KILLS)
    told = parser.parse_args(words or [])
    riders = -(-told.needs // NAMED_EVERY // HOURLY) + 1
    with tempfile.TemporaryDirectory(prefix="nuantu-bench-") as folder:
        outcome = run_load(Path(folder) / "hub", goal=told.needs, kills=told.kills, riders=riders)
    within_s = WITHIN_S * told.needs / GOAL
    table = Table("what", "reached", "to reach", title="Needs under kills")
    table.add_row("acknowledged", f"{outcome.acknowledged:,}", f"{told.needs:,}")
    table.add_row("of them lost", str(outcome.lost), "0")
    table.add_row("rows that nobody sent", str(outcome.rows - outcome.acknowledged), "0")
    table.add_row("kills", str(outcome.kills), str(told.kills))
    table.add_row("sent again", f"{outcome.repeated:,}", "")
    table.add_row("seconds", f"{outcome.seconds:.0f}", f"{within_s:.0f}")
    table.add_row("needs a second", f"{outcome.acknowledged / outcome.seconds:.0f}", f"{told.needs / within_s:.0f}")
    Console().print(table)
    held = (outcome.acknowledged, outcome.lost, outcome.rows) == (told.needs, 0, told.needs)
    return 0 if held and outcome.seconds <= within_s else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
