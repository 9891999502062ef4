"""A register is read from what spreadsheets write, or refused by name; what is written runs in no spreadsheet."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime

import pytest
from openpyxl import Workbook

from nuantu_hub.people.domain.register_file import MOST_BYTES, Line, disarm, read_register, write_table
from nuantu_hub.site.errors import Refused

HEADING = "姓名,手机号,从业类型,入会日期\n"
ROW = "林小满,13900000001,外卖配送员,2025-03-01\n"
READ = [Line(2, {"name": "林小满", "phone": "13900000001", "occupation": "外卖配送员", "since": "2025-03-01"})]


def _sheet(*rows: list[object]) -> bytes:
    book, out = Workbook(), io.BytesIO()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_csv_is_read_in_the_encodings_that_spreadsheets_write(encoding: str) -> None:
    assert read_register("a.csv", (HEADING + ROW).encode(encoding)) == READ


@pytest.mark.parametrize("sign", ["\t", ";"])
def test_other_separators_are_read_too(sign: str) -> None:
    assert read_register("a.csv", (HEADING + ROW).replace(",", sign).encode()) == READ


def test_a_sheet_is_read_with_its_numbers_and_dates() -> None:
    for day in (date(2025, 3, 1), datetime(2025, 3, 1), "2025-03-01"):  # noqa: DTZ001 (as a spreadsheet holds it)
        body = _sheet(["姓名", "手机号", "从业类型", "入会日期"], ["林小满", 13900000001, "外卖配送员", day])
        assert read_register("a.xlsx", body) == READ


def test_english_headings_blank_lines_and_columns_that_nobody_knows_are_read_over() -> None:
    body = "Name,Remark,Phone,Occupation\n,,,\n林小满,x,13900000001,外卖配送员\n".encode()
    assert read_register("a.csv", body) == [Line(3, {
        "name": "林小满", "phone": "13900000001", "occupation": "外卖配送员"})]


@pytest.mark.parametrize(("body", "words"), [
    (b"", "是空的"), (b"\n\n,,\n", "是空的"), ("姓名,手机号\n".encode(), "缺少列：从业类型"),
    ("姓名,姓名,手机号,从业类型\n".encode(), "列重复：姓名"), (b"\xff\xfe\x00\x01", "认不出文件的编码"),
    (b"%PDF-1.7\0", "不是 CSV 或 XLSX"), (b"PK\x03\x04broken", "XLSX 文件打不开"),
    ((HEADING + '"林小满,1\n').encode(), "引号没有配对"), (b"x" * (MOST_BYTES + 1), "文件太大"),
    ((HEADING + ROW * 20_001).encode(), "文件太大"),
])
def test_what_cannot_be_read_is_refused_by_name(body: bytes, words: str) -> None:
    with pytest.raises(Refused, match=words) as refused:
        read_register("名册.csv", body)
    assert refused.value.field == "file"


def test_a_packed_bomb_is_refused_before_it_is_unpacked() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * (65 * 2**20))
    with pytest.raises(Refused, match="文件太大"):
        read_register("a.xlsx", out.getvalue())


@pytest.mark.parametrize("cell", ["=1+1", "+86139", "-1", "@SUM", "\t=1", "＝1"])
def test_a_formula_is_disarmed(cell: str) -> None:
    assert disarm(cell) == f"'{cell}"
    assert [disarm(plain) for plain in ("林小满", 7, None, "a=1")] == ["林小满", "7", "", "a=1"]


def test_a_table_is_written_as_spreadsheets_read_it() -> None:
    assert write_table(["姓名"], [["=1"], ['a"b']]) == b"\xef\xbb\xbf" + '姓名\r\n\'=1\r\n"a""b"\r\n'.encode()
