"""The engine's own command enters a signed agreement into the hub's log, once, and says in words what it refuses."""

from __future__ import annotations

import json
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from tests.nuantu.agreement.signed_text import DATA, put, sign_all, write_data
from tests.nuantu.commands.command_line import heed_interrupts, run_main

from nuantu.decisions.keys import make_key
from nuantu.decisions.note import TYPE_COSIGNATURE, TYPE_NOTE
from nuantu_hub.seam.entering import FOLDER, VARIABLE, enter_signed
from nuantu_hub.seam.errors import RunError

SIGNED = sign_all(write_data(DATA))
OTHER = sign_all(write_data(put(DATA, ("clauses", 0, "params", "base"), "4.01 CNY/order")))


def test_entered_once_with_a_receipt_that_anybody_can_check(tmp_path: Path) -> None:
    first, second = (enter_signed(tmp_path, SIGNED, 3) for _ in range(2))
    assert first == second
    assert (first.leaf, first.is_published, first.refusals) == (0, False, ())
    file, receipt = tmp_path / "a.yaml", tmp_path / "receipt.json"
    file.write_bytes(SIGNED)
    receipt.write_text(json.dumps(first.entry), encoding="utf-8")
    assert run_main("agreement", "verify", file, "--receipt", receipt, "--log-key", first.entry["log_key"]).status == 0
    assert run_main("agreement", "verify", file, "--log", tmp_path / FOLDER).status == 0
    assert run_main("log", "verify", tmp_path / FOLDER).status == 0
    (key,) = (tmp_path / FOLDER / "private").iterdir()
    assert stat.S_IMODE(key.stat().st_mode) & 0o077 == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.yaml", FOLDER, f"{FOLDER}.lock", "receipt.json"]


def test_refusals_are_the_engine_s_sentence_without_our_folders(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    enter_signed(tmp_path, SIGNED, 3)
    with pytest.raises(RunError, match="another text of signed") as refused:
        enter_signed(tmp_path, OTHER, 3)
    assert str(tmp_path) not in str(refused.value)
    with pytest.raises(RunError, match="have not signed"):
        enter_signed(tmp_path, write_data(DATA), 3)
    with pytest.raises(RunError):
        enter_signed(tmp_path / "gone", SIGNED, 3)
    (tmp_path / FOLDER / "log.json").write_text("{}", encoding="utf-8")
    with pytest.raises(RunError, match="not of format"):
        enter_signed(tmp_path, SIGNED, 3)
    monkeypatch.setenv(VARIABLE, "http://127.0.0.1:1")
    (tmp_path / "b").mkdir()
    with pytest.raises(RunError, match="not an address and a key"):
        enter_signed(tmp_path / "b", SIGNED, 3)


def test_a_witness_that_cannot_be_reached_is_named_and_the_leaf_stands(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, f"http://127.0.0.1:1 {make_key('witness.example/w', TYPE_COSIGNATURE).public.vkey}")
    told = enter_signed(tmp_path, SIGNED, 3)
    assert (told.leaf, told.is_published, len(told.refusals)) == (0, False, 1)
    assert enter_signed(tmp_path, SIGNED, 3).leaf == 0


def test_the_engine_is_not_loaded_by_asking() -> None:
    """Pages live in this process: what compiles for seconds stays out of it."""
    code = ("import sys, nuantu_hub.seam.entering; "
            "print([name for name in ('numba', 'nuantu.cli') if name in sys.modules])")
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert said.strip() == "[]"


def start_witness(folder: Path, log_key: str, port: str) -> tuple[subprocess.Popen[str], str, str]:
    """A witness of a log: its process, verifier key and address."""
    code = "from nuantu.cli import main; main()"
    with heed_interrupts():
        run = subprocess.Popen([sys.executable, "-c", code, "witness", str(folder), "--log", log_key, "--port", port],
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert run.stdout is not None
    return run, run.stdout.readline().split()[1], run.stdout.readline().split()[-1]


def end(run: subprocess.Popen[str]) -> None:
    """End a witness, and wait for it."""
    run.send_signal(signal.SIGINT)
    run.communicate(timeout=60)


def test_a_witness_that_was_given_the_log_s_key_cosigns_when_it_is_tried_again(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stranger = make_key("other.example/log", TYPE_NOTE).public.vkey
    run, key, address = start_witness(tmp_path / "w", stranger, "0")
    try:
        monkeypatch.setenv(VARIABLE, f"{address} {key}")
        first = enter_signed(tmp_path, SIGNED, 3)
    finally:
        end(run)
    assert (first.is_published, len(first.refusals)) == (False, 1)
    run, _, _ = start_witness(tmp_path / "w", first.entry["log_key"], address.rsplit(":", 1)[1])
    try:
        again = enter_signed(tmp_path, SIGNED, 3)
    finally:
        end(run)
    assert (again.leaf, again.is_published, again.refusals) == (0, True, ())
    proof = tmp_path / "proof.json"
    proof.write_text(run_main("log", "prove", tmp_path / FOLDER, "--seq", "0").out, encoding="utf-8")
    checked = run_main("log", "prove", "--check", proof, "--log-key", first.entry["log_key"], "--witness-key", key)
    assert checked.status == 0
