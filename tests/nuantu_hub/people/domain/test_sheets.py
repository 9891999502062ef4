"""A paper sheet is taken line by line: good lines kept, bad ones named, and twice is once."""

from __future__ import annotations

from uuid import uuid4

import pytest
from tests.nuantu_hub.people.organising_cast import plan

from nuantu_hub.people.domain.sheets import count_fates, read_rows, take_sheet
from nuantu_hub.people.domain.visits import call_off_visit
from nuantu_hub.people.models import Account, Attendance, Question, Sheet, Unit
from nuantu_hub.site.errors import Refused

pytestmark = pytest.mark.django_db
TABLE = """姓名,手机号,主题,问题
林小满,13900000001,派单,商家出餐慢能不能别算超时
赵大河,139 0000 0002,,
,13900000003,,
钱路,12345,,
孙一,13900000005,天气,太冷
林小满,13900000001,,
"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_every_line_is_taken_or_named(organiser: Account, district: Unit, encoding: str) -> None:
    visit = plan(organiser, district)
    sheet = take_sheet(by=organiser, visit=visit, body=TABLE.encode(encoding), token=uuid4())
    assert [(line["line"], line["fate"], line["field"]) for line in sheet.report] == [
        (2, "new", ""), (3, "new", ""), (4, "bad", "姓名"), (5, "bad", "手机号"), (6, "bad", "主题"), (7, "same", "")]
    assert count_fates(sheet) == {"new": 2, "same": 1, "bad": 3}
    question = Question.objects.get()
    assert (question.topic, question.asker) == ("orders", Attendance.objects.earliest("pk"))


def test_a_second_time_changes_nothing(organiser: Account, district: Unit) -> None:
    visit, token = plan(organiser, district), uuid4()
    first = take_sheet(by=organiser, visit=visit, body=TABLE.encode(), token=token)
    assert take_sheet(by=organiser, visit=visit, body=TABLE.encode(), token=token) == first
    again = take_sheet(by=organiser, visit=visit, body=TABLE.encode(), token=uuid4())
    assert count_fates(again) == {"new": 0, "same": 3, "bad": 3}
    assert (Attendance.objects.count(), Question.objects.count()) == (2, 1)


def test_the_report_holds_no_name_and_no_number(organiser: Account, district: Unit) -> None:
    take_sheet(by=organiser, visit=plan(organiser, district), body=TABLE.encode(), token=uuid4())
    kept = str(Sheet.objects.get().report)
    assert not [word for word in ("林小满", "1390000", "钱路", "12345") if word in kept]


@pytest.mark.parametrize(("body", "said"), [
    (b"\xff\xff\xff", "读不出文字编码"), ("名字,电话\n".encode(), "缺少列：姓名、手机号"), (b"", "缺少列"),
    (("姓名,手机号\n" + "甲,1\n" * 501).encode(), "超过500行"), (b"x" * 200_001, "文件太大")])
def test_what_is_no_such_table_is_refused_whole(body: bytes, said: str) -> None:
    with pytest.raises(Refused, match=said):
        read_rows(body)


def test_a_visit_that_was_called_off_takes_no_sheet(organiser: Account, district: Unit) -> None:
    visit = plan(organiser, district)
    call_off_visit(by=organiser, visit=visit, reason="大风")
    with pytest.raises(Refused, match="已经取消"):
        take_sheet(by=organiser, visit=visit, body=TABLE.encode(), token=uuid4())
