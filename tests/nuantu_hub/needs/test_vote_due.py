"""Staff's today hears of statements that wait, ends that come and results that failed, in the own units."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from tests.nuantu_hub.needs.talk_cast import open_talk

from nuantu_hub.needs.domain.statements import write_statement
from nuantu_hub.needs.models import DeliberationRun
from nuantu_hub.needs.vote_due import list_due_closings, list_due_statements, list_failed_runs
from nuantu_hub.people.models import Account, Unit
from nuantu_hub.site.clock import now

pytestmark = pytest.mark.django_db


def test_waiting_statements_are_one_line_with_the_earliest_clock(
        district: Unit, rider: Account, officer: Account, other_officer: Account) -> None:
    one = open_talk(district)
    for text in ("电梯里没有信号", "门禁要刷两次"):
        write_statement(account=rider, deliberation=one, text=text, token=uuid.uuid4())
    due = list(list_due_statements(officer, now()))
    assert [(row.people, row.due) for row in due] == [(2, one.statements.filter(state="waiting").first().due_at)]
    assert list(list_due_statements(other_officer, now())) == []


def test_an_end_within_two_days_is_told(district: Unit, officer: Account, other_officer: Account) -> None:
    open_talk(district)
    soon = open_talk(district, closes_at=now() + timedelta(days=1))
    assert [row.url for row in list_due_closings(officer, now())] == [reverse("needs:deliberation", args=[soon.pk])]
    assert list(list_due_closings(other_officer, now())) == []


def test_a_final_result_that_failed_is_told_until_it_stands(
        district: Unit, officer: Account, other_officer: Account) -> None:
    run = DeliberationRun.objects.create(deliberation=open_talk(district), seed=1, is_final=True, asked_at=now(),
                                         done_at=now(), state="failed")
    assert [row.key for row in list_failed_runs(officer, now())] == [f"talk-run-{run.pk}"]
    assert list(list_failed_runs(other_officer, now())) == []
    DeliberationRun.objects.update(state="done")
    assert list(list_failed_runs(officer, now())) == []
