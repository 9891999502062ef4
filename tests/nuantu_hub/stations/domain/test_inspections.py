"""A sheet counts once, from who was sent, on the spot; what weighs most needs a second pair of eyes."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from tests.nuantu_hub.stations.star_cast import (
    MOMENT,
    answer,
    appoint,
    at,
    build_station,
    hand_in,
    keep,
    plan,
    rate_now,
)

from nuantu_hub.people.models import Account, Unit
from nuantu_hub.stations.domain.inspections import (
    Assignment,
    Sheet,
    add_photo,
    call_off_inspection,
    change_inspection,
    count_answers,
    list_asked,
    passed_on,
    plan_inspection,
    second_inspection,
    send_inspection,
)
from nuantu_hub.stations.domain.rectifying import say_mended
from nuantu_hub.stations.domain.standards import read_held
from nuantu_hub.stations.domain.stars import current_star
from nuantu_hub.stations.errors import StationRefused
from nuantu_hub.stations.models import Finding, Inspection, InspectionPhoto, Station

pytestmark = pytest.mark.django_db
TODAY = MOMENT.date()


@pytest.fixture
def station(street: Unit) -> Station:
    return build_station(street)


@pytest.fixture
def inspector(district: Unit) -> Account:
    return appoint("one", district)


@pytest.fixture
def second(district: Unit) -> Account:
    return appoint("two", district)


def _shoot() -> SimpleUploadedFile:
    kept = io.BytesIO()
    Image.new("RGB", (8, 8), "white").save(kept, "JPEG")
    return SimpleUploadedFile("a.jpg", kept.getvalue())


def test_one_token_is_one_plan(station: Station, inspector: Account, officer: Account) -> None:
    token = uuid4()
    with at():
        given = Assignment(TODAY, inspector)
        first = plan_inspection(by=officer, station=station, given=given, token=token)
        assert plan_inspection(by=officer, station=station, given=given, token=token) == first
        with pytest.raises(StationRefused, match="这一天已经过去"):
            plan_inspection(by=officer, station=station, token=uuid4(),
                            given=Assignment(TODAY - timedelta(days=1), inspector))
        station.state = Station.State.WORKS
        with pytest.raises(StationRefused, match="因施工暂停"):
            plan_inspection(by=officer, station=station, given=given, token=uuid4())


def test_the_checklist_asks_what_is_in_season(station: Station, inspector: Account) -> None:
    with at():
        assert {"heating", "cooling"} & {item.id for item in list_asked(plan(station, inspector))} == {"heating"}
    with at(160):
        asked = {item.id for item in list_asked(plan(station, inspector))}
    assert {"heating", "warmth", "cooling", "help_button"} & asked == {"cooling", "help_button"}


def test_a_sheet_counts_once_however_often_the_phone_sends_it(station: Station, inspector: Account) -> None:
    token = uuid4()
    with at():
        one = plan(station, inspector)
        sheet = Sheet(answer(one, clean=False, floor_area=15.0), MOMENT, {"clean": "垃圾桶满了"}, distance_m=12)
        for _time in range(3):
            sent = send_inspection(by=inspector, inspection=one, sheet=sheet, token=token)
        with pytest.raises(StationRefused, match="已生效"):
            send_inspection(by=inspector, inspection=one, sheet=sheet, token=uuid4())

    assert (sent.state, sent.version, sent.distance_m, sent.passed, sent.asked) == ("counted", 1, 12, 35, 37)
    finding = Finding.objects.get()
    assert (finding.item, finding.note, finding.due_on) == ("clean", "垃圾桶满了", TODAY + timedelta(days=15))


def test_a_phone_without_network_hands_in_later_with_the_time_it_was_filled_in(station: Station,
                                                                              inspector: Account) -> None:
    with at():
        one = plan(station, inspector)
        answers = answer(one, floor_area=15.0)
    with at(3):
        sent = send_inspection(by=inspector, inspection=one, token=uuid4(), sheet=Sheet(answers, MOMENT))
    assert (sent.day, sent.held_at, sent.sent_at) == (TODAY, MOMENT, MOMENT + timedelta(days=3))


@pytest.mark.parametrize(("changed", "what"), [
    ({"held_at": MOMENT - timedelta(days=8)}, "检查时间不对"),
    ({"held_at": MOMENT + timedelta(hours=1)}, "检查时间不对"),
    ({"distance_m": 900, "accuracy_m": 20}, "手机离驿站900米"),
])
def test_a_sheet_from_another_time_or_place_says_so(station: Station, inspector: Account, changed: dict[str, Any],
                                                    what: str) -> None:
    with at():
        one = plan(station, inspector)
        told = {"answers": answer(one), "held_at": MOMENT} | changed
        with pytest.raises(StationRefused, match=what):
            send_inspection(by=inspector, inspection=one, sheet=Sheet(**told), token=uuid4())
        assert Inspection.objects.get().state == "planned"


def test_a_word_why_lets_a_far_sheet_in(station: Station, inspector: Account) -> None:
    with at():
        one = plan(station, inspector)
        sent = send_inspection(by=inspector, inspection=one, token=uuid4(), sheet=Sheet(
            answer(one), MOMENT, distance_m=900, accuracy_m=20, far_why="地下室没有信号，出来才交"))
    assert (sent.distance_m, sent.far_why) == (900, "地下室没有信号，出来才交")


def test_what_is_missing_unknown_or_no_number_is_refused_by_name(station: Station, inspector: Account) -> None:
    with at():
        one = plan(station, inspector)
        good = answer(one)
        for answers, what in (
                ({key: value for key, value in good.items() if key != "seats"}, "还有1项没有填：有桌椅"),
                (good | {"sauna": True}, "没有这个检查项：sauna"), (good | {"cooling": True},
                                                            "没有这个检查项：cooling"),
                (good | {"floor_area": True}, "面积填得不对"), (good | {"seats": 3}, "有桌椅填得不对"),
                (good | {"floor_area": float("nan")}, "面积填得不对")):
            with pytest.raises(StationRefused, match=what):
                send_inspection(by=inspector, inspection=one, sheet=Sheet(answers, MOMENT), token=uuid4())


def test_nobody_hands_in_for_another(station: Station, inspector: Account, second: Account) -> None:
    with at():
        one = plan(station, inspector)
        with pytest.raises(StationRefused, match="请检one来交"):
            send_inspection(by=second, inspection=one, sheet=Sheet(answer(one), MOMENT), token=uuid4())


def test_who_became_keeper_since_may_not_hand_in(station: Station, inspector: Account) -> None:
    with at():
        one = plan(station, inspector)
        inspector.kept_stations.create(station=station, since=MOMENT)
        with pytest.raises(StationRefused, match="是这座驿站的管理人"):
            hand_in(one)


def test_a_lost_star_a_knockout_or_five_stars_wait_for_a_second_look(street: Unit, inspector: Account, second: Account,
                                                                     officer: Account) -> None:
    with at():
        plain = hand_in(plan(build_station(street, "A"), inspector), floor_area=15.0)
        five = hand_in(plan(build_station(street, "B"), inspector))
        broken = hand_in(plan(build_station(street, "C"), inspector), exit_free=False)
        named = hand_in(plan(build_station(street, "D"), inspector, second=second), floor_area=15.0)
        assert [one.state for one in (plain, five, broken, named)] == ["counted", "sent", "sent", "sent"]
        assert current_star(five.station) is None
        with pytest.raises(StationRefused, match="复核的和检查的是同一个人"):
            second_inspection(by=inspector, inspection=five, agrees=True)
        with pytest.raises(StationRefused, match="复核人是检two"):
            second_inspection(by=officer, inspection=named, agrees=True)
        done = second_inspection(by=second, inspection=five, agrees=True)
        assert second_inspection(by=second, inspection=done, agrees=False).state == "counted"
        assert rate_now(five.station, officer).stars == 5


def test_an_objection_holds_the_inspection_until_it_is_called_off(station: Station, inspector: Account,
                                                                  second: Account, officer: Account) -> None:
    with at():
        one = hand_in(plan(station, inspector), exit_free=False)
        with pytest.raises(StationRefused, match="没有写哪里有异议"):
            second_inspection(by=second, inspection=one, agrees=False)
        second_inspection(by=second, inspection=one, agrees=False, said="出口没有上锁，是卡住了")
        one.refresh_from_db()
        assert (one.state, one.second_said, Inspection.objects.counted().count()) == ("disputed",
                                                                                      "出口没有上锁，是卡住了", 0)
        assert call_off_inspection(by=officer, inspection=one, why="另派两人重查").state == "off"


def test_a_second_inspector_with_a_tie_is_refused(station: Station, inspector: Account, district: Unit) -> None:
    with at():
        one = hand_in(plan(station, inspector), exit_free=False)
        tied = appoint("tied", district)
        tied.interests.create(station=station, why="亲属在这里值守", since=MOMENT)
        with pytest.raises(StationRefused, match="检tied与这座驿站有关系：亲属在这里值守"):
            second_inspection(by=tied, inspection=one, agrees=True)


def test_moving_and_calling_off(station: Station, inspector: Account, second: Account, officer: Account) -> None:
    with at():
        one = plan(station, inspector)
        moved = change_inspection(by=officer, inspection=one, on=TODAY + timedelta(days=2), inspector=second,
                                  second=inspector)
        assert (moved.on, moved.inspector, moved.second) == (TODAY + timedelta(days=2), second, inspector)
        assert change_inspection(by=officer, inspection=one, on=one.on, inspector=second, second=inspector) == moved
        with pytest.raises(StationRefused, match="同一个人"):
            change_inspection(by=officer, inspection=one, on=one.on, inspector=second, second=second)
        with pytest.raises(StationRefused, match="没有写原因"):
            call_off_inspection(by=officer, inspection=one, why=" ")
        call_off_inspection(by=officer, inspection=one, why="停电")
        assert call_off_inspection(by=officer, inspection=one, why="又停电").off_why == "停电"
        with pytest.raises(StationRefused, match="已取消"):
            change_inspection(by=officer, inspection=one, on=TODAY, inspector=inspector, second=None)
        held = hand_in(plan(station, inspector), floor_area=15.0)
        with pytest.raises(StationRefused, match="不能取消"):
            call_off_inspection(by=officer, inspection=held, why="不想要")


def test_a_picture_is_kept_once_and_only_from_the_inspector(station: Station, inspector: Account, second: Account,
                                                            monkeypatch: pytest.MonkeyPatch) -> None:
    token = uuid4()
    with at():
        one = plan(station, inspector)
        told: dict[str, Any] = {"inspection": one, "item": "seats", "taken_at": MOMENT + timedelta(hours=1)}
        photo = add_photo(by=inspector, upload=_shoot(), token=token, **told)
        assert add_photo(by=inspector, upload=_shoot(), token=token, **told) == photo
        with pytest.raises(StationRefused, match="照片要由检查的人交"):
            add_photo(by=second, upload=_shoot(), token=uuid4(), **told)
        with pytest.raises(StationRefused, match="没有这个检查项：sauna"):
            add_photo(by=inspector, upload=_shoot(), token=uuid4(), **told | {"item": "sauna"})
        monkeypatch.setattr("nuantu_hub.stations.domain.inspections.MOST_PHOTOS", 1)
        with pytest.raises(StationRefused, match="最多1张"):
            add_photo(by=inspector, upload=_shoot(), token=uuid4(), **told)
    assert InspectionPhoto.objects.count() == 1
    assert photo.taken_at == MOMENT
    assert photo.file is not None
    photo.file.path.unlink()


def test_the_next_inspection_sees_to_what_was_said_to_be_mended(station: Station, inspector: Account,
                                                                second: Account) -> None:
    keeper = keep(station)
    with at():
        hand_in(plan(station, inspector), floor_area=15.0, clean=False, seats=False)
        assert Finding.objects.count() == 2
    with at(5):
        for finding in Finding.objects.all():
            say_mended(by=keeper, finding=finding, said="换好了")
    with at(30):
        one = hand_in(plan(station, second), floor_area=15.0, clean=False)
        assert one.state == "counted"
    told = {finding.item: (finding.state, finding.false_mends) for finding in Finding.objects.all()}
    assert told == {"seats": ("closed", 0), "clean": ("open", 1)}


def test_answers_are_counted_against_the_least_that_is_asked(station: Station, inspector: Account) -> None:
    with at():
        one = hand_in(plan(station, inspector), floor_area=15.0, aed=False)
    items = read_held().find(1).by_id
    assert [passed_on(one, items[key]) for key in ("seats", "aed")] == [True, False]
    assert count_answers(one) == (one.passed, one.asked) == (35, 37)
