"""``nuantu agreement enter``: a signed agreement into the log of decisions, from its date in force."""

from __future__ import annotations

import json
import time
from contextlib import ExitStack, closing
from datetime import UTC, datetime
from pathlib import Path

import click

from nuantu.agreement.agreement import Agreement
from nuantu.agreement.digest import digest_agreement
from nuantu.agreement.reader import read_agreement
from nuantu.agreement.signature import SIDES, list_sides
from nuantu.commands.agreement_options import json_option
from nuantu.core.errors import InputError
from nuantu.decisions.in_force import InForce, find_entry, read_entries
from nuantu.decisions.log import DecisionLog, read_log
from nuantu.decisions.note import read_vkey
from nuantu.decisions.proof_file import tell_receipt
from nuantu.decisions.witness_client import WitnessClient


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--log", "folder", required=True, type=click.Path(path_type=Path), help="Log of decisions.")
@click.option("--need", type=click.IntRange(1, len(SIDES)), default=len(SIDES), show_default=True,
              help="How many sides must have signed.")
@click.option("--at", type=click.DateTime(["%Y-%m-%dT%H:%M:%SZ"]), help="Moment of the entry (UTC); now without it.")
@json_option
def enter(file: Path, folder: Path, need: int, at: datetime | None, as_json: bool) -> None:
    """Write into the log that FILE is in force from its date: its digest, and by which keys it is signed.

    Refused without the signatures, and where another text stands under the same id and date. What is entered already
    is not entered twice.
    """
    agreement = read_agreement(file)
    missing = [side for side in SIDES if side not in list_sides(agreement.signatures)]
    if len(SIDES) - len(missing) < need:
        raise InputError(f"{', '.join(missing)} have not signed", file=agreement.file,
                         fix="join their signatures, then enter it")
    wanted, settings = describe_entry(agreement), read_log(folder)
    at_s = int(time.time() if at is None else at.replace(tzinfo=UTC).timestamp())
    with ExitStack() as stack:
        cosigners = [stack.enter_context(closing(WitnessClient(one.url, read_vkey(one.vkey))))
                     for one in settings.witnesses]
        book = stack.enter_context(DecisionLog(settings, cosigners, time.time))
        held = find_entry(read_entries(settings), wanted)
        seq = held.seq if held is not None and held.seq is not None else book.append(
            [wanted.decide(at_s, "parties")])[0].receipt.seq
        state = book.checkpoint()
    told = {"agreement": wanted.agreement_id, "effective_from": wanted.effective_from, "digest": wanted.digest,
            "seq": seq, "added": held is None, "published": state.published, "refusals": list(state.refusals),
            "entry": tell_receipt(settings, seq)}
    click.echo(json.dumps(told, ensure_ascii=False) if as_json else f"{seq}  {wanted.agreement_id}  "
               f"{wanted.effective_from}  {wanted.digest}")
    for refusal in state.refusals:
        click.echo(f"尚未公布 not published yet: {refusal}", err=True)


def describe_entry(agreement: Agreement) -> InForce:
    """What the log says of a signed agreement.

    Raises
    ------
    InputError
        Where the agreement states no date from which it holds.
    """
    if agreement.effective_from is None:
        raise InputError("nothing says from when the agreement holds", file=agreement.file, field="effective",
                         fix="state effective: {from: a date}, and let the sides sign that")
    digests = digest_agreement(agreement.data, agreement.file)
    return InForce(agreement.id, agreement.effective_from.isoformat(), digests.digest, digests.text_sha256,
                   digests.terms_sha256, {one.side: one.key_id for one in agreement.signatures})
