"""The desk of common problems: list, board, map, grouping anew, the table."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.nuantu_hub.conftest import As
from tests.nuantu_hub.needs.problem_cast import MOMENT, make_problem, say
from tests.nuantu_hub.stations.equipment_cast import build_station

from nuantu_hub.needs.domain.problem_answers import answer_problem
from nuantu_hub.needs.domain.problems import open_problem, take_problem
from nuantu_hub.needs.models import ClusterRun
from nuantu_hub.people.models import Account, Deed, Unit
from nuantu_hub.site.clock import set_clock

pytestmark = [pytest.mark.django_db, pytest.mark.standing(MOMENT)]
DESK = "needs:problems"


def test_sieves_show_what_they_say(district: Unit, officer: Account, organiser: Account, as_: As) -> None:
    open_problem(needs=[say(district, "没核对")], label="没核对")
    mine = take_problem(by=officer, problem=make_problem(district, officer, [say(district, "我的")], "我的事"))
    done = make_problem(district, officer, [say(district, "答了")], "答过的事")
    answer_problem(by=officer, problem=done, text="好了", result="done", token=uuid4())
    client = as_(officer)

    def names(**query: str) -> list[str]:
        page = client.get(reverse(DESK), query).context
        return sorted(row.problem.title for row in page["rows"])

    assert names() == ["我的事", "没核对", "答过的事"]
    assert (names(show="found"), names(show="mine"), names(show="answered")) == (
        ["没核对"], ["我的事", "答过的事"], ["答过的事"])
    assert (names(show="late"), names(q="我的"), names(topic="pay")) == ([], ["我的事"], [])
    set_clock(MOMENT + timedelta(days=30))
    assert names(show="late") == ["我的事", "没核对", "答过的事"]
    assert mine.owner == officer
    assert client.get(reverse(DESK), {"show": "pigeon"}).status_code == 404


def test_a_board_has_every_problem_once_and_a_map_those_with_a_place(
    district: Unit, street: Unit, officer: Account, as_: As,
) -> None:
    station = build_station(street)
    make_problem(district, officer, [say(district, "热水", place=station.name)], "驿站没有热水")
    make_problem(district, officer, [say(district, "单价")], "单价太低")
    client = as_(officer)
    board = client.get(reverse(DESK), {"view": "board"}).content.decode()
    assert [board.count(f'lang="zh-Hans">{name}') for name in ("驿站没有热水", "单价太低")] == [1, 1]
    seen = client.get(reverse(DESK), {"view": "map"})
    assert [row.problem.name for row in seen.context["map"].nowhere] == ["单价太低"]
    assert 'class="problem-mark free"' in seen.content.decode()


def test_other_districts_and_workers_see_none_of_it(
    district: Unit, officer: Account, other_officer: Account, rider: Account, as_: As,
) -> None:
    make_problem(district, officer)
    assert list(as_(other_officer).get(reverse(DESK)).context["rows"]) == []
    assert as_(rider).get(reverse(DESK)).status_code == 404


def test_grouping_is_asked_once_for_a_token(officer: Account, as_: As) -> None:
    told = {"token": uuid4()}
    client = as_(officer)
    assert [client.post(reverse("needs:group_needs"), told).status_code for _turn in range(2)] == [302, 302]
    assert ClusterRun.objects.get().asked_by == officer


def test_the_table_has_no_word_of_anybody_and_leaves_a_deed(district: Unit, officer: Account, as_: As) -> None:
    make_problem(district, officer)
    body = as_(officer).post(reverse("needs:problems_table")).content.decode("utf-8-sig")
    assert "望和嘉园等电梯太久" in body
    assert "电梯等不到" not in body
    assert Deed.objects.filter(by=officer, verb="problems exported").exists()


def test_a_list_of_thirty_asks_no_more_than_one_of_three(district: Unit, officer: Account, as_: As) -> None:
    counts, client = [], as_(officer)
    for number in range(3):
        make_problem(district, officer, [say(district, f"甲{number}")], f"甲{number}")
    client.get(reverse(DESK))
    for size in (0, 27):
        for number in range(size):
            make_problem(district, officer, [say(district, f"乙{number}")], f"乙{number}")
        for view in ("list", "board"):
            with CaptureQueriesContext(connection) as asked:
                client.get(reverse(DESK), {"view": view})
            counts.append(len(asked))
    assert counts[:2] == counts[2:]
