"""``nuantu witness`` as a real process: a key made once, one line to copy, and no start without what it needs."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest
from tests.nuantu.commands.command_line import heed_interrupts, run_main

from nuantu.commands.witness import group_logs, open_key
from nuantu.core.errors import InputError
from nuantu.decisions.keys import make_key
from nuantu.decisions.note import TYPE_COSIGNATURE, TYPE_NOTE, read_vkey

NUANTU = str(Path(sys.executable).parent / "nuantu")
LOG = make_key("platform.example/x", TYPE_NOTE).public.vkey


def start(folder: Path) -> tuple[subprocess.Popen[str], str, str]:
    """A witness on a free port: process, key, address."""
    with heed_interrupts():
        run = subprocess.Popen([NUANTU, "witness", str(folder), "--log", LOG, "--port", "0"], stdout=subprocess.PIPE,
                               stderr=subprocess.PIPE, text=True)
    assert run.stdout is not None
    return run, run.stdout.readline().split()[1], run.stdout.readline().split()[-1]


def test_it_keeps_its_key_and_ends_with_ctrl_c(tmp_path: Path) -> None:
    """Started twice it shows the same key; its key file is private."""
    keys = []
    for _ in range(2):
        run, vkey, address = start(tmp_path / "w")
        keys.append(vkey)
        run.send_signal(signal.SIGINT)
        _, err = run.communicate(timeout=30)
        assert (run.returncode, "Stopped." in err, address.startswith("http://127.0.0.1:")) == (0, True, True)

    assert keys[0] == keys[1]
    assert read_vkey(keys[0]).kind == TYPE_COSIGNATURE
    assert (tmp_path / "w" / "witness.pem").stat().st_mode & 0o077 == 0


def test_what_it_cannot_start_with_is_said(tmp_path: Path) -> None:
    """No log, no key, a witness's key as a log's, a memory without its key, a port that is taken."""
    witness_key = make_key("union.example/w", TYPE_COSIGNATURE).public.vkey
    assert run_main("witness", tmp_path / "w").status == 2
    for words in (["--log", "nonsense"], ["--log", witness_key]):
        ended = run_main("witness", tmp_path / "w", *words)
        assert (ended.status, len(ended.err.splitlines())) == (2, 1)
    (tmp_path / "m").mkdir()
    (tmp_path / "m" / "witness.db").write_text("")
    with pytest.raises(InputError, match="a memory and no key"):
        open_key(tmp_path / "m", "union.example/w")
    run, _, address = start(tmp_path / "w")
    ended = run_main("witness", tmp_path / "v", "--log", LOG, "--port", address.rsplit(":", 1)[1])
    run.kill()
    run.communicate()
    assert (ended.status, "port cannot be opened" in ended.err) == (2, True)


def test_keys_of_one_log_stand_together() -> None:
    """Two keys of one name are one log that changes its key."""
    one, two = make_key("a.example/x", TYPE_NOTE).public, make_key("a.example/x", TYPE_NOTE).public
    other = make_key("b.example/x", TYPE_NOTE).public

    assert group_logs((one.vkey, other.vkey, two.vkey)) == {"a.example/x": [one, two], "b.example/x": [other]}
