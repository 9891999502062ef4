"""Keys as the hub holds them: a marked demo at first, a ceremony's keys once they are brought in, none otherwise."""

from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from tests.nuantu.passes.ceremonies import DAY_S, MONDAY_S, Ceremony, refuse_asking

from nuantu.passes.issuer_folder import LISTS, install_issuer
from nuantu.passes.key_file import label_signing_key, place_new_file, save_key_file
from nuantu.passes.roots import read_root_set
from nuantu.passes.trust_list import read_trust_list
from nuantu_hub.seam.errors import RunError
from nuantu_hub.seam.pass_keys import (
    PASSPHRASE_VARIABLE,
    VARIABLE,
    find_issuer_key,
    find_posting_key,
    find_trust_list,
    list_keys,
    may_draw_demo,
    tell_roots,
)


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (VARIABLE, PASSPHRASE_VARIABLE, "NUANTU_HUB_SECURE"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def brought(tmp_path: Path) -> tuple[Path, Ceremony]:
    """A data folder into which a ceremony's keys were brought."""
    ceremony = Ceremony(tmp_path / "issuer")
    ceremony.plan()
    install_issuer(ceremony.folder, tmp_path / "data" / "keys" / "passes", refuse_asking)
    return tmp_path / "data", ceremony


def test_a_fresh_hub_signs_with_marked_demo_keys(tmp_path: Path) -> None:
    """The list that it hands out is good under the roots that it tells, which say that they are a demo."""
    signer, poster = find_issuer_key(tmp_path, MONDAY_S), find_posting_key(tmp_path, MONDAY_S)
    told, published = tell_roots(tmp_path, MONDAY_S), find_trust_list(tmp_path, MONDAY_S)

    assert None not in (signer, poster, told, published)
    assert (told.is_demo, all("demo" in name for name in told.names)) == (True, True)
    trust = read_trust_list(published.data, read_root_set(told.text, "x").keys, None, MONDAY_S)
    assert {signer.public.kid, poster.public.kid} <= {key.kid for key in trust.keys}
    assert (published.version, published.issued_s, published.expires_s) == (
        trust.version, trust.issued_s, trust.expires_s)
    assert find_issuer_key(tmp_path, MONDAY_S, "status").public == signer.public


def test_eight_threads_find_one_key(tmp_path: Path) -> None:
    """At the first start."""
    with ThreadPoolExecutor(8) as pool:
        found = {key.public for key in pool.map(lambda _: find_issuer_key(tmp_path, MONDAY_S), range(8))}

    assert len(found) == 1


def test_a_demo_goes_on_in_time(tmp_path: Path) -> None:
    """Half a year later, with lists of higher versions; the roots stay."""
    before = tell_roots(tmp_path, MONDAY_S), find_trust_list(tmp_path, MONDAY_S).version
    later_s = MONDAY_S + 200 * DAY_S

    assert find_issuer_key(tmp_path, later_s) is not None
    assert tell_roots(tmp_path, later_s) == before[0]
    assert find_trust_list(tmp_path, later_s).version > before[1]


def test_keys_of_a_ceremony_sign(brought: tuple[Path, Ceremony]) -> None:
    """And are no demo; all of them are told with what they are for."""
    data, ceremony = brought

    told = tell_roots(data, MONDAY_S)
    assert (told.is_demo, told.fingerprint) == (False, ceremony.root_set.fingerprint)
    assert find_issuer_key(data, MONDAY_S).public.kid in {key.kid for key in ceremony.read().list_keys()}
    assert sorted((key.uses, key.is_held) for key in list_keys(data, MONDAY_S)) == [
        (("credential", "status"), True), (("credential", "status"), True), (("descriptor", "policy"), True)]


def test_a_real_plan_that_has_run_out_signs_nothing_and_tells_no_list(brought: tuple[Path, Ceremony]) -> None:
    """No demo takes its place."""
    data, _ = brought
    later_s = MONDAY_S + 20 * DAY_S

    assert (find_issuer_key(data, later_s), find_posting_key(data, later_s), find_trust_list(data, later_s)) == (
        None, None, None)
    assert not tell_roots(data, later_s).is_demo
    assert len(list((data / "keys" / "passes" / LISTS).iterdir())) == 9


def test_a_plan_that_is_brought_in_later_is_seen_without_a_restart(brought: tuple[Path, Ceremony]) -> None:
    """The folder is looked at, not remembered."""
    data, ceremony = brought
    later_s = MONDAY_S + 20 * DAY_S
    assert find_issuer_key(data, later_s) is None

    ceremony.plan(later_s)
    install_issuer(ceremony.folder, data / "keys" / "passes", refuse_asking)

    assert find_issuer_key(data, later_s) is not None


def test_sealed_keys_are_opened_with_the_passphrase_that_is_named(brought: tuple[Path, Ceremony], tmp_path: Path,
                                                                  monkeypatch: pytest.MonkeyPatch) -> None:
    """Without it: said in words, and nothing is signed."""
    data, ceremony = brought
    folder = data / "keys" / "passes"
    for kid, key in ceremony.read().keys.items():
        path = folder / f"issuer-{kid.hex()}.key"
        path.unlink()
        save_key_file(path, label_signing_key(key, "issuer", "x", MONDAY_S), key, "seven lamps by the river")
    with pytest.raises(RunError, match=r"the issuer.s keys are sealed; name there"):
        find_issuer_key(data, MONDAY_S)

    place_new_file(tmp_path / "words", b"seven lamps by the river\n", 0o600)
    monkeypatch.setenv(PASSPHRASE_VARIABLE, str(tmp_path / "words"))

    assert find_issuer_key(data, MONDAY_S) is not None


def test_a_hub_that_is_served_securely_draws_no_demo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor does one that says so; nor is a demo used that was drawn before; an unknown word is refused."""
    find_issuer_key(tmp_path / "before", MONDAY_S)
    monkeypatch.setenv("NUANTU_HUB_SECURE", "1")
    for data in (tmp_path / "fresh", tmp_path / "before"):
        assert (find_issuer_key(data, MONDAY_S), find_trust_list(data, MONDAY_S), tell_roots(data, MONDAY_S),
                list_keys(data, MONDAY_S)) == (None, None, None, [])
    assert not (tmp_path / "fresh").exists()
    monkeypatch.setenv(VARIABLE, "demo")
    assert may_draw_demo()
    monkeypatch.setenv(VARIABLE, "imported")
    assert not may_draw_demo()
    monkeypatch.setenv(VARIABLE, "maybe")
    with pytest.raises(RunError, match="'maybe'; say demo or imported"):
        may_draw_demo()


def test_a_damaged_folder_is_named(brought: tuple[Path, Ceremony]) -> None:
    """A list that was changed, a key that others may read, roots that are gone."""
    data, _ = brought
    folder = data / "keys" / "passes"
    good = shutil.copytree(folder, data / "good")

    (folder / LISTS / "000001.xl1").write_bytes(b"XL1:\x80")
    (folder / LISTS).touch()
    with pytest.raises(RunError, match=r"000001\.xl1"):
        find_issuer_key(data, MONDAY_S)
    shutil.rmtree(folder)
    shutil.copytree(good, folder)
    next(folder.glob("*.key")).chmod(0o644)
    with pytest.raises(RunError, match="may be read by others"):
        find_issuer_key(data, MONDAY_S)
