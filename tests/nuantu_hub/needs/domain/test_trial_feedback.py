"""What testers tell, and dangers that stop a sample at once."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.nuantu_hub.needs.trial_cast import draw, score, sign_name, weigh

from nuantu_hub.needs.domain.trial_feedback import give_feedback, is_stopped, report_hazard, settle_hazard
from nuantu_hub.needs.errors import NeedRefused
from nuantu_hub.needs.models import TrialFeedback, TrialHazard, TrialSample, TrialTurn
from nuantu_hub.people.domain.seed_scene import standing_at
from nuantu_hub.people.models import Account, Unit
from nuantu_hub.site.clock import now

pytestmark = pytest.mark.django_db
LATER = timedelta(days=30)


@pytest.fixture
def turn(officer: Account, district: Unit) -> TrialTurn:
    """One tester's first turn."""
    draw(officer, district)
    found = TrialTurn.objects.select_related("tester__account", "sample").first()
    assert found is not None
    return found


def tell(turn: TrialTurn, **more: object) -> TrialFeedback:
    told: dict[str, object] = {"account": turn.tester.account, "scores": score(turn), "words": "暖", "token": uuid4()}
    with standing_at(now() + LATER):
        return give_feedback(turn=turn, **(told | more))  # type: ignore[arg-type]


def test_the_same_token_is_the_same_and_another_one_replaces(turn: TrialTurn) -> None:
    token = uuid4()
    first, again = tell(turn, token=token), tell(turn, token=token, words="别的")
    assert (first.pk, first.words, again.words) == (again.pk, "暖", "暖")
    changed = tell(turn, words="洗了缩水", photo=sign_name())
    assert (changed.pk, changed.words, changed.changed) == (first.pk, "洗了缩水", 1)
    assert changed.photo is not None


def test_words_are_not_readable_in_the_database(turn: TrialTurn) -> None:
    from django.db import connection

    tell(turn, words="秘密的话")
    with connection.cursor() as cursor:
        cursor.execute("SELECT words FROM needs_trialfeedback")
        assert "秘密" not in str(cursor.fetchall())


@pytest.mark.parametrize("change", [{"scores": {"warmth": 3}}, {"scores": {}}])
def test_a_missing_score_is_refused(turn: TrialTurn, change: dict[str, object]) -> None:
    with pytest.raises(NeedRefused):
        tell(turn, **change)
    with pytest.raises(NeedRefused):
        tell(turn, scores=score(turn) | {"warmth": 6})


def test_it_is_refused_too_early_for_another_and_when_it_fell_away(turn: TrialTurn, rider: Account) -> None:
    with pytest.raises(NeedRefused, match="还没轮到"):
        give_feedback(account=turn.tester.account, turn=turn, scores=score(turn), words="", token=uuid4())
    with pytest.raises(NeedRefused, match="不是分给你的"):
        tell(turn, account=rider)
    TrialTurn.objects.filter(pk=turn.pk).update(void=True)
    with pytest.raises(NeedRefused, match="不用试了"):
        tell(turn)


def test_only_a_picture_is_a_picture(turn: TrialTurn) -> None:
    with pytest.raises(NeedRefused, match="只收照片"):
        tell(turn, photo=SimpleUploadedFile("a.pdf", b"%PDF-1.4 x"))
    assert not TrialFeedback.objects.exists()


def test_once_it_is_weighed_nothing_is_changed(officer: Account, district: Unit) -> None:
    trial = weigh(officer, district)
    turn = TrialTurn.objects.filter(tester__trial=trial).select_related("tester__account", "sample").first()
    assert turn is not None
    with pytest.raises(NeedRefused, match="看结果"):
        tell(turn)


def test_a_one_on_safety_stops_the_sample_for_everybody_once(turn: TrialTurn) -> None:
    tell(turn, scores=score(turn) | {"wheels": 1}, words="被角卷进车轮")
    tell(turn, scores=score(turn) | {"wheels": 1}, words="真的")
    hazard = TrialHazard.objects.get()
    assert (hazard.criterion, hazard.words, hazard.state) == ("wheels", "被角卷进车轮", "open")
    assert is_stopped(turn.sample)


def test_a_cold_sample_is_not_dangerous(turn: TrialTurn) -> None:
    tell(turn, scores=score(turn) | {"warmth": 1})
    assert not TrialHazard.objects.exists()


def report(turn: TrialTurn, **more: object) -> TrialHazard:
    told: dict[str, object] = {"account": turn.tester.account, "criterion": "visibility", "words": "挡住后灯",
                               "token": uuid4()}
    return report_hazard(turn=turn, **(told | more))  # type: ignore[arg-type]


def test_a_danger_is_reported_before_its_turn_is_over_and_once(turn: TrialTurn) -> None:
    token = uuid4()
    assert report(turn, token=token).pk == report(turn, token=token).pk
    for change in ({"criterion": "warmth"}, {"words": " "}):
        with pytest.raises(NeedRefused):
            report(turn, **change)


def test_confirmed_the_sample_is_out_and_lifted_it_goes_on(turn: TrialTurn, officer: Account) -> None:
    hazard = report(turn)
    with pytest.raises(NeedRefused):
        settle_hazard(by=officer, hazard=hazard, confirmed=True, found="")
    settle_hazard(by=officer, hazard=hazard, confirmed=False, found="两个人骑了一圈，灯看得见")
    assert not is_stopped(TrialSample.objects.get(pk=turn.sample_id))
    second = report(turn)
    settle_hazard(by=officer, hazard=second, confirmed=True, found="夜里十米看不见后灯")
    assert settle_hazard(by=officer, hazard=second, confirmed=False, found="反悔").state == "confirmed"
    sample = TrialSample.objects.get(pk=turn.sample_id)
    assert (sample.is_out, sample.out_why) == (True, "夜里十米看不见后灯")
