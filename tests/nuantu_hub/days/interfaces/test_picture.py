"""The map of a moment shows what the slice holds."""

from __future__ import annotations

import pytest

from nuantu_hub.days.interfaces.picture import (
    count_in_hand,
    draw_alerts,
    draw_choice,
    draw_ground,
    draw_moment,
    draw_names,
    find_spot,
    frame_window,
)
from nuantu_hub.days.models import Run

pytestmark = pytest.mark.django_db
SIZE = (4000, 3000)


@pytest.mark.parametrize(("t", "spot"), [(0, (0.0, 0.0)), (5, (5.0, 0.0)), (10, (10.0, 0.0)), (15, (10.0, 5.0)),
                                        (99, (10.0, 10.0))])
def test_a_rider_is_between_the_points_of_the_track(t: int, spot: tuple[float, float]) -> None:
    assert find_spot([0, 0, 0, 10, 10, 0, 20, 10, 10], t) == spot
    assert find_spot([], t) is None


def test_the_window_holds_all_of_a_decision_and_stays_in_the_city() -> None:
    story = {"shop": [100, 100], "door": [3000, 2500], "opt": [["A", "R1", "chosen", None, 0, 0, 0, 3900, 2900, 0],
                                                              ["B", "R2", "feasible", None, 0, 0, 0, None, None, 0]]}
    window = frame_window(SIZE, story)
    assert all(window.holds(x, y) for x, y in ((100, 100), (3000, 2500), (3900, 2900)))
    near = frame_window(SIZE, {"shop": [10, 10], "door": [20, 20], "opt": []})
    assert (near.x, near.y, near.width < 2000) == (0, 0, True)
    assert frame_window(SIZE, None, whole=True).box == "0 0 4000 3000"


def test_every_order_under_way_and_every_rider_on_duty_is_drawn_on_the_whole_city(run: Run) -> None:
    view = run.view
    t = 12 * 3600
    cut = view.slice(view.slice_number(t))
    assert cut is not None
    drawn = draw_moment(view, cut, t, frame_window(view.facts["size"], None, whole=True))
    way = [row for row in cut["orders"] if row[1] <= t and not 0 <= row[4] <= t]
    on = [rider for rider in cut["riders"] if any(low <= t < high for low, high in rider[3]) and rider[4]]
    assert drawn.count('class="door"') + drawn.count('class="shop"') == len(way) > 0
    assert drawn.count("<g class=") == len(on) > 0
    assert sum(count_in_hand(cut, t).values()) == sum(1 for row in way if row[5] and 0 <= row[2] <= t)


def test_ground_names_and_alerts_are_drawn_from_the_day(run: Run) -> None:
    view = run.view
    assert 'class="road street"' in draw_ground(view)
    assert view.ground()["labels"][0][2][0] in draw_names(view, chinese=True, size=40)
    areas = [alert for alert in view.facts["alerts"] if alert["path"]]
    assert draw_alerts(view, areas[0]["from"]).count("<path") == len(
        [alert for alert in view.alerts_at(areas[0]["from"]) if alert["path"]])
    assert draw_alerts(view, -1) == ""


def test_a_decision_is_drawn_with_a_letter_for_each_option(run: Run) -> None:
    view = run.view
    order = next(key for key in view.lookup.keys("order") if len((view.order(key) or {})["opt"]) > 1)
    story = view.order(order)
    assert story is not None
    drawn = draw_choice(story, frame_window(view.facts["size"], story))
    assert drawn.count('class="inside"') == sum(option[7] is not None for option in story["opt"])
    assert draw_choice({"shop": None, "door": None, "opt": []}, frame_window(SIZE, None)) == ""
