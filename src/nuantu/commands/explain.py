"""``nuantu explain``: why this order went to this rider, and what a worker's day came to."""

from __future__ import annotations

import difflib
import json
from collections.abc import Collection
from pathlib import Path
from typing import Any

import click

from nuantu.core.errors import InputError
from nuantu.core.times import Lang
from nuantu.explanation.order import tell_order
from nuantu.explanation.record import read_record
from nuantu.explanation.worker import tell_worker

_in = click.option("--in", "out", required=True, type=click.Path(path_type=Path),
                   help="Folder that nuantu replay has written.")
_lang = click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", help="Language of the words.")
_json = click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")


@click.group()
def explain() -> None:
    """Explain a decision or a day, clause by clause."""


@explain.command()
@click.argument("order_id")
@_in
@_lang
@_json
def order(order_id: str, out: Path, lang: Lang, as_json: bool) -> None:
    """Explain ORDER_ID: why this rider, what bound it, the best others and why not them, what it paid."""
    record = read_record(out)
    require_known("order", order_id, record.events_of_order, out)
    _print(tell_order(record, order_id, lang), as_json)


@explain.command()
@click.argument("worker_id")
@_in
@_lang
@_json
def worker(worker_id: str, out: Path, lang: Lang, as_json: bool) -> None:
    """Explain WORKER_ID's day: hours, pay line by line, the floor, which rights fired."""
    record = read_record(out)
    require_known("worker", worker_id, record.events_of_worker, out)
    _print(tell_worker(record, worker_id, lang), as_json)


def require_known(what: str, name: str, known: Collection[str], out: Path) -> None:
    """Refuse an id that the log does not have, naming the closest that it has."""
    if name in known:
        return
    near = difflib.get_close_matches(name[:80], sorted(known), n=3, cutoff=0.5) or sorted(known)[:3]
    raise InputError(f"the log knows no {what} {name[:80]}", file=out / "log" / "events.parquet", field=f"{what}_id",
                     fix=f"did you mean {', '.join(near)}" if near else f"name a {what} of this day")


def _print(explanation: Any, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(explanation.to_json(), ensure_ascii=False))
        return
    for sentence in explanation.sentences():
        click.echo(sentence)
