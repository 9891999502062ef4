"""``nuantu pass``: issue, post, present, verify and attack passes by hand, with the files that gates and keys use."""

from __future__ import annotations

import json
import secrets
import sys
import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal, TypeVar

import click
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_pem_private_key

from nuantu.commands.key_asking import ask_passphrase, passphrase_option
from nuantu.core.errors import InputError
from nuantu.gates.gate_folder import DESCRIPTOR_FILE, ROOTS_FILE, TRUST_FILE, read_offered
from nuantu.gates.pass_lists import number_list, open_lists
from nuantu.gates.pass_record import HeldList
from nuantu.passes.algorithms import write_point
from nuantu.passes.attack import Attacked, attack
from nuantu.passes.base45 import decode_base45
from nuantu.passes.bundle import Bundle, write_bundle
from nuantu.passes.credential import ID_BYTES, Credential, PassClass, find_window, issue_credentials
from nuantu.passes.descriptor import PREFIX as POSTER_PREFIX
from nuantu.passes.descriptor import Descriptor, decode_descriptor, digest_bundle, write_descriptor
from nuantu.passes.envelope import read_envelope
from nuantu.passes.issuer_folder import Issuer, draw_demo_issuer, read_issuer
from nuantu.passes.key_file import place_new_file, read_private_file
from nuantu.passes.policy import read_policy
from nuantu.passes.presentation import NONCE_MAX, NONCE_MIN, Presentation, find_step, present
from nuantu.passes.replay import ReplayCache
from nuantu.passes.roots import read_root_file, write_root_set
from nuantu.passes.status_list import ENTRIES, set_bits, write_status_list
from nuantu.passes.verdict import PassError
from nuantu.passes.verify import verify

YEAR_S = 365 * 86_400
_KINDS = {"gate": PassClass.GATE, "door": PassClass.DOOR}
_FILE_MAX = 2_000_000
Command = TypeVar("Command", bound=Callable[..., Any])


def _take_at(command: Command) -> Command:
    return click.option("--at", type=click.DateTime(["%Y-%m-%dT%H:%M:%SZ"]),
                        help="Moment (UTC); now without it.")(command)


def _take_kind(command: Command) -> Command:
    return click.option("--class", "kind", type=click.Choice(list(_KINDS)), default="gate", show_default=True,
                        help="What it opens: compounds' gates or stations' doors, never both.")(command)


@click.group(name="pass")
def passes() -> None:
    """Passes 速通码: issue credentials, set up gates, show and check codes; docs/passes.md has every format."""


@passes.command()
@click.argument("issuer", type=click.Path(path_type=Path))
@click.option("--out", required=True, type=click.Path(path_type=Path), help="New folder of the device.")
@click.option("--zone", "zones", type=click.IntRange(0, 2**32 - 1), multiple=True, default=(1,), show_default=True)
@click.option("--demo", is_flag=True, help="Draw demo keys into ISSUER where there is no such folder.")
@_take_kind
@_take_at
@passphrase_option
def issue(issuer: Path, out: Path, zones: tuple[int, ...], kind: Literal["gate", "door"], at: datetime | None,
          passphrase_file: Path | None, *, demo: bool) -> None:
    """Issue one credential for a device drawn into a new folder: device.pem (0600) and credential.cbor.

    ISSUER is a folder of ``nuantu keys``. The credential is for the window of four hours that the moment lies in.
    """
    now_s = _find_moment(at)
    held = _open_issuer(issuer, now_s, passphrase_file, demo=demo)
    device = ec.generate_private_key(ec.SECP256R1())
    begin_s, end_s = find_window(now_s)
    credential = Credential(1, begin_s, end_s, secrets.token_bytes(ID_BYTES), write_point(device.public_key()), zones,
                            _KINDS[kind], 0, number_list(now_s, _KINDS[kind]), secrets.randbelow(ENTRIES))
    signed = issue_credentials([credential], held.find_signer("credential", now_s))[0]
    _make_folder(out)
    place_new_file(out / "device.pem",
                   device.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()), 0o600)
    place_new_file(out / "credential.cbor", signed)
    click.echo(f"{out / 'credential.cbor'}: {len(signed)} bytes, {_say_time(begin_s)} to {_say_time(end_s)}")


@passes.command()
@click.argument("issuer", type=click.Path(path_type=Path))
@click.option("--out", required=True, type=click.Path(path_type=Path), help="New folder of the gate.")
@click.option("--gate", "number", required=True, type=click.IntRange(1, 2**32 - 1), help="Number of the gate.")
@click.option("--compound", type=click.IntRange(1, 2**32 - 1), default=1, show_default=True)
@click.option("--compound-name", default="练习小区", show_default=True)
@click.option("--gate-name", default="南门", show_default=True)
@click.option("--place", nargs=2, type=float, default=(39.99, 116.47), show_default=True,
              help="Latitude and longitude, WGS 84.")
@click.option("--zone", type=click.IntRange(0, 2**32 - 1), default=1, show_default=True)
@click.option("--policy", type=click.Path(path_type=Path), help="File of the rules agreed on (JSON).")
@click.option("--map", "plan", type=click.Path(path_type=Path), help="File of the compound's map (GeoJSON).")
@click.option("--demo", is_flag=True, help="Draw demo keys into ISSUER where there is no such folder.")
@_take_kind
@_take_at
@passphrase_option
def poster(issuer: Path, out: Path, number: int, compound: int, compound_name: str, gate_name: str,
           place: tuple[float, float], zone: int, policy: Path | None, plan: Path | None,
           kind: Literal["gate", "door"], at: datetime | None, passphrase_file: Path | None, *, demo: bool) -> None:
    """Write what a gate needs into a new folder, as ``nuantu gate --descriptor OUT/gate.xg1`` reads it.

    The poster's text (gate.xg1), who the roots are, the trust list, a status list without an entry, and with --policy
    the signed bundle of rules and map.
    """
    now_s = _find_moment(at)
    held = _open_issuer(issuer, now_s, passphrase_file, demo=demo)
    signer = held.find_signer("descriptor", now_s)
    bundle = b""
    if policy is not None:
        rules = _read_text(policy)
        read_policy(rules)
        bundle = write_bundle(Bundle(compound, 1, now_s, None, rules, _read_text(plan) if plan else "{}"),
                              held.find_signer("policy", now_s))
    latitude, longitude = (round(one * 1_000_000) for one in place)
    own = Descriptor(number, compound, compound_name, gate_name, latitude, longitude, zone, 1, now_s, now_s + YEAR_S,
                     digest_bundle(bundle), _KINDS[kind])
    text = write_descriptor(own, signer)
    _check_poster(text)
    status = number_list(now_s, own.kind)
    _make_folder(out)
    place_new_file(out / ROOTS_FILE, write_root_set(held.roots).encode())
    place_new_file(out / TRUST_FILE, held.find_list(now_s).data)
    place_new_file(out / f"status-{status}.xs1",
                   write_status_list(status, set_bits(()), now_s, held.find_signer("status", now_s)))
    if bundle:
        place_new_file(out / "bundle.xb1", bundle)
    place_new_file(out / DESCRIPTOR_FILE, text.encode())
    click.echo(text)


@passes.command(name="present")
@click.argument("device", type=click.Path(path_type=Path))
@click.option("--gate", "number", type=click.IntRange(1, 2**32 - 1), help="Number of the gate.")
@click.option("--poster", "file", type=click.Path(path_type=Path), help="Or the file of its poster (gate.xg1).")
@click.option("--challenge", help="What the gate shows, 4 to 8 bytes in hexadecimal; drawn without it.")
@_take_at
def show(device: Path, number: int | None, file: Path | None, challenge: str | None, at: datetime | None) -> None:
    """Print the text that the screen of a DEVICE (a folder of ``pass issue``) shows for a gate at a moment."""
    if (number is None) == (file is None):
        raise InputError("which gate it is for is not said, or said twice", field="--gate",
                         fix="say either --gate or --poster")
    gate = number if number is not None else _check_poster(_read_text(file or Path())).gate
    private = _read_device(device / "device.pem")
    credential = _read_bytes(device / "credential.cbor")
    shown = Presentation(find_step(_find_moment(at)), gate, _read_challenge(challenge) or secrets.token_bytes(4))
    click.echo(present(credential, shown, private))


@passes.command(name="verify")
@click.argument("folder", type=click.Path(path_type=Path))
@click.argument("texts", nargs=-1)
@click.option("--challenge", help="What the gate shows, 4 to 8 bytes in hexadecimal.")
@click.option("--unsynced", is_flag=True, help="As a gate whose clock was never compared with the hub's.")
@_take_at
def check(folder: Path, texts: tuple[str, ...], challenge: str | None, at: datetime | None, *, unsynced: bool) -> None:
    """Say what the gate in FOLDER (of ``pass poster``) says to each TEXT, or to each line of the standard input.

    Prints one JSON object for each; the gate remembers what was shown before. Exits with 1 where one would not open.
    """
    now_s = _find_moment(at)
    offered = read_offered(folder / DESCRIPTOR_FILE)
    lists = open_lists(read_root_file(folder / ROOTS_FILE).keys,
                       {name: HeldList(name, data, now_s) for name, data in offered.items()}, now_s)
    gate = lists.build_context(now_s, synced=not unsynced, challenge=_read_challenge(challenge))
    replay, opened = ReplayCache(), True
    shown: Iterable[str] = texts or (line.rstrip("\n") for line in sys.stdin)
    for text in shown:
        verdict = verify(text, gate, now_s, replay)
        opened = opened and verdict.opens
        click.echo(json.dumps({"code": verdict.code, "light": verdict.light, "opens": verdict.opens,
                               "reason": verdict.reason}, ensure_ascii=False))
    if not opened:
        raise click.exceptions.Exit(1)


@passes.command(name="attack")
@click.option("--n", "count", type=click.IntRange(1, 100_000_000), default=100_000, show_default=True,
              help="How many attacks.")
@click.option("--seed", type=click.IntRange(min=0), default=1, show_default=True, help="Seed of all chance.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def assail(count: int, seed: int, *, as_json: bool) -> None:
    """Show a gate so many altered, mixed and forged codes, and count what it says to them.

    Exits with 1 where one was accepted or the verifier broke; prints those texts.
    """
    told = attack(count, seed, int(time.time()))
    if as_json:
        click.echo(json.dumps(_tell_attacked(told, count, seed), ensure_ascii=False))
    else:
        for code, number in told.verdicts.most_common():
            click.echo(f"{number:>9,}  {code}")
        click.echo(f"{count:,} attacks of seed {seed}: {len(told.accepted)} accepted, {len(told.broken)} errors")
        for kind, text, *error in (*told.accepted, *told.broken):
            click.echo(f"{kind}: {text} {' '.join(error)}")
    if not told.held:
        raise click.exceptions.Exit(1)


def _tell_attacked(told: Attacked, count: int, seed: int) -> dict[str, Any]:
    return {"attacks": count, "seed": seed, "verdicts": dict(told.verdicts.most_common()),
            "kinds": dict(sorted(told.kinds.items())), "accepted": [text for _, text in told.accepted],
            "errors": [{"text": text, "error": error} for _, text, error in told.broken]}


def _find_moment(at: datetime | None) -> int:
    return int(time.time() if at is None else at.replace(tzinfo=UTC).timestamp())


def _say_time(moment_s: int) -> str:
    return f"{datetime.fromtimestamp(moment_s, UTC):%Y-%m-%dT%H:%M:%SZ}"


def _open_issuer(folder: Path, now_s: int, passphrase_file: Path | None, *, demo: bool) -> Issuer:
    if demo and not folder.exists():
        draw_demo_issuer(folder, now_s)
    return read_issuer(folder, ask_passphrase(passphrase_file, "issuer"))


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, mode=0o700)
    except OSError as error:
        raise InputError(f"the folder cannot be made ({error.strerror})", file=folder, field="--out",
                         fix="name a new folder in a place that you may write to") from error


def _check_poster(text: str) -> Descriptor:
    """What a poster says, without its signature: that is the phone's and the gate's to check."""
    try:
        body = text.strip().removeprefix(POSTER_PREFIX)
        return decode_descriptor(read_envelope(decode_base45(body)).payload)
    except PassError as error:
        raise InputError(f"this is no poster of a gate ({error.reason})", field=error.field) from error


def _read_challenge(told: str | None) -> bytes | None:
    try:
        challenge = None if told is None else bytes.fromhex(told)
    except ValueError as error:
        raise InputError("this is no hexadecimal", field="--challenge") from error
    if challenge is not None and not NONCE_MIN <= len(challenge) <= NONCE_MAX:
        raise InputError(f"a challenge has {NONCE_MIN} to {NONCE_MAX} bytes", field="--challenge")
    return challenge


def _read_device(file: Path) -> ec.EllipticCurvePrivateKey:
    try:
        private = load_pem_private_key(read_private_file(file), None)
    except (ValueError, TypeError) as error:
        raise InputError("the file holds no private key in PEM", file=file) from error
    if not isinstance(private, ec.EllipticCurvePrivateKey) or not isinstance(private.curve, ec.SECP256R1):
        raise InputError("the private key is not of P-256", file=file)
    return private


def _read_bytes(file: Path) -> bytes:
    try:
        with file.open("rb") as stream:
            data = stream.read(_FILE_MAX + 1)
    except OSError as error:
        raise InputError(f"the file cannot be read ({error.strerror})", file=file) from error
    if len(data) > _FILE_MAX:
        raise InputError("the file is too long for what it should be", file=file)
    return data


def _read_text(file: Path) -> str:
    try:
        return _read_bytes(file).decode().strip()
    except UnicodeDecodeError as error:
        raise InputError("the file is no UTF-8", file=file) from error
