"""What trials keep about people goes when its time is over, and not before."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from tests.nuantu_hub.needs.trial_cast import (
    build_station,
    draw,
    enrol_rider,
    give,
    receive,
    score,
    sign_name,
    stock_station,
)

from nuantu_hub.needs.domain.forgetting_trials import forget_receipts, forget_said, list_ended
from nuantu_hub.needs.domain.trial_feedback import give_feedback
from nuantu_hub.needs.domain.trial_stock import Shelf, close_trial, list_stock, settle_left
from nuantu_hub.needs.domain.trials import drop_trial
from nuantu_hub.needs.models import TrialFeedback, TrialHandout, TrialTester, TrialTurn, TrialWish
from nuantu_hub.people.domain.seed_scene import standing_at
from nuantu_hub.people.models import Account, StoredFile, Unit
from nuantu_hub.site.clock import now
from nuantu_hub.stations.models import Station

pytestmark = pytest.mark.django_db
YEAR = timedelta(days=366)


def test_what_riders_said_goes_a_year_after_the_end_and_scores_stay(officer: Account, district: Unit) -> None:
    trial = draw(officer, district)
    turn = TrialTurn.objects.select_related("tester__account", "sample").first()
    assert turn is not None
    with standing_at(now() + timedelta(days=20)):
        give_feedback(account=turn.tester.account, turn=turn, scores=score(turn), words="暖", token=uuid4(),
                      photo=sign_name())
    assert forget_said() == 0
    drop_trial(by=officer, trial=trial, why="冬天过了")
    assert forget_said() == 0
    with standing_at(now() + YEAR):
        assert list(list_ended(now() - YEAR + timedelta(days=1))) == [trial]
        assert forget_said() == 16
    kept = TrialFeedback.objects.get()
    assert (kept.words, kept.photo, bool(kept.scores)) == ("", None, True)
    assert set(TrialTester.objects.values_list("company", flat=True)) == {""}
    assert not TrialWish.objects.exists()
    assert not StoredFile.objects.exists()


def test_receipts_go_three_years_after_the_account_was_closed(officer: Account, district: Unit, street: Unit) -> None:
    trial, station = receive(officer, district), build_station(street)
    stock_station(officer, trial, station)
    give(trial, station, enrol_rider(900, street))
    for line in list_stock(trial):
        place = Station.objects.filter(pk=line.station_id).first()
        settle_left(by=officer, trial=trial, shelf=Shelf(trial.lots.get(), line.size, place), pieces=line.pieces,
                    why="留到明年", token=uuid4())
    close_trial(by=officer, trial=trial)
    with standing_at(now() + 2 * YEAR):
        assert forget_receipts() == 0
    with standing_at(now() + 3 * YEAR):
        assert forget_receipts() == 1
    assert not TrialHandout.objects.exists()
    assert not StoredFile.objects.exists()
