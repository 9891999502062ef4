"""A clause's sheet shows the arithmetic of the case, and a request takes the same along."""

from __future__ import annotations

import pytest
from tests.nuantu_hub.seam.small_run import SmallRun

from nuantu_hub.days.interfaces.home import Today
from nuantu_hub.days.interfaces.sheet import build_sheet, find_ground
from nuantu_hub.site.moments import say_money

pytestmark = pytest.mark.django_db


def test_the_floor_is_worked_out_so_far_from_hours_and_pay(today: Today) -> None:
    clause = today.view.clause("G50-minimum-wage")
    assert clause is not None
    sheet = build_sheet(today.view, clause, today=today)
    assert [step.value for step in sheet.steps][1:] == [say_money(today.stand.due_minor),
                                                       say_money(today.stand.counted_minor)]
    assert sheet.total is not None
    assert sheet.total[1] == say_money(abs(today.stand.above_minor or 0))
    assert "23:00" in str(sheet.note)


def test_an_order_shows_the_lines_of_the_clause_alone(today: Today, order_id: str) -> None:
    order, clause = today.view.order(order_id), today.view.clause("YG-piece-rate")
    assert order is not None
    assert clause is not None
    lines = [line for line in order["lines"] if line["clause"] == "YG-piece-rate"]
    sheet = build_sheet(today.view, clause, order=order)
    assert [step.value for step in sheet.steps][:len(lines)] == [say_money(line["amount_minor"]) for line in lines]
    assert (sheet.clause_id, bool(sheet.assumed)) == ("P21", True)


def test_a_limit_says_how_much_is_left(today: Today) -> None:
    clause = today.view.clause("PLT-reminder")
    assert clause is not None
    sheet = build_sheet(today.view, clause, today=today)
    assert [str(step.name) for step in sheet.steps][:2] == ["到此刻工时", "规定"]


def test_the_whole_day_shows_the_auditors_counts(today: Today) -> None:
    clause = today.view.clause("PLT-injury-premium")
    assert clause is not None
    sheet = build_sheet(today.view, clause)
    assert [step.value for step in sheet.steps][:1] == [f"{clause['verdicts']['units']['complied']:,}"]


def test_a_request_about_an_order_takes_sum_events_and_amount_along(today: Today, order_id: str,
                                                                   small: SmallRun) -> None:
    order, clause = today.view.order(order_id), today.view.clause("YG-piece-rate")
    assert order is not None
    assert clause is not None
    ground = find_ground(clause, order_id=order_id, order=order, today=today)
    lines = [line for line in small.scope.record.lines_of_order[order_id] if line.clause_id == "YG-piece-rate"]
    assert ground.amount_minor == sum(line.amount_minor for line in lines)
    assert len(ground.arithmetic) == len(lines)
    known = {event.event_id for event in small.scope.record.events_of_order[order_id]}
    assert ground.event_ids
    assert set(ground.event_ids) <= known


def test_a_request_about_the_floor_takes_the_days_product_along(today: Today) -> None:
    clause = today.view.clause("G50-minimum-wage")
    assert clause is not None
    ground = find_ground(clause, today=today)
    assert str(today.stand.worked_s) in ground.arithmetic[-1][0]
    assert ground.arithmetic[-1][0] != ground.arithmetic[-1][1]
