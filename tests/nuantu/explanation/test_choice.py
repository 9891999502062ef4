"""The choice behind an order is told honestly, also where another rider would have been faster."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.nuantu.explanation.one_choice import build_log, list_candidates, write_candidates, write_choice

from nuantu.explanation.choice import Choice, weigh_options
from nuantu.explanation.record import read_record


def _weigh(folder: Path, change: dict[str, Any], *, rank: int = 3, extra: dict[str, Any] | None = None) -> Choice:
    out = write_choice(folder)
    rows = list_candidates(build_log())
    rows[rank] |= change
    if extra is not None:
        rows.append({**rows[0], "rank": 0, "decision_id": 2, **extra})
    write_candidates(out, rows)
    choice = weigh_options(read_record(out), "A1", "en")
    assert choice is not None
    return choice


def test_options_carry_label_gap_and_last_seen_place(tmp_path: Path) -> None:
    """A is the chosen one, the others follow by rank; a rider never seen has no place."""
    choice = _weigh(tmp_path, {})

    assert [(o.label, o.row.worker_id, o.later_s, o.place_m) for o in choice.options] == [
        ("A", "W1", 0, (100.0, 50.0)), ("B", "W2", -60, None), ("C", "W3", -60, None), ("D", "W4", 216, None)]
    assert (choice.considered, choice.allowed, choice.chosen.worker_id) == (12, 9, "W1")


CASES = {
    "earlier and free": ({"deliver_s": -300}, None, ("could deliver 5 min earlier, over the whole round, A was better "
                                                    "in total.")),
    "earlier but delaying": ({"deliver_s": -300, "others_delay_s": 600}, None,
                             "could deliver 5 min earlier, but would make orders in hand 10 min later in all."),
    "earlier but taken": ({"deliver_s": -300}, {"worker_id": "W4", "order_id": "A2"},
                          "could deliver 5 min earlier, but took order A2 in the same round."),
    "as early": ({"deliver_s": 0}, None, "could take it, at the same time."),
    "later and free": ({"deliver_s": 30}, None, "could take it, 30 s later."),
    "unreachable": ({"status": "unreachable"}, None, "cannot reach it: no pick-up before the shift ends."),
}


@pytest.mark.parametrize(("change", "extra", "why"), CASES.values(), ids=CASES.keys())
def test_each_reason_against_another_rider_has_its_words(
    tmp_path: Path, change: dict[str, Any], extra: dict[str, Any] | None, why: str,
) -> None:
    """Faster riders are not hidden: it is said that they were, and why they were not sent."""
    arrival = list_candidates(build_log())[0]["deliver_s"]
    shifted = {key: value + arrival if key == "deliver_s" else value for key, value in change.items()}

    choice = _weigh(tmp_path, {"others_delay_s": 0, **shifted}, extra=extra)

    assert choice.options[3].why == why


def test_a_chosen_rider_who_is_not_the_fastest_is_not_called_the_first(tmp_path: Path) -> None:
    """The sentence names the gap to the fastest of the others."""
    arrival = list_candidates(build_log())[0]["deliver_s"]

    choice = _weigh(tmp_path, {"deliver_s": arrival - 300})

    assert choice.sentence.endswith("Another could be 5 min earlier.")


def test_no_race_is_claimed_where_no_other_could_take_it(tmp_path: Path) -> None:
    """Only riders who were weighed and allowed are compared with."""
    choice = _weigh(tmp_path, {"status": "unreachable"})

    assert choice.sentence.startswith("A was chosen of the 9 who could take it: ")


def test_the_only_rider_allowed_is_told_as_the_only_one(tmp_path: Path) -> None:
    """No comparison is claimed where there was none."""
    choice = _weigh(tmp_path, {"allowed": 1}, rank=0)

    assert choice.sentence.startswith("Only A could take it: ")


def test_delay_of_orders_in_hand_is_told_where_there_are_any(tmp_path: Path) -> None:
    """A rider with orders in hand makes them later, or not, and that is said."""
    delayed = _weigh(tmp_path / "a", {"in_hand": 1, "others_delay_s": 90}, rank=0).sentence
    undelayed = _weigh(tmp_path / "b", {"in_hand": 1}, rank=0).sentence

    assert delayed.endswith(" Orders in hand are 2 min later in all.")
    assert undelayed.endswith(" No order in hand is made later.")


def test_an_order_sent_to_nobody_has_no_choice(tmp_path: Path) -> None:
    """Nothing is invented where no decision stands."""
    out = write_choice(tmp_path)
    write_candidates(out, [])

    assert weigh_options(read_record(out), "A1", "zh") is None
