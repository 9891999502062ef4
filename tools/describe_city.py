"""Write the calibration table of docs/city.md anew from the city of 20,000 orders and seed 7."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

from nuantu.replay.city.calibration import measure_city, write_rows
from nuantu.replay.city.generator import write_city
from nuantu.replay.city.options import CityOptions

PAGE = Path(__file__).resolve().parents[1] / "docs" / "city.md"
HEAD = ("Statistic", "Published", "Mark", "Source", "Band held by a test", "20,000 orders, seed 7", "Within")
TABLE = re.compile(r"(?<=<!-- calibration begins -->\n).*?(?=<!-- calibration ends -->)", re.DOTALL)


def write_table() -> str:
    """The table in Markdown."""
    with tempfile.TemporaryDirectory() as folder:
        rows = write_rows(measure_city(write_city(CityOptions(20_000, 7), Path(folder) / "day")))
    lines = [HEAD, tuple("---" for _ in HEAD), *rows]
    return "".join(f"| {' | '.join(row)} |\n" for row in lines)


if __name__ == "__main__":
    page = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(TABLE.sub(lambda _: write_table(), page), encoding="utf-8")
    print(f"{PAGE.name} is up to date")
