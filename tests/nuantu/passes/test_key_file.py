"""Key files: sealed, labelled, readable by their owner alone, never written over, and checked when they are opened."""

from __future__ import annotations

import base64
import json
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from nuantu.core.errors import InputError
from nuantu.passes.algorithms import EDDSA, ES256, make_signing_key
from nuantu.passes.key_file import (
    KeyLabel,
    is_sealed,
    label_holder_key,
    label_signing_key,
    open_key_file,
    place_new_file,
    read_key_label,
    read_passphrase_file,
    save_key_file,
)

WORDS = "seven lamps by the river"
MADE_S = 1_795_305_600


def say() -> str:
    """The passphrase, typed right."""
    return WORDS


def refuse() -> str:
    """For a file that needs none."""
    raise AssertionError("nobody should be asked")


@pytest.mark.parametrize("alg", [ES256, EDDSA])
def test_a_root_is_kept_and_opened_again(tmp_path: Path, alg: int) -> None:
    """Under both algorithms; the label can be read without the passphrase, the key signs after it."""
    key = make_signing_key(alg)
    label = label_signing_key(key, "root", "union 工会", MADE_S)
    save_key_file(tmp_path / "root.key", label, key, WORDS)

    ring = open_key_file(tmp_path / "root.key", say, "root")

    assert ring.label == read_key_label(tmp_path / "root.key") == label
    assert key.public.is_signed(ring.signing.sign(b"list"), b"list")
    assert (tmp_path / "root.key").stat().st_mode & 0o777 == 0o600
    assert is_sealed(tmp_path / "root.key")
    assert len(label.fingerprint.replace(" ", "")) == 16


def test_a_holder_is_kept_and_opened_again(tmp_path: Path) -> None:
    """The key to which shares are sealed, stretched with what browsers have."""
    private = X25519PrivateKey.generate()
    label = label_holder_key(private, "street office", MADE_S)
    save_key_file(tmp_path / "holder.key", label, private, WORDS)

    ring = open_key_file(tmp_path / "holder.key", say, "holder")

    assert ring.holder.private_bytes_raw() == private.private_bytes_raw()
    assert json.loads((tmp_path / "holder.key").read_text())["kdf"]["name"] == "pbkdf2-sha256"


def test_a_machine_may_keep_a_key_without_a_passphrase(tmp_path: Path) -> None:
    """Nobody is asked then, and the file's mode is all that guards it."""
    key = make_signing_key()
    save_key_file(tmp_path / "issuer.key", label_signing_key(key, "issuer", "hub", MADE_S), key, None)

    assert open_key_file(tmp_path / "issuer.key", refuse, "issuer").signing.public == key.public
    assert not is_sealed(tmp_path / "issuer.key")


def test_a_wrong_passphrase_opens_nothing(tmp_path: Path) -> None:
    """And a short one is refused before anything is written."""
    key = make_signing_key()
    label = label_signing_key(key, "root", "union", MADE_S)
    save_key_file(tmp_path / "root.key", label, key, WORDS)

    with pytest.raises(InputError, match="passphrase is not right, or the file was changed"):
        open_key_file(tmp_path / "root.key", lambda: WORDS + ".", "root")
    with pytest.raises(InputError, match="5 signs, 12 at least"):
        save_key_file(tmp_path / "other.key", label, key, "short")
    assert not (tmp_path / "other.key").exists()


@pytest.mark.parametrize(("field", "value"), [
    ("name", "somebody else"), ("role", "issuer"), ("demo", True), ("made_s", 0), ("algorithm", "EdDSA"),
])
def test_a_label_that_was_changed_is_noticed(tmp_path: Path, field: str, value: object) -> None:
    """A root passed off as an issuer, a demo key as a real one: the passphrase does not open it any more."""
    key, path = make_signing_key(), tmp_path / "root.key"
    save_key_file(path, label_signing_key(key, "root", "union", MADE_S), key, WORDS)
    path.write_text(json.dumps(json.loads(path.read_text()) | {field: value}))

    with pytest.raises(InputError, match="passphrase is not right, or the file was changed"):
        open_key_file(path, say, "issuer" if field == "role" else "root")


def test_another_role_is_refused_by_name(tmp_path: Path) -> None:
    """An issuer's key signs no list."""
    key, path = make_signing_key(), tmp_path / "issuer.key"
    save_key_file(path, label_signing_key(key, "issuer", "hub", MADE_S), key, None)

    with pytest.raises(InputError, match="the key of a issuer, not of a root"):
        open_key_file(path, refuse, "root")


def test_a_public_half_that_belongs_to_another_key_is_refused(tmp_path: Path) -> None:
    """Also where the file is not sealed and nothing else vouches for it; also a holder's key in a root's file."""
    key, path = make_signing_key(), tmp_path / "issuer.key"
    label = label_signing_key(make_signing_key(), "issuer", "hub", MADE_S)
    save_key_file(path, label, key, None)
    holder = tmp_path / "holder.key"
    save_key_file(holder, KeyLabel("holder", "x", MADE_S, "ES256", key.public.data), key, None)

    with pytest.raises(InputError, match="does not belong to the public half"):
        open_key_file(path, refuse, "issuer")
    with pytest.raises(InputError, match="does not belong to the public half"):
        open_key_file(holder, refuse, "holder")


def test_a_file_that_others_may_read_is_refused(tmp_path: Path) -> None:
    """A key that was readable for a while may have been read."""
    key, path = make_signing_key(), tmp_path / "root.key"
    save_key_file(path, label_signing_key(key, "root", "union", MADE_S), key, WORDS)
    path.chmod(0o640)

    with pytest.raises(InputError, match="may be read by others; set its mode to 0600"):
        open_key_file(path, say, "root")


def test_nothing_is_written_over(tmp_path: Path) -> None:
    """The key that stood there stands there still, and nothing is left beside it."""
    path = tmp_path / "root.key"
    path.write_text("precious")
    key = make_signing_key()

    with pytest.raises(InputError, match="a key is never written over"):
        save_key_file(path, label_signing_key(key, "root", "union", MADE_S), key, WORDS)
    assert path.read_text() == "precious"
    assert list(tmp_path.iterdir()) == [path]
    with pytest.raises(InputError, match="cannot be written"):
        place_new_file(tmp_path / "no" / "such", b"")


@pytest.mark.parametrize(("change", "said"), [
    ({"format": "other"}, "no key file of format"), ({"role": "king"}, "label of the key is not whole"),
    ({"demo": 0}, "label of the key is not whole"), ({"algorithm": "SM2"}, "'SM2' is not known"),
    ({"public": "%"}, "field public: the value is no base64"), ({"private": None}, "field private"),
    ({"kdf": {"name": "md5", "salt": ""}}, "not understood"), ({"kdf": {"name": "scrypt", "salt": "", "n": 2**30}},
                                                               "not understood"),
    ({"kdf": {"name": "pbkdf2-sha256", "salt": "", "rounds": 1}}, "not understood"), ({"kdf": []}, "not understood"),
    ({"name": ""}, "one to 64 signs"), ({"name": "a\nb"}, "one to 64 signs"),
])
def test_what_does_not_fit_is_named(tmp_path: Path, change: dict, said: str) -> None:
    """Each field of the file; a file that asks for gigabytes or for one round of stretching is not obeyed."""
    key, path = make_signing_key(), tmp_path / "root.key"
    save_key_file(path, label_signing_key(key, "root", "union", MADE_S), key, WORDS)
    path.write_text(json.dumps(json.loads(path.read_text()) | change))

    with pytest.raises(InputError, match=said):
        open_key_file(path, say, "root")


def test_what_is_no_key_is_said(tmp_path: Path) -> None:
    """No file, no JSON, a file too long, a key of a kind that nobody uses here."""
    path = tmp_path / "x.key"
    with pytest.raises(InputError, match="cannot be read"):
        read_key_label(path)
    for content, said in ((b"{", "no key file"), (b" " * 20_000, "longer than"), (b"[]", "no key file of format")):
        path.unlink(missing_ok=True)
        place_new_file(path, content, 0o600)
        with pytest.raises(InputError, match=said):
            read_key_label(path)
    key = make_signing_key()
    path.unlink()
    save_key_file(path, label_signing_key(key, "root", "union", MADE_S), key, None)
    other = rsa.generate_private_key(65_537, 2_048).private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    for content in (other, b"\x30"):
        path.write_text(json.dumps(json.loads(path.read_text()) | {"private": base64.b64encode(content).decode()}))
        with pytest.raises(InputError, match="no private key of a known kind"):
            open_key_file(path, refuse, "root")


def test_a_passphrase_is_read_from_a_file_of_its_owner(tmp_path: Path) -> None:
    """Its first line; an empty one is refused."""
    place_new_file(tmp_path / "words", f"{WORDS}\nmore\n".encode(), 0o600)
    place_new_file(tmp_path / "none", b"\n", 0o600)

    assert read_passphrase_file(tmp_path / "words") == WORDS
    with pytest.raises(InputError, match="the passphrase is empty"):
        read_passphrase_file(tmp_path / "none")
