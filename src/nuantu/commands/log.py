"""``nuantu log``: decisions into a log that nobody can rewrite, and its proofs, checks and erasures."""

from __future__ import annotations

import json
import os
import secrets
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import ExitStack, closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count, islice
from pathlib import Path
from typing import IO, Any

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from nuantu.core.errors import InputError
from nuantu.core.times import Lang
from nuantu.decisions.erasure import Retention, erase_worker, say_erased
from nuantu.decisions.fsck import check_store, repair_store
from nuantu.decisions.journal import Journal
from nuantu.decisions.json_lines import read_decisions, read_receipts, write_receipt_line
from nuantu.decisions.leaf import Decision
from nuantu.decisions.log import (
    CHECKPOINT_LEAVES,
    CheckpointState,
    DecisionLog,
    Issued,
    LogFolder,
    WitnessAddress,
    create_log,
    read_log,
    write_settings,
)
from nuantu.decisions.log_source import FolderSource, LogServer, open_source
from nuantu.decisions.note import TYPE_COSIGNATURE, TYPE_NOTE, PublicKey, parse_note, read_vkey
from nuantu.decisions.proof_file import find_flaw, prove_decision, prove_growth, read_proof
from nuantu.decisions.receipt import parse_receipt
from nuantu.decisions.replayed import list_decisions, read_run
from nuantu.decisions.signed_heads import Trust
from nuantu.decisions.store import DAMAGE, LeafStore
from nuantu.decisions.verify import Evidence, read_kept, verify_log
from nuantu.decisions.watch import Watch
from nuantu.decisions.witness_client import WitnessClient
from nuantu.decisions.wording import (
    say_appended,
    say_condition,
    say_report,
    tabulate_condition,
    tabulate_report,
)

#: Decisions from stdin that may be on their way to the disk at once.
_WAITING_MAX = 2048
_WITNESS_HELP = "Address and verifier key of a witness; is remembered in the log. May be named several times."


class LogGroup(click.Group):
    """The group says in one sentence where a disk refuses or a store is damaged, whichever command met it."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            raise
        except (*DAMAGE, OSError) as error:
            said = (str(error).splitlines() or [type(error).__name__])[0][:200]
            raise InputError(f"the files of the log cannot be read or written ({said})",
                             fix="look at the disk, then at the log with nuantu log fsck") from error


@click.group(name="log", cls=LogGroup)
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
    run = None if out is None else read_run(out)
    settings, made = open_settings(folder, [read_witness(*one) for one in witnesses])
    with ExitStack() as stack:
        cosigners = [stack.enter_context(closing(WitnessClient(one.url, read_vkey(one.vkey))))
                     for one in settings.witnesses]
        book = stack.enter_context(DecisionLog(settings, cosigners, time.time))
        tellers = stack.enter_context(open_tellers(receipts, aloud=run is None))
        begun = book.size
        if run is None:
            state = write_stream(book, read_decisions(sys.stdin, "stdin"), tellers)
        else:
            state = write_groups(book, list_decisions(run), tellers)
        said = {"log": str(folder), "origin": settings.origin, "made": made, "added": book.size - begun,
                "size": book.size, "published": state.published, "refusals": list(state.refusals),
                "witnesses": len(settings.witnesses)}
    click.echo(json.dumps(said, ensure_ascii=False) if as_json else say_appended(said, lang), err=run is None)


def write_groups(book: DecisionLog, decisions: Iterable[Decision], tellers: Sequence[IO[str]]) -> CheckpointState:
    """Write decisions that are all there already, with a checkpoint after each 256; the state of the last one."""
    for group in batch(decisions, CHECKPOINT_LEAVES):
        lines = "".join(write_receipt_line(one) + "\n" for one in book.append(group))
        for teller in tellers:
            teller.write(lines)
        book.checkpoint()
    return book.checkpoint()


def write_stream(book: DecisionLog, decisions: Iterable[Decision], tellers: Sequence[IO[str]]) -> CheckpointState:
    """Write decisions as they come in, each told once it is durable; the state of the last checkpoint."""
    states = [CheckpointState(book.size, published=False)]

    def tell(_: Decision, issued: Issued) -> None:
        line = write_receipt_line(issued) + "\n"
        for teller in tellers:
            teller.write(line)
            teller.flush()

    with Journal(book, states.append) as journal:
        waiting: deque[Future[list[Issued]]] = deque()
        for one in decisions:
            waiting.append(journal.submit([one], tell))
            while waiting and (waiting[0].done() or len(waiting) > _WAITING_MAX):
                waiting.popleft().result()
        for future in waiting:
            future.result()
    return states[-1]


def batch(decisions: Iterable[Decision], most: int) -> Iterator[list[Decision]]:
    """Decisions in groups of at most ``most``."""
    left = iter(decisions)
    while group := list(islice(left, most)):
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


@log.command()
@click.argument("folder", metavar="LOG", type=click.Path(path_type=Path), required=False)
@click.option("--seq", type=click.IntRange(0), help="Number of the decision to prove.")
@click.option("--receipt", type=click.Path(path_type=Path), help="File with the receipt of the decision to prove.")
@click.option("--since", help="Prove that the log continues this checkpoint: a size, or a file that holds one.")
@click.option("--open", "opened", is_flag=True, help="Add the salts and values that open the decision (personal).")
@click.option("--check", type=click.Path(path_type=Path), help="Check a proof file instead of making one.")
@click.option("--log-key", "log_keys", multiple=True, help="With --check: verifier key of the log.")
@click.option("--witness-key", "witness_keys", multiple=True, help="With --check: verifier key of a witness.")
@click.pass_context
def prove(ctx: click.Context, folder: Path | None, seq: int | None, receipt: Path | None, since: str | None,
          opened: bool, check: Path | None, log_keys: tuple[str, ...], witness_keys: tuple[str, ...]) -> None:
    """Print a proof as JSON: that a decision stands in the last witnessed tree of LOG, or that LOG only grew.

    With --check: say whether a proof holds under the keys named; exit status 1 if it does not.
    """
    if check is not None:
        if not log_keys or not witness_keys:
            raise InputError("a proof is checked under keys", field="--check", fix="name --log-key and --witness-key")
        flaw = find_flaw(read_proof(check), build_trust(log_keys, witness_keys))
        click.echo(flaw or "成立 it holds")
        ctx.exit(1 if flaw else 0)
    if folder is None or sum(one is not None for one in (seq, receipt, since)) != 1:
        raise InputError("a proof is about one thing", fix="name LOG and one of --seq, --receipt and --since")
    settings = read_log(folder)
    if since is not None:
        found = prove_growth(settings, since if since.isdigit() else read_kept(Path(since)))
    else:
        number = seq if seq is not None else parse_receipt(parse_note(read_receipts(require(receipt))[0])).seq
        found = prove_decision(settings, number, opened=opened)
    click.echo(json.dumps(found, ensure_ascii=False))


@log.command()
@click.argument("folder", metavar="LOG", type=click.Path(path_type=Path))
@click.option("--repair", is_flag=True, help="Undo what a stopped writer left half done, and say what.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", help="Language of the words.")
@click.pass_context
def fsck(ctx: click.Context, folder: Path, repair: bool, as_json: bool, lang: Lang) -> None:
    """Look through the files of LOG; changes nothing without --repair.

    Exit status 0; 1 where something is wrong, or was left half done and not repaired.
    """
    settings = read_log(folder)
    repaired = repair_store(settings, time.time) if repair else None
    condition = check_store(settings)
    if as_json:
        click.echo(json.dumps(tabulate_condition(condition, repaired), ensure_ascii=False))
    else:
        click.echo(say_condition(condition, repaired, lang))
    ctx.exit(0 if condition.sound else 1)


@log.command()
@click.argument("place", metavar="LOG|URL")
@click.option("--state", required=True, type=click.Path(path_type=Path), help="Folder of what was seen, and evidence.")
@click.option("--log-key", "log_keys", multiple=True, required=True, help="Verifier key of the log that you trust.")
@click.option("--witness", "witnesses", nargs=2, multiple=True, metavar="URL VKEY",
              help="A witness to ask, with its verifier key; may be named several times.")
@click.option("--receipts", type=click.Path(path_type=Path), help="Receipts that riders handed in, as JSON lines.")
@click.option("--interval", type=click.FloatRange(0.1), default=10.0, show_default=True, help="Seconds between looks.")
@click.option("--once", is_flag=True, help="Look once and end: exit status 1 on an alarm.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object for each look.")
@click.pass_context
def watch(ctx: click.Context, place: str, state: Path, log_keys: tuple[str, ...],
          witnesses: tuple[tuple[str, str], ...], receipts: Path | None, interval: float, once: bool,
          as_json: bool) -> None:
    """Look at a log again and again, for the union: does it continue what was seen, and does it show all the same?

    Tells of split views, of a log that was rolled back, and of receipts that were not honoured.
    """
    trust, alarmed = build_trust(log_keys, [vkey for _, vkey in witnesses]), False
    with ExitStack() as stack:
        clients = [stack.enter_context(closing(WitnessClient(url, read_vkey(vkey)))) for url, vkey in witnesses]
        folder = None if place.startswith(("http://", "https://")) else read_log(Path(place))
        eye = Watch(stack.enter_context(closing(open_source(place, folder))), trust, state, clients, time.time)
        for turn in count():
            if turn:
                time.sleep(interval)
            found = eye.look([] if receipts is None else read_receipts(receipts))
            alarmed = alarmed or any(one.alarm for one in found)
            if as_json:
                click.echo(json.dumps([one._asdict() | {"alarm": one.alarm} for one in found], ensure_ascii=False))
            else:
                for one in found:
                    click.echo(f"{'✗' if one.alarm else '✓'} {one.kind}: {one.what}")
            if once:
                break
    ctx.exit(1 if alarmed else 0)


@log.command()
@click.argument("folder", metavar="LOG", type=click.Path(path_type=Path))
@click.option("--worker", "worker_id", required=True, help="Pseudonym of the worker.")
@click.option("--on", "day", type=click.DateTime(["%Y-%m-%d"]), help="Day of the erasure (UTC); today without it.")
@click.option("--pay-years", type=click.IntRange(0, 100), default=Retention().pay_years, show_default=True,
              help="Years for which pay records are kept.")
@click.option("--ground", default=Retention().ground, show_default=True, help="Why they are kept.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", help="Language of the words.")
def erase(folder: Path, worker_id: str, day: datetime | None, pay_years: int, ground: str, as_json: bool,
          lang: Lang) -> None:
    """Erase a worker: delete salts and links; hashes, proofs and amounts stay. Pay records within their legal retention
    are locked instead, and the words say until when."""
    at_s = int(time.time()) if day is None else int(day.replace(tzinfo=UTC).timestamp())
    with DecisionLog(read_log(folder), [], time.time) as book:
        done = erase_worker(book, worker_id, Retention(pay_years, ground), at_s)
    said = {"erased": done.erased, "locked": done.locked, "until": done.until and done.until.isoformat(),
            "ground": done.ground}
    click.echo(json.dumps(said, ensure_ascii=False) if as_json else say_erased(done, lang))


@log.command("rotate-key")
@click.argument("folder", metavar="LOG", type=click.Path(path_type=Path))
def rotate_key(folder: Path) -> None:
    """Take a new signing key into use and print its verifier key, which every witness must be given as well."""
    with DecisionLog(read_log(folder), [], time.time) as book:
        click.echo(book.rotate_key())


@log.command()
@click.argument("folder", metavar="LOG", type=click.Path(path_type=Path))
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", type=click.IntRange(0, 65_535), default=8711, show_default=True,
              help="Port to listen on; 0 takes a free one.")
def serve(folder: Path, host: str, port: int) -> None:
    """Show the public half of LOG to readers: checkpoint, proofs and leaves. Ends with Ctrl-C."""
    source = FolderSource(read_log(folder))
    try:
        server = LogServer((host, port), source)
    except OSError as error:
        raise InputError(f"the port cannot be opened ({error.strerror})", field="--port",
                         fix="name another port, or 0 for a free one") from error
    try:
        click.echo(f"日志 log at http://{host}:{server.server_address[1]}")
        server.serve_forever()
    except KeyboardInterrupt:
        click.echo("Stopped.", err=True)
    finally:
        server.server_close()


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
    WitnessClient(url, read_vkey(vkey)).close()
    return WitnessAddress(url, vkey)


def open_settings(folder: Path, named: Sequence[WitnessAddress]) -> tuple[LogFolder, bool]:
    """The log in this folder, with the witnesses that are named now added; made where there is none (then True)."""
    if not (folder / "log.json").exists():
        return create_log(folder, None, named), True
    settings = read_log(folder)
    known = {one.vkey: one for one in settings.witnesses} | {one.vkey: one for one in named}
    if tuple(known.values()) != settings.witnesses:
        settings = replace(settings, witnesses=tuple(known.values()))
        write_settings(settings)
    return settings, False


def resolve_trust(settings: LogFolder, log_keys: Sequence[str], witness_keys: Sequence[str]) -> Trust:
    """The keys that the reader names, and for what is not named those that the log names itself."""
    logs = log_keys or [key.vkey for key in list_log_keys(settings)]
    trust = build_trust(logs, witness_keys or [one.vkey for one in settings.witnesses])
    return replace(trust, own=not (log_keys and witness_keys))


def build_trust(log_keys: Sequence[str], witness_keys: Sequence[str]) -> Trust:
    """The keys that the reader names."""
    trust = Trust(tuple(map(read_vkey, log_keys)), tuple(map(read_vkey, witness_keys)))
    for keys, kind, option in ((trust.log, TYPE_NOTE, "--log-key"), (trust.witnesses, TYPE_COSIGNATURE,
                                                                     "--witness-key")):
        for key in keys:
            if key.kind != kind:
                raise InputError(f"{key.vkey!r} is a key of the other kind", field=option)
    return trust


def require(path: Path | None) -> Path:
    """A path that an option has given."""
    if path is None:
        raise InputError("the file is missing")
    return path


def list_log_keys(settings: LogFolder) -> list[PublicKey]:
    """The signing keys that the log names."""
    store = LeafStore(settings.leaves)
    try:
        return [read_vkey(vkey) for _, vkey in store.read_keys()]
    finally:
        store.close()
