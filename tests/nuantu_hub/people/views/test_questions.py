"""Questions in the browser: grouped, promised, answered; each district its own."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.test import Client
from tests.nuantu_hub.conftest import As
from tests.nuantu_hub.people.organising_cast import TODAY, ask, at, plan
from tests.nuantu_hub.queries import count_queries

from nuantu_hub.people.models import Account, FollowUp, Question, QuestionGroup, Unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def question(organiser: Account, district: Unit) -> Question:
    return ask(organiser, plan(organiser, district))


def _read(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def _promise(client: Client, question: Question, **more: str) -> int:
    told = {"task": "问交管部门", "due_on": TODAY.isoformat(), "token": str(uuid4())} | more
    with at():
        return client.post(f"/questions/{question.group_id}/follow-ups/add/", told).status_code


@pytest.mark.parametrize(("who", "status"), [
    ("organiser", 200), ("officer", 200), ("steward", 404), ("reviewer", 404), ("other_officer", 404),
    ("bystander", 404), ("rider", 404)])
def test_a_question_is_for_who_organises_where_it_was_asked(
        question: Question, as_: As, who: str, status: int, request: pytest.FixtureRequest) -> None:
    client = as_(request.getfixturevalue(who))
    assert client.get(f"/questions/{question.group_id}/").status_code == status
    for address in (f"/questions/{question.group_id}/follow-ups/add/", f"/questions/{question.pk}/regroup/"):
        assert (client.post(address).status_code == 404) == (status == 404), address


def test_a_stranger_is_sent_to_sign_in(question: Question, stranger: Client) -> None:
    for page in ("", f"{question.group_id}/", f"{question.group_id}/follow-ups/add/", f"{question.pk}/regroup/"):
        assert stranger.get(f"/questions/{page}").headers["Location"].startswith("/sign-in/"), page


def test_a_promise_is_made_taken_and_answered(question: Question, organiser: Account, officer: Account,
                                              other_officer: Account, as_: As) -> None:
    client, other = as_(organiser), as_(officer)
    assert _promise(client, question, task="") == 422
    token = str(uuid4())
    assert [_promise(client, question, token=token) for _turn in range(2)] == [302, 302]
    promise = FollowUp.objects.get()
    assert "还没有人认领" in _read(client, f"/questions/{question.group_id}/")
    for page in ("take/", "answer/"):
        assert as_(other_officer).post(f"/follow-ups/{promise.pk}/{page}").status_code == 404
    assert other.post(f"/follow-ups/{promise.pk}/take/").status_code == 302
    assert client.post(f"/follow-ups/{promise.pk}/take/").status_code == 422
    assert other.post(f"/follow-ups/{promise.pk}/answer/", {"answer": ""}).status_code == 422
    assert other.post(f"/follow-ups/{promise.pk}/answer/", {"answer": "办成了"}).status_code == 302
    page = _read(client, f"/questions/{question.group_id}/")
    assert ("办成了" in page, "已答复" in _read(client, "/questions/")) == (True, True)


def test_a_question_is_parted_and_put_back(question: Question, organiser: Account, other_officer: Account,
                                           other_district: Unit, as_: As) -> None:
    client = as_(organiser)
    second = ask(organiser, question.visit)
    assert client.post(f"/questions/{second.pk}/regroup/").status_code == 302
    second.refresh_from_db()
    assert QuestionGroup.objects.count() == 2
    assert "其实和哪个问题一样" in _read(client, f"/questions/{second.group_id}/")
    elsewhere = ask(other_officer, plan(other_officer, other_district), "别区的另一个问题在这里", "roads")
    assert client.post(f"/questions/{second.pk}/regroup/", {"group": elsewhere.group_id}).status_code == 404
    assert client.post(f"/questions/{second.pk}/regroup/", {"group": "x"}).status_code == 404
    assert client.post(f"/questions/{second.pk}/regroup/", {"group": question.group_id}).status_code == 302
    second.refresh_from_db()
    assert second.group == question.group


def test_the_list_is_by_topic_and_of_ones_own_visits(question: Question, organiser: Account, other_officer: Account,
                                                     as_: As) -> None:
    client = as_(organiser)
    assert question.text in _read(client, "/questions/?topic=roads")
    assert question.text not in _read(client, "/questions/?topic=pay")
    assert question.text not in _read(as_(other_officer), "/questions/")


def test_lists_ask_the_database_as_often_for_one_as_for_many(district: Unit, organiser: Account, as_: As) -> None:
    client, counted = as_(organiser), []
    visit = plan(organiser, district)
    for number in range(60):
        asked = ask(organiser, visit, f"{chr(20000 + number) * 3}{chr(23000 + number) * 2}")
        if number == 0:
            group = asked.group_id
        if number in (1, 59):
            counted.append((count_queries(client, "/questions/"), count_queries(client, f"/questions/{group}/")))
    assert counted[0] == counted[1]
    assert _read(client, "/questions/").count("<tr><th") == 51
