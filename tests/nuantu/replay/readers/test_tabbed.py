"""Tab-separated text is read strictly: each cell stands where its header says."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nuantu.core.errors import InputError
from nuantu.replay.readers.tabbed import TabbedFile, read_tabbed


def _read(tmp_path: Path, text: str, *columns: str) -> TabbedFile:
    (tmp_path / "table.txt").write_bytes(text.encode())
    return read_tabbed(tmp_path / "table.txt", columns)


def test_cells_are_found_by_the_name_of_their_column(tmp_path: Path) -> None:
    """Whatever the order of columns."""
    file = _read(tmp_path, "x\tname\n1.50\ta\n-2e1\tb\n", "name", "x")

    assert (file.ids("name"), file.floats("x")) == (["a", "b"], [1.5, -20.0])
    assert file.decimals("x") == [Decimal("1.50"), Decimal("-2e1")]


NO_NUMBERS = ("", "-", "1.", ".5", "1e", "1e999", "0x1", "1,5", "nan", "-inf", "1_0", "+1", " 1", "٣", "1" * 16)


@pytest.mark.parametrize("cell", NO_NUMBERS)
def test_what_is_no_plain_number_is_refused(tmp_path: Path, cell: str) -> None:
    """Python reads more than this as a number; files of numbers hold plain ones."""
    file = _read(tmp_path, f"name\tx\na\t0\nb\t{cell}\n", "name", "x")

    with pytest.raises(InputError, match=r"table\.txt, line 3, field x: '.*' is not a number; write a plain decimal"):
        file.decimals("x")


@pytest.mark.parametrize("cell", ["-1", "1.0", "1e3", "+1", "1_0", "٣", "12345678901", "007x", "one"])
def test_what_is_no_plain_whole_number_is_refused(tmp_path: Path, cell: str) -> None:
    """Times are plain digits."""
    file = _read(tmp_path, f"x\n0\n{cell}\n", "x")

    with pytest.raises(InputError, match=r"line 3, field x: .* is not a whole number from 0 to 999999999"):
        file.whole("x")


@given(st.lists(st.integers(0, 999_999_999), min_size=1), st.sampled_from(["\n", "\r\n"]), st.booleans(), st.booleans())
def test_whole_numbers_come_back(tmp_path_factory: pytest.TempPathFactory, values: list[int], end: str, mark: bool,
                                 last: bool) -> None:
    """With either line end, with or without a byte-order mark or a last line end."""
    text = ("\ufeff" if mark else "") + end.join(["x", *map(str, values)]) + (end if last else "")

    assert _read(tmp_path_factory.mktemp("tabbed"), text, "x").whole("x") == values
