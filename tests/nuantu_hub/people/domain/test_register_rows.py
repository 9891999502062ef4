"""Each line of a register is judged by itself: what it does, or which field is wrong and how to mend it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.nuantu_hub.people.membership_cast import id_number, make_member, make_person

from nuantu_hub.people.domain.membership import leave
from nuantu_hub.people.domain.register_file import Line
from nuantu_hub.people.domain.register_rows import Judged, Register, judge_lines, standing_in
from nuantu_hub.people.models import Account, Person, Unit
from nuantu_hub.site.clock import now

pytestmark = pytest.mark.django_db
GOOD = {"name": "林小满", "phone": "13900000001", "occupation": "外卖配送员"}


@pytest.fixture
def register(district: Unit, street: Unit) -> Register:
    return Register(district)


def judge_line(register: Register, number: int, cells: dict[str, str]) -> Judged:
    """One line by itself."""
    return judge_lines(register, [Line(number, cells)])[0]


def _judge(register: Register, **cells: str) -> tuple[str, str, str]:
    judged = judge_line(register, 2, {**GOOD, **cells})
    return judged.fate, judged.field, judged.what


def test_a_new_person_is_new_with_all_that_is_told(register: Register, street: Unit, district: Unit) -> None:
    judged = judge_line(register, 2, {
        **GOOD, "id_number": id_number(1), "platform": "青禾配送", "residence": "柳岸街道总工会", "since": "2025/3/1",
        "unit": "柳岸街道总工会"} | {"since": "2025-03-01"})
    assert judged.wanted is not None
    assert (judged.fate, judged.wanted.unit, judged.wanted.street, judged.wanted.phone) == (
        "new", street, street, "+8613900000001")
    assert judged.wanted.since == timezone.make_aware(datetime(2025, 3, 1))  # noqa: DTZ001 (made aware at once)
    assert (standing_in(district), standing_in(street), Person.objects.count()) == ("pool", "full", 0)


@pytest.mark.parametrize(("cells", "field", "what"), [
    ({"name": ""}, "姓名", "还没有写姓名"), ({"phone": "12"}, "手机号", "这不是一个能收短信的手机号"),
    ({"phone": ""}, "手机号", "还没有写手机号"), ({"occupation": "飞行员"}, "从业类型", "没有这个从业类型：飞行员"),
    ({"occupation": ""}, "从业类型", "没有这个从业类型：—"), ({"id_number": "123"}, "证件号码", "证件号码不对"),
    ({"platform": "青" * 61}, "平台", "太长"), ({"household": "1234"}, "户籍地代码", "户籍地代码应是 6 位数字"),
    ({"residence": "无此街道"}, "居住街道", "没有这个街道工会：无此街道"),
    ({"unit": "南山区总工会"}, "所属工会", "下级里没有唯一一个工会叫“南山区总工会”"),
    ({"since": "去年"}, "入会日期", "日期读不出：去年"),
    ({"since": "1890-01-01"}, "入会日期", "入会日期在将来，或早得不可能"),
])
def test_a_bad_cell_is_named(
        register: Register, other_district: Unit, cells: dict[str, str], field: str, what: str) -> None:
    assert _judge(register, **cells) == ("bad", field, what)


def test_a_day_in_the_future_is_bad(register: Register) -> None:
    tomorrow = (now() + timedelta(days=2)).date().isoformat()
    assert _judge(register, since=tomorrow)[:2] == ("bad", "入会日期")


def test_who_stands_in_the_file_twice_is_named_with_the_first_line(register: Register) -> None:
    assert judge_line(register, 2, GOOD).fate == "new"
    assert judge_line(register, 2, GOOD).fate == "new"
    judged = judge_line(register, 7, {**GOOD, "name": "林晓曼"})
    assert (judged.fate, judged.field, judged.what) == ("bad", "手机号", "和第 2 行重复")


def test_a_member_of_the_unit_stays_the_same_or_is_filled(register: Register, district: Unit) -> None:
    person = make_member("林小满", district, "+8613900000001").person
    assert _judge(register)[0] == "same"
    assert _judge(register, id_number=id_number(1))[0] == "filled"
    assert _judge(register, platform="青禾配送")[0] == "filled"
    person.set_id_number(id_number(1))
    person.save()
    assert _judge(register, id_number=id_number(1))[0] == "same"
    assert _judge(register, id_number=id_number(2))[1:] == ("证件号码", "证件号码和已登记的不一样")


def test_what_would_take_from_others_is_bad(
        register: Register, district: Unit, street: Unit, rider: Account) -> None:
    make_member("林小满", street, "+8613900000001", account=rider)
    assert _judge(register)[1:] == ("所属工会", "已经是“柳岸街道总工会”的会员")
    assert _judge(register, name="孙旧主")[1:] == ("姓名", "这个手机号或证件号码登记的是另一个姓名")
    other = make_person("赵大河", "+8613900000002")
    other.set_id_number(id_number(5))
    other.save()
    assert _judge(register, id_number=id_number(5))[1:] == ("手机号", "手机号由另一份记录占用")
    leave(by=rider, person=rider.person)
    assert _judge(register, unit="柳岸街道总工会")[1:] == ("所属工会", "这个人已经退会")


def test_a_record_without_a_membership_is_taken_up(register: Register) -> None:
    person = make_person("林小满", "+8613900000001")
    assert judge_line(register, 2, GOOD).person == person


def test_the_clock_of_a_day_is_the_hubs(register: Register) -> None:
    judged = judge_line(register, 2, {**GOOD, "since": "2025.03.01"})
    assert judged.wanted is not None
    assert judged.wanted.since == datetime(2025, 2, 28, 16, tzinfo=UTC)


def test_a_batch_takes_as_many_questions_for_one_line_as_for_fifty(register: Register, street: Unit) -> None:
    counts = []
    make_member("林小满", street, "+8613900000000")
    for size in (1, 50):
        lines = [Line(serial, {**GOOD, "phone": f"1390000{serial:04d}", "platform": "青禾配送"})
                 for serial in range(size)]
        with CaptureQueriesContext(connection) as asked:
            judge_lines(register, lines)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_two_lines_that_lead_to_one_person_see_what_the_other_wrote(register: Register, district: Unit) -> None:
    person = make_member("林小满", district, "+8613900000001").person
    person.set_id_number(id_number(1))
    person.save()
    by_phone, by_id = judge_lines(register, [
        Line(2, GOOD), Line(3, {**GOOD, "phone": "13900000009", "id_number": id_number(1)})])
    assert by_phone.person is by_id.person
