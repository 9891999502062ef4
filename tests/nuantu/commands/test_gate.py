"""``nuantu gate`` as an operator meets it: set up from files, scanned at, asked after an incident, ended."""

from __future__ import annotations

import json
import re
import time
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from tests.nuantu.commands.command_line import run_main
from tests.nuantu.gates.paper_issuer import PaperIssuer
from tests.nuantu.gates.running_gate import RunningGate


@pytest.fixture
def issuer() -> PaperIssuer:
    """Somebody who issues now."""
    return PaperIssuer(int(time.time()))


def test_a_gate_without_a_network_is_set_up_scanned_at_and_ended(tmp_path: Path, issuer: PaperIssuer) -> None:
    descriptor = issuer.write_files(tmp_path / "carried")
    with RunningGate(tmp_path / "gate", descriptor) as gate:
        assert gate.client is not None
        phone = issuer.issue()[0]
        early = run_main("gate", "scan", "--port", str(gate.client.port), phone.show(time.time()))
        wrong = run_main("gate", "scan", "--port", str(gate.client.port), "--lane", "2", "HC1:ABC")
        state = gate.state()

        # Its record is new: whatever may have been shown before is waited out.
        assert (early.status, json.loads(early.out)["verdict"]) == (1, "E_REPLAY")
        assert (wrong.status, json.loads(wrong.out)["light"]) == (1, "red")
        assert (state["gate"], state["compound_name"], state["lanes"], state["hub"], state["lists_light"]) == (
            7, "望和嘉园", 2, "offline", "green")
        assert gate.stop() == (0, "")


def test_after_an_incident_the_desk_alone_is_handed_a_minute(tmp_path: Path, issuer: PaperIssuer) -> None:
    with RunningGate(tmp_path / "gate", issuer.write_files(tmp_path / "carried")) as gate:
        assert gate.client is not None
        port, local = str(gate.client.port), datetime.now(UTC).astimezone(timezone(timedelta(hours=8)))
        at, out = f"{local:%Y-%m-%dT%H:%M}", tmp_path / "minute.json"
        none = run_main("gate", "incident", "--at", at, "--out", out, "--data", tmp_path / "gate", "--port", port)
        elsewhere = run_main("gate", "incident", "--at", at, "--out", out, "--data", tmp_path / "other", "--port", port)
        (tmp_path / "other").mkdir()
        (tmp_path / "other" / "desk.key").write_text("0" * 32)
        guessed = run_main("gate", "incident", "--at", at, "--out", out, "--data", tmp_path / "other", "--port", port)

        assert (none.status, "never drawn" in none.err, out.exists()) == (2, True, False)
        assert (elsewhere.status, "secret of the desk cannot be read" in elsewhere.err) == (2, True)
        assert (guessed.status, "missing or wrong" in guessed.err) == (2, True)


def test_the_folder_of_a_gate_is_its_own(tmp_path: Path, issuer: PaperIssuer) -> None:
    descriptor = issuer.write_files(tmp_path / "carried")
    shown = run_main("gate", "key", "--data", tmp_path / "gate")
    with RunningGate(tmp_path / "gate", descriptor) as gate:
        second = run_main("gate", "--data", tmp_path / "gate", "--offline", "--port", "0")
        assert gate.state()["fingerprint"] == shown.out.splitlines()[1]
    other = PaperIssuer(issuer.now_s, gate=8, roots=issuer.roots, key=issuer.key)
    wrong = run_main("gate", "--descriptor", other.write_files(tmp_path / "others"), "--data", tmp_path / "gate",
                     "--offline", "--port", "0")

    assert re.fullmatch(r"[A-Za-z0-9+/]{43}=\n([0-9a-f]{4} ?){4}\n", shown.out)
    assert (second.status, "another controller uses this record" in second.err) == (2, True)
    assert (wrong.status, "of another gate" in wrong.err) == (2, True)


@pytest.mark.parametrize(("words", "said"), [
    ((), "either --hub or --offline"), (("--hub", "https://hub.example", "--offline"), "either --hub or --offline"),
    (("--offline",), "does not know the roots"), (("--hub", "http://hub.example"), "unprotected"),
    (("incident", "--at", "noon", "--out", "x.json"), "is no minute"),
    (("scan", "--port", "1", "XT1:"), "no gate answers"),
    (("enrol", "--hub", "http://127.0.0.1:1", "--gate", "7", "--code", "1"), "cannot be reached")])
def test_what_cannot_be_done_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...],
                                     said: str) -> None:
    monkeypatch.chdir(tmp_path)
    ended = run_main("gate", *words)

    assert (ended.status, said in ended.err) == (2, True), ended.err
