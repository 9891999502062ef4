"""``nuantu agreement``: check a book, show what is in force on a date, compare two agreements."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from nuantu.agreement.agreement import Provision
from nuantu.agreement.amend import CHANGES, Amendment, ClauseChange, compare
from nuantu.agreement.book import Book, load_book
from nuantu.agreement.catalogue import CATALOGUE
from nuantu.agreement.clause import CHAPTERS_EN, CHAPTERS_ZH, Clause, Value
from nuantu.agreement.reader import read_agreement
from nuantu.agreement.signature import list_sides
from nuantu.agreement.wording import say_selector, say_value, say_word
from nuantu.commands.agreement_coverage import coverage
from nuantu.commands.agreement_enter import enter
from nuantu.commands.agreement_new import new
from nuantu.commands.agreement_options import json_option, lang_option, layers_option
from nuantu.commands.agreement_sign import join, sign
from nuantu.commands.agreement_trial import readings, try_days
from nuantu.commands.agreement_types import schema, types
from nuantu.commands.agreement_verify import say_signed, verify
from nuantu.commands.registry import build_registry
from nuantu.core.errors import InputError
from nuantu.core.times import Lang

_CHANGES_ZH = {"new": "新增", "raised": "提高", "lowered": "降低", "mixed": "有升有降", "changed": "改动",
               "kept": "保持", "dropped": "取消"}
_COLOURS = {"new": "green", "raised": "green", "lowered": "red", "dropped": "red", "mixed": "yellow",
            "changed": "yellow", "kept": "dim"}

_on = click.option("--on", type=click.DateTime(["%Y-%m-%d"]),
                   help="Local date; by default the first on which everything in the book has begun.")


@click.group()
def agreement() -> None:
    """Agreements as data: write, check, show, compare, try out, sign."""


for command in (types, schema, coverage, new, try_days, readings, sign, join, verify, enter):
    agreement.add_command(command)


@agreement.command()
@click.argument("path", type=click.Path(path_type=Path))
@layers_option
@_on
@json_option
@lang_option
def check(path: Path, layers: tuple[Path, ...], on: dt.datetime | None, as_json: bool, lang: Lang) -> None:
    """Read the agreement PATH with its layers; count what is in force and what is pending.

    Exit status 2, with one sentence, where a file is defective. What is well written but lacks something (a figure
    that another layer supplies) is told under "lacks" and is no defect.
    """
    book = load_book(path, layers, build_registry(), allow_open=True)
    facts = summarize_book(book, _choose_date(book, on), lang)
    if as_json:
        click.echo(json.dumps(facts, ensure_ascii=False))
    else:
        _print_summary(Console(), facts, lang)


@agreement.command()
@click.argument("path", type=click.Path(path_type=Path))
@layers_option
@_on
@json_option
@lang_option
def show(path: Path, layers: tuple[Path, ...], on: dt.datetime | None, as_json: bool, lang: Lang) -> None:
    """Print the clauses of PATH and its layers in force on a date, merged, each parameter with its layer."""
    book = load_book(path, layers, allow_open=True)
    date = _choose_date(book, on)
    if as_json:
        click.echo(json.dumps(describe_book(book, date, lang), ensure_ascii=False))
    else:
        _print_book(Console(), book, date, lang)


@agreement.command()
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@json_option
@lang_option
def diff(old: Path, new: Path, as_json: bool, lang: Lang) -> None:
    """Compare the agreements OLD and NEW: new, raised, lowered, kept and dropped, clause by clause."""
    amendment = compare(read_agreement(old), read_agreement(new))
    if as_json:
        click.echo(json.dumps(describe_amendment(amendment, lang), ensure_ascii=False))
    else:
        _print_amendment(Console(), amendment, lang)


def summarize_book(book: Book, on: dt.date, lang: Lang) -> dict[str, Any]:
    """What ``agreement check --json`` prints."""
    provisions = book.provisions()
    pending = book.pending()
    return {
        "agreement": book.main.id,
        "title": book.title(lang),
        "layers": [agreement.id for agreement in book.agreements[1:]],
        "on": on.isoformat(),
        "digest": book.digest,
        "signed": list_sides(book.main.signatures) or False,
        "provisions": len(provisions),
        "carried_out": len(provisions) - len(pending),
        "pending": [provision.name for provision in pending],
        "clauses_in_force": [clause.id for clause in book.in_force(on, complete=False)],
        "open_figures": [figure.full_name for figure in book.open_figures],
        "idle_supplies": list(book.idle_supplies),
        "lacks": list(book.find_lacks(on)),
    }


def describe_book(book: Book, on: dt.date, lang: Lang) -> dict[str, Any]:
    """What ``agreement show --json`` prints."""
    return {
        "agreement": book.main.id,
        "title": book.title(lang),
        "layers": [agreement.id for agreement in book.agreements[1:]],
        "currency": book.currency,
        "on": on.isoformat(),
        "digest": book.digest,
        "signed": list_sides(book.main.signatures) or False,
        "clauses": [describe_clause(clause, book.currency, lang) for clause in book.in_force(on, complete=False)],
        "open_figures": [{"name": figure.full_name, "words": figure.zh if lang == "zh" else figure.en,
                          "clauses": list(figure.clause_ids)} for figure in book.open_figures],
        "pending": [_describe_provision(provision, lang) for provision in book.pending(on)],
    }


def describe_clause(clause: Clause, currency: str | None, lang: Lang) -> dict[str, Any]:
    """One clause as JSON: canonical values beside the words in which people read them."""
    return {
        "id": clause.id, "type": clause.type.name, "type_id": clause.type.id, "chapter": clause.type.chapter,
        "layer": clause.layer, "agreement": clause.agreement_id, "strength": clause.strength,
        "obligor": clause.obligor, "version": clause.version, "assumed": clause.assumed,
        "shadowed": list(clause.shadowed), "who": say_selector(clause.selector, lang),
        "text": clause.text_zh if lang == "zh" else clause.text_en,
        "standing": clause.standing, "source": clause.source,
        "ambiguities": [dict(entry) for entry in clause.ambiguities],
        "params": {
            spec.name: {
                "value": _to_json(clause.params[spec.name]), "unit": spec.unit,
                "said": say_value(clause.params[spec.name], spec.unit, currency, lang),
                "layer": clause.origins[spec.name].layer, "clause": clause.origins[spec.name].clause_id,
                "assumed": clause.origins[spec.name].assumed,
            }
            for spec in clause.type.params
        },
    }


def describe_amendment(amendment: Amendment, lang: Lang) -> dict[str, Any]:
    """What ``agreement diff --json`` prints."""
    index = 0 if lang == "zh" else 1
    return {
        "counts": {change: amendment.count(change) for change in CHANGES},
        "clauses": [
            {"change": one.change, "type": one.type.name, "old": one.old_id, "new": one.new_id,
             "steps": [{"name": step.name, "change": step.change, "before": step.before[index],
                        "after": step.after[index], "before_value": _to_json(step.old_value),
                        "after_value": _to_json(step.new_value)} for step in one.steps]}
            for one in amendment.clauses
        ],
        "provisions": [
            {"change": one.change, "id": one.id, "before": one.before[index], "after": one.after[index],
             "pending": one.pending}
            for one in amendment.provisions
        ],
    }


def _choose_date(book: Book, on: dt.datetime | None) -> dt.date:
    if on is not None:
        return on.date()
    if book.latest_begin is None:
        raise InputError("nothing in the book says from when it holds", field="--on", fix="name a date with --on")
    return book.latest_begin


def _to_json(value: Value) -> Any:
    if isinstance(value, frozenset):
        return sorted(value)
    return dict(value) if isinstance(value, Mapping) else value


def _describe_provision(provision: Provision, lang: Lang) -> dict[str, Any]:
    return {"name": provision.name, "chapter": provision.chapter, "kind": provision.kind,
            "strength": provision.strength, "types": list(provision.pending_types), "text": provision.text(lang),
            "held": provision.held(lang), "standing": provision.standing, "source": provision.source,
            "details": dict(provision.details)}


def _print_summary(console: Console, facts: Mapping[str, Any], lang: Lang) -> None:
    zh = lang == "zh"
    table = Table(show_header=False, box=None)
    rows: tuple[tuple[str, str, Any], ...] = (
        ("协议", "agreement", facts["title"]),
        ("层", "layers", "、".join(facts["layers"]) or "-"),
        ("日期", "date", facts["on"]),
        ("条文", "provisions", facts["provisions"]),
        ("已可执行", "carried out", facts["carried_out"]),
        ("待建", "pending", len(facts["pending"])),
        ("在执行条款", "clauses in force", len(facts["clauses_in_force"])),
        ("摘要", "digest", facts["digest"]),
        ("签署", "signed", say_signed(facts["signed"] or (), lang)),
    )
    for label_zh, label_en, value in rows:
        table.add_row(label_zh if zh else label_en, escape(str(value)))
    console.print(table)
    for name in facts["pending"]:
        console.print(("  待建 " if zh else "  pending ") + escape(name), style="dim")
    for name in facts["idle_supplies"]:
        console.print(("未用的补充数值：" if zh else "supplied but not used: ") + escape(name), style="dim")
    for sentence in facts["lacks"]:
        console.print(("尚缺：" if zh else "lacks: ") + escape(sentence), style="yellow")


def _print_book(console: Console, book: Book, on: dt.date, lang: Lang) -> None:
    zh = lang == "zh"
    console.print(f"[bold]{escape(book.title(lang))}[/bold]  {on}")
    for title in book.layer_titles(lang):
        console.print(f"  + {escape(title)}", style="dim")
    console.print(("签署：" if zh else "signed: ") + say_signed(list_sides(book.main.signatures), lang), style="dim")
    clauses = book.in_force(on, complete=False)
    chapters = CHAPTERS_ZH if zh else CHAPTERS_EN
    for chapter, words in chapters.items():
        here = [clause for clause in clauses if clause.type.chapter == chapter]
        if here:
            console.print(f"\n[bold]{words}[/bold]")
        for clause in here:
            _print_clause(console, clause, book.currency, lang)
    for figure in book.open_figures:
        words = f"待补：{figure.full_name}，{figure.zh}" if zh else f"to be supplied: {figure.full_name}, {figure.en}"
        console.print(escape(words), style="yellow")
    pending = book.pending(on)
    if pending:
        console.print("\n[bold]待建（列出而不执行）[/bold]" if zh else "\n[bold]Pending (shown, never in force)[/bold]")
    for provision in pending:
        types = "、".join(CATALOGUE[name][2] for name in provision.pending_types) if zh else \
            ", ".join(provision.pending_types)
        console.print(f"  {escape(provision.name)}  {escape(provision.text(lang))} [dim]{escape(types)} "
                      f"{escape(provision.held(lang))}[/dim]")


def _print_clause(console: Console, clause: Clause, currency: str | None, lang: Lang) -> None:
    zh = lang == "zh"
    words = clause.type.zh if zh else clause.type.en
    mark = ("  [yellow]假定[/yellow]" if zh else "  [yellow]assumed[/yellow]") if clause.assumed else ""
    console.print(f"\n[bold]{escape(clause.id)}[/bold]  {clause.type.id} {escape(words)}  "
                  f"{say_word(clause.layer, lang)} · {say_word(clause.strength, lang)} · "
                  f"{escape(say_selector(clause.selector, lang))} · {clause.version}{mark}")
    console.print(f"  {escape(clause.text_zh if zh else clause.text_en)}")
    table = Table(show_header=False, box=None, padding=(0, 2))
    for spec in clause.type.params:
        origin = clause.origins[spec.name]
        where = say_word("assumption" if origin.assumed else origin.layer, lang)
        table.add_row("", escape(spec.zh if zh else spec.en),
                      escape(say_value(clause.params[spec.name], spec.unit, currency, lang)), f"[dim]{where}[/dim]")
    console.print(table)
    if clause.shadowed:
        console.print(("  并入：" if zh else "  merged with: ") + escape(", ".join(clause.shadowed)), style="dim")


def _print_amendment(console: Console, amendment: Amendment, lang: Lang) -> None:
    zh = lang == "zh"
    for one in amendment.clauses:
        console.print(_head_change(one, lang))
        for step in one.steps:
            console.print(f"    [{_COLOURS[step.change]}]{escape(step.sentence(lang))}[/]")
    index = 0 if zh else 1
    for provision in amendment.provisions:
        if provision.change == "kept":
            continue
        word = _CHANGES_ZH[provision.change] if zh else provision.change
        console.print(f"[{_COLOURS[provision.change]}]{word}[/]  {escape(provision.id)}")
        for mark, text in (("-", provision.before[index]), ("+", provision.after[index])):
            if text:
                console.print(f"    {mark} {escape(text)}")
    counted = [(change, amendment.count(change)) for change in CHANGES]
    console.print("  ".join(f"{_CHANGES_ZH[name] if zh else name} {number}" for name, number in counted if number))


def _head_change(one: ClauseChange, lang: Lang) -> str:
    word = _CHANGES_ZH[one.change] if lang == "zh" else one.change
    words = one.type.zh if lang == "zh" else one.type.en
    renamed = f"{one.old_id} → {one.new_id}" if one.old_id and one.new_id and one.old_id != one.new_id else \
        str(one.new_id or one.old_id)
    return f"[{_COLOURS[one.change]}]{word}[/]  [bold]{escape(renamed)}[/bold]  {one.type.id} {escape(words)}"
