"""Papers are signed so that whoever trusts this hub reads them, and read back as they were written."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.nuantu.passes.ceremonies import MONDAY_S

from nuantu.passes.bundle import read_bundle
from nuantu.passes.credential import PassClass
from nuantu.passes.descriptor import read_descriptor
from nuantu.passes.roots import read_root_set
from nuantu.passes.trust_list import TrustList, read_trust_list
from nuantu.passes.verdict import PassError
from nuantu_hub.seam.compound_papers import (
    Bundle,
    GatePaper,
    digest_bundle,
    read_own_bundle,
    read_own_poster,
    sign_bundle,
    sign_poster,
)
from nuantu_hub.seam.pass_keys import VARIABLE, find_trust_list, tell_roots

BUNDLE = Bundle(9, 3, MONDAY_S, None, "{}", '{"type":"FeatureCollection","features":[]}')
PAPER = GatePaper(17, 9, "和风苑", "南门", 39.9912345, 116.4712345, 1, digest_bundle(b"bundle"))


@pytest.fixture(autouse=True)
def demo_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys are drawn where there are none."""
    monkeypatch.setenv(VARIABLE, "demo")


def trust_of(root: Path) -> TrustList:
    """Whom a gate of this hub trusts."""
    told, published = tell_roots(root, MONDAY_S), find_trust_list(root, MONDAY_S)
    assert told is not None
    assert published is not None
    return read_trust_list(published.data, read_root_set(told.text, "roots").keys, None, MONDAY_S)


def test_a_bundle_is_good_for_who_trusts_this_hub_and_reads_back(tmp_path: Path) -> None:
    body = sign_bundle(tmp_path, BUNDLE, MONDAY_S)
    assert body is not None

    assert read_own_bundle(body) == BUNDLE
    assert read_bundle(body, trust_of(tmp_path), MONDAY_S) == BUNDLE
    with pytest.raises(PassError):
        read_bundle(body, trust_of(tmp_path / "another hub"), MONDAY_S)


def test_a_poster_takes_class_one_and_says_where_the_gate_stands(tmp_path: Path) -> None:
    text = sign_poster(tmp_path, PAPER, 4, MONDAY_S, MONDAY_S + 86_400)
    assert text is not None
    read = read_descriptor(text, trust_of(tmp_path), MONDAY_S)

    assert read_own_poster(text.encode()) == read
    assert (read.gate, read.version, read.kind, read.latitude_e6, read.longitude_e6) == (
        17, 4, PassClass.GATE, 39_991_234, 116_471_234)
    assert len(text) <= 900


def test_without_keys_nothing_is_signed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "imported")

    assert sign_bundle(tmp_path, BUNDLE, MONDAY_S) is None
    assert sign_poster(tmp_path, PAPER, 1, MONDAY_S, MONDAY_S + 9) is None
