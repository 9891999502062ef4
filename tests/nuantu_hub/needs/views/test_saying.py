"""Saying it on the phone: by name, without one, without script, without a network, "me too"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client
from tests.nuantu_hub.conftest import As
from tests.nuantu_hub.needs.need_cast import HOUR, MOMENT, WORDS, picture, say, spoken
from tests.nuantu_hub.queries import count_queries
from tests.nuantu_hub.stations.equipment_cast import build_station

from nuantu_hub.needs.domain.near_needs import forget_index
from nuantu_hub.needs.domain.receiving import put_aside, show_need
from nuantu_hub.needs.models import Need
from nuantu_hub.needs.views.saying import ASKED_HOURLY, SAID_HOURLY
from nuantu_hub.people.models import Account, Deed, Unit

pytestmark = [pytest.mark.django_db, pytest.mark.standing(MOMENT)]


@pytest.fixture(autouse=True)
def own_counts() -> Iterator[None]:
    """What one test found or used up is not there in the next."""
    for limit in (SAID_HOURLY, ASKED_HOURLY):
        limit.forget()
    forget_index()
    yield
    forget_index()


def told(**more: Any) -> dict[str, Any]:
    """A form as the page sends it."""
    return {"token": str(uuid4()), "topic": "dispatch", "words": WORDS, **more}


def test_by_name_it_leads_to_ones_own_need(district: Unit, rider: Account, as_: As) -> None:
    """The writer's page shows the words and what runs."""
    client = as_(rider)
    assert client.get("/say/").status_code == 200

    answer = client.post("/say/", told(area=district.pk))

    need = Need.objects.get()
    assert (need.account, need.unit, answer["Location"]) == (rider, district, f"/say/mine/{need.pk}/")
    assert WORDS in client.get(answer["Location"]).content.decode()
    assert WORDS[:20] in client.get("/say/").content.decode()


def test_without_a_name_the_code_is_shown_and_nothing_leads_back(
    district: Unit, rider: Account, as_: As,
) -> None:
    """Signed in as one may be: the row holds nobody, no session learned of it, and the code opens the need."""
    client = as_(rider)
    client.get("/say/")
    sessions = list(Session.objects.values("session_key", "session_data", "expire_date"))

    page = client.post("/say/", told(anonymous="on", wants_sms="on", area=district.pk))

    need = Need.objects.get()
    code = page.context["code"]
    assert (need.account, need.at, need.wants_sms) == (None, HOUR, False)
    assert code in page.content.decode()
    assert list(Session.objects.values("session_key", "session_data", "expire_date")) == sessions
    assert not Deed.objects.exists()
    assert "messages" not in page.cookies
    stranger = Client()
    assert WORDS in stranger.post("/say/code/", {"code": code.lower()}).content.decode()


def test_a_stranger_needs_no_account_and_no_session(district: Unit, stranger: Client) -> None:
    """Nothing is begun in the database but the need itself."""
    stranger.get("/say/")

    page = stranger.post("/say/", told())

    assert page.status_code == 200
    assert Need.objects.get().account is None
    assert (Session.objects.count(), "sessionid" in stranger.cookies) == (0, False)
    assert not [key for key in getattr(cache, "_cache", {}) if "127.0.0.1" in str(key)]


def test_the_same_form_sent_again_shows_the_same_code(district: Unit, stranger: Client) -> None:
    """A page that is loaded again after a lost answer."""
    form = told()

    codes = {stranger.post("/say/", form).context["code"] for _ in range(2)}

    assert (len(codes), Need.objects.count()) == (1, 1)


def test_from_a_stations_sign_it_is_the_stations(street: Unit, stranger: Client) -> None:
    """Channel, station and union follow from the sign; a sign that hangs nowhere leads nowhere."""
    station = build_station(street)

    page = stranger.post(f"/say/at/{station.sign}/", told(topic="station", words="没有热水"))

    need = Need.objects.get()
    assert (page.status_code, need.station, need.unit, need.channel) == (200, station, street, "station")
    assert stranger.get("/say/at/NOWHERE1/").status_code == 404


def test_files_come_along(district: Unit, stranger: Client) -> None:
    """A picture and a recording without a word are enough."""
    page = stranger.post("/say/", told(words="", photo=picture(), voice=spoken()))

    need = Need.objects.get()
    assert page.status_code == 200
    assert need.photo is not None
    assert need.voice is not None


@pytest.mark.parametrize("wrong", [{"words": ""}, {"topic": "x"}, {"token": ""}, {"photo": spoken()}])
def test_what_is_wrong_is_said_on_the_page_with_the_words_kept(
    district: Unit, stranger: Client, wrong: dict[str, Any],
) -> None:
    """Status 422, and nothing that was typed is lost."""
    page = stranger.post("/say/", told(**wrong))

    assert page.status_code == 422
    assert Need.objects.count() == 0
    assert (WORDS in page.content.decode()) is ("words" not in wrong)


def test_too_much_from_one_address_is_refused(
    district: Unit, stranger: Client, monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Without a name; whoever signs in and gives one is not held up."""
    monkeypatch.setattr(SAID_HOURLY, "most", 2)

    codes = [stranger.post("/say/", told()).status_code for _ in range(3)]

    assert codes == [200, 200, 422]


@pytest.fixture
def shown(district: Unit, rider: Account, officer: Account) -> Need:
    """A need with words for everybody."""
    root = show_need(by=officer, need=say(district, rider).need, shown="望和嘉园等电梯太久")
    forget_index()
    return root


def test_near_things_are_shown_while_typing(shown: Need, stranger: Client) -> None:
    """Marked where they are the same; words stand in no address, so that no log can keep them."""
    page = stranger.post("/say/near/", {"words": "望和嘉园晚上等电梯"}).content.decode()

    assert "<mark>望和嘉园</mark>" in page
    assert f'name="join" value="{shown.pk}"' in page
    assert stranger.get("/say/near/").status_code == 405
    assert stranger.post("/say/near/", {"words": "工资少了"}).content.decode().strip() == ""


def test_asking_too_often_is_answered_with_nothing(
    shown: Need, stranger: Client, monkeypatch: pytest.MonkeyPatch,
) -> None:
    """And costs nothing."""
    monkeypatch.setattr(ASKED_HOURLY, "most", 1)

    assert [stranger.post("/say/near/", {"words": "望和嘉园等电梯"}).status_code for _ in range(2)] == [200, 204]


def test_without_script_the_page_asks_once_before_it_takes_a_need(shown: Need, stranger: Client) -> None:
    """Then one joins, or hands it in alone."""
    form = told(words="望和嘉园晚上等电梯太久了")

    first = stranger.post("/say/", form)
    assert (first.status_code, Need.objects.count()) == (200, 1)
    assert f'value="{shown.pk}"' in first.content.decode()
    stranger.post("/say/", {**form, "join": shown.pk})
    stranger.post("/say/", {**form, "token": str(uuid4()), "alone": "1"})

    assert sorted(Need.objects.exclude(pk=shown.pk).values_list("echo_of", flat=True), key=str) == [shown.pk, None]


def test_joining_by_name_counts_once(shown: Need, other_rider: Account, as_: As) -> None:
    """Pressed twice, with two forms."""
    client = as_(other_rider)
    assert shown.shown in client.get(f"/say/join/{shown.pk}/").content.decode()

    where = {client.post("/say/", told(words="", join=shown.pk))["Location"] for _ in range(2)}

    assert (len(where), shown.echoes.count()) == (1, 1)


def test_what_was_put_aside_can_be_joined_no_more(shown: Need, officer: Account, stranger: Client) -> None:
    """It says so instead."""
    put_aside(by=officer, need=shown, why="重复")

    assert stranger.post("/say/", told(join=shown.pk)).status_code == 422


def test_a_phone_that_had_no_network_hears_in_few_words(district: Unit, stranger: Client) -> None:
    """The code to show, or what is wrong; near things do not hold it up."""
    answer = stranger.post("/say/", told(), headers={"Accept": "application/json"})

    assert answer.json() == {"ok": True, "code": answer.json()["code"], "number": Need.objects.get().number}
    wrong = stranger.post("/say/", told(words=""), headers={"Accept": "application/json"})
    assert (wrong.status_code, wrong.json()["ok"]) == (422, False)


def test_a_hub_without_unions_says_that_nobody_can_take_it(db: None, stranger: Client) -> None:
    """Nothing is lost silently."""
    assert stranger.get("/say/").status_code == 200
    assert stranger.post("/say/", told()).status_code == 422


def test_the_page_asks_as_often_whatever_one_has_said(district: Unit, rider: Account, as_: As) -> None:
    """The number of questions does not grow."""
    client = as_(rider)
    say(district, rider)
    first = count_queries(client, "/say/")
    for number in range(5):
        say(district, rider, f"第{number}件")

    assert count_queries(client, "/say/") == first
