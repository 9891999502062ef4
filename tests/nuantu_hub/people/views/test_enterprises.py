"""The ledger in the browser: filtered, stepped through, approved by somebody else, with its papers."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.nuantu_hub.conftest import As
from tests.nuantu_hub.people.membership_cast import found_enterprise, plant_federation
from tests.nuantu_hub.people.organising_cast import TODAY, at, bring_to, days_ago, enter
from tests.nuantu_hub.queries import count_queries

from nuantu_hub.people.models import Account, Enterprise, FoundingMeeting, Stage, Step, StoredFile, Unit

pytestmark = pytest.mark.django_db
PAGES = ("", "step/", "decide/", "meeting/", "strike-off/", "federation/")
PAPER = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF"


@pytest.fixture
def enterprise(organiser: Account, district: Unit) -> Enterprise:
    with at():
        return enter(organiser, district)


def _read(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


@pytest.mark.parametrize(("who", "statuses"), [
    ("organiser", (200, 200, 404, 200, 200, 200)), ("officer", (200,) * 6), ("steward", (200, *(404,) * 5)),
    ("reviewer", (404,) * 6), ("other_officer", (404,) * 6), ("bystander", (404,) * 6), ("rider", (404,) * 6)])
def test_each_opens_what_the_role_reaches(
        enterprise: Enterprise, as_: As, who: str, statuses: tuple[int, ...], request: pytest.FixtureRequest) -> None:
    client = as_(request.getfixturevalue(who))
    assert tuple(client.get(f"/enterprises/{enterprise.pk}/{page}").status_code for page in PAGES) == statuses


def test_a_stranger_is_sent_to_sign_in_from_everywhere(enterprise: Enterprise, district: Unit,
                                                       stranger: Client) -> None:
    for address in ("/enterprises/", "/enterprises/printed/", f"/units/{district.pk}/enterprises/add/",
                    *(f"/enterprises/{enterprise.pk}/{page}" for page in PAGES)):
        assert stranger.get(address).headers["Location"].startswith("/sign-in/"), address


def test_the_list_shows_ones_own_branch_by_stage_kind_and_name(
        enterprise: Enterprise, district: Unit, other_district: Unit, organiser: Account, other_officer: Account,
        as_: As) -> None:
    found_enterprise("北辰速递", other_district)
    found_enterprise("望京站", district, kind="station")
    client = as_(organiser)

    def shown(query: str) -> list[bool]:
        page = _read(client, f"/enterprises/{query}")
        return [name in page for name in ("青禾配送", "望京站", "北辰速递")]
    assert [shown(query) for query in ("", "?stage=contact", "?stage=approved", "?kind=station", "?q=青禾")] == [
        [True, True, False], [True, True, False], [False, False, False], [False, True, False], [True, False, False]]
    assert "青禾配送" not in _read(as_(other_officer), "/enterprises/")


def test_the_list_has_fifty_rows_and_asks_as_often_for_one_as_for_many(
        district: Unit, organiser: Account, as_: As) -> None:
    client, counted = as_(organiser), []
    for number in range(100):
        found_enterprise(f"企业{number:03d}", district)
        if number in (0, 99):
            counted.append(count_queries(client, "/enterprises/"))
    assert counted[0] == counted[1]
    assert _read(client, "/enterprises/").count("<tr><th") == 51


def test_an_enterprise_is_entered_with_its_ties(district: Unit, organiser: Account, enterprise: Enterprise,
                                                as_: As) -> None:
    told = {"name": "青禾配送东湖公司", "kind": "subsidiary", "trade": "food", "parent": enterprise.pk,
            "own_workers": "on", "on": days_ago(3).isoformat(), "note": "上门", "token": str(uuid4())}
    client, address = as_(organiser), f"/units/{district.pk}/enterprises/add/"
    with at():
        assert client.post(address, told | {"parent": ""}).status_code == 422
        answers = [client.post(address, told) for _turn in range(2)]
    made = Enterprise.objects.get(name="青禾配送东湖公司")
    assert {answer.headers["Location"] for answer in answers} == {f"/enterprises/{made.pk}/"}
    assert "青禾配送东湖公司" in _read(client, f"/enterprises/{enterprise.pk}/")


def test_edges_of_the_ledger_say_how_they_count(district: Unit, organiser: Account, as_: As) -> None:
    with at():
        aggregator = enter(organiser, district, "聚路出行", kind="aggregator", own_workers=False)
        elsewhere = enter(organiser, district, "北辰速递", seat_elsewhere="上海市")
    client = as_(organiser)
    assert "不重复算在这里" in _read(client, f"/enterprises/{aggregator.pk}/")
    assert "不计入本市建会率" in _read(client, f"/enterprises/{elsewhere.pk}/")


def _step(client: Client, enterprise: Enterprise, stage: str, **told: Any) -> int:
    return client.post(f"/enterprises/{enterprise.pk}/step/",
                       {"stage": stage, "on": TODAY.isoformat(), "token": str(uuid4())} | told).status_code


def test_from_first_contact_to_legal_person_in_the_browser(
        enterprise: Enterprise, organiser: Account, officer: Account, as_: As) -> None:
    desk, above = as_(organiser), as_(officer)
    with at():
        assert _step(desk, enterprise, "election") == 422
        assert _step(desk, enterprise, "preparation") == 302
        assert _step(desk, enterprise, "election") == 302
        meeting = {"held_on": TODAY.isoformat(), "place": "会议室", "entitled": "30", "present": "19",
                   "form": "committee", "ballots": "林晓 主席 21\n赵大河 委员 18票", "token": str(uuid4())}
        answer = desk.post(f"/enterprises/{enterprise.pk}/meeting/", meeting)
        assert (answer.status_code, "三分之二（20人）" in answer.content.decode()) == (422, True)
        assert desk.post(f"/enterprises/{enterprise.pk}/meeting/", meeting | {"present": "24"}).status_code == 302
        assert _step(desk, enterprise, "submitted", reference="请1号") == 302
        assert "上级工会 15 日内批复" in _read(desk, f"/enterprises/{enterprise.pk}/")
        told = {"approved": "yes", "on": TODAY.isoformat(), "reference": "批1号", "token": str(uuid4())}
        assert desk.post(f"/enterprises/{enterprise.pk}/decide/", told).status_code == 404
        assert above.post(f"/enterprises/{enterprise.pk}/decide/", told | {"reference": ""}).status_code == 422
        assert above.post(f"/enterprises/{enterprise.pk}/decide/", told).status_code == 302
        assert _step(desk, enterprise, "legal_person", reference="法1号") == 302
    page = _read(desk, f"/enterprises/{enterprise.pk}/")
    for words in ("青禾配送工会", "林晓", "批1号", "法1号", "会议有效"):
        assert words in page


@pytest.mark.parametrize("ballots", ["林晓 主席", "林晓 会长 21", "林晓主席21票"])
def test_a_line_of_the_elected_that_cannot_be_read_is_named(
        enterprise: Enterprise, organiser: Account, officer: Account, as_: As, ballots: str) -> None:
    with at():
        bring_to(organiser, officer, enterprise, Stage.ELECTION)
        answer = as_(organiser).post(f"/enterprises/{enterprise.pk}/meeting/", {
            "held_on": TODAY.isoformat(), "place": "会议室", "entitled": "30", "present": "24", "form": "committee",
            "ballots": ballots, "token": str(uuid4())})
    assert (answer.status_code, "第1行读不懂" in answer.content.decode()) == (422, True)
    assert not FoundingMeeting.objects.exists()


def test_a_paper_stands_beside_its_step_for_who_may_see_the_enterprise(
        enterprise: Enterprise, organiser: Account, officer: Account, other_officer: Account, reviewer: Account,
        as_: As) -> None:
    paper = SimpleUploadedFile("筹备请示.pdf", PAPER, "application/pdf")
    with at():
        assert _step(as_(organiser), enterprise, "preparation", file=paper) == 302
    file = StoredFile.objects.get()
    page = _read(as_(officer), f"/enterprises/{enterprise.pk}/")
    assert ("筹备请示.pdf" in page, f"/files/{file.pk}/" in page) == (True, True)
    assert [as_(account).get(f"/files/{file.pk}/").status_code
            for account in (organiser, officer, other_officer, reviewer)] == [200, 200, 404, 404]


def test_a_paper_that_is_none_leaves_the_step_untaken(enterprise: Enterprise, organiser: Account, as_: As) -> None:
    with at():
        assert _step(as_(organiser), enterprise, "preparation", file=SimpleUploadedFile("甲.pdf", b"MZ\x90")) == 422
    assert (Step.objects.count(), StoredFile.objects.count()) == (1, 0)


def test_an_enterprise_belongs_to_a_federation_or_to_none(enterprise: Enterprise, city: Unit, organiser: Account,
                                                          as_: As) -> None:
    federation = plant_federation("货运行业工会联合会", city, "truck")
    client, address = as_(organiser), f"/enterprises/{enterprise.pk}/federation/"
    seen = []
    for told in ({"federation": federation.pk}, {"federation": ""}):
        assert client.post(address, told).status_code == 302
        enterprise.refresh_from_db()
        seen.append(enterprise.federation)
    assert seen == [federation, None]
    assert client.post(address, {"federation": enterprise.overseer_id}).status_code == 422


def test_an_enterprise_is_struck_off_with_its_reason(enterprise: Enterprise, organiser: Account, as_: As) -> None:
    client, address = as_(organiser), f"/enterprises/{enterprise.pk}/strike-off/"
    with at():
        assert client.post(address, {"on": TODAY.isoformat(), "reason": ""}).status_code == 422
        assert client.post(address, {"on": TODAY.isoformat(), "reason": "注销"}).status_code == 302
    assert "从台账注销，不再计入" in _read(client, f"/enterprises/{enterprise.pk}/")
    assert "青禾配送" not in _read(client, "/enterprises/")


def test_what_was_printed_stands_with_its_source_and_apart(organiser: Account, reviewer: Account, as_: As) -> None:
    page = _read(as_(organiser), "/enterprises/printed/")
    for words in ("推动货拉拉、滴滴等13家重点互联网货运及网约车平台建立工会组织", "新建2家货运行业工会联合会",
                  "新建14家货运行业联合会", "2024", "不与本系统算出的数相加"):
        assert words in page
    assert as_(reviewer).get("/enterprises/printed/").status_code == 404
