"""The folder of a gate: made once, its owner's alone, and fed by what is carried to it."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from tests.nuantu.gates.paper_issuer import DAY_S, NOON_S, PaperIssuer

from nuantu.core.errors import InputError
from nuantu.gates.gate_folder import GateFolder, find_setup, load_lists, open_gate_folder, read_secret
from nuantu.gates.pass_lists import PassLists
from nuantu.passes.credential import PassClass
from nuantu.passes.roots import Root, make_root_set, sign_succession, write_root_set


@pytest.fixture
def issuer() -> PaperIssuer:
    """Who signs."""
    return PaperIssuer()


@pytest.fixture
def carried(tmp_path: Path, issuer: PaperIssuer) -> Path:
    """The descriptor that somebody carried, with what lies beside it."""
    return issuer.write_files(tmp_path / "carried")


def _load(folder: Path, descriptor: Path | None, now_s: int = NOON_S, kind: PassClass = PassClass.GATE) -> PassLists:
    opened = open_gate_folder(folder)
    try:
        return load_lists(opened.store, descriptor, now_s, kind)
    finally:
        opened.store.close()


def test_a_folder_is_made_once_and_is_its_owners_alone(tmp_path: Path) -> None:
    found = []
    for _ in range(2):
        opened = open_gate_folder(tmp_path / "gate")
        found.append((opened.key.public, opened.desk_secret))
        opened.store.close()
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "gate").iterdir()}

    assert found[0] == found[1]
    assert {name: mode for name, mode in modes.items() if not name.endswith(("-wal", "-shm"))} == {
        "gate.pem": 0o600, "gate.db": 0o600, "desk.key": 0o600}
    assert stat.S_IMODE((tmp_path / "gate").stat().st_mode) == 0o700


def test_what_was_carried_is_there_at_the_next_start_without_it(tmp_path: Path, carried: Path) -> None:
    first = _load(tmp_path / "gate", carried)
    second = _load(tmp_path / "gate", None, NOON_S + 60)

    assert (second.descriptor, second.trust, second.status, second.bundles) == (
        first.descriptor, first.trust, first.status, first.bundles)


def test_what_is_newer_is_taken_over_and_what_is_older_is_no_fault(
        tmp_path: Path, carried: Path, issuer: PaperIssuer) -> None:
    _load(tmp_path / "gate", carried)
    issuer.now_s += 3_600
    (carried.parent / "trust.xl1").write_bytes(issuer.make_trust(2))
    newer = _load(tmp_path / "gate", carried, issuer.now_s)
    (carried.parent / "trust.xl1").write_bytes(issuer.make_trust(1))
    older = _load(tmp_path / "gate", carried, issuer.now_s)

    assert [one.trust.version for one in (newer, older, _load(tmp_path / "gate", None))] == [2, 2, 2]
    assert older.alarms == set()


def test_a_carried_list_that_nobody_signed_rings_and_is_not_taken(
        tmp_path: Path, carried: Path, issuer: PaperIssuer) -> None:
    _load(tmp_path / "gate", carried)
    (carried.parent / "trust.xl1").write_bytes(issuer.make_trust(2, signers=1))
    lists = _load(tmp_path / "gate", carried)

    assert (lists.trust.version, lists.alarms) == (1, {"list refused: trust"})


def test_a_new_issuers_key_in_the_carried_trust_list_signs_what_lies_beside_it(
        tmp_path: Path, carried: Path, issuer: PaperIssuer) -> None:
    _load(tmp_path / "gate", carried)
    other = PaperIssuer(NOON_S + 7 * DAY_S, roots=issuer.roots)
    for name, data in (("trust.xl1", other.make_trust(2)), ("bundle.xb1", other.make_bundle(2)),
                       ("gate.xg1", other.make_descriptor(2))):
        (carried.parent / name).write_bytes(data)
    lists = _load(tmp_path / "gate", carried, other.now_s)

    assert (lists.trust.version, lists.descriptor.version, [one.version for one in lists.bundles][-1]) == (2, 2, 2)


@pytest.mark.parametrize(("spoil", "said"), [
    ("roots.json", "cannot be read"), ("trust.xl1", "never given its trust"), ("gate.xg1", "cannot be read")])
def test_what_is_missing_is_said(tmp_path: Path, carried: Path, spoil: str, said: str) -> None:
    (carried.parent / spoil).unlink()

    with pytest.raises(InputError, match=said):
        _load(tmp_path / "gate", carried)


def test_a_descriptor_of_a_door_is_none_for_a_gate_and_the_other_way_round(tmp_path: Path, carried: Path) -> None:
    door = PaperIssuer(kind=PassClass.DOOR).write_files(tmp_path / "door")

    with pytest.raises(InputError, match="descriptor of a station's door"):
        _load(tmp_path / "one", door)
    with pytest.raises(InputError, match="descriptor of a compound's gate"):
        _load(tmp_path / "two", carried, kind=PassClass.DOOR)
    assert _load(tmp_path / "two", door, kind=PassClass.DOOR).gate_id == 7


def test_other_roots_are_believed_where_two_of_those_held_signed_them(
        tmp_path: Path, carried: Path, issuer: PaperIssuer) -> None:
    _load(tmp_path / "gate", carried)
    other = PaperIssuer()
    new = make_root_set(2, [Root(f"office {number}", root.public) for number, root in enumerate(other.roots)])
    refused, taken = (write_root_set(new, [sign_succession(new, root) for root in issuer.roots[:signers]])
                      for signers in (1, 2))
    told = []
    for text in (refused, taken, refused):
        (carried.parent / "roots.json").write_text(text)
        if text == taken:
            (carried.parent / "trust.xl1").write_bytes(other.make_trust(2))
        lists = _load(tmp_path / "gate", carried)
        told.append((lists.roots == new.keys, lists.trust.version, sorted(lists.alarms)))

    assert told[0] == (False, 1, ["roots refused"])
    assert (told[1][0], told[2][0]) == (True, True)


def test_a_record_without_its_key_and_a_secret_that_is_cut_short_are_said(tmp_path: Path, carried: Path) -> None:
    _load(tmp_path / "gate", carried)
    (tmp_path / "gate" / "gate.pem").unlink()
    with pytest.raises(InputError, match="a record and no key"):
        open_gate_folder(tmp_path / "gate")
    (tmp_path / "desk.key").write_text("short")
    with pytest.raises(InputError, match="cut short"):
        read_secret(tmp_path / "desk.key")
    with pytest.raises(InputError, match="this is a file"):
        open_gate_folder(tmp_path / "desk.key")


def test_a_folder_that_was_not_enrolled_has_no_set_up(tmp_path: Path) -> None:
    opened: GateFolder = open_gate_folder(tmp_path)
    opened.store.close()

    assert find_setup(tmp_path) is None
