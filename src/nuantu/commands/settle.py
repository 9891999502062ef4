"""``nuantu settle OUT``: pay a replayed day by its book, line by line."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.table import Table

from nuantu.commands.book_options import book_options, resolve_book
from nuantu.commands.buckets import add_totals, is_bucketed, settle_buckets
from nuantu.commands.ledger_file import LEDGER_FILE, read_run, sum_ledger, write_ledger
from nuantu.core.money import format_minor
from nuantu.core.times import Lang
from nuantu.explanation.wording import say
from nuantu.settle.ledger import settle as settle_day

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
    if is_bucketed(out):
        book = resolve_book(out, agreement, layer)
        totals = add_totals(settle_buckets(out, book, quiet=as_json))
        place = out / "buckets"
    else:
        run = read_run(out)
        book = resolve_book(out, agreement, layer)
        ledger = settle_day(out / "log", book)
        write_ledger(out, run, ledger, book)
        totals, place = sum_ledger(ledger), out / LEDGER_FILE
    if as_json:
        lines = sum(row["lines"] for row in totals)
        click.echo(json.dumps({"ledger": str(place), "lines": lines, "book": book.digest, "totals": totals},
                              ensure_ascii=False))
    else:
        _print_totals(Console(), totals, lang)


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
