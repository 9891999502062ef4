"""The panels' headings say what the charts show, also where a limit was broken."""

from __future__ import annotations

from dataclasses import replace

from nuantu.explanation.record import Record
from nuantu.report.earnings import Earning, measure_earnings
from nuantu.report.hours import Duty
from nuantu.report.panels import count_binding, count_rows, draw_clauses, draw_hours, draw_pay, find_limit
from nuantu.report.tally import Tally


def _states(record: Record) -> dict[str, str]:
    return dict.fromkeys(record.clauses, "complied")


def test_a_day_within_the_stop_says_so_and_one_beyond_says_how_many(record: Record, duty: Duty) -> None:
    """The heading follows the hours."""
    over = [replace(duty.days[0], worked_s=13 * 3600), *duty.days[1:]]

    assert "Nobody worked past the 12 h stop" in draw_hours(record, duty.days, _states(record))
    assert "1 riders finished orders in hand after the 12 h stop" in draw_hours(record, over, _states(record))


def test_the_table_beneath_the_hours_counts_every_worker_day(record: Record, duty: Duty) -> None:
    """Bars and table come from the same bins."""
    text = draw_hours(record, duty.days, _states(record))
    counts = [int(cell.split("</td>")[0]) for cell in text.split("<td>")[1:]]

    assert sum(counts) == len(duty.days)


def test_pay_below_the_floor_is_counted_in_the_heading(record: Record, duty: Duty) -> None:
    """Nobody, or exactly those who were left below it."""
    earnings = measure_earnings(record, duty.days)
    short = Earning("W", 3600, 100, 0, 2770)

    assert "Nobody was left below the floor" in draw_pay(record, earnings, _states(record))
    assert "1 riders were left below the floor" in draw_pay(record, [*earnings, short], _states(record))


def test_a_broken_clause_is_counted_among_the_binding_ones(record: Record) -> None:
    """Departed or lacking evidence is not broken; of which the day shows nothing does not count."""
    tallies = [Tally(clause.id, clause.type.name, clause.layer) for clause in record.clauses.values()]
    binding = [tally for tally in tallies if record.clauses[tally.clause_id].strength == "must"]
    binding[0].units["violated"] = 2
    binding[1].units["insufficient_evidence"] = 5
    binding[2].units["complied"] = 1

    assert count_binding(record, tallies) == (2, 1)
    assert "1 of 2 binding clauses that the day can show were broken" in draw_clauses(record, tallies)


def test_idle_clauses_are_folded_away(record: Record) -> None:
    """A clause that the day had nothing to ask of stands below, and is counted."""
    tallies = [Tally(clause.id, clause.type.name, clause.layer) for clause in record.clauses.values()]
    for tally in tallies:
        tally.units["complied"] = 1
    assert "<details" not in draw_clauses(record, tallies)

    tallies[1].units.clear()
    tallies[1].units["not_applicable"] = 1

    page = draw_clauses(record, tallies)
    assert "1 more had nothing to answer that day" in page
    assert page.count('scope="row"') == len(tallies)


def test_the_column_of_departures_stands_only_where_there_are_any(record: Record) -> None:
    """A phone has no room for empty columns."""
    tallies = [Tally(clause.id, clause.type.name, clause.layer) for clause in record.clauses.values()]

    assert "departed" not in draw_clauses(record, tallies)
    tallies[0].units["departed"] = 1
    assert "departed" in draw_clauses(record, tallies)


def test_a_limit_is_the_smallest_that_is_stated(record: Record) -> None:
    """The first reminder and the stop of the demo's agreement; none where no clause states one."""
    remind, stop = find_limit(record, "fatigue_reminder", "first"), find_limit(record, "daily_stop", "stop_after")

    assert remind is not None
    assert stop is not None
    assert (remind.at_s, stop.at_s) == (8 * 3600, 12 * 3600)
    assert find_limit(record, "winter_supplement", "first_day") is None


def test_rows_that_are_folded_away_do_not_count_towards_the_length_of_the_table(record: Record) -> None:
    """What had nothing to answer is not in sight."""
    kept, idle = Tally("a", "daily_stop", "platform"), Tally("b", "daily_stop", "platform")
    kept.units["complied"] = 1

    assert count_rows([kept, idle, kept]) == 2
    assert draw_clauses(record, [kept, idle, kept]).split("<details")[0].count('<th scope="row">') == 2
