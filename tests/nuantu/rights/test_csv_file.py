"""CSV as spreadsheets save it: three encodings, quoted cells, blank lines, either language of headers."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nuantu.core.errors import InputError
from nuantu.rights.csv_file import Row, decode, read_csv
from nuantu.rights.sheet import PAYSLIPS, REFUSALS

TEXT = "时间,订单号,原因\r\n2026-11-20 11:00:00,A1,\"太远, 又下雨\"\r\n\r\n2026-11-20 12:00:00,A2,\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_every_encoding_gives_the_same_rows(encoding: str, tmp_path: Path) -> None:
    """Lines are those of the file, blank cells fall away, commas stay inside quotes."""
    path = tmp_path / "refusals.csv"
    path.write_bytes(TEXT.encode(encoding))

    file = read_csv(path, REFUSALS)

    assert file.fields == ("at", "order_id", "reason")
    assert file.rows == (Row(2, {"at": "2026-11-20 11:00:00", "order_id": "A1", "reason": "太远, 又下雨"}),
                         Row(4, {"at": "2026-11-20 12:00:00", "order_id": "A2"}))


def test_a_line_inside_a_cell_does_not_shift_the_count(tmp_path: Path) -> None:
    """The row after a cell of two lines stands on the fourth line of the file."""
    path = tmp_path / "refusals.csv"
    path.write_text('at,order_id,reason\na,b,"far\naway"\nc,d,\n', encoding="utf-8")
    assert [row.line for row in read_csv(path, REFUSALS).rows] == [2, 4]


def test_brackets_of_either_width_name_a_column(tmp_path: Path) -> None:
    """距离(米) is 距离（米）; trailing empty cells of a spreadsheet do no harm."""
    path = tmp_path / "payslips.csv"
    path.write_text("日期 ,金额\n2026-11-20,6.00,,\n", encoding="utf-8")
    assert read_csv(path, PAYSLIPS).rows == (Row(2, {"period": "2026-11-20", "amount": "6.00"}),)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    """Whatever stands in a file, it is text or one sentence."""
    try:
        said = decode(data, Path("x.csv"))
    except InputError as error:
        said = f"refused {error}"
    assert isinstance(said, str)
    assert not said.startswith("refused") or said.startswith("refused x.csv, line ")
