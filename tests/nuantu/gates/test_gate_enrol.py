"""A gate is let in by a code of the desk, and starts from what roots have signed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.nuantu.gates.paper_issuer import NOON_S, PaperIssuer
from tests.nuantu.gates.paper_pass_hub import PaperPassHub, serve_pass_hub

from nuantu.core.errors import InputError
from nuantu.gates.gate_enrol import enrol_gate, find_first
from nuantu.gates.gate_folder import GateFolder, find_setup, load_lists, open_gate_folder
from nuantu.gates.hub_link import HubLink
from nuantu.gates.pass_lists import DESCRIPTOR, TRUST
from nuantu.passes.credential import PassClass


@contextmanager
def _meet(folder: Path, hub: PaperPassHub) -> Iterator[tuple[GateFolder, HubLink]]:
    opened = open_gate_folder(folder)
    with serve_pass_hub(hub) as url:
        link = HubLink(url, opened.key)
        try:
            yield opened, link
        finally:
            link.close()
            opened.store.close()


def test_a_code_binds_the_gates_key_and_lays_down_what_it_starts_from(tmp_path: Path) -> None:
    hub = PaperPassHub(PaperIssuer())
    with _meet(tmp_path / "gate", hub) as (folder, link):
        roots = enrol_gate(folder, link, 7, "12345678", NOON_S)
        lists = load_lists(folder.store, find_setup(tmp_path / "gate"), NOON_S, PassClass.GATE)

        assert hub.key == folder.key.public
        assert re.fullmatch(r"([0-9a-f]{4} ?){4}", roots.fingerprint)
        assert (lists.gate_id, list(lists.roots)) == (7, list(roots.keys))


def test_a_code_that_is_not_taken_leaves_nothing(tmp_path: Path) -> None:
    with _meet(tmp_path / "gate", PaperPassHub(PaperIssuer())) as (folder, link):
        with pytest.raises(InputError, match=r"the code was not taken \(码不对\)"):
            enrol_gate(folder, link, 7, "00000000", NOON_S)
        assert find_setup(tmp_path / "gate") is None


@pytest.mark.parametrize(("name", "said"), [(TRUST, "does not fit together"), (DESCRIPTOR, "descriptor of gate 8")])
def test_what_does_not_fit_together_is_not_laid_down(tmp_path: Path, name: str, said: str) -> None:
    issuer = PaperIssuer()
    hub = PaperPassHub(issuer)
    hub.published[hub.find_path(name)] = (
        PaperIssuer().make_trust() if name == TRUST else issuer.make_descriptor(gate=8))
    with _meet(tmp_path / "gate", hub) as (folder, link):
        with pytest.raises(InputError, match=said):
            enrol_gate(folder, link, 7, "12345678", NOON_S)
        assert find_setup(tmp_path / "gate") is None


def test_a_hub_without_keys_or_lists_is_said(tmp_path: Path) -> None:
    hub = PaperPassHub(PaperIssuer())
    with _meet(tmp_path / "gate", hub) as (folder, link):
        hub.odd = lambda path: (200, b'{"time": 1, "roots": null}') if path.endswith("/enrol/") else None
        with pytest.raises(InputError, match="holds no keys of passes yet"):
            enrol_gate(folder, link, 7, "12345678", NOON_S)
        hub.odd = lambda path: (404, b"{}") if path.endswith("/trust") else None
        with pytest.raises(InputError, match="/passes/v1/trust cannot be fetched"):
            enrol_gate(folder, link, 7, "12345678", NOON_S)


@pytest.mark.parametrize("kind", list(PassClass))
def test_with_the_roots_carried_to_it_a_gate_or_a_door_fetches_the_rest_once(tmp_path: Path, kind: PassClass) -> None:
    issuer = PaperIssuer(kind=kind)
    (tmp_path / "roots.json").write_text(issuer.write_roots())
    with _meet(tmp_path / "gate", PaperPassHub(issuer)) as (folder, link):
        found = find_first(tmp_path / "gate", link, 7, tmp_path / "roots.json", kind, NOON_S)
        lists = load_lists(folder.store, found, NOON_S, kind)

        assert (lists.gate_id, lists.descriptor.kind, len(lists.roots)) == (7, kind, 3)
        assert find_first(tmp_path / "gate", None, None, None, kind, NOON_S) == found


def test_a_hub_whose_roots_are_others_is_not_believed_and_nothing_is_laid_down(tmp_path: Path) -> None:
    """Its trust list and its descriptor fit together, and no root that was carried here signed them."""
    (tmp_path / "roots.json").write_text(PaperIssuer().write_roots())
    with _meet(tmp_path / "gate", PaperPassHub(PaperIssuer())) as (_folder, link):
        with pytest.raises(InputError, match="does not fit together"):
            find_first(tmp_path / "gate", link, 7, tmp_path / "roots.json", PassClass.GATE, NOON_S)
        assert find_setup(tmp_path / "gate") is None


def test_a_descriptor_of_the_other_class_and_roots_without_a_hub_are_refused(tmp_path: Path) -> None:
    issuer = PaperIssuer()
    (tmp_path / "roots.json").write_text(issuer.write_roots())
    with _meet(tmp_path / "gate", PaperPassHub(issuer)) as (_folder, link):
        with pytest.raises(InputError, match="is a compound's gate"):
            find_first(tmp_path / "gate", link, 7, tmp_path / "roots.json", PassClass.DOOR, NOON_S)
        with pytest.raises(InputError, match="the roots alone say nothing"):
            find_first(tmp_path / "gate", None, 7, tmp_path / "roots.json", PassClass.GATE, NOON_S)
        assert find_setup(tmp_path / "gate") is None
