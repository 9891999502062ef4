"""Phones are told the roots as the file of roots has them."""

from __future__ import annotations

from nuantu.passes.roots import read_root_set
from nuantu_hub.passes.interfaces.root_set import find_fingerprint, tell_root_set


def test_the_set_is_the_file_s_and_its_fingerprint_what_people_compare() -> None:
    """Read back, it is a set of three roots with the same fingerprint."""
    import json

    told = tell_root_set()
    found = read_root_set(json.dumps(told), "told")

    assert len(found.roots) == 3
    assert found.fingerprint == find_fingerprint()
