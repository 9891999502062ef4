"""The page on pay shows the numbers of the worked cases, and speaks of every clause type that pays."""

from __future__ import annotations

import re

from tests.nuantu.settle.pay_tables import CASES, PAGE, TABLE, write_page

from nuantu.core.money import divide_rounded
from nuantu.settle.pays import PAYS


def test_the_tables_on_the_page_are_those_of_the_cases() -> None:
    """A changed case changes the page: python -m tests.nuantu.settle.pay_tables writes it anew."""
    text = PAGE.read_text(encoding="utf-8")
    assert write_page(text) == text


def test_every_clause_type_that_pays_has_its_table() -> None:
    """No hook without its worked numbers on the page."""
    told = {match["kind"] for match in TABLE.finditer(PAGE.read_text(encoding="utf-8"))}
    assert told == {path.stem for path in CASES.glob("*.yaml")}
    assert set(PAYS) <= told


def test_the_table_of_roundings_is_true() -> None:
    """Each row of the table of roundings is what the code computes."""
    rows = re.findall(r"^\| (\d+) s × (\d+) fen / 3600 s \| ([\d.]+) \| (\d+) \| (\d+) \| (\d+) \|$",
                      PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(rows) >= 5
    for seconds, rate, exact, half_up, up, down in rows:
        product = int(seconds) * int(rate)
        assert round(product / 3600, 4) == float(exact)
        assert [divide_rounded(product, 3600, rounding) for rounding in ("half_up", "up", "down")] == [
            int(half_up), int(up), int(down)]
