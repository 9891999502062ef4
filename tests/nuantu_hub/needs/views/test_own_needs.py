"""One's own needs, and whether an answer helped; by account and by code."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.test import Client
from tests.nuantu_hub.conftest import As
from tests.nuantu_hub.needs.need_cast import HOUR, MOMENT, WORDS, say
from tests.nuantu_hub.queries import count_queries

from nuantu_hub.needs.domain.answering import answer_needs
from nuantu_hub.needs.models import Need, Told
from nuantu_hub.needs.views.own_needs import TRIED_HOURLY
from nuantu_hub.people.models import Account, Unit

pytestmark = [pytest.mark.django_db, pytest.mark.standing(MOMENT)]


@pytest.fixture(autouse=True)
def own_counts() -> None:
    """What one test used up is not missing in the next."""
    TRIED_HOURLY.forget()


def test_it_is_the_writers_alone(district: Unit, rider: Account, other_rider: Account, officer: Account, as_: As,
                                 stranger: Client) -> None:
    """Neither another worker nor staff open it here; a nameless need is nobody's page."""
    own, nameless = say(district, rider).need, say(district).need

    assert as_(rider).get(f"/say/mine/{own.pk}/").status_code == 200
    for account in (other_rider, officer):
        assert as_(account).get(f"/say/mine/{own.pk}/").status_code == 404
    for account in (rider, other_rider, officer):
        assert as_(account).get(f"/say/mine/{nameless.pk}/").status_code == 404
    assert stranger.get(f"/say/mine/{own.pk}/").status_code == 302


def test_the_writer_reads_the_answer_and_judges_it(district: Unit, rider: Account, officer: Account, as_: As) -> None:
    """Without a choice it is said what is missing; "no" takes it up again."""
    need, client = say(district, rider).need, as_(rider)
    assert client.post(f"/say/mine/{need.pk}/judge/", {"helped": "yes"}).status_code == 404
    answer_needs(by=officer, unit=district, needs=[need], text="电梯加了一部", token=uuid4())

    assert "电梯加了一部" in client.get(f"/say/mine/{need.pk}/").content.decode()
    assert client.post(f"/say/mine/{need.pk}/judge/", {"helped": ""}).status_code == 422
    assert client.post(f"/say/mine/{need.pk}/judge/", {"helped": "no", "words": "还要等"}).status_code == 302

    need.refresh_from_db()
    assert (need.state, need.told.get().words) == (Need.State.REOPENED, "还要等")


def test_a_code_does_the_same_without_an_account(district: Unit, officer: Account, stranger: Client) -> None:
    """The page that is shown carries the code in its form, never in an address."""
    taken = say(district)
    answer_needs(by=officer, unit=district, needs=[taken.need], text="电梯加了一部", token=uuid4())

    page = stranger.post("/say/code/", {"code": taken.code})
    assert "电梯加了一部" in page.content.decode()
    assert taken.code not in "".join(str(link) for link in page.request.values())
    assert stranger.post("/say/code/", {"code": taken.code, "helped": "partly"}).status_code == 200

    told = Told.objects.get()
    assert (told.helped, told.judged_at) == ("partly", HOUR)


def test_a_wrong_code_finds_nothing_and_many_tries_find_less(
    district: Unit, stranger: Client, monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The right one is refused as well once an address has tried too often."""
    taken = say(district)
    monkeypatch.setattr(TRIED_HOURLY, "most", 2)

    wrong = stranger.post("/say/code/", {"code": "AAAA-BBBB-CCCC"})
    assert (wrong.status_code, WORDS in wrong.content.decode()) == (422, False)
    assert stranger.post("/say/code/", {"code": taken.code}).status_code == 200
    assert stranger.post("/say/code/", {"code": taken.code}).status_code == 422
    assert stranger.get("/say/code/").status_code == 200


def test_the_list_holds_what_was_said_by_name(district: Unit, rider: Account, as_: As) -> None:
    """Asked as often for many as for one; empty it says where the rest is."""
    client = as_(rider)
    assert client.get("/say/mine/").status_code == 200
    say(district, rider)
    say(district, None, "不留名的话")
    first = count_queries(client, "/say/mine/")
    for number in range(6):
        say(district, rider, f"第{number}件")

    assert count_queries(client, "/say/mine/") == first
    assert "不留名的话" not in client.get("/say/mine/").content.decode()
