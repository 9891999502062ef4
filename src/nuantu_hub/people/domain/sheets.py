"""A paper sign-in sheet, copied into a CSV file: every line is taken, or refused by name, and twice is once.

Columns: 姓名, 手机号 and, if something was asked, 主题 and 问题. Encoded in UTF-8 or GB 18030.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from dataclasses import asdict, dataclass
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from nuantu_hub.people.domain.attendance import Source, sign_in
from nuantu_hub.people.domain.questions import capture_question
from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.models import Account, ImportRow, Sheet, Topic, Visit
from nuantu_hub.site.clock import now
from nuantu_hub.site.errors import Refused

Fate = ImportRow.Fate
NAME, PHONE, TOPIC, QUESTION = "姓名", "手机号", "主题", "问题"
MOST_ROWS = 500
MOST_BYTES = 200_000


@dataclass(frozen=True, slots=True)
class Line:
    """What became of a line of the sheet: its number, its fate, the field and what is wrong with it."""

    line: int
    fate: str
    field: str = ""
    what: str = ""


@transaction.atomic
def take_sheet(*, by: Account, visit: Visit, body: bytes, token: UUID) -> Sheet:
    """Take a sheet over; good lines are kept, bad ones named. Raises Refused for a file that is no such table."""
    known = Sheet.objects.filter(token=token).first()
    if known is not None:
        return known
    if visit.state == Visit.State.CANCELLED:
        raise Refused(_("这次走访已经取消"), _("核对是哪一次走访的签到表"))
    lines = [_take_row(by, visit, number, row) for number, row in enumerate(read_rows(body), start=2)]
    sheet = Sheet.objects.create(token=token, visit=visit, at=now(), by=by, report=[asdict(line) for line in lines])
    record_deed(by, "visit sheet taken", sheet, visit.unit, **count_fates(sheet))
    return sheet


def count_fates(sheet: Sheet) -> dict[str, int]:
    """How many lines had which fate."""
    counted = Counter(line["fate"] for line in sheet.report)
    return {str(fate): counted[fate] for fate in (Fate.NEW, Fate.SAME, Fate.BAD)}


def read_rows(body: bytes) -> list[dict[str, str]]:
    """The rows of the table under its heads. Raises Refused with what to do."""
    if len(body) > MOST_BYTES:
        raise Refused(_("文件太大"), _("一张签到表一个文件，不超过500行"), field="file")
    reader = csv.DictReader(io.StringIO(_decode(body)))
    heads = [(head or "").strip() for head in reader.fieldnames or []]
    missing = [head for head in (NAME, PHONE) if head not in heads]
    if missing:
        raise Refused(_("缺少列：%(heads)s") % {"heads": "、".join(missing)}, _("第一行写列名：姓名,手机号,主题,问题"),
                      field="file")
    rows = [{(head or "").strip(): (cell or "").strip() for head, cell in row.items() if isinstance(cell, str | None)}
            for row in reader]
    if len(rows) > MOST_ROWS:
        raise Refused(_("一共%(rows)s行，超过500行") % {"rows": len(rows)}, _("分成几个文件"), field="file")
    return rows


def _decode(body: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return body.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refused(_("读不出文字编码"), _("另存为“CSV UTF-8”再上传"), field="file")


def _take_row(by: Account, visit: Visit, number: int, row: dict[str, str]) -> Line:
    topics = {str(value): value for value in Topic.values} | {str(Topic(value).label): value for value in Topic.values}
    text, topic = row.get(QUESTION, ""), row.get(TOPIC, "")
    if text and topic not in topics:
        return Line(number, Fate.BAD, TOPIC, str(_("没有“%(topic)s”这个主题") % {"topic": topic}))
    try:
        with transaction.atomic():
            came, new = sign_in(visit=visit, name=row.get(NAME, ""), phone=row.get(PHONE, ""), source=Source.SHEET,
                                by=by, at=visit.starts_at)
            if text:
                # The same line of the same sheet is the same question, whichever file it comes in.
                capture_question(visit=visit, topic=topics[topic], text=text, asker=came, by=by, at=visit.starts_at,
                                 token=uuid5(came.token, text))
    except Refused as refusal:
        return Line(number, Fate.BAD, {"name": NAME, "phone": PHONE}.get(refusal.field or "", ""), str(refusal))
    return Line(number, Fate.NEW if new else Fate.SAME)
