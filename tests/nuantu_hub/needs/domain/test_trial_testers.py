"""Drawing testers, leaving, and taking over."""

from __future__ import annotations

import pytest
from tests.nuantu_hub.needs.trial_cast import begin, collect, draw, tell_all, volunteer

from nuantu_hub.needs.domain.trial_testers import check_draw, digest_told, draw_testers, find_tester, quit_trial
from nuantu_hub.needs.domain.trials import digest_seed
from nuantu_hub.needs.errors import NeedRefused
from nuantu_hub.needs.models import TrialDraw, TrialTester, TrialTurn, TrialWish
from nuantu_hub.people.models import Account, Unit

pytestmark = pytest.mark.django_db


def test_twelve_of_sixteen_try_two_samples_each_after_one_another(officer: Account, district: Unit) -> None:
    trial = draw(officer, district)
    assert dict(TrialTester.objects.values_list("state").order_by("state").distinct()
                .values_list("state", "trial")) == {"reserve": trial.pk, "tries": trial.pk}
    assert TrialTester.objects.filter(state="tries").count() == 12
    for tester in TrialTester.objects.filter(state="tries"):
        one, two = tester.turns.all()
        assert one.sample != two.sample
        assert one.last_day < two.first_day
        assert (one.last_day - one.first_day).days == trial.days - 1


def test_it_is_drawn_once_and_can_be_drawn_again_by_anybody(officer: Account, district: Unit) -> None:
    trial = draw(officer, district)
    kept = draw_testers(by=officer, trial=trial)
    assert TrialDraw.objects.get() == kept
    assert digest_seed(kept.seed) == trial.seed_sha256
    assert check_draw(kept)


@pytest.mark.parametrize("change", ["drawn", "told", "seed"])
def test_a_draw_that_was_bent_is_found_out(officer: Account, district: Unit, change: str) -> None:
    draw(officer, district)
    kept = TrialDraw.objects.get()
    if change == "drawn":
        kept.drawn["chosen"].reverse()
    elif change == "told":
        kept.told["testers"]["T01"]["company"] = "别家"
        kept.inputs_sha256 = digest_told(kept.told)
    else:
        kept.seed = "0" * 32
    assert not check_draw(kept)


def test_what_the_draw_is_told_names_nobody(officer: Account, district: Unit) -> None:
    draw(officer, district)
    written = str(TrialDraw.objects.get().told)
    assert "骑手" not in written
    assert all(str(wish.account_id) not in written for wish in TrialWish.objects.all())


def test_it_is_refused_too_early(officer: Account, district: Unit) -> None:
    trial = begin(officer, district)
    with pytest.raises(NeedRefused):
        draw_testers(by=officer, trial=trial)
    trial = collect(officer, trial, 1)
    volunteer(trial, district, 9)
    with pytest.raises(NeedRefused, match="样品不到两款"):
        draw_testers(by=officer, trial=trial)
    trial = collect(officer, begin(officer, district))
    volunteer(trial, district, 9, first=50)
    with pytest.raises(NeedRefused, match="9 人"):
        draw_testers(by=officer, trial=trial)
    volunteer(trial, district, 3, first=80)
    TrialWish.objects.filter(trial=trial).update(company="青禾配送")
    with pytest.raises(NeedRefused, match="一家公司"):
        draw_testers(by=officer, trial=trial)


def test_whoever_leaves_is_followed_by_somebody_alike_who_tries_the_same(officer: Account, district: Unit) -> None:
    draw(officer, district)
    gone = TrialTester.objects.filter(state="tries").first()
    assert gone is not None
    letters = [turn.sample.letter for turn in gone.turns.all()]
    follower = quit_trial(tester=gone, why="换工作了", by=gone.account)
    assert follower is not None
    assert quit_trial(tester=gone, why="再点一次", by=gone.account) == follower
    assert [turn.sample.letter for turn in follower.turns.all()] == letters
    gone.refresh_from_db()
    assert (gone.state, gone.quit_why, gone.turns.filter(void=False).count()) == ("quit", "换工作了", 0)


def test_what_was_told_before_leaving_counts_and_nobody_takes_it_over(officer: Account, district: Unit) -> None:
    trial = draw(officer, district)
    tell_all(trial)
    gone = TrialTester.objects.filter(state="tries").first()
    assert gone is not None
    assert quit_trial(tester=gone, why="", by=gone.account) is None
    assert gone.turns.filter(void=False).count() == 2


def test_where_nobody_is_left_in_reserve_nobody_follows(officer: Account, district: Unit) -> None:
    trial = draw(officer, district)
    TrialTester.objects.filter(state="reserve").update(state="quit")
    gone = TrialTester.objects.filter(state="tries").first()
    assert gone is not None
    assert quit_trial(tester=gone, why="", by=gone.account) is None
    assert TrialTurn.objects.filter(tester__trial=trial, void=False).count() == 22


def test_a_tester_is_found_by_account(officer: Account, rider: Account, district: Unit) -> None:
    trial = draw(officer, district)
    tester = TrialTester.objects.first()
    assert tester is not None
    assert find_tester(trial, tester.account) == tester
    assert find_tester(trial, rider) is None
