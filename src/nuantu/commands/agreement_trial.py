"""``nuantu agreement try`` and ``nuantu agreement readings``: a book, or the readings of its words, on history."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from nuantu.agreement.book import Book, load_book
from nuantu.audit.verdict import Verdict
from nuantu.commands.agreement_options import json_option, lang_option, layers_option
from nuantu.commands.registry import build_registry
from nuantu.commands.trial import Comparison, Trial, compare_books, find_logs, try_agreement
from nuantu.core.money import format_minor
from nuantu.core.times import Lang

_ACCOUNTS = {"worker_pay": ("付给劳动者", "pay of workers"), "injury_premium": ("职业伤害保险", "injury premiums"),
             "benefit": ("福利", "benefits")}
_EXAMPLES = 3


@click.command(name="try")
@click.argument("path", type=click.Path(path_type=Path))
@layers_option
@click.option("--days", "days", multiple=True, required=True, type=click.Path(path_type=Path),
              help="Folder of a run or log, or a folder of such folders; may be named several times.")
@click.argument("more_days", nargs=-1, type=click.Path(path_type=Path))
@json_option
@lang_option
def try_days(path: Path, layers: tuple[Path, ...], days: tuple[Path, ...], more_days: tuple[Path, ...], as_json: bool,
             lang: Lang) -> None:
    """Settle and audit days that were lived under another book as if PATH had been in force.

    Whom it touches, what it costs, and what it would have found broken, beside the book that each run keeps.
    """
    book = load_book(path, layers, build_registry())
    trial = try_agreement(book, (*days, *more_days))
    if as_json:
        click.echo(json.dumps(describe_trial(trial), ensure_ascii=False))
    else:
        print_trial(Console(), trial, lang)


@click.command()
@click.argument("path", type=click.Path(path_type=Path))
@layers_option
@click.option("--on", "on", multiple=True, type=click.Path(path_type=Path),
              help="Folder of a run or log on which the readings are run; without it they are only listed.")
@json_option
@lang_option
def readings(path: Path, layers: tuple[Path, ...], on: tuple[Path, ...], as_json: bool, lang: Lang) -> None:
    """Show how printed words of PATH can be read, and what each other reading would change in people and money."""
    book = load_book(path, layers, build_registry(), allow_open=not on)
    found = [describe_ambiguity(book, place, on, lang) for place in range(len(book.ambiguities))]
    if as_json:
        click.echo(json.dumps({"agreement": book.main.id, "ambiguities": found}, ensure_ascii=False))
    else:
        print_readings(Console(), found, lang)


def describe_trial(trial: Trial) -> dict[str, Any]:
    """What ``agreement try --json`` prints; money in minor units."""
    return {
        "agreement": trial.book.main.id, "layers": [one.id for one in trial.book.agreements[1:]],
        "digest": trial.book.digest, "change_minor": {name: trial.change_minor(name) for name in trial.accounts},
        "days": [describe_comparison(day) for day in trial.days],
    }


def describe_comparison(day: Comparison) -> dict[str, Any]:
    """One log under two books."""
    gains, losses = [gap for gap in day.changes.values() if gap > 0], [gap for gap in day.changes.values() if gap < 0]
    return {
        "source": str(day.source), "first": day.first.isoformat(), "last": day.last.isoformat(),
        "currency": day.currency, "workers": day.workers,
        "against": None if day.before is None else day.before.book.main.id,
        "accounts": {name: {"before_minor": None if day.before is None else day.before.sum_account(name),
                            "after_minor": day.after.sum_account(name), "change_minor": day.change_minor(name)}
                     for name in day.accounts},
        "touched": len(day.touched), "paid_more": len(gains), "paid_less": len(losses),
        "gained_minor": sum(gains), "lost_minor": -sum(losses),
        "clauses": _list_clauses(day), "found": _tabulate(day.found), "cleared": _tabulate(day.cleared),
        "examples": [one.to_row() for one in day.found[:_EXAMPLES]],
    }


def _list_clauses(day: Comparison) -> list[dict[str, Any]]:
    """Units by verdict of every clause, under the first book and the second; ``None`` where it is in one book only."""
    rows: dict[str, dict[str, Any]] = {}
    for name, side in (("before", day.before), ("after", day.after)):
        for clause in side.clauses if side else ():
            row = rows.setdefault(clause.id, {"clause_id": clause.id, "type": clause.type.name, "before": None,
                                              "after": None})
            row[name] = {verdict: units for (clause_id, verdict), units in (side.counts if side else {}).items()
                         if clause_id == clause.id}
    return list(rows.values())


def _tabulate(breaches: Iterable[Verdict]) -> list[dict[str, Any]]:
    rows: dict[tuple[str, str], dict[str, Any]] = {}
    workers: Counter[tuple[str, str, str]] = Counter()
    for one in breaches:
        key = (one.clause_id, one.verdict)
        row = rows.setdefault(key, {"clause_id": one.clause_id, "type": one.type, "verdict": one.verdict, "units": 0,
                                    "workers": 0})
        row["units"] += one.units
        workers[(*key, one.worker_id or "")] += 1
        row["workers"] = len([name for name in workers if name[:2] == key and name[2]])
    return list(rows.values())


def print_trial(console: Console, trial: Trial, lang: Lang) -> None:
    """Log by log: money by account, people, and what would have been found broken."""
    for day in trial.days:
        print_comparison(console, describe_comparison(day), lang)


def print_comparison(console: Console, facts: dict[str, Any], lang: Lang) -> None:
    """One log under two books, for people."""
    zh = lang == "zh"
    span = facts["first"] if facts["first"] == facts["last"] else f"{facts['first']} – {facts['last']}"
    against = facts["against"] or ("无" if zh else "none")
    beside = f"对照：{against}" if zh else f"against {against}"
    console.print(f"[bold]{escape(facts['source'])}[/bold]  {span}  {escape(beside)}")
    table = Table(box=None)
    for place, head in enumerate((("账户", "account"), ("原来", "before"), ("试行", "tried"), ("相差", "change"))):
        table.add_column(head[0 if zh else 1], justify="right" if place else "left")
    for name, row in facts["accounts"].items():
        said = _ACCOUNTS.get(name, (name, name))[0 if zh else 1]
        table.add_row(said, *("–" if row[key] is None else format_minor(row[key], facts["currency"])
                              for key in ("before_minor", "after_minor", "change_minor")))
    console.print(table)
    gained, lost = (format_minor(facts[name], facts["currency"]) for name in ("gained_minor", "lost_minor"))
    more, less = facts["paid_more"], facts["paid_less"]
    console.print(f"{facts['workers']}人中涉及{facts['touched']}人：{more}人多得{gained}，{less}人少得{lost}" if zh else
                  f"touches {facts['touched']} of {facts['workers']} workers: {more} are paid {gained} more, "
                  f"{less} are paid {lost} less")
    for row in facts["clauses"]:
        if facts["against"] and (row["before"] is None or row["after"] is None):
            word = ("不再有" if zh else "no longer") if row["after"] is None else ("新有" if zh else "new")
            console.print(f"  {word} {escape(row['clause_id'])} ({row['type']})", style="dim")
    said_of = {"found": ("会查出", "would have found broken"), "cleared": ("不再算违反", "no longer broken")}
    for name, words in said_of.items():
        for row in facts[name]:
            console.print(f"  {words[0 if zh else 1]} {escape(row['clause_id'])} {row['units']} "
                          + (f"次，{row['workers']}人" if zh else f"times, {row['workers']} workers"))


def describe_ambiguity(book: Book, place: int, on: Sequence[Path], lang: Lang) -> dict[str, Any]:
    """One printed word with its readings, each of the others compared with the chosen one on the logs."""
    agreement, ambiguity, clause_ids = book.ambiguities[place]
    rows = []
    for reading in ambiguity.readings.values():
        changes = any(one.readings[reading.id].changes for owner in agreement.clauses for one in owner.ambiguities
                      if one.printed == ambiguity.printed and reading.id in one.readings)
        row: dict[str, Any] = {"id": reading.id, "words": reading.say(lang), "chosen": reading.id == ambiguity.chosen,
                               "changes": changes, "days": []}
        if on and changes and not row["chosen"]:
            other = book.read_as(agreement.id, ambiguity.printed, reading.id)
            row["days"] = [describe_comparison(compare_books(source, other, book)) for source in find_logs(on)]
        rows.append(row)
    return {"agreement": agreement.id, "printed": ambiguity.printed, "clauses": list(clause_ids),
            "chosen": ambiguity.chosen, "by": ambiguity.by, "on": ambiguity.on.isoformat(), "readings": rows}


def print_readings(console: Console, found: Sequence[dict[str, Any]], lang: Lang) -> None:
    """Every printed word, its readings, and what the others would change."""
    zh = lang == "zh"
    for entry in found:
        console.print(f"\n[bold]{escape(entry['printed'])}[/bold]  {escape(', '.join(entry['clauses']))}")
        by = f"选定 {entry['chosen']}：{entry['by']}，{entry['on']}" if zh else \
            f"chosen {entry['chosen']}, by {entry['by']} on {entry['on']}"
        console.print(f"  {escape(by)}", style="dim")
        for row in entry["readings"]:
            console.print(f"  {row['id']}  {escape(row['words'])}" + (" ✓" if row["chosen"] else ""))
            if not row["chosen"] and not row["changes"]:
                console.print("     没有写明会改变什么，不能试算" if zh else
                              "     does not say what it changes: cannot be run")
            for facts in row["days"]:
                print_comparison(console, facts, lang)
