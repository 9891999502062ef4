"""An origin speaks of rows in the words of the file that holds them."""

from __future__ import annotations

from nuantu.replay.origin import Origin


def test_a_row_is_told_by_the_files_own_line_name_and_unit() -> None:
    """Row 0 of a text file with a header stands in line 2; minutes are shown as minutes."""
    origin = Origin("orders.txt", 2, {"ready_s": "ready_time"}, zero_s=1_000_000, unit_s=60)

    error = origin.refuse(0, "ready_s", f"{origin.time(1_000_720)} is odd", "correct it")

    assert str(error) == "orders.txt, line 2, field ready_time: 12 is odd; correct it."
    assert origin.time(1_000_000 - 61) == -2


def test_a_plain_origin_counts_rows_from_one_and_changes_nothing() -> None:
    """Parquet rows and published names stand as they are."""
    origin = Origin("orders.parquet")

    assert str(origin.refuse(4, "x_m", "no", "yes")) == "orders.parquet, line 5, field x_m: no; yes."
    assert str(origin.refuse(None, "x_m", "no", "yes")) == "orders.parquet, field x_m: no; yes."
    assert origin.time(77) == 77
