"""Generated days differ as days do, and are the same for the same seed."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from nuantu.core.errors import InputError
from nuantu.core.ids import digest_files
from nuantu.replay.city.days import name_days, plan_days, write_days
from nuantu.replay.reading import read_day


def test_a_month_of_days_differs_in_everything() -> None:
    """Dates, demand, riders, seeds; each weather and each wage district comes up, in three provinces."""
    plan = plan_days(28, 7, 1000)

    assert len({one.date for one in plan}) == len({one.seed for one in plan}) == 28
    assert {one.date.weekday() for one in plan} == set(range(7))
    assert {one.date.month for one in plan} == set(range(1, 13))
    assert {(one.wind, one.season) for one in plan} == {(wind, season) for wind in (False, True)
                                                        for season in (False, True)}
    assert {one.place_code[:2] for one in plan} == {"11", "32", "33"}
    assert len({one.orders for one in plan}) > 20
    assert 900 < sum(one.orders for one in plan) / 28 < 1100


def test_fewer_days_are_the_first_of_more() -> None:
    """And another seed gives others."""
    assert plan_days(6, 7, 1000) == plan_days(28, 7, 1000)[:6]
    assert plan_days(6, 8, 1000) != plan_days(6, 7, 1000)
    assert len({one.date for one in plan_days(364, 7, 10)}) == 364


def test_another_first_date_moves_every_day() -> None:
    """By as many days; riders, seeds and places stay what they were."""
    early, late = plan_days(3, 7, 100), plan_days(3, 7, 100, dt.date(2026, 12, 7))
    assert late[0].date == dt.date(2026, 12, 7)
    assert {two.date - one.date for one, two in zip(early, late, strict=True)} == {dt.timedelta(days=336)}
    assert [(one.seed, one.riders, one.place_code) for one in early] == [
        (one.seed, one.riders, one.place_code) for one in late]


def test_written_days_are_the_same_bytes(tmp_path: Path) -> None:
    """Twice the same; each is read as a day with alerts, compounds and the place of its plan."""
    plan = plan_days(2, 3, 60)
    for name in ("one", "two"):
        write_days(plan, tmp_path / name)

    for name, options in zip(name_days(2), plan, strict=True):
        first, second = (tmp_path / one / name for one in ("one", "two"))
        assert digest_files(first.iterdir()) == digest_files(second.iterdir())
        day = read_day(first)
        assert (day.info.date, day.orders.num_rows) == (options.date, options.orders)
        assert set(day.texts("workers", "place_code")) == {options.place_code}
        assert day.compounds is not None
        kinds = set() if day.alerts is None else set(day.texts("alerts", "kind"))
        assert ("wind" in kinds) is options.wind
        assert bool(kinds - {"wind"}) is options.season


@pytest.mark.parametrize(("count", "orders", "field"), [(0, 10, "--days"), (365, 10, "--days"), (2, 0, "--orders")])
def test_what_cannot_be_made_is_refused(count: int, orders: int, field: str) -> None:
    """One sentence names the option."""
    with pytest.raises(InputError, match=f"field {field}: "):
        plan_days(count, 1, orders)


def test_nothing_is_overwritten_and_nothing_left_half_written(tmp_path: Path) -> None:
    """A folder that stands there stays; a stop in the middle leaves nothing."""
    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(InputError, match="something stands where the days are to go"):
        write_days(plan_days(1, 1, 10), tmp_path)
    with pytest.raises(KeyboardInterrupt):
        write_days(plan_days(2, 1, 10), tmp_path / "out", stop)
    assert list(tmp_path.iterdir()) == []
