"""``agreement sign`` and ``join``: three keys, one digest, nothing half written."""

from __future__ import annotations

import contextlib
import json
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.nuantu.agreement.agreement_text import write_text
from tests.nuantu.agreement.signed_text import DATA, put, write_data
from tests.nuantu.commands.command_line import Ended, run_main

from nuantu.agreement.digest import digest_agreement
from nuantu.agreement.reader import read_agreement
from nuantu.agreement.signature import SIDES, list_sides, read_signature

AT = "2026-03-01T08:00:00Z"
DIGEST = digest_agreement(write_data(DATA)).digest


@pytest.fixture(scope="module")
def keys_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three keys under one passphrase."""
    folder = tmp_path_factory.mktemp("keys")
    (folder / "words").touch(0o600)
    (folder / "words").write_text("seven lamps by the river")
    with contextlib.chdir(folder):
        for side in SIDES:
            run_main("keys", "signer", "new", f"{side}.key", "--name", side, "--office", "代表",
                     "--passphrase-file", "words")
    return folder


@pytest.fixture
def folder(keys_once: Path, tmp_path: Path) -> Iterator[Path]:
    """A folder with the keys, the agreement, and another text of it; commands run inside."""
    here = Path(shutil.copytree(keys_once, tmp_path / "here"))
    write_text(here / "text", write_data(DATA))
    write_text(here / "other", write_data(put(DATA, ("clauses", 0, "params", "base"), "4.01 CNY/order")))
    with contextlib.chdir(here):
        yield here


def sign(side: str, *words: str, text: str = "text", key: str | None = None) -> Ended:
    """``agreement sign`` at a fixed moment."""
    return run_main("agreement", "sign", text, "--key", key or f"{side}.key", "--side", side, "--at", AT,
                    "--passphrase-file", "words", *words)


def test_three_signatures_are_joined(folder: Path) -> None:
    """Each alone in its file, then all under the text, which is replaced at once."""
    for side in SIDES:
        ended = sign(side, "--signature-only", f"{side}.json")
        made = read_signature((folder / f"{side}.json").read_bytes())
        assert (ended.status, ended.err, ended.out) == (0, "", made.statement.decode())
        assert (made.side, made.name, made.office, made.signed_at, made.digest) == (side, side, "代表", AT, DIGEST)
    (folder / "text" / "agreement.yaml").chmod(0o640)
    ended = run_main("agreement", "join", "text", *(f"{side}.json" for side in SIDES))
    assert (ended.status, ended.err, ended.out) == (0, "", DIGEST + "\n")
    assert list_sides(read_agreement(folder / "text").signatures) == list(SIDES)
    assert stat.S_IMODE((folder / "text" / "agreement.yaml").stat().st_mode) == 0o640
    assert [path.name for path in (folder / "text").iterdir()] == ["agreement.yaml"]
    assert run_main("agreement", "verify", "text").status == 0


def test_a_chain_of_signed_files_comes_to_the_same(folder: Path) -> None:
    """Each side signs what it received; the earlier files stay as they were."""
    assert sign("workers", "--out", "one.yaml").status == 0
    assert sign("platform", "--out", "two.yaml", text="one.yaml").status == 0
    assert sign("partners", "--out", "three.yaml", text="two.yaml").status == 0
    assert [len(read_agreement(folder / f"{name}.yaml").signatures) for name in ("one", "two", "three")] == [1, 2, 3]
    assert run_main("agreement", "verify", "three.yaml").status == 0


def test_a_signature_under_another_text_is_refused(folder: Path) -> None:
    """And the file stays as it was."""
    sign("workers", "--signature-only", "workers.json")
    sign("platform", "--signature-only", "platform.json", text="other")
    before = (folder / "text" / "agreement.yaml").read_bytes()
    ended = run_main("agreement", "join", "text", "workers.json", "platform.json")
    assert (ended.status, ended.out) == (2, "")
    assert "the side platform signed another text or other terms" in ended.err
    assert (folder / "text" / "agreement.yaml").read_bytes() == before


@pytest.mark.parametrize(("words", "said"), [
    ((), "the signature goes to one place"), (("--out", "a", "--signature-only", "b"), "goes to one place"),
    (("--out", "words"), "something stands there already"), (("--out", "none/a"), "cannot be written")])
def test_a_signature_goes_to_one_new_file(folder: Path, words: tuple[str, ...], said: str) -> None:
    """Nothing is written over, and nothing is left behind."""
    before = sorted(folder.rglob("*"))
    ended = sign("workers", *words)
    assert (ended.status, ended.out) == (2, "")
    assert said in ended.err
    assert sorted(folder.rglob("*")) == before


def test_one_key_does_not_sign_for_two_sides(folder: Path) -> None:
    """Nor one side twice."""
    sign("workers", "--out", "one.yaml")
    both = sign("platform", "--out", "two.yaml", text="one.yaml", key="workers.key")
    again = sign("workers", "--out", "two.yaml", text="one.yaml", key="platform.key")
    assert (both.status, again.status, (folder / "two.yaml").exists()) == (2, 2, False)
    assert "signs for workers and for platform" in both.err
    assert "the side workers signs twice" in again.err


def test_what_is_no_signers_key_is_refused(folder: Path) -> None:
    """A root's key, a wrong passphrase, a file that is missing."""
    run_main("keys", "root", "new", "root.key", "--name", "union", "--present", "union", "--passphrase-file", "words")
    assert "not of a signer" in sign("workers", "--out", "a", key="root.key").err
    assert "cannot be read" in sign("workers", "--out", "a", key="none.key").err
    (folder / "words").write_text("quite another passphrase")
    assert "the passphrase is not right" in sign("workers", "--out", "a").err
    assert not (folder / "a").exists()


def test_bad_signature_files_are_refused(folder: Path) -> None:
    """Missing, too large, no JSON, altered."""
    sign("workers", "--signature-only", "workers.json")
    told = json.loads((folder / "workers.json").read_text(encoding="utf-8"))
    (folder / "large").write_bytes(b"x" * 20_000)
    (folder / "text.json").write_text("x")
    (folder / "altered.json").write_text(json.dumps({**told, "name": "李四"}))
    for name, said in (("none", "cannot be read"), ("large", "too large"), ("text.json", "no JSON"),
                       ("altered.json", "does not hold")):
        ended = run_main("agreement", "join", "text", name)
        assert (ended.status, ended.out, said in ended.err) == (2, "", True), ended.err
    assert run_main("agreement", "join", "text", "workers.json", "--out", "words").status == 2
    assert run_main("agreement", "join", "text", "workers.json", "--out", "joined.yaml").status == 0
