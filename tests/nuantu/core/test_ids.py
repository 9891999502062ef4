"""Digests name content, not accident."""

from __future__ import annotations

from pathlib import Path

from nuantu.core.ids import digest_bytes, digest_files, digest_json


def test_the_order_of_keys_does_not_matter() -> None:
    """Canonical JSON sorts its keys and keeps Chinese as it is."""
    assert digest_json({"b": 1, "a": "派单"}) == digest_json({"a": "派单", "b": 1})
    assert digest_json({"a": 1}) == digest_bytes(b'{"a":1}')


def test_a_renamed_or_changed_file_changes_the_digest(tmp_path: Path) -> None:
    """Names count as well as bytes."""
    (tmp_path / "a").write_text("x")
    (tmp_path / "b").write_text("x")

    one, other = digest_files([tmp_path / "a"]), digest_files([tmp_path / "b"])

    assert one != other
    assert digest_files([tmp_path / "b", tmp_path / "a"]) == digest_files([tmp_path / "a", tmp_path / "b"])
