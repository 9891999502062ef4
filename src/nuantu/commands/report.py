"""``nuantu report``: one self-contained page about a replayed day, every order explained in a file beside it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from nuantu.audit.run import audit as run_audit
from nuantu.commands.book_options import resolve_book
from nuantu.core.errors import InputError
from nuantu.report.build import Built, Row, build_report
from nuantu.report.serve import ReportServer, open_server

DEFAULT_PORT = 8700


@click.command()
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--serve/--no-serve", default=False, help="Serve the page on loopback until Ctrl-C.")
@click.option("--port", type=click.IntRange(1, 65_535), default=DEFAULT_PORT, show_default=True,
              help="Port to serve on; a taken one moves on to the next.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def report(out: Path, serve: bool, port: int, as_json: bool) -> None:
    """Write the report page of OUT, the folder of a run, to OUT/report/index.html.

    Every digest and the whole audit are computed again before the page says that they match.
    """
    if not out.is_dir():
        raise InputError("the folder does not exist", file=out, fix="name the folder of a run")
    built = build_shown(out, quiet=as_json)
    if as_json:
        click.echo(json.dumps({"page": str(built.page), "bytes": built.page_bytes, "orders": built.orders,
                               "files": built.shards, "sealed": built.sealed}))
    else:
        click.echo(f"{built.page}  {built.page_bytes / 1000:,.0f} kB, {built.orders:,} 单的说明 orders explained")
    if serve:
        serve_until_stopped(open_server(out / "report", port))


def build_shown(out: Path, *, quiet: bool) -> Built:
    """Build the report behind a progress bar, and name what could not be drawn."""
    with show_progress("说明 explaining", quiet=quiet) as show:
        built = build_report(out, audit_again, show)
    if built.day_missing is not None:
        click.echo(f"nuantu: the day's folder {built.day_missing} is not at hand; the map shows points only.", err=True)
    if not built.sealed:
        click.echo("nuantu: digests or verdicts differ from those recorded; the page says which.", err=True)
    return built


def audit_again(out: Path) -> list[Row]:
    """The verdict rows of a run by its own book, computed anew."""
    return [verdict.to_row() for verdict in run_audit(out, None, resolve_book(out, None, ()))]


@contextmanager
def show_progress(words: str, *, quiet: bool) -> Iterator[Callable[[int, int], None]]:
    """A bar on stderr, on a terminal only; told how much is done and of how much."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=quiet or not console.is_terminal) as bar:
        task = bar.add_task(words, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def serve_until_stopped(server: ReportServer) -> None:
    """Say where the page is and answer until Ctrl-C."""
    with server:
        try:
            click.echo(f"Nuantu: {server.address}")
            server.serve_forever()
        except KeyboardInterrupt:
            click.echo("", err=True)
