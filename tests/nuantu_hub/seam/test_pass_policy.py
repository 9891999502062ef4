"""Policies pass the seam as plain data and come back the same; what the engine refuses is named."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from nuantu_hub.seam.errors import RunError
from nuantu_hub.seam.pass_policy import PolicyTerms, is_open, read_terms, write_terms

TERMS = PolicyTerms(hours=(((360, 1380),),) * 6 + ((),), vehicles=("ebike", "foot"), speed_kmh=15, stay_max_min=30,
                    agreed_on=date(2026, 10, 18), parties=("安居物业", "东湖区总工会"), notes={"zh": "轻声", "en": ""})


def test_terms_are_written_and_read_the_same() -> None:
    assert read_terms(write_terms(TERMS)) == TERMS
    assert write_terms(read_terms(write_terms(TERMS))) == write_terms(TERMS)


@pytest.mark.parametrize(("field", "changed"), [
    ("hours.mon", {"hours": (((400, 300),),) * 7}), ("speed_kmh", {"speed_kmh": 90}), ("vehicles", {"vehicles": ()}),
    ("stay_max_min", {"stay_max_min": 0}), ("parties", {"parties": ()})])
def test_what_the_engine_does_not_take_is_named(field: str, changed: dict[str, object]) -> None:
    with pytest.raises(RunError) as refused:
        write_terms(replace(TERMS, **changed))  # type: ignore[arg-type]
    assert refused.value.where == field


def test_open_is_what_the_gate_says() -> None:
    text = write_terms(TERMS)

    assert is_open(text, datetime.fromisoformat("2026-11-21 12:00"))
    assert not is_open(text, datetime.fromisoformat("2026-11-21 23:00"))
    assert not is_open(text, datetime.fromisoformat("2026-11-22 12:00"))
