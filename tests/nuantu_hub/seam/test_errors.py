"""An error of the seam says what is wrong, where, and what to do."""

from __future__ import annotations

from nuantu_hub.seam.errors import RunError


def test_an_error_names_place_fault_and_remedy() -> None:
    assert str(RunError("it is empty", fix="fill it", where="run.json")) == "run.json: it is empty; fill it"
    assert str(RunError("it is empty", fix="fill it")) == "it is empty; fill it"
