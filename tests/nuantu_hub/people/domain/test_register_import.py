"""Five thousand rows, tried and taken over in the background: the second run changes nothing, bad rows are named."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest
from django.utils.translation import override
from django_tasks_db.models import DBTaskResult
from tests.nuantu_hub.people.membership_cast import id_number

from nuantu_hub.people.domain import register_import
from nuantu_hub.people.domain.counting import count_members
from nuantu_hub.people.domain.register_file import HEADINGS, read_register, write_table
from nuantu_hub.people.domain.register_import import (
    count_fates,
    hand_in_register,
    start_taking,
    take_register,
    try_register,
    write_bad_rows,
    write_template,
)
from nuantu_hub.people.models import Account, BulkImport, Deed, Engagement, ImportRow, Membership, Person, Unit
from nuantu_hub.site.clock import now
from nuantu_hub.site.errors import Refused
from nuantu_hub.site.jobs import make_worker

pytestmark = pytest.mark.django_db
TABLES = (Person, Membership, Engagement)


def _rows(count: int) -> Iterator[list[str]]:
    for serial in range(count):
        born = f"19{70 + serial // 1000}0307"
        yield [f"林{chr(0x4e00 + serial % 2000)}", f"139{serial:08d}", id_number(serial % 1000, born), "外卖配送员",
               "青禾配送", "", "", "", "", "柳岸街道总工会", "2025-03-01"]


def _hand_in(body: bytes, unit: Unit, by: Account) -> BulkImport:
    return hand_in_register(by=by, unit=unit, file_name="名册.csv", body=body, token=uuid.uuid4())


def _table(rows: list[list[str]]) -> bytes:
    return write_table(HEADINGS.values(), rows)


def _state() -> dict[str, list[tuple[object, ...]]]:
    return {one.__name__: sorted(one.objects.values_list(), key=str) for one in TABLES}


def _run(body: bytes, unit: Unit, by: Account) -> BulkImport:
    register = _hand_in(body, unit, by)
    try_register(register)
    return take_register(start_taking(by=by, register=register))


def test_trying_writes_nobody_and_taking_writes_every_good_row(
        district: Unit, street: Unit, officer: Account) -> None:
    bad = ["林", "12", "", "外卖配送员", "", "", "", "", "", "", ""]
    body = _table([*_rows(250), bad])
    register = try_register(_hand_in(body, district, officer))
    assert (register.state, register.done, count_fates(register)) == (
        "tried", 251, {"new": 250, "filled": 0, "same": 0, "bad": 1})
    assert (Person.objects.count(), Membership.objects.count()) == (0, 0)
    take_register(start_taking(by=officer, register=register))
    register.refresh_from_db()
    assert (register.state, register.done, count_members(street, now())) == ("taken", 251, 250)
    assert Deed.objects.get(verb="register.taken").detail == {"new": 250, "filled": 0, "same": 0, "bad": 1}


def test_the_second_run_changes_nothing(district: Unit, street: Unit, officer: Account) -> None:
    body = _table(list(_rows(120)))
    _run(body, district, officer)
    before = _state()
    again = _run(body, district, officer)
    assert (count_fates(again), _state() == before) == ({"new": 0, "filled": 0, "same": 120, "bad": 0}, True)


def test_a_row_fills_what_was_empty_and_overwrites_nothing(district: Unit, officer: Account) -> None:
    bare = ["林小满", "13900000001", "", "外卖配送员", "", "", "", "", "", "", ""]
    full = ["林小满", "13900000001", id_number(1), "网约车司机", "青禾配送", "", "", "", "", "", "2020-01-01"]
    _run(_table([bare]), district, officer)
    since = Membership.objects.get().since
    filled = _run(_table([full]), district, officer)
    person = Person.objects.get()
    assert count_fates(filled)["filled"] == 1
    assert (person.id_number, person.occupation, Membership.objects.get().since) == (id_number(1), "food", since)
    assert count_fates(_run(_table([full]), district, officer))["same"] == 1


def test_bad_rows_come_back_with_line_field_what_and_fix_and_can_be_handed_in_mended(
        district: Unit, officer: Account) -> None:
    register = _run(_table([["=林", "12", "", "飞行员", "", "", "", "", "", "", ""], *_rows(1)]), district, officer)
    Unit.objects.filter(pk=district.pk).update(name="东湖区总工会")
    text = write_bad_rows(register).decode("utf-8-sig").splitlines()
    assert text[0].startswith("行号,哪一列,什么问题,怎么改,姓名,手机号")
    assert text[1].startswith("2,姓名,这不像一个姓名,写身份证上的姓名，不带数字和符号,'=林,12,")
    mended = "\n".join(text).replace("'=林,12,,飞行员", "林小满,13900000001,,快递员")
    assert count_fates(_run(mended.encode(), district, officer))["new"] == 1


def test_a_fall_in_the_middle_loses_no_row_and_writes_none_twice(
        district: Unit, street: Unit, officer: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    register = try_register(_hand_in(_table(list(_rows(250))), district, officer))
    start_taking(by=officer, register=register)
    whole, seen = register_import.write_row, 0

    def fall(*args: object) -> object:
        nonlocal seen
        seen += 1
        if seen == 150:
            raise RuntimeError("the power went")
        return whole(*args)  # type: ignore[arg-type]
    monkeypatch.setattr(register_import, "write_row", fall)
    register.refresh_from_db()
    with pytest.raises(RuntimeError, match="the power went"):
        take_register(register)
    register.refresh_from_db()
    assert (register.state, register.done, Person.objects.count(), Membership.objects.count()) == (
        "taking", 100, 100, 100)
    monkeypatch.setattr(register_import, "write_row", whole)
    take_register(register)
    assert (Person.objects.count(), Membership.objects.count(), count_fates(register)["new"]) == (250, 250, 250)


def test_a_row_that_fails_when_it_is_written_leaves_nothing_of_itself(
        district: Unit, street: Unit, officer: Account) -> None:
    register = try_register(_hand_in(_table(list(_rows(2))), district, officer))
    register = start_taking(by=officer, register=register)
    row = ImportRow.objects.get(line=2)
    row.cells = json.dumps({"name": "林小满", "phone": "12", "occupation": "其他"})
    row.save()
    take_register(register)
    assert count_fates(register) == {"new": 1, "filled": 0, "same": 0, "bad": 1}
    assert (Person.objects.count(), Engagement.objects.count(), Membership.objects.count()) == (1, 1, 1)


def test_the_same_token_is_one_register_and_it_is_taken_once(district: Unit, officer: Account) -> None:
    body, token = _table(list(_rows(1))), uuid.uuid4()
    first, second = (hand_in_register(by=officer, unit=district, file_name="a.csv", body=body, token=token)
                     for _time in range(2))
    assert first == second
    with pytest.raises(Refused, match="还没有试算完"):
        start_taking(by=officer, register=first)
    try_register(first)
    assert start_taking(by=officer, register=first).state == start_taking(by=officer, register=first).state == "taking"
    assert Deed.objects.filter(verb="register.taking").count() == 1


def test_what_cannot_be_read_leaves_nothing(district: Unit, officer: Account) -> None:
    with pytest.raises(Refused):
        _hand_in(b"\0", district, officer)
    assert (BulkImport.objects.count(), Deed.objects.count()) == (0, 0)


def test_the_template_reads_back(district: Unit) -> None:
    assert read_register("a.csv", write_template())[0].cells["occupation"] == "外卖配送员"


def test_jobs_do_it_in_the_language_of_who_asked(
        district: Unit, street: Unit, officer: Account,
        django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[object]]) -> None:
    bad = ["林小满", "12", "", "外卖配送员", "", "", "", "", "", "", ""]
    with override("en"), django_capture_on_commit_callbacks(execute=True):
        register = _hand_in(_table([*_rows(3), bad]), district, officer)
    _work_off()
    register.refresh_from_db()
    assert (register.state, register.lines.get(fate="bad").what) == (
        "tried", "This number cannot receive messages")
    with django_capture_on_commit_callbacks(execute=True):
        start_taking(by=officer, register=register)
    _work_off()
    register.refresh_from_db()
    assert (register.state, Person.objects.count()) == ("taken", 3)
    assert (try_register(register).state, take_register(register).state) == ("taken", "taken")


def _work_off() -> None:
    job = DBTaskResult.objects.get(status="READY")
    job.claim("here")
    make_worker(batch=True).run_task(job)


@pytest.mark.slow
def test_five_thousand_rows_twice(district: Unit, street: Unit, officer: Account) -> None:
    rows = list(_rows(5000))
    rows[4321][1] = "12"
    body = _table(rows)
    first = _run(body, district, officer)
    assert count_fates(first) == {"new": 4999, "filled": 0, "same": 0, "bad": 1}
    assert first.lines.filter(fate="bad").values_list("line", "field", "what").get() == (
        4323, "手机号", "这不是一个能收短信的手机号")
    before = _state()
    assert (count_fates(_run(body, district, officer)), _state() == before) == (
        {"new": 0, "filled": 0, "same": 4999, "bad": 1}, True)
