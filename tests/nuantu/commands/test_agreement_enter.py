"""``agreement enter``: in force from its date, once, under one text; ``verify --log`` finds it or says why not."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from tests.nuantu.agreement.signed_text import DATA, put, write_data, write_signed
from tests.nuantu.commands.command_line import run_main

from nuantu.agreement.reader import read_agreement
from nuantu.commands.agreement_enter import describe_entry
from nuantu.decisions.keys import make_key
from nuantu.decisions.log import DecisionLog, read_log
from nuantu.decisions.note import TYPE_COSIGNATURE

OTHER = write_data(put(DATA, ("clauses", 0, "params", "base"), "4.01 CNY/order"))


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """An empty log."""
    run_main("log", "new", tmp_path / "log")
    return tmp_path / "log"


def test_a_signed_agreement_is_entered_once(tmp_path: Path, log: Path) -> None:
    """Found by verify; the log verifies; a second time nothing is added."""
    folder = write_signed(tmp_path / "a")
    before = run_main("agreement", "verify", folder, "--log", log, "--lang", "en")
    first, second = (json.loads(run_main("agreement", "enter", folder, "--log", log, "--json").out) for _ in range(2))
    after = json.loads(run_main("agreement", "verify", folder, "--log", log, "--json").out)

    assert (before.status, "the log does not hold it in force" in before.out) == (1, True)
    assert (first["seq"], first["added"], second["seq"], second["added"]) == (0, True, 0, False)
    assert (first["agreement"], first["effective_from"], first["digest"]) == ("signed", "2025-01-01", after["digest"])
    assert (after["sound"], after["seq"]) == (True, 0)
    assert run_main("log", "verify", log).status == 0
    assert run_main("agreement", "enter", folder, "--log", log).out.startswith("0  signed  2025-01-01  ")


def test_another_text_under_the_same_id_and_date_is_refused(tmp_path: Path, log: Path) -> None:
    """By enter with status 2, by verify with 1; from another date it is another agreement."""
    run_main("agreement", "enter", write_signed(tmp_path / "a"), "--log", log)
    other = write_signed(tmp_path / "b", OTHER)
    entered, verified = (run_main("agreement", word, other, "--log", log) for word in ("enter", "verify"))
    said = "leaf 0 puts another text of signed into force from 2025-01-01"
    assert (entered.status, said in entered.err) == (2, True)
    assert (verified.status, said in verified.out) == (1, True)
    later = write_signed(tmp_path / "c", write_data(put(DATA, ("effective", "from"), "2027-01-01")))
    assert run_main("agreement", "enter", later, "--log", log).status == 0


def test_two_texts_in_the_log_are_found_from_both_sides(tmp_path: Path, log: Path) -> None:
    """A writer that does not ask leaves a trace that both signed files show."""
    files = [write_signed(tmp_path / "a"), write_signed(tmp_path / "b", OTHER)]
    with DecisionLog(read_log(log), [], time.time) as book:
        book.append([describe_entry(read_agreement(file)).decide(int(time.time()), "somebody") for file in files])
    for file, leaf in zip(files, (1, 0), strict=True):
        ended = run_main("agreement", "verify", file, "--log", log)
        assert (ended.status, f"leaf {leaf} puts another text" in ended.out) == (1, True)


def test_what_cannot_be_entered_is_refused(tmp_path: Path, log: Path) -> None:
    """Two sides only, no date, no log; with --need 2 two sides do."""
    two = write_signed(tmp_path / "two", sides=("workers", "platform"))
    undated = write_signed(tmp_path / "undated", write_data(put(DATA, ("effective",), None)))
    for file, where, said in ((two, log, "partners have not signed"), (undated, log, "nothing says from when"),
                              (write_signed(tmp_path / "a"), tmp_path / "none", "log")):
        ended = run_main("agreement", "enter", file, "--log", where)
        assert (ended.status, ended.out, said in ended.err) == (2, "", True), ended.err
    assert run_main("agreement", "enter", two, "--log", log, "--need", "2").status == 0


def test_a_witness_that_does_not_answer_is_told(tmp_path: Path) -> None:
    """The entry stands on the disk; that it is not published yet is said aloud."""
    key = make_key("witness.example", TYPE_COSIGNATURE).public.vkey
    run_main("log", "new", tmp_path / "log", "--witness", "http://127.0.0.1:9", key)
    ended = run_main("agreement", "enter", write_signed(tmp_path / "a"), "--log", tmp_path / "log")
    assert (ended.status, ended.out[:9], "not published yet" in ended.err) == (0, "0  signed", True)


def test_no_name_enters_the_log(tmp_path: Path, log: Path) -> None:
    """Only sides and ids of keys."""
    run_main("agreement", "enter", write_signed(tmp_path / "a"), "--log", log)
    data = b"".join(path.read_bytes() for path in log.rglob("*") if path.is_file())
    assert b"agreement_in_force" in data
    assert [name for name in ("张三", "李四", "王五", "工会主席") if name.encode() in data] == []


def test_the_receipt_is_told_with_the_entry_each_time(tmp_path: Path, log: Path) -> None:
    """Receipt, leaf, the log's key and the signed checkpoint; asked again the same, so that none is lost."""
    folder = write_signed(tmp_path / "a")
    first, second = (json.loads(run_main("agreement", "enter", folder, "--log", log, "--json").out) for _ in range(2))
    entry = first["entry"]
    assert second["entry"] == entry
    assert entry["receipt"].startswith("nuantu/receipt/v1\n")
    assert entry["checkpoint"].splitlines()[1] == "1"
    receipts = tmp_path / "receipts.jsonl"
    receipts.write_text(json.dumps(entry) + "\n", encoding="utf-8")
    told = run_main("log", "verify", log, "--receipts", receipts, "--log-key", entry["log_key"])
    assert told.status == 0
