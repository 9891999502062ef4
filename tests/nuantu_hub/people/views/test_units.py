"""The tree and its units in the browser: who sees a branch, who changes it, and that others find nothing there."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from django.test import Client
from tests.nuantu_hub.conftest import As
from tests.nuantu_hub.people.membership_cast import found_enterprise, make_member
from tests.nuantu_hub.queries import count_queries

from nuantu_hub.people.models import Account, Headcount, Post, Unit
from nuantu_hub.people.models.unit import plant_unit

pytestmark = pytest.mark.django_db
PAGES = ("", "add/", "change/", "posts/add/", "headcounts/add/")
OPEN = {"name": "河西街道总工会", "kind": "street", "on": "2025-01-02", "reason": "批1号"}


def _read(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


@pytest.mark.parametrize(("who", "statuses"), [
    ("steward", (200, 200, 200, 200, 404)), ("officer", (200, 200, 200, 404, 200)),
    ("organiser", (200, 404, 404, 404, 404)), ("reviewer", (404, 404, 404, 404, 404)),
    ("other_officer", (404,) * 5), ("bystander", (404,) * 5), ("rider", (404,) * 5)])
def test_each_opens_what_the_role_reaches(
        district: Unit, as_: As, who: str, statuses: tuple[int, ...], request: pytest.FixtureRequest) -> None:
    client = as_(request.getfixturevalue(who))
    assert tuple(client.get(f"/units/{district.pk}/{page}").status_code for page in PAGES) == statuses


def test_a_stranger_is_sent_to_sign_in_from_everywhere(district: Unit, organiser: Account, stranger: Client) -> None:
    addresses = ["/units/", f"/posts/{organiser.posts.get().pk}/end/", "/units/999999/",
                 *(f"/units/{district.pk}/{page}" for page in PAGES)]
    for address in addresses:
        assert stranger.get(address).headers["Location"].startswith("/sign-in/"), address


def test_the_tree_opens_its_branches_and_stops_at_ones_own(
        city: Unit, district: Unit, other_district: Unit, street: Unit, officer: Account, bystander: Account,
        as_: As) -> None:
    make_member("林小满", street)
    page = _read(as_(officer), "/units/")
    assert [name in page for name in ("东湖区总工会", "柳岸街道总工会", "南山区总工会", "云港市总工会")] == [
        True, True, False, False]
    assert "<details open>" in page
    assert as_(bystander).get("/units/").status_code == 404


def test_a_unit_shows_posts_children_enterprises_history_and_numbers(
        district: Unit, street: Unit, officer: Account, as_: As) -> None:
    found_enterprise("青禾配送", district)
    page = _read(as_(officer), f"/units/{district.pk}/")
    for words in ("郑干", "柳岸街道总工会", "青禾配送", "东湖区总工会还没有从业人数，算不出入会率", "区划代码 990101"):
        assert words in page
    assert f"/units/{district.parent_id}/" not in page


def test_a_new_unit_is_opened_once(district: Unit, steward: Account, as_: As) -> None:
    client, told = as_(steward), OPEN | {"token": str(uuid4())}
    answers = [client.post(f"/units/{district.pk}/add/", told) for _turn in range(2)]
    made = Unit.objects.get(name="河西街道总工会")
    assert [answer.headers["Location"] for answer in answers] == [f"/units/{made.pk}/"] * 2
    assert "成立" in _read(client, f"/units/{made.pk}/")


def test_a_refused_unit_says_why_beside_its_field(district: Unit, street: Unit, steward: Account, as_: As) -> None:
    answer = as_(steward).post(f"/units/{district.pk}/add/", OPEN | {"token": str(uuid4()), "name": street.name})
    assert answer.status_code == 422
    assert re.search(r'id="id_name_error">.*已经有“柳岸街道总工会”', answer.content.decode(), re.DOTALL)


def test_names_contacts_and_the_end_are_kept_in_the_history(street: Unit, steward: Account, as_: As) -> None:
    client, address = as_(steward), f"/units/{street.pk}/change/"
    for told in ({"what": "rename", "name": "柳岸镇总工会", "reason": "撤街设镇"},
                 {"what": "contact", "contact": "办公室 010", "reason": "新办公室"},
                 {"what": "close", "on": "2025-01-02", "reason": "并入"}):
        assert client.post(address, told).status_code == 302
    page = _read(client, f"/units/{street.pk}/")
    for words in ("柳岸街道总工会", "柳岸镇总工会", "撤街设镇", "新办公室", "并入", "2025年1月2日 撤销"):
        assert words in page


def test_a_unit_with_members_says_what_keeps_it_open(street: Unit, steward: Account, as_: As) -> None:
    make_member("林小满", street)
    answer = as_(steward).post(f"/units/{street.pk}/change/", {"what": "close", "on": "2025-01-02", "reason": "并入"})
    assert (answer.status_code, "还有1名会员" in answer.content.decode()) == (422, True)


def test_a_steward_gives_a_post_and_ends_it(
        street: Unit, district: Unit, steward: Account, bystander: Account, officer: Account, as_: As) -> None:
    client, address = as_(steward), f"/units/{street.pk}/posts/add/"
    assert client.post(address, {"login": "nobody", "role": "reviewer"}).status_code == 422
    assert client.post(address, {"login": "bystander", "role": "reviewer"}).status_code == 302
    post = Post.objects.get(account=bystander)
    assert "钱路" in _read(client, f"/units/{street.pk}/")
    assert as_(officer).post(f"/posts/{post.pk}/end/").status_code == 404
    assert client.get(f"/posts/{post.pk}/end/").status_code == 405
    assert client.post(f"/posts/{post.pk}/end/").status_code == 302
    post.refresh_from_db()
    assert post.until is not None


def test_a_headcount_comes_with_its_source(district: Unit, officer: Account, as_: As) -> None:
    client = as_(officer)
    told = {"people": "800", "as_of": "2025-06-30", "source": "区人社局登记", "method": "去重", "token": str(uuid4())}
    assert client.post(f"/units/{district.pk}/headcounts/add/", told | {"source": ""}).status_code == 422
    for _turn in range(2):
        assert client.post(f"/units/{district.pk}/headcounts/add/", told).status_code == 302
    assert Headcount.objects.count() == 1
    assert "区人社局登记" in _read(client, f"/units/{district.pk}/")


def test_pages_ask_the_database_as_often_for_one_as_for_many(district: Unit, officer: Account, as_: As) -> None:
    client, counted = as_(officer), []
    for number in range(60):
        unit = plant_unit(f"街道{number}", Unit.Kind.STREET, district)
        found_enterprise(f"企业{number}", district)
        make_member(f"会员{chr(20000 + number)}", unit)
        if number in (0, 59):
            counted.append((count_queries(client, "/units/"), count_queries(client, f"/units/{district.pk}/")))
    assert counted[0] == counted[1]
    assert _read(client, f"/units/{district.pk}/").count("<li><span class=\"what\"><a") == 100
