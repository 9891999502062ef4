"""``nuantu replay``: read a day, dispatch it under an agreement, pay it, audit it; everything into one folder."""

from __future__ import annotations

import json
import shlex
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from nuantu.agreement.book import Book
from nuantu.audit.verdict import Verdict, count_units
from nuantu.commands.audit import run_shown
from nuantu.commands.book_options import book_options, load_named_book
from nuantu.commands.city import parse_date
from nuantu.commands.run_folder import describe_run, open_run, require_replaceable, sum_pay, write_log, write_object
from nuantu.core.errors import AgreementError, InputError
from nuantu.core.money import format_minor
from nuantu.core.tables import LEDGER, SUMMARY
from nuantu.core.times import Lang
from nuantu.dispatch.lowering import lower
from nuantu.dispatch.policies.registry import POLICIES
from nuantu.replay.day import Day, RuleSet
from nuantu.replay.open import ROUND_S
from nuantu.replay.reading import read_day
from nuantu.replay.result import Result
from nuantu.replay.run import replay as replay_day
from nuantu.replay.summary import summarize_log
from nuantu.settle.ledger import settle
from nuantu.settle.quote import make_price_quote


@dataclass
class Watch:
    """Wall time by step, in seconds."""

    begin: float = field(default_factory=time.perf_counter)
    steps: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def time(self, step: str) -> Iterator[None]:
        """Count what is done inside towards a step."""
        begin = time.perf_counter()
        yield
        self.steps[step] = self.steps.get(step, 0.0) + time.perf_counter() - begin

    def tell(self) -> dict[str, float]:
        """All steps and the total so far, to the millisecond."""
        return {step: round(spent, 3) for step, spent in
                {**self.steps, "total": time.perf_counter() - self.begin}.items()}


@click.command()
@click.argument("day", type=click.Path(path_type=Path))
@book_options(required=False)
@click.option("--rules", type=click.Choice(["mdrp", "open"]), help="Rule set; the day's own where not named.")
@click.option("--date", "on", help="Local date of a day that has none, such as 2018-03-01.")
@click.option("--policy", type=click.Choice(sorted(POLICIES)), default="nuantu", show_default=True,
              help="Dispatch policy.")
@click.option("--seed", type=click.IntRange(min=0), default=1, show_default=True, help="Seed of all chance.")
@click.option("--round-s", type=click.IntRange(1, 3600), default=ROUND_S, show_default=True,
              help="Seconds between rounds of the open rule set.")
@click.option("--out", type=click.Path(path_type=Path), required=True,
              help="Folder to write; a run that stands there is replaced.")
@click.option("--json", "as_json", is_flag=True, help="Print the summary as one JSON object.")
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", help="Language of the words.")
def replay(
    day: Path, agreement: Path | None, layer: tuple[Path, ...], rules: RuleSet | None, on: str | None, policy: str,
    seed: int, round_s: int, out: Path, as_json: bool, lang: Lang,
) -> None:
    """Dispatch the day in the folder DAY under an agreement, pay it and audit it; write everything to OUT."""
    if agreement is None:
        raise InputError("no agreement is named, and a day is dispatched and paid under one", field="--agreement",
                         fix="name one, such as --agreement agreements/mdrp-2018")
    require_replaceable(out)
    watch = Watch()
    with watch.time("read"):
        read = read_day(day, date=None if on is None else parse_date(on))
        book = load_named_book(agreement, layer)
        rule_set = _choose_rules(read, rules)
        _require_currency(read, book)
    with open_run(out) as folder:
        result = _dispatch(folder, read, book, rule_set, policy, seed, round_s, watch, quiet=as_json)
        summary, verdicts = _settle_and_audit(folder, read, book, result, watch, policy=policy, seed=seed,
                                              quiet=as_json)
        write_object(folder / "verdicts.json", [one.to_row() for one in verdicts])
        write_object(folder / "summary.json", summary)
    if as_json:
        click.echo(json.dumps(summary, ensure_ascii=False))
    else:
        print_summary(Console(), summary, out, lang)


def _choose_rules(day: Day, named: RuleSet | None) -> RuleSet:
    if named == "mdrp" and day.rules != "mdrp":
        raise InputError("the day was not made for the mdrp rules, which know whole minutes only", file=day.folder,
                         field="--rules", fix="leave --rules out")
    return named or day.rules


def _require_currency(day: Day, book: Book) -> None:
    if book.currency not in (None, day.info.currency):
        raise AgreementError(f"the agreement pays in {book.currency}, and the day is paid in {day.info.currency}",
                             file=book.main.file, fix="choose an agreement in the day's currency")


def _dispatch(
    folder: Path, day: Day, book: Book, rule_set: RuleSet, policy: str, seed: int, round_s: int, watch: Watch, *,
    quiet: bool,
) -> Result:
    """Lower the book, replay the day with a progress bar on stderr, and write the log."""
    with watch.time("dispatch"):
        clauses = book.in_force(day.info.date)
        lowered = lower(clauses, day.workers, day.info.tz, day.info.date)
        quote = make_price_quote(clauses, day)
        console = Console(stderr=True)
        columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeElapsedColumn())
        with Progress(*columns, console=console, transient=True, disable=quiet or not console.is_terminal) as bar:
            task = bar.add_task("派单 dispatch", total=1.0)
            result = replay_day(day, lowered, policy, seed, rule_set=rule_set, price_quote=quote, round_s=round_s,
                                progress=lambda share: bar.update(task, completed=share))
        write_log(folder, day, result)
    return result


def _settle_and_audit(
    folder: Path, day: Day, book: Book, result: Result, watch: Watch, *, policy: str, seed: int, quiet: bool,
) -> tuple[dict[str, Any], list[Verdict]]:
    """Ledger, run.json and verdicts from what stands in the folder; the summary from all of it."""
    with watch.time("settle"):
        ledger = settle(folder / "log", book)
        LEDGER.write(ledger, folder / "ledger.parquet")
    write_object(folder / "run.json", describe_run(folder, day, book, rules=result.rules, policy=policy, seed=seed,
                                                   command=shlex.join(["nuantu", *sys.argv[1:]])))
    with watch.time("audit"):
        verdicts = run_shown(folder, book, quiet=quiet)
    pay_minor, lifted = sum_pay(ledger)
    facts = summarize_log(day, result.events)
    delivered = facts["delivered"]
    facts |= {
        "format": "nuantu-summary/1", "name": day.info.name, "date": day.info.date.isoformat(), "rules": result.rules,
        "policy": policy, "seed": seed, "agreement": " + ".join(one.id for one in book.agreements),
        "pay_minor": pay_minor, "cost_per_order": pay_minor / 100 / delivered if delivered else None,
        "currency": day.info.currency, "topped_up": lifted, "verdicts": count_units(verdicts),
        "assumed": [clause.id for clause in book.assumed(day.info.date)],
        "pending": [provision.id for provision in book.pending(day.info.date)], "wall_s": watch.tell(),
    }
    return {column.name: facts[column.name] for column in SUMMARY.columns}, verdicts


_LINES: tuple[tuple[str, str, str], ...] = (
    ("orders", "订单", "orders"), ("delivered", "送达", "delivered"),
    ("undeliverable", "末班后才出餐", "ready after the last shift"), ("workers", "劳动者", "workers"),
    ("ctd_mean_min", "下单到送达（分，均值）", "click-to-door, mean min"),
    ("excess_mean_min", "超出不可避免（分，均值）", "above the unavoidable, mean min"),
    ("rtp_mean_min", "出餐到取餐（分，均值）", "ready-to-pickup, mean min"),
    ("late_share", "晚于承诺", "after the promise"), ("pay_minor", "付给劳动者", "paid to workers"),
    ("cost_per_order", "每单成本", "cost per order"), ("topped_up", "补足到下限的人数", "lifted to the floor"),
    ("gini_orders_per_hour", "每小时单量基尼系数", "Gini of orders per hour"),
)
_VERDICTS_ZH = {"complied": "遵守", "violated": "违反", "departed": "偏离", "not_applicable": "不适用",
                "insufficient_evidence": "证据不足", "disputed": "有争议"}


def print_summary(console: Console, summary: Mapping[str, Any], out: Path, lang: Lang) -> None:
    """A short table of a run, in one language."""
    zh = lang == "zh"
    table = Table(show_header=False, box=None)
    table.add_row("日" if zh else "day", f"{summary['name']}  {summary['date']}  {summary['rules']}")
    table.add_row("协议" if zh else "agreement", str(summary["agreement"]))
    for key, label_zh, label_en in _LINES:
        table.add_row(label_zh if zh else label_en, _format(key, summary))
    for verdict, units in summary["verdicts"].items():
        if units:
            table.add_row(_VERDICTS_ZH[verdict] if zh else verdict.replace("_", " "), f"{units:,}")
    spent = "  ".join(f"{step} {seconds:.1f} s" for step, seconds in summary["wall_s"].items())
    table.add_row("用时" if zh else "wall time", spent)
    table.add_row("位置" if zh else "folder", str(out))
    console.print(table)
    if summary["assumed"]:
        named = ", ".join(summary["assumed"])
        console.print(f"含假定数字的条款：{named}" if zh else f"clauses with assumed figures: {named}")


def _format(key: str, summary: Mapping[str, Any]) -> str:
    value = summary[key]
    if value is None:
        return "–"
    if key == "pay_minor":
        return format_minor(value, summary["currency"])
    if key == "cost_per_order":
        return f"{value:.2f} {summary['currency']}"
    if key == "late_share":
        return f"{100 * value:.2f} %"
    return f"{value:,}" if isinstance(value, int) else f"{value:.3f}"
