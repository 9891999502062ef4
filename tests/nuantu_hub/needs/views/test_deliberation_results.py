"""The result is read by everybody, computed again by anybody, and before the end seen by the desk alone."""

from __future__ import annotations

import io
import uuid
import zipfile
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from tests.nuantu_hub.conftest import As
from tests.nuantu_hub.needs.interfaces.test_opinion_told import make_result
from tests.nuantu_hub.needs.talk_cast import end_talk, enrol, fill_talk, open_talk
from tests.nuantu_hub.wording import hear_chinese

from nuantu_hub.needs.domain.deliberation_runs import close_deliberation
from nuantu_hub.needs.models import Deliberation, DeliberationRun
from nuantu_hub.people.models import Account, Unit
from nuantu_hub.site.clock import now

pytestmark = pytest.mark.django_db


@pytest.fixture
def counted(district: Unit) -> Deliberation:
    """One whose result stands: the snapshot is made by closing, the answer is that of another test."""
    one = open_talk(district)
    fill_talk(one, enrol(12))
    run = close_deliberation(end_talk(one))
    assert run is not None
    DeliberationRun.objects.filter(pk=run.pk).update(
        state="done", result=make_result(), inputs_sha256="ab", done_at=now())
    Deliberation.objects.filter(pk=one.pk).update(counted_at=now())
    return Deliberation.objects.get(pk=one.pk)


def test_everybody_reads_groups_bridges_and_how_to_compute_it_again(counted: Deliberation, stranger: Client) -> None:
    page = stranger.get(reverse("needs:talk_result", args=[counted.sign])).content.decode()
    for words in ("想法分成 2 群", "每一群都过半同意，最少的一群也有 75%", "甲群最同意，乙群最不同意", "分法很稳",
                  f"--seed {counted.seed}", "另有 1 句没有放出来"):
        assert words in page
    told = stranger.get(reverse("needs:talk_result_file", args=[counted.sign])).json()
    assert told == make_result()


def test_the_archive_is_public_once_it_is_counted(counted: Deliberation, district: Unit, stranger: Client) -> None:
    answer = stranger.get(reverse("needs:talk_archive", args=[counted.sign]))
    names = zipfile.ZipFile(io.BytesIO(answer.content)).namelist()
    assert names == ["comments.csv", "votes.csv", "moderation.csv", "routing.csv", "summary.csv", "README.txt"]
    still = open_talk(district)
    for name in ("talk_archive", "talk_result", "talk_result_file"):
        assert stranger.get(reverse(f"needs:{name}", args=[still.sign])).status_code == 404


def test_of_fewer_than_ten_nothing_is_given_out(counted: Deliberation, stranger: Client) -> None:
    DeliberationRun.objects.update(result={}, snapshot=b"", voters=7, votes=20)
    page = stranger.get(reverse("needs:talk_result", args=[counted.sign])).content.decode()
    assert "参加的人不到 10 个" in page
    assert "7 人参加" not in page
    for name in ("talk_archive", "talk_result_file"):
        assert stranger.get(reverse(f"needs:{name}", args=[counted.sign])).status_code == 404


def test_the_result_page_is_whole_in_english(counted: Deliberation, stranger: Client) -> None:
    page = stranger.get(reverse("needs:talk_result", args=[counted.sign]), headers={"Accept-Language": "en"})
    assert hear_chinese(page.content.decode()) == []
    assert "Opinions form 2 groups" in page.content.decode()


def test_the_desk_has_it_computed_before_the_end_and_nobody_else_sees_it(
        district: Unit, officer: Account, other_officer: Account, rider: Account, as_: As) -> None:
    one = open_talk(district)
    address = reverse("needs:run_deliberation", args=[one.pk])
    fill_talk(one, enrol(9))
    assert as_(officer).post(address, {"token": str(uuid.uuid4())}).status_code == 422
    fill_talk(one, enrol(3, first=50))
    answer = as_(officer).post(address, {"token": str(uuid.uuid4()), "forced_groups": "2"})
    run = DeliberationRun.objects.get()
    page = reverse("needs:deliberation_run", args=[run.pk])
    assert (answer.headers["Location"], run.forced_groups) == (page, 2)
    waiting = as_(officer).get(reverse("needs:deliberation_progress", args=[run.pk]))
    assert "HX-Refresh" not in waiting.headers
    DeliberationRun.objects.update(state="done", result=make_result(), done_at=now())
    assert as_(officer).get(reverse("needs:deliberation_progress", args=[run.pk])).headers["HX-Refresh"] == "true"
    assert "只有你们看得到" in as_(officer).get(page).content.decode()
    assert [as_(who).get(page).status_code for who in (other_officer, rider)] == [404, 404]


def test_what_failed_is_said_and_put_in_line_again(district: Unit, officer: Account, as_: As) -> None:
    run = DeliberationRun.objects.create(deliberation=open_talk(district), seed=1, asked_at=now(), state="failed",
                                         why_failed="nobody cast enough votes")
    page = reverse("needs:deliberation_run", args=[run.pk])
    assert "nobody cast enough votes" in as_(officer).get(page).content.decode()
    as_(officer).post(reverse("needs:retry_deliberation_run", args=[run.pk]))
    run.refresh_from_db()
    assert run.state in ("waiting", "done", "failed")
    assert run.asked_at < now() + timedelta(seconds=1)
