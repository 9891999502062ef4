"""A call for help."""

from __future__ import annotations

from datetime import timedelta

from tests.nuantu_hub.stations.equipment_cast import MOMENT

from nuantu_hub.stations.models import HelpCall


def test_the_clock_of_a_call_stops_when_somebody_answers() -> None:
    call = HelpCall(at=MOMENT)
    assert (call.due_at, call.answer_s) == (MOMENT + timedelta(minutes=3), None)
    call.answered_at = MOMENT + timedelta(seconds=50)
    assert (call.answer_s, call.step_at(MOMENT + timedelta(days=1))) == (50.0, HelpCall.Step.KEEPER)
