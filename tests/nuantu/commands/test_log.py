"""``nuantu log`` from a replayed day to a proof, with a real witness process beside it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.nuantu.commands.command_line import run_main
from tests.nuantu.demo_day import make_demo

NUANTU = str(Path(sys.executable).parent / "nuantu")
LINE = {"t": 2_000_000_000, "kind": "suspension", "rule_set": "ab" * 32, "agreement_version": "demo/1",
        "actor": "duty officer", "worker": "R1", "terms": {"reason": "accident"}}


class Union:
    """The union's side: a witness process and both keys."""

    def __init__(self, folder: Path, log_key: str) -> None:
        self.run = subprocess.Popen([NUANTU, "witness", str(folder), "--log", log_key, "--port", "0"],
                                    stdout=subprocess.PIPE, text=True)
        assert self.run.stdout is not None
        self.key, self.url = self.run.stdout.readline().split()[1], self.run.stdout.readline().split()[-1]
        self.trust = ["--log-key", log_key, "--witness-key", self.key]

    def end(self) -> None:
        self.run.kill()
        self.run.communicate()


@pytest.fixture
def union(tmp_path: Path) -> Iterator[Union]:
    """A fresh log in ``log`` and its witness."""
    made = run_main("log", "new", tmp_path / "log", "--origin", "platform.example/decisions")
    assert made.status == 0
    one = Union(tmp_path / "witness", made.out.strip())
    yield one
    one.end()


def test_a_replayed_day_is_written_witnessed_verified_and_proved(
        union: Union, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """The whole walk of the commands, and what each says."""
    out, log = make_demo(tmp_path_factory)[0], tmp_path / "log"
    told = json.loads(run_main("log", "append", log, "--from", out, "--witness", union.url, union.key, "--receipts",
                               tmp_path / "receipts", "--json").out)
    assert (told["published"], told["made"], told["refusals"]) == (True, False, [])
    assert told["added"] == told["size"] == len((tmp_path / "receipts").read_text().splitlines()) > 500

    report = run_main("log", "verify", log, *union.trust, "--receipts", tmp_path / "receipts", "--json", "--jobs", "1")
    found = json.loads(report.out)
    assert (report.status, found["sound"], found["tail"], found["own_keys"]) == (0, True, 0, False)
    assert (found["receipts"]["sampled"], found["decisions"]["sampled"] > 300) == (299, True)

    proof = tmp_path / "proof.json"
    proof.write_text(run_main("log", "prove", log, "--seq", "40", "--open").out)
    assert run_main("log", "prove", "--check", proof, *union.trust).status == 0
    proof.write_text(proof.read_text().replace('"seq": 40', '"seq": 41'))
    assert run_main("log", "prove", "--check", proof, *union.trust).status == 1
    (tmp_path / "one").write_text((tmp_path / "receipts").read_text().splitlines()[7])
    assert json.loads(run_main("log", "prove", log, "--receipt", tmp_path / "one").out)["seq"] == 7
    assert json.loads(run_main("log", "prove", log, "--since", "256").out)["kind"] == "consistency"
    assert run_main("log", "fsck", log, "--lang", "en").out.splitlines()[-1] == "✓ whole"

    watch = ["log", "watch", log, "--state", tmp_path / "seen", *union.trust[:2], "--witness", union.url, union.key,
             "--once", "--receipts", tmp_path / "receipts"]
    assert [run_main(*watch).out[:5] for _ in range(2)] == ["✓ new", "✓ sam"]


def test_a_worker_is_erased_and_the_log_still_holds(
        union: Union, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Locked pay is told with its date; verify counts what lacks evidence; a wrong name is refused."""
    out, log = make_demo(tmp_path_factory)[0], tmp_path / "log"
    assert run_main("log", "append", log, "--from", out, "--witness", union.url, union.key).status == 0
    worker = json.loads(run_main("log", "prove", log, "--seq", str(_find_dispatch(log)), "--open").out)[
        "openings"]["worker"]["reads"]
    said = run_main("log", "erase", log, "--worker", worker, "--on", "2026-12-01", "--lang", "en")
    assert (said.status, "pay records are locked until 2029-11-" in said.out) == (0, True)
    later = json.loads(run_main("log", "erase", log, "--worker", worker, "--on", "2030-01-01", "--json").out)
    assert (later["erased"] > 0, later["locked"], later["until"]) == (True, 0, None)
    assert run_main("log", "erase", log, "--worker", worker).status == 2
    report = run_main("log", "verify", log, *union.trust, "--json", "--jobs", "1")

    assert (report.status, json.loads(report.out)["decisions"]["insufficient_evidence_erased"] > 0) == (0, True)


def _find_dispatch(log: Path) -> int:
    from nuantu.decisions.leaf import decode_leaf
    from nuantu.decisions.store import LeafStore

    store = LeafStore(log / "leaves.db")
    found = next(row.seq for row in store.read_rows(0, 999) if decode_leaf(row.body).kind == "dispatch")
    store.close()
    return found


def run_fed(text: str, *words: object) -> subprocess.CompletedProcess[str]:
    """Run the command as a process with this on its stdin."""
    return subprocess.run([NUANTU, *map(str, words)], input=text, capture_output=True, text=True, check=False)


def test_decisions_from_stdin_are_receipted_line_by_line(union: Union, tmp_path: Path) -> None:
    """Receipts on stdout, words on stderr; a bad line ends in one sentence, what came before it stands."""
    log = tmp_path / "log"
    ended = run_fed("".join(json.dumps(LINE | {"t": LINE["t"] + n}) + "\n" for n in range(5)), "log", "append", log,
                    "--witness", union.url, union.key, "--lang", "en")
    assert (ended.returncode, len(ended.stdout.splitlines())) == (0, 5)
    assert "5 decisions written" in ended.stderr
    assert "witnessed and published" in ended.stderr
    bad = run_fed(json.dumps(LINE | {"t": LINE["t"] + 9}) + "\n" + json.dumps(LINE | {"terms": {"x": 1.5}}) + "\n",
                  "log", "append", log)
    assert (bad.returncode, len(bad.stdout.splitlines()), len(bad.stderr.splitlines())) == (2, 1, 1)
    report = json.loads(run_main("log", "verify", log, *union.trust, "--json").out)

    assert (report["sound"], report["size"], report["witnessed"]) == (True, 6, 6)


def test_a_log_without_a_witness_says_so(tmp_path: Path) -> None:
    """It is made, it says that nothing is published, and keys of its own are named as such."""
    log = tmp_path / "fresh"
    ended = run_fed(json.dumps(LINE), "log", "append", log, "--lang", "en")
    assert (ended.returncode, "a new log was made" in ended.stderr, "there is no witness" in ended.stderr) == (
        0, True, True)
    said = run_main("log", "verify", log, "--lang", "en")

    assert (said.status, "nothing protects the 1 after it" in said.out, "read from the log itself" in said.out) == (
        0, True, True)


def test_a_key_is_rotated_and_both_sides_follow(union: Union, tmp_path: Path) -> None:
    """The witness knows only the old key at the handover and accepts it; the auditor needs only the first key."""
    log = tmp_path / "log"
    run_fed(json.dumps(LINE), "log", "append", log, "--witness", union.url, union.key)
    new = run_main("log", "rotate-key", log).out.strip()
    ended = run_fed(json.dumps(LINE), "log", "append", log, "--lang", "en")
    report = json.loads(run_main("log", "verify", log, *union.trust, "--json").out)

    assert ("published" in ended.stderr, new.startswith("platform.example/decisions+")) == (True, True)
    assert (report["sound"], report["size"], report["witnessed"]) == (True, 3, 3)


@pytest.mark.parametrize("words", [
    ["append", "x", "--from", "nowhere"], ["append", "x", "--witness", "http://127.0.0.1:9", "no-key"],
    ["verify", "nowhere"], ["fsck", "nowhere"], ["prove", "nowhere", "--seq", "1"], ["prove"],
    ["prove", "--check", "nowhere"], ["erase", "nowhere", "--worker", "R1"], ["rotate-key", "nowhere"],
    ["serve", "nowhere"], ["watch", "nowhere", "--state", "s", "--log-key", "no-key", "--once"],
    ["new", "x", "--origin", "a b"],
])
def test_misuse_is_one_sentence_and_leaves_nothing(
        words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Exit status 2, one line, no folder."""
    monkeypatch.chdir(tmp_path)
    ended = run_main("log", *words)

    assert (ended.status, len(ended.err.splitlines()), list(tmp_path.iterdir())) == (2, 1, [])
