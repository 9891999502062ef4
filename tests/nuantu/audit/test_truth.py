"""What is unknown counts as it is said to count."""

from __future__ import annotations

import ibis

from nuantu.audit.truth import NO, YES, possibly, surely


def test_the_unknown_is_false_for_surely_and_true_for_possibly() -> None:
    """A comparison with null is neither."""
    table = ibis.memtable({"a": [1, 2, None]}, schema=ibis.schema({"a": "int64"}))
    told = table.select(sure=surely(table.a > 1), may=possibly(table.a > 1), no=NO, yes=YES)
    assert ibis.duckdb.connect().to_pyarrow(told).to_pylist() == [
        {"sure": False, "may": False, "no": False, "yes": True},
        {"sure": True, "may": True, "no": False, "yes": True},
        {"sure": False, "may": True, "no": False, "yes": True}]
