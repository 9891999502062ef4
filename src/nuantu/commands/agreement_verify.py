"""``nuantu agreement verify``: who signed an agreement, and whether it still is what they signed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from nuantu.agreement.agreement import Agreement
from nuantu.agreement.digest import digest_agreement
from nuantu.agreement.reader import read_agreement
from nuantu.agreement.signature import SIDES, AlteredError, list_sides
from nuantu.commands.agreement_enter import describe_entry
from nuantu.commands.agreement_options import json_option, lang_option
from nuantu.commands.key_signer import read_public_signer
from nuantu.core.errors import InputError
from nuantu.core.times import Lang
from nuantu.decisions.in_force import DivergentError, find_entry, read_entries, read_receipt_entry
from nuantu.decisions.log import read_log
from nuantu.decisions.note import read_vkey

SIDES_ZH = {"workers": "劳动者方", "platform": "平台方", "partners": "合作商方"}


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--key", "keys", multiple=True, metavar="PUBLIC",
              help="Public key of a signer, or its file; with any named, no other counts. May be repeated.")
@click.option("--need", type=click.IntRange(0, len(SIDES)), default=len(SIDES), show_default=True,
              help="How many sides must have signed.")
@click.option("--log", "folder", type=click.Path(path_type=Path), help="Log of decisions that must hold it in force.")
@click.option("--receipt", type=click.Path(path_type=Path),
              help="Receipt of the leaf that holds it in force, as agreement enter --json prints it under entry.")
@click.option("--log-key", "log_keys", multiple=True, help="With --receipt: verifier key of the log that you trust.")
@json_option
@lang_option
@click.pass_context
def verify(ctx: click.Context, file: Path, keys: tuple[str, ...], need: int, folder: Path | None,
           receipt: Path | None, log_keys: tuple[str, ...], as_json: bool, lang: Lang) -> None:
    """Check the signatures under FILE against its text and terms.

    Exit status 0 where all that are needed are there and all hold; 1, with the reason, where it was altered, a
    signature is missing or by another key, or the log holds another text; 2 where it cannot be read.
    """
    known = [read_public_signer(key) for key in keys]
    try:
        agreement = read_agreement(file)
    except AlteredError as error:
        facts: dict[str, Any] = {"sound": False, "reason": str(error)}
    else:
        facts = tell_signed(agreement, known, need)
        if folder is not None:
            facts |= _find_in_log(agreement, folder, facts["reason"])
        if receipt is not None:
            facts |= _hold_receipt(agreement, receipt, log_keys, facts["reason"])
    if as_json:
        click.echo(json.dumps(facts, ensure_ascii=False))
    else:
        _print(facts, lang)
    ctx.exit(0 if facts["sound"] else 1)


def tell_signed(agreement: Agreement, known: Sequence[str], need: int) -> dict[str, Any]:
    """What ``agreement verify --json`` prints; with ``known`` keys, no other may have signed."""
    digests = digest_agreement(agreement.data, agreement.file)
    sides = list_sides(agreement.signatures)
    strange = [one for one in agreement.signatures if known and one.public_key not in known]
    reason = None
    if strange:
        reason = f"the side {strange[0].side} signed with the key {strange[0].key_id}, which is none of those named"
    elif len(sides) < need:
        missing = ", ".join(side for side in SIDES if side not in sides)
        reason = f"{len(sides)} of {need} sides have signed; {missing} have not"
    return {
        "agreement": agreement.id, "effective_from": digests.effective_from or None, "digest": digests.digest,
        "identity_sha256": digests.identity_sha256, "text_sha256": digests.text_sha256,
        "terms_sha256": digests.terms_sha256, "signed": sides or False, "sound": reason is None, "reason": reason,
        "signatures": [{"side": one.side, "name": one.name, "office": one.office, "key_id": one.key_id,
                        "public_key": one.public_key, "signed_at": one.signed_at} for one in agreement.signatures],
    }


def _find_in_log(agreement: Agreement, folder: Path, reason: str | None) -> dict[str, Any]:
    """The number of its leaf, or why the log does not vouch for it; an earlier reason goes first."""
    seq = None
    try:
        held = find_entry(read_entries(read_log(folder)), describe_entry(agreement))
    except DivergentError as error:
        reason = reason or str(error)
    else:
        seq = None if held is None else held.seq
        reason = reason or ("the log does not hold it in force" if held is None else None)
    return {"seq": seq, "sound": reason is None, "reason": reason}


def _hold_receipt(agreement: Agreement, file: Path, log_keys: Sequence[str], reason: str | None) -> dict[str, Any]:
    """The number of the leaf that the receipt promises, or why it does not stand for this agreement."""
    if not log_keys:
        raise InputError("a receipt is checked under the log's key", field="--receipt", fix="name it with --log-key")
    seq = None
    try:
        entry = read_receipt_entry(_load_receipt(file), [read_vkey(key) for key in log_keys])
        if find_entry([entry], describe_entry(agreement)) is None:
            reason = reason or f"the receipt is of {entry.agreement_id} from {entry.effective_from}, not of this one"
        else:
            seq = entry.seq
    except DivergentError as error:
        reason = reason or str(error)
    return {"seq": seq, "sound": reason is None, "reason": reason}


def _load_receipt(file: Path) -> dict[str, Any]:
    try:
        told = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise InputError("the receipt cannot be read as JSON", file=file, fix="fetch it again") from error
    if not isinstance(told, dict):
        raise InputError("the receipt is no JSON object", file=file, fix="fetch it again")
    return told


def say_signed(sides: Sequence[str], lang: Lang) -> str:
    """Which sides signed, in words."""
    if not sides:
        return "未签署" if lang == "zh" else "unsigned"
    return "、".join(SIDES_ZH[side] for side in sides) if lang == "zh" else ", ".join(sides)


def _print(facts: dict[str, Any], lang: Lang) -> None:
    zh = lang == "zh"
    for one in facts.get("signatures", ()):
        side = SIDES_ZH[one["side"]] if zh else one["side"]
        click.echo(f"{side}  {one['name']}  {one['office']}  {one['key_id']}  {one['signed_at']}")
    if "digest" in facts:
        click.echo(("摘要 " if zh else "digest ") + facts["digest"])
    if facts["reason"]:
        click.echo(("不成立：" if zh else "does not hold: ") + facts["reason"])
    else:
        click.echo("成立" if zh else "it holds")
