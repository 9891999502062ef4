"""Root sets: three different roots, one way of writing, and a new set only where two of the old one signed it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from nuantu.core.errors import InputError
from nuantu.passes.algorithms import EDDSA, SigningKey, VerifyKey, make_signing_key
from nuantu.passes.roots import (
    Root,
    RootSet,
    make_root_set,
    read_public_root,
    read_root_file,
    read_root_set,
    read_short_text,
    read_succession,
    sign_succession,
    write_public_root,
    write_root_set,
)

OLD = [make_signing_key() for _ in range(3)]
NEW = [*OLD[:2], make_signing_key(EDDSA)]


def gather(keys: list[SigningKey], number: int = 1, **more: bool) -> RootSet:
    """A set of these keys."""
    return make_root_set(number, [Root(f"office {place}", key.public) for place, key in enumerate(keys)], **more)


def test_a_set_is_written_and_read_again(tmp_path: Path) -> None:
    """With a key of each algorithm; its fingerprint follows from nothing but names and keys."""
    held = gather(NEW)
    (tmp_path / "roots.json").write_text(write_root_set(held))

    assert read_root_file(tmp_path / "roots.json") == held
    assert held.fingerprint == read_root_file(tmp_path / "roots.json").fingerprint != gather(OLD).fingerprint
    assert held.keys == tuple(key.public for key in NEW)


def test_a_public_half_is_written_and_read_again(tmp_path: Path) -> None:
    """On its way into a set; nothing else is taken for one."""
    root = Root("工会 union", OLD[0].public)
    (tmp_path / "a").write_text(write_public_root(root))
    (tmp_path / "b").write_text(write_root_set(gather(OLD)))

    assert read_public_root(tmp_path / "a") == root
    with pytest.raises(InputError, match="no public half of a root"):
        read_public_root(tmp_path / "b")


@pytest.mark.parametrize("keys", [OLD[:2], [*OLD[:2], OLD[0]], [*OLD, make_signing_key()]])
def test_a_set_has_three_different_roots(keys: list[SigningKey]) -> None:
    """Not two, not one of them twice, not four."""
    with pytest.raises(InputError, match="a set has 3 different roots"):
        gather(keys)


def test_a_key_that_is_none_is_no_root() -> None:
    """A point that does not lie on the curve, a key of no length, an algorithm that nobody has; a set numbered 0."""
    for bad in (VerifyKey(-7, b"\x02" + b"\xff" * 32), VerifyKey(-8, b""), VerifyKey(-257, bytes(32))):
        with pytest.raises(InputError, match="cannot be used"):
            make_root_set(1, [Root("a", OLD[0].public), Root("b", OLD[1].public), Root("c", bad)])
    with pytest.raises(InputError, match="cannot be used"):
        gather(OLD, 0)


def test_a_new_set_follows_where_two_of_the_old_signed_it() -> None:
    """With two, and with three."""
    held, new = gather(OLD), gather(NEW, 2)

    for signers in (OLD[:2], OLD[1:], OLD):
        text = write_root_set(new, [sign_succession(new, key) for key in signers])
        assert read_succession(text, held, "x") == new


def test_a_new_set_follows_in_no_other_way() -> None:
    """One signature, one twice, the new root's own, another set's, none; a number left out; a demo after a real one."""
    held, new = gather(OLD), gather(NEW, 2)
    parts = [sign_succession(new, key) for key in OLD]
    other = [sign_succession(gather(NEW, 3), key) for key in OLD]
    for signed in ([parts[0]], [parts[0]] * 2, [parts[0], sign_succession(new, NEW[2])], other, [],
                   [parts[0], (parts[1][0], parts[0][1])]):
        with pytest.raises(InputError, match="of the roots held, not by 2"):
            read_succession(write_root_set(new, signed), held, "x")
    for wrong in (gather(NEW, 3), gather(NEW, 1), gather(NEW, 2, is_demo=True)):
        with pytest.raises(InputError, match="does not follow set 1"):
            read_succession(write_root_set(wrong, [sign_succession(wrong, key) for key in OLD]), held, "x")


@pytest.mark.parametrize(("change", "said"), [
    ({"format": "x"}, "no set of roots of format"), ({"roots": []}, "a set has 3 different"),
    ({"number": True}, "not whole"),
    ({"demo": 1}, "not whole"), ({"roots": [{"name": "a"}]}, "not whole"), ({"roots": None}, "not whole"),
])
def test_what_is_no_set_is_named(change: dict, said: str) -> None:
    """Field by field."""
    with pytest.raises(InputError, match=said):
        read_root_set(json.dumps(gather(OLD).tell() | change), "x")


def test_signatures_that_are_none_are_named() -> None:
    """A list of something else under signatures."""
    new = gather(NEW, 2)
    with pytest.raises(InputError, match="signatures of the set are not whole"):
        read_succession(json.dumps(new.tell() | {"signatures": [["zz", 1]]}), gather(OLD), "x")


def test_files_that_cannot_be_read_are_said(tmp_path: Path) -> None:
    """None there, too long, no UTF-8, no JSON."""
    for content, said in ((None, "cannot be read"), (b" " * 20_000, "longer than"), (b"\xff", "no UTF-8"),
                          (b"{", "no set of roots")):
        path = tmp_path / "roots.json"
        if content is not None:
            path.write_bytes(content)
        with pytest.raises(InputError, match=said):
            read_root_file(path)
    assert read_short_text(path) == "{"


def test_the_name_counts_for_the_fingerprint() -> None:
    """Whoever passes another office's root off as their own changes what is read aloud."""
    held = gather(OLD)
    renamed = replace(held, roots=(Root("somebody", held.roots[0].key), *held.roots[1:]))

    assert renamed.fingerprint != held.fingerprint
