"""Coordination meetings on the desk, from the call to what was agreed and done."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from tests.nuantu_hub.conftest import As
from tests.nuantu_hub.needs.problem_cast import MOMENT, make_problem

from nuantu_hub.needs.models import CoordinationMeeting, MeetingOutcome, Problem
from nuantu_hub.people.models import Account, Unit
from nuantu_hub.site.clock import set_clock

pytestmark = [pytest.mark.django_db, pytest.mark.standing(MOMENT)]


@pytest.fixture
def problem(district: Unit, officer: Account) -> Problem:
    """A problem to talk about."""
    return make_problem(district, officer)


def call(client: object, problem: Problem, **more: str) -> CoordinationMeeting | int:
    told = {"problems": [problem.pk], "title": "望和嘉园的电梯", "place": "街道三楼", "starts_at": "2026-03-12T14:00",
            "riders": "望京片骑手代表", "others": "望和物业", "offices": "", "token": uuid4()} | more
    answer = client.post(reverse("needs:meeting_call"), told)  # type: ignore[attr-defined]
    return CoordinationMeeting.objects.get() if answer.status_code == 302 else int(answer.status_code)


def test_it_is_called_held_and_followed_up_by_forms(problem: Problem, officer: Account, as_: As) -> None:
    client = as_(officer)
    assert client.get(reverse("needs:meeting_call"), {"problem": problem.pk}).status_code == 200
    assert [call(client, problem, riders=""), call(client, problem, others="")] == [422, 422]
    meeting = call(client, problem)
    assert isinstance(meeting, CoordinationMeeting)
    act = lambda name: reverse("needs:meeting_act", args=[meeting.pk, name])  # noqa: E731
    party = meeting.parties.get(name="望和物业")
    client.post(reverse("needs:meeting_position", args=[party.pk]), {"position": "电梯要留给住户"})
    assert client.post(act("hold"), {"minutes": "谈了", "told": "谈了"}).status_code == 422
    set_clock(MOMENT + timedelta(days=3))
    client.post(act("hold"), {"minutes": "谈了两小时", "told": "物业留一部", "came": [party.pk]})
    client.post(act("outcome"), {"problem": problem.pk, "words": "高峰留一部电梯", "owner": "望和物业",
                                 "due_on": "2026-03-20", "token": uuid4()})
    page = client.get(reverse("needs:meeting", args=[meeting.pk])).content.decode()
    for words in ("电梯要留给住户", "谈了两小时", "物业留一部", "高峰留一部电梯", "到场", "没到"):
        assert words in page
    outcome = MeetingOutcome.objects.get()
    client.post(reverse("needs:outcome_end", args=[outcome.pk]), {"result": "", "how": "done"})
    outcome.refresh_from_db()
    assert outcome.state == "agreed"
    client.post(reverse("needs:outcome_end", args=[outcome.pk]), {"result": "贴了告示", "how": "done"})
    outcome.refresh_from_db()
    assert (outcome.state, outcome.result) == ("done", "贴了告示")


def test_the_list_says_how_many_sides_and_what_is_owed(problem: Problem, officer: Account, as_: As) -> None:
    client = as_(officer)
    call(client, problem)
    row = client.get(reverse("needs:meetings")).context["page"][0]
    assert (row.sides, row.about, row.owed) == (2, 1, 0)
    assert [len(client.get(reverse("needs:meetings"), {"show": show}).context["page"]) for show in (
        "coming", "follow", "all")] == [1, 0, 1]
    assert client.get(reverse("needs:meetings"), {"show": "pigeon"}).status_code == 404


def test_minutes_are_the_union_s_and_what_may_be_told_everybody_s(
    problem: Problem, officer: Account, other_officer: Account, as_: As,
) -> None:
    meeting = call(as_(officer), problem)
    assert isinstance(meeting, CoordinationMeeting)
    meeting.minutes, meeting.told, meeting.state = "内部的话", "公开的话", "held"
    meeting.save()
    assert as_(other_officer).get(reverse("needs:meeting", args=[meeting.pk])).status_code == 404
    page = as_(other_officer).get(reverse("needs:open_problem", args=[problem.pk])).content.decode()
    assert ("内部的话" in page, "公开的话" in page) == (False, True)
