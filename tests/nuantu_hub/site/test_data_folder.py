"""The data folder draws a secret once and shows it to its owner alone."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from nuantu_hub.site.data_folder import KEY_BYTES, VARIABLE, DamagedKeyError, DataFolder, find_data_folder


def test_a_secret_is_drawn_once(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path)
    assert not folder.has_key("fields-1")
    with ThreadPoolExecutor(8) as pool:
        drawn = set(pool.map(lambda _time: folder.read_key("fields-1"), range(32)))

    assert {len(key) for key in drawn} == {KEY_BYTES}
    assert folder.read_key("fields-1") in drawn
    assert len(drawn) == 1
    assert folder.has_key("fields-1")
    assert (tmp_path / "keys" / "fields-1.key").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("round_number", range(20))
def test_no_reader_sees_half_a_secret(tmp_path: Path, round_number: int) -> None:
    """Many readers wait for one start, so that some arrive while the first still writes."""
    folder = DataFolder(tmp_path)
    start = Barrier(8)

    def read_at_once(_reader: int) -> bytes:
        start.wait()
        return folder.read_key("fields-1")

    with ThreadPoolExecutor(8) as pool:
        drawn = set(pool.map(read_at_once, range(8)))

    assert [len(key) for key in drawn] == [KEY_BYTES]
    assert [path.name for path in (tmp_path / "keys").iterdir()] == ["fields-1.key"]


def test_a_damaged_secret_is_named(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path)
    folder.read_key("index")
    (tmp_path / "keys" / "index.key").write_bytes(b"")

    with pytest.raises(DamagedKeyError, match=r"index\.key: 0 bytes instead of 32"):
        folder.read_key("index")


def test_two_names_are_two_secrets(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path)

    assert folder.read_key("fields-1") != folder.read_key("index")


def test_everything_lies_below_one_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    folder = find_data_folder()

    assert [place.parent for place in (folder.database, folder.files, folder.runs)] == [tmp_path] * 3
