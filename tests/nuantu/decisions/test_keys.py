"""Private keys stay private, and come back as they went."""

from __future__ import annotations

from pathlib import Path

import pytest

from nuantu.core.errors import InputError
from nuantu.decisions.keys import load_key, make_key, save_key, write_durably
from nuantu.decisions.note import TYPE_NOTE


def test_a_key_comes_back_and_is_readable_by_its_owner_alone(tmp_path: Path) -> None:
    """The same public key, mode 0600, and never written over."""
    key, path = make_key("a.example/x", TYPE_NOTE), tmp_path / "key.pem"
    save_key(key, path)

    assert load_key("a.example/x", TYPE_NOTE, path).public == key.public
    assert path.stat().st_mode & 0o777 == 0o600
    with pytest.raises(FileExistsError):
        save_key(key, path)


def test_a_key_that_others_may_read_is_refused(tmp_path: Path) -> None:
    """And so is a missing file, and one that holds no key."""
    path = tmp_path / "key.pem"
    with pytest.raises(InputError, match="cannot be read"):
        load_key("a", TYPE_NOTE, path)
    path.write_text("no key")
    path.chmod(0o600)
    with pytest.raises(InputError, match="holds no private key"):
        load_key("a", TYPE_NOTE, path)
    path.chmod(0o640)
    with pytest.raises(InputError, match="may be read by others"):
        load_key("a", TYPE_NOTE, path)


def test_a_text_is_replaced_at_once(tmp_path: Path) -> None:
    """Nothing beside the file is left behind."""
    write_durably(tmp_path / "a", "one")
    write_durably(tmp_path / "a", "two")

    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("a", "two")]
