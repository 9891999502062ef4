"""Why an order came to a worker, without telling who the others are."""

from __future__ import annotations

import pytest

from nuantu_hub.days.interfaces.home import Today
from nuantu_hub.days.interfaces.payslip import list_rivals, say_around, say_promise, tell_history

pytestmark = pytest.mark.django_db


def find_story(today: Today, status: str = "feasible") -> dict[str, object]:
    """A story with at least two options, one of a status."""
    for order in today.view.lookup.keys("order"):
        story = today.view.order(order)
        if story and len(story["opt"]) > 1 and any(option[2] == status for option in story["opt"]):
            return dict(story)
    pytest.fail(f"the day has no decision with {status}")


def test_a_worker_learns_times_and_reasons_of_others_but_no_pseudonym(today: Today) -> None:
    story = find_story(today)
    own, staff = list_rivals(story, own=True), list_rivals(story, own=False)
    assert [one.label for one in own] == [one.label for one in staff] == [option[0] for option in story["opt"]]  # type: ignore[attr-defined]
    assert {one.name for one in own} == {"你", "骑手"}
    assert [one.name for one in staff] == [option[1] for option in story["opt"]]  # type: ignore[attr-defined]
    assert (own[0].chosen, own[0].gap, own[0].why) == (True, "选中", "")
    assert all(one.why for one in own[1:])


def test_an_order_without_a_decision_has_no_rivals(today: Today) -> None:
    assert list_rivals({"opt": []}, own=True) == []
    assert say_around({"opt": []}, today.view) == ""


@pytest.mark.parametrize(("delivered", "promised", "said"), [
    (100, 200, "按时"), (200, 200, "按时"), (320, 200, "晚 2分"), (None, 200, ""), (100, None, "")])
def test_lateness_is_told_against_the_promise(delivered: int | None, promised: int | None, said: str) -> None:
    assert say_promise({"delivered": delivered, "promised": promised}) == said


def test_what_happened_is_told_without_the_pseudonym_of_another(today: Today) -> None:
    view = today.view
    shared = [story for key in view.lookup.keys("order") if (story := view.order(key)) and len(story["named"]) > 1]
    assert shared, "the day has an order that somebody declined"
    for story in shared:
        own = story["facts"]["worker"]
        told = " ".join(tell_history(story, own))
        assert [name for name in story["named"] if name in told] == [own]
