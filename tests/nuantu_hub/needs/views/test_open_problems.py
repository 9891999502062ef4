"""Problems for everybody: only those with a name, no small number of people, and a table that gives the rates again."""

from __future__ import annotations

import csv
import io
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from tests.nuantu_hub.needs.problem_cast import MOMENT, make_problem, make_rider, say

from nuantu_hub.needs.domain.answering import judge
from nuantu_hub.needs.domain.problem_answers import answer_problem
from nuantu_hub.needs.domain.problems import open_problem
from nuantu_hub.needs.models import Problem, Told
from nuantu_hub.people.models import Account, Unit

pytestmark = [pytest.mark.django_db, pytest.mark.standing(MOMENT)]


def make_judged(unit: Unit, by: Account, name: str, *words: str) -> Problem:
    """A problem that as many said as there are words, answered, and judged so."""
    needs = [say(unit, f"{name}{n}", make_rider(hash_name(name) + n)) for n in range(len(words))]
    problem = make_problem(unit, by, needs, name)
    reply = answer_problem(by=by, problem=problem, text="办了", result="done", token=uuid4())
    for told, helped in zip(Told.objects.filter(reply=reply.reply_id).order_by("pk"), words, strict=True):
        judge(told=told, helped=helped)
    problem.refresh_from_db()
    return problem


def hash_name(name: str) -> int:
    return sum(ord(sign) for sign in name) * 100


def test_a_stranger_reads_what_has_a_name_and_nothing_else(district: Unit, officer: Account, stranger: Client) -> None:
    unnamed = open_problem(needs=[say(district, "没名字的原话")], label="没名字的原话")
    problem = make_problem(district, officer)
    page = stranger.get(reverse("needs:open_problems")).content.decode()
    assert "望和嘉园等电梯太久" in page
    assert "原话" not in page
    assert stranger.get(reverse("needs:open_problem", args=[unnamed.pk])).status_code == 404
    one = stranger.get(reverse("needs:open_problem", args=[problem.pk])).content.decode()
    for withheld in ("望和嘉园的电梯要等八分钟", officer.name, "3 人说过"):
        assert withheld not in one
    assert "说过的不到 5 人" in one


def test_verdicts_of_few_are_not_told(district: Unit, officer: Account, stranger: Client) -> None:
    few = make_judged(district, officer, "停车", "yes", "yes", "yes", "yes")
    many = make_judged(district, officer, "电梯", *["yes"] * 5, "partly")
    pages = [stranger.get(reverse("needs:open_problem", args=[one.pk])).content.decode() for one in (few, many)]
    assert ["评价的不到 5 人" in page for page in pages] == [True, False]


def test_the_table_gives_the_rates_of_the_page_again(district: Unit, officer: Account, stranger: Client) -> None:
    make_judged(district, officer, "电梯", *["yes"] * 6, "partly")
    make_judged(district, officer, "停车", "yes", "no")
    make_judged(district, officer, "热水", "yes", "yes")
    make_judged(district, officer, "单价", "no", "no", "no", "yes")
    rates = stranger.get(reverse("needs:open_problems")).context["rates"]
    body = stranger.get(reverse("needs:open_problems_table")).content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(body)))

    def total(column: str) -> int:
        return sum(int(row[column]) for row in rows if row[column].isdigit())

    assert (total("按时答复"), total("按时答复") + total("没有按时答复")) == (rates.answered.over, rates.answered.of)
    assert (total("解决了"), total("解决了") + total("解决了一部分") + total("没解决")) == (
        rates.satisfied.over, rates.satisfied.of)
    assert total("评价后重开") == rates.solved.of - rates.solved.over == 2
    assert [row["几个人说过"] for row in rows if row["问题"] == "停车"] == ["不到 5，不公布"]
