"""A published agreement enters the log by a job, once; what fails is named, and can be tried again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django_tasks_db.models import DBTaskResult
from tests.nuantu.commands.command_line import run_main
from tests.nuantu_hub.bargaining.scene import Table
from tests.nuantu_hub.bargaining.signing_scene import freeze, ratify, seat_partner, sign_all

from nuantu_hub.bargaining.domain.log_entries import enter_agreement, enter_later, retry_entry
from nuantu_hub.bargaining.domain.publishing import find_file, publish_text
from nuantu_hub.bargaining.models import SignedAgreement
from nuantu_hub.people.models import Deed
from nuantu_hub.seam.entering import FOLDER
from nuantu_hub.site.data_folder import DataFolder
from nuantu_hub.site.jobs import make_worker

pytestmark = pytest.mark.django_db
State = SignedAgreement.LogState


@pytest.fixture
def data(tmp_path: Path, settings: Any) -> Path:
    """A data folder of the test's own."""
    settings.DATA = DataFolder(tmp_path / "data")
    return tmp_path / "data"


@pytest.fixture
def published(table: Table, data: Path) -> SignedAgreement:
    """A text that three parties signed, ratified and published; its job has not run."""
    del data
    partner, text = seat_partner(table), freeze(table)
    sign_all(table, text, partner)
    ratify(table, text)
    return publish_text(by=table.officer, text=text)


def test_it_is_entered_once_however_often_the_job_comes(published: SignedAgreement, data: Path) -> None:
    assert published.log_state == State.WAITING
    assert enter_later.func(published.pk) == State.ENTERED
    first = SignedAgreement.objects.get(pk=published.pk)
    assert (first.log_leaf, first.is_entered, first.log_published) == (0, True, False)
    assert enter_later.func(published.pk) == State.ENTERED
    enter_agreement(SignedAgreement.objects.get(pk=published.pk))
    again = SignedAgreement.objects.get(pk=published.pk)
    assert (again.log_leaf, again.log_entry) == (0, first.log_entry)
    assert Deed.objects.filter(verb="agreement entered in log").count() == 1
    assert enter_later.func(0) == "gone"
    told = run_main("agreement", "verify", find_file(first.text.agreement_id), "--log", data / FOLDER)
    assert told.status == 0


def test_a_failure_is_named_and_can_be_tried_again(table: Table, published: SignedAgreement, data: Path) -> None:
    (data / FOLDER).write_text("in the way", encoding="utf-8")
    assert enter_agreement(published).log_state == State.FAILED
    failed = SignedAgreement.objects.get(pk=published.pk)
    assert failed.log_why
    assert str(data) not in failed.log_why
    assert failed.log_leaf is None
    (data / FOLDER).unlink()
    assert retry_entry(by=table.officer, agreement=failed).log_state == State.WAITING
    assert enter_later.func(published.pk) == State.ENTERED
    held = retry_entry(by=table.officer, agreement=SignedAgreement.objects.get(pk=published.pk))
    assert held.log_state == State.ENTERED
    assert Deed.objects.filter(verb="entry in log asked again").count() == 1


def test_what_was_altered_after_it_was_published_is_never_entered(published: SignedAgreement, data: Path) -> None:
    altered = bytes(published.signed).replace(b"CNY", b"EUR", 1)
    SignedAgreement.objects.filter(pk=published.pk).update(signed=altered)
    assert enter_later.func(published.pk) == State.FAILED
    assert not (data / FOLDER).exists()


def test_publishing_puts_the_entry_in_line_and_the_hub_s_worker_does_it(
        table: Table, data: Path, django_capture_on_commit_callbacks: Any) -> None:
    partner, text = seat_partner(table), freeze(table)
    sign_all(table, text, partner)
    ratify(table, text)
    with django_capture_on_commit_callbacks(execute=True):
        made = publish_text(by=table.officer, text=text)
    with django_capture_on_commit_callbacks() as again:
        publish_text(by=table.officer, text=text)
    assert again == []
    make_worker(batch=True).run_task(DBTaskResult.objects.get())
    made.refresh_from_db()
    assert (made.log_state, made.log_leaf) == (State.ENTERED, 0)
    assert (data / FOLDER / "log.json").is_file()
