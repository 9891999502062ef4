"""Counting: worked by hand, with the rules that stand in the file."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from nuantu_hub.needs.domain.ballot_counting import Poll, count_ballots, draw_lot, judge_marks, list_rules, read_rules

ROLL, VALID = read_rules()["majority-of-roll-2016"], read_rules()["majority-of-ballots-2026"]


def poll(marks: list[tuple[int, ...]], *, roll: int = 12, seats: int = 1, lines: tuple[int, ...] = (1, 2)) -> Poll:
    """Ballots of one constituency, each on a paper that was given out."""
    return Poll(roll, len(marks), seats, lines, tuple(marks))


def test_most_marks_above_half_of_the_ballots_win() -> None:
    count = count_ballots(VALID, poll([(1,)] * 6 + [(2,)] * 4 + [()]), "s", "d")

    assert [(line.number, line.votes, line.elected, line.by_lot) for line in count.lines] == [
        (1, 6, True, False), (2, 4, False, False)]
    assert (count.needed, count.valid, count.blank, count.invalid, count.failed) == (6, 10, 1, 0, "")


def test_half_is_not_more_than_half() -> None:
    count = count_ballots(VALID, poll([(1,)] * 5 + [(2,)] * 5), "s", "d")

    assert [line.elected for line in count.lines] == [False, False]


def test_of_the_roll_means_everybody_on_it() -> None:
    marks = [(1,)] * 6 + [(2,)] * 2
    assert not any(line.elected for line in count_ballots(ROLL, poll(marks), "s", "d").lines)
    assert count_ballots(ROLL, poll([*marks, (1,)]), "s", "d").lines[0].elected


def test_too_few_ballots_elect_nobody() -> None:
    assert count_ballots(ROLL, poll([(1,)] * 7), "s", "d").failed == "quorum"
    assert count_ballots(ROLL, poll([(1,)] * 8), "s", "d").failed == ""
    few = count_ballots(VALID, poll([(1,)] * 2), "s", "d")
    assert (few.failed, [line.elected for line in few.lines]) == ("few", [False, False])


def test_more_marks_than_seats_or_a_line_that_is_not_there_is_invalid() -> None:
    assert judge_marks((1, 2), (1, 2, 3), 1) == "invalid"
    assert judge_marks((4,), (1, 2, 3), 1) == "invalid"
    assert judge_marks((), (1, 2, 3), 1) == "blank"
    assert judge_marks((1, 2), (1, 2, 3), 2) == "valid"


def test_equal_votes_for_the_last_seat_go_by_the_smaller_lot() -> None:
    marks = [(1, 2)] * 4 + [(1, 3)] * 4 + [(2, 3)] * 4
    count = count_ballots(VALID, poll(marks, roll=14, seats=2, lines=(1, 2, 3)), "s", "d")

    assert {line.votes for line in count.lines} == {8}
    assert [line.number for line in count.lines] == sorted((1, 2, 3), key=lambda number: draw_lot("s", "d", number))
    assert [line.elected for line in count.lines] == [True, True, False]
    assert [line.by_lot for line in count.lines] == [True, True, True]


def test_the_example_of_the_documentation_holds() -> None:
    assert [draw_lot("s", "d", number)[:4] for number in (1, 2)] == ["fc49", "db30"]


def test_the_same_ballots_in_another_order_give_the_same() -> None:
    marks = [(1,), (2,), (1,), (), (2,), (1,)]

    assert count_ballots(VALID, poll(marks), "s", "d") == count_ballots(VALID, poll(marks[::-1]), "s", "d")


def test_rules_are_dated_and_exact() -> None:
    assert [rule.id for rule in list_rules(date(2025, 12, 31))] == ["majority-of-roll-2016"]
    assert {rule.id for rule in list_rules(date(2026, 1, 1))} == set(read_rules())
    assert ROLL.quorum == Fraction(2, 3)
    assert all(set(rule.names) == {"zh-hans", "en"} for rule in read_rules().values())
