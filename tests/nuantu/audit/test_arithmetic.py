"""Division in expressions is that of money in whole minor units."""

from __future__ import annotations

import random

import ibis

from nuantu.audit.arithmetic import divide_rounded
from nuantu.core.money import divide_rounded as divide_money


def test_it_agrees_with_money_for_every_rounding_and_sign() -> None:
    """Ten thousand quotients, halves and whole ones among them, up to a hundred million yuan."""
    rng = random.Random(5)
    rows = []
    for number in range(10_000):
        below = rng.choice([1, 2, 3, 1000, 3600, 7200])
        size = rng.choice([below * rng.randint(0, 10**6), below * rng.randint(0, 999) + below // 2,
                           rng.randint(0, 10**12)])
        rows.append({"number": number, "above": rng.choice([-1, 1]) * size, "below": below,
                     "rounding": rng.choice(["half_up", "up", "down"])})
    table = ibis.memtable(rows, schema=ibis.schema({"number": "int64", "above": "int64", "below": "int64",
                                                    "rounding": "string"}))
    told = table.select("number", result=divide_rounded(table.above, table.below, table.rounding)).order_by("number")
    found = ibis.duckdb.connect().to_pyarrow(told)["result"].to_pylist()
    assert found == [divide_money(row["above"], row["below"], row["rounding"]) for row in rows]


def test_an_unknown_rounding_gives_nothing() -> None:
    """And the line that bears it does not recompute."""
    table = ibis.memtable({"above": [7]}, schema=ibis.schema({"above": "int64"}))
    told = table.select(result=divide_rounded(table.above, 2, "sideways"))
    assert ibis.duckdb.connect().to_pyarrow(told)["result"].to_pylist() == [None]
