"""How many went through, whether an open allowed it, and how long the leaf stood open."""

from __future__ import annotations

from nuantu.gates.passage import Passage


def test_each_open_allows_one_and_no_more() -> None:
    passage = Passage()
    passage.expect(0)
    passage.expect(1)

    assert [passage.enter(at) for at in (2, 3, 4)] == [True, True, False]
    assert passage.people == 3


def test_an_open_that_nobody_uses_is_over_after_half_a_minute() -> None:
    passage = Passage()
    passage.expect(0)
    counts = [passage.count_expected(at) for at in (0, 29.9, 30)]

    assert (counts, passage.enter(31)) == ([1, 1, 0], False)


def test_an_open_that_did_not_happen_is_given_back() -> None:
    passage = Passage()
    passage.expect(0)
    passage.give_back()
    passage.give_back()

    assert passage.count_expected(0) == 0


def test_the_room_is_full_with_those_let_in() -> None:
    passage = Passage(people=1)
    full = [passage.is_full(0, seats) for seats in (None, 0, 1, 2)]
    passage.expect(0)

    assert full == [False, True, True, False]
    assert [passage.is_full(at, 2) for at in (0, 30)] == [True, False]


def test_nobody_is_refused_by_a_count_of_six_hours_ago() -> None:
    passage = Passage(people=9, moved_at=0)

    assert [passage.is_full(at, 2) for at in (21_599, 21_600)] == [True, False]


def test_there_is_never_less_than_nobody() -> None:
    passage = Passage()
    passage.leave(0)
    passage.correct(1, 4)
    passage.leave(2)

    assert passage.people == 3


def test_a_broken_counter_fills_no_hall() -> None:
    passage = Passage(people=998)
    for at in range(5):
        passage.enter(at)

    assert passage.people == 999


def test_a_leaf_may_be_opened_for_half_a_minute_after_it_was_freed() -> None:
    freed = []
    for at in (30, 31):
        passage = Passage()
        passage.free(0)
        freed.append(passage.open_leaf(at))
    strange = Passage().open_leaf(0)

    assert (freed, strange) == ([True, False], False)


def test_a_leaf_told_open_twice_was_opened_once() -> None:
    passage = Passage()
    first = passage.open_leaf(0)
    again = passage.open_leaf(50)

    assert (first, again, passage.close_leaf(60), passage.close_leaf(61)) == (False, True, 60, None)


def test_a_leaf_held_open_is_found_once_an_opening() -> None:
    passage = Passage()
    found = [passage.find_held(0, 60)]
    passage.open_leaf(0)
    found += [passage.find_held(at, 60) for at in (59, 60, 61)]
    passage.close_leaf(62)
    passage.open_leaf(100)
    found += [passage.find_held(at, 60) for at in (101, 170)]

    assert found == [None, None, 60, None, None, 70]
