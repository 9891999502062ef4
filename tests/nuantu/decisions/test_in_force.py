"""What comes into force stands in the log under its digest; two texts under one id and date are told apart."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.nuantu.decisions.small_log import BEGIN_S, Clock, dispatch

from nuantu.core.errors import InputError
from nuantu.decisions.in_force import DivergentError, InForce, find_entry, read_entries
from nuantu.decisions.leaf import Decision
from nuantu.decisions.log import DecisionLog, LogFolder, create_log

ONE = InForce("city-2026", "2026-04-01", "ab" * 32, "cd" * 32, "ef" * 32, {"workers": "01" * 8, "platform": "02" * 8})


def write(folder: Path, *decisions: Decision) -> LogFolder:
    """A log with these decisions."""
    made = create_log(folder, None, [])
    with DecisionLog(made, [], Clock()) as book:
        book.append(decisions)
    return made


def test_an_entry_is_read_back(tmp_path: Path) -> None:
    """Between decisions of other kinds, with the number of its leaf."""
    log = write(tmp_path / "log", dispatch(0), ONE.decide(BEGIN_S + 5, "parties"), dispatch(9))
    assert read_entries(log) == [replace(ONE, seq=1)]
    assert find_entry(read_entries(log), ONE) == replace(ONE, seq=1)


def test_another_text_under_one_id_and_date_is_divergent() -> None:
    """Wherever it stands; another id or date is another agreement."""
    other = replace(ONE, digest="00" * 32, seq=7)
    assert find_entry([], ONE) is None
    assert find_entry([replace(other, agreement_id="x"), replace(other, effective_from="2027-01-01")], ONE) is None
    for entries in ([other], [replace(ONE, seq=1), other], [other, replace(ONE, seq=1)]):
        with pytest.raises(DivergentError, match="leaf 7 puts another text of city-2026 into force from 2026-04-01"):
            find_entry(entries, ONE)


@pytest.mark.parametrize("terms", [{}, {"keys": []}, {"digest": "ab"}, {"agreement": 1}, {"more": "x"}])
def test_a_leaf_that_is_not_of_its_form_is_refused(tmp_path: Path, terms: dict[str, object]) -> None:
    """By its number."""
    sound = ONE.decide(BEGIN_S, "parties")
    bad = replace(sound, terms={**sound.terms, **terms} if terms else {})
    with pytest.raises(InputError, match="leaf 0 does not say which agreement is in force"):
        read_entries(write(tmp_path / "log", bad))
