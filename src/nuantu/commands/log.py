"""``nuantu log``: decisions into a log that nobody can rewrite, and its proofs, checks and erasures."""

from __future__ import annotations

import json
import os
import secrets
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import IO

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from nuantu.core.errors import InputError
from nuantu.core.times import Lang
from nuantu.decisions.json_lines import read_decisions, read_receipts, write_receipt_line
from nuantu.decisions.leaf import Decision
from nuantu.decisions.log import (
    CHECKPOINT_LEAVES,
    CheckpointState,
    DecisionLog,
    LogFolder,
    WitnessAddress,
    create_log,
    read_log,
    write_settings,
)
from nuantu.decisions.note import TYPE_COSIGNATURE, TYPE_NOTE, PublicKey, read_vkey
from nuantu.decisions.replayed import list_decisions, read_run
from nuantu.decisions.signed_heads import Trust
from nuantu.decisions.store import LeafStore
from nuantu.decisions.verify import Evidence, read_kept, verify_log
from nuantu.decisions.witness_client import WitnessClient
from nuantu.decisions.wording import say_appended, say_report, tabulate_report

_WITNESS_HELP = "Address and verifier key of a witness; is remembered in the log. May be named several times."


@click.group(name="log")
def log() -> None:
    """The log of decisions: written once, witnessed by the union, checked by anybody."""


@log.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--origin", help="Name of the log, an address without scheme; drawn from the folder without it.")
@click.option("--witness", "witnesses", nargs=2, multiple=True, metavar="URL VKEY", help=_WITNESS_HELP)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def new(folder: Path, origin: str | None, witnesses: tuple[tuple[str, str], ...], as_json: bool) -> None:
    """Make an empty log in FOLDER and print its verifier key, which its witness must be given."""
    made = create_log(folder, origin, [read_witness(*one) for one in witnesses])
    vkey = list_log_keys(made)[-1].vkey
    click.echo(json.dumps({"origin": made.origin, "vkey": vkey}) if as_json else vkey)


@log.command()
@click.argument("folder", metavar="LOG", type=click.Path(path_type=Path))
@click.option("--from", "out", type=click.Path(path_type=Path),
              help="Folder of a replay, whose decisions are written; without it JSON lines are read from stdin.")
@click.option("--witness", "witnesses", nargs=2, multiple=True, metavar="URL VKEY", help=_WITNESS_HELP)
@click.option("--receipts", type=click.Path(path_type=Path), help="File to which receipts are added as JSON lines.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", help="Language of the words.")
def append(folder: Path, out: Path | None, witnesses: tuple[tuple[str, str], ...], receipts: Path | None,
           as_json: bool, lang: Lang) -> None:
    """Write decisions into LOG, made if it does not exist; hand out receipts once they are on the disk.

    From stdin the receipts go to stdout, one JSON line each. A checkpoint is made every 256 decisions, and published
    when every witness has cosigned it.
    """
    settings = open_settings(folder, [read_witness(*one) for one in witnesses])
    if out is not None:
        decisions = list_decisions(read_run(out))
    else:
        decisions = read_decisions(sys.stdin, "stdin")
    cosigners = [WitnessClient(one.url, read_vkey(one.vkey)) for one in settings.witnesses]
    with DecisionLog(settings, cosigners, time.time) as book, open_tellers(receipts, aloud=out is None) as tellers:
        begun, state = book.size, CheckpointState(book.size, published=False)
        for group in batch(decisions, CHECKPOINT_LEAVES):
            lines = "".join(write_receipt_line(one) + "\n" for one in book.append(group))
            for teller in tellers:
                teller.write(lines)
            state = book.checkpoint()
        if book.size == begun:
            state = book.checkpoint()
        added = book.size - begun
    said = {"log": str(folder), "origin": settings.origin, "added": added, "size": state.size,
            "published": state.published, "refusals": list(state.refusals), "witnesses": len(settings.witnesses)}
    click.echo(json.dumps(said, ensure_ascii=False) if as_json else say_appended(said, lang), err=out is None)


def batch(decisions: Iterable[Decision], count: int) -> Iterator[list[Decision]]:
    """Decisions in groups of at most ``count``."""
    left = iter(decisions)
    while group := list(islice(left, count)):
        yield group


@contextmanager
def open_tellers(path: Path | None, *, aloud: bool) -> Iterator[list[IO[str]]]:
    """The places to which receipts are told: a file, stdout, both or neither."""
    found: list[IO[str]] = [sys.stdout] if aloud else []
    if path is None:
        yield found
        return
    try:
        file = path.open("a", encoding="utf-8")
    except OSError as error:
        raise InputError(f"the receipts cannot be written ({os.strerror(error.errno or 0)})", file=path,
                         fix="name a file that you may write") from error
    with file:
        yield [*found, file]


@log.command()
@click.argument("folder", metavar="LOG", type=click.Path(path_type=Path))
@click.option("--log-key", "log_keys", multiple=True, help="Verifier key of the log that you trust.")
@click.option("--witness-key", "witness_keys", multiple=True, help="Verifier key of a witness that you trust.")
@click.option("--receipts", type=click.Path(path_type=Path),
              help="Receipts that riders handed in, as JSON lines; sampled in place of the log's own.")
@click.option("--kept", multiple=True, type=click.Path(path_type=Path),
              help="A checkpoint kept elsewhere: must lie in the log's past. May be named several times.")
@click.option("--seed", help="From which the samples are drawn; fresh without it, and always printed.")
@click.option("--jobs", type=click.IntRange(1, 64), help="Processes; two where there are two.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", help="Language of the words.")
@click.pass_context
def verify(ctx: click.Context, folder: Path, log_keys: tuple[str, ...], witness_keys: tuple[str, ...],
           receipts: Path | None, kept: tuple[Path, ...], seed: str | None, jobs: int | None, as_json: bool,
           lang: Lang) -> None:
    """Check the whole of LOG: leaves, tree, checkpoints, cosignatures, numbers, times, commitments; samples the rest.

    Exit status 0; 1 where something does not hold; 2 where it could not run.
    """
    settings = read_log(folder)
    evidence = Evidence(None if receipts is None else read_receipts(receipts), [read_kept(path) for path in kept])
    trust = resolve_trust(settings, log_keys, witness_keys)
    with show_progress("验证 verify", quiet=as_json) as show:
        report = verify_log(settings, trust, evidence, seed=seed or secrets.token_hex(8), now_s=int(time.time()),
                            jobs=jobs or min(2, os.cpu_count() or 1), progress=show)
    if as_json:
        click.echo(json.dumps(tabulate_report(report), ensure_ascii=False))
    else:
        click.echo(say_report(report, lang))
    ctx.exit(0 if report.sound else 1)


@contextmanager
def show_progress(words: str, *, quiet: bool) -> Iterator[Callable[[int, int], None]]:
    """A progress bar on stderr, unless quiet or not on a terminal."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=quiet or not console.is_terminal) as bar:
        task = bar.add_task(words, total=None)

        def show(number: int, total: int) -> None:
            bar.update(task, completed=number, total=total)

        yield show


def read_witness(url: str, vkey: str) -> WitnessAddress:
    """A witness as the option names it."""
    if read_vkey(vkey).kind != TYPE_COSIGNATURE:
        raise InputError(f"{vkey!r} is not the key of a witness", field="--witness",
                         fix="take the key that nuantu witness prints")
    WitnessClient(url, read_vkey(vkey))
    return WitnessAddress(url, vkey)


def open_settings(folder: Path, named: Sequence[WitnessAddress]) -> LogFolder:
    """The log in this folder, made where there is none, with the witnesses that are named now added."""
    if not (folder / "log.json").exists():
        return create_log(folder, None, named)
    settings = read_log(folder)
    known = {one.vkey: one for one in settings.witnesses} | {one.vkey: one for one in named}
    if tuple(known.values()) != settings.witnesses:
        settings = replace(settings, witnesses=tuple(known.values()))
        write_settings(settings)
    return settings


def resolve_trust(settings: LogFolder, log_keys: Sequence[str], witness_keys: Sequence[str]) -> Trust:
    """The keys that the reader names, and for what is not named those that the log names itself."""
    own_log = list_log_keys(settings) if not log_keys else []
    own_witnesses = [read_vkey(one.vkey) for one in settings.witnesses] if not witness_keys else []
    logs = own_log or [read_vkey(text) for text in log_keys]
    witnesses = own_witnesses or [read_vkey(text) for text in witness_keys]
    for key, kind, option in [(key, TYPE_NOTE, "--log-key") for key in logs] + [
            (key, TYPE_COSIGNATURE, "--witness-key") for key in witnesses]:
        if key.kind != kind:
            raise InputError(f"{key.vkey!r} is a key of the other kind", field=option)
    return Trust(tuple(logs), tuple(witnesses), own=not (log_keys and witness_keys))


def list_log_keys(settings: LogFolder) -> list[PublicKey]:
    """The signing keys that the log names."""
    store = LeafStore(settings.leaves)
    try:
        return [read_vkey(vkey) for _, vkey in store.read_keys()]
    finally:
        store.close()
