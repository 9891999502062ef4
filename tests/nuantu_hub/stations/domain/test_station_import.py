"""Lists of stations: each row's fate is named, a list handed in twice changes nothing the second time."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.nuantu_hub.stations.registry_cast import LAT_DEG, LON_DEG, METRE_DEG, put_station

from nuantu_hub.people.models import Account, Deed, Unit
from nuantu_hub.site.errors import Refused
from nuantu_hub.stations.domain.registry import close_station
from nuantu_hub.stations.domain.station_import import count_fates, hand_in_stations, take_stations, write_report
from nuantu_hub.stations.models import Station, StationImport

pytestmark = pytest.mark.django_db
HEADING = ("编号", "名称", "类型", "地址", "纬度", "经度", "坐标系", "开放时间", "设施", "可容人数", "所属工会",
           "原编号")


def tell(code: str, north_m: float, *, hours: str = "Mo-Su,PH 07:00-22:00", unit: str = "", moved_from: str = "",
         seats: str = "12", datum: str = "WGS-84") -> Sequence[str]:
    """A line that says what ``put_station`` registers."""
    return (code, "晨光驿站", "暖心驿站", "柳林路 3 号", f"{LAT_DEG + north_m * METRE_DEG:.6f}", f"{LON_DEG:.6f}",
            datum, hours, "热水、热饭×2", seats, unit, moved_from)


def write_file(*rows: Sequence[str]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows([HEADING, *rows])
    return out.getvalue().encode()


def hand_in(officer: Account, unit: Unit, *rows: Sequence[str]) -> StationImport:
    return hand_in_stations(by=officer, unit=unit, file_name="名单.csv", body=write_file(*rows), token=uuid4())


def list_fates(made: StationImport) -> list[tuple[int, str, str]]:
    return [(row.line, row.fate, row.field) for row in made.lines.all()]


def test_every_fate_is_named_and_trying_changes_nothing(
    district: Unit, other_district: Unit, street: Unit, officer: Account,
) -> None:
    put_station(district, "SAME")
    put_station(district, "CHANGED", 1_000)
    put_station(district, "OLD", 2_000)
    put_station(district, "FAR", 3_000)
    put_station(district, "ALONE", 500)
    put_station(other_district, "THEIRS", 4_000)
    close_station(by=officer, station=put_station(district, "GONE", 5_000), reason="租约到期")
    before = list(Station.objects.order_by("pk").values())

    made = hand_in(
        officer, district,
        tell("SAME", 0), tell("CHANGED", 1_000, seats="20"), tell("NEW", 6_000, unit=street.name),
        tell("OLD-B", 2_600, moved_from="OLD"), tell("TWIN", 512), tell("FAR", 3_080),
        tell("THEIRS", 4_000), tell("GONE", 5_000), tell("BAD-1", 7_000, hours="Mo-Fr 8-18"),
        tell("NEW", 8_000), tell("NEAR", 6_008), tell("BAD-2", 9_000, datum=""),
        tell("BAD-3", 9_500, moved_from="NOBODY"), tell("BAD-4", 9_700, unit=other_district.name))

    assert list_fates(made) == [
        (2, "same", ""), (3, "changed", ""), (4, "new", ""), (5, "moved", ""), (6, "bad", "纬度"), (7, "bad", "纬度"),
        (8, "bad", "编号"), (9, "bad", "编号"), (10, "bad", "开放时间"), (11, "bad", "编号"), (12, "bad", "纬度"),
        (13, "bad", "坐标系"), (14, "bad", "原编号"), (15, "bad", "所属工会")]
    told = {row.line: (row.what, row.fix) for row in made.lines.all()}
    assert told[6][0] == "和“晨光驿站”（ALONE）只隔 12 米，像是同一座驿站登记了两次"
    assert told[7] == ("离登记的位置 80 米，像是搬迁了",
                       "搬迁的写新编号，并在“原编号”写 FAR；没有搬的核对经纬度和坐标系")
    assert told[10][0] == "开放时间从第 7 个字符起读不懂：“8-18”"
    assert told[11][0] == "和第 4 行编号重复"
    assert told[12][0] == "和第 4 行只隔 8 米，像是同一座写了两次"
    assert list(Station.objects.order_by("pk").values()) == before
    assert made.lines.get(line=3).changes == ["seats"]


def test_taking_over_does_the_good_rows_once_and_the_same_list_again_changes_nothing(
    district: Unit, officer: Account,
) -> None:
    put_station(district, "CHANGED", 1_000)
    old = put_station(district, "OLD", 2_000)
    rows = (tell("NEW", 0), tell("CHANGED", 1_000, seats="20"), tell("OLD-B", 2_600, moved_from="OLD"),
            tell("BAD", 3_000, hours="?"))
    made = take_stations(by=officer, station_import=hand_in(officer, district, *rows))
    again = take_stations(by=officer, station_import=made)

    assert (again.state, count_fates(made)) == ("taken", {"new": 1, "changed": 1, "moved": 1, "bad": 1})
    old.refresh_from_db()
    moved = Station.objects.get(code="OLD-B")
    assert (old.state, old.moved_to) == (Station.State.MOVED, moved)
    assert Station.objects.get(code="CHANGED").seats == 20
    assert [(row.station.code if row.station else None, row.taken) for row in made.lines.select_related("station")] == [
        ("NEW", True), ("CHANGED", True), ("OLD-B", True), (None, False)]

    deeds, stations = Deed.objects.count(), list(Station.objects.order_by("pk").values())
    second = take_stations(by=officer, station_import=hand_in(officer, district, *rows))
    assert count_fates(second) == {"same": 3, "bad": 1}
    assert list(Station.objects.order_by("pk").values()) == stations
    assert Deed.objects.count() == deeds + 2


def test_what_changed_between_trying_and_taking_is_judged_anew(district: Unit, officer: Account) -> None:
    made = hand_in(officer, district, tell("A", 0), tell("B", 500))
    put_station(district, "OTHER", 5)
    take_stations(by=officer, station_import=made)

    assert list_fates(made) == [(2, "bad", "纬度"), (3, "new", "")]
    assert sorted(Station.objects.values_list("code", flat=True)) == ["B", "OTHER"]


def test_the_same_token_is_the_same_file(district: Unit, officer: Account) -> None:
    token = uuid4()
    made = [hand_in_stations(by=officer, unit=district, file_name="a.csv", body=write_file(tell("A", 0)), token=token)
            for _time in range(2)]
    assert made[0] == made[1]
    assert StationImport.objects.count() == 1


@pytest.mark.parametrize(("body", "named"), [
    (b"", "是空的"), ("编号,名称\nA,B\n".encode(), "缺少列：类型、地址、纬度、经度、坐标系、开放时间"),
    (b"\xff\xfe\x00", "认不出|不是 CSV"),
])
def test_what_is_no_list_is_refused_and_nothing_kept(
    district: Unit, officer: Account, body: bytes, named: str,
) -> None:
    with pytest.raises(Refused, match=named):
        hand_in_stations(by=officer, unit=district, file_name="a.csv", body=body, token=uuid4())
    assert not StationImport.objects.exists()


def test_the_report_tells_each_line_and_no_cell_is_a_formula(district: Unit, officer: Account) -> None:
    made = hand_in(officer, district, tell("A", 0), tell("=1+1", 500))
    rows = list(csv.reader(io.StringIO(write_report(made).decode("utf-8-sig"))))
    assert [row[:4] for row in rows] == [
        ["行", "编号", "名称", "结果"], ["2", "A", "晨光驿站", "新增"], ["3", "'=1+1", "晨光驿站", "有问题"]]


def test_trying_asks_equally_often_for_ten_lines_and_for_forty_known_ones(
    district: Unit, officer: Account,
) -> None:
    """Known stations are read in two questions; only the search for a second pin asks once a line."""
    for number in range(40):
        put_station(district, f"S-{number}", 100 * number)
    counts = []
    for size in (10, 40):
        with CaptureQueriesContext(connection) as asked:
            hand_in(officer, district, *(tell(f"S-{number}", 100 * number) for number in range(size)))
        counts.append(len(asked) - size)
    assert counts[0] == counts[1]
