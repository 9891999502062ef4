"""What the register says is kept no longer is forgotten, a moment after its time and not before."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from axes.models import AccessAttempt
from django.contrib.sessions.models import Session

from nuantu_hub.people.domain.retention import ATTEMPTS_KEPT, REGISTERS_KEPT, forget_expired
from nuantu_hub.people.models import Account, BulkImport, ImportRow, Unit
from nuantu_hub.site.clock import now, set_clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def moment() -> Iterator[datetime]:
    """This moment, at which the clock stands; it goes on after the test."""
    stood = now()
    set_clock(stood)
    yield stood
    set_clock(None)


def test_wrong_passwords_are_forgotten_after_a_quarter_of_an_hour(moment: datetime) -> None:
    AccessAttempt.objects.create(username="officer", ip_address="192.0.2.1", failures_since_start=3)
    AccessAttempt.objects.update(attempt_time=moment)
    set_clock(moment + ATTEMPTS_KEPT)
    assert forget_expired()["attempts"] == 0
    set_clock(moment + ATTEMPTS_KEPT + timedelta(seconds=1))

    assert forget_expired()["attempts"] == 1
    assert not AccessAttempt.objects.exists()


def test_sessions_that_are_over_are_removed(moment: datetime) -> None:
    for number, until in enumerate((moment - timedelta(seconds=1), moment + timedelta(hours=1))):
        Session.objects.create(session_key=f"s{number}", session_data="", expire_date=until)

    assert forget_expired()["sessions"] == 1
    assert Session.objects.get().session_key == "s1"


def test_a_register_keeps_its_counts_and_loses_its_people(moment: datetime, officer: Account, street: Unit) -> None:
    register = BulkImport.objects.create(unit=street, by=officer, at=moment, file_name="a.csv", body="5p6X5bCP5ruh",
                                         state="taken", rows=1, done=1, finished_at=moment)
    ImportRow.objects.create(bulk_import=register, line=2, cells="林小满", fate="new")
    set_clock(moment + REGISTERS_KEPT)
    assert forget_expired()["registers"] == 0
    set_clock(moment + REGISTERS_KEPT + timedelta(seconds=1))
    assert forget_expired()["registers"] == 1
    assert forget_expired()["registers"] == 0

    register.refresh_from_db()
    assert (register.body, register.rows, register.lines.get().cells) == ("", 1, "")
