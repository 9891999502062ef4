"""``nuantu day check`` says what a day holds, to people and to programs."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from tests.nuantu.commands.command_line import run_main
from tests.nuantu.replay.small_day import make_day, write_mdrp

from nuantu.replay.readers.native import write_day
from nuantu.replay.reading import read_day


def test_the_facts_of_a_day_are_printed_as_json(tmp_path: Path) -> None:
    """Counts, span, rule set and digest; tables that the day lacks are null."""
    folder = write_mdrp(tmp_path / "first")

    ended = run_main("day", "check", folder, "--json")

    assert (ended.status, ended.err) == (0, "")
    assert json.loads(ended.out) == {
        "name": "first", "tz": "Asia/Shanghai", "rules": "mdrp", "currency": "USD", "date": "2018-03-01",
        "source": "published Meal Delivery Routing instance; it pays 10 an order and at least 15 an hour on duty, "
                  "aims at 40 and allows 90 minutes click-to-door",
        "merchants": 2, "orders": 3, "workers": 2, "shifts": 2, "districts": None, "alerts": None, "compounds": None,
        "preferences": None,
        "street_nodes": None, "street_edges": None, "features": None, "shift_hours": 11.83,
        "first_placed": "2018-03-01T00:10+08:00", "last_placed": "2018-03-01T10:00+08:00",
        "last_ready": "2018-03-01T10:55+08:00", "first_on": "2018-03-01T00:00+08:00",
        "last_off": "2018-03-01T11:40+08:00", "ready_after_last_shift": 0, "digest": read_day(folder).digest,
    }


def test_a_person_reads_the_same_in_both_languages(tmp_path: Path) -> None:
    """Chinese first, English beside it, and nothing about tables that are absent."""
    ended = run_main("day", "check", write_mdrp(tmp_path / "first"))

    assert ended.status == 0
    assert [line.split() for line in ended.out.splitlines() if "订单" in line] == [["订单", "orders", "3"]]
    assert "districts" not in ended.out


def test_a_date_of_its_own_is_kept_and_one_given_is_taken(tmp_path: Path) -> None:
    """The option dates an undated day."""
    native = json.loads(run_main("day", "check", write_day(make_day(), tmp_path / "native"), "--json").out)
    dated = json.loads(run_main("day", "check", write_mdrp(tmp_path / "mdrp"), "--date", "2026-07-05", "--json").out)

    assert (native["date"], native["alerts"], native["street_edges"]) == ("2026-11-20", 2, 1)
    assert (dated["date"], dated["first_placed"]) == ("2026-07-05", "2026-07-05T00:10+08:00")


def test_a_folder_that_is_no_day_is_told_apart(tmp_path: Path) -> None:
    """Nothing, a file, an empty folder, a folder of days and two days in one each have their sentence."""
    first = write_mdrp(tmp_path / "days" / "first")
    (tmp_path / "empty").mkdir()
    both = write_mdrp(tmp_path / "both")
    (both / "day.json").write_text("{}")
    said = {
        tmp_path / "nowhere": "the folder does not exist; check the path.",
        first / "orders.txt": "this is a file, not the folder of a day; name the folder that holds it.",
        tmp_path / "empty": (
            "the folder holds neither orders.txt (mdrp) nor day.json (native); name the folder of one day."),
        tmp_path / "days": "the folder is not a day but holds 1 of them; name one of them.",
        both: "the folder holds both orders.txt and day.json; keep one day in a folder.",
    }

    for path, sentence in said.items():
        ended = run_main("day", "check", path)
        assert (ended.status, ended.out, ended.err) == (2, "", f"nuantu: {path}: {sentence}\n")


INSTALLED = (
    ("orders.txt", b"",
     ": the file is empty; write its header and rows."),
    ("orders.txt", b"x" * 10_000_000, (
        ", line 1: the line has 10,000,000 characters and at most 10,000 are read; "
        "check that the file has one row a line.")),
    ("couriers.txt", b"\0" * 100,
     ", line 1: the file holds a NUL byte, so it is damaged or not UTF-8 text; save it as UTF-8 text."),
    ("restaurants.txt", b"restaurant\tx\ty\nr1\tten\t1\n",
     ", line 2, field x: 'ten' is not a number; write a plain decimal number."),
    ("couriers.txt", b"courier\tx\ty\ton_time\toff_time\nc1\t0\t0\t9\t8\n",
     ", line 2, field off_time: off_time 8 is not after on_time 9; correct one of the two."),
)


@pytest.mark.parametrize(("file", "content", "sentence"), INSTALLED, ids=[row[2] for row in INSTALLED])
def test_the_installed_command_says_one_sentence_and_ends_with_two(
    tmp_path: Path, file: str, content: bytes, sentence: str,
) -> None:
    """A process of its own: status 2, the whole sentence, no traceback, nothing on the other stream."""
    folder = write_mdrp(tmp_path / "day")
    (folder / file).write_bytes(content)

    run = subprocess.run([Path(sys.executable).parent / "nuantu", "day", "check", "day"], cwd=tmp_path,
                         capture_output=True, text=True, check=False, timeout=120)

    assert (run.returncode, run.stdout, run.stderr) == (2, "", f"nuantu: day/{file}{sentence}\n")


def test_a_date_that_is_none_is_refused_by_the_command_line(tmp_path: Path) -> None:
    """The option's own words, status 2."""
    ended = run_main("day", "check", write_mdrp(tmp_path / "day"), "--date", "yesterday")

    assert (ended.status, ended.out) == (2, "")
    assert "'yesterday' does not match the format '%Y-%m-%d'" in ended.err


def test_what_a_union_measured_goes_into_a_new_day(tmp_path: Path) -> None:
    """The compounds found, the ones that the day lacks, and the seconds for D06; a second time the folder is taken."""
    folder = write_day(make_day(), tmp_path / "day")
    compounds = read_day(folder).compounds
    assert compounds is not None
    first = compounds.to_pylist()[0]
    rows = [{"name": "甲园", "has_pass": False, "delay_s": 77,
             "gates": [{"x_m": first["gate_x_m"], "y_m": first["gate_y_m"]}]},
            {"name": "远处", "has_pass": True, "delay_s": 5, "gates": [{"x_m": 9e6, "y_m": 9e6}]}]
    file = tmp_path / "friction.json"
    file.write_text(json.dumps({"format": "nuantu-friction/1", "compounds": rows}), encoding="utf-8")

    ended = run_main("day", "friction", folder, "--file", file, "--out", tmp_path / "new", "--json")
    again = run_main("day", "friction", folder, "--file", file, "--out", tmp_path / "new")

    assert (ended.status, json.loads(ended.out)) == (0, {
        "out": str(tmp_path / "new"), "matched": 1, "with_pass": 0, "absent": ["远处"],
        "added": {first["compound_id"]: 77}})
    assert again.status == 2
    told = read_day(tmp_path / "new").compounds
    assert told is not None
    assert told.to_pylist()[0] == first | {"has_pass": False, "gate_delay_s": 77}


def test_generated_days_are_told_one_by_one(tmp_path: Path) -> None:
    """As JSON and as a table; each folder is a day that can be checked, and the same seed gives the same."""
    ended = run_main("day", "generate", "--out", tmp_path / "days", "--days", "2", "--orders", "40", "--json")
    told = json.loads(ended.out)

    assert (ended.status, [row["day"] for row in told["days"]]) == (0, ["day-01", "day-02"])
    for row in told["days"]:
        facts = json.loads(run_main("day", "check", tmp_path / "days" / row["day"], "--json").out)
        assert (facts["date"], facts["orders"], facts["workers"]) == (row["date"], row["orders"], row["riders"])
    shown = run_main("day", "generate", "--out", tmp_path / "again", "--days", "2", "--orders", "40")
    assert (shown.status, "day-02" in shown.out) == (0, True)
    again = run_main("day", "generate", "--out", tmp_path / "again", "--days", "2", "--orders", "40")
    assert (again.status, "something stands where the days are to go" in again.err) == (2, True)
