"""The ceremony log: lines the decision log takes, chained, on the disk, and nobody's name in them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from nuantu.core.errors import InputError
from nuantu.decisions.json_lines import read_decisions
from nuantu.passes.ceremony import RULE_SET, Ceremony, read_ceremonies, record_ceremony

NOON_S = 1_795_305_600
FIRST = Ceremony(NOON_S, "root_new", ("union-chair", "street-office"), {"kid": "00" * 8})
SECOND = Ceremony(NOON_S, "trust_sign", ("union-chair",), {"version": 3})


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """A log of two ceremonies."""
    path = tmp_path / "ceremonies.jsonl"
    record_ceremony(path, FIRST)
    record_ceremony(path, SECOND)
    return path


def test_ceremonies_are_read_again(log: Path) -> None:
    """In order, whole."""
    assert read_ceremonies(log) == [FIRST, SECOND]


def test_the_decision_log_takes_the_lines(log: Path) -> None:
    """Each is a decision about no worker and no order, under the rules of ceremonies."""
    decisions = list(read_decisions(log.read_text().splitlines(), "log"))

    assert [(one.at_s, one.kind, one.terms["act"], one.worker_id, one.rule_set.hex()) for one in decisions] == [
        (NOON_S, "pass_key_ceremony", "root_new", None, RULE_SET),
        (NOON_S, "pass_key_ceremony", "trust_sign", None, RULE_SET)]


@pytest.mark.parametrize("keep", [lambda lines: lines[1:], lambda lines: lines[::-1],
                                  lambda lines: [lines[0].replace("street-office", "nobody"), lines[1]],
                                  lambda lines: [lines[0], lines[0]]])
def test_a_line_taken_out_changed_or_moved_is_noticed(log: Path, keep) -> None:
    """And nothing can be written after it before it is looked into."""
    log.write_text("\n".join(keep(log.read_text().splitlines())) + "\n")

    for look in (lambda: read_ceremonies(log), lambda: record_ceremony(log, SECOND)):
        with pytest.raises(InputError, match="something was changed or taken out"):
            look()


def test_a_line_cut_off_by_a_power_cut_is_said(log: Path) -> None:
    """It is neither taken for whole nor written on behind."""
    log.write_text(log.read_text()[:-5])

    with pytest.raises(InputError, match="line 2: the last line was not written to its end"):
        record_ceremony(log, SECOND)


@pytest.mark.parametrize("line", ["{", "[]", '{"t": 1, "terms": []}', json.dumps({"t": "x", "terms": {}})])
def test_what_is_no_ceremony_is_named(log: Path, line: str) -> None:
    """With its line."""
    log.write_text(log.read_text() + line + "\n")

    with pytest.raises(InputError, match="line 3: this is no line of a ceremony"):
        read_ceremonies(log)


def test_a_clock_that_went_back_is_refused(log: Path) -> None:
    """A ceremony cannot be dated before the last one; nor does a log hold that was made so by hand."""
    with pytest.raises(InputError, match="set the clock of this machine right"):
        record_ceremony(log, Ceremony(NOON_S - 1, "rotate", ("union-chair",), {}))
    assert len(read_ceremonies(log)) == 2


@pytest.mark.parametrize("present", [(), ("",), ("x" * 41,), ("a\nb",), ("office",) * 13])
def test_a_ceremony_names_the_offices_present(tmp_path: Path, present: tuple[str, ...]) -> None:
    """At least one; nothing is written otherwise."""
    with pytest.raises(InputError, match="names one to 12 offices"):
        record_ceremony(tmp_path / "log", Ceremony(NOON_S, "rotate", present, {}))
    assert not (tmp_path / "log").exists()


def test_a_log_that_cannot_be_used_is_said(tmp_path: Path) -> None:
    """No file to read, a folder to write into, bytes that are no text."""
    (tmp_path / "latin").write_bytes(b"\xff\n")
    with pytest.raises(InputError, match="cannot be read"):
        read_ceremonies(tmp_path / "none")
    with pytest.raises(InputError, match="cannot be written down"):
        record_ceremony(tmp_path, FIRST)
    for look in (lambda: read_ceremonies(tmp_path / "latin"), lambda: record_ceremony(tmp_path / "latin", FIRST)):
        with pytest.raises(InputError, match="no UTF-8"):
            look()
