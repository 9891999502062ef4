"""``nuantu pass`` as people call it: a gate and a phone out of nothing, a code that opens once, attacks that do not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.nuantu.commands.command_line import Ended, run_main
from tests.nuantu.passes.world import policy_text

AT = "2026-11-23T04:10:07Z"


def set_up(folder: Path, *words: str, kind: str = "gate", gate: int = 40_001) -> None:
    """An issuer of demo keys, a gate, and a phone with a credential of that class."""
    (folder / "rules.json").write_text(policy_text())
    ended = [run_main("pass", "poster", folder / "issuer", "--out", folder / "gate", "--gate", str(gate), "--demo",
                      "--policy", folder / "rules.json", "--class", kind, "--at", AT),
             run_main("pass", "issue", folder / "issuer", "--out", folder / "phone", "--class", kind, "--at", AT,
                      *words)]
    assert [one.status for one in ended] == [0, 0], ended


def show(folder: Path, *words: str, at: str = AT) -> str:
    """The text on the phone's screen."""
    ended = run_main("pass", "present", folder / "phone", "--at", at, *words)
    assert ended.status == 0, ended.err
    return ended.out.strip()


def check(folder: Path, *words: str, at: str = AT) -> Ended:
    """What the gate says."""
    return run_main("pass", "verify", folder / "gate", "--at", at, *words)


def read(ended: Ended) -> list[str]:
    """The codes of the gate's answers."""
    return [json.loads(line)["code"] for line in ended.out.splitlines()]


def test_a_code_opens_its_gate_once(tmp_path: Path) -> None:
    set_up(tmp_path)
    text = show(tmp_path, "--poster", str(tmp_path / "gate" / "gate.xg1"))
    twice = check(tmp_path, text, text)

    assert (read(twice), twice.status) == (["OK", "E_REPLAY"], 1)
    assert check(tmp_path, text).status == 0


def test_a_minute_later_and_another_gate_it_does_not(tmp_path: Path) -> None:
    set_up(tmp_path)

    assert read(check(tmp_path, show(tmp_path, "--gate", "40001"), at="2026-11-23T04:11:07Z")) == ["E_STALE"]
    assert read(check(tmp_path, show(tmp_path, "--gate", "40002"))) == ["E_AUD"]


def test_the_rules_agreed_on_close_the_gate_at_night(tmp_path: Path) -> None:
    set_up(tmp_path)
    night = "2026-11-23T07:10:07Z"  # 15:10; the credential ends at 16:00
    (tmp_path / "rules.json").write_text(policy_text(hours=(((360, 900),),) * 7))
    ended = run_main("pass", "poster", tmp_path / "issuer", "--out", tmp_path / "closed", "--gate", "40001", "--policy",
                     tmp_path / "rules.json", "--at", AT)
    closed = run_main("pass", "verify", tmp_path / "closed", "--at", night, show(tmp_path, "--gate", "40001", at=night))

    assert ended.status == 0
    assert read(check(tmp_path, show(tmp_path, "--gate", "40001", at=night), at=night)) == ["OK"]
    assert json.loads(closed.out) == {"code": "E_SCOPE", "light": "red", "opens": False, "reason": "closed_hour"}


def test_doors_and_gates_take_different_credentials(tmp_path: Path) -> None:
    for kind in ("gate", "door"):
        (tmp_path / kind).mkdir()
        set_up(tmp_path / kind, kind=kind)
    run_main("pass", "issue", tmp_path / "gate" / "issuer", "--out", tmp_path / "gate" / "other", "--class", "door",
             "--at", AT)
    text = run_main("pass", "present", tmp_path / "gate" / "other", "--gate", "40001", "--at", AT).out.strip()

    assert read(check(tmp_path / "door", show(tmp_path / "door", "--gate", "40001"))) == ["OK"]
    assert read(check(tmp_path / "gate", text)) == ["E_SCOPE"]


def test_a_challenge_needs_no_clock(tmp_path: Path) -> None:
    set_up(tmp_path)
    text = show(tmp_path, "--gate", "40001", "--challenge", "0a0b0c0d", at="2026-11-20T04:10:07Z")

    assert read(check(tmp_path, "--challenge", "0a0b0c0d", text)) == ["OK"]
    assert read(check(tmp_path, "--challenge", "0a0b0c0e", text)) == ["E_REPLAY"]
    assert read(check(tmp_path, text)) == ["E_STALE"]


def test_attacks_are_counted_and_none_is_accepted() -> None:
    ended = run_main("pass", "attack", "--n", "600", "--seed", "5", "--json")
    told = json.loads(ended.out)

    assert (ended.status, told["accepted"], told["errors"]) == (0, [], [])
    assert sum(told["verdicts"].values()) == sum(told["kinds"].values()) == 600
    assert "0 accepted, 0 errors" in run_main("pass", "attack", "--n", "50", "--seed", "6").out


def test_device_keys_are_of_their_owner_alone(tmp_path: Path) -> None:
    set_up(tmp_path)

    assert (tmp_path / "phone" / "device.pem").stat().st_mode & 0o777 == 0o600
    (tmp_path / "phone" / "device.pem").chmod(0o644)
    assert run_main("pass", "present", tmp_path / "phone", "--gate", "1").status == 2


@pytest.mark.parametrize("words", [
    ("pass", "issue", "none", "--out", "x"), ("pass", "poster", "none", "--out", "x", "--gate", "1"),
    ("pass", "present", "none", "--gate", "1"), ("pass", "present", "none"), ("pass", "verify", "none", "XT1:"),
    ("pass", "present", "none", "--gate", "1", "--poster", "x"),
    ("pass", "present", "none", "--gate", "1", "--challenge", "z"),
    ("pass", "verify", "none", "--challenge", "00", "XT1:"), ("pass", "poster", "none", "--out", "x", "--gate", "0")])
def test_what_cannot_be_done_is_one_sentence(words: tuple[str, ...], tmp_path: Path,
                                             monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    ended = run_main(*words)

    assert (ended.status, ended.err.strip().count("\n"), ended.out) == (2, 0, "")
    assert list(tmp_path.iterdir()) == []
