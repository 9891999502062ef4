"""The issuer's folder: plans by ceremony, demo keys that are marked, and what a gate makes of both."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from tests.nuantu.passes.ceremonies import DAY_S, MONDAY_S, Ceremony, refuse_asking

from nuantu.core.errors import InputError
from nuantu.passes.algorithms import make_signing_key
from nuantu.passes.credential import PassClass
from nuantu.passes.issuer_folder import (
    LISTS,
    ROOTS_FILE,
    draft_plan,
    draw_demo_issuer,
    install_issuer,
    is_covered,
    place_list,
    read_issuer,
    read_signed_list,
    renew_demo_issuer,
)
from nuantu.passes.key_file import read_key_label
from nuantu.passes.roots import make_root_set, sign_succession, write_root_set
from nuantu.passes.rotation import plan_trust_lists
from nuantu.passes.trust_list import read_trust_list


@pytest.fixture
def ceremony(tmp_path: Path) -> Ceremony:
    """An issuer with roots and no plan yet."""
    return Ceremony(tmp_path / "issuer")


def test_a_plan_makes_keys_and_lists_that_gates_take(ceremony: Ceremony) -> None:
    """Nine days: two issuing keys, one for posters, nine lists, each good under the roots on its day."""
    issuer = ceremony.plan()

    assert [sorted(key.uses) for key in issuer.list_keys()].count(["credential", "status"]) == 2
    assert len(issuer.keys) == 3
    held = None
    for one in issuer.lists:
        held = read_trust_list(one.data, ceremony.root_set.keys, held, one.trust.issued_s)
    assert held is not None
    assert held.version == 9


def test_credentials_and_posters_are_signed_by_different_keys_of_the_day(ceremony: Ceremony) -> None:
    """Until the seventh day the first, then the second; a key that signs credentials signs no poster."""
    issuer = ceremony.plan()

    first, second = (issuer.find_signer("credential", MONDAY_S + day * DAY_S) for day in (6, 7))
    poster = issuer.find_signer("descriptor", MONDAY_S + 7 * DAY_S)

    assert issuer.find_signer("status", MONDAY_S).public == first.public
    assert len({first.public, second.public, poster.public}) == 3
    listed = {key.kid: key for key in issuer.find_list(MONDAY_S).trust.keys}
    assert listed[poster.public.kid].classes == frozenset()
    assert listed[first.public.kid].classes == frozenset(PassClass)


def test_a_plan_that_has_run_out_signs_nothing(ceremony: Ceremony) -> None:
    """Said in one sentence; before its first day too; a ceremony mends it."""
    issuer = ceremony.plan()

    for moment in (MONDAY_S - 1, MONDAY_S + 11 * DAY_S):
        with pytest.raises(InputError, match="hold a ceremony: nuantu keys rotate"):
            issuer.find_signer("credential", moment)
        assert not is_covered(issuer, moment)
    again = ceremony.plan(MONDAY_S + 11 * DAY_S)
    assert is_covered(again, MONDAY_S + 11 * DAY_S)
    assert [one.trust.version for one in again.lists] == list(range(1, 19))


def test_a_key_whose_private_half_is_not_here_is_not_signed_with(ceremony: Ceremony) -> None:
    """Another machine's key on the list counts for nothing here."""
    issuer = ceremony.plan()
    (ceremony.folder / f"issuer-{issuer.find_signer('credential', MONDAY_S).public.kid.hex()}.key").unlink()

    with pytest.raises(InputError, match="may sign a credential now"):
        ceremony.read().find_signer("credential", MONDAY_S)


def test_a_list_that_two_roots_did_not_sign_is_not_put_in_place(ceremony: Ceremony) -> None:
    """One root, the same root twice, roots of somebody else: nothing stays behind."""
    (trust,) = draft_plan(ceremony.folder, ceremony.read(), MONDAY_S, 1, None)
    ceremony_two = Ceremony(ceremony.folder.with_name("other"))

    for data in (ceremony.sign(trust, 0), ceremony.sign(trust, 1, 1), ceremony_two.sign(trust, 0, 1)):
        with pytest.raises(InputError, match="the list is not good"):
            place_list(ceremony.folder, data, ceremony.root_set)
    assert list((ceremony.folder / LISTS).iterdir()) == []
    place_list(ceremony.folder, ceremony.sign(trust, 0, 1), ceremony.root_set)
    with pytest.raises(InputError, match="never written over"):
        place_list(ceremony.folder, ceremony.sign(trust, 0, 1), ceremony.root_set)
    with pytest.raises(InputError, match="no list of whom to trust"):
        place_list(ceremony.folder, b"XL1:", ceremony.root_set)


def test_a_list_on_the_disk_is_checked_again(ceremony: Ceremony) -> None:
    """A disk is no signature."""
    ceremony.plan()
    path = ceremony.folder / LISTS / "000003.xl1"
    path.write_bytes(path.read_bytes()[:-1] + b"\0")

    with pytest.raises(InputError, match=r"000003.xl1: the list is not good"):
        ceremony.read()
    with pytest.raises(InputError, match="cannot be read"):
        read_signed_list(ceremony.folder / "none", ceremony.root_set)


def test_demo_keys_are_drawn_whole_and_marked(tmp_path: Path) -> None:
    """In the set of roots, in each key's file, in their names; nobody but the owner reads them."""
    folder = tmp_path / "keys" / "passes"
    draw_demo_issuer(folder, MONDAY_S)

    issuer = read_issuer(folder, refuse_asking)

    assert issuer.roots.is_demo
    assert all("demo" in root.name for root in issuer.roots.roots)
    assert is_covered(issuer, MONDAY_S + 34 * DAY_S)
    files = [*folder.glob("*.key")]
    assert all(read_key_label(path).is_demo for path in files)
    assert {path.stat().st_mode & 0o777 for path in files} == {0o600}
    assert folder.stat().st_mode & 0o777 == 0o700


def test_whoever_draws_second_keeps_what_stands(tmp_path: Path) -> None:
    """Eight at once: one set of roots, whole, and nothing left beside it."""
    folder = tmp_path / "passes"
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: draw_demo_issuer(folder, MONDAY_S), range(8)))

    assert is_covered(read_issuer(folder, refuse_asking), MONDAY_S)
    assert [path.name for path in tmp_path.iterdir()] == ["passes"]


def test_a_demo_goes_on_by_itself_and_a_real_plan_does_not(tmp_path: Path, ceremony: Ceremony) -> None:
    """At once from many threads: one of them extends it, with growing versions."""
    folder, later_s = tmp_path / "passes", MONDAY_S + 50 * DAY_S
    draw_demo_issuer(folder, MONDAY_S)
    with ThreadPoolExecutor(8) as pool:
        done = list(pool.map(lambda _: renew_demo_issuer(folder, later_s), range(8)))

    issuer = read_issuer(folder, refuse_asking)
    assert sum(done) == 1
    assert is_covered(issuer, later_s)
    assert [one.trust.version for one in issuer.lists] == list(range(1, 71))
    ceremony.plan()
    assert not renew_demo_issuer(ceremony.folder, later_s)


def test_real_keys_move_a_demo_aside(tmp_path: Path, ceremony: Ceremony) -> None:
    """Whole; twice in a row nothing changes; and a demo never comes back over them."""
    hub = tmp_path / "keys" / "passes"
    draw_demo_issuer(hub, MONDAY_S)
    ceremony.plan()

    for _ in range(2):
        installed = install_issuer(ceremony.folder, hub, refuse_asking)

    assert installed.roots == ceremony.root_set
    assert len(installed.lists) == 9
    assert read_issuer(hub.with_name("passes-demo-1"), refuse_asking).roots.is_demo
    assert {path.stat().st_mode & 0o777 for path in hub.glob("*.key")} == {0o600}
    demo = tmp_path / "demo"
    draw_demo_issuer(demo, MONDAY_S)
    with pytest.raises(InputError, match="here the roots are"):
        install_issuer(demo, hub, refuse_asking)


def test_what_no_ceremony_finished_is_not_installed(tmp_path: Path, ceremony: Ceremony) -> None:
    """Keys without a list that names them, or lists without a key."""
    with pytest.raises(InputError, match="sign and merge the drafts first"):
        install_issuer(ceremony.folder, tmp_path / "hub", refuse_asking)
    ceremony.plan()
    for path in ceremony.folder.glob("*.key"):
        path.unlink()
    with pytest.raises(InputError, match="sign and merge the drafts first"):
        install_issuer(ceremony.folder, tmp_path / "hub", refuse_asking)
    assert not (tmp_path / "hub").exists()


def test_other_roots_are_not_installed_over(tmp_path: Path, ceremony: Ceremony) -> None:
    """Somebody else's ceremony, however well signed."""
    other = Ceremony(tmp_path / "other")
    ceremony.plan()
    other.plan()
    install_issuer(ceremony.folder, tmp_path / "hub", refuse_asking)

    with pytest.raises(InputError, match="bring in what these roots signed"):
        install_issuer(other.folder, tmp_path / "hub", refuse_asking)


def test_a_set_that_follows_takes_the_place_of_the_one_held(tmp_path: Path, ceremony: Ceremony) -> None:
    """Where two of the roots held signed it; what the old ones signed is moved aside, and is no list any more."""
    hub, after = tmp_path / "hub", Ceremony(tmp_path / "after", roots=[*ceremony.roots[:2], make_signing_key()])
    ceremony.plan()
    install_issuer(ceremony.folder, hub, refuse_asking)
    second = make_root_set(2, after.root_set.roots)
    for signers, done in ((ceremony.roots[:1], False), (ceremony.roots[:2], True)):
        signed = [sign_succession(second, key) for key in signers]
        (after.folder / ROOTS_FILE).write_text(write_root_set(second, signed))
        if not done:
            after.plan()
            with pytest.raises(InputError, match="signed by 1 of the roots held"):
                install_issuer(after.folder, hub, refuse_asking)
    installed = install_issuer(after.folder, hub, refuse_asking)

    assert (installed.roots, len(installed.lists)) == (second, 9)
    assert is_covered(installed, MONDAY_S)
    assert len(list((hub / "lists-set-1").iterdir())) == 9


def test_a_key_that_is_withdrawn_is_in_no_list_from_then_on(ceremony: Ceremony) -> None:
    """Lists of higher versions begin today without it; another key signs at once."""
    before = ceremony.plan()
    lost = before.find_signer("credential", MONDAY_S + DAY_S).public

    after = ceremony.plan(MONDAY_S + DAY_S, without=frozenset({lost.kid}))

    now = after.find_list(MONDAY_S + DAY_S).trust
    assert now.version == 10
    assert lost.kid not in {key.kid for one in after.lists if one.trust.version >= 10 for key in one.trust.keys}
    assert after.find_signer("credential", MONDAY_S + DAY_S).public != lost


def test_a_plan_of_keys_somebody_else_made_is_a_list_all_the_same(ceremony: Ceremony) -> None:
    """Lists do not care where keys are kept: what the roots signed counts."""
    lists = plan_trust_lists([], 1, MONDAY_S, 1)
    place_list(ceremony.folder, ceremony.sign(lists[0], 0, 1), ceremony.root_set)

    assert ceremony.read().find_list(MONDAY_S).trust.keys == ()
    assert (ceremony.folder / ROOTS_FILE).is_file()
    assert make_signing_key().public.kid not in ceremony.read().keys
