"""``nuantu audit``: judge the log and ledger of a run by its book, trusting neither."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click
from ibis.backends import BaseBackend
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from nuantu.agreement.book import Book
from nuantu.agreement.clauses import CLAUSE_TYPES
from nuantu.audit.engine import ENGINES, Engine, open_engine
from nuantu.audit.run import audit as run_audit
from nuantu.audit.verdict import Verdict, count_units
from nuantu.commands.book_options import book_options, resolve_book
from nuantu.commands.buckets import audit_buckets, is_bucketed
from nuantu.core.errors import InputError
from nuantu.core.times import Lang

_ANSWERS_ZH = {"complied": "遵守", "violated": "违反", "departed": "偏离", "insufficient_evidence": "证据不足",
               "not_applicable": "不适用", "disputed": "有争议"}
_ANSWERS_EN = {"complied": "kept", "violated": "broken", "departed": "departed", "insufficient_evidence": "no evidence",
               "not_applicable": "not applicable", "disputed": "disputed"}
_COLOURS = {"violated": "red", "departed": "yellow", "insufficient_evidence": "magenta", "complied": "green"}
_RECORDS = {"log_integrity": ("事件日志", "event log"), "ledger_integrity": ("结算账目", "ledger")}
_SHOWN = ("complied", "violated", "departed", "insufficient_evidence")
_EXAMPLES = 5


@click.command()
@click.argument("out", type=click.Path(path_type=Path))
@book_options(required=False)
@click.option("--engine", type=click.Choice(ENGINES), default="duckdb",
              help="What runs the checks: DuckDB in this process, or Apache Spark (extra spark).")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", help="Language of the words.")
@click.pass_context
def audit(ctx: click.Context, out: Path, agreement: Path | None, layer: tuple[Path, ...], engine: Engine,
          as_json: bool, lang: Lang) -> None:
    """Check what OUT, the folder of a run, kept and broke; write OUT/verdicts.json.

    Exit status 0; 1 where something is violated (a departure from a principle is not); 2 where it could not run.
    """
    if not out.is_dir():
        raise InputError("the folder does not exist", file=out, fix="name the folder of a run")
    book = resolve_book(out, agreement, layer)
    judge = audit_buckets if is_bucketed(out) else run_shown
    if engine == "duckdb":
        verdicts = judge(out, book, quiet=as_json)
    else:
        with open_engine(engine) as con:
            verdicts = judge(out, book, quiet=as_json, con=con)
    write_verdicts(out, verdicts)
    if as_json:
        click.echo(json.dumps({"counts": count_units(verdicts), "clauses": tabulate(verdicts)}, ensure_ascii=False))
    else:
        print_table(Console(), verdicts, lang)
    ctx.exit(1 if any(one.verdict == "violated" for one in verdicts) else 0)


def run_shown(out: Path, book: Book, *, quiet: bool, con: BaseBackend | None = None) -> list[Verdict]:
    """Audit with a progress bar on stderr, unless quiet or not on a terminal; on an embedded engine or on ``con``."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=quiet or not console.is_terminal) as bar:
        task = bar.add_task("核查 audit", total=None)

        def show(step: str, number: int, total: int) -> None:
            bar.update(task, completed=number, total=total, description=f"核查 audit {step}")

        return run_audit(out, None, book, show, con)


def write_verdicts(out: Path, verdicts: Iterable[Verdict]) -> None:
    """Write OUT/verdicts.json, and the counts into OUT/summary.json if it stands there; each whole or not at all."""
    judged = list(verdicts)
    write_json(out / "verdicts.json", [one.to_row() for one in judged])
    summary_path = out / "summary.json"
    if summary_path.is_file():
        summary = json.loads(summary_path.read_text(encoding="utf-8"))
        write_json(summary_path, summary | {"verdicts": count_units(judged)})


def write_json(path: Path, value: Any) -> None:
    """Write JSON beside the target and put it in place in one step."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(value, file, ensure_ascii=False, indent=1)
            file.write("\n")
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def tabulate(verdicts: Iterable[Verdict]) -> list[dict[str, Any]]:
    """Units by verdict for each clause, in order of first appearance."""
    rows: dict[tuple[str, str], dict[str, Any]] = {}
    for one in verdicts:
        row = rows.setdefault((one.clause_id, one.type), {
            "clause_id": one.clause_id, "type": one.type, "layer": one.layer, "unit": one.unit,
            **dict.fromkeys(_ANSWERS_EN, 0)})
        row[one.verdict] += one.units
    return list(rows.values())


def print_table(console: Console, verdicts: list[Verdict], lang: Lang) -> None:
    """One line a clause, then the first breaches with their arithmetic."""
    words = _ANSWERS_ZH if lang == "zh" else _ANSWERS_EN
    table = Table(title="核查结果" if lang == "zh" else "Audit")
    table.add_column("条款" if lang == "zh" else "clause", overflow="fold")
    table.add_column("内容" if lang == "zh" else "about")
    for answer in _SHOWN:
        table.add_column(words[answer], justify="right", style=_COLOURS[answer])
    for row in tabulate(verdicts):
        table.add_row(escape(row["clause_id"]), name_type(row["type"], lang),
                      *(f"{row[answer]:,}" if row[answer] else "–" for answer in _SHOWN))
    console.print(table)
    broken = [one for one in verdicts if one.verdict in ("violated", "departed", "insufficient_evidence")]
    for one in broken[:_EXAMPLES]:
        who = " ".join(part for part in (one.worker_id, one.order_id) if part)
        console.print(f"[{_COLOURS[one.verdict]}]{words[one.verdict]}[/] {escape(f'{one.clause_id} {who}')}: "
                      f"{escape(one.arithmetic)}")
    if len(broken) > _EXAMPLES:
        more = len(broken) - _EXAMPLES
        console.print(f"另有 {more} 条，见 verdicts.json" if lang == "zh" else f"and {more} more in verdicts.json")


def name_type(name: str, lang: Lang) -> str:
    """A clause type, or one of the records, in words."""
    if name in _RECORDS:
        return _RECORDS[name][lang == "en"]
    kind = CLAUSE_TYPES[name]
    return kind.zh if lang == "zh" else kind.en
