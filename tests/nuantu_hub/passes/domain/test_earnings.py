"""What passes earned follows from what gates told; what is small is neither told nor in a sum."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils.timezone import localdate
from tests.nuantu_hub.passes.pass_cast import build_compound_gate

from nuantu_hub.passes.domain.earnings import LEAST_USES, measure_earned, measure_passing
from nuantu_hub.passes.models import GateCount, PassGate
from nuantu_hub.people.models import Unit
from nuantu_hub.site.clock import now

pytestmark = pytest.mark.django_db


def find_last_sunday() -> Any:
    today = localdate(now())
    return today - timedelta(days=today.weekday() + 1)


def tell(gate: PassGate, ago: int, **counts: int | None) -> None:
    GateCount.objects.create(gate=gate.number, day=find_last_sunday() - timedelta(days=ago), taken_at=now(), **counts)


def test_minutes_are_uses_by_the_difference_of_the_two_times(street: Unit) -> None:
    gate = build_compound_gate(street, "甲园", baseline_s=305)
    tell(gate, 0, let_in=100, measured=100, seconds=400)
    tell(gate, 1, let_in=20, measured=20, seconds=200)
    earned = measure_earned(now())

    assert (earned.uses, earned.saved_min, earned.mean_saved_s) == (120, 120 * 300 / 60, 300.0)
    assert [(line.uses, line.with_pass_s, line.baseline_s) for line in earned.lines] == [(120, 5.0, 305)]


def test_two_gates_of_a_compound_are_one_line_and_small_weeks_are_withheld(street: Unit) -> None:
    gate = build_compound_gate(street, "甲园", baseline_s=60)
    other = build_compound_gate(street, "甲园", compound=gate.compound)
    few = build_compound_gate(street, "乙园", baseline_s=60)
    tell(gate, 0, let_in=10, measured=None)
    tell(other, 0, let_in=10)
    tell(few, 0, let_in=LEAST_USES - 1, measured=19, seconds=19)
    earned = measure_earned(now())

    assert [(line.compound, line.uses, line.saved_min) for line in earned.lines] == [
        ("乙园", None, None), ("甲园", 20, None)]
    assert (earned.uses, earned.unmeasured_uses, earned.saved_min, earned.withheld) == (20, 20, 0.0, 1)
    assert earned.lines[0].with_pass_s is None


def test_only_whole_weeks_of_the_last_twelve_count(street: Unit) -> None:
    gate = build_compound_gate(street, "甲园", baseline_s=60)
    for ago in (-1, 0, 83, 84):
        tell(gate, ago, let_in=50)
    assert measure_earned(now()).uses == 100


def test_a_code_that_takes_longer_saves_nothing(street: Unit) -> None:
    gate = build_compound_gate(street, "甲园", baseline_s=3)
    tell(gate, 0, let_in=50, measured=50, seconds=500)
    assert measure_earned(now()).saved_min == 0.0


def test_what_doors_count_is_not_in_it(street: Unit) -> None:
    gate = build_compound_gate(street, "甲园", baseline_s=60)
    GateCount.objects.create(gate=gate.number.__class__.objects.create(kind="door"), day=find_last_sunday(),
                             let_in=500, taken_at=now())
    assert (measure_earned(now()).uses, measure_passing(now())) == (0, {})


def test_passing_is_the_mean_of_what_was_measured(street: Unit) -> None:
    gate = build_compound_gate(street, "甲园", baseline_s=60)
    tell(gate, 0, measured=100, seconds=90)
    tell(gate, 2, measured=300, seconds=310)
    assert measure_passing(now()) == {gate.compound_id: 1.0}
