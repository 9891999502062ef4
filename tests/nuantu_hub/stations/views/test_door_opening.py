"""Opening a door as anybody, and calling for help."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from tests.nuantu_hub.conftest import As
from tests.nuantu_hub.stations.equipment_cast import MOMENT, appoint, build_door, build_station

from nuantu_hub.people.models import Account, Deed, Unit
from nuantu_hub.seam.doors import draw_once_code, find_window
from nuantu_hub.stations.domain.help_calls import answer_call
from nuantu_hub.stations.models import DoorOccupancy, HelpCall, IssuedCode, Station

pytestmark = [pytest.mark.django_db, pytest.mark.standing(MOMENT)]


@pytest.fixture
def station(street: Unit) -> Station:
    """A station with a door."""
    return build_door(build_station(street)).station


def ask(client: Client, station: Station, **words: str) -> str:
    """Tap, and see what the page says."""
    answer = client.post(reverse("stations:open_door", args=[station.sign]), words, follow=True)
    assert answer.status_code in (200, 429)
    return answer.content.decode()


def test_a_stranger_scans_taps_and_has_a_code_that_the_door_knows(stranger: Client, station: Station) -> None:
    page = stranger.get(reverse("stations:station", args=[station.sign])).content.decode()
    assert f'action="{reverse("stations:open_door", args=[station.sign])}"' in page  # the one tap leads on by POST
    shown = ask(stranger, station)
    code = draw_once_code(bytes(range(32)), find_window(int(MOMENT.timestamp())), 0)
    assert f"<span>{code[:4]}</span><span>{code[4:]}</span>" in shown
    assert "10:50 前有效" in shown
    assert not Deed.objects.filter(verb__contains="code").exists()


def test_a_second_tap_shows_the_same_code_and_another_only_when_asked(stranger: Client, station: Station) -> None:
    ask(stranger, station)
    ask(stranger, station)
    assert IssuedCode.objects.count() == 1
    ask(stranger, station, again="1")
    assert IssuedCode.objects.count() == 2


def test_another_browser_does_not_see_the_code(stranger: Client, station: Station) -> None:
    ask(stranger, station)
    assert "door-code" not in Client().get(reverse("stations:open_door", args=[station.sign])).content.decode()


def test_too_many_taps_say_so_and_leave_the_last_code_on_the_page(stranger: Client, station: Station) -> None:
    for _time in range(3):
        ask(stranger, station, again="1")
    answer = stranger.post(reverse("stations:open_door", args=[station.sign]), {"again": "1"})
    assert answer.status_code == 429
    assert "要的码太多了" in answer.content.decode()
    assert "door-code" in answer.content.decode()


def test_a_full_station_says_so_in_one_sentence_and_where_to_go_instead(
    stranger: Client, station: Station, street: Unit,
) -> None:
    DoorOccupancy.objects.create(station=station, people=16, at=MOMENT)
    build_station(street, "DH-2", name="井沿驿站", lat_deg=39.905)
    page = ask(stranger, station)
    assert "现在坐满了，16 个位子都有人。" in page
    assert "井沿驿站" in page
    assert reverse("stations:ask_help", args=[station.sign]) in page


@pytest.mark.parametrize(("change", "said"), [
    ({"hours": "Mo-Su 20:00-23:00"}, "现在没开，11月18日 周三 20:00 开门。"),
    ({"state": "works"}, "这座驿站因施工暂停，门不开。")])
def test_a_closed_station_says_when_it_opens_and_one_out_of_use_says_why(
    stranger: Client, station: Station, change: dict[str, str], said: str,
) -> None:
    Station.objects.filter(pk=station.pk).update(**change)
    assert said in ask(stranger, station)
    assert not IssuedCode.objects.exists()


def test_a_door_that_is_offline_gives_a_code_all_the_same_and_says_so(stranger: Client, station: Station) -> None:
    station.doors.update(last_seen_at=MOMENT - timedelta(hours=1))
    page = ask(stranger, station)
    assert "门从 11月18日 周三 09:30 起断网，这个码照样能开。" in page
    assert "door-code" in page


def test_a_station_without_a_door_of_ours_says_to_push(stranger: Client, street: Unit) -> None:
    assert "这座驿站没有自助门" in ask(stranger, build_station(street))


def test_a_sign_that_hangs_nowhere_leads_nowhere(stranger: Client) -> None:
    assert stranger.get(reverse("stations:open_door", args=["NOWHERE2"])).status_code == 404


def test_a_worker_is_told_of_the_standing_key_and_a_stranger_is_not(
    stranger: Client, station: Station, rider: Account, as_: As,
) -> None:
    where = reverse("stations:keep_key", args=[station.sign])
    assert [where in ask(client, station) for client in (stranger, as_(rider))] == [False, True]


def test_a_stranger_calls_for_help_and_sees_that_somebody_answered(stranger: Client, station: Station) -> None:
    where = reverse("stations:ask_help", args=[station.sign])
    assert "tel:120" in stranger.get(where).content.decode()
    assert stranger.post(where, {"token": uuid4()}).status_code == 302
    assert "10:30 已经叫人，还没有人应答。" in stranger.get(where).content.decode()
    answer_call(by=appoint(station), call=HelpCall.objects.get())
    page = stranger.get(where).content.decode()
    assert "10:30 有人应答了" in page
    assert "马会来" not in page
    stranger.post(reverse("stations:take_help_back", args=[station.sign]))
    assert HelpCall.objects.get().closed_at is None
    assert "有人应答了" not in stranger.get(where).content.decode()
