"""Written sheets read back as the same records."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from tests.nuantu.out_builder import write_out
from tests.nuantu.rights.test_log_reader import CLAUSES, write_two
from tests.nuantu.settle.log_days import SmallDay, small_days

from nuantu.core.errors import InputError
from nuantu.core.times import Lang
from nuantu.rights.log_reader import read_own_part
from nuantu.rights.own_copy import Person
from nuantu.rights.sheets_reader import read_sheets
from nuantu.rights.sheets_writer import write_export

PLAIN = ("at_s", "kind", "worker_id", "order_id", "distance_m", "district_id", "place_code", "from_s", "to_s", "level",
         "reason", "worker_class")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_export_reads_back_as_the_own_part(lang: Lang, tmp_path: Path) -> None:
    """Events, slips, person and what is told whole: all the same, in either language."""
    copy = read_own_part(write_two(tmp_path), Person("W1"))
    names = write_export(copy, tmp_path / "export", lang)
    back = read_sheets(tmp_path / "export", Person("W1"))

    assert sorted(path.name for path in (tmp_path / "export").iterdir()) == sorted(names)
    assert back.events.select(PLAIN) == copy.events.select(PLAIN)
    assert [replace(line, where="") for line in back.slips] == [replace(line, where="") for line in copy.slips]
    assert (back.person, back.kinds, back.days) == (copy.person, copy.kinds, copy.days)
    assert (tmp_path / "export" / "trips.csv").read_bytes()[:3] == b"\xef\xbb\xbf"


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    """A folder with anything in it is left alone."""
    copy = read_own_part(write_two(tmp_path), Person("W1"))
    write_export(copy, tmp_path / "export")
    with pytest.raises(InputError, match="something stands"):
        write_export(copy, tmp_path / "export")


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(small_days())
def test_whatever_a_day_holds_the_export_settles_alike(tmp_path_factory: pytest.TempPathFactory, day: SmallDay) -> None:
    """Random small days: what is delivered, and what it pays, is the same from the sheets as from the log."""
    tmp_path = tmp_path_factory.mktemp("day")
    out = write_out(tmp_path / "out", day.log, CLAUSES)
    worker = day.workers[0]
    copy = read_own_part(out, Person(worker))
    if not copy.delivered:
        return
    write_export(copy, tmp_path / "export")
    back = read_sheets(tmp_path / "export", Person(worker))
    assert back.delivered == copy.delivered
    assert [(line.order_id, line.amount_minor) for line in back.slips] == [
        (line.order_id, line.amount_minor) for line in copy.slips]
