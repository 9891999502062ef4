"""``nuantu keys signer``: a key sealed for its owner, and a public half for the others."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest
from tests.nuantu.commands.command_line import run_main

from nuantu.commands.key_signer import read_public_signer
from nuantu.core.errors import InputError
from nuantu.passes.key_file import is_sealed, open_key_file, read_key_label

WORDS = "seven lamps by the river"


@pytest.fixture
def words(tmp_path: Path) -> Path:
    """The passphrase in a file of its owner."""
    file = tmp_path / "words"
    file.touch(0o600)
    file.write_text(WORDS)
    return file


def draw(file: Path, words: Path, name: str = "张三", office: str = "工会主席") -> tuple[int, str, str]:
    """``keys signer new``."""
    ended = run_main("keys", "signer", "new", file, "--name", name, "--office", office, "--passphrase-file", words)
    return ended.status, ended.out, ended.err


def test_a_key_is_sealed_and_its_public_half_told(tmp_path: Path, words: Path) -> None:
    """Mode 600, a passphrase, name and office authenticated with it."""
    file = tmp_path / "chair.key"
    status, out, err = draw(file, words)
    told = json.loads((tmp_path / "chair.key.public").read_text(encoding="utf-8"))
    label = read_key_label(file)

    assert (status, err, out) == (0, "", f"张三  工会主席  {label.fingerprint}\n")
    assert (stat.S_IMODE(file.stat().st_mode), is_sealed(file)) == (0o600, True)
    assert told == {"format": "nuantu-signer/1", "name": "张三", "office": "工会主席", "key_id": label.kid.hex(),
                    "public_key": label.public.hex()}
    ring = open_key_file(file, lambda: WORDS, "signer")
    assert ring.label == label
    assert (label.role, label.name, label.office) == ("signer", "张三", "工会主席")


@pytest.mark.parametrize(("before", "after", "said"), [
    ("工会主席", "副主席", "the passphrase is not right, or the file was changed"),
    ("张三", "李四", "the passphrase is not right, or the file was changed"),
    ('"signer"', '"issuer"', "the office of the key is missing, or stands where none belongs")])
def test_a_key_cannot_be_relabelled(tmp_path: Path, words: Path, before: str, after: str, said: str) -> None:
    """Whose it is stands under the passphrase."""
    file = tmp_path / "chair.key"
    draw(file, words)
    file.write_text(file.read_text(encoding="utf-8").replace(before, after), encoding="utf-8")
    with pytest.raises(InputError, match=said):
        open_key_file(file, lambda: WORDS, "signer")


def test_nothing_is_written_over(tmp_path: Path, words: Path) -> None:
    """Neither a key nor a public half, and nothing is left behind."""
    (tmp_path / "a.public").write_text("x")
    (tmp_path / "b").write_text("x")
    for name in ("a", "b"):
        status, out, err = draw(tmp_path / name, words)
        assert (status, out) == (2, "")
        assert "something stands there already" in err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.public", "b", "words"]
    assert draw(tmp_path / "c", words, name="")[0] == draw(tmp_path / "c", words, office="x" * 65)[0] == 2


def test_a_public_key_is_read_from_its_file_or_written_out(tmp_path: Path, words: Path) -> None:
    """Everything else is refused."""
    draw(tmp_path / "chair.key", words)
    public = json.loads((tmp_path / "chair.key.public").read_text(encoding="utf-8"))["public_key"]
    assert read_public_signer(str(tmp_path / "chair.key.public")) == public == read_public_signer(public.upper())
    (tmp_path / "bad").write_text("{")
    (tmp_path / "other").write_text("{}")
    (tmp_path / "short").write_text('{"format": "nuantu-signer/1", "public_key": "ab"}')
    for name, said in (("bad", "no JSON"), ("other", "not of format"), ("short", "64 hexadecimal"),
                       ("none", "neither")):
        with pytest.raises(InputError, match=said):
            read_public_signer(str(tmp_path / name))
