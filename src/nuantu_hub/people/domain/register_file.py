"""Reading a register of members: CSV in UTF-8 or GB18030, or the first sheet of an XLSX; and writing tables safely."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from nuantu_hub.site.errors import Refused

MOST_BYTES = 4 * 2**20
MOST_ROWS = 20_000
MOST_UNPACKED_BYTES = 64 * 2**20
#: Field, its heading in the template, and whether the file must have the column.
COLUMNS: tuple[tuple[str, str, bool], ...] = (
    ("name", "姓名", True), ("phone", "手机号", True), ("id_number", "证件号码", False),
    ("occupation", "从业类型", True), ("platform", "平台", False), ("partner", "合作商", False),
    ("station", "站点", False), ("household", "户籍地代码", False), ("residence", "居住街道", False),
    ("unit", "所属工会", False), ("since", "入会日期", False),
)
HEADINGS = {field: heading for field, heading, _needed in COLUMNS}
ENGLISH = {"name": "name", "phone": "phone", "id_number": "id number", "occupation": "occupation",
           "platform": "platform", "partner": "partner", "station": "station", "household": "household code",
           "residence": "street of residence", "unit": "union", "since": "member since"}
#: A spreadsheet takes a cell that begins so for a formula.
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
TOO_BIG = gettext_lazy("文件太大")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a register: its number in the file (the heading is line 1) and its cells by field, trimmed."""

    number: int
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a file: its field, its heading in the template, in English, and whether the file must have it."""

    field: str
    heading: str
    english: str
    needed: bool = False


def read_register(name: str, body: bytes) -> list[Line]:
    """The lines of a register that are not empty. Raises Refused for a file that cannot be read as one."""
    return read_lines(name, body, [Column(field, heading, ENGLISH[field], needed)
                                   for field, heading, needed in COLUMNS])


def read_lines(name: str, body: bytes, columns: Sequence[Column]) -> list[Line]:
    """The lines of a table with these columns that are not empty, cells by field. Raises Refused as above."""
    if len(body) > MOST_BYTES:
        raise Refused(TOO_BIG, _("拆成几个不超过 4 MB 的文件"), field="file")
    rows = _read_sheet(body) if body[:4] == b"PK\x03\x04" else _read_csv(body)
    if not rows or not any(cell for row in rows for cell in row):
        raise Refused(_("文件“%(name)s”是空的") % {"name": name}, _("用模板填好再传"), field="file")
    fields = _read_heading(rows[0], columns)
    lines = [Line(number, dict(zip(fields, row, strict=False)))
             for number, row in enumerate(rows[1:], start=2) if any(row)]
    if len(lines) > MOST_ROWS:
        raise Refused(TOO_BIG, _("一次最多 %(most)s 行，拆开再传") % {"most": MOST_ROWS}, field="file")
    return [Line(one.number, {field: text for field, text in one.cells.items() if field}) for one in lines]


def _read_csv(body: bytes) -> list[list[str]]:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = body.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise Refused(_("认不出文件的编码"), _("在表格软件里另存为 CSV UTF-8 或 XLSX"), field="file")
    if "\0" in text:
        raise Refused(_("这不是 CSV 或 XLSX 文件"), _("在表格软件里另存为 CSV UTF-8 或 XLSX"), field="file")
    first = text.split("\n", 1)[0]
    sign = max((",", "\t", ";"), key=first.count)
    try:
        return [[cell.strip() for cell in row] for row in csv.reader(io.StringIO(text), delimiter=sign, strict=True)]
    except csv.Error as fault:
        raise Refused(_("CSV 文件里的引号没有配对"), _("在表格软件里另存一次再传"), field="file") from fault


def _read_sheet(body: bytes) -> list[list[str]]:
    wrong = Refused(_("XLSX 文件打不开"), _("在表格软件里另存一次再传"), field="file")
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            if sum(part.file_size for part in packed.infolist()) > MOST_UNPACKED_BYTES:
                raise Refused(TOO_BIG, _("只留名册这一张表"), field="file")
        book = load_workbook(io.BytesIO(body), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        rows = [[_write_cell(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
        book.close()
    except (zipfile.BadZipFile, InvalidFileException, KeyError, IndexError, ValueError, OSError) as fault:
        raise wrong from fault
    return rows


def _write_cell(value: object) -> str:
    """A cell as text: whole numbers without a point, dates as 2025-03-01."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def _read_heading(row: Sequence[str], columns: Sequence[Column]) -> list[str]:
    """The field of each column, an empty text for one that we do not know."""
    known = {one.heading: one.field for one in columns} | {one.english: one.field for one in columns}
    fields = [known.get(cell.strip().lower(), "") for cell in row]
    missing = [one.heading for one in columns if one.needed and one.field not in fields]
    if missing:
        raise Refused(_("第 1 行缺少列：%(names)s") % {"names": "、".join(missing)}, _("用模板里的列名"), field="file")
    twice = [one.heading for one in columns if fields.count(one.field) > 1]
    if twice:
        raise Refused(_("第 1 行的列重复：%(names)s") % {"names": "、".join(twice)}, _("每列只留一个"), field="file")
    return fields


def disarm(cell: object) -> str:
    """A cell that no spreadsheet takes for a formula: an apostrophe goes before what would be one."""
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.startswith(FORMULA_SIGNS) else text


def write_table(heading: Iterable[object], rows: Iterable[Iterable[object]]) -> bytes:
    """A CSV in UTF-8 with the mark by which spreadsheets know it, every cell disarmed."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    for row in (heading, *rows):
        writer.writerow([disarm(cell) for cell in row])
    return b"\xef\xbb\xbf" + out.getvalue().encode()
