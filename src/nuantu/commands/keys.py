"""``nuantu keys``: the keys of passes: roots, issuers, trust lists, and the shares that open a sealed list."""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import click

from nuantu.commands.key_asking import (
    ask_new_passphrase,
    ask_passphrase,
    hold_ceremony,
    log_option,
    passphrase_option,
    present_option,
    require_new,
)
from nuantu.commands.key_shares import holder, share
from nuantu.commands.key_signer import signer
from nuantu.core.errors import InputError
from nuantu.passes.algorithms import EDDSA, ES256, make_signing_key
from nuantu.passes.ceremony import read_ceremonies
from nuantu.passes.issuer_folder import (
    LISTS,
    ROOTS_FILE,
    SignedList,
    draft_plan,
    install_issuer,
    place_list,
    read_issuer,
    read_signed_list,
)
from nuantu.passes.key_file import (
    KeyRing,
    label_signing_key,
    open_key_file,
    place_new_file,
    read_key_label,
    save_key_file,
)
from nuantu.passes.roots import (
    Root,
    RootSet,
    make_root_set,
    read_public_root,
    read_root_file,
    sign_succession,
    write_public_root,
    write_root_set,
)
from nuantu.passes.signing_room import (
    DRAFTS,
    Draft,
    merge_drafts,
    read_drafts,
    read_signatures,
    sign_drafts,
    write_drafts,
    write_signatures,
)
from nuantu.passes.trust_list import TrustList, split_trust_list

_ALGORITHMS = {"es256": ES256, "eddsa": EDDSA}


@click.group(name="keys")
def keys() -> None:
    """Keys of passes (docs/keys.md) and of those who sign agreements (docs/signing.md), step by step there."""


keys.add_command(holder)
keys.add_command(share)
keys.add_command(signer)


@keys.group()
def root() -> None:
    """The three roots, kept offline by three offices, of which two sign."""


@root.command(name="new")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--name", required=True, help="Office that keeps this root.")
@click.option("--algorithm", type=click.Choice(sorted(_ALGORITHMS)), default="es256", show_default=True)
@present_option
@log_option
@passphrase_option
def new_root(file: Path, name: str, algorithm: str, present: tuple[str, ...], log: Path,
             passphrase_file: Path | None) -> None:
    """Draw a root into FILE, sealed with a passphrase, and its public half into FILE.public."""
    public_file = file.with_name(file.name + ".public")
    require_new(file, present)
    require_new(public_file, present)
    words = ask_new_passphrase(passphrase_file, name)
    key = make_signing_key(_ALGORITHMS[algorithm])
    label = label_signing_key(key, "root", name, int(time.time()))
    hold_ceremony(log, present, "root_new", {"kid": label.kid.hex(), "office": name, "algorithm": label.algorithm})
    save_key_file(file, label, key, words)
    place_new_file(public_file, write_public_root(Root(name, key.public)).encode())
    click.echo(f"{name}: {label.fingerprint}")


@root.command(name="set")
@click.argument("publics", nargs=3, metavar="PUBLIC PUBLIC PUBLIC", type=click.Path(path_type=Path))
@click.option("--out", required=True, type=click.Path(path_type=Path), help="File for the set of roots.")
@click.option("--follows", type=click.Path(path_type=Path), help="The set that this one is to follow.")
@click.option("--key", "signers", multiple=True, type=click.Path(path_type=Path),
              help="With --follows: a root of that set; two are needed.")
@present_option
@log_option
@passphrase_option
def make_set(publics: tuple[Path, ...], out: Path, follows: Path | None, signers: tuple[Path, ...],
             present: tuple[str, ...], log: Path, passphrase_file: Path | None) -> None:
    """Put three public halves together into the set that gates and phones are given; print what people compare."""
    require_new(out, present)
    before = None if follows is None else read_root_file(follows)
    made = make_root_set(1 if before is None else before.number + 1, [read_public_root(path) for path in publics])
    signed = []
    for path in signers:
        ring = open_key_file(path, ask_passphrase(passphrase_file, path.name), "root")
        assert ring.signing is not None
        if before is None or ring.signing.public not in before.keys:
            raise InputError("this root is none of the set that is followed", file=path,
                             fix="name --follows and a root of it")
        signed.append(sign_succession(made, ring.signing))
    hold_ceremony(log, present, "root_set", {"number": made.number, "sha256": sha256(made.pack()).hexdigest(),
                                             "kids": [key.kid.hex() for key in made.keys]})
    place_new_file(out, write_root_set(made, signed).encode())
    click.echo(made.fingerprint)


@root.command(name="show")
@click.argument("file", type=click.Path(path_type=Path))
def show_root(file: Path) -> None:
    """Say who the roots of a set are, and what people compare."""
    held = read_root_file(file)
    click.echo(f"{held.fingerprint}  第 {held.number} 组 set {held.number}{_say_demo(held)}")
    for one in held.roots:
        click.echo(f"  {one.key.kid.hex()}  {one.name}")


@keys.group()
def issuer() -> None:
    """The issuer's machine: its folder of keys and signed lists."""


@issuer.command(name="new")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--roots", required=True, type=click.Path(path_type=Path), help="The set of roots that will sign.")
@present_option
@log_option
def new_issuer(folder: Path, roots: Path, present: tuple[str, ...], log: Path) -> None:
    """Make an empty issuer's folder under a set of roots; its keys come with the first plan (nuantu keys rotate)."""
    require_new(folder, present)
    held = read_root_file(roots)
    hold_ceremony(log, present, "issuer_new", {"roots": held.fingerprint})
    folder.mkdir(mode=0o700)
    (folder / LISTS).mkdir()
    place_new_file(folder / ROOTS_FILE, roots.read_bytes())
    click.echo(f"{folder}: {held.fingerprint}{_say_demo(held)}")


@keys.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--days", type=click.IntRange(1, 35), default=28, show_default=True, help="Days that the plan covers.")
@click.option("--without", "lost", multiple=True, metavar="KID", help="A key that is no longer to be trusted.")
@present_option
@log_option
@passphrase_option
def rotate(folder: Path, days: int, lost: tuple[str, ...], present: tuple[str, ...], log: Path,
           passphrase_file: Path | None) -> None:
    """Make the issuer's keys that the coming days need, and the drafts of trust lists for the roots to sign."""
    drafts = folder / DRAFTS
    if drafts.is_dir() and any(drafts.iterdir()):
        raise InputError("drafts of an earlier plan lie here", file=drafts,
                         fix="merge them, or remove them if that plan is given up")
    words = ask_new_passphrase(passphrase_file, "issuer")
    found = read_issuer(folder, lambda: words)
    gone = frozenset(_read_kid(kid) for kid in lost)
    unknown = gone - {key.kid for key in found.list_keys()}
    if unknown:
        raise InputError(f"no list names the key {min(unknown).hex()}", field="--without", fix="see nuantu keys show")
    hold_ceremony(log, present, "rotate", {"days": days, "without": sorted(kid.hex() for kid in gone)})
    lists = draft_plan(folder, found, int(time.time()), days, words, without=gone)
    write_drafts(drafts, lists)
    _print_lists(read_drafts(drafts))


@keys.group()
def trust() -> None:
    """The lists of whom to trust."""


@trust.command(name="sign")
@click.argument("drafts", type=click.Path(path_type=Path))
@click.option("--key", required=True, type=click.Path(path_type=Path), help="The root's file.")
@click.option("--out", required=True, type=click.Path(path_type=Path), help="File for this root's signatures.")
@present_option
@log_option
@passphrase_option
def sign(drafts: Path, key: Path, out: Path, present: tuple[str, ...], log: Path,
         passphrase_file: Path | None) -> None:
    """Sign every draft in the folder DRAFTS with one root; print what is signed."""
    require_new(out, present)
    found = read_drafts(drafts)
    _print_lists(found)
    ring: KeyRing = open_key_file(key, ask_passphrase(passphrase_file, read_key_label(key).name), "root")
    assert ring.signing is not None
    hold_ceremony(log, present, "trust_sign", {"root": ring.label.kid.hex(), "lists": [
        {"version": one.trust.version, "sha256": one.digest} for one in found]})
    place_new_file(out, write_signatures(sign_drafts(found, ring.signing)).encode())


@trust.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.argument("signatures", nargs=-1, required=True, type=click.Path(path_type=Path))
@present_option
@log_option
def merge(folder: Path, signatures: tuple[Path, ...], present: tuple[str, ...], log: Path) -> None:
    """Join the drafts of an issuer's FOLDER with the roots' SIGNATURES; all become lists, or none."""
    roots = read_root_file(folder / ROOTS_FILE)
    drafts = read_drafts(folder / DRAFTS)
    lists = merge_drafts(drafts, [read_signatures(path) for path in signatures], roots)
    hold_ceremony(log, present, "trust_merge", {"lists": [
        {"version": draft.trust.version, "sha256": sha256(data).hexdigest()}
        for draft, data in zip(drafts, lists, strict=True)]})
    for draft, data in zip(drafts, lists, strict=True):
        place_list(folder, data, roots)
        (folder / DRAFTS / f"{draft.trust.version:06}.draft").unlink()
    click.echo(f"{len(lists)} 份 lists: {drafts[0].trust.version}–{drafts[-1].trust.version}")


@trust.command(name="show")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--roots", required=True, type=click.Path(path_type=Path), help="The set of roots that you trust.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def show_trust(file: Path, roots: Path, as_json: bool) -> None:
    """Check a trust list against a set of roots and say what it says."""
    found = read_signed_list(file, read_root_file(roots))
    if as_json:
        click.echo(json.dumps(_tell_list(found.trust), ensure_ascii=False))
    else:
        _print_lists([Draft(found.trust, split_trust_list(found.data)[0])])
        _print_keys(found.trust)


@keys.command(name="show")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--at", type=click.DateTime(["%Y-%m-%dT%H:%M:%SZ"]), help="Moment (UTC); now without it.")
@passphrase_option
def show_folder(folder: Path, at: datetime | None, passphrase_file: Path | None) -> None:
    """Say what an issuer's FOLDER holds, who signs now, and how long the plan lasts."""
    now_s = int(time.time() if at is None else at.replace(tzinfo=UTC).timestamp())
    found = read_issuer(folder, ask_passphrase(passphrase_file, "issuer"))
    click.echo(f"{found.roots.fingerprint}{_say_demo(found.roots)}")
    now: SignedList = found.find_list(now_s)
    for use, words in (("credential", "签通行凭证 signs credentials"), ("descriptor", "签门口的码 signs posters")):
        click.echo(f"  {found.find_signer(use, now_s).public.kid.hex()}  {words}")  # type: ignore[arg-type]
    _print_keys(now.trust)
    last = max(one.trust.expires_s for one in found.lists)
    click.echo(f"签到 planned until {_say_time(last)}")


@keys.command(name="import")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--data", required=True, type=click.Path(path_type=Path), help="Data folder of the hub.")
@present_option
@log_option
@passphrase_option
def import_issuer(folder: Path, data: Path, present: tuple[str, ...], log: Path, passphrase_file: Path | None) -> None:
    """Bring an issuer's FOLDER with its keys and signed lists into a hub; its demo keys are moved aside."""
    if not data.is_dir():
        raise InputError("this is no data folder of a hub", file=data,
                         fix="name the folder that the hub was started with")
    hold_ceremony(log, present, "issuer_import", {"roots": read_root_file(folder / ROOTS_FILE).fingerprint})
    found = install_issuer(folder, data / "keys" / "passes", ask_passphrase(passphrase_file, "issuer"))
    click.echo(f"{len(found.keys)} 把钥匙 keys, {len(found.lists)} 份名单 lists")


@keys.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a ceremony.")
def ceremonies(file: Path, as_json: bool) -> None:
    """Check the chain of a log of ceremonies, and print what was held when and in whose presence."""
    for one in read_ceremonies(file):
        told = {"t": one.at_s, "act": one.act, "present": list(one.present), "subject": dict(one.subject)}
        click.echo(json.dumps(told, ensure_ascii=False) if as_json else
                   f"{_say_time(one.at_s)}  {one.act}  {', '.join(one.present)}")


def _read_kid(text: str) -> bytes:
    try:
        found = bytes.fromhex(text)
    except ValueError:
        found = b""
    if len(found) != 8:
        raise InputError(f"{text[:40]!r} is no name of a key", fix="write its sixteen hexadecimal signs")
    return found


def _say_demo(roots: RootSet) -> str:
    return "  演示用，什么也保护不了 demo, guards nothing" if roots.is_demo else ""


def _say_time(moment_s: int) -> str:
    return f"{datetime.fromtimestamp(moment_s, UTC):%Y-%m-%dT%H:%M:%SZ}"


def _print_lists(drafts: list[Draft]) -> None:
    for one in drafts:
        click.echo(f"{one.trust.version:>6}  {_say_time(one.trust.issued_s)} – {_say_time(one.trust.expires_s)}  "
                   f"{len(one.trust.keys)} 把 keys  {one.digest[:16]}")


def _print_keys(trust_list: TrustList) -> None:
    for key in trust_list.keys:
        click.echo(f"  {key.kid.hex()}  {_say_time(key.not_before_s)} – {_say_time(key.expires_s)}  "
                   f"{', '.join(sorted(key.uses))}")


def _tell_list(trust_list: TrustList) -> dict[str, object]:
    return {"version": trust_list.version, "issued": trust_list.issued_s, "expires": trust_list.expires_s, "keys": [
        {"kid": key.kid.hex(), "alg": key.key.alg, "from": key.not_before_s, "until": key.expires_s,
         "uses": sorted(key.uses), "classes": sorted(int(one) for one in key.classes)} for key in trust_list.keys]}
