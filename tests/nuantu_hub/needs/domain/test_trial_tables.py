"""Tables to take along."""

from __future__ import annotations

import csv
import io

import pytest
from tests.nuantu_hub.needs.trial_cast import build_station, enrol_rider, give, receive, stock_station, weigh

from nuantu_hub.needs.domain.trial_scores import Score, digest_scores, weigh_scores
from nuantu_hub.needs.domain.trial_tables import count_handed, write_account, write_receipts, write_scores
from nuantu_hub.needs.models import Criterion, TrialResult
from nuantu_hub.people.models import Account, Deed, Reading, Unit

pytestmark = pytest.mark.django_db


def read(body: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(body.decode("utf-8-sig"))))


def test_from_the_published_table_the_figures_are_worked_out_again(officer: Account, district: Unit) -> None:
    weigh(officer, district)
    result = TrialResult.objects.get()
    keys = {str(label): key for key, label in Criterion.Key.choices}
    scores = [Score(tester, sample, keys[label], int(score)) for tester, sample, label, score
              in read(write_scores(result))[1:]]
    weights, letters = result.told["weights"], result.told["letters"]
    assert digest_scores(scores, weights, letters) == result.inputs_sha256
    again = weigh_scores(scores, weights, letters, result.seed)
    assert [(one.letter, one.first) for one in again] == [
        (one["letter"], one["first"]) for one in result.told["results"]]


def test_the_account_withholds_small_numbers_of_people(officer: Account, district: Unit, street: Unit) -> None:
    trial, station = receive(officer, district, pieces=40), build_station(street)
    stock_station(officer, trial, station, 12)
    for number in range(9):
        give(trial, station, enrol_rider(900 + number, street))
    assert count_handed(trial) == {station.name: None}
    give(trial, station, enrol_rider(999, street))
    assert count_handed(trial) == {station.name: 10}
    rows = read(write_account(trial))
    assert [row[1] for row in rows[1:]] == ["预算", "下单", "下单", "到货", "到货", "发放"]
    assert rows[-1][2:5] == [station.name, "", "10"]
    assert rows[1][5] == "3600.00"


def test_the_list_of_receipts_is_written_down(officer: Account, district: Unit, street: Unit) -> None:
    trial, station = receive(officer, district), build_station(street)
    stock_station(officer, trial, station)
    rider = enrol_rider(900, street)
    give(trial, station, rider)
    rows = read(write_receipts(by=officer, trial=trial))
    assert rows[1][:5] == [rider.person.card_number, "骑手900", station.name, "短款", "L1"]
    assert Reading.objects.filter(by=officer, purpose="receipts of a trial").count() == 1
    assert Deed.objects.get(verb="trial receipts exported").detail == {"rows": 1}
