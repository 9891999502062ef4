"""Jobs are worked on by whoever serves, and one that was cut off is taken up again."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta

import pytest
from axes.models import AccessAttempt
from django_tasks_db.models import DBTaskResult

from nuantu_hub.people.domain.erasing import ask_erasure, confirm_erasure, erase_later
from nuantu_hub.people.models import Account
from nuantu_hub.site import jobs
from nuantu_hub.site.clock import now, set_clock
from nuantu_hub.site.jobs import make_worker, resume_jobs

pytestmark = pytest.mark.django_db


def _wait_for(account: Account) -> DBTaskResult:
    ask_erasure(account=account)
    wish = confirm_erasure(account=account)
    erase_later.enqueue(wish.pk)
    return DBTaskResult.objects.get()


def test_a_job_that_was_cut_off_is_put_back_in_line(rider: Account) -> None:
    job = _wait_for(rider)
    job.claim("gone")
    assert resume_jobs(now() - timedelta(hours=1)) == 0
    assert resume_jobs(now() + timedelta(seconds=1)) == 1
    job.refresh_from_db()

    assert (job.status, job.started_at) == ("READY", None)


def test_a_job_is_done_with_its_arguments(rider: Account) -> None:
    job = _wait_for(rider)
    job.claim("here")
    make_worker(batch=True).run_task(job)
    job.refresh_from_db()

    assert job.status == "SUCCESSFUL"
    assert Account.objects.get(pk=rider.pk).phone is None


def test_every_chore_is_done_even_where_one_fails(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, rider: Account,
) -> None:
    monkeypatch.setattr(jobs, "CHORES", ["nuantu_hub.site.jobs.no_such_chore", *jobs.CHORES])
    AccessAttempt.objects.create(username="officer", ip_address="192.0.2.1", failures_since_start=1)
    AccessAttempt.objects.update(attempt_time=now() - timedelta(days=1))
    jobs.do_chores()

    assert "no_such_chore failed" in caplog.text
    assert not AccessAttempt.objects.exists()


def test_chores_are_due_after_an_hour_and_at_midnight_in_china() -> None:
    later = time.monotonic() + 3600
    last_second = datetime(2026, 11, 18, 15, 59, 59, tzinfo=UTC)
    set_clock(last_second)
    assert [jobs.are_chores_due(later, date(2026, 11, 18)), jobs.are_chores_due(0, date(2026, 11, 18))] == [False, True]
    set_clock(last_second + timedelta(seconds=1))
    assert jobs.are_chores_due(later, date(2026, 11, 18))
    set_clock(None)


def test_beats_are_done_by_name_without_the_chores(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(jobs, "CHORES", ["nuantu_hub.site.jobs.no_such_chore"])
    jobs.do_chores(["nuantu_hub.site.jobs.no_such_beat"])
    assert "no_such_beat failed" in caplog.text
    assert "no_such_chore" not in caplog.text
