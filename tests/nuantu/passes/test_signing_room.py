"""Drafts out, signatures back: two roots make a list, one makes none, and nobody signs what somebody else read."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from tests.nuantu.passes.ceremonies import MONDAY_S, Ceremony

from nuantu.core.errors import InputError
from nuantu.passes.issuer_folder import draft_plan
from nuantu.passes.signing_room import (
    Draft,
    Signatures,
    merge_drafts,
    read_drafts,
    read_signatures,
    sign_drafts,
    write_drafts,
    write_signatures,
)
from nuantu.passes.trust_list import read_trust_list


@pytest.fixture
def ceremony(tmp_path: Path) -> Ceremony:
    """Three roots and an issuer."""
    return Ceremony(tmp_path / "issuer")


@pytest.fixture
def drafts(ceremony: Ceremony) -> list[Draft]:
    """A plan of three days, not signed yet, as it lies in its folder."""
    write_drafts(ceremony.folder / "drafts", draft_plan(ceremony.folder, ceremony.read(), MONDAY_S, 3, None))
    return read_drafts(ceremony.folder / "drafts")


def test_two_roots_make_the_lists(ceremony: Ceremony, drafts: list[Draft], tmp_path: Path) -> None:
    """Signed apart, carried as files, joined: each is taken by a reader; three signatures do as well."""
    for place in range(3):
        (tmp_path / f"{place}.sig").write_text(write_signatures(sign_drafts(drafts, ceremony.roots[place])))
    signed = [read_signatures(tmp_path / f"{place}.sig") for place in range(3)]

    for some in (signed[:2], signed[1:], signed):
        lists = merge_drafts(drafts, some, ceremony.root_set)
        assert [read_trust_list(data, ceremony.root_set.keys, None, MONDAY_S + 2 * 86_400)
                for data in lists] == [draft.trust for draft in drafts]


def test_one_root_makes_none(ceremony: Ceremony, drafts: list[Draft]) -> None:
    """Also where the same root's file is handed in twice, or the second root signed all but one."""
    one, two = (sign_drafts(drafts, root) for root in ceremony.roots[:2])
    for signed in ([one], [one, one], [one, sign_drafts(drafts[:2], ceremony.roots[1])], []):
        with pytest.raises(InputError, match="of the roots, 2 are needed; ask a further root to sign"):
            merge_drafts(drafts, signed, ceremony.root_set)
    assert len(merge_drafts(drafts, [one, two], ceremony.root_set)) == 3


def test_a_signature_of_something_else_is_named(ceremony: Ceremony, drafts: list[Draft]) -> None:
    """Of another draft of the same version, of bytes that were changed, of a stranger: never passed over."""
    one, two, three = (sign_drafts(drafts, root) for root in ceremony.roots)
    elsewhere = replace(drafts[0].trust, keys=())
    write_drafts(ceremony.folder / "other", [elsewhere])
    other = sign_drafts(read_drafts(ceremony.folder / "other"), ceremony.roots[1])
    digest = two.by_version[1][0]
    wrong = Signatures(two.kid, {**two.by_version, 1: (digest, one.by_version[1][1])})
    stranger = sign_drafts(drafts, Ceremony(ceremony.folder.with_name("x")).roots[0])

    for signed, said in (([one, other], "signed another version 1 than the draft here"),
                         ([one, wrong, three], "under version 1 is wrong"),
                         ([one, two, stranger], "none of the three")):
        with pytest.raises(InputError, match=said):
            merge_drafts(drafts, signed, ceremony.root_set)


def test_drafts_are_not_mixed_with_those_of_an_earlier_plan(ceremony: Ceremony, drafts: list[Draft]) -> None:
    """The folder must be empty."""
    with pytest.raises(InputError, match="drafts of an earlier plan lie here"):
        write_drafts(ceremony.folder / "drafts", [drafts[0].trust])


def test_a_draft_is_what_its_name_says(ceremony: Ceremony, drafts: list[Draft]) -> None:
    """A list moved under another version, and bytes that are no list, are not signed; nor is nothing."""
    folder = ceremony.folder / "drafts"
    (folder / "000009.draft").write_bytes(drafts[0].payload)
    with pytest.raises(InputError, match=r"000009.draft: the draft does not hold the version"):
        read_drafts(folder)
    (folder / "000009.draft").write_bytes(b"\xff")
    with pytest.raises(InputError, match="the draft is not in form"):
        read_drafts(folder)
    (folder / "000009.draft").write_bytes(bytes(70_000))
    with pytest.raises(InputError, match="does not hold the version"):
        read_drafts(folder)
    with pytest.raises(InputError, match="there are no drafts"):
        read_drafts(ceremony.folder)


@pytest.mark.parametrize("content", [
    "{", "[]", json.dumps({"format": "x"}), json.dumps({"format": "nuantu-trust-signatures/1", "root": "zz"}),
    json.dumps({"format": "nuantu-trust-signatures/1", "root": "00", "signatures": [{"version": 1}]}),
])
def test_what_are_no_signatures_is_said(tmp_path: Path, content: str) -> None:
    """In one sentence."""
    (tmp_path / "x.sig").write_text(content)
    with pytest.raises(InputError, match="these are no signatures"):
        read_signatures(tmp_path / "x.sig")
