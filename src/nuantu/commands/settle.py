"""``nuantu settle OUT``: pay a replayed day by its book, line by line."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click
import pyarrow as pa
from rich.console import Console
from rich.table import Table

from nuantu.agreement.book import Book
from nuantu.commands.book_options import book_options, resolve_book
from nuantu.core.errors import InputError
from nuantu.core.ids import digest_bytes
from nuantu.core.money import format_minor
from nuantu.core.tables import LEDGER
from nuantu.core.times import Lang
from nuantu.explanation.wording import say
from nuantu.settle.ledger import settle as settle_day

LEDGER_FILE = "ledger.parquet"
RUN_FILE = "run.json"

_ACCOUNTS = {"worker_pay": ("付给劳动者", "paid to workers"), "injury_premium": ("缴给保险", "owed to the insurer")}


@click.command()
@click.argument("out", type=click.Path(path_type=Path))
@book_options(required=False)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", help="Language of the words.")
def settle(out: Path, agreement: Path | None, layer: tuple[Path, ...], as_json: bool, lang: Lang) -> None:
    """Pay the day that a replay wrote to OUT and rewrite OUT/ledger.parquet; print totals by component.

    The book is the one kept by the replay unless --agreement names another.
    """
    run = read_run(out)
    book = resolve_book(out, agreement, layer)
    ledger = settle_day(out / "log", book)
    write_ledger(out, run, ledger, book)
    totals = sum_ledger(ledger)
    if as_json:
        click.echo(json.dumps({"ledger": str(out / LEDGER_FILE), "lines": ledger.num_rows, "book": book.digest,
                               "totals": totals}, ensure_ascii=False))
    else:
        _print_totals(Console(), totals, lang)


def read_run(out: Path) -> dict[str, Any]:
    """``OUT/run.json`` as it stands, or one sentence why there is none."""
    path = out / RUN_FILE
    if not path.is_file():
        raise InputError("the folder holds no run.json", file=out, fix="name a folder that nuantu replay has written")
    try:
        run = json.loads(path.read_text(encoding="utf-8"))
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise InputError(f"this is not JSON in UTF-8 ({error})", file=path, fix="replay the day again") from error
    if not isinstance(run, dict) or run.get("format") != "nuantu-run/1":
        raise InputError("this is not of format nuantu-run/1", file=path, field="format", fix="replay the day again")
    return run


def write_ledger(out: Path, run: Mapping[str, Any], ledger: pa.Table, book: Book) -> None:
    """Replace ledger and run.json, each at once: a reader sees the old or the new one, never a half.

    ``digests.ledger`` in run.json becomes the digest of the new file, ``settled_under`` the digest of its book.
    """
    fresh_ledger, fresh_run = out / f".{LEDGER_FILE}.fresh", out / f".{RUN_FILE}.fresh"
    try:
        LEDGER.write(ledger, fresh_ledger)
        digests = {**run.get("digests", {}), "ledger": digest_bytes(fresh_ledger.read_bytes())}
        text = json.dumps({**run, "digests": digests, "settled_under": book.digest}, ensure_ascii=False, indent=1)
        fresh_run.write_text(text + "\n", encoding="utf-8")
        fresh_ledger.replace(out / LEDGER_FILE)
        fresh_run.replace(out / RUN_FILE)
    except OSError as error:
        raise InputError(f"the ledger cannot be written ({os.strerror(error.errno or 0)})", file=out / LEDGER_FILE,
                         fix="make room, or ask for the right to write there") from error
    finally:
        fresh_ledger.unlink(missing_ok=True)
        fresh_run.unlink(missing_ok=True)


def sum_ledger(ledger: pa.Table) -> list[dict[str, Any]]:
    """Totals by account, component and clause in order of first appearance: lines, workers, minor units."""
    keys = ["account", "component", "clause_id", "currency"]
    grouped = ledger.group_by(keys, use_threads=False).aggregate(
        [("line_id", "count"), ("worker_id", "count_distinct"), ("amount_minor", "sum")])
    return [{**{key: row[key] for key in keys}, "lines": row["line_id_count"],
             "workers": row["worker_id_count_distinct"], "amount_minor": row["amount_minor_sum"]}
            for row in grouped.to_pylist()]


def _say_component(component: str, lang: Lang) -> str:
    """A short name; the account already says who pays the premium to whom."""
    if component == "premium":
        return "职业伤害保险" if lang == "zh" else "injury premium"
    return say(f"pay_{component}", lang)


def _print_totals(console: Console, totals: Sequence[Mapping[str, Any]], lang: Lang) -> None:
    heads = {"zh": ("账户", "构成", "条款", "笔数", "人数", "金额"),
             "en": ("account", "component", "clause", "lines", "workers", "amount")}[lang]
    table = Table(box=None)
    for place, head in enumerate(heads):
        table.add_column(head, justify="right" if place > 2 else "left")
    for row in totals:
        table.add_row(_ACCOUNTS[row["account"]][lang == "en"], _say_component(row["component"], lang), row["clause_id"],
                      f"{row['lines']:,}", f"{row['workers']:,}", format_minor(row["amount_minor"], row["currency"]))
    console.print(table)
    pay = [row for row in totals if row["account"] == "worker_pay"]
    if pay:
        total = format_minor(sum(row["amount_minor"] for row in pay), pay[0]["currency"])
        console.print(f"付给劳动者合计 {total}" if lang == "zh" else f"paid to workers in all {total}")
