"""``nuantu keys``: a whole ceremony by command, its log, and what is refused before anything is done."""

from __future__ import annotations

import contextlib
import json
import shutil
import time
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.nuantu.commands.command_line import Ended, run_main
from tests.nuantu.passes.world import GATE, NOON_S, World, judge

from nuantu.commands.log import log
from nuantu.passes.ceremony import read_ceremonies
from nuantu.passes.issuer_folder import draw_demo_issuer, read_issuer
from nuantu.passes.key_file import read_key_label
from nuantu.passes.roots import read_root_file
from nuantu.passes.trust_list import read_trust_list
from nuantu.passes.verdict import Code

WORDS = "seven lamps by the river"
OFFICES = ("union", "street", "district")


def lay_words(room: Path) -> None:
    """The passphrase in a file of its owner."""
    (room / "words").touch(0o600)
    (room / "words").write_text(WORDS + "\n")


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to hold ceremonies in, with a passphrase in a file."""
    lay_words(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def keys(*words: str | Path, sealed: bool = True, present: str = "union") -> Ended:
    """A command of keys with somebody present."""
    return run_main("keys", *words, *(("--present", present) if present else ()),
                    *(("--passphrase-file", "words") if sealed else ()))


def draw_roots() -> None:
    """Three roots and their set."""
    for office in OFFICES:
        assert keys("root", "new", f"{office}.key", "--name", office, present=office).status == 0
    made = keys("root", "set", *(f"{office}.key.public" for office in OFFICES), "--out", "roots.json", sealed=False)
    assert made.status == 0, made.err


def hold_plan(*more: str, days: int = 3) -> None:
    """Rotate, sign with two roots, merge."""
    shutil.rmtree("issuer/drafts", ignore_errors=True)
    assert keys("rotate", "issuer", "--days", str(days), *more).status == 0
    for office in OFFICES[:2]:
        Path(f"{office}.sig").unlink(missing_ok=True)
        signed = keys("trust", "sign", "issuer/drafts", "--key", f"{office}.key", "--out", f"{office}.sig")
        assert signed.status == 0, signed.err
    merged = keys("trust", "merge", "issuer", "union.sig", "street.sig", sealed=False)
    assert merged.status == 0, merged.err


@pytest.fixture(scope="module")
def held_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ceremony that was held: roots, an issuer, a plan of three days. Passphrases take their time."""
    folder = tmp_path_factory.mktemp("held")
    lay_words(folder)
    with contextlib.chdir(folder):
        draw_roots()
        assert keys("issuer", "new", "issuer", "--roots", "roots.json", sealed=False).status == 0
        hold_plan()
    return folder


@pytest.fixture
def issuer(held_once: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it to go on with."""
    room = shutil.copytree(held_once, tmp_path / "room")
    monkeypatch.chdir(room)
    return room / "issuer"


def test_a_whole_ceremony_ends_in_lists_that_a_gate_takes(issuer: Path) -> None:
    """Roots, set, issuer, plan, two signatures; keys stay sealed; each step is a line of the log."""
    held = read_issuer(issuer, lambda: WORDS)
    now_s = int(time.time())

    trust = read_trust_list(held.find_list(now_s).data, read_root_file(Path("roots.json")).keys, None, now_s)

    assert held.find_signer("credential", now_s).public.kid in {key.kid for key in trust.keys}
    assert json.loads(next(issuer.glob("issuer-*.key")).read_text())["kdf"]["name"] == "scrypt"
    assert [one.act for one in read_ceremonies(Path("ceremonies.jsonl"))] == [
        "root_new", "root_new", "root_new", "root_set", "issuer_new", "rotate", "trust_sign", "trust_sign",
        "trust_merge"]
    assert not list((issuer / "drafts").iterdir())


def test_what_is_shown_is_what_there_is(issuer: Path) -> None:
    """The set, the folder, a list in words and in JSON, the log."""
    fingerprint = read_root_file(Path("roots.json")).fingerprint
    assert keys("root", "show", "roots.json", sealed=False, present="").out.startswith(fingerprint)
    shown = keys("show", "issuer", present="").out
    assert fingerprint in shown
    assert "credential, status" in shown
    listed = run_main("keys", "trust", "show", "issuer/lists/000002.xl1", "--roots", "roots.json", "--json")
    assert json.loads(listed.out)["version"] == 2
    assert "descriptor, policy" in run_main("keys", "trust", "show", "issuer/lists/000002.xl1", "--roots",
                                            "roots.json").out
    ceremonies = run_main("keys", "ceremonies", "ceremonies.jsonl", "--json").out.splitlines()
    assert [json.loads(line)["act"] for line in ceremonies][:2] == ["root_new", "root_new"]
    assert "trust_merge" in run_main("keys", "ceremonies", "ceremonies.jsonl").out
    late = keys("show", "issuer", "--at", "2031-01-01T00:00:00Z", present="")
    assert (late.status, "hold a ceremony" in late.err) == (2, True)


def test_the_decision_log_takes_the_ceremonies(issuer: Path) -> None:
    """The file as it stands."""
    lines = Path("ceremonies.jsonl").read_text()
    ended = CliRunner().invoke(log, ["append", "book"], input=lines)
    assert ended.exit_code == 0, ended.output
    assert ended.output.count('"receipt"') == len(lines.splitlines())


def test_one_root_alone_makes_no_list(issuer: Path) -> None:
    """Named in one sentence, nothing merged, nothing written into the log."""
    before = Path("ceremonies.jsonl").read_text()
    Path("issuer/drafts").rmdir()
    assert keys("rotate", "issuer", "--days", "1").status == 0
    Path("union.sig").unlink()
    keys("trust", "sign", "issuer/drafts", "--key", "union.key", "--out", "union.sig")
    after = Path("ceremonies.jsonl").read_text()

    ended = keys("trust", "merge", "issuer", "union.sig", "union.sig", sealed=False)

    assert (ended.status, "signed by 1 of the roots, 2 are needed" in ended.err) == (2, True)
    assert Path("ceremonies.jsonl").read_text() == after != before
    assert len(list((issuer / "lists").iterdir())) == 3


def test_the_hub_is_brought_the_keys_and_its_demo_is_moved_aside(issuer: Path) -> None:
    """Sealed as they were; a folder that is none is refused."""
    room = issuer.parent
    draw_demo_issuer(room / "hub" / "keys" / "passes", int(time.time()))

    ended = keys("import", "issuer", "--data", "hub")

    assert (ended.status, ended.err) == (0, "")
    assert not read_issuer(room / "hub" / "keys" / "passes", lambda: WORDS).roots.is_demo
    assert (room / "hub" / "keys" / "passes-demo-1").is_dir()
    assert keys("import", "issuer", "--data", "nowhere").status == 2


def test_a_withdrawn_issuer_is_refused_by_gates_that_have_the_new_list(issuer: Path) -> None:
    """XP33: what it signed was good, and is E_KID with the list of the ceremony that withdrew it."""
    held, now_s = read_issuer(issuer, lambda: WORDS), int(time.time())
    world = World(issuer=held.find_signer("credential", now_s))
    rider, lost = world.rider(), world.issuer.public.kid
    assert judge(rider.show(gate=GATE), world.gate()).code is Code.OK
    hold_plan("--without", lost.hex())
    newest = max(read_issuer(issuer, lambda: WORDS).lists, key=lambda one: one.trust.version).trust
    assert lost not in {key.kid for key in newest.keys}
    without = tuple(key for key in world.trust.keys if key.kid != lost)
    gate = world.gate(trust=replace(world.trust, keys=without))
    assert judge(rider.show(gate=GATE), gate, NOON_S).code is Code.E_KID
    ended = keys("rotate", "issuer", "--without", "00" * 8)
    assert (ended.status, "no list names the key" in ended.err) == (2, True)
    assert "sixteen" in keys("rotate", "issuer", "--without", "x").err


def test_a_set_of_roots_is_followed_by_another(issuer: Path) -> None:
    """Two of the old ones sign; with one of a stranger it is refused."""
    room = issuer.parent
    keys("root", "new", "fresh.key", "--name", "fresh")
    words = ("root", "set", "union.key.public", "street.key.public", "fresh.key.public", "--follows", "roots.json")

    ended = keys(*words, "--key", "union.key", "--key", "street.key", "--out", "roots-2.json")

    assert ended.status == 0, ended.err
    assert read_root_file(room / "roots-2.json").number == 2
    refused = keys(*words, "--key", "fresh.key", "--out", "roots-3.json")
    assert (refused.status, "none of the set that is followed" in refused.err) == (2, True)
    assert not (room / "roots-3.json").exists()


def test_nothing_is_written_over_and_no_ceremony_is_told_that_was_not_held(room: Path) -> None:
    """An existing file, an existing public half, a short passphrase, nobody present, a log that cannot be written."""
    Path("there.key").write_text("precious")
    Path("short").touch(0o600)
    Path("short").write_text("short")
    tries = [
        run_main("keys", "root", "new", "there.key", "--name", "x", "--present", "x", "--passphrase-file", "words"),
        run_main("keys", "root", "new", "a.key", "--name", "x", "--present", "x", "--passphrase-file", "short"),
        run_main("keys", "root", "new", "b.key", "--name", "x", "--present", "", "--passphrase-file", "words"),
        run_main("keys", "root", "new", "c.key", "--name", "x", "--passphrase-file", "words"),
        run_main("keys", "root", "new", "d.key", "--name", "x", "--present", "x", "--log", "no/such/log",
                 "--passphrase-file", "words"),
    ]

    assert [one.status for one in tries] == [2] * 5
    assert Path("there.key").read_text() == "precious"
    assert sorted(path.name for path in room.iterdir()) == ["short", "there.key", "words"]


def test_drafts_that_lie_there_are_not_planned_over(issuer: Path) -> None:
    """And no key is made then."""
    assert keys("rotate", "issuer", "--days", "2").status == 0
    held = sorted(issuer.glob("*.key"))

    ended = keys("rotate", "issuer", "--days", "20")

    assert (ended.status, "drafts of an earlier plan" in ended.err) == (2, True)
    assert sorted(issuer.glob("*.key")) == held
    assert {read_key_label(path).role for path in held} == {"issuer"}
